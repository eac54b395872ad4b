"""The warehouse's rows as what the rules look at: one read a table for some thousand forms at a time."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import polars as pl

from pipelines.audit import restored
from pipelines.audit.facts import CellText, Subject
from pipelines.audit.group import Overlaps
from pipelines.forms.form import Form, FundLine, Goal, Indicator
from pipelines.forms.money import Amounts, money_by_line
from pipelines.problems import Problem
from pipelines.warehouse.column import Table
from pipelines.warehouse.judged import ORDER
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
T = TypeVar("T")
_NO_MONEY = Amounts()

#: So many forms are held at a time, whatever the number of all: each takes 0.2 MiB while it is judged.
_BATCH = 500
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


class _Corrected(NamedTuple):
    status: str
    place: str
    printed: str


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

    def load(self, only: Sequence[str] | None, wording: str) -> list[Subject]:
        """The forms with these ids (None: all), in order."""
        heads = self._heads(only)
        ids = set(heads["form_id"].to_list())
        if not ids:
            return []
        files, older = self._paths(heads["document_id"].to_list()), self._older(ids)
        few = _among("form_id", ids)

        def parts(
            table: Table, columns: Sequence[str], make: Callable[..., T], order: str
        ) -> dict[str, list[T]]:
            rows = self._warehouse.rows(table, ("form_id", *columns), self._scope, few, ("form_id", order))
            return restored.by_form(rows.filter(pl.col("form_id").is_in(ids)), make)

        funds = parts(FUNDS, restored.FUND, restored.fund, "line_no")
        goals = parts(GOALS, restored.GOAL, restored.goal, "goal_no")
        rows = parts(INDICATORS, restored.INDICATOR, restored.indicator, "indicator_no")
        problems = parts(PROBLEMS, restored.PROBLEM, Problem, "problem_no")
        corrected = parts(CORRECTIONS, ("status", "place", "printed"), _Corrected, "place")
        own = dict(zip(heads["form_id"], heads["grid"], strict=True))
        cells = _cells(self._warehouse, own, wording, few)
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
                    {one.place: one.printed for one in corrected[form_id] if one.status == "applied"},
                    tuple(older[form_id]),
                )
            )
        return found

    def _heads(self, only: Sequence[str] | None) -> pl.DataFrame:
        chosen = [Where("current", "=", True), *([] if only is None else _among("form_id", only))]
        heads = self._warehouse.rows(FORMS, (), self._scope, chosen, ORDER)
        return heads if only is None else heads.filter(pl.col("form_id").is_in(only))

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
        """Where each of these documents lies."""
        names = ("document_id", "relative_path", "member")
        rows = self._warehouse.rows(DOCUMENTS, names, None, _among("document_id", documents))
        return {one: f"{path}/{member}" if member else path for one, path, member in rows.iter_rows()}


def _among(column: str, values: Collection[str]) -> list[Where]:
    """The condition that a column has one of few values; none at all where they are many."""
    return [Where(column, "in", tuple(sorted(set(values))))] if len(values) <= _FEW else []


def _cells(
    warehouse: Warehouse, own: Mapping[str, str], wording: str, one: list[Where]
) -> dict[str, list[CellText]]:
    """The cells that rules want, by form; `own` has the grid of each form by its id."""
    columns = ("form_id", "grid", "row_no", "column_no", "printed", "role", "field")
    frame = warehouse.rows(CELLS, columns, None, [*one, Where("form_id", "is not null")])
    wanted = (
        (pl.col("role") == "unread")
        | pl.col("field").str.starts_with("head.").fill_null(False)
        | pl.col("field").is_in(["title", "fiscal_year"]).fill_null(False)
        | pl.col("printed").str.contains(wording).fill_null(False)
    )
    found: dict[str, list[CellText]] = defaultdict(list)
    for form_id, grid, row, column, text, role, name in frame.filter(wanted).iter_rows():
        if form_id in own and text:
            before = "" if grid == own[form_id] else f"{grid}!"
            found[form_id].append(CellText(row, column, text, role, name, before))
    return found


def _form(
    head: Record, funds: list[FundLine], goals: list[Goal], rows: list[Indicator], problems: list[Problem]
) -> Form:
    (places,) = restored.read_places([head["places"]])
    return Form(
        head["form_id"], head["grid"], head["ordinal"], head["first_row"], head["last_row"],
        head["form_type"], head["title"], head["fiscal_year"], head["department_printed"],
        head["department"], head["department_code"], head["supervisor"], head["project"],
        head["unit"], head["synthetic"], tuple(funds), tuple(goals), tuple(rows),
        head["total_weight"], head["total_score"], head["grade"], places, tuple(problems),
    )  # fmt: skip
