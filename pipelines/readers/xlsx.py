"""
Excel workbooks (xlsx, xlsm, xltx): each sheet a grid, each cell as the sheet shows it.

Read by hand from the XML, because no library gives merged cells, hidden rows and the
displayed text together and stays alive on hostile files (`docs/decisions/0002-readers.md`).
Sheets are streamed row by row, so cells in far corners and huge ranges cost nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.assemble import assemble
from pipelines.readers.grid import Cell, Grid, Layout
from pipelines.readers.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SPAN
from pipelines.readers.numfmt import exact, shown, shown_text
from pipelines.readers.package import bad_xml, opened, part
from pipelines.readers.printed import printed
from pipelines.readers.xlsx_book import Book, book, string_of

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return the sheets that have text, in the order of their tabs, hidden ones too.

    Raises:
        SourceError: "truncated", "unreadable" or "too_large"; "empty" where no sheet has text.
    """
    with opened(data) as archive:
        workbook = book(archive)
        grids = tuple(
            grid
            for sheet in workbook.sheets
            if (grid := _Sheet(workbook, sheet.hidden).grid(sheet.name, archive, sheet.part)).cells
        )
    if not any(cell.text for grid in grids for cell in grid.cells):
        raise SourceError("empty", "工作簿里没有文字", "填有自评表的工作表")
    return grids


@dataclass(frozen=True, slots=True)
class _Ranges:
    """Hidden rows or columns as sorted ranges, asked whether all of a span is hidden."""

    ranges: tuple[tuple[int, int], ...]

    def cover(self, first: int, last: int) -> bool:
        for start, end in self.ranges:
            if start <= first <= end:
                if last <= end:
                    return True
                first = end + 1
        return False


