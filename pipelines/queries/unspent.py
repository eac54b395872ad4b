"""
Unspent money: who stays below a threshold, and what the money that was left consists of.

Project money is always asked apart from basic: `line` names which.
"""

from dataclasses import replace

import polars as pl

from pipelines.queries.frames import conform, exact
from pipelines.queries.lines import AMOUNTS, department_years, in_year, money_rows, summed, trend_of
from pipelines.queries.measures import ADJUSTMENT_RATE, EXECUTION_RATE, UNSPENT
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from pipelines.warehouse.words import SOURCE_LINES, STRUCTURE_LINES

UNDER_EXECUTED = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "fiscal_year": pl.Int16(),
        "line": pl.String(), "initial_yuan": MONEY, "budget_yuan": MONEY, "executed_yuan": MONEY,
        "unspent_yuan": MONEY, "execution_rate": pl.Float64(), "change_pp": pl.Float64(),
        "weighted_rate": pl.Float64(), "mean_rate": pl.Float64(), "slope_pp": pl.Float64(),
        "years": pl.List(pl.Int16()), "rates": pl.List(pl.Float64()), "counted": pl.Boolean(),
        "form_id": pl.String(), "place": pl.String(),
    }
)  # fmt: skip


def under_executed(
    warehouse: Warehouse,
    scope: Scope,
    threshold: float = 0.8,
    line: str = "project",
    limit: int | None = None,
) -> pl.DataFrame:
    """
    Departments and years whose execution rate is below the threshold.

    Args:
        warehouse: the open generation.
        scope: of all years where it names none.
        threshold: a fraction; a rate of exactly the threshold is not below it.
        line: a word of `words.LINES`.
        limit: at most so many rows, the largest unspent money first.

    Returns:
        A frame of `UNDER_EXECUTED`, largest unspent money first, then by department and year. Averages and
        the slope are over all years up to each department's latest in the scope. A department
        without a budget has no rate and is not listed.
    """
    every = department_years(warehouse, scope, line)
    rows = every.filter(in_year(scope), pl.col("execution_rate") < threshold)
    listed = every.join(rows, on=["collection", "department"], how="semi")
    over_years = trend_of(listed, scope).select(
        "collection", "department", "weighted_rate", "mean_rate", "slope_pp", "years", "rates"
    )
    found = (
        rows.join(over_years, on=["collection", "department"], how="left")
        .with_columns(pl.lit(line).alias("line"))
        .sort(
            "unspent_yuan", "collection", "department", "fiscal_year",
            descending=[True, False, False, False], nulls_last=True,
        )
    )  # fmt: skip
    return conform(found if limit is None else found.head(limit), UNDER_EXECUTED)


UNSPENT_BY = pl.Schema(
    {
        "fiscal_year": pl.Int16(), "part": pl.String(), "collection": pl.String(), "budget_yuan": MONEY,
        "executed_yuan": MONEY, "unspent_yuan": MONEY, "share": pl.Float64(), "execution_rate": pl.Float64(),
        "form_id": pl.String(), "place": pl.String(),
    }
)  # fmt: skip


def unspent_by(
    warehouse: Warehouse, scope: Scope, by: str = "structure", limit: int | None = None
) -> pl.DataFrame:
    """
    What the unspent money of each year consists of.

    Args:
        warehouse: the open generation.
        scope: its departments; counted forms only.
        by: "structure" (basic, project), "source" (fiscal, carried over …): `part` is a word of
            `words.LINES`; "department": `part` is its name; "project": the name of a project form,
            of project forms whatever the scope's type.
        limit: at most so many parts a year; shares are of the whole all the same.

    Returns:
        A frame of `UNSPENT_BY`, sorted by year, largest unspent first. `share` is the part's unspent
        money ÷ that of all parts of the year together, null where that is not above zero. `form_id`
        and `place` stand only where a part is a single form's.
    """
    if by == "project":
        scope = replace(scope, form_type=scope.form_type or "project")
    years = None if scope.year is None else (scope.year,)
    rows = (
        money_rows(warehouse, scope, counted=True, years=years)
        .drop_nulls("fiscal_year")
        .filter(pl.col("line").is_in(_lines_of(by)))
    )
    keys, name = {
        "structure": (("line",), "line"),
        "source": (("line",), "line"),
        "department": (("collection", "department"), "department"),
        "project": (("collection", "id", "project"), "project"),
    }[by]
    single = pl.col("forms") == 1
    found = (
        summed(rows.with_columns(pl.col("form_id").alias("id")), "fiscal_year", *keys)
        .with_columns(
            pl.col(name).alias("part"),
            (pl.col("collection") if "collection" in keys else pl.lit(None, pl.String)).alias("collection"),
            pl.when(single).then("form_id").alias("form_id"),
            pl.when(single).then("place").alias("place"),
            pl.col("unspent_yuan").sum().over("fiscal_year").alias("whole"),
        )
        .with_columns(
            pl.when(pl.col("whole") > 0)
            .then(pl.col("unspent_yuan").cast(pl.Float64) / pl.col("whole").cast(pl.Float64))
            .alias("share")
        )
        .sort("fiscal_year", "unspent_yuan", "part", descending=[False, True, False], nulls_last=True)
    )
    kept = found if limit is None else found.group_by("fiscal_year", maintain_order=True).head(limit)
    return conform(kept, UNSPENT_BY)


PROJECTS = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "fiscal_year": pl.Int16(),
        "form_type": pl.String(), "project": pl.String(), "initial_yuan": MONEY, "budget_yuan": MONEY,
        "executed_yuan": MONEY, "unspent_yuan": MONEY, "execution_rate": pl.Float64(),
        "adjustment_rate": pl.Float64(), "total_weight": POINTS, "total_score": POINTS,
        "counted": pl.Boolean(), "form_id": pl.String(), "place": pl.String(),
    }
)  # fmt: skip


def projects(
    warehouse: Warehouse, scope: Scope, threshold: float | None = None, limit: int | None = None
) -> pl.DataFrame:
    """
    Current project forms (or those of the scope's type), with their money and score.

    Args:
        warehouse: the open generation.
        scope: of all years where it names none.
        threshold: a fraction; only projects whose rate is below it. All where None.
        limit: at most so many rows.

    Returns:
        A frame of `PROJECTS`, one row a form, largest unspent money first, unknown last, then by form.
    """
    wanted = replace(scope, form_type=scope.form_type or "project")
    rows = exact(warehouse.rows(FORMS, (), wanted, [Where("current", "=", True)]), *AMOUNTS)
    places = money_rows(warehouse, wanted, "total").select("form_id", "place")
    found = (
        rows.with_columns(EXECUTION_RATE.expression, UNSPENT.expression, ADJUSTMENT_RATE.expression)
        .filter(pl.lit(True) if threshold is None else pl.col("execution_rate") < threshold)
        .join(places, on="form_id", how="left")
        .sort("unspent_yuan", "form_id", descending=[True, False], nulls_last=True)
    )
    return conform(found if limit is None else found.head(limit), PROJECTS)


def _lines_of(by: str) -> tuple[str, ...]:
    return {"structure": STRUCTURE_LINES, "source": SOURCE_LINES}.get(by, ("total",))
