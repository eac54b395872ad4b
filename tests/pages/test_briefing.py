"""简报: the text is written anew under a name, a number that is no fact is told, earlier ones are held up."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefings import compose, edited, record
from dashboard.briefings.fact import Unit
from dashboard.briefings.gather import gather
from pipelines.ledger import Ledger, briefs
from pipelines.warehouse.warehouse import Warehouse
from tests.pages.test_pages import opened, page_of, said


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ledger:
    """A ledger of this test alone."""
    monkeypatch.setenv("JIXIAO_LEDGER", str(tmp_path / "台账.sqlite"))
    return Ledger(tmp_path / "台账.sqlite")


def _press(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def test_nobody_writes_without_a_name_and_the_text_of_a_part_can_be_undone(
    monkeypatch, one_form_folder, ledger
):
    page = opened(monkeypatch, one_form_folder, page_of("briefing"))
    assert not page.exception
    assert next(one for one in page.button if one.label == "保存").disabled
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    page = opened(monkeypatch, one_form_folder, page_of("briefing"))
    was = page.text_area[0].value
    page.text_area[0].set_value("本单位另有98765.4万元待查。").run()
    assert "98765.4" in said(page)
    _press(page, "保存")
    assert not page.exception
    (texts,) = briefs.wordings(ledger).values()
    assert list(texts.values()) == ["本单位另有98765.4万元待查。"]
    page = opened(monkeypatch, one_form_folder, page_of("briefing"))
    assert page.text_area[0].value == "本单位另有98765.4万元待查。"
    _press(page, "恢复原文")
    assert briefs.wordings(ledger) == {next(iter(briefs.wordings(ledger))): {}}
    assert opened(monkeypatch, one_form_folder, page_of("briefing")).text_area[0].value == was


def test_an_earlier_briefing_is_held_against_today_figure_by_figure(monkeypatch, one_form_folder, ledger):
    briefing = compose.district(gather(Warehouse.open(one_form_folder)))
    numbers = [one for _, _, one in briefing.facts() if one.unit is not Unit.DATE]
    facts = len({one.key.removesuffix("~") for one in numbers})
    number = briefs.keep(
        ledger, edited.about(briefing), "".join(briefing.title), "g0", briefing.profile, "docx", facts,
        record.as_record(briefing), "王芳",
    )  # fmt: skip
    page = opened(monkeypatch, one_form_folder, page_of("briefing"), briefing=number)
    assert not page.exception
    assert f"{number}：0 个数字变了，{facts} 个没有变" in said(page)
    assert "给出过 1 份" in said(page)


def test_the_one_page_is_looked_at_without_an_office_program_and_the_report_says_what_it_needs(
    monkeypatch, one_form_folder, ledger
):
    page = opened(monkeypatch, one_form_folder, page_of("briefing"))
    assert "LibreOffice" in said(page)
    page = opened(monkeypatch, one_form_folder, page_of("briefing"), view="onepage_pdf")
    assert not page.exception
    assert "LibreOffice" not in said(page)
    assert page.get("image")


def test_a_letter_asks_for_its_department_first(monkeypatch, warehouse_folder, ledger):
    page = opened(monkeypatch, warehouse_folder, page_of("briefing"), what="letter")
    assert not page.exception
    assert "先选一个部门。" in said(page)
