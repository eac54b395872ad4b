"""
Which forms enter a total, who owes what, and where money may stand twice.

A district's money is its overall forms, one current form per department and year; a
subordinate whose parent's form includes it is shown and not added again. Where nobody says
whether it is included, both count and the pair is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.warehouse.roster import Department, Roster, Rosters, folded
from pipelines.warehouse.submissions import Submission
from pipelines.warehouse.words import UNCLASSIFIED

OVERALL = "department_overall"


@dataclass(frozen=True, slots=True)
class Filed:
    """A form with its place among the submissions, its unit and its own budget in yuan."""

    submission: Submission
    unit: str | None
    has_money: bool
    budget_yuan: Decimal | None

    @property
    def key(self) -> tuple[str, int | None, str | None]:
        one = self.submission
        return (one.collection, one.fiscal_year, one.department)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A subordinate's overall form beside its parent's of the same year."""

    child: Filed
    parent: Filed
    status: str  #: a word of `words.OVERLAP_STATUS`


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one department owed for one year, and whether it came."""

    collection: str
    fiscal_year: int
    department: str
    form_type: str
    kind: str
    parent: str | None
    status: str  #: a word of `words.OBLIGATION_STATUS`
    form_id: str | None = None
    budget_yuan: Decimal | None = None
    known_budget_yuan: Decimal | None = None
    known_year: int | None = None


def overlaps(filed: Sequence[Filed], rosters: Rosters) -> list[Overlap]:
    """
    Pair each subordinate's current overall form with its nearest filing superior's of that year.

    "included" and "separate" are the roster's words; "unclear" is a superior that the roster, or
    the form's own 主管部门, names without saying whether its form includes this one.
    """
    overall = {one.key: one for one in filed if _is_current_overall(one)}
    found = []
    for one in overall.values():
        chain = _superiors(one.submission, rosters.of(one.submission.collection))
        for name, status in chain:
            parent = overall.get((one.key[0], one.key[1], name))
            if parent is not None and parent is not one:
                found.append(Overlap(one, parent, status))
                break
    return found


def why_not_counted(one: Filed, included: Mapping[str, Overlap]) -> str | None:
    """Return the reason (a word of `words.NOT_COUNTED`) that keeps a form out of totals, or None."""
    submission = one.submission
    checks = (
        ("superseded", not submission.current),
        ("unit_not_printed", one.unit is None and one.has_money),
        ("no_money", not one.has_money),
        ("year_unknown", submission.fiscal_year is None),
        ("department_unknown", submission.department is None and submission.form_type == OVERALL),
        ("type_unknown", submission.form_type == "unknown"),
        ("included_in_parent", submission.form_id in included),
    )
    return next((reason for reason, holds in checks if holds), None)


def obligations(filed: Sequence[Filed], rosters: Rosters) -> list[Obligation]:
    """
    What every roster's departments owe for each year of their collection.

    The years are those of the collection's current forms. A missing form carries the budget of the
    nearest year that has one (the earlier of two equally near), so that what is missing can be
    weighed; it stays null where no year is known.
    """
    current = [one for one in filed if one.submission.current]
    years: dict[str, set[int]] = {}
    by_key: dict[tuple[str, str | None, str], dict[int, Filed]] = {}
    for one in current:
        submission = one.submission
        if submission.fiscal_year is None:
            continue
        years.setdefault(submission.collection, set()).add(submission.fiscal_year)
        key = (submission.collection, submission.department, submission.form_type)
        by_key.setdefault(key, {}).setdefault(submission.fiscal_year, one)
    found = []
    for collection in sorted(years):
        for entry in rosters.of(collection).departments:
            for form_type in sorted(set(entry.owes)):
                of_year = by_key.get((collection, entry.name, form_type), {})
                budgets = {y: one.budget_yuan for y, one in of_year.items() if one.budget_yuan is not None}
                for year in sorted(years[collection]):
                    found.append(_obligation(entry, collection, year, form_type, of_year.get(year), budgets))
    return found


def _obligation(
    entry: Department,
    collection: str,
    year: int,
    form_type: str,
    one: Filed | None,
    budgets: Mapping[int, Decimal],
) -> Obligation:
    head = (collection, year, entry.name, form_type, entry.kind or UNCLASSIFIED, entry.parent)
    if one is not None:
        return Obligation(*head, "filed", one.submission.form_id, one.budget_yuan)
    if year in entry.exempt_years:
        return Obligation(*head, "exempt")
    near = min(budgets, key=lambda known: (abs(known - year), known), default=None)
    return Obligation(
        *head, "missing", known_budget_yuan=None if near is None else budgets[near], known_year=near
    )


def _superiors(submission: Submission, roster: Roster) -> Iterable[tuple[str, str]]:
    """Superiors from the nearest up, with what being below each of them means."""
    entry = roster.find(submission.department)
    if entry is None or entry.parent is None:
        supervisor = roster.find(submission.supervisor)
        name = supervisor.name if supervisor else submission.supervisor
        if name and folded(name) != folded(submission.department or ""):
            yield name, "unclear"
        return
    status, seen = "included", {entry.name}
    while entry is not None and entry.parent is not None:
        # Below a superior whose form takes it in, which is itself taken in further up, all is taken in.
        if entry.included_in_parent is False:
            status = "separate"
        elif entry.included_in_parent is None and status == "included":
            status = "unclear"
        above = roster.find(entry.parent)
        name = above.name if above else entry.parent
        if name in seen:
            return
        seen.add(name)
        yield name, status
        entry = above


def _is_current_overall(one: Filed) -> bool:
    submission = one.submission
    return submission.current and submission.form_type == OVERALL and None not in one.key
