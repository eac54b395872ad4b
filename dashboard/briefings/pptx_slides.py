"""
How one slide is laid out: cards above, then chart, table and points side by side, the source at the foot.

Whatever a slide holds, its text is set in a size at which it fits.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.briefings.clean import clean
from dashboard.briefings.document import Card, Slide
from dashboard.briefings.docx_body import SHADES
from dashboard.briefings.docx_xml import plain
from dashboard.briefings.ooxml_fit import column_widths, size_that_fits, width_of
from dashboard.briefings.parts import Cell, Chart, Sentence, Table
from dashboard.briefings.pptx_base import BLUE, EDGE, WIDTH
from dashboard.briefings.pptx_xml import (
    DARK,
    GREY,
    RED,
    Box,
    Ink,
    chart_frame,
    paragraph,
    table_cell,
    table_frame,
    text_box,
)

_TOP, _FOOT = 1.55, 6.85
_GAP = 0.3
_ROW = 0.4
_PITCH = 1.48  # of the highest of the fonts that stand in for 微软雅黑
_TABLE_SIZES = (14.0, 13.0, 12.0, 11.0)
_NUMBER = re.compile(r"([+-]?[\d,]+(?:\.\d+)?)(.*)", re.DOTALL)


@dataclass
class Page:
    """The shapes of one slide, in order; `put_chart` puts a chart into the package."""

    ink: Ink
    put_chart: Callable[[Chart, float], str]
    shapes: list[str] = field(default_factory=list)

    def fill(self, slide: Slide) -> None:
        """Lay out all that a slide holds below its title."""
        top = _TOP
        if slide.cards:
            self._cards(slide.cards, top)
            top += 1.75
        area = Box(EDGE, top, WIDTH - 2 * EDGE, _FOOT - top)
        side = [one for one in (slide.table, slide.points) if one]
        if slide.chart is not None:
            share = 0.56 if slide.table is not None else 0.64 if side else 1.0
            main = Box(area.left, area.top, area.width * share - (_GAP if side else 0), area.height)
            self._chart(slide.chart, main)
            rest = Box(main.left + main.width + _GAP, top, area.width - main.width - _GAP, area.height)
            self._side(slide, rest)
        elif slide.key == "proposals" and slide.table is None:
            self._numbered(slide.points, area)
        else:
            self._side(slide, area)

    def furniture(self, source: str, number: int, words: list[str]) -> None:
        """The source and the number at the foot, and what every slide must say at its upper edge."""
        self._text("来源", Box(EDGE, 6.98, WIDTH - 2 * EDGE - 0.8, 0.32), [source], 11, GREY)
        page = paragraph(self.ink.run(str(number), 11, GREY), "r")
        self._add(text_box, "页码", Box(WIDTH - EDGE - 0.7, 6.98, 0.7, 0.32), page)
        self.warn(words)

    def warn(self, words: list[str]) -> None:
        """演示数据, 核对稿: red, in a frame, in the upper right corner."""
        for at, word in enumerate(words):
            box = Box(WIDTH - 0.25 - 1.15 * (at + 1), 0.1, 1.05, 0.28)
            framed = paragraph(self.ink.run(word, 11, RED, bold=True), "ctr")
            self._add(text_box, word, box, framed, "FFFFFF", RED, "ctr")

    def _add(self, make: Callable[..., str], name: str, *rest: object) -> None:
        self.shapes.append(make(len(self.shapes) + 10, name, *rest))

    def _text(self, name: str, box: Box, texts: list[str], size: float, colour: str) -> None:
        lines = "".join(paragraph(self.ink.run(text, size, colour)) for text in texts)
        self._add(text_box, name, box, lines)

    def _cards(self, cards: tuple[Card, ...], top: float) -> None:
        """Label, large number, what is beside it; the worst one in red."""
        count = len(cards)
        width = (WIDTH - 2 * EDGE - 0.2 * (count - 1)) / count
        shown = [max((card.fact.shown for card in cards), key=width_of)]
        size = size_that_fits(shown, width - 0.4, 0.6, (34, 28, 24, 20, 16), 1.2)
        for at, card in enumerate(cards):
            colour = RED if card.worst else BLUE
            box = Box(EDGE + at * (width + 0.2), top, width, 1.5)
            match = _NUMBER.fullmatch(card.fact.shown)
            number, unit = (match[1], match[2]) if match else (card.fact.shown, "")
            mark = self.ink.parts((card.fact,), 11)[len(self.ink.run(card.fact.shown, 11)) :]
            beside = self.ink.parts(card.beside.parts, 12, GREY) if card.beside else self.ink.run(" ", 12)
            lines = (
                paragraph(self.ink.run(card.label, 13, GREY))
                + paragraph(
                    self.ink.run(number, size, colour, bold=True) + self.ink.run(unit, 14, colour) + mark
                )
                + paragraph(beside)
            )
            self._add(text_box, card.label, box, lines, "F2F5F9", "", "ctr", 0.15)
            self._add(text_box, "色条", Box(box.left, top, width, 0.05), "", colour)

    def _chart(self, chart: Chart, box: Box) -> None:
        relation = self.put_chart(chart, box.width * 72)
        self._add(chart_frame, chart.id, chart.alt, box, relation)

    def _side(self, slide: Slide, box: Box) -> None:
        """A table and points, one above the other."""
        if slide.table is not None:
            used = self._table(slide.table, box, slide.points != ())
            box = Box(box.left, box.top + used + 0.25, box.width, box.height - used - 0.25)
        if slide.points:
            self._points(slide.points, box)

    def _points(self, points: tuple[Sentence, ...], box: Box) -> None:
        texts = [point.plain() for point in points]
        size = size_that_fits(texts, box.width - 0.3, box.height, (20, 18, 16, 14, 12), 1.55)
        lines = "".join(
            paragraph(self.ink.parts(point.parts, size), bullet=True, after=size * 0.5, line=115)
            for point in points
        )
        self._add(text_box, "要点", box, lines)

    def _numbered(self, points: tuple[Sentence, ...], box: Box) -> None:
        """Proposals: one a line, each with its number in a disc."""
        step = min(1.2, box.height / max(len(points), 1))
        texts = [max((point.plain() for point in points), key=width_of, default="")]
        size = size_that_fits(texts, box.width - 0.9, step, (20, 18, 16, 14, 12), 1.3)
        for at, point in enumerate(points):
            top = box.top + at * step
            disc = paragraph(self.ink.run(str(at + 1), 16, "FFFFFF", bold=True), "ctr")
            self._add(
                text_box,
                "序号",
                Box(box.left, top + step / 2 - 0.25, 0.5, 0.5),
                disc,
                BLUE,
                "",
                "ctr",
                0.0,
                "ellipse",
            )
            text = paragraph(self.ink.parts(point.parts, size), line=110)
            self._add(
                text_box, "建议", Box(box.left + 0.75, top, box.width - 0.75, step), text, "", "", "ctr"
            )

    def _table(self, table: Table, box: Box, points_below: bool) -> float:
        """As many rows as fit; returns the height that the table takes."""
        room = box.height * (0.6 if points_below else 1.0) - 0.3
        details = len(table.rows) - table.totals
        sums = table.rows[details:]
        most = details if table.limit is None else min(details, table.limit)
        for size in _TABLE_SIZES:
            grid = _Grid.of(table, (*table.rows[:most], *sums), box.width, size)
            if sum(grid.heights) <= room and max(grid.lines) <= 2:
                break
        shown = most
        while sum(grid.heights) > room and shown > 1:
            shown -= 1
            grid = _Grid.of(table, (*table.rows[:shown], *sums), box.width, size)
        head = [
            table_cell(
                self.ink.run(column.head.replace("\n", ""), size, "FFFFFF", bold=True), "center", BLUE, BLUE
            )
            for column in table.columns
        ]
        body = [
            [
                table_cell(
                    self.ink.parts(cell.parts, size, DARK, cell.level == 3 or at >= shown),
                    column.align,
                    SHADES[cell.level],
                )
                for column, cell in zip(table.columns, row, strict=True)
            ]
            for at, row in enumerate((*table.rows[:shown], *sums))
        ]
        height = sum(grid.heights)
        place = Box(box.left, box.top, box.width, height)
        self._add(table_frame, table.title, place, grid.widths, [head, *body], grid.heights)
        said = [f"单位：{table.unit}"] if table.unit else []
        if shown < details:
            said.append(f"共{details}行，此处列前{shown}行")
        if said:
            below = Box(box.left, box.top + height + 0.04, box.width, 0.26)
            self._add(text_box, "表注", below, paragraph(self.ink.run("　".join(said), 11, GREY), "r"))
        return height + 0.3


class _Grid(NamedTuple):
    """How wide the columns of a table are, and how high its rows, the head first; inches."""

    widths: list[float]
    heights: list[float]
    lines: list[int]

    @classmethod
    def of(cls, table: Table, rows: Sequence[Sequence[Cell]], width: float, size: float) -> "_Grid":
        """At a size of its text, in points."""
        texts = [[clean(plain(cell.parts)) for cell in row] for row in rows]
        heads = [column.head.replace("\n", "") for column in table.columns]
        shares = [column.width for column in table.columns]
        points = column_widths(heads, texts, shares, width * 72, size * 1.08)
        lines = [
            max(
                math.ceil(width_of(text) * size * 1.03 / (wide - 10))
                for text, wide in zip(row, points, strict=True)
            )
            for row in (heads, *texts)
        ]
        heights = [max(_ROW, (max(each, 1) * size * _PITCH + 6) / 72) for each in lines]
        return cls([each / 72 for each in points], heights, lines)
