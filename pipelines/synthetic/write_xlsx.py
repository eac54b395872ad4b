"""Tables as a workbook, a sheet each."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.synthetic.table import Slot, Table

_CREATED = datetime(2024, 1, 1)
_CELL = {"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "font_name": "宋体"}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx(tables: Sequence[Table], numbers_as_text: bool = False) -> bytes:
    """
    Return a workbook with a sheet for each table, named after it.

    Numbers are stored as numbers with a format, unless `numbers_as_text`: many published
    workbooks hold every value as text.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"created": _CREATED, "author": ""})
    formats = _Formats(book)
    used: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table.name, used))
        _fill(sheet, table, formats, numbers_as_text)
    book.close()
    return buffer.getvalue()


class _Formats:
    """The few cell formats of one workbook, made once each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[str, Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "黑体"})
        self.line = book.add_format({"align": "center", "font_name": "宋体"})
        self.right = book.add_format({"align": "right", "font_name": "宋体"})
        self.note = book.add_format({"align": "left", "text_wrap": True, "font_name": "宋体"})

    def cell(self, code: str) -> Format:
        if code not in self._known:
            self._known[code] = self._book.add_format({**_CELL, "num_format": code})
        return self._known[code]


def _fill(sheet: Worksheet, table: Table, formats: _Formats, numbers_as_text: bool) -> None:
    last = table.width - 1
    row = 0
    for number, line in enumerate(table.above):
        _wide(sheet, row, last, line, formats.line if number else formats.title)
        row += 1
    if table.right:
        _wide(sheet, row, last, table.right, formats.right)
        row += 1
    for place, column, slot in table.placed():
        _cell(sheet, row + place, column, slot, formats, numbers_as_text)
    row += len(table.rows)
    for line in table.below:
        _wide(sheet, row, last, line, formats.note)
        row += 1
    sheet.set_column(0, last, 13)


def _cell(
    sheet: Worksheet, row: int, column: int, slot: Slot, formats: _Formats, numbers_as_text: bool
) -> None:
    as_number = slot.number is not None and not numbers_as_text
    style = formats.cell(slot.number_format if as_number else "General")
    if slot.rows > 1 or slot.columns > 1:
        sheet.merge_range(row, column, row + slot.rows - 1, column + slot.columns - 1, "", style)
    if slot.number is not None and as_number:
        sheet.write_number(row, column, slot.number, style)
    elif slot.text:
        sheet.write_string(row, column, slot.text, style)
    elif slot.rows == 1 and slot.columns == 1:
        sheet.write_blank(row, column, None, style)


def _wide(sheet: Worksheet, row: int, last: int, text: str, style: Format) -> None:
    if last > 0:
        sheet.merge_range(row, 0, row, last, text, style)
    else:
        sheet.write_string(row, 0, text, style)


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a name that a workbook accepts (31 characters, no []:*?/\\) and that is new in it."""
    clean = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:28].strip("' ") or "自评表"
    wanted, number = clean, 1
    while wanted in used:
        number += 1
        wanted = f"{clean}{number}"
    used.add(wanted)
    return wanted
