"""One project followed through the years, whatever it was called."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.ledger.links import ProjectKey, ProjectLink
from pipelines.queries.following import Match, ProjectForm, chained, follow
from pipelines.queries.frames import conform, exact
from pipelines.queries.measures import EXECUTION_RATE
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.schema import FORMS, INDICATORS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

#: Forms that are about one project; an overall form is about its department.
FORM_TYPES = ("project", "transfer_payment")

CHAINS = pl.Schema(
    {
        "chain_id": pl.String(), "collection": pl.String(), "department": pl.String(),
        "form_type": pl.String(), "fiscal_year": pl.Int16(), "project": pl.String(), "form_id": pl.String(),
        "previous_form_id": pl.String(), "previous_project": pl.String(), "matched_by": pl.List(pl.String()),
        "confidence": pl.Float64(), "renamed": pl.Boolean(), "budget_yuan": MONEY, "executed_yuan": MONEY,
        "execution_rate": pl.Float64(), "total_score": POINTS,
    }
)  # fmt: skip

_NUMBERS = ("budget_yuan", "executed_yuan", "total_score")
_HEAD = ("form_id", "collection", "department", "form_type", "fiscal_year", "project", "budget_yuan")
_BY = {name: CHAINS[name] for name in ("confidence", "matched_by")}


def chains(warehouse: Warehouse, links: Sequence[ProjectLink], scope: Scope) -> pl.DataFrame:
    """
    The projects of the scope, each with a row for each year in which it has a form.

    Args:
        warehouse: the open generation.
        links: what people said (`ledger.links`); it goes before everything else.
        scope: with a year: the projects that have a form of that year, in all their years.

    Returns:
        A frame of `CHAINS`, sorted by collection, department, type, chain (by first year and name) and year.
        `previous_form_id`, `matched_by` (words of `following.EVIDENCE`) and `confidence` (0–1) say how a
        form was joined to the one before it, null and [] for the first; `renamed` is true where the name
        changed by more than a year or a code in it. `execution_rate` is null without a budget. Forms
        without a year, department or project have no row. Empty where there are none.
    """
    types = tuple(one for one in FORM_TYPES if scope.form_type in (None, one))
    wide = Scope(None, scope.collection, scope.kinds, scope.department)
    wanted = [Where("current", "=", True), Where("form_type", "in", types)]
    known = ("department", "fiscal_year", "project")
    rows = warehouse.rows(FORMS, (*_HEAD, *_NUMBERS[1:]), wide, wanted).drop_nulls(known)
    heads = exact(rows, *_NUMBERS)
    names: dict[str, list[str]] = defaultdict(list)
    told = warehouse.rows(INDICATORS, ("form_id", "name"), wide, wanted, ("form_id", "indicator_no"))
    for form_id, name in told.drop_nulls().iter_rows():
        names[form_id].append(name)
    forms = [
        ProjectForm(form_id, collection, department, kind, year, project, tuple(names[form_id]), budget)
        for form_id, collection, department, kind, year, project, budget in heads.select(_HEAD).iter_rows()
    ]
    found = _joined(heads, forms, follow(forms, links))
    if scope.year is not None:
        found = found.filter((pl.col("fiscal_year") == scope.year).any().over("chain_id"))
    return conform(found, CHAINS)


def key_of(row: Mapping[str, Any]) -> ProjectKey:
    """How the ledger names the project of a row of `CHAINS`."""
    names = ("form_id", "collection", "department", "form_type", "fiscal_year", "project")
    return ProjectForm(*(row[name] for name in names)).key


def _joined(heads: pl.DataFrame, forms: Sequence[ProjectForm], matches: Sequence[Match]) -> pl.DataFrame:
    """The heads with what each was joined to and how, chain by chain."""
    firsts = chained((form.form_id for form in forms), matches)
    keys = {form.form_id: form.key.text for form in forms}
    chain = pl.DataFrame(
        [(form, hashlib.sha256(keys[first].encode()).hexdigest()[:12]) for form, first in firsts.items()],
        schema={"form_id": pl.String(), "chain_id": pl.String()},
        orient="row",
    )
    by = pl.DataFrame(
        [(one.later, one.earlier, one.confidence, list(one.matched_by)) for one in matches],
        schema={"form_id": pl.String(), "previous_form_id": pl.String(), **_BY},
        orient="row",
    )
    before = heads.select(pl.col("form_id").alias("previous_form_id"), previous_project="project")
    by_chain = pl.col("fiscal_year", "project").sort_by("fiscal_year").first().over("chain_id")
    return (
        heads.join(chain, on="form_id")
        .join(by, on="form_id", how="left")
        .join(before, on="previous_form_id", how="left")
        .with_columns(
            EXECUTION_RATE.expression,
            pl.col("matched_by").fill_null([]),
            renamed=(pl.col("previous_project") != pl.col("project")).fill_null(False)
            & ~pl.col("matched_by").list.contains("name").fill_null(False),
        )
        .sort("collection", "department", "form_type", by_chain, "chain_id", "fiscal_year")
    )
