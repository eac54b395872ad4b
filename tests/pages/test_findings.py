"""审核发现, 整改台账, 原表: what was found is shown at its cell, worked on, counted, and followed."""

import re
from datetime import date
from io import BytesIO
from math import isnan
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.replies import sheet
from pipelines.audit import RULES, judging, load_profile
from pipelines.ledger import Finding, Ledger, acts, assign, set_state
from pipelines.queries.findings import findings
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.pages.test_pages import opened, page_of, said
from tests.warehouse.made import indicator, overall, write

SEED = "*党群服务中心*自评表.txt"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a warehouse of the seed form, with a ledger of its own."""
    refresh([next(shipped("samples").rglob(SEED))], tmp_path / "warehouse", workers=1)
    return tmp_path / "warehouse"


def found(site: Path, rule: str) -> dict:
    rows = findings(Warehouse.open(site), Scope(), acts(Ledger.open(site)))
    return next(row for row in rows.iter_rows(named=True) if row["rule"] == rule)


def test_the_seed_shows_its_six_errors_first_and_every_state_with_its_count(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("findings"))
    assert not page.exception
    table = page.dataframe[0].value
    assert sorted(table["rule"].to_list()[:6]) == ["S-07", "W-01", "W-02", "W-02", "W-09", "W-10"]
    assert table["severity"].to_list()[:7] == ["错误"] * 6 + ["违规待核"]
    assert "21 条发现，其中 6 条是错误，涉及 1 个部门" in said(page)
    states = next(group for group in page.get("button_group") if group.label == "状态")
    assert list(states.options) == ["全部 21", "待处理 21", "已说明 0", "已整改 0", "误报 0"]


def test_what_an_address_asks_for_is_what_is_listed(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("findings"), rule="W-02", severity="E")
    assert page.dataframe[0].value["rule"].to_list() == ["W-02", "W-02"]
    page = opened(monkeypatch, site, page_of("findings"), q="没有来由")
    assert page.dataframe[0].value["rule"].to_list() == ["S-07"]
    page = opened(monkeypatch, site, page_of("findings"), rule="Z-99")
    assert "地址中的 rule 无法使用" in said(page)
    page = opened(monkeypatch, site, page_of("findings"), status="dismissed")
    assert "没有符合条件" in said(page)


def test_what_was_checked_says_which_rules_could_check_nothing_and_of_which_forms(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("findings"), unchecked="F-07")
    assert not page.exception
    assert f"{len(RULES)} 条规则查了 1 张自评表，其中" in said(page)
    assert "F\\-07 有年中才出现的资金吗" in said(page)
    rows = {row["rule"]: row for row in page.dataframe[1].value.to_dict("records")}
    assert set(rows) == {rule.id for rule in RULES}
    one, other = rows["F-07"], rows["W-01"]
    assert (one["checked"], one["unchecked"], one["why"]) == (0, 1, "未印年初预算数")
    assert isnan(one["findings"])  # nothing was checked, which is not that nothing was found
    assert (other["checked"], other["unchecked"], other["findings"]) == (1, 0, 1)
    assert page.dataframe[2].value["why"].to_list() == ["未印年初预算数"]
    page = opened(monkeypatch, site, page_of("findings"), unchecked="W-01")
    assert "地址中的 unchecked 无法使用" in said(page)


def test_nothing_found_says_out_of_how_many_forms(monkeypatch, tmp_path):
    rows = [indicator("甲", "50", "50"), indicator("乙", "50", "40", level1="效益指标", row=21)]
    form = overall("甲局", 2023, None, None, indicators=rows)
    write(tmp_path, [form], judge=lambda made: judging(made, load_profile(), scope=Scope(year=1999)))
    page = opened(monkeypatch, tmp_path, page_of("findings"))
    assert "没有审核发现：这里没有查过任何表" in said(page)


def test_a_finding_of_the_address_opens_with_its_figures_and_ground(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("findings"), finding=found(site, "S-07")["fingerprint"])
    assert not page.exception
    texts = [text.value for text in page.text]
    assert {"97.8", "96", "+1.8", "default@1"} <= set(texts)
    assert any("R38C8" in text for text in texts)


def test_a_state_without_a_reason_is_refused_and_one_with_a_reason_is_counted(monkeypatch, site):
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, site, page_of("findings"), finding=found(site, "S-07")["fingerprint"])
    next(box for box in page.selectbox if box.label == "记为").select("误报")
    next(one for one in page.button if one.label == "记入台账").click().run()
    assert "理由" in page.error[0].value
    assert acts(Ledger.open(site)) == ()
    next(box for box in page.selectbox if box.label == "记为").select("误报")
    next(box for box in page.text_area if box.label == "理由").set_value("另附决算表")
    next(one for one in page.button if one.label == "记入台账").click().run()
    assert not page.exception
    assert [(act.state, act.why, act.who) for act in acts(Ledger.open(site))] == [
        ("dismissed", "另附决算表", "王芳")
    ]
    page = opened(monkeypatch, site, page_of("findings"))
    states = next(group for group in page.get("button_group") if group.label == "状态")
    assert states.options == ["全部 21", "待处理 20", "已说明 0", "已整改 0", "误报 1"]


def test_nobody_works_on_a_finding_without_a_name(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("findings"), finding=found(site, "S-07")["fingerprint"])
    assert next(one for one in page.button if one.label == "记入台账").disabled


def test_a_department_has_a_reply_sheet_with_its_open_findings(monkeypatch, site):
    department = found(site, "S-07")["department"]
    page = opened(monkeypatch, site, page_of("findings"))
    assert "下载这个部门的反馈表（Excel）" not in [one.label for one in page.get("download_button")]
    page = opened(monkeypatch, site, page_of("findings"), department=department)
    assert "下载这个部门的反馈表（Excel）" in [one.label for one in page.get("download_button")]
    set_state(Ledger.open(site), Finding.of(found(site, "S-07")), "dismissed", "王芳", "另附决算表")
    content = sheet(Warehouse.open(site), Scope(2023, department=department), acts(Ledger.open(site)))
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][0].startswith(f"{department}　2023年度绩效自评审核反馈表　共 14 项")
    assert rows[1][0] == "序号"
    assert "总分等于各项得分之和吗" not in {row[5] for row in rows}


def test_what_is_assigned_stands_in_the_ledger_until_it_is_overdue(monkeypatch, site):
    page = opened(monkeypatch, site, page_of("ledger"))
    assert not page.exception
    assert "还没有要整改的事项" in said(page)
    matter = Finding.of(found(site, "W-01"))
    assign(Ledger.open(site), matter, "党群服务中心", "王芳", date(2024, 1, 31))
    page = opened(monkeypatch, site, page_of("ledger"))
    row = page.dataframe[0].value.iloc[0]
    assert (row["standing"], row["late"], row["assignee"], row["due"]) == (
        "待处理", "逾期", "党群服务中心", "2024-01-31",
    )  # fmt: skip
    assert {metric.label: metric.value for metric in page.metric}["已逾期"] == "1"


def test_a_matter_that_is_gone_is_still_shown_as_it_was(monkeypatch, site):
    matter = Finding.of(found(site, "S-07"))
    set_state(Ledger.open(site), matter, "rectified", "王芳", "已更正总分")
    text = next(shipped("samples").rglob(SEED)).read_text(encoding="utf-8")
    (site.parent / "更正后.txt").write_text(text.replace("97.8", "96"), encoding="utf-8")
    refresh([site.parent / "更正后.txt"], site, workers=1)
    page = opened(monkeypatch, site, page_of("ledger"), finding=matter.fingerprint)
    assert not page.exception
    assert page.dataframe[0].value["standing"].to_list() == ["已消除"]
    assert "现在的表里已经没有这条发现" in said(page)
    assert {"97.8", "96", "+1.8"} <= {text.value for text in page.text}


def test_the_form_says_every_rule_and_marks_the_cells_of_one(monkeypatch, site):
    form_id = found(site, "S-07")["form_id"]
    page = opened(monkeypatch, site, page_of("form"), form=form_id, rule="S-07", place="R38C8")
    assert not page.exception
    heads = [header.value for header in page.header]
    assert any(head.startswith("体检：") for head in heads)
    assert "自评 97.8 分，按表内数字重算是 96 分（-1.8）" in heads
    assert "13 项（61 分）没有数字" in said(page)
    steps = page.dataframe[0].value
    assert steps["subject"].to_list()[:2] == ["自评总分", "没有来由的分数"]
    assert steps["change"].to_list()[1] == -1.8


def test_a_broken_profile_of_the_bureau_is_one_line_and_the_page_stays(monkeypatch, site):
    (site.parent / "ledger").mkdir(exist_ok=True)
    (site.parent / "ledger" / "profile.toml").write_text("name = 1", encoding="utf-8")
    for address in ("about", "form", "scores"):
        params = {"form": found(site, "S-07")["form_id"]} if address == "form" else {}
        page = opened(monkeypatch, site, page_of(address), **params)
        assert not page.exception
        if address != "scores":
            assert "profile.toml" in page.error[0].value.replace("\\", "")


def test_a_department_says_how_many_rules_were_asked_and_how_many_could_not_be(monkeypatch, site):
    form_id = found(site, "S-07")["form_id"]
    head = next(
        header.value
        for header in opened(monkeypatch, site, page_of("form"), form=form_id).header
        if header.value.startswith("体检：")
    )
    failed, blind, passed = (int(number) for number in re.findall(r"\d+", head))
    page = opened(monkeypatch, site, page_of("department"))
    assert not page.exception
    told = f"查了 {failed + passed} 条规则，{failed} 条报出问题；{blind} 条不适用或缺所需的数，没有查"
    assert told in said(page)
    assert blind
