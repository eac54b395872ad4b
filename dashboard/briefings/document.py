"""A briefing, before it is any kind of file: its sections, its slides, its one page, and all their facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dashboard.briefings.fact import Fact
from dashboard.briefings.parts import Chart, Paragraph, Section, Sentence, Table, facts_of


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title says the finding; at most one chart and one table; `source` at the foot."""

    key: str
    title: Sentence
    points: tuple[Sentence, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    cards: tuple["Card", ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One of the large numbers; `beside` is last year's or what it is made of."""

    label: str
    fact: Fact
    beside: Sentence | None = None
    worst: bool = False


@dataclass(frozen=True, slots=True)
class OnePage:
    """What a director reads standing: one sentence, five numbers, three problems, three decisions."""

    headline: Sentence
    cards: tuple[Card, ...]
    problems: tuple[Paragraph, ...]
    decisions: tuple[Sentence, ...]
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that was not written because a fact of it could not be formed."""

    section: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """
    A whole briefing, before it is any kind of file.

    Attributes:
        kind: of a district, of one department, or the letter that asks a department to answer.
        title: its lines, broken by sense.
        addressee: 主送, with its colon; empty for none.
        office: who signs; empty where nobody is set.
        day: of the data (the generation's), never of the clock: the same data give the same bytes.
        demo: whether a synthetic form is in it; then every page says 演示数据.
        profile: name@version of the rules.
        forms: what a reader calls the forms behind the facts: id → 「区教育局 2023年度 整体支出（文件名）」.
            An id that is not in it is shown itself.
    """

    kind: Literal["district", "department", "letter"]
    title: tuple[str, ...]
    year: int | None
    department: str | None
    collection: str | None
    generation: str
    day: date
    demo: bool
    profile: str
    sections: tuple[Section, ...]
    slides: tuple[Slide, ...] = ()
    one_page: OnePage | None = None
    addressee: str = ""
    office: str = ""
    left_out: tuple[LeftOut, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict, compare=False)
    ids: dict[str, str] = field(init=False, compare=False)  #: fact's key → F001 …, in order of reading

    def __post_init__(self) -> None:
        keys = dict.fromkeys(one.key for one, _ in self.placed())
        object.__setattr__(self, "ids", {key: f"F{number:03d}" for number, key in enumerate(keys, 1)})

    def placed(self) -> Iterator[tuple[Fact, str]]:
        """Every fact where it stands, with the key of its section; a fact may come again."""
        for section in self.sections:
            for block in section.blocks:
                yield from ((one, section.key) for one in facts_of(block))
        for slide in self.slides:
            yield from ((one, "slides") for one in slide_facts(slide))
        if self.one_page is not None:
            yield from ((one, "onepage") for one in page_facts(self.one_page))

    def facts(self) -> list[tuple[str, str, Fact]]:
        """Id, section and fact, each once, in order of reading."""
        seen: dict[str, tuple[str, str, Fact]] = {}
        for one, section in self.placed():
            seen.setdefault(one.key, (self.ids[one.key], section, one))
        return list(seen.values())

    def tables(self) -> list[Table]:
        """The tables of all sections, in order; not those that only a slide or the one page shows."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Table)]


def slide_facts(slide: Slide) -> Iterator[Fact]:
    """The facts of a slide, in order of reading."""
    yield from slide.title.facts()
    yield from _cards(slide.cards)
    for sentence in slide.points:
        yield from sentence.facts()
    for block in (slide.chart, slide.table):
        if block is not None:
            yield from facts_of(block)


def page_facts(page: OnePage) -> Iterator[Fact]:
    """The facts of the one page, in order of reading."""
    yield from page.headline.facts()
    yield from _cards(page.cards)
    for block in (page.chart, page.table, *page.problems):
        if block is not None:
            yield from facts_of(block)
    for sentence in (*page.decisions, *page.notes):
        yield from sentence.facts()


def _cards(cards: Iterable[Card]) -> Iterator[Fact]:
    for card in cards:
        yield card.fact
        if card.beside is not None:
            yield from card.beside.facts()
