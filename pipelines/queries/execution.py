"""
Execution: how much of the budget was spent.

`line` is a word of `words.LINES`: "total" is the form's own money; "project" and "basic" come
from its structure and are never mixed. Without a `form_type` in the scope, overall forms are
meant. District figures add counted forms only; department figures show every current form.
"""

from dataclasses import replace

import polars as pl

from pipelines.queries.frames import conform
from pipelines.queries.lines import (
    AMOUNTS,
    conditions,
    department_years,
    in_year,
    money_rows,
    money_scope,
    summed,
    trend_of,
    two_years,
    with_change,
)
from pipelines.queries.measures import EXECUTION_RATE, UNSPENT
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.schema import FORMS, MONEY_LINES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from pipelines.warehouse.words import LINES

_ORDER_OF_LINES = {line: number for number, line in enumerate(LINES)}

BY_DEPARTMENT_YEAR = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "parent": pl.String(),
        "fiscal_year": pl.Int16(), "forms": pl.Int64(), "incomplete": pl.Int64(), "counted": pl.Boolean(),
        "initial_yuan": MONEY, "budget_yuan": MONEY, "executed_yuan": MONEY, "unspent_yuan": MONEY,
        "execution_rate": pl.Float64(), "change_pp": pl.Float64(), "total_score": POINTS,
        "form_id": pl.String(), "place": pl.String(),
    }
)  # fmt: skip


def by_department_year(warehouse: Warehouse, scope: Scope, line: str = "total") -> pl.DataFrame:
    """
    Execution of each department in each year.

    Returns:
        A frame of `BY_DEPARTMENT_YEAR`, one row a collection, department and year, sorted by these.
        `execution_rate` is a fraction, null without a budget; `change_pp` is null where the year
        before has no rate. `form_id` and `place` lead to the figure (of the first form where a
        department has several); `total_score` is the form's, null where `forms` is not 1.
        `counted` is False where the money is in a parent's form or is in no total for another reason.
    """
    rows = department_years(warehouse, scope, line, two_years(scope)).filter(in_year(scope))
    of_year = replace(money_scope(scope), year=scope.year)
    scores = warehouse.rows(FORMS, ("form_id", "total_score"), of_year, [Where("current", "=", True)])
    return conform(
        rows.join(scores, on="form_id", how="left")
        .with_columns(pl.when(pl.col("forms") == 1).then("total_score").alias("total_score"))
        .sort("collection", "department", "fiscal_year"),
        BY_DEPARTMENT_YEAR,
    )


DISTRICT_BY_YEAR = pl.Schema(
    {
        "fiscal_year": pl.Int16(), "line": pl.String(), "departments": pl.Int64(), "forms": pl.Int64(),
        "incomplete": pl.Int64(), "initial_yuan": MONEY, "budget_yuan": MONEY, "executed_yuan": MONEY,
        "unspent_yuan": MONEY, "execution_rate": pl.Float64(), "change_pp": pl.Float64(),
    }
)  # fmt: skip


def district_by_year(
    warehouse: Warehouse, scope: Scope, lines: tuple[str, ...] = tuple(LINES)
) -> pl.DataFrame:
    """
    Execution of all departments in the scope together, line by line.

    Returns:
        A frame of `DISTRICT_BY_YEAR`, one row a year and line that any counted form prints, sorted by
        year and the order of `words.LINES`. `incomplete` forms print only one of budget and
        execution and are in none of the sums.
    """
    where = conditions(None, True, two_years(scope))
    wanted = [*where, Where("line", "in", lines), Where("fiscal_year", "is not null")]
    by, of = ("line", "fiscal_year"), money_scope(scope)
    # Rows that print one of budget and execution alone are in no sum: they would bend the rate.
    whole = warehouse.sums(MONEY_LINES, by, AMOUNTS, of, [*wanted, Where("half", "=", False)])
    counts = warehouse.sums(
        MONEY_LINES, by, ("half",), of, wanted, distinct=("collection", "department")
    ).rename({"rows": "forms", "half": "incomplete", "distinct": "departments"})
    found = (
        counts.join(whole.drop("rows"), on=by, how="left")
        .with_columns(EXECUTION_RATE.expression, UNSPENT.expression)
        .pipe(with_change, "line")
        .filter(in_year(scope))
    )
    return conform(
        found.sort("fiscal_year", pl.col("line").replace_strict(_ORDER_OF_LINES, default=99)),
        DISTRICT_BY_YEAR,
    )


