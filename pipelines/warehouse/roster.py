"""
The roster: which departments there are, what each owes, and whose form includes whose.

A collection may bring its own roster (`.departments.toml` in its folder); the product's
`data/departments.toml` serves all others. Nothing here is guessed: a department that no
roster names has no kind and owes nothing.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.problems import SourceError
from pipelines.warehouse.words import FORM_TYPES

_TEXTS = ("name", "collection", "parent", "kind", "size_group", "code")
_LISTS = ("former_names", "owes", "exempt_years")
_FIELDS = {*_TEXTS, *_LISTS, "included_in_parent"}


@dataclass(frozen=True, slots=True)
class Department:
    """
    One entry of a roster.

    `included_in_parent` is True where the parent's overall form holds this one's money, False
    where it does not, None where nobody says. `collection` limits the entry to one collection.
    """

    name: str
    former_names: tuple[str, ...] = ()
    collection: str | None = None
    parent: str | None = None
    included_in_parent: bool | None = None
    kind: str | None = None
    size_group: str | None = None
    code: str | None = None
    owes: tuple[str, ...] = ()
    exempt_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """Departments by name, and by every name that they have had (folded for matching)."""

    departments: tuple[Department, ...] = ()
    by_any_name: Mapping[str, Department] = field(default_factory=dict)

    def find(self, printed: str | None) -> Department | None:
        """The entry with this name, present or former; blanks and full-width signs do not matter."""
        return self.by_any_name.get(folded(printed)) if printed else None

    def within(self, collection: str) -> "Roster":
        """Those of this collection, and those of none in particular that it does not name itself."""
        own = [entry for entry in self.departments if entry.collection == collection]
        named = {folded(entry.name) for entry in own}
        general = [entry for entry in self.departments if entry.collection is None]
        return make_roster([*own, *(entry for entry in general if folded(entry.name) not in named)])


def folded(name: str) -> str:
    """A name for matching: one width of signs, no blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def make_roster(departments: Iterable[Department]) -> Roster:
    """
    Index departments by their names; a present name goes before a former one of another.

    Raises:
        SourceError: two departments of one collection have the same present name.
    """
    entries = tuple(departments)
    index: dict[str, Department] = {}
    seen: set[tuple[str, str | None]] = set()
    for entry in entries:
        name = folded(entry.name)
        if (name, entry.collection) in seen:
            raise SourceError("roster_name_twice", f"“{entry.name}”出现两次", "每个单位一条")
        seen.add((name, entry.collection))
        index.setdefault(name, entry)
    for entry in entries:
        for former in entry.former_names:
            index.setdefault(folded(former), entry)
    return Roster(entries, index)


def read_roster(path: Path) -> Roster:
    """
    Read a roster file (TOML, a list of `[[department]]`).

    Raises:
        SourceError: no TOML, an unknown key, or a value of another type; the message says where.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError("roster_unreadable", str(error), "UTF-8 编码的 TOML 名录", path.name) from error
    entries = data.get("department", [])
    if not isinstance(entries, list) or set(data) - {"department", "collection"}:
        raise SourceError("roster_unreadable", "、".join(data), "只含 [[department]] 的名录", path.name)
    shared = data.get("collection")
    return make_roster(_entry(entry, number, path, shared) for number, entry in enumerate(entries, 1))


def _entry(entry: object, number: int, path: Path, collection: object) -> Department:
    where = f"{path.name} 第{number}条"
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise SourceError("roster_unreadable", str(entry)[:60], "有 name 的单位", where)
    if unknown := set(entry) - _FIELDS:
        raise SourceError(
            "roster_unreadable", f"未知的键 {'、'.join(sorted(unknown))}", "、".join(sorted(_FIELDS)), where
        )
    for name in _TEXTS:
        if name in entry and not isinstance(entry[name], str):
            raise SourceError("roster_unreadable", f"{name} = {entry[name]!r}", "文字", where)
    for name in _LISTS:
        wanted = int if name == "exempt_years" else str
        values = entry.get(name, [])
        if not isinstance(values, list) or not all(type(value) is wanted for value in values):
            raise SourceError("roster_unreadable", f"{name} = {values!r}", "列表", where)
    if wrong := [owed for owed in entry.get("owes", []) if owed not in FORM_TYPES]:
        raise SourceError("roster_unreadable", f"owes = {wrong}", "、".join(FORM_TYPES), where)
    included = entry.get("included_in_parent")
    if included is not None and not isinstance(included, bool):
        raise SourceError("roster_unreadable", f"included_in_parent = {included!r}", "true 或 false", where)
    return Department(
        name=entry["name"],
        former_names=tuple(entry.get("former_names", ())),
        collection=entry.get("collection", collection if isinstance(collection, str) else None),
        parent=entry.get("parent"),
        included_in_parent=included,
        kind=entry.get("kind"),
        size_group=entry.get("size_group"),
        code=entry.get("code"),
        owes=tuple(entry.get("owes", ())),
        exempt_years=tuple(entry.get("exempt_years", ())),
    )


@dataclass(frozen=True, slots=True)
class Rosters:
    """The roster of each collection that brought one, and the default for the others."""

    by_collection: Mapping[str, Roster] = field(default_factory=dict)
    default: Roster = field(default_factory=Roster)
    _found: dict[str, Roster] = field(default_factory=dict, compare=False)

    def of(self, collection: str) -> Roster:
        """
        The collection's own roster, else what the default one says of it.

        An entry of the default roster is for the collection that it names; one that names none is
        for every collection without a roster of its own.
        """
        if collection not in self._found:
            own = self.by_collection.get(collection)
            self._found[collection] = self.default.within(collection) if own is None else own
        return self._found[collection]
