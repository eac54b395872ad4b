"""
Blocks of a briefing as the XML of Word: paragraphs, tables, places of charts.

Whole tables are written as one string: through objects, two hundred rows take a quarter of a minute.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.briefings.docx_xml import bookmarked, cell, drawing_run, link, plain, run
from dashboard.briefings.fact import Fact
from dashboard.briefings.ooxml import ordinal, table_label
from dashboard.briefings.ooxml_fit import column_widths, is_crowded
from dashboard.briefings.parts import (
    Block,
    Cell,
    Chart,
    Heading,
    Name,
    Paragraph,
    Part,
    Sentence,
    Table,
    TableColumn,
)

#: Shades of a heat level: apart from each other in grey, too; the number always stands beside.
SHADES = ("", "FDF3D8", "F6CF9F", "E8998D")
#: A table of more columns, or with more rows on the page, is set in the smaller size.
_WIDE, _LONG = 6, 30
_MARGIN_TWIPS = 60
#: Of the text in cells, in points, by the key of its style.
_SIZES = {"cell": 12.0, "cell_small": 10.5, "cell_tiny": 9.0, "source": 9.0}
_EMU_PER_TWIP = 635


class Drawing(NamedTuple):
    """A chart that the caller has put into the package: its relationship and its size."""

    relation: str
    width_emu: int
    height_emu: int


class Drawn(NamedTuple):
    """A cell whose text is already runs; `words` are the same as they are read."""

    runs: str
    words: str
    shade: str = ""
    line_above: bool = False


@dataclass
class Pen:
    """
    What the writing of one document must remember.

    Attributes:
        styles: key → id of each style of this document.
        ids: key of a fact → F001; `listed` are the keys that the appendix of sources explains.
        marked: whether each number carries its mark, for the copy that is checked.
        width_twips: between the margins.
        drawings: id of a chart → where it stands in the package.
    """

    styles: Mapping[str, str]
    ids: Mapping[str, str]
    listed: frozenset[str]
    marked: bool
    width_twips: int
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def block(self, block: Block) -> str:
        """The XML of one block."""
        match block:
            case Heading():
                return self.paragraph(f"h{block.level}", run(block.mark + block.text))
            case Paragraph():
                return self.prose(block)
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)

    def paragraph(self, style: str, content: str, properties: str = "") -> str:
        """A paragraph; `properties` are further ones, in the order of the schema."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{properties}</w:pPr>{content}</w:p>'

    def prose(self, block: Paragraph) -> str:
        """Sentences one behind the other, after a bold lead-in where there is one."""
        lead = run(block.lead, "<w:b/>") if block.lead else ""
        return self.paragraph("body", lead + "".join(map(self.sentence, block.sentences)))

    def sentence(self, sentence: Sentence) -> str:
        return self.parts(sentence.parts)

    def parts(self, parts: Iterable[Part], letters: str = "") -> str:
        """Words, names and numbers as runs; a number is a link to its source."""
        return "".join(
            self.number(part, letters)
            if isinstance(part, Fact)
            else run(part.text if isinstance(part, Name) else part, letters)
            for part in parts
        )

    def number(self, fact: Fact, letters: str = "") -> str:
        """
        A number: black and without a line, linked where its source is listed; marked in the checking copy.

        Where it first stands it has a bookmark, so that the appendix leads back.
        """
        code = self.ids[fact.key]
        shown = run(fact.shown, letters)
        if fact.key in self.listed:
            style = f'<w:rStyle w:val="{self.styles["link"]}"/>'
            shown = link(f"src_{code}", run(fact.shown, style + letters))
            if fact.key not in self._met:
                self._met.add(fact.key)
                shown = bookmarked(code, 2 * int(code[1:]), shown)
        mark = run(f"[{int(code[1:])}]", f'<w:rStyle w:val="{self.styles["mark"]}"/>') if self.marked else ""
        return shown + mark

    def chart(self, chart: Chart) -> str:
        """The drawing, and its caption below: the finding as a sentence."""
        place = self.drawings[chart.id]
        number = 1000 + int(ordinal(chart.id))
        drawn = drawing_run(place.relation, place.width_emu, place.height_emu, number, chart.alt)
        caption = run(f"图{ordinal(chart.id)}　") + self.sentence(chart.title)
        below = (
            '<w:keepNext w:val="0"/><w:spacing w:before="60" w:after="160" w:line="400" w:lineRule="exact"/>'
        )
        return self.paragraph("figure", drawn) + self.paragraph("caption", caption, below)

    def table(self, table: Table) -> str:
        """Caption, unit, table with a head that repeats and rows that do not break, note."""
        rows, hidden = printed_rows(table)
        above = self.paragraph("caption", run(f"{table_label(table.id)}　{table.title}"))
        if table.unit:
            above += self.paragraph("unit", run(f"单位：{table.unit}"))
        style = self._style(table, rows)
        first_sum = len(rows) - table.totals
        note = []
        if hidden:
            shown = len(rows) - table.totals
            note.append(run(f"共{shown + hidden}行，此处列前{shown}行，全部见随附的工作簿。"))
        if table.note is not None:
            note.append(self.sentence(table.note))
        drawn = self.grid(
            table.columns,
            [
                [
                    Drawn(
                        self.parts(cell.parts, "<w:b/>" if cell.level == 3 or at >= first_sum else ""),
                        plain(cell.parts),
                        SHADES[cell.level],
                        at == first_sum,
                    )
                    for cell in row
                ]
                for at, row in enumerate(rows)
            ],
            style,
            tied=bool(note),
        )
        return above + drawn + self.paragraph("note", run("注：") + "".join(note) if note else "")

    def _style(self, table: Table, rows: Sequence[Sequence[Cell]]) -> str:
        """A smaller text where there are many columns or rows, the smallest where they are crowded."""
        small = len(table.columns) > _WIDE or len(rows) > _LONG
        words = [[plain(cell.parts) for cell in row] for row in rows]
        heads = [column.head for column in table.columns]
        width = self.width_twips / 20
        sizes = ("cell_small", "cell_tiny") if small else ("cell", "cell_small", "cell_tiny")
        return next((one for one in sizes if not is_crowded(heads, words, width, _SIZES[one])), sizes[-1])

    def grid(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Sequence["Drawn"]],
        style: str,
        tied: bool = False,
        fixed: bool = False,
    ) -> str:
        """
        The `w:tbl` itself, over the whole width; `style` is that of its text.

        `tied` keeps it with what follows; `fixed` takes the widths of the columns as they are given.
        """
        shares = [column.width for column in columns]
        wanted = (
            [each * self.width_twips / 20 / sum(shares) for each in shares]
            if fixed
            else column_widths(
                [column.head for column in columns],
                [[one.words for one in row] for row in rows],
                shares,
                self.width_twips / 20,
                _SIZES[style],
            )
        )
        widths = [int(each * 20) for each in wanted]
        widths[-1] += self.width_twips - sum(widths)
        small = '<w:sz w:val="18"/><w:szCs w:val="18"/>' if _SIZES[style] == 9 else ""
        head = "".join(
            cell(width, self.paragraph("cell_head", run(column.head, small)), border=_UNDER_HEAD)
            for width, column in zip(widths, columns, strict=True)
        )
        body = []
        for at, row in enumerate(rows):
            # Never one row alone at the foot of a page, nor at the head of the next.
            last = at == len(rows) - 1
            keep = "<w:keepNext/>" if (tied if last else at < 2 or at >= len(rows) - 3) else ""
            cells = (
                cell(
                    width,
                    self.paragraph(style, one.runs, f'{keep}<w:jc w:val="{column.align}"/>'),
                    one.shade,
                    _ABOVE_SUM if one.line_above else "",
                )
                for width, column, one in zip(widths, columns, row, strict=True)
            )
            body.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
        columns_xml = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self.width_twips}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
            f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{columns_xml}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{''.join(body)}</w:tbl>"
        )

    def drawing(self, relation: str, height_mm: int) -> Drawing:
        """A place over the whole width for a chart of the package."""
        return Drawing(relation, self.width_twips * _EMU_PER_TWIP, height_mm * 36_000)


def _line(side: str, size: int, colour: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


_BORDERS = (
    f"<w:tblBorders>{_line('top', 12)}{_line('bottom', 12)}{_line('insideH', 4, 'BFBFBF')}</w:tblBorders>"
)
_UNDER_HEAD = f"<w:tcBorders>{_line('bottom', 8)}</w:tcBorders>"
_ABOVE_SUM = f"<w:tcBorders>{_line('top', 8)}</w:tcBorders>"
_CELL_MARGINS = (
    f'<w:tblCellMar><w:left w:w="{_MARGIN_TWIPS}" w:type="dxa"/>'
    f'<w:right w:w="{_MARGIN_TWIPS}" w:type="dxa"/></w:tblCellMar>'
)


def printed_rows(table: Table) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """The rows that the document prints, sums among them, and how many it leaves to the workbook."""
    detail, sums = table.rows[: len(table.rows) - table.totals], table.rows[len(table.rows) - table.totals :]
    shown = detail if table.limit is None else detail[: table.limit]
    return shown + sums, len(detail) - len(shown)
