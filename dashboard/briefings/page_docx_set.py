"""
The layout of the one page in Word.

Word breaks the lines, not we: so every line has an exact pitch, lines are counted beforehand, and the
largest size is taken at which the page holds them; what is left over stands between the parts.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.briefings.docx_body import SHADES
from dashboard.briefings.docx_xml import cell, drawing_run, run
from dashboard.briefings.ooxml_fit import width_of
from dashboard.briefings.page_text import CardText, CellText, PageText
from dashboard.briefings.template import Faces

MARGINS_MM = (17, 20, 20, 18)  # top, bottom, left, right
BLUE, RED, GREY, INK = "1F4E79", "A61C1C", "5F6773", "000000"
_WIDTH = (210 - 20 - 18) / 25.4 * 72  # points
_HEIGHT = (297 - 17 - 20) / 25.4 * 72
_SCALES = (1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
_CHART_SHARE = 0.34
_INSET = 3.0  # points between the edge of a cell and its text
_LARGEST_GAP = 14.0
_MARK = re.compile(r"(\[\d+\])")


class Piece(NamedTuple):
    """Written XML and the height that it takes, in points."""

    xml: str
    height: float


class Ink(NamedTuple):
    """How some words look."""

    size: float = 11.0
    bold: bool = False
    colour: str = INK
    head: bool = False  #: in the font of headings


@dataclass(frozen=True)
class Setter:
    """Sets text in one house's fonts, all sizes times `scale`; `marked` raises the marks."""

    faces: Faces
    style: str
    marked: bool
    scale: float = 1.0

    def words(self, text: str, ink: Ink) -> str:
        """Runs of one look."""
        return "".join(
            run(part, self._letters(ink, raised=bool(self.marked and _MARK.fullmatch(part))))
            for part in _MARK.split(text)
            if part
        )

    def _letters(self, ink: Ink, raised: bool) -> str:
        face, latin = (self.faces.first, "Arial") if ink.head else (self.faces.body, "Times New Roman")
        size = round(ink.size * self.scale * 2)
        bold = "<w:b/>" if ink.bold and not raised else ""
        lift = '<w:vertAlign w:val="superscript"/>' if raised else ""
        return (
            f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}"/>'
            f'{bold}<w:color w:val="{BLUE if raised else ink.colour}"/><w:spacing w:val="0"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{lift}'
        )

    def line(
        self, parts: Sequence[tuple[str, Ink]], width: float, align: str = "left", before: float = 0,
        after: float = 0, more: str = "", tabs: str = "",
    ) -> Piece:  # fmt: skip
        """A paragraph within `width` points; `more` are borders and shade, in the order of the schema."""
        largest = max(ink.size for _, ink in parts) * self.scale
        pitch = math.ceil(largest * 1.32)
        wide = sum(width_of(text) * ink.size * self.scale for text, ink in parts)
        # A little wider than counted, so that a line that barely fits here does not break there.
        lines = 1 if tabs else max(1, math.ceil(wide * 1.04 / width))
        above, below = round(before * self.scale * 20), round(after * self.scale * 20)
        spacing = f'w:before="{above}" w:after="{below}" w:line="{pitch * 20}" w:lineRule="exact"'
        xml = (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>{more}{tabs}<w:snapToGrid w:val="0"/>'
            f'<w:spacing {spacing}/><w:jc w:val="{align}"/></w:pPr>'
            f"{''.join(self.words(text, ink) for text, ink in parts)}</w:p>"
        )
        return Piece(xml, lines * pitch + (above + below) / 20)

    def space(self, points: float) -> Piece:
        """Nothing, so high; it also keeps two tables apart."""
        twips = max(round(points * 20), 20)
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
        properties = f'<w:pStyle w:val="{self.style}"/><w:snapToGrid w:val="0"/>{spacing}'
        return Piece(f"<w:p><w:pPr>{properties}</w:pPr></w:p>", twips / 20)

    def heading(self, text: str, width: float) -> Piece:
        """A heading of a part, with a blue bar before it."""
        bar = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="4" w:color="{BLUE}"/></w:pBdr>'
        ink = Ink(13 if width > 300 else 11, bold=True, colour=BLUE, head=True)
        return self.line([(text, ink)], width - 8, after=3, more=bar)


