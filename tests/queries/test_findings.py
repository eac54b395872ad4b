"""Findings as people work on them: states, reopening, what is carried over, and counts that hide nothing."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import judging, load_profile
from pipelines.ledger import Finding, Ledger, acts, answer, assign, set_state
from pipelines.queries.findings import counts, findings
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, indicator, overall, warehouse

ROWS = [indicator("甲", "50", "50"), indicator("乙", "46", "40", level1="效益指标", row=21)]


def judged(folder: Path, *made: Made) -> Warehouse:
    """A warehouse of these forms with its findings."""
    return warehouse(folder, *made, judge=lambda opened: judging(opened, load_profile()))


def form(year: int, executed: str) -> Made:
    return overall("甲局", year, "100", executed, indicators=ROWS)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def of_rule(made: Warehouse, ledger: Ledger, rule: str = "F-09") -> dict[str, object]:
    """The row of the last year's finding of a rule."""
    return findings(made, Scope(), acts(ledger)).filter(rule=rule).row(-1, named=True)


def test_what_nobody_worked_on_is_open(tmp_path: Path, ledger: Ledger) -> None:
    row = of_rule(judged(tmp_path / "w", form(2023, "50")), ledger)
    assert (row["status"], row["who"], row["reopened"], row["carried_over"]) == ("open", None, False, False)
    assert row["outcome"] == "failed"


def test_a_finding_shows_who_did_what_last_and_why(tmp_path: Path, ledger: Ledger) -> None:
    made = judged(tmp_path / "w", form(2023, "50"))
    one = Finding.of(of_rule(made, ledger))
    assign(ledger, one, "王芳", "李明", date(2024, 5, 31))
    answer(ledger, one, "款项次年一月支付", "甲局")
    set_state(ledger, one, "dismissed", "李明", "看错了")
    set_state(ledger, one, "explained", "赵红", "已看合同")
    row = of_rule(made, ledger)
    assert (row["status"], row["who"], row["why"]) == ("explained", "赵红", "已看合同")
    assert (row["assignee"], row["due"], row["answer"]) == ("王芳", date(2024, 5, 31), "款项次年一月支付")
    assert row["answered_by"] == "甲局"


def test_a_closed_finding_stays_closed_when_the_cells_move_and_opens_when_the_figures_change(
    tmp_path: Path, ledger: Ledger
) -> None:
    first = judged(tmp_path / "1", form(2023, "50"))
    set_state(ledger, Finding.of(of_rule(first, ledger)), "dismissed", "李明", "已核")
    again = judged(tmp_path / "2", overall("甲局", 2023, "100", "50", indicators=ROWS, path="甲区/改名.xlsx"))
    assert of_rule(again, ledger)["status"] == "dismissed"
    changed = of_rule(judged(tmp_path / "3", form(2023, "40")), ledger)
    assert (changed["status"], changed["reopened"], changed["earlier_status"]) == ("open", True, "dismissed")
    assert changed["why"] == "已核"


def test_what_fired_last_year_and_was_left_is_carried_over(tmp_path: Path, ledger: Ledger) -> None:
    made = judged(tmp_path / "w", form(2022, "50"), form(2023, "50"))
    found = findings(made, Scope()).filter(rule="F-09")
    assert found.select("fiscal_year", "carried_over").rows() == [(2022, False), (2023, True)]
    assert findings(made, Scope(year=2023)).filter(rule="F-09")["carried_over"].to_list() == [True]
    earlier = Finding.of(found.row(0, named=True))
    set_state(ledger, earlier, "rectified", "李明", "说已整改")
    assert of_rule(made, ledger)["carried_over"] is True
    set_state(ledger, earlier, "explained", "李明", "政策调整")
    assert of_rule(made, ledger)["carried_over"] is False


def test_counts_show_every_state_and_what_was_opened_again(tmp_path: Path, ledger: Ledger) -> None:
    first = judged(tmp_path / "1", form(2023, "50"))
    found = findings(first, Scope())
    for row, state in zip(found.iter_rows(named=True), ("dismissed", "explained"), strict=False):
        set_state(ledger, Finding.of(row), state, "李明", "已核")
    assert dict(counts(first, Scope(), acts(ledger)).select("status", "findings").rows()) == {
        "open": found.height - 2, "explained": 1, "rectified": 0, "dismissed": 1,
    }  # fmt: skip
    changed = judged(tmp_path / "2", form(2023, "40"))
    assert counts(changed, Scope(), acts(ledger))["reopened"].sum() >= 1


def test_one_form_or_one_finding_may_be_asked_for(tmp_path: Path) -> None:
    made = judged(tmp_path / "w", form(2022, "50"), form(2023, "50"))
    every = findings(made, Scope())
    one = every.row(0, named=True)
    assert set(findings(made, Scope(), form_id=one["form_id"])["fiscal_year"]) == {one["fiscal_year"]}
    begins = findings(made, Scope(), fingerprint=one["fingerprint"][:10])
    assert begins.equals(every.filter(pl.col("fingerprint") == one["fingerprint"]))
    assert findings(made, Scope(), fingerprint="").height == every.height