BANDS = pl.Schema(
    {
        "fiscal_year": pl.Int16(), "departments": pl.Int64(), "lowest": pl.Float64(),
        "quartile1": pl.Float64(), "median": pl.Float64(), "quartile3": pl.Float64(), "highest": pl.Float64(),
    }
)  # fmt: skip


def bands(warehouse: Warehouse, scope: Scope, line: str = "total") -> pl.DataFrame:
    """
    How the departments' rates spread in each year, whatever the scope's year.

    Returns:
        A frame of `BANDS`, one row a year with at least one rate, sorted by year. Quartiles are linear
        between neighbours; departments without a rate are in none of the figures.
    """
    rates = department_years(warehouse, scope, line).drop_nulls("execution_rate")
    rate = pl.col("execution_rate")
    return conform(
        rates.group_by("fiscal_year")
        .agg(
            pl.len().alias("departments"),
            rate.min().alias("lowest"),
            rate.quantile(0.25, "linear").alias("quartile1"),
            rate.median().alias("median"),
            rate.quantile(0.75, "linear").alias("quartile3"),
            rate.max().alias("highest"),
        )
        .sort("fiscal_year"),
        BANDS,
    )


BY_KIND = pl.Schema(
    {
        "kind": pl.String(), "fiscal_year": pl.Int16(), "departments": pl.Int64(), "budget_yuan": MONEY,
        "executed_yuan": MONEY, "unspent_yuan": MONEY, "execution_rate": pl.Float64(),
        "median": pl.Float64(), "change_pp": pl.Float64(),
    }
)  # fmt: skip


def by_kind(warehouse: Warehouse, scope: Scope, line: str = "total") -> pl.DataFrame:
    """
    Execution of each kind of department: the rate of counted sums, and the median of departments.

    Returns:
        A frame of `BY_KIND`, sorted by kind and year.
    """
    keys = ["kind", "fiscal_year"]
    medians = (
        department_years(warehouse, scope, line, two_years(scope))
        .group_by(keys)
        .agg(pl.len().alias("departments"), pl.col("execution_rate").median().alias("median"))
    )
    rows = money_rows(warehouse, scope, line, True, two_years(scope)).drop_nulls("fiscal_year")
    sums = summed(rows, *keys)
    return conform(
        with_change(sums, "kind").join(medians, on=keys, how="left").filter(in_year(scope)).sort(keys),
        BY_KIND,
    )


#: Buckets of the rate: lower bound inclusive; exactly 100 % and above stand apart.
BUCKETS: tuple[str, ...] = ("<30%", "30–60%", "60–80%", "80–100%", "=100%", ">100%", "不适用")
BUCKETS_SCHEMA = pl.Schema(
    {
        "fiscal_year": pl.Int16(), "bucket": pl.String(), "departments": pl.Int64(), "budget_yuan": MONEY,
        "executed_yuan": MONEY, "unspent_yuan": MONEY,
    }
)  # fmt: skip