def _border(side: str, eighths: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


_Rule = tuple[int, str] | None
_THICK, _THIN, _HAIR = (12, INK), (8, INK), (4, "D9D9D9")


def _borders(above: _Rule, below: _Rule) -> str:
    """Lines above and below a cell."""
    drawn = "".join(_border(side, *rule) for side, rule in (("top", above), ("bottom", below)) if rule)
    return f"<w:tcBorders>{drawn}</w:tcBorders>"


def set_page(text: PageText, setter: Setter, relation: str, alt: str) -> str:
    """All of the page above its foot, as blocks of Word."""
    for scale in _SCALES:
        sized = replace(setter, scale=scale)
        pieces = _pieces(text, sized, relation, alt)
        height = sum(piece.height for piece in pieces)
        if height + 4 * len(pieces) <= _HEIGHT:
            break
    gap = max(1.0, min((_HEIGHT - height) / (len(pieces) + 1), _LARGEST_GAP))
    return "".join(piece.xml + sized.space(gap).xml for piece in pieces)


def foot(text: PageText, setter: Setter) -> str:
    """What the page rests on, above it a thin rule."""
    rule = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="BFBFBF"/></w:pBdr>'
    return setter.line([("　".join(text.notes), Ink(8, colour=GREY))], _WIDTH, more=rule).xml


def warning(text: PageText, setter: Setter) -> str:
    """演示数据, 核对稿: in the upper right corner, red."""
    words = "　".join(f"【{word}】" for word in text.words)
    return setter.line([(words, Ink(9, True, RED, head=True))], _WIDTH, "right").xml


def _pieces(text: PageText, setter: Setter, relation: str, alt: str) -> list[Piece]:
    made = [_title(text, setter)]
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F5F9"/>'
    headline = [(text.headline, Ink(13, True, head=True))]
    made.append(setter.line(headline, _WIDTH, before=3, after=3, more=shade))
    if text.cards:
        made.append(_cards(text.cards, setter))
    middle = _middle(text, setter, relation, alt)
    if middle.height:
        made.append(middle)
    if text.problems:
        made.append(_listed("主要问题", text.problems, setter, rule=True))
    if text.decisions:
        numbered = [(f"{at}.", words) for at, words in enumerate(text.decisions, 1)]
        made.append(_listed("建议", numbered, setter, rule=False))
    return made


def _title(text: PageText, setter: Setter) -> Piece:
    size = min(20.0, _WIDTH / (max(width_of(text.title), 1) * 1.05 * setter.scale))
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="10" w:space="3" w:color="{BLUE}"/></w:pBdr>'
    words = [(text.title, Ink(size, True, BLUE, head=True))]
    title = setter.line(words, _WIDTH * 1.1, "center", after=3, more=rule)
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{round(_WIDTH * 10)}"/>'
        f'<w:tab w:val="right" w:pos="{round(_WIDTH * 20)}"/></w:tabs>'
    )
    grey = Ink(8.5, colour=GREY)
    below = setter.line([(text.office, grey)], _WIDTH, tabs=tabs)
    tab = "<w:r><w:tab/></w:r>"
    rest = f"{tab}{setter.words(text.day, grey)}{tab}{setter.words(text.version, grey)}</w:p>"
    return Piece(title.xml + below.xml.removesuffix("</w:p>") + rest, title.height + below.height + 4)


def _cards(cards: Sequence[CardText], setter: Setter) -> Piece:
    width = _WIDTH / len(cards)
    cells, heights = [], []
    for one in cards:
        colour = RED if one.worst else BLUE
        inner = width - 2 * _INSET - 6
        size = 19 if width_of(one.number + one.unit) * 19 < inner else 13
        lines = (
            setter.line([(one.label, Ink(9.5, colour=GREY))], inner, before=2),
            setter.line(
                [(one.number, Ink(size, True, colour, head=True)), (one.unit or " ", Ink(10, colour=colour))],
                inner,
            ),
            setter.line([(one.beside or " ", Ink(8.5, colour=GREY))], inner, after=2),
        )
        border = _border("top", 16, colour) + _border("left", 24, "FFFFFF") + _border("right", 24, "FFFFFF")
        content = "".join(one.xml for one in lines)
        cells.append(cell(round(width * 20), content, "F7F9FB", f"<w:tcBorders>{border}</w:tcBorders>"))
        heights.append(sum(one.height for one in lines))
    return Piece(_table([width] * len(cards), [cells]), max(heights) + 3)


