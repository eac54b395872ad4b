"""
Older Excel workbooks (.xls) and those of WPS (.et): each sheet a grid, as the sheet shows it.

`xlrd` reads the records; the file around them is opened by `ole2.py`, and numbers are
shown by our own formats, as in xlsx.
"""

import struct
from io import StringIO

import xlrd
from xlrd.sheet import Sheet as XlrdSheet

from pipelines.problems import SourceError
from pipelines.readers import ole2
from pipelines.readers.grid import Grid
from pipelines.readers.sheet import Sheet, is_finite, number_shown, text_shown, with_text
from pipelines.readers.xlsx_book import BUILT_IN

#: What xlrd raises where records are cut off or lie; it checks few of them.
_BROKEN = (
    xlrd.XLRDError, struct.error, LookupError, ValueError, TypeError, AttributeError, AssertionError,
    ArithmeticError, MemoryError, NotImplementedError, RecursionError,
)  # fmt: skip


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return the sheets that have text, in the order of their tabs, hidden ones too.

    Raises:
        SourceError: "truncated", "unreadable", "encrypted" or "too_large"; "empty" where no
            sheet has text.
    """
    if data.startswith(ole2.SIGNATURE):
        package = ole2.Ole2(data)
        main = next((name for name in ("Workbook", "Book") if name in package.names), None)
        if main is None:
            raise SourceError("unreadable", "没有工作簿内容的 OLE2 文件", "完好的 Excel 工作簿")
        data = package.stream(main)
    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        ) as workbook:
            codes = _codes(workbook)
            return with_text(
                _grid(workbook, workbook.sheet_by_index(index), codes) for index in range(workbook.nsheets)
            )
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise SourceError("encrypted", "加了密码的 Excel 工作簿", "没有密码的文件") from error
        raise SourceError("unreadable", "损坏的 Excel 工作簿（.xls）", "完好的 Excel 工作簿") from error


def _codes(workbook: xlrd.Book) -> list[str]:
    """Return the number format of each cell style; those not in the file as Excel shows them in China."""
    own = {one.format_key: one.format_str for one in workbook.format_list}
    codes: list[str] = []
    for style in workbook.xf_list:
        code = own.get(style.format_key) or BUILT_IN.get(str(style.format_key), "General")
        # Until 1995 the format of a general number was spelled so.
        codes.append("General" if code.upper() in ("GENERAL", "G/通用格式") else code)
    return codes


def _grid(workbook: xlrd.Book, source: XlrdSheet, codes: list[str]) -> Grid:
    sheet = Sheet(hidden=source.visibility != 0, last=(max(source.nrows, 1), max(source.ncols, 1)))
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = source.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            code = (
                codes[cell.xf_index]
                if cell.xf_index is not None and cell.xf_index < len(codes)
                else "General"
            )
            sheet.put(row + 1, column + 1, *_value(cell, code, date1904=workbook.datemode == 1))
    for first, after, left, right in source.merged_cells:
        sheet.merge(first + 1, left + 1, after, right)
    for row, about in source.rowinfo_map.items():
        if about.hidden or about.height == 0:
            sheet.hidden_rows.append((row + 1, row + 1))
    for column, width in source.colinfo_map.items():
        if width.hidden or width.width == 0:
            sheet.hidden_columns.append((column + 1, column + 1))
    workbook.unload_sheet(source.number)
    return sheet.grid(source.name)


def _value(cell: xlrd.sheet.Cell, code: str, *, date1904: bool) -> tuple[str, str | None]:
    """Return what the cell shows, and what it stores where that differs."""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if is_finite(cell.value):
            return number_shown(cell.value, code, date1904=date1904)
        return "", None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), None
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A"), None
    return text_shown(str(cell.value), code)
