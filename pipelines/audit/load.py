"""The warehouse's rows as what the rules look at: one read a table, whatever the number of forms."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.audit.facts import CellText, District, Overlap, Owed, Subject, Unit, Years
from pipelines.forms.form import Form, FundLine, Goal, Indicator, Quantity
from pipelines.forms.money import Amounts, money_by_line
from pipelines.problems import Problem
from pipelines.warehouse.column import Table
from pipelines.warehouse.derived import DEPARTMENTS, OBLIGATIONS, OVERLAPS
from pipelines.warehouse.schema import (
    CELLS,
    CORRECTIONS,
    DOCUMENTS,
    FORMS,
    FUNDS,
    GOALS,
    INDICATORS,
    PROBLEMS,
)
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

Record = dict[str, Any]
_NO_MONEY = Amounts()


def load_subjects(warehouse: Warehouse, scope: Scope, wording: str) -> list[Subject]:
    """
    The current forms of the scope, sorted by collection, department, year, type, project and id.

    Args:
        warehouse: the open generation.
        scope: as everywhere.
        wording: a regular expression: cells with such a text are kept beside the values.

    Returns:
        [] where there are no forms.
    """
    heads = warehouse.rows(FORMS, (), scope)
    current = heads.filter(pl.col("current")).sort(
        "collection", "department", "fiscal_year", "form_type", "project", "form_id", nulls_last=True
    )
    ids = set(current["form_id"].to_list())
    if not ids:
        return []
    files = {
        row[0]: row[1:]
        for row in warehouse.rows(DOCUMENTS, ("document_id", "relative_path", "member")).iter_rows()
    }
    one = [Where("form_id", "=", next(iter(ids)))] if len(ids) == 1 else []

    def by_form(table: Table, columns: Sequence[str], order: str) -> dict[str, list[Record]]:
        rows = warehouse.rows(table, ("form_id", *columns), None, one, ("form_id", order))
        found: dict[str, list[Record]] = defaultdict(list)
        for record in rows.iter_rows(named=True):
            if record["form_id"] in ids:
                found[record["form_id"]].append(record)
        return found

    funds = by_form(
        FUNDS, [name for name in FUNDS.names if name != "form_id" and not name.endswith("_yuan")], "line_no"
    )
    goals = by_form(GOALS, ("goal_no", "planned", "adjusted", "achieved", "places"), "goal_no")
    rows = by_form(INDICATORS, _INDICATOR, "indicator_no")
    problems = by_form(PROBLEMS, ("problem_no", "code", "place", "message"), "problem_no")
    corrected = by_form(CORRECTIONS, ("status", "place", "printed"), "place")
    cells = _cells(warehouse, ids, wording, one)
    older: dict[str, list[str]] = defaultdict(list)
    for record in heads.filter(pl.col("superseded_by").is_not_null()).iter_rows(named=True):
        older[record["superseded_by"]].append(_path(files, record["document_id"]))
    found = []
    for head in current.iter_rows(named=True):
        form_id = head["form_id"]
        form = _form(head, funds[form_id], goals[form_id], rows[form_id], problems[form_id])
        money = money_by_line(form)
        found.append(
            Subject(
                form,
                head["collection"],
                head["department"],
                _path(files, head["document_id"]),
                money.get("total", _NO_MONEY),
                money,
                head["budget_yuan"],
                head["executed_yuan"],
                cells[form_id],
                {one["place"]: one["printed"] for one in corrected[form_id] if one["status"] == "applied"},
                tuple(older[form_id]),
            )
        )
    return found


_INDICATOR = [
    name for name in INDICATORS.names
    if name in {
        "indicator_no", "level1", "level2", "level2_candidates", "name", "target", "actual", "target_sign",
        "target_number", "target_unit", "actual_number", "actual_unit", "weight", "score", "reason",
        "level1_weight", "level2_weight", "place", "places",
    }
]  # fmt: skip


def _path(files: dict[str, tuple[Any, ...]], document: str) -> str:
    path, member = files[document]
    return f"{path}/{member}" if member else str(path)


def _cells(warehouse: Warehouse, ids: set[str], wording: str, one: list[Where]) -> dict[str, list[CellText]]:
    columns = ("form_id", "row_no", "column_no", "printed", "role", "field")
    frame = warehouse.rows(CELLS, columns, None, [*one, Where("form_id", "is not null")])
    wanted = (
        (pl.col("role") == "unread")
        | pl.col("field").str.starts_with("head.").fill_null(False)
        | pl.col("field").is_in(["title", "fiscal_year"]).fill_null(False)
        | pl.col("printed").str.contains(wording).fill_null(False)
    )
    found: dict[str, list[CellText]] = defaultdict(list)
    for form_id, row, column, text, role, name in frame.filter(wanted).iter_rows():
        if form_id in ids and text:
            found[form_id].append(CellText(row, column, text, role, name))
    return found


def _form(
    head: Record, funds: list[Record], goals: list[Record], rows: list[Record], problems: list[Record]
) -> Form:
    return Form(
        head["form_id"], head["grid"], head["ordinal"], head["first_row"], head["last_row"],
        head["form_type"], head["title"], head["fiscal_year"], head["department_printed"],
        head["department"], head["department_code"], head["supervisor"], head["project"],
        head["unit"], head["synthetic"],
        tuple(map(_fund, funds)),
        tuple(Goal(x["planned"], x["adjusted"], x["achieved"], None, _places(x)) for x in goals),
        tuple(map(_indicator, rows)),
        head["total_weight"], head["total_score"], head["grade"], _places(head),
        tuple(Problem(x["code"], x["place"], x["message"]) for x in problems),
    )  # fmt: skip


def _fund(x: Record) -> FundLine:
    return FundLine(
        x["label"], x["line_kind"], x["breakdown"], x["depth"], _number(x["initial_printed"]),
        _number(x["budget_printed"]), _number(x["executed_printed"]), _number(x["printed_rate"]), x["weight"],
        x["score"], _number(x["amount_printed"]), x["place"] or "", _places(x),
    )  # fmt: skip


def _indicator(x: Record) -> Indicator:
    target, actual = x["target_number"], x["actual_number"]
    several = x["level2_candidates"]
    return Indicator(
        x["name"], x["level1"], x["level2"], tuple(several.split("、")) if several else None, x["target"],
        x["actual"], x["weight"], x["score"], x["reason"],
        # The numbers were printed with fewer digits than a double keeps, so this gives them back.
        None if target is None else Quantity(x["target_sign"], Decimal(repr(target)), x["target_unit"]),
        None if actual is None else Quantity(None, Decimal(repr(actual)), x["actual_unit"]),
        x["level1_weight"], x["level2_weight"], x["place"] or "", _places(x),
    )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _places(record: Record) -> dict[str, str]:
    text = record["places"]
    return json.loads(text) if text else {}


def over_years(subjects: Iterable[Subject]) -> list[Years]:
    """Each form with those of the same thing (collection, department, type, project) of earlier years."""
    same: dict[object, list[Subject]] = defaultdict(list)
    for one in subjects:
        if one.department is not None and one.year is not None:
            same[one.collection, one.department, one.form.form_type, one.form.project].append(one)
    found = []
    for several in same.values():
        ordered = sorted(several, key=lambda one: one.year or 0, reverse=True)
        found += [
            Years(one, [other for other in ordered if (other.year or 0) < (one.year or 0)]) for one in ordered
        ]
    return found


def by_unit(subjects: Iterable[Subject], overlaps: Sequence[Overlap]) -> list[Unit]:
    """What each department filed for each year, with what its overall form includes of others."""
    groups: dict[tuple[str, str, int], list[Subject]] = defaultdict(list)
    for one in subjects:
        if one.department is not None and one.year is not None:
            groups[one.collection, one.department, one.year].append(one)
    inside: dict[str, list[Overlap]] = defaultdict(list)
    for overlap in overlaps:
        inside[overlap.parent_form_id].append(overlap)
    found = []
    for (collection, department, year), several in groups.items():
        overall = next((one for one in several if one.form.form_type == "department_overall"), None)
        held = inside[overall.form.form_id] if overall else []
        below = [
            one
            for overlap in held
            if overlap.status == "included"
            for one in groups.get((collection, overlap.department, year), [])
            if one.form.form_type == "project"
        ]
        projects = [one for one in several if one.form.form_type == "project"]
        unclear = any(overlap.status == "unclear" for overlap in held)
        found.append(Unit(collection, department, year, overall, projects, below, unclear))
    return found


def load_overlaps(warehouse: Warehouse, scope: Scope) -> dict[tuple[str, int], list[Overlap]]:
    """Parents and subordinates that both filed, by collection and year."""
    found: dict[tuple[str, int], list[Overlap]] = defaultdict(list)
    for x in warehouse.rows(OVERLAPS, (), Scope(collection=scope.collection)).iter_rows(named=True):
        found[x["collection"], x["fiscal_year"]].append(
            Overlap(
                x["form_id"], x["parent_form_id"], x["department"], x["parent"], x["status"], x["budget_yuan"]
            )
        )
    return found


def by_district(
    warehouse: Warehouse,
    scope: Scope,
    subjects: Iterable[Subject],
    overlaps: dict[tuple[str, int], list[Overlap]],
) -> list[District]:
    """Each collection's year, with what its roster says: who owes, who is in it."""
    groups: dict[tuple[str, int | None], list[Subject]] = defaultdict(list)
    for one in subjects:
        groups[one.collection, one.year].append(one)
    whole = Scope(collection=scope.collection)
    owed: dict[tuple[str, int | None], list[Owed]] = defaultdict(list)
    for x in warehouse.rows(OBLIGATIONS, (), whole).iter_rows(named=True):
        groups[x["collection"], x["fiscal_year"]]  # a year in which nobody filed is judged too
        owed[x["collection"], x["fiscal_year"]].append(
            Owed(x["department"], x["form_type"], x["fiscal_year"], x["status"], x["known_budget_yuan"])
        )
    names: dict[str, set[str]] = defaultdict(set)
    for collection, department, known in warehouse.rows(
        DEPARTMENTS, ("collection", "department", "in_roster"), whole
    ).iter_rows():
        if known:
            names[collection].add(department)
    covered = {collection for collection, _ in owed}
    return [
        District(
            collection,
            year,
            several,
            owed[collection, year],
            overlaps.get((collection, year or 0), []),
            frozenset(names[collection]) if collection in covered else frozenset(),
        )
        for (collection, year), several in sorted(
            groups.items(), key=lambda item: (item[0][0], item[0][1] or 0)
        )
    ]
