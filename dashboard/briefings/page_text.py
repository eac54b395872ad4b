"""
The one page as plain text, ready to be set: what both its formats say, cut so that it stays one page.

Numbers come written, since neither format is to round them again.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from dashboard.briefings.clean import clean
from dashboard.briefings.document import Briefing, Card, OnePage
from dashboard.briefings.fact import Fact, Unit
from dashboard.briefings.ooxml import day_of
from dashboard.briefings.parts import Chart, Name, Part, Table

MOST_CARDS, MOST_ROWS, MOST_PROBLEMS, MOST_DECISIONS, MOST_BARS = 5, 8, 8, 5, 12
_NAME, _HEADLINE, _LINE = 24, 110, 100  # characters
_NUMBER = re.compile(r"([+-]?[\d,]+(?:\.\d+)?)(.*)", re.DOTALL)

Say = Callable[[Iterable[Part], int], str]


class CardText(NamedTuple):
    """One of the large numbers, apart from its unit."""

    label: str
    number: str
    unit: str
    beside: str
    worst: bool


class CellText(NamedTuple):
    """A cell; `level` as in `parts.Cell`."""

    text: str
    align: str
    level: int


class Bar(NamedTuple):
    """One bar: the series it belongs to, how far it goes (0 … 1), what it says."""

    series: str
    share: float
    shown: str


class Bars(NamedTuple):
    """The bars of one category of the chart."""

    name: str
    bars: tuple[Bar, ...]


class PageText(NamedTuple):
    """All words of the page; a list that is empty has no place on it."""

    title: str
    office: str
    day: str
    version: str
    words: tuple[str, ...]  #: 演示数据, 核对稿
    headline: str
    cards: tuple[CardText, ...]
    chart_title: str
    chart: tuple[Bars, ...]
    table_title: str
    head: tuple[CellText, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[CellText, ...], ...]
    problems: tuple[tuple[str, str], ...]
    decisions: tuple[str, ...]
    notes: tuple[str, ...]


def page_text(briefing: Briefing, page: OnePage, marked: bool) -> PageText:
    """What the page says; in the checking copy each number is followed by its mark."""

    def say(parts: Iterable[Part], longest: int) -> str:
        words = []
        for part in parts:
            if isinstance(part, Fact):
                words.append(part.shown + (f"[{int(briefing.ids[part.key][1:])}]" if marked else ""))
            else:
                words.append(clean(part.text, _NAME) if isinstance(part, Name) else part)
        return clean("".join(words), longest)

    table, chart = page.table, page.chart
    notes = [say(note.parts, 60) for note in page.notes]
    if table is not None and len(table.rows) - table.totals > MOST_ROWS:
        notes.append(f"部门表共{len(table.rows) - table.totals}行，此处列前{MOST_ROWS}行")
    return PageText(
        title=clean("".join(briefing.title), 60),
        office=clean(briefing.office, 30) or day_of(briefing),
        day=day_of(briefing) if briefing.office else "",
        version=clean(f"数据版本 {briefing.generation} · {briefing.profile}", 60),
        words=tuple(word for word, so in (("演示数据", briefing.demo), ("核对稿", marked)) if so),
        headline=say(page.headline.parts, _HEADLINE),
        cards=tuple(_card(card, say) for card in page.cards[:MOST_CARDS]),
        chart_title=say(chart.title.parts, 60) if chart else "",
        chart=_chart(chart, say) if chart else (),
        table_title=_title(table) if table else "",
        head=tuple(CellText(clean(one.head.replace("\n", ""), 16), one.align, 0) for one in table.columns)
        if table
        else (),
        widths=tuple(one.width for one in table.columns) if table else (),
        rows=_rows(table, say) if table else (),
        problems=tuple(
            (clean(one.lead, 20), say((part for each in one.sentences for part in each.parts), _LINE))
            for one in page.problems[:MOST_PROBLEMS]
        ),
        decisions=tuple(say(one.parts, _LINE) for one in page.decisions[:MOST_DECISIONS]),
        notes=tuple(notes),
    )


def _card(card: Card, say: Say) -> CardText:
    match = _NUMBER.fullmatch(say((card.fact,), 30))
    number, unit = (match[1], match[2]) if match else (card.fact.shown, "")
    label, _, own = card.label.partition("（")  # 「自评平均得分（分）」: the unit goes to the number
    beside = say(card.beside.parts, 40) if card.beside else ""
    return CardText(clean(label, 12), number, own.removesuffix("）") + unit, beside, card.worst)


def _title(table: Table) -> str:
    return clean(table.title, 30) + (clean(f"（{table.unit}）", 20) if table.unit else "")


def _rows(table: Table, say: Say) -> tuple[tuple[CellText, ...], ...]:
    return tuple(
        tuple(
            CellText(say(cell.parts, 40), column.align, cell.level)
            for column, cell in zip(table.columns, row, strict=True)
        )
        for row in table.rows[: len(table.rows) - table.totals][:MOST_ROWS]
    )


def _chart(chart: Chart, say: Say) -> tuple[Bars, ...]:
    """The last categories as bars, as long as against the largest value, rates against the whole."""
    facts = [one for series in chart.series for one in series.values if one is not None]
    known = [one.value for one in facts if one.value is not None]
    least = Decimal(1) if all(one.unit is Unit.FRACTION for one in facts) else Decimal("0.01")
    longest = max([*known, least])
    fitting = max(MOST_BARS // max(len(chart.series), 1), 1)
    first = max(len(chart.categories) - fitting, 0) if len(chart.series) > 1 else 0
    return tuple(
        Bars(
            clean(chart.categories[at], 12),
            tuple(
                Bar(
                    clean(one.name, 8),
                    float(max(value.value or Decimal(0), Decimal(0)) / longest) if value is not None else 0.0,
                    say((value,), 20) if value is not None else "—",
                )
                for one in chart.series
                for value in (one.values[at],)
            ),
        )
        for at in range(first, min(first + fitting, len(chart.categories)))
    )
