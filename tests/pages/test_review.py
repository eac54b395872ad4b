"""读数核对: a person confirms a reading, or corrects a cell, and a new generation replays it."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import rebuild
from pipelines.ledger import Ledger, in_force
from pipelines.queries import forms, review
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.schema import CELLS, FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from tests.pages.test_pages import opened, page_of, said


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a warehouse of one form whose unit is not printed."""
    raw = tmp_path / "raw" / "公开样本"
    raw.mkdir(parents=True)
    text = next(shipped("samples").rglob("*党群服务中心*自评表.txt")).read_text(encoding="utf-8")
    (raw / "无单位.txt").write_text(text.replace("整体支出规模（元）", "整体支出规模"), encoding="utf-8")
    refresh([tmp_path / "raw"], tmp_path / "warehouse", workers=1)
    return tmp_path / "warehouse"


def form_of(site: Path) -> str:
    return str(forms.forms_list(Warehouse.open(site), Scope())["form_id"].item())


def write(page: AppTest, value: str, reason: str) -> AppTest:
    texts = {box.label: box for box in page.text_input}
    texts["应为"].set_value(value)
    texts["理由"].set_value(reason)
    return next(one for one in page.button if one.label == "记入台账").click().run()


def test_the_list_leads_to_the_form_beside_its_report(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("review"))
    assert not page.exception
    assert page.dataframe[0].value["state"].to_list() == ["未确认"]
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site))
    assert not page.exception
    assert "更正" in [header.value for header in page.header]
    assert "核对" in page.dataframe[0].value["check"].to_string() or page.dataframe[0].value.shape[0] > 3


def test_nobody_writes_without_a_name(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site))
    assert next(one for one in page.button if one.label == "确认无误").disabled
    assert next(one for one in page.button if one.label == "记入台账").disabled


def test_a_confirmation_is_in_the_ledger_and_seen_at_once(monkeypatch, site):
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site))
    next(one for one in page.button if one.label == "确认无误").click().run()
    assert not page.exception
    assert [(one.form_id, one.who) for one in Ledger.open(site).confirmations()] == [(form_of(site), "王芳")]
    assert "已确认" in [text.value for text in page.text]


def test_a_typed_name_signs_the_correction_of_a_cell(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site), place="R7C4")
    page.text_input(key="signer").set_value("李明").run()
    write(page, "10,937,482.15", "与决算核对")
    assert not page.exception
    made = Ledger.open(site).corrections()[0]
    assert (made.place, made.grid, made.printed, made.value, made.reason, made.who) == (
        "R7C4", "正文", "10,937,482.14", "10,937,482.15", "与决算核对", "李明",
    )  # fmt: skip
    assert "1 条更正或撤回还没有生效" in said(page)


def test_a_correction_without_a_reason_is_refused_in_one_line(monkeypatch, site):
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site), place="R7C4")
    write(page, "1", "")
    assert not page.exception
    assert "理由" in page.error[0].value
    assert Ledger.open(site).corrections() == ()


def test_a_given_unit_takes_effect_at_the_build_that_the_page_begins(monkeypatch, site):
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site), fix="unit")
    write(page, "元", "与决算核对")
    write(page, "公里", "写错")
    assert "公里" in page.error[0].value
    next(one for one in page.button if one.label == "现在重建").click().run()
    assert not page.exception
    for _ in range(900):
        job = rebuild.job(site)
        if job and not job.running:
            break
        time.sleep(0.1)
    page.run()
    assert any("已重建" in line.value for line in page.success)
    warehouse = Warehouse.open(site)
    assert warehouse.rows(FORMS)["unit"].to_list() == ["元"]
    assert review.waiting(warehouse, Ledger.open(site).corrections()).is_empty()
    # What the form printed by itself stays the guard of the next correction.
    assert dict(review.printed_fields(warehouse, form_of(site)).iter_rows())["unit"] is None
    assert warehouse.rows(CELLS, where=[Where("corrected", "is not null")]).is_empty()


def take_back(page: AppTest, record: str, reason: str) -> AppTest:
    box = next(one for one in page.selectbox if one.label == "撤回哪一条")
    box.select(next(option for option in box.options if option.startswith(record)))
    next(one for one in page.text_input if one.label == "撤回的理由").set_value(reason)
    return next(one for one in page.button if one.label == "撤回").click().run()


def test_a_correction_is_taken_back_on_the_page_with_a_reason(monkeypatch, site):
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site), place="R7C4")
    write(page, "10,937,482.15", "与决算核对")
    take_back(page, "L1", "")
    assert "写明撤回的理由" in page.error[0].value
    take_back(page, "L1", "看错了行")
    assert not page.exception
    assert Ledger.open(site).corrections() == ()
    assert Ledger.open(site).withdrawn() == {"L1": "看错了行"}


def test_a_confirmation_is_taken_back_too(monkeypatch, site):
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, site, page_of("review"), form=form_of(site))
    next(one for one in page.button if one.label == "确认无误").click().run()
    take_back(page, "C1", "再核一遍")
    assert not page.exception
    assert Ledger.open(site).confirmations() == ()
    assert any(one.label == "确认无误" for one in page.button)


def test_a_shipped_correction_waits_only_where_its_sample_is_built(site, one_form_folder):
    ledger = Ledger.open(one_form_folder, site.parent / "other.sqlite")
    seed = Warehouse.open(one_form_folder)
    assert review.waiting(seed, in_force(ledger)).is_empty()
    assert review.waiting(Warehouse.open(site), in_force(ledger)).is_empty()
    shipped_id = in_force(ledger)[0].id
    ledger.withdraw(shipped_id, "王芳", "原表无误")
    assert review.waiting(seed, in_force(ledger))["correction_id"].to_list() == [shipped_id]