def buckets(warehouse: Warehouse, scope: Scope, line: str = "total") -> pl.DataFrame:
    """
    How many departments, and how much money, stand in each bucket of the execution rate.

    Returns:
        A frame of `BUCKETS_SCHEMA`, all of `BUCKETS` for each year in the scope (0 where nothing falls in),
        sorted by year and bucket; counted departments only. "不适用" holds those without a rate.
    """
    years = None if scope.year is None else (scope.year,)
    rows = department_years(warehouse, scope, line, years).filter("counted")
    # Exactly 100 % is a statement about money, so it is asked of the money, not of a float.
    rate, is_full = pl.col("execution_rate"), pl.col("executed_yuan") == pl.col("budget_yuan")
    bucket = (
        pl.when(rate.is_null()).then(pl.lit(BUCKETS[6]))
        .when(is_full).then(pl.lit(BUCKETS[4]))
        .when(rate > 1).then(pl.lit(BUCKETS[5]))
        .when(rate < 0.3).then(pl.lit(BUCKETS[0]))
        .when(rate < 0.6).then(pl.lit(BUCKETS[1]))
        .when(rate < 0.8).then(pl.lit(BUCKETS[2]))
        .otherwise(pl.lit(BUCKETS[3]))
    )  # fmt: skip
    counts = (
        rows.with_columns(bucket.alias("bucket"))
        .group_by("fiscal_year", "bucket")
        .agg(
            pl.len().alias("departments"),
            pl.col("budget_yuan", "executed_yuan", "unspent_yuan").sum(),
        )
    )
    every = rows.select("fiscal_year").unique().join(pl.DataFrame({"bucket": BUCKETS}), how="cross")
    return conform(
        every.join(counts, on=["fiscal_year", "bucket"], how="left")
        .with_columns(pl.col("departments", "budget_yuan", "executed_yuan", "unspent_yuan").fill_null(0))
        .sort("fiscal_year", pl.col("bucket").replace_strict({b: n for n, b in enumerate(BUCKETS)})),
        BUCKETS_SCHEMA,
    )


TREND = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "parent": pl.String(),
        "first_year": pl.Int16(), "last_year": pl.Int16(), "years": pl.List(pl.Int16()),
        "rates": pl.List(pl.Float64()), "budget_yuan": MONEY, "executed_yuan": MONEY,
        "weighted_rate": pl.Float64(), "mean_rate": pl.Float64(), "slope_pp": pl.Float64(),
        "execution_rate": pl.Float64(), "change_pp": pl.Float64(),
    }
)  # fmt: skip


def trend(warehouse: Warehouse, scope: Scope, line: str = "total") -> pl.DataFrame:
    """
    Each department over the years up to the scope's (all where it names none).

    Returns:
        A frame of `TREND`, sorted by collection and department. `years` and `rates` go together, a rate is
        null where it does not apply; `execution_rate` and `change_pp` are those of `last_year`;
        `weighted_rate` is of sums, `mean_rate` the plain mean of yearly rates; `slope_pp` needs two
        years with a rate.
    """
    return conform(trend_of(department_years(warehouse, scope, line), scope), TREND)


BY_LINE_YEAR = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "fiscal_year": pl.Int16(), "line": pl.String(),
        "initial_yuan": MONEY, "budget_yuan": MONEY, "executed_yuan": MONEY, "unspent_yuan": MONEY,
        "execution_rate": pl.Float64(), "change_pp": pl.Float64(), "form_id": pl.String(),
        "place": pl.String(),
    }
)  # fmt: skip


def by_line_year(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Every line of each department in each year: the profile's table of funds.

    Returns:
        A frame of `BY_LINE_YEAR`, sorted by collection, department, year and the order of `words.LINES`.
    """
    rows = money_rows(warehouse, scope, years=two_years(scope)).drop_nulls(["department", "fiscal_year"])
    keys = ("collection", "department", "line")
    return conform(
        with_change(summed(rows, *keys, "fiscal_year"), *keys)
        .filter(in_year(scope))
        .sort(
            "collection", "department", "fiscal_year",
            pl.col("line").replace_strict(_ORDER_OF_LINES, default=99),
        ),
        BY_LINE_YEAR,
    )  # fmt: skip
