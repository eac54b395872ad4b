"""The warehouse's rows as what the rules look at: one read a table for some thousand forms at a time."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.audit.facts import CellText, Subject
from pipelines.audit.group import Overlaps
from pipelines.forms.form import Form, FundLine, Goal, Indicator, Quantity
from pipelines.forms.money import Amounts, money_by_line
from pipelines.problems import Problem
from pipelines.warehouse.column import MONEY_LIMIT, Table
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
_ByForm = dict[str, list[Record]]
_NO_MONEY = Amounts()
_TINY = Decimal("1e-12")


#: So many forms are held at a time, whatever the number of all: each takes 0.1 MiB while it is judged.
_BATCH = 1000
#: Of so many ids, a list is asked for; of more it is faster to read all.
_FEW = 2000


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
    return _Loader(warehouse, scope).load(None, wording)


def load_batches(
    warehouse: Warehouse, scope: Scope, wording: str, overlaps: Overlaps
) -> Iterator[list[Subject]]:
    """
    As `load_subjects`, some departments at a time, each with all its years and types.

    A department's forms come together with those that its overall form includes, by `overlaps`. The
    scope's year and type do not restrict what is loaded: rules compare.
    """
    loader = _Loader(warehouse, Scope(collection=scope.collection))
    family = _families(overlaps)
    wanted = warehouse.rows(FORMS, ("collection", "department"), scope, [Where("current", "=", True)])
    chosen = {family.get(one, one) for one in wanted.unique().iter_rows()}
    batch: list[str] = []
    for one, ids in loader.by_owner(family).items():
        if one not in chosen:
            continue
        if batch and len(batch) + len(ids) > _BATCH:
            yield loader.load(batch, wording)
            batch = []
        batch += ids
    if batch:
        yield loader.load(batch, wording)


def load_told(warehouse: Warehouse, collection: str, year: int | None) -> list[Subject]:
    """
    As `load_subjects`, each form with its head and goals alone: what a whole collection is compared by.

    Those of one year of a collection; where `year` is None, those whose year nobody knows.
    """
    loader = _Loader(warehouse, Scope(collection=collection, year=year))
    if year is not None:
        return loader.load(None, None)
    chosen = [Where("current", "=", True), Where("fiscal_year", "is null")]
    undated = warehouse.rows(FORMS, ("form_id",), Scope(collection=collection), chosen)
    return loader.load(undated["form_id"].to_list(), None)


_Owner = tuple[str, str]  #: collection and department


def _families(overlaps: Overlaps) -> dict[_Owner, _Owner]:
    """Who is loaded with whom: each department of a family → the first of them."""
    first: dict[_Owner, _Owner] = {}

    def root(one: _Owner) -> _Owner:
        while first.setdefault(one, one) != one:
            one = first[one]
        return one

    for (collection, _), several in overlaps.items():
        for overlap in several:
            if overlap.status != "included":
                continue
            one, other = sorted((root((collection, overlap.department)), root((collection, overlap.parent))))
            first[other] = one
    return {one: root(one) for one in list(first)}


class _Loader:
    """The forms of a scope, some or all of them."""

    def __init__(self, warehouse: Warehouse, scope: Scope) -> None:
        self._warehouse, self._scope = warehouse, scope

    def by_owner(self, family: Mapping[_Owner, _Owner]) -> dict[_Owner, list[str]]:
        """Ids of the forms of each department, or of each family; a form without a department is its own."""
        found: dict[_Owner, list[str]] = defaultdict(list)
        names = ("collection", "department", "form_id")
        current = self._warehouse.rows(FORMS, names, self._scope, [Where("current", "=", True)], names)
        for collection, department, form_id in current.iter_rows():
            found[family.get((collection, department), (collection, department))].append(form_id)
        return found

    def load(self, only: Sequence[str] | None, wording: str | None) -> list[Subject]:
        """The forms with these ids (None: all), in order; without `wording` heads and goals alone."""
        heads = self._heads(only)
        ids = set(heads["form_id"].to_list())
        if not ids:
            return []
        files, older = self._files(heads), self._older(ids)
        few = _among("form_id", ids)
        whole = wording is not None

        def by_form(table: Table, columns: Sequence[str], order: str, wanted: bool = whole) -> _ByForm:
            found: _ByForm = defaultdict(list)
            if not wanted:
                return found
            rows = self._warehouse.rows(table, ("form_id", *columns), self._scope, few, ("form_id", order))
            for record in rows.iter_rows(named=True):
                if record["form_id"] in ids:
                    found[record["form_id"]].append(record)
            return found

        funds = by_form(FUNDS, _FUND, "line_no")
        goals = by_form(GOALS, ("goal_no", "planned", "adjusted", "achieved", "places"), "goal_no", True)
        rows = by_form(INDICATORS, _INDICATOR, "indicator_no")
        problems = by_form(PROBLEMS, ("problem_no", "code", "place", "message"), "problem_no")
        corrected = by_form(CORRECTIONS, ("status", "place", "printed"), "place")
        cells = _cells(self._warehouse, ids, wording, few) if wording is not None else defaultdict(list)
        found = []
        for head in heads.iter_rows(named=True):
            form_id = head["form_id"]
            form = _form(head, funds[form_id], goals[form_id], rows[form_id], problems[form_id])
            money = money_by_line(form) if form.funds else {}
            found.append(
                Subject(
                    form,
                    head["collection"],
                    head["department"],
                    files[head["document_id"]],
                    money.get("total", _NO_MONEY),
                    money,
                    head["budget_yuan"],
                    head["executed_yuan"],
                    cells[form_id],
                    {
                        one["place"]: one["printed"]
                        for one in corrected[form_id]
                        if one["status"] == "applied"
                    },
                    tuple(older[form_id]),
                )
            )
        return found

    def _heads(self, only: Sequence[str] | None) -> pl.DataFrame:
        chosen = [Where("current", "=", True), *([] if only is None else _among("form_id", only))]
        heads = self._warehouse.rows(FORMS, (), self._scope, chosen, _ORDER)
        return heads if only is None else heads.filter(pl.col("form_id").is_in(only))

    def _files(self, heads: pl.DataFrame) -> dict[str, str]:
        """Where each form's document lies."""
        return self._paths(heads["document_id"].to_list())

    def _older(self, ids: Collection[str]) -> dict[str, list[str]]:
        """Files of the submissions that each form took the place of."""
        chosen = [Where("superseded_by", "is not null"), *_among("superseded_by", ids)]
        earlier = self._warehouse.rows(FORMS, ("superseded_by", "document_id"), self._scope, chosen)
        files = self._paths(earlier["document_id"].to_list())
        found: dict[str, list[str]] = defaultdict(list)
        for form_id, document_id in earlier.iter_rows():
            found[form_id].append(files[document_id])
        return found

    def _paths(self, documents: Collection[str]) -> dict[str, str]:
        names = ("document_id", "relative_path", "member")
        rows = self._warehouse.rows(DOCUMENTS, names, None, _among("document_id", documents))
        return {one: f"{path}/{member}" if member else path for one, path, member in rows.iter_rows()}


