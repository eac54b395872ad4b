"""
Money of one line by department and year: the ground on which the execution questions stand.

Overall forms only, unless the scope names another type: project forms are inside overall
forms and are added among themselves alone.
"""

from dataclasses import replace

import polars as pl

from pipelines.queries.frames import exact
from pipelines.queries.measures import CHANGE_PP, EXECUTION_RATE, UNSPENT
from pipelines.warehouse.schema import MONEY_LINES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

OVERALL = "department_overall"
AMOUNTS = ("initial_yuan", "budget_yuan", "executed_yuan")
DEPARTMENT = ("collection", "department", "kind", "parent")


def money_scope(scope: Scope) -> Scope:
    """The scope of a question about money: one form type, and all years (for changes and trends)."""
    return replace(scope, year=None, form_type=scope.form_type or OVERALL)


def money_rows(
    warehouse: Warehouse, scope: Scope, line: str | None = None, counted: bool = False
) -> pl.DataFrame:
    """
    Rows of `money` of current forms in all years, with exact amounts; of one line or of all.

    Args:
        warehouse: the open generation.
        scope: its year is not looked at.
        line: a word of `words.LINES`; None for all lines.
        counted: only forms that enter totals.
    """
    where = [Where("counted", "=", True) if counted else Where("current", "=", True)]
    if line is not None:
        where.append(Where("line", "=", line))
    columns = ("form_id", *DEPARTMENT, "fiscal_year", "project", "line", "counted", "place", *AMOUNTS)
    return exact(warehouse.rows(MONEY_LINES, columns, money_scope(scope), where), *AMOUNTS)


def half_printed() -> pl.Expr:
    """True where a row prints money in one of budget and execution and leaves the other blank."""
    budget, executed = pl.col("budget_yuan"), pl.col("executed_yuan")
    return (budget.is_not_null() & (budget != 0) & executed.is_null()) | (
        budget.is_null() & executed.is_not_null() & (executed != 0)
    )


def total(name: str) -> pl.Expr:
    """Sum of a column in a group; null, not 0, where no row has a value."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)


def summed(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    """
    Amounts, unspent money and rate by `by`: rates of sums.

    A row that prints only one of budget and execution would bend the rate: it is left out of the
    sums and counted in `incomplete`; a group of that one row alone shows what it prints.
    """
    return (
        rows.with_columns(half_printed().alias("half"))
        .with_columns((~pl.col("half") | (pl.len().over(by) == 1)).alias("used"))
        .group_by(by)
        .agg(
            pl.col("form_id").n_unique().alias("forms"),
            pl.col("half").sum().alias("incomplete"),
            pl.col("counted").all().alias("counted"),
            *(
                pl.when(pl.col(name).filter("used").is_not_null().any())
                .then(pl.col(name).filter("used").sum())
                .alias(name)
                for name in AMOUNTS
            ),
        )
        .with_columns(EXECUTION_RATE.expression, UNSPENT.expression)
    )


def with_change(frame: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Add `previous_rate`, that of exactly the year before in the same group, and `change_pp`."""
    before = frame.select(*by, pl.col("fiscal_year") + 1, pl.col("execution_rate").alias("previous_rate"))
    return frame.join(before, on=[*by, "fiscal_year"], how="left", nulls_equal=True).with_columns(
        CHANGE_PP.expression
    )


def in_year(scope: Scope) -> pl.Expr:
    """The rows of the scope's year; all where it names none."""
    return pl.lit(True) if scope.year is None else pl.col("fiscal_year") == scope.year


def department_years(warehouse: Warehouse, scope: Scope, line: str) -> pl.DataFrame:
    """
    One row a department and year, over all years, of current forms whether counted or not.

    Columns: those of `DEPARTMENT`, fiscal_year, forms, incomplete, counted, the amounts,
    execution_rate, unspent_yuan, previous_rate, change_pp, form_id (of the first form), place.
    Forms whose department or year is not known have no row. In no set order.
    """
    rows = money_rows(warehouse, scope, line).drop_nulls(["department", "fiscal_year"]).sort("form_id")
    keys = (*DEPARTMENT, "fiscal_year")
    sources = rows.group_by(keys).agg(pl.col("form_id", "place").first())
    return with_change(summed(rows, *keys).join(sources, on=keys, nulls_equal=True), *DEPARTMENT)