def _middle(text: PageText, setter: Setter, relation: str, alt: str) -> Piece:
    """The chart beside the table, or the one that there is over the whole width."""
    if not text.rows:
        return _chart(text, setter, relation, alt, _WIDTH, 150) if relation else Piece("", 0)
    if not relation:
        return _lowest(text, setter, _WIDTH)
    left = _WIDTH * _CHART_SHARE
    table = _lowest(text, setter, _WIDTH - left - 2 * _INSET)
    height = max(table.height - 24 * setter.scale, 130 * setter.scale)
    chart = _chart(text, setter, relation, alt, left - 2 * _INSET, height)
    row = [
        cell(round(left * 20), chart.xml, align="top"),
        cell(round((_WIDTH - left) * 20), table.xml + setter.space(1).xml, align="top"),
    ]
    return Piece(_table([left, _WIDTH - left], [row]), max(chart.height, table.height + 1) + 2)


def _chart(text: PageText, setter: Setter, relation: str, alt: str, width: float, height: float) -> Piece:
    head = setter.heading(text.chart_title, width)
    drawn = drawing_run(relation, round(width * 12_700), round(height * 12_700), 1, alt)
    properties = (
        f'<w:pStyle w:val="{setter.style}"/><w:snapToGrid w:val="0"/>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    )
    paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{drawn}</w:p>"
    return Piece(head.xml + paragraph, head.height + height + 6)


def _lowest(text: PageText, setter: Setter, width: float) -> Piece:
    head = setter.heading(text.table_title, width)
    widths = [width * each / sum(text.widths) for each in text.widths]
    rows = [_row(text.head, widths, setter, _borders(_THICK, _THIN), head=True)]
    for at, cells in enumerate(text.rows):
        below = _THICK if at == len(text.rows) - 1 else _HAIR
        rows.append(_row(cells, widths, setter, _borders(None, below)))
    height = head.height + sum(row.height for _, row in rows)
    return Piece(head.xml + _table(widths, [cells for cells, _ in rows]), height)


def _row(
    cells: Sequence[CellText], widths: Sequence[float], setter: Setter, border: str, head: bool = False
) -> tuple[list[str], Piece]:
    made, heights = [], []
    for one, width in zip(cells, widths, strict=True):
        worst = one.level == 3
        ink = Ink(9.5, head or worst, RED if worst else INK, head)
        line = setter.line([(one.text, ink)], width - 2 * _INSET, one.align, 1.5, 1.5)
        made.append(cell(round(width * 20), line.xml, SHADES[one.level], border))
        heights.append(line.height)
    return made, Piece("", max(heights) + 0.75)


def _listed(head: str, lines: Sequence[tuple[str, str]], setter: Setter, rule: bool) -> Piece:
    """A heading and lines of two cells: what it is in bold, then the sentence."""
    first = setter.heading(head, _WIDTH)
    longest = max(width_of(lead) for lead, _ in lines) * 10.5 * setter.scale * 1.06 + 2 * _INSET + 4
    widths = [longest, _WIDTH - longest]
    border = _borders(None, _HAIR) if rule else ""
    rows, height = [], first.height
    for lead, words in lines:
        inks = (Ink(10.5, True, head=True), Ink(11))
        pair = [
            setter.line([(text, ink)], width - 2 * _INSET, before=1.5, after=1.5)
            for text, ink, width in zip((lead, words), inks, widths, strict=True)
        ]
        rows.append(
            [
                cell(round(width * 20), one.xml, "", border, "top")
                for one, width in zip(pair, widths, strict=True)
            ]
        )
        height += max(one.height for one in pair) + 0.75
    return Piece(first.xml + _table(widths, rows), height)


def _table(widths: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """A table without lines of its own."""
    twips = [round(width * 20) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in twips)
    margin = round(_INSET * 20)
    margins = f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
    body = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(row)}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )
