"""
Who owes what, and where money may stand twice.

A district's money is its overall forms, one current form per department and year; a
subordinate whose parent's form includes it is shown and not added again. Where nobody says
whether it is included, both count and the pair is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.warehouse.roster import Department, Roster, folded
from pipelines.warehouse.words import UNCLASSIFIED

OVERALL = "department_overall"


@dataclass(frozen=True, slots=True)
class Overall:
    """A department's current overall form of one year of one collection, with its own budget in yuan."""

    form_id: str
    document_id: str
    department: str
    supervisor: str | None
    budget_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """A subordinate's overall form beside its parent's of the same year."""

    child: Overall
    parent: Overall
    status: str  #: a word of `words.OVERLAP_STATUS`


@dataclass(frozen=True, slots=True)
class Known:
    """A current form that may answer an obligation, with its own budget in yuan."""

    form_id: str
    budget_yuan: Decimal | None


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


def overlaps(forms: Iterable[Overall], roster: Roster) -> list[Overlap]:
    """
    Pair each subordinate's form with its nearest filing superior's, among those of one collection's year.

    "included" and "separate" are the roster's words; "unclear" is a superior that the roster, or
    the form's own 主管部门, names without saying whether its form includes this one.
    """
    by_name = {one.department: one for one in forms}
    found = []
    for one in by_name.values():
        for name, status in _superiors(one, roster):
            parent = by_name.get(name)
            if parent is not None and parent is not one:
                found.append(Overlap(one, parent, status))
                break
    return found


def obligations(
    collection: str,
    years: Sequence[int],
    entries: Iterable[Department],
    filed: Mapping[tuple[str, str], Mapping[int, Known]],
) -> Iterator[Obligation]:
    """
    Yield what these departments owe for each year of their collection.

    A missing form carries the budget of the nearest year that has one (the earlier of two equally
    near), so that what is missing can be weighed; it stays null where no year is known.

    Args:
        collection: whose roster names the departments.
        years: those of the collection's current forms.
        entries: the departments.
        filed: their current forms by department and form type, then by year.
    """
    for entry in entries:
        for form_type in sorted(set(entry.owes)):
            of_year = filed.get((entry.name, form_type), {})
            budgets = {y: one.budget_yuan for y, one in of_year.items() if one.budget_yuan is not None}
            for year in sorted(years):
                yield _obligation(entry, collection, year, form_type, of_year.get(year), budgets)


def _obligation(
    entry: Department,
    collection: str,
    year: int,
    form_type: str,
    one: Known | None,
    budgets: Mapping[int, Decimal],
) -> Obligation:
    head = (collection, year, entry.name, form_type, entry.kind or UNCLASSIFIED, entry.parent)
    if one is not None:
        return Obligation(*head, "filed", one.form_id, one.budget_yuan)
    if year in entry.exempt_years:
        return Obligation(*head, "exempt")
    near = min(budgets, key=lambda known: (abs(known - year), known), default=None)
    return Obligation(
        *head, "missing", known_budget_yuan=None if near is None else budgets[near], known_year=near
    )


def _superiors(one: Overall, roster: Roster) -> Iterable[tuple[str, str]]:
    """Superiors from the nearest up, with what being below each of them means."""
    entry = roster.find(one.department)
    if entry is None or entry.parent is None:
        supervisor = roster.find(one.supervisor)
        name = supervisor.name if supervisor else one.supervisor
        if name and folded(name) != folded(one.department):
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
