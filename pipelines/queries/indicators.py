"""
Indicators that score low: which, where, and again and again.

得分率 is score ÷ weight; a row that prints no weight or no score has none and is in no share.
A rate of exactly the threshold is not below it. All current forms, of every type unless the
scope names one.
"""

from dataclasses import replace

import polars as pl

from pipelines.queries.frames import conform, exact
from pipelines.queries.measures import LOST_POINTS, LOW_SHARE, SCORE_RATE
from pipelines.warehouse.column import POINTS
from pipelines.warehouse.derived import INDICATOR_TOTALS
from pipelines.warehouse.schema import INDICATORS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

_CURRENT = Where("current", "=", True)
#: Rates are rolled up in steps of 5 %, so a threshold on a step is answered without the rows.
_STEPS = 20

LOW = pl.Schema(
    {
        "form_id": pl.String(), "indicator_no": pl.Int32(), "collection": pl.String(),
        "department": pl.String(), "kind": pl.String(), "fiscal_year": pl.Int16(),
        "form_type": pl.String(), "project": pl.String(), "level1": pl.String(),
        "level2": pl.String(), "name": pl.String(), "target": pl.String(),
        "actual": pl.String(), "weight": POINTS, "score": POINTS, "score_rate": pl.Float64(),
        "lost_points": POINTS, "reason": pl.String(), "place": pl.String(), "score_place": pl.String(),
    }
)  # fmt: skip


def low(
    warehouse: Warehouse,
    scope: Scope,
    threshold: float = 0.8,
    level1: str | None = None,
    limit: int | None = 1000,
) -> pl.DataFrame:
    """
    Indicators whose score rate is below the threshold.

    Args:
        warehouse: the open generation.
        scope: of all years where it names none.
        threshold: a fraction.
        level1: only those of one 一级指标.
        limit: at most so many rows, most points lost first; all where None.

    Returns:
        A frame of `LOW`, most points lost first, then by form and number. `place` is the row,
        `score_place` the very cell of the score.
    """
    where = [_CURRENT, Where("score_rate", "<", threshold)]
    if level1 is not None:
        where.append(Where("level1", "=", level1))
    rows = warehouse.rows(
        INDICATORS, LOW.names(), scope, where, ("-lost_points", "form_id", "indicator_no"), limit
    )
    return conform(rows, LOW)


_COUNTED = {
    "indicators": pl.Int64(), "scored": pl.Int64(), "low": pl.Int64(), "low_share": pl.Float64(),
    "weight": POINTS, "score": POINTS, "lost_points": POINTS, "score_rate": pl.Float64(),
}  # fmt: skip

BY_YEAR = pl.Schema({"fiscal_year": pl.Int16(), **_COUNTED})


def by_year(warehouse: Warehouse, scope: Scope, threshold: float = 0.8) -> pl.DataFrame:
    """
    How many indicators there are in each year and how many score low.

    Returns:
        A frame of `BY_YEAR`, sorted by year. `weight`, `score` and `lost_points` are sums over scored
        rows; `score_rate` is the rate of these sums.
    """
    return conform(_counted(warehouse, scope, threshold, "fiscal_year").sort("fiscal_year"), BY_YEAR)


BY_LEVEL = pl.Schema({"level1": pl.String(), "level2": pl.String(), **_COUNTED})


def by_level(warehouse: Warehouse, scope: Scope, threshold: float = 0.8, depth: int = 2) -> pl.DataFrame:
    """
    Scores by 一级指标 and 二级指标.

    Args:
        warehouse: the open generation.
        scope: of all years where it names none.
        threshold: a fraction.
        depth: 1 for 一级指标 alone (then `level2` is null), 2 for both.

    Returns:
        A frame of `BY_LEVEL`, most points lost first, then by level. A level that a form does not print
        is null.
    """
    levels = ("level1",) if depth == 1 else ("level1", "level2")
    found = _counted(warehouse, scope, threshold, *levels)
    if depth == 1:
        found = found.with_columns(pl.lit(None, pl.String).alias("level2"))
    order = ["lost_points", "level1", "level2"]
    return conform(found.sort(order, descending=[True, False, False], nulls_last=True), BY_LEVEL)


BY_DEPARTMENT = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "fiscal_year": pl.Int16(),
        **_COUNTED,
    }
)  # fmt: skip


def by_department(warehouse: Warehouse, scope: Scope, threshold: float = 0.8) -> pl.DataFrame:
    """
    Scores by department and year.

    Returns:
        A frame of `BY_DEPARTMENT`, lowest score rate first, those without one last, then by department
        and year. Forms whose department is not known have no row.
    """
    found = _counted(warehouse, scope, threshold, "collection", "department", "kind", "fiscal_year")
    order = ["score_rate", "collection", "department", "fiscal_year"]
    return conform(found.drop_nulls("department").sort(order, nulls_last=True), BY_DEPARTMENT)


RECURRING = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "form_type": pl.String(),
        "project": pl.String(), "name": pl.String(), "level1": pl.String(), "years": pl.List(pl.Int16()),
        "times": pl.Int64(), "lowest_rate": pl.Float64(), "latest_rate": pl.Float64(),
        "lost_points": POINTS, "form_id": pl.String(), "score_place": pl.String(),
    }
)  # fmt: skip

#: What makes an indicator of two years the same one.
_SAME = ("collection", "department", "form_type", "project", "name_key")


