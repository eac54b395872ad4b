"""
The score recomputed: from the claimed total down to what a form's own figures give, row by row.

Rows whose figures give a score are replaced (S-02, S-03, S-04, S-06); rows in words stay as claimed
and are counted as unverifiable; what the claimed total has beyond all rows is named as unexplained.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, scored
from pipelines.audit.load import load_subjects
from pipelines.audit.points import Scored, execution_scored, row_scored
from pipelines.audit.profile import Profile
from pipelines.queries.frames import conform
from pipelines.warehouse.column import POINTS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

#: One row a step of a form's waterfall, in order. `part` is a word of `PARTS`.
STEPS = pl.Schema(
    {
        "form_id": pl.String(), "step_no": pl.Int32(), "part": pl.String(), "subject": pl.String(),
        "place": pl.String(), "basis": pl.String(), "weight": POINTS, "claimed": POINTS, "given": POINTS,
        "change": POINTS, "level": POINTS,
    }
)  # fmt: skip
_PLACES = 10
PARTS = ("claimed", "unexplained", "execution", "indicator", "recomputed")

RECOMPUTED = pl.Schema(
    {
        "form_id": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(),
        "claimed_total": POINTS, "rows_total": POINTS,
        "unexplained": POINTS, "recomputed_total": POINTS, "change": POINTS, "verified_rows": pl.Int32(),
        "unverifiable_rows": pl.Int32(), "unverifiable_weight": POINTS, "grade_claimed": pl.String(),
        "grade_recomputed": pl.String(), "profile": pl.String(),
    }
)  # fmt: skip


def recompute(warehouse: Warehouse, scope: Scope, profile: Profile) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    The claimed and the recomputed total of each current form in the scope, and the steps between.

    Returns:
        Two frames. `RECOMPUTED`, one row a form that has any score, sorted by collection, department, year,
        type and project; `claimed_total` is the printed one, null where none is printed (then
        `unexplained` is null too). `STEPS`: claimed total, unexplained part (negative change: it is
        taken off), 预算执行率, each indicator, recomputed total; `change` is given − claimed, `level`
        the total so far, `basis` the rule whose formula gives the points, or "as_claimed". A recomputed grade
        is null where the form scores so few of its points that the others could change it.
    """
    return recompute_all(load_subjects(warehouse, scope, "^$"), profile)


def recompute_all(subjects: Iterable[Subject], profile: Profile) -> tuple[pl.DataFrame, pl.DataFrame]:
    """As `recompute`, of forms that are loaded already."""
    totals: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for subject in subjects:
        parts = list(_parts(subject, profile))
        if parts:
            total, own = _waterfall(subject, parts, profile)
            totals.append(total)
            steps += own
    return conform(pl.DataFrame(totals, schema=_loose(RECOMPUTED)), RECOMPUTED), conform(
        pl.DataFrame(steps, schema=_loose(STEPS)), STEPS
    )


def _parts(subject: Subject, profile: Profile) -> Iterator[tuple[str, Scored]]:
    settings = profile.settings(subject.form.form_type, subject.year)
    rows = scored(subject.form)
    execution = execution_scored(subject, settings)
    if execution is not None:
        claimed = subject.form.total_score
        sums = sum((score for _, _, score in rows), ZERO)
        # A total that agrees without the fund block's points has them in a row of its own.
        if claimed is None or not rows or abs(claimed - sums) > settings.number("S-07", "step"):
            yield "execution", execution
    for row, weight, score in rows:
        yield "indicator", row_scored(row, weight, score)


def _waterfall(
    subject: Subject, parts: list[tuple[str, Scored]], profile: Profile
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    form, claimed = subject.form, subject.form.total_score
    rows_total = sum((one.claimed for _, one in parts), ZERO)
    unexplained = None if claimed is None else claimed - rows_total
    level = claimed if claimed is not None else rows_total
    steps = [_step(form.form_id, "claimed", "自评总分", form.places.get("total_score"), level, level)]
    if unexplained:
        level -= unexplained
        steps.append(
            _step(
                form.form_id,
                "unexplained",
                "没有来由的分数",
                form.places.get("total_score"),
                -unexplained,
                level,
            )
        )
    for part, one in parts:
        given = one.claimed if one.given is None else round(one.given, _PLACES)
        level += given - one.claimed
        steps.append(
            {
                **_step(form.form_id, part, one.subject, one.place, given - one.claimed, level),
                "basis": one.basis if one.given is not None else "as_claimed",
                "weight": one.weight,
                "claimed": one.claimed,
                "given": given,
            }
        )
    steps.append(_step(form.form_id, "recomputed", "重算总分", None, level, level))
    blind = [one for _, one in parts if one.given is None]
    total = {
        "form_id": form.form_id, "collection": subject.collection, "department": subject.department,
        "fiscal_year": form.fiscal_year, "form_type": form.form_type, "project": form.project,
        "claimed_total": claimed, "rows_total": rows_total, "unexplained": unexplained,
        "recomputed_total": level, "change": None if claimed is None else level - claimed,
        "verified_rows": len(parts) - len(blind),
        "unverifiable_rows": len(blind), "unverifiable_weight": sum((one.weight for one in blind), ZERO),
        "grade_claimed": None if claimed is None else profile.grade(claimed),
        "grade_recomputed": _grade(level, _unscored(subject, parts, profile), profile),
        "profile": profile.label,
    }  # fmt: skip
    return total, [{**step, "step_no": number} for number, step in enumerate(steps, 1)]


def _unscored(subject: Subject, parts: list[tuple[str, Scored]], profile: Profile) -> Decimal:
    """Points of the full marks that no scored row is worth: nobody knows what they would have given."""
    settings = profile.settings(subject.form.form_type, subject.year)
    full = subject.form.total_weight or settings.number("W-01", "full")
    return max(ZERO, full - sum((one.weight for _, one in parts), ZERO))


def _grade(total: Decimal, unscored: Decimal, profile: Profile) -> str | None:
    """The grade of a recomputed total; None where the points that no row is worth could change it."""
    grade = profile.grade(total)
    return grade if grade == profile.grade(total + unscored) else None


def _step(
    form_id: str, part: str, subject: str, place: str | None, change: Decimal, level: Decimal
) -> dict[str, Any]:
    return {
        "form_id": form_id, "part": part, "subject": subject, "place": place, "change": change,
        "level": level, "basis": None, "weight": None, "claimed": None, "given": None,
    }  # fmt: skip


def _loose(schema: pl.Schema) -> dict[str, Any]:
    """Divisions give more digits than four: taken in with ten, rounded by `conform`."""
    return {name: pl.Decimal(38, _PLACES) if dtype == POINTS else dtype for name, dtype in schema.items()}
