"""
The score recomputed: from the claimed total down to what a form's own figures give, row by row.

Rows whose figures give a score are replaced (S-02, S-03, S-04, S-06); rows in words stay as claimed
and are counted as unverifiable; what the claimed total has beyond all rows is named as unexplained.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO
from pipelines.audit.load import load_subjects
from pipelines.audit.points import Scored, execution_scored, rows_scored
from pipelines.audit.profile import Profile
from pipelines.queries.frames import by_column, conform
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
    totals: list[tuple[Any, ...]] = []
    steps: list[tuple[Any, ...]] = []
    for subject in subjects:
        parts = list(_parts(subject, profile))
        if parts:
            own = list(_waterfall(subject, parts))
            totals.append(_total(subject, parts, own[-1].level, profile))
            steps += ((subject.form.form_id, number, *step) for number, step in enumerate(own, 1))
    return conform(by_column(totals, _loose(RECOMPUTED)), RECOMPUTED), conform(
        by_column(steps, _loose(STEPS)), STEPS
    )


def _parts(subject: Subject, profile: Profile) -> Iterator[tuple[str, Scored]]:
    settings = profile.settings(subject.form.form_type, subject.year)
    rows = rows_scored(subject)
    execution = execution_scored(subject, settings)
    if execution is not None:
        claimed = subject.form.total_score
        sums = sum((one.claimed for _, one in rows), ZERO)
        # A total that agrees without the fund block's points has them in a row of its own.
        if claimed is None or not rows or abs(claimed - sums) > settings.number("S-07", "step"):
            yield "execution", execution
    for _, one in rows:
        yield "indicator", one


class _Step(NamedTuple):
    """A row of `STEPS` behind its form and number."""

    part: str
    subject: str
    place: str | None
    basis: str | None
    weight: Decimal | None
    claimed: Decimal | None
    given: Decimal | None
    change: Decimal
    level: Decimal


def _waterfall(subject: Subject, parts: list[tuple[str, Scored]]) -> Iterator[_Step]:
    rows_total, claimed = _rows_total(parts), subject.form.total_score
    level = claimed if claimed is not None else rows_total
    at = subject.form.places.get("total_score")
    yield _Step("claimed", "自评总分", at, None, None, None, None, level, level)
    if claimed is not None and claimed != rows_total:
        level = rows_total
        yield _Step("unexplained", "没有来由的分数", at, None, None, None, None, rows_total - claimed, level)
    for part, one in parts:
        given = one.claimed if one.given is None else round(one.given, _PLACES)
        change = given - one.claimed
        level += change
        basis = one.basis if one.given is not None else "as_claimed"
        yield _Step(part, one.subject, one.place, basis, one.weight, one.claimed, given, change, level)
    yield _Step("recomputed", "重算总分", None, None, None, None, None, level, level)


def _total(
    subject: Subject, parts: list[tuple[str, Scored]], level: Decimal, profile: Profile
) -> tuple[Any, ...]:
    """A row of `RECOMPUTED`."""
    form, claimed, rows_total = subject.form, subject.form.total_score, _rows_total(parts)
    blind = [one for _, one in parts if one.given is None]
    return (
        form.form_id, subject.collection, subject.department, form.fiscal_year, form.form_type, form.project,
        claimed, rows_total, None if claimed is None else claimed - rows_total, level,
        None if claimed is None else level - claimed, len(parts) - len(blind), len(blind),
        sum((one.weight for one in blind), ZERO), None if claimed is None else profile.grade(claimed),
        _grade(level, _unscored(subject, parts, profile), profile), profile.label,
    )  # fmt: skip


def _rows_total(parts: list[tuple[str, Scored]]) -> Decimal:
    return sum((one.claimed for _, one in parts), ZERO)


def _unscored(subject: Subject, parts: list[tuple[str, Scored]], profile: Profile) -> Decimal:
    """Points of the full marks that no scored row is worth: nobody knows what they would have given."""
    settings = profile.settings(subject.form.form_type, subject.year)
    full = subject.form.total_weight or settings.number("W-01", "full")
    return max(ZERO, full - sum((one.weight for _, one in parts), ZERO))


def _grade(total: Decimal, unscored: Decimal, profile: Profile) -> str | None:
    """The grade of a recomputed total; None where the points that no row is worth could change it."""
    grade = profile.grade(total)
    return grade if grade == profile.grade(total + unscored) else None


def _loose(schema: pl.Schema) -> pl.Schema:
    """Divisions give more digits than four: taken in with ten, rounded by `conform`."""
    return pl.Schema(
        {name: pl.Decimal(38, _PLACES) if dtype == POINTS else dtype for name, dtype in schema.items()}
    )