def recurring(
    warehouse: Warehouse,
    scope: Scope,
    threshold: float = 0.8,
    years: int = 2,
    limit: int | None = 1000,
) -> pl.DataFrame:
    """
    Indicators of one department that score low in two years or more, whatever the scope's year.

    Args:
        warehouse: the open generation.
        scope: its year is not looked at.
        threshold: a fraction.
        years: in so many different years at least.
        limit: at most so many rows.

    Returns:
        A frame of `RECURRING`, most years first, then most points lost, then by department and name.
        An indicator is the same where department, form type, project and name are; names are the
        same where they differ in blanks, width or punctuation alone. `name`, `latest_rate`, `form_id`
        and `score_place` are those of the latest year.
    """
    every_year = replace(scope, year=None)
    low_ones = [
        _CURRENT,
        Where("score_rate", "<", threshold),
        *(Where(name, "is not null") for name in ("department", "name_key", "fiscal_year")),
    ]
    found = warehouse.repeated(
        INDICATORS, _SAME, "fiscal_year", "lost_points", years, every_year, low_ones, limit
    ).with_row_index("order")
    columns = (
        *_SAME, "kind", "name", "level1", "fiscal_year", "score_rate", "form_id", "indicator_no",
        "score_place",
    )  # fmt: skip
    names = tuple(found["name_key"].unique().to_list())
    rows = warehouse.rows(INDICATORS, columns, every_year, [*low_ones, Where("name_key", "in", names)])
    details = (
        rows.join(found, on=_SAME, how="semi", nulls_equal=True)
        .sort("fiscal_year", "form_id", "indicator_no")
        .group_by(_SAME)
        .agg(
            pl.col("kind", "name", "level1", "form_id", "score_place").last(),
            pl.col("fiscal_year").unique().sort().alias("years"),
            pl.col("score_rate").min().alias("lowest_rate"),
            pl.col("score_rate").last().alias("latest_rate"),
        )
    )
    return conform(found.join(details, on=_SAME, nulls_equal=True).sort("order"), RECURRING)


ACROSS_DEPARTMENTS = pl.Schema(
    {
        "name": pl.String(), "level1": pl.String(), "departments": pl.Int64(), "times": pl.Int64(),
        "weight": POINTS, "score": POINTS, "lost_points": POINTS, "score_rate": pl.Float64(),
        "names": pl.List(pl.String()),
    }
)  # fmt: skip


def across_departments(
    warehouse: Warehouse,
    scope: Scope,
    threshold: float = 0.8,
    departments: int = 2,
    limit: int | None = 200,
) -> pl.DataFrame:
    """
    The same indicator scoring low in several departments.

    Args:
        warehouse: the open generation.
        scope: of all years where it names none.
        threshold: a fraction.
        departments: in so many at least.
        limit: at most so many rows.

    Returns:
        A frame of `ACROSS_DEPARTMENTS`, most departments first, then most points lost, then by name.
        Sums are over the low rows alone; `names` are the departments, sorted.
    """
    columns = ("collection", "department", "name_key", "name", "level1", "weight", "score", "lost_points")
    rows = _low_rows(warehouse, scope, threshold, columns).drop_nulls(["department", "name_key"])
    found = (
        exact(rows, "weight", "score", "lost_points")
        .sort("name")
        .group_by("name_key")
        .agg(
            pl.col("name").first(),
            pl.col("level1").drop_nulls().mode().sort().first(),
            pl.struct("collection", "department").n_unique().alias("departments"),
            pl.len().alias("times"),
            pl.col("weight", "score", "lost_points").sum(),
            pl.col("department").unique().sort().alias("names"),
        )
        .filter(pl.col("departments") >= departments)
        .with_columns(SCORE_RATE.expression)
        .sort("departments", "lost_points", "name_key", descending=[True, True, False])
    )
    return conform(found if limit is None else found.head(limit), ACROSS_DEPARTMENTS)


LEVELS = pl.Schema({"level1": pl.String(), "indicators": pl.Int64()})


def levels(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    The 一级指标 that there are, to choose from.

    Returns:
        A frame of `LEVELS`, most indicators first, then by name; a level not printed is left out.
    """
    sums = warehouse.sums(
        INDICATOR_TOTALS, ("level1",), ("indicators",), scope, [Where("level1", "is not null")]
    )
    return conform(sums.sort("indicators", "level1", descending=[True, False]), LEVELS)


def _low_rows(warehouse: Warehouse, scope: Scope, threshold: float, columns: tuple[str, ...]) -> pl.DataFrame:
    return warehouse.rows(INDICATORS, columns, scope, [_CURRENT, Where("score_rate", "<", threshold)])


def _counted(warehouse: Warehouse, scope: Scope, threshold: float, *by: str) -> pl.DataFrame:
    """Counts and sums by some of the rollup's columns; from the rows where the threshold is on no step."""
    steps = threshold * _STEPS
    if threshold <= 1 and abs(steps - round(steps)) < 1e-9:
        rows = warehouse.sums(
            INDICATOR_TOTALS, (*by, "rate_step"), ("indicators", "weight", "score"), scope
        ).with_columns(
            pl.col("rate_step").is_not_null().alias("is_scored"),
            (pl.col("rate_step") < round(steps)).alias("is_low"),
        )
    else:
        columns = (*by, "score_rate", "weight", "score")
        rows = warehouse.rows(INDICATORS, columns, scope, [_CURRENT]).with_columns(
            pl.lit(1, pl.Int64).alias("indicators"),
            pl.col("score_rate").is_not_null().alias("is_scored"),
            (pl.col("score_rate") < threshold).alias("is_low"),
        )
    return (
        exact(rows, "weight", "score")
        .group_by(by)
        .agg(
            pl.col("indicators").sum(),
            pl.col("indicators").filter("is_scored").sum().alias("scored"),
            pl.col("indicators").filter("is_low").sum().alias("low"),
            pl.col("weight", "score").filter("is_scored").sum(),
        )
        .with_columns(LOST_POINTS.expression, SCORE_RATE.expression, LOW_SHARE.expression)
    )
