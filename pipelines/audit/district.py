"""A collection's year as a whole: its forms, and what its roster says of who owes and who is in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipelines.audit import restored
from pipelines.audit.facts import District, Owed, Told
from pipelines.audit.figures import narrative, told_at
from pipelines.audit.group import Overlaps
from pipelines.warehouse.derived import DEPARTMENTS, OBLIGATIONS
from pipelines.warehouse.judged import ORDER
from pipelines.warehouse.schema import FORMS, GOALS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

#: Rows of so many forms stand beside what is made of them.
_AT_ONCE = 1_000
_HEAD = ("form_id", "department", "form_type", "project", "budget_yuan", "places")


def districts(warehouse: Warehouse, scope: Scope, overlaps: Overlaps) -> Iterator[District]:
    """
    Each collection's year, one after another: forms of one are held at a time.

    Args:
        warehouse: the open generation.
        scope: whose collection is looked at; all where None.
        overlaps: by collection and year.

    Yields:
        In the order of collections and years, forms without a year first. A year in which nobody filed
        and somebody owes is among them.
    """
    whole = Scope(collection=scope.collection)
    owed = _owed(warehouse, whole)
    filed = warehouse.rows(FORMS, ("collection", "fiscal_year"), whole, [Where("current", "=", True)])
    covered = {collection for collection, _ in owed}
    names = _names(warehouse, whole)
    for collection, year in sorted(
        {*filed.unique().iter_rows(), *owed}, key=lambda one: (one[0], one[1] or 0)
    ):
        yield District(
            collection,
            year,
            _told(warehouse, collection, year),
            owed.get((collection, year), ()),
            overlaps.get((collection, year or 0), []),
            frozenset(names[collection]) if collection in covered else frozenset(),
        )


def _told(warehouse: Warehouse, collection: str, year: int | None) -> list[Told]:
    """The current forms of a collection's year, in the order in which forms are judged."""
    scope = Scope(collection=collection, year=year)
    chosen = [Where("current", "=", True), *([Where("fiscal_year", "is null")] if year is None else [])]
    ids = warehouse.rows(FORMS, ("form_id",), scope, chosen, ORDER)["form_id"].to_list()
    found = []
    for first in range(0, len(ids), _AT_ONCE):
        some = [Where("form_id", "in", tuple(ids[first : first + _AT_ONCE]))]
        rows = warehouse.rows(GOALS, ("form_id", *restored.GOAL), None, some, ("form_id", "goal_no"))
        goals = restored.by_form(rows, restored.goal)
        heads = warehouse.rows(FORMS, _HEAD, scope, some, ORDER)
        for form_id, department, form_type, project, budget_yuan, places in heads.iter_rows():
            (places,) = restored.read_places([places])
            own = goals[form_id]
            found.append(
                Told(
                    form_id, collection, department, year, form_type, project, budget_yuan,
                    places.get("department"), narrative(own), told_at(own),
                )
            )  # fmt: skip
    return found


def _owed(warehouse: Warehouse, scope: Scope) -> Mapping[tuple[str, int | None], Sequence[Owed]]:
    found: dict[tuple[str, int | None], list[Owed]] = defaultdict(list)
    for x in warehouse.rows(OBLIGATIONS, (), scope).iter_rows(named=True):
        found[x["collection"], x["fiscal_year"]].append(
            Owed(x["department"], x["form_type"], x["fiscal_year"], x["status"], x["known_budget_yuan"])
        )
    return found


def _names(warehouse: Warehouse, scope: Scope) -> Mapping[str, set[str]]:
    """The departments in each collection's roster."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = warehouse.rows(DEPARTMENTS, ("collection", "department", "in_roster"), scope)
    for collection, department, known in rows.iter_rows():
        if known:
            found[collection].add(department)
    return found
