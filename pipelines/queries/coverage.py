"""
Coverage: who owed a form, who filed it, and where money may stand twice.

Only collections that a roster covers owe anything; for all others the frames are empty,
which means "not applicable" and not "all filed".
"""

import polars as pl

from pipelines.queries.frames import conform, exact
from pipelines.queries.measures import COVERAGE_RATE, MONEY_COVERAGE_RATE
from pipelines.warehouse.column import MONEY
from pipelines.warehouse.derived import OBLIGATIONS, OVERLAPS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

_COVERAGE = {
    "owed": pl.Int64(), "filed": pl.Int64(), "missing": pl.Int64(), "exempt": pl.Int64(),
    "filed_budget_yuan": MONEY, "missing_budget_yuan": MONEY, "missing_unknown": pl.Int64(),
    "coverage_rate": pl.Float64(), "money_coverage_rate": pl.Float64(),
}  # fmt: skip

BY_YEAR = pl.Schema({"fiscal_year": pl.Int16(), "form_type": pl.String(), **_COVERAGE})


def by_year(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Owed, filed and missing forms of each year, by count and by money.

    Returns:
        A frame of `BY_YEAR`, sorted by year and form type. `owed` is without the exempt;
        `missing_budget_yuan` is the nearest year's budget of those missing, and `missing_unknown`
        how many of them have none in any year. Empty where no roster covers the scope.
    """
    return conform(
        _covered(warehouse, scope, "fiscal_year", "form_type").sort("fiscal_year", "form_type"), BY_YEAR
    )


MATRIX = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "form_type": pl.String(),
        "fiscal_year": pl.Int16(), "status": pl.String(), "form_id": pl.String(),
    }
)  # fmt: skip


def matrix(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    What became of each obligation: the missing matrix, long.

    Returns:
        A frame of `MATRIX`, `status` a word of `words.OBLIGATION_STATUS`, sorted by all but the last two.
    """
    rows = warehouse.rows(OBLIGATIONS, MATRIX.names(), scope)
    return conform(rows.sort("collection", "kind", "department", "form_type", "fiscal_year"), MATRIX)


MISSING = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "parent": pl.String(),
        "form_type": pl.String(), "fiscal_year": pl.Int16(), "known_budget_yuan": MONEY,
        "known_year": pl.Int16(),
    }
)  # fmt: skip


def missing(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Owed forms that did not come.

    Returns:
        A frame of `MISSING`, latest year first, then largest known budget, then by department.
        `known_budget_yuan` is that of `known_year`, the nearest with one; null where there is none.
    """
    rows = warehouse.rows(OBLIGATIONS, (), scope).filter(pl.col("status") == "missing")
    order = ["fiscal_year", "known_budget_yuan", "collection", "department", "form_type"]
    return conform(rows.sort(order, descending=[True, True, False, False, False], nulls_last=True), MISSING)


DOUBLE_COUNTS = pl.Schema(
    {
        "collection": pl.String(), "fiscal_year": pl.Int16(), "department": pl.String(),
        "parent": pl.String(), "status": pl.String(), "budget_yuan": MONEY,
        "form_id": pl.String(), "parent_form_id": pl.String(),
    }
)  # fmt: skip


def double_counts(warehouse: Warehouse, scope: Scope, status: str | None = None) -> pl.DataFrame:
    """
    Pairs of a parent and its subordinate that both filed an overall form for one year.

    Args:
        warehouse: the open generation.
        scope: restricts by year, collection and (the subordinate's) department.
        status: a word of `words.OVERLAP_STATUS`; all where None.

    Returns:
        A frame of `DOUBLE_COUNTS`, sorted by collection, year, parent and department. `budget_yuan` is
        the subordinate's own.
    """
    rows = warehouse.rows(OVERLAPS, DOUBLE_COUNTS.names(), scope)
    found = rows.filter(pl.lit(True) if status is None else pl.col("status") == status)
    return conform(found.sort("collection", "fiscal_year", "parent", "department"), DOUBLE_COUNTS)


def _covered(warehouse: Warehouse, scope: Scope, *by: str) -> pl.DataFrame:
    rows = exact(warehouse.rows(OBLIGATIONS, (), scope), "budget_yuan", "known_budget_yuan")
    is_filed, is_missing = pl.col("status") == "filed", pl.col("status") == "missing"
    return (
        rows.group_by(by)
        .agg(
            (is_filed | is_missing).sum().alias("owed"),
            is_filed.sum().alias("filed"),
            is_missing.sum().alias("missing"),
            (pl.col("status") == "exempt").sum().alias("exempt"),
            pl.col("budget_yuan").filter(is_filed).sum().alias("filed_budget_yuan"),
            pl.col("known_budget_yuan").filter(is_missing).sum().alias("missing_budget_yuan"),
            (is_missing & pl.col("known_budget_yuan").is_null()).sum().alias("missing_unknown"),
        )
        .with_columns((pl.col("filed_budget_yuan") + pl.col("missing_budget_yuan")).alias("owed_budget_yuan"))
        .with_columns(COVERAGE_RATE.expression, MONEY_COVERAGE_RATE.expression)
    )
