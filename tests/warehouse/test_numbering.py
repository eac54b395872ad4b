"""Findings keep one order, however few of them are sorted at a time."""

import duckdb
import pytest

from pipelines.warehouse import inserting
from pipelines.warehouse.inserting import create, rows_frame
from pipelines.warehouse.judged import FINDINGS, STEPS
from pipelines.warehouse.numbering import number_findings

#: Rule, collection, department, year; in the order in which two batches were judged.
_JUDGED = [
    ("F-01", "乙区", "教育局", 2023), ("C-01", "乙区", None, 2023), ("F-01", "乙区", None, 2022),
    ("F-01", "甲区", "卫健局", 2023), ("F-01", "甲区", "卫健局", 2022), ("C-01", "甲区", "教育局", None),
    ("F-01", "乙区", "水务局", None), ("F-01", "乙区", "水务局", 2021),
]  # fmt: skip
_RULES = ("F-01", "C-01")


def _sorted() -> list[tuple[int, str, str, str | None, int | None]]:
    """As one sort of all gives them: nulls last."""

    def place(row: tuple[str, str, str | None, int | None]) -> tuple[int, str, bool, str, int]:
        rule, collection, department, year = row
        return _RULES.index(rule), collection, department is None, department or "", year or 9999

    return [(number, *row) for number, row in enumerate(sorted(_JUDGED, key=place), 1)]


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_findings_are_numbered_by_rule_then_department_with_the_nameless_last(most: int) -> None:
    connection = duckdb.connect()
    connection.execute(FINDINGS.ddl)
    names = ("rule", "collection", "department", "fiscal_year")
    rows = [dict(zip(names, row, strict=True), finding_no=no) for no, row in enumerate(_JUDGED, 1)]
    create(connection, "judged_findings", rows_frame(FINDINGS, rows))
    number_findings(connection, _RULES, most)
    found = connection.execute(f"SELECT finding_no, {', '.join(names)} FROM findings").fetchall()
    assert found == _sorted()


def test_steps_of_many_forms_stand_in_order_although_some_are_sorted_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inserting, "VALUES_AT_ONCE", 30)
    connection = duckdb.connect()
    connection.execute(STEPS.ddl)
    keys = [(f"{form * 37 % 256:02x}", step) for form in range(20) for step in (2, 1)]
    frame = rows_frame(STEPS, [{"form_id": form, "step_no": step} for form, step in keys])
    create(connection, "judged_steps", frame)
    assert len(inserting.slices(connection, "judged_steps", len(STEPS.names))) > 10
    inserting.fill_from(connection, STEPS, "judged_steps", "form_id")
    found = connection.execute("SELECT form_id, step_no FROM steps").fetchall()
    assert found == sorted(keys)
