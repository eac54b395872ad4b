"""The score that a form claims beside the one that its own figures give: stored at build."""

import polars as pl

from pipelines.queries.frames import conform
from pipelines.warehouse.column import POINTS
from pipelines.warehouse.judged import RECOMPUTED
from pipelines.warehouse.judged import STEPS as STEPS_TABLE
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

SCORES = pl.Schema(
    {
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(), "kind": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(),
        "claimed_total": POINTS, "rows_total": POINTS, "unexplained": POINTS, "recomputed_total": POINTS,
        "change": POINTS, "verified_rows": pl.Int32(), "unverifiable_rows": pl.Int32(),
        "unverifiable_weight": POINTS, "grade_claimed": pl.String(), "grade_recomputed": pl.String(),
        "profile": pl.String(),
    }
)  # fmt: skip
STEPS = pl.Schema(
    {
        "form_id": pl.String(), "step_no": pl.Int32(), "part": pl.String(), "subject": pl.String(),
        "place": pl.String(), "basis": pl.String(), "weight": POINTS, "claimed": POINTS, "given": POINTS,
        "change": POINTS, "level": POINTS,
    }
)  # fmt: skip


def scores(warehouse: Warehouse, scope: Scope, form_id: str | None = None) -> pl.DataFrame:
    """
    Claimed and recomputed total of each current form that has any score.

    Args:
        warehouse: the open generation; its scores were recomputed when it was built.
        scope: of all years, departments and types where it names none.
        form_id: of one form only.

    Returns:
        A frame of `SCORES`, sorted by collection, department, year, type and project. Points are in 分;
        `claimed_total` is the printed one, null where none is printed (then `unexplained` and `change`
        are null too); `unexplained` is what it has beyond its rows, `change` recomputed − claimed.
        `grade_recomputed` is null where the form scores so few of its points that the others could change it.
    """
    where = [] if form_id is None else [Where("form_id", "=", form_id)]
    rows = warehouse.rows(RECOMPUTED, (), scope, where)
    order = ("collection", "department", "fiscal_year", "form_type", "project", "form_id")
    return conform(rows.sort(order, nulls_last=True), SCORES)


def steps(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    The waterfall of one form, from the claimed total to the recomputed one.

    Returns:
        A frame of `STEPS` in order. `part` is "claimed", "unexplained", "execution", "indicator" or
        "recomputed"; `change` is what the step adds, `level` the total so far; `basis` the rule whose
        formula gives the points, "as_claimed" where the row's figures cannot tell. Empty for a form without
        scores.
    """
    rows = warehouse.rows(STEPS_TABLE, (), None, [Where("form_id", "=", form_id)], ("step_no",))
    return conform(rows, STEPS)


PROFILES = pl.Schema({"profile": pl.String()})


def profiles(warehouse: Warehouse) -> pl.DataFrame:
    """
    By which profiles this generation was judged.

    Returns:
        A frame of `PROFILES`, one row a label, sorted; none where nothing was judged.
    """
    rows = warehouse.rows(RECOMPUTED, ("profile",))
    return conform(rows.drop_nulls().unique().sort("profile"), PROFILES)
