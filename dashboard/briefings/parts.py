"""
What a briefing is made of: words that hold no number, facts, names from forms; tables and charts of them.

The parts know nothing of Word, slides or sheets; `WRITERS` turn them into files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dashboard.briefings.fact import Fact

_A_NUMBER = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Name:
    """Words from a form or a roster: shown as they are, never read as markup; they may hold digits."""

    text: str


Part = str | Fact | Name


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    Words, facts and names in the order of reading.

    Raises:
        ValueError: a word holds a digit. A number that nobody can ask about is a bug of ours.
    """

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        for part in self.parts:
            if isinstance(part, str) and _A_NUMBER.search(part):
                raise ValueError(f"a number that is no fact: {part!r}")

    def facts(self) -> Iterator[Fact]:
        """Its facts, in order."""
        return (part for part in self.parts if isinstance(part, Fact))

    def plain(self) -> str:
        """The sentence as text."""
        return "".join(
            part if isinstance(part, str) else part.shown if isinstance(part, Fact) else part.text
            for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `mark` is 一、 （一） 1. as its level (1, 2, 3) has it."""

    level: Literal[1, 2, 3]
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; `lead` is a bold lead-in."""

    sentences: tuple[Sentence, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `level` shades it (0 none … 3 worst), always beside its number."""

    parts: tuple[Part, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head (a line break where the head is to break), alignment and share of the width."""

    head: str
    align: Literal["left", "right", "center"] = "right"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of the briefing.

    Attributes:
        id: T1, T2 …; the order in which a reader meets them.
        title: its caption.
        unit: 「万元」 and the like, for the line above it; empty where columns say their own.
        rows: all of them, in order; the last `totals` are sums.
        limit: how many of the rows the document prints; the workbook has all. None: all.
        note: what a reader must know, under it.
    """

    id: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str = ""
    limit: int | None = None
    totals: int = 0
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: a fact a category; None is a gap."""

    name: str
    values: tuple[Fact | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """
    A native chart.

    Attributes:
        id: C1, C2 …
        kind: bars lie, columns stand, stacked ones stand. Points: `series` are x and y, `categories`
            name the points.
        title: the finding as a sentence.
        alt: what it shows, for those who cannot see it.
        unit: of its values; fractions are drawn as percentages.
    """

    id: str
    kind: Literal["bars", "columns", "stacked", "lines", "points"]
    title: Sentence
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Literal["fraction", "wan", "points", "count"] = "fraction"
    axis_x: str = ""
    axis_y: str = ""


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter. `key` names its switch and its wording in a template: `results`, `problems` …"""

    key: str
    blocks: tuple[Block, ...]


def facts_of(block: Block) -> Iterator[Fact]:
    """The facts of a block, in order of reading."""
    match block:
        case Paragraph():
            for sentence in block.sentences:
                yield from sentence.facts()
        case Table():
            for row in block.rows:
                for cell in row:
                    yield from (part for part in cell.parts if isinstance(part, Fact))
            if block.note is not None:
                yield from block.note.facts()
        case Chart():
            yield from block.title.facts()
            for series in block.series:
                yield from (value for value in series.values if value is not None)
        case Heading():
            pass
