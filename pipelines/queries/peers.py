"""Departments side by side, and a department's place among those of its kind."""

from dataclasses import replace

import polars as pl

from pipelines.queries import indicators
from pipelines.queries.execution import by_department_year
from pipelines.queries.frames import conform
from pipelines.queries.lines import department_years, two_years
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

#: With fewer, a rank says nothing (and tells who is meant).
FEWEST_FOR_A_RANK = 5

COMPARE = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "fiscal_year": pl.Int16(),
        "budget_yuan": MONEY, "executed_yuan": MONEY, "execution_rate": pl.Float64(),
        "change_pp": pl.Float64(), "basic_rate": pl.Float64(), "project_rate": pl.Float64(),
        "project_unspent_yuan": MONEY,
        "total_score": POINTS, "indicators": pl.Int64(), "scored": pl.Int64(), "low": pl.Int64(),
        "score_rate": pl.Float64(), "form_id": pl.String(),
    }
)  # fmt: skip


def compare(
    warehouse: Warehouse, scope: Scope, departments: tuple[str, ...] = (), threshold: float = 0.8
) -> pl.DataFrame:
    """
    Rates, scores and indicators of several departments, year by year.

    Args:
        warehouse: the open generation.
        scope: restricts by year, collection and kind.
        departments: their names; all of the scope where empty.
        threshold: a fraction, below which an indicator is low.

    Returns:
        A frame of `COMPARE`, sorted by collection, department and year. A department has a row in each
        year in which it has a form of the scope's type (overall where it names none); its
        indicators are those of these forms.
    """
    keys = ["collection", "department", "fiscal_year"]
    rows = by_department_year(warehouse, scope, "total")
    basic = department_years(warehouse, scope, "basic", two_years(scope)).select(
        *keys, pl.col("execution_rate").alias("basic_rate")
    )
    project = department_years(warehouse, scope, "project", two_years(scope)).select(
        *keys,
        pl.col("execution_rate").alias("project_rate"),
        pl.col("unspent_yuan").alias("project_unspent_yuan"),
    )
    of_type = replace(scope, form_type=scope.form_type or "department_overall")
    scores = indicators.by_department(warehouse, of_type, threshold).drop("kind", "weight", "score")
    chosen = pl.lit(True) if not departments else pl.col("department").is_in(departments)
    return conform(
        rows.filter(chosen)
        .join(basic, on=keys, how="left")
        .join(project, on=keys, how="left")
        .join(scores, on=keys, how="left")
        .sort(keys),
        COMPARE,
    )


POSITION = pl.Schema(
    {
        "measure": pl.String(), "collection": pl.String(), "department": pl.String(), "kind": pl.String(),
        "fiscal_year": pl.Int16(), "value": pl.Float64(), "n": pl.Int64(), "rank": pl.Int64(),
        "quartile1": pl.Float64(), "median": pl.Float64(), "quartile3": pl.Float64(),
    }
)  # fmt: skip

#: What a position is asked of: columns of `COMPARE`; the highest value is rank 1.
POSITION_MEASURES = ("execution_rate", "project_rate", "basic_rate", "total_score", "score_rate")


def position(
    warehouse: Warehouse, scope: Scope, department: str | None = None, threshold: float = 0.8
) -> pl.DataFrame:
    """
    Each department's place among those of its kind, collection and year.

    Args:
        warehouse: the open generation.
        scope: restricts by year, collection and kind; its department is not looked at.
        department: only the rows of this one; all where None.
        threshold: a fraction, below which an indicator is low.

    Returns:
        A frame of `POSITION`, one row a measure of `POSITION_MEASURES`, department and year with a value,
        sorted by measure, collection, department and year. `n` counts the departments with a value;
        with fewer than `FEWEST_FOR_A_RANK` there is no rank, no median and no quartile. Equal values
        share the better rank.
    """
    everyone = compare(warehouse, _circle(warehouse, scope, department), (), threshold)
    keys = ["collection", "department", "kind", "fiscal_year"]
    long = (
        everyone.with_columns(pl.col(POSITION_MEASURES).cast(pl.Float64))
        .unpivot(on=POSITION_MEASURES, index=keys, variable_name="measure", value_name="value")
        .drop_nulls("value")
    )
    group = ["measure", "collection", "kind", "fiscal_year"]
    value = pl.col("value")
    enough = pl.col("n") >= FEWEST_FOR_A_RANK
    found = (
        long.with_columns(
            pl.len().over(group).alias("n"),
            value.rank("min", descending=True).over(group).alias("rank"),
            value.quantile(0.25, "linear").over(group).alias("quartile1"),
            value.median().over(group).alias("median"),
            value.quantile(0.75, "linear").over(group).alias("quartile3"),
        )
        .with_columns(pl.when(enough).then(pl.col(name)).alias(name) for name in _NEED_MANY)
        .filter(pl.lit(True) if department is None else pl.col("department") == department)
        .sort("measure", "collection", "department", "fiscal_year")
    )
    return conform(found, POSITION)


def _circle(warehouse: Warehouse, scope: Scope, department: str | None) -> Scope:
    """The scope without its department, narrowed to the kinds that this one is compared with."""
    wide = replace(scope, department=None)
    if department is None:
        return wide
    own = warehouse.rows(DEPARTMENTS, ("kind",), replace(wide, department=department))
    return replace(wide, kinds=tuple(sorted(own["kind"].unique().to_list())))


_NEED_MANY = ("rank", "quartile1", "median", "quartile3")
