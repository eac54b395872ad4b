"""Reading reports: worst first, and who has looked at which."""

from pathlib import Path

import pytest

from pipelines.forms.form import Claim
from pipelines.ledger import Confirmation
from pipelines.queries import reports
from pipelines.readers.grid import Cell
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, indicator, warehouse


def made(name: str, executed: str, score: str = "10") -> Made:
    """A form whose rate agrees only with an execution of 50, and whose values are all claimed."""
    claims = tuple(Claim(f"R5C{column}", "value", "funds[0].x") for column in (3, 4, 5))
    cells = tuple(Cell(5, column, "1") for column in (3, 4, 5))
    return Made(
        name, 2023, (fund("total", "100", executed, rate="50.00"),), (indicator("完成率", "10", score),),
        cells=cells, claims=claims,
    )  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(
        tmp_path_factory.mktemp("w"), made("甲局", "50"), made("乙局", "40"), made("丙局", "50", "11")
    )


def test_the_worst_reading_stands_first(opened: Warehouse) -> None:
    rows = reports.reading_reports(opened, Scope())
    assert rows["department"][0] == "乙局"
    assert rows["confidence"].is_sorted()
    worst = rows.row(0, named=True)
    assert (worst["values_read"], worst["values_supported"], worst["values_contradicted"]) == (3, 0, 3)
    assert (worst["checks_agree"], worst["checks_differ"]) == (0, 1)
    best = rows.filter(department="甲局").row(0, named=True)
    assert (best["values_supported"], best["checks_agree"], best["support"]) == (3, 1, 1.0)
    assert 0 < worst["confidence"] < best["confidence"] <= 1


def test_a_score_above_its_weight_is_a_check_that_differs(opened: Warehouse) -> None:
    row = reports.reading_reports(opened, Scope(department="丙局")).row(0, named=True)
    assert (row["checks_agree"], row["checks_differ"]) == (1, 1)


def test_a_confirmation_holds_for_the_reading_that_was_confirmed(opened: Warehouse) -> None:
    plain = reports.reading_reports(opened, Scope())
    assert plain["state"].to_list() == ["open"] * 3
    first, second, third = plain["form_id"].to_list()
    confirmed = (
        Confirmation("C1", first, "李明", "2026-01-01T00:00:00+00:00", None, "0" * 16),
        Confirmation("C2", first, "王芳", "2026-01-02T00:00:00+00:00", None, plain["reading"][0]),
        Confirmation("C3", second, "王芳", "2026-01-02T00:00:00+00:00", None, "0" * 16),
    )
    states = {row["form_id"]: row for row in reports.reading_reports(opened, Scope(), confirmed).to_dicts()}
    assert (states[first]["state"], states[first]["confirmed_by"]) == ("confirmed", "王芳")
    assert states[second]["state"] == "changed"
    assert states[third]["state"] == "open"


def test_at_most_so_many_are_given(opened: Warehouse) -> None:
    assert reports.reading_reports(opened, Scope(), limit=1)["department"].to_list() == ["乙局"]


def test_doubtful_cells_are_unknown_headings_and_short_unread_words(tmp_path: Path) -> None:
    cells = (Cell(5, 1, "支出额度"), Cell(5, 2, "执行数"), Cell(6, 1, "主办科室"), Cell(7, 1, "长" * 40))
    claims = (
        Claim("R5C1", "heading", "funds.unknown_heading"),
        Claim("R5C2", "heading", "funds.executed"),
        Claim("R6C1", "unread"),
        Claim("R7C1", "unread"),
    )
    other = warehouse(tmp_path, Made("甲局", 2023, (), cells=cells, claims=claims))
    found = reports.doubtful_cells(other).drop("path").rows()
    assert found == [("funds", "支出额度", "R5C1"), ("unread", "主办科室", "R6C1")]
    assert reports.doubtful_cells(Warehouse.empty()).schema == reports.DOUBTFUL
