"""
An earlier briefing held against today's data: which facts moved, by how much, and through which rows.

The same scope is written anew as the same kind of briefing, and facts are matched by their keys. A file
that was handed in again has a new form id, so rows are matched by what their form is of and by place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import Fact, Row, Unit, rounded, written
from dashboard.formats import NOTHING

#: Between a form's name and the path of its file, in `Briefing.forms`.
PATH = "\u3000（"


@dataclass(frozen=True, slots=True)
class Through:
    """
    One row behind a fact that changed, came or went.

    Attributes:
        name: what a reader calls its form, with the cell; or the department, or the finding.
        how: "changed", "came" or "went".
        before, now: its values; None where it only counts, or where it is not there.
    """

    name: str
    how: str
    before: Decimal | None
    now: Decimal | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One fact whose value is another today, or that is no more; `id` is that of the earlier briefing."""

    id: str
    key: str
    text: str
    unit: Unit
    before: Decimal | None
    now: Decimal | None
    through: tuple[Through, ...]

    @property
    def difference(self) -> Decimal | None:
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the facts; `new` are texts and what is shown, `same` is how many stayed."""

    moved: tuple[Moved, ...]
    gone: tuple[Moved, ...]
    new: tuple[tuple[str, str], ...]
    same: int


def compare(record: Mapping[str, Any], today: Briefing) -> Comparison:
    """
    Hold a record (`record.read_record`) against the briefing of the same scope and kind, written today.

    A number that text and tables write in two ways is one fact here. Dates follow the day of the data
    and are not compared. Facts of sections that the
    earlier briefing did not have are not new.
    """
    old: dict[str, Mapping[str, Any]] = {}
    for one in record["facts"]:
        if one["unit"] != Unit.DATE.value:
            old.setdefault(_base(one["key"]), one)
    placed: dict[str, tuple[Fact, str]] = {}
    for _, section, fact in today.facts():
        if fact.unit is not Unit.DATE:
            placed.setdefault(_base(fact.key), (fact, section))
    moved: list[Moved] = []
    gone: list[Moved] = []
    same = 0
    for key, one in old.items():
        now = placed[key][0] if key in placed else None
        if now is not None and now.value == one["value"]:
            same += 1
        else:
            told = Moved(
                one["id"], key, one["text"], Unit(one["unit"]), one["value"], now.value if now else None,
                tuple(_through(one["terms"], now, record["forms"], today.forms)) if now else (),
            )  # fmt: skip
            (gone if now is None else moved).append(told)
    sections = {one["section"] for one in record["facts"]}
    new = tuple(
        (fact.text, fact.shown)
        for key, (fact, section) in placed.items()
        if key not in old and section in sections
    )
    return Comparison(tuple(moved), tuple(gone), new, same)


def said_difference(one: Moved) -> str:
    """A difference with its sign and unit: +0.18个百分点, −12.50万元; 「—」 where there is none."""
    difference = one.difference
    if difference is None:
        return NOTHING
    match one.unit:
        case Unit.FRACTION:
            return f"{rounded(difference * 100, 2):+}个百分点"
        case Unit.PERCENTAGE_POINTS:
            return f"{rounded(difference, 2):+}个百分点"
        case Unit.YUAN:
            return f"{rounded(difference / 10_000, 2):+,}万元"
        case Unit.POINTS:
            return f"{rounded(difference, 2):+}分"
        case _:
            return f"{difference.normalize():+,f}"


def said_value(value: Decimal | None, unit: Unit) -> str:
    """A value with its unit, as a list of changes writes it."""
    after = {Unit.YUAN: "万元", Unit.POINTS: "分", Unit.PERCENTAGE_POINTS: "个百分点"}
    return written(value, unit) + (after.get(unit, "") if value is not None else "")


def _base(key: str) -> str:
    return key.removesuffix("~")


Group = dict[str, list[tuple[str, Decimal | None]]]


def _through(
    terms: Sequence[Sequence[Row]], now: Fact, old_names: Mapping[str, str], names: Mapping[str, str]
) -> Iterable[Through]:
    """The rows that differ, by what they are of; each once."""
    before = _grouped((row for rows in terms for row in rows), old_names)
    after = _grouped((row for rows in now.terms for row in rows), names)
    for name in dict.fromkeys((*before, *after)):
        left, right = list(before.get(name, [])), list(after.get(name, []))
        for one in [one for one in left if one in right]:
            left.remove(one)
            right.remove(one)
        # A cell that only moved within its form is no change; what is left is paired by place, then in order.
        places = {place for place, _ in right}
        left.sort(key=lambda one: (one[0] not in places, one[0]))
        for was in list(left):
            same = [one for one in right if one[0] == was[0]] or [one for one in right if one[1] == was[1]]
            if not right:
                yield Through(_at(name, was[0]), "went", was[1], None)
                continue
            is_now = (same or right)[0]
            right.remove(is_now)
            if is_now[1] != was[1]:
                yield Through(_at(name, is_now[0]), "changed", was[1], is_now[1])
        yield from (Through(_at(name, place), "came", None, value) for place, value in right)


def _grouped(rows: Iterable[Row], names: Mapping[str, str]) -> Group:
    found: Group = {}
    for row in dict.fromkeys(rows):
        kind, _, rest = row.source.partition(":")
        about, _, place = rest.partition("#")
        if kind in ("form", "recomputed", "finding"):
            name = names.get(about, about).partition(PATH)[0]
        else:
            name = about.rsplit("/", 1)[-1]
        found.setdefault(name, []).append((place, row.value))
    return found


def _at(name: str, place: str) -> str:
    return f"{name} {place}" if place else name