class _Sheet:
    """One worksheet while it is read."""

    def __init__(self, workbook: Book, hidden: bool) -> None:
        self.book = workbook
        self.hidden = hidden
        self.cells: dict[tuple[int, int], tuple[str, str | None]] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.rows_hidden_unless_listed = False
        self.listed_rows: set[int] = set()
        self.last = (1, 1)

    def grid(self, name: str, archive: ZipFile, part_name: str) -> Grid:
        """Return the grid of the sheet; without cells where the part is missing."""
        data = part(archive, part_name)
        if data is not None:
            self._parse(data)
        return assemble(name, Layout.RULED, self._merged(), hidden=self.hidden)

    def _parse(self, data: bytes) -> None:
        row = 0
        tags = ("{*}row", "{*}col", "{*}mergeCell", "{*}sheetFormatPr", "{*}worksheet")
        events = etree.iterparse(
            BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, element in events:
                kind = element.tag.rpartition("}")[2]
                if kind == "row":
                    row = self._row(element, row)
                    # A sheet may have a million rows: what is read need not stay in memory.
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
                elif kind == "col":
                    self._column(element)
                elif kind == "mergeCell":
                    self._merge(element.get("ref", ""))
                elif kind == "sheetFormatPr":
                    self.rows_hidden_unless_listed = _true(element.get("zeroHeight"))
        except etree.XMLSyntaxError as error:
            raise bad_xml(error) from error

    def _row(self, element: etree._Element, before: int) -> int:
        """Take the cells of one row; a row or cell without a number follows the one before it."""
        row = _integer(element.get("r"), before + 1)
        if not 1 <= row <= MAX_ROWS:
            return before
        if _true(element.get("hidden")) or _zero(element.get("ht")):
            self.hidden_rows.append((row, row))
        if self.rows_hidden_unless_listed:
            self.listed_rows.add(row)
        if not any(map(len, element)):  # only looks: a sheet may have a million rows of them
            return row
        column = widest = 0
        for cell in element.iterchildren("{*}c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            if column > MAX_COLUMNS:
                continue
            widest = max(widest, column)
            if len(cell):  # most cells of a form are merged ones without content
                text, stored = self._value(cell)
                if text:
                    self.cells[row, column] = (text, stored)
        if len(self.cells) > MAX_CELLS:
            raise SourceError("too_large", f"一张工作表超过 {MAX_CELLS} 个单元格", "自评表的正常篇幅")
        self.last = (max(self.last[0], row), max(self.last[1], widest))
        return row

    def _value(self, cell: etree._Element) -> tuple[str, str | None]:
        """Return what the cell shows, and what it stores where that differs."""
        kind = cell.get("t", "n")
        raw = ""
        for child in cell:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if name == "v" and kind != "inlineStr":
                raw = child.text or ""
            elif name == "is" and kind == "inlineStr":
                raw = string_of(child)
        if not raw:
            return "", None
        code = self.book.code(cell.get("s"))
        if kind == "n":
            return self._number(raw, code)
        if kind == "s":
            raw = self.book.shared(raw)
        elif kind == "b":
            return ("TRUE" if raw.strip() in ("1", "true") else "FALSE"), None
        text = printed(shown_text(raw, code))
        stored = printed(raw) if text != raw else text
        return text, (stored if stored != text else None)

    def _number(self, raw: str, code: str) -> tuple[str, str | None]:
        try:
            value = float(raw)
        except ValueError:
            return printed(raw), None
        if value != value or value in (float("inf"), float("-inf")):
            return printed(raw), None
        text = printed(shown(value, code, date1904=self.book.date1904))
        if code == "General":
            return text, None
        stored = f"{exact(value).normalize():f}" if abs(value) < 1e20 else repr(value)
        return text, (stored if stored != text else None)

    def _column(self, element: etree._Element) -> None:
        if _true(element.get("hidden")) or _zero(element.get("width")):
            first = _integer(element.get("min"), 0)
            last = _integer(element.get("max"), first)
            if 1 <= first <= last:
                self.hidden_columns.append((first, last))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _place(first), _place(last)
        if start and end and start[0] <= end[0] and start[1] <= end[1] and start != end:
            self.merges.append((*start, *end))
            if len(self.merges) > MAX_CELLS:
                raise SourceError("too_large", f"一张工作表超过 {MAX_CELLS} 处合并", "自评表的正常篇幅")

    def _merged(self) -> Iterator[Cell]:
        """Yield the cells, merged ones with their spans; `assemble` drops what they cover."""
        hidden_rows = _Ranges(self._rows_hidden())
        hidden_columns = _Ranges(tuple(sorted(self.hidden_columns)))

        def hidden(row: int, column: int, rows: int, columns: int) -> bool:
            return (
                self.hidden
                or hidden_rows.cover(row, row + rows - 1)
                or hidden_columns.cover(column, column + columns - 1)
            )

        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for row, column, last_row, last_column in self.merges:
            rows, columns = last_row - row + 1, last_column - column + 1
            # A merge of whole rows or columns is no wider than what stands on the sheet.
            if rows > MAX_SPAN:
                rows = min(rows, max(self.last[0] - row + 1, 1))
            if columns > MAX_SPAN:
                columns = min(columns, max(self.last[1] - column + 1, 1))
            spans.setdefault((row, column), (rows, columns))
        for (row, column), (text, stored) in self.cells.items():
            rows, columns = spans.pop((row, column), (1, 1))
            yield Cell(row, column, text, rows, columns, stored, hidden(row, column, rows, columns))
        for (row, column), (rows, columns) in spans.items():
            yield Cell(row, column, "", rows, columns, None, hidden(row, column, rows, columns))

    def _rows_hidden(self) -> tuple[tuple[int, int], ...]:
        if not self.rows_hidden_unless_listed:
            return tuple(sorted(self.hidden_rows))
        unlisted: list[tuple[int, int]] = []
        before = 0
        for row in (*sorted(self.listed_rows), MAX_ROWS + 1):
            if row > before + 1:
                unlisted.append((before + 1, row - 1))
            before = row
        return tuple(sorted(self.hidden_rows + unlisted))


def _place(reference: str) -> tuple[int, int] | None:
    """Return row and column of "B3", or None where it is none."""
    match = _REFERENCE.match(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _zero(text: str | None) -> bool:
    return text is not None and re.fullmatch(r"0+(\.0+)?", text) is not None
