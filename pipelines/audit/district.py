"""A collection's year as a whole: its forms, and what its roster says of who owes and who is in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipelines.audit.facts import District, Owed
from pipelines.audit.group import Overlaps
from pipelines.audit.load import load_told
from pipelines.warehouse.derived import DEPARTMENTS, OBLIGATIONS
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where


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
            load_told(warehouse, collection, year),
            owed.get((collection, year), ()),
            overlaps.get((collection, year or 0), []),
            frozenset(names[collection]) if collection in covered else frozenset(),
        )


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
