"""
Excel workbooks (xlsx, xlsm, xltx): each sheet a grid, each cell as the sheet shows it.

Read by hand from the XML, because no library gives merged cells, hidden rows and the
displayed text together and stays alive on hostile files (`docs/decisions/0002-readers.md`).
Sheets are streamed row by row, so cells in far corners and huge ranges cost nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pipelines.problems import Problem
from pipelines.readers.grid import Grid
from pipelines.readers.limits import MAX_COLUMNS, MAX_ROWS
from pipelines.readers.package import bad_xml, local_name, opened, part
from pipelines.readers.printed import printed
from pipelines.readers.sheet import Sheet, is_finite, number_shown, text_shown, with_text
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
        return with_text(
            _Sheet(workbook, one.hidden).grid(one.name, archive, one.part) for one in workbook.sheets
        )


class _Sheet:
    """One worksheet while it is read."""

    def __init__(self, workbook: Book, hidden: bool) -> None:
        self.book = workbook
        self.sheet = Sheet(hidden)
        self.rows_hidden_unless_listed = False
        self.listed_rows: set[int] = set()
        self.without_result: list[str] = []  # cells with a formula that was never calculated

    def grid(self, name: str, archive: ZipFile, part_name: str) -> Grid:
        """Return the grid of the sheet; without cells where the part is missing."""
        data = part(archive, part_name)
        if data is not None:
            self._parse(data)
        if self.rows_hidden_unless_listed:
            self.sheet.hidden_rows += self._unlisted()
        grid = self.sheet.grid(name)
        if not self.without_result:
            return grid
        told = f"{len(self.without_result)} 个公式没有存下结果（如 {self.without_result[0]}），未取值"
        problem = Problem("no_result", None, f"{told}；应为用 Excel 或 WPS 打开并保存过的文件")
        return replace(grid, problems=(problem,))

    def _parse(self, data: bytes) -> None:
        row = 0
        tags = ("{*}row", "{*}col", "{*}mergeCell", "{*}sheetFormatPr", "{*}worksheet")
        events = etree.iterparse(
            BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, element in events:
                kind = local_name(element)
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
            self.sheet.hidden_rows.append((row, row))
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
                self.sheet.put(row, column, *self._value(cell))
        self.sheet.last = (max(self.sheet.last[0], row), max(self.sheet.last[1], widest))
        return row

    def _value(self, cell: etree._Element) -> tuple[str, str | None]:
        """Return what the cell shows, and what it stores where that differs."""
        kind = cell.get("t", "n")
        raw = ""
        for child in cell:
            name = local_name(child)
            if name == "v" and kind != "inlineStr":
                raw = child.text or ""
            elif name == "is" and kind == "inlineStr":
                raw = string_of(child)
        if not raw:
            if kind == "n" and cell.find("{*}f") is not None:
                self.without_result.append(cell.get("r", ""))
            return "", None
        code = self.book.code(cell.get("s"))
        if kind == "n":
            return self._number(raw, code)
        if kind == "s":
            raw = self.book.shared(raw)
        elif kind == "b":
            return ("TRUE" if raw.strip() in ("1", "true") else "FALSE"), None
        return text_shown(raw, code)

    def _number(self, raw: str, code: str) -> tuple[str, str | None]:
        try:
            value = float(raw)
        except ValueError:
            return printed(raw), None
        if not is_finite(value):
            return printed(raw), None
        return number_shown(value, code, date1904=self.book.date1904)

    def _column(self, element: etree._Element) -> None:
        if _true(element.get("hidden")) or _zero(element.get("width")):
            first = _integer(element.get("min"), 0)
            last = _integer(element.get("max"), first)
            if 1 <= first <= last:
                self.sheet.hidden_columns.append((first, last))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _place(first), _place(last)
        if start and end:
            self.sheet.merge(*start, *end)

    def _unlisted(self) -> Iterator[tuple[int, int]]:
        """Yield the rows that a sheet whose rows are hidden by default does not name."""
        before = 0
        for row in (*sorted(self.listed_rows), MAX_ROWS + 1):
            if row > before + 1:
                yield before + 1, row - 1
            before = row


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
