"""Forms of a department that are judged together: the same thing over the years, and all of one year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipelines.audit.facts import Overlap, Subject, Unit, Years
from pipelines.ledger.links import ProjectLink
from pipelines.queries.following import ProjectForm, chained, follow
from pipelines.queries.projects import FORM_TYPES
from pipelines.warehouse.derived import OVERLAPS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

#: By collection and year.
Overlaps = Mapping[tuple[str, int], Sequence[Overlap]]


def over_years(subjects: Iterable[Subject], links: Sequence[ProjectLink] = ()) -> list[Years]:
    """
    Each form with those of the same thing (collection, department, type, project) of earlier years.

    A project is the same under another name where `queries.following` is sure enough, or where people
    say so in `links`.
    """
    known = [one for one in subjects if one.department is not None and one.year is not None]
    forms = [_project(one) for one in known if one.form.project and one.form.form_type in FORM_TYPES]
    joined = {match.later: match for match in follow(forms, links)}
    first = chained((form.form_id for form in forms), joined.values())
    same: dict[object, list[Subject]] = defaultdict(list)
    for one in known:
        unnamed = (one.collection, one.department, one.form.form_type)
        same[first.get(one.form.form_id, unnamed)].append(one)
    found = []
    for several in same.values():
        ordered = sorted(several, key=lambda one: one.year or 0, reverse=True)
        for one in ordered:
            earlier = [other for other in ordered if (other.year or 0) < (one.year or 0)]
            found.append(Years(one, earlier, joined.get(one.form.form_id)))
    return found


def _project(one: Subject) -> ProjectForm:
    form = one.form
    names = tuple(row.name for row in form.indicators if row.name)
    who = (one.collection, one.department or "", form.form_type, one.year or 0)
    return ProjectForm(form.form_id, *who, form.project or "", names, one.budget_yuan)


def by_unit(subjects: Iterable[Subject], overlaps: Overlaps) -> list[Unit]:
    """What each department filed for each year, with what its overall form includes of others."""
    groups: dict[tuple[str, str, int], list[Subject]] = defaultdict(list)
    for one in subjects:
        if one.department is not None and one.year is not None:
            groups[one.collection, one.department, one.year].append(one)
    inside: dict[str, list[Overlap]] = defaultdict(list)
    for together in overlaps.values():
        for overlap in together:
            inside[overlap.parent_form_id].append(overlap)
    found = []
    for (collection, department, year), several in groups.items():
        overall = next((one for one in several if one.form.form_type == "department_overall"), None)
        held = inside[overall.form.form_id] if overall else []
        below = [
            one
            for overlap in held
            if overlap.status == "included"
            for one in groups.get((collection, overlap.department, year), [])
            if one.form.form_type == "project"
        ]
        projects = [one for one in several if one.form.form_type == "project"]
        unclear = any(overlap.status == "unclear" for overlap in held)
        found.append(Unit(collection, department, year, overall, projects, below, unclear))
    return found


def load_overlaps(warehouse: Warehouse, scope: Scope) -> Overlaps:
    """Parents and subordinates that both filed, by collection and year."""
    found: dict[tuple[str, int], list[Overlap]] = defaultdict(list)
    for x in warehouse.rows(OVERLAPS, (), Scope(collection=scope.collection)).iter_rows(named=True):
        found[x["collection"], x["fiscal_year"]].append(
            Overlap(
                x["form_id"], x["parent_form_id"], x["department"], x["parent"], x["status"], x["budget_yuan"]
            )
        )
    return found