def _among(column: str, values: Collection[str]) -> list[Where]:
    """The condition that a column has one of few values; none at all where they are many."""
    return [Where(column, "in", tuple(sorted(set(values))))] if len(values) <= _FEW else []


_ORDER = ("collection", "department", "fiscal_year", "form_type", "project", "form_id")
_FUND = [name for name in FUNDS.names if name != "form_id" and not name.endswith("_yuan")]
_INDICATOR = [
    name for name in INDICATORS.names
    if name in {
        "indicator_no", "level1", "level2", "level2_candidates", "name", "target", "actual", "target_sign",
        "target_number", "target_unit", "actual_number", "actual_unit", "weight", "score", "reason",
        "level1_weight", "level2_weight", "place", "places",
    }
]  # fmt: skip


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
    # The numbers were printed with fewer digits than a double keeps, so this gives them back.
    target, actual = (
        None if x[name] is None else _number(repr(x[name])) for name in ("target_number", "actual_number")
    )
    several = x["level2_candidates"]
    return Indicator(
        x["name"], x["level1"], x["level2"], tuple(several.split("、")) if several else None, x["target"],
        x["actual"], x["weight"], x["score"], x["reason"],
        None if target is None else Quantity(x["target_sign"], target, x["target_unit"]),
        None if actual is None else Quantity(None, actual, x["actual_unit"]),
        x["level1_weight"], x["level2_weight"], x["place"] or "", _places(x),
    )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    """A printed number; one that is out of all reason is judged by no rule, as its money is in no total."""
    value = None if text is None else Decimal(text)
    if value is None or abs(value) >= MONEY_LIMIT or (value and abs(value) < _TINY):
        return None
    return value


def _places(record: Record) -> dict[str, str]:
    text = record["places"]
    return json.loads(text) if text else {}
