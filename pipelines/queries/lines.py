"""
Money of one line by department and year: the ground on which the execution questions stand.

Overall forms only, unless the scope names another type: project forms are inside overall
forms and are added among themselves alone.
"""

from dataclasses import replace

import polars as pl

from pipelines.queries.frames import exact
from pipelines.queries.measures import CHANGE_PP, EXECUTION_RATE, MEAN_RATE, SLOPE_PP, UNSPENT, WEIGHTED_RATE
from pipelines.warehouse.schema import MONEY_LINES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

OVERALL = "department_overall"
AMOUNTS = ("initial_yuan", "budget_yuan", "executed_yuan")
DEPARTMENT = ("collection", "department", "kind", "parent")


def money_scope(scope: Scope) -> Scope:
    """The scope of a question about money: one form type, and all years (for changes and trends)."""
    return replace(scope, year=None, form_type=scope.form_type or OVERALL)


def two_years(scope: Scope) -> tuple[int, ...] | None:
    """The scope's year and the one before it, from which a change is told; None for all years."""
    return None if scope.year is None else (scope.year - 1, scope.year)


def in_year(scope: Scope) -> pl.Expr:
    """The rows of the scope's year; all where it names none."""
    return pl.lit(True) if scope.year is None else pl.col("fiscal_year") == scope.year


def conditions(line: str | None, counted: bool, years: tuple[int, ...] | None) -> list[Where]:
    """Conditions on rows of `money`: counted or at least current, of one line, of some years."""
    where = [Where("counted", "=", True) if counted else Where("current", "=", True)]
    if line is not None:
        where.append(Where("line", "=", line))
    if years is not None:
        where.append(Where("fiscal_year", "in", years))
    return where


def money_rows(
    warehouse: Warehouse,
    scope: Scope,
    line: str | None = None,
    counted: bool = False,
    years: tuple[int, ...] | None = None,
) -> pl.DataFrame:
    """
    Rows of `money` of current forms, with exact amounts.

    Args:
        warehouse: the open generation.
        scope: its year is not looked at.
        line: a word of `words.LINES`; None for all lines.
        counted: only forms that enter totals.
        years: only these; None for all.
    """
    columns = ("form_id", *DEPARTMENT, "fiscal_year", "project", "line", "counted", "half", "place", *AMOUNTS)
    rows = warehouse.rows(MONEY_LINES, columns, money_scope(scope), conditions(line, counted, years))
    return exact(rows, *AMOUNTS)


def total(name: str) -> pl.Expr:
    """Sum of a column in a group; null, not 0, where no row has a value."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)


def summed(rows: pl.DataFrame, *by: str, first: tuple[str, ...] = ("form_id", "place")) -> pl.DataFrame:
    """
    Amounts, unspent money and rate by `by`: rates of sums.

    A row that prints only one of budget and execution (`half`) would bend the rate: it is left out of
    the sums and counted in `incomplete`; a group of that one row alone shows what it prints.
    The columns `first` are of the first form, in the order in which forms are stored: by id.
    """
    whole = ~pl.col("half")
    return (
        rows.group_by(by)
        .agg(
            pl.len().alias("forms"),
            pl.col("half").sum().alias("incomplete"),
            pl.col("counted").all(),
            pl.col(first).first(),
            *(
                pl.when(pl.len() == 1)
                .then(pl.col(name).first())
                .when(pl.col(name).filter(whole).is_not_null().any())
                .then(pl.col(name).filter(whole).sum())
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


def department_years(
    warehouse: Warehouse, scope: Scope, line: str, years: tuple[int, ...] | None = None
) -> pl.DataFrame:
    """
    One row a department and year of current forms, whether counted or not.

    Args:
        warehouse: the open generation.
        scope: its year is not looked at.
        line: a word of `words.LINES`.
        years: only these; None for all.

    Returns:
        A frame in no set order: those of `DEPARTMENT`, fiscal_year, forms, incomplete, counted, the
        amounts, execution_rate, unspent_yuan, previous_rate, change_pp, form_id and place of the first
        form. Forms whose department or year is not known have no row.
    """
    rows = money_rows(warehouse, scope, line, years=years).drop_nulls(["department", "fiscal_year"])
    keys = ("collection", "department")
    found = summed(rows, *keys, "fiscal_year", first=("form_id", "place", "kind", "parent"))
    return with_change(found, *keys)


def trend_of(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """
    Each department over the years up to the scope's, from rows of `department_years`.

    Returns:
        The columns of `execution.TREND`, sorted by collection and department.
    """
    keys = ["collection", "department"]
    if scope.year is not None:
        rows = rows.filter(pl.col("fiscal_year") <= scope.year)
    rate, year = pl.col("execution_rate"), pl.col("fiscal_year")
    paired = pl.col("budget_yuan").is_not_null() & pl.col("executed_yuan").is_not_null()
    found = (
        rows.sort("fiscal_year")
        .with_columns(
            pl.when(paired).then("budget_yuan").alias("budget_yuan"),
            pl.when(paired).then("executed_yuan").alias("executed_yuan"),
        )
        .group_by(keys)
        .agg(
            pl.col("kind", "parent").first(),
            year.first().alias("first_year"),
            year.last().alias("last_year"),
            year.alias("years"),
            rate.alias("rates"),
            rate.last(),
            pl.col("change_pp").last(),
            MEAN_RATE.expression,
            SLOPE_PP.expression,
            total("budget_yuan"),
            total("executed_yuan"),
        )
        .with_columns(WEIGHTED_RATE.expression)
    )
    return found.sort(keys)
