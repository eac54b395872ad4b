"""整改台账: what was worked on, what became of it by itself, what is overdue, what comes again next year."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.ledger import Finding, Ledger, acts, answer, assign, set_state
from pipelines.queries.findings import findings
from pipelines.queries.rectification import rectification
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.queries.test_findings import form, judged


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def weak(made: Warehouse, at: int = 0) -> Finding:
    """The finding of weak spending, of the first year unless said."""
    return Finding.of(findings(made, Scope()).filter(rule="F-09").row(at, named=True))


def test_nobody_worked_on_anything_so_there_is_no_row(tmp_path: Path) -> None:
    assert rectification(judged(tmp_path, form(2023, "50")), Scope()).is_empty()


def test_a_finding_that_no_longer_fires_is_gone_by_itself(tmp_path: Path, ledger: Ledger) -> None:
    first = judged(tmp_path / "1", form(2023, "50"))
    assign(ledger, weak(first), "王芳", "李明", date(2024, 5, 31))
    answer(ledger, weak(first), "已重报", "甲局")
    (row,) = rectification(first, Scope(), acts(ledger), date(2024, 6, 1)).to_dicts()
    assert (row["standing"], row["fires"], row["overdue"], row["answer"]) == ("open", True, True, "已重报")
    assert row["form_id"]
    later = judged(tmp_path / "2", form(2023, "95"))
    (row,) = rectification(later, Scope(), acts(ledger), date(2024, 6, 1)).to_dicts()
    assert (row["standing"], row["fires"], row["overdue"], row["form_id"]) == ("gone", False, False, None)
    assert (row["assignee"], row["message"], row["kind"]) == ("王芳", weak(first).message, "未分类")
    elsewhere = judged(tmp_path / "3", form(2022, "95"))
    assert rectification(elsewhere, Scope(), acts(ledger))["standing"].to_list() == ["absent"]


def test_what_was_closed_is_not_overdue_until_its_figures_change(tmp_path: Path, ledger: Ledger) -> None:
    first = judged(tmp_path / "1", form(2023, "50"))
    assign(ledger, weak(first), "王芳", "李明", date(2024, 5, 31))
    set_state(ledger, weak(first), "rectified", "李明", "已追回")
    late = date(2024, 6, 1)
    assert rectification(first, Scope(), acts(ledger), late)["overdue"].to_list() == [False]
    changed = judged(tmp_path / "2", form(2023, "40"))
    (row,) = rectification(changed, Scope(), acts(ledger), late).to_dicts()
    assert (row["standing"], row["earlier_status"], row["overdue"]) == ("open", "rectified", True)
    assert rectification(changed, Scope(), acts(ledger), date(2024, 5, 31))["overdue"].to_list() == [False]


def test_what_comes_again_next_year_is_shown_as_carried_over(tmp_path: Path, ledger: Ledger) -> None:
    made = judged(tmp_path / "w", form(2022, "50"), form(2023, "50"))
    set_state(ledger, weak(made), "rectified", "李明", "说已整改")
    rows = rectification(made, Scope(), acts(ledger))
    shown = rows.select("fiscal_year", "standing", "next_year", "carried_over")
    assert shown.rows() == [(2022, "rectified", True, False), (2023, "open", False, True)]
    assert rectification(made, Scope(year=2023), acts(ledger)).height == 1
    set_state(ledger, weak(made), "explained", "李明", "政策性结余")
    assert rectification(made, Scope(), acts(ledger))["fiscal_year"].to_list() == [2022]


def test_a_scope_restricts_what_is_gone_too(tmp_path: Path, ledger: Ledger) -> None:
    first = judged(tmp_path / "1", form(2023, "50"))
    set_state(ledger, weak(first), "explained", "李明", "已说明")
    later = judged(tmp_path / "2", form(2023, "95"))
    for scope, rows in (
        (Scope(department="甲局", year=2023), 1),
        (Scope(kinds=("未分类",)), 1),
        (Scope(department="乙局"), 0),
        (Scope(year=2022), 0),
        (Scope(kinds=("教育",)), 0),
        (Scope(form_type="project"), 0),
    ):
        assert rectification(later, scope, acts(ledger)).height == rows


def test_overdue_ones_come_first_then_by_the_day_they_are_due(tmp_path: Path, ledger: Ledger) -> None:
    made = judged(tmp_path / "w", form(2021, "50"), form(2022, "50"), form(2023, "50"))
    for at, due in enumerate((date(2024, 7, 1), date(2024, 5, 1), date(2024, 4, 1))):
        assign(ledger, weak(made, at), "王芳", "李明", due)
    rows = rectification(made, Scope(), acts(ledger), date(2024, 6, 1))
    assert rows["fiscal_year"].to_list() == [2023, 2022, 2021]
    assert rows["overdue"].to_list() == [True, True, False]
    assert rows.select(pl.col("begun_at").is_not_null().all()).item()
