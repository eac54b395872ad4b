"""
A frame as a spreadsheet or as CSV, safe to open in Excel and WPS.

Texts come from strangers' files: a cell that starts like a formula must not become one.
In xlsx every text is written as text; in CSV such a text gets a leading apostrophe, the
only thing that both programs respect. Pure: bytes out, nothing written to disk.
"""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import polars as pl
import xlsxwriter

from dashboard.formats import Column

#: Excel's number format for each unit; the values stay full numbers.
NUMBER_FORMATS = {
    "yuan": "#,##0.00",
    "rate": "0.00%",
    "pp": "+0.00;-0.00;0.00",
    "score": "0.##",
    "count": "#,##0",
    "year": "0",
    "pct": "0.00",
    "amount": "#,##0.00##",
    "delta": "+0.00;-0.00;0.00",
}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FIXED_TIME = datetime(2020, 1, 1)  # the same frame gives the same bytes


def defused(text: str) -> str:
    """Return `text`, with an apostrophe before it where a spreadsheet would compute it."""
    return "'" + text if text.lstrip(" \n").startswith(_STARTS_A_FORMULA) else text


def _heading(column: Column, language: str) -> str:
    unit = {"yuan": "（元）", "pp": "（百分点）"} if language != "en" else {"yuan": " (yuan)", "pp": " (pp)"}
    return column.wording(language) + unit.get(column.unit, "")


def _kept(frame: pl.DataFrame, columns: Mapping[str, Column]) -> list[str]:
    return [name for name in columns if name in frame.columns and columns[name].unit != "trend"]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "；".join(str(part) for part in value)
    return value


def as_xlsx(
    frame: pl.DataFrame, columns: Mapping[str, Column], sheet: str, note: str, language: str = "zh"
) -> bytes:
    """
    Return an xlsx of the columns of `frame` that `columns` names, in that order.

    Row 1 is `note` (scope, generation, 演示数据), row 2 the headings, frozen, with a filter.
    Decimals become numbers, nulls stay blank, texts stay texts. An empty frame gives a
    sheet with headings only.
    """
    names = _kept(frame, columns)
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": sheet, "created": _FIXED_TIME})
    face = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
    head = book.add_format({**face, "bold": True, "bg_color": "#E6EFF9", "bottom": 1, "text_wrap": True})
    text = book.add_format({**face})
    faint = book.add_format({**face, "font_color": "#566173"})
    numbers = {unit: book.add_format({**face, "num_format": shape}) for unit, shape in NUMBER_FORMATS.items()}
    page = book.add_worksheet(sheet[:31])
    page.write_string(0, 0, note, faint)
    for at, name in enumerate(names):
        page.write_string(1, at, _heading(columns[name], language), head)
    for row, values in enumerate(frame.select(names).iter_rows(), start=2):
        for at, value in enumerate(values):
            value = _plain(value)
            if value is None:
                continue
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                page.write_number(row, at, value, numbers.get(columns[names[at]].unit, text))
            else:
                page.write_string(row, at, str(value), text)
    for at, name in enumerate(names):
        page.set_column(at, at, {"text": 28, "yuan": 18}.get(columns[name].unit, 13))
    page.freeze_panes(2, 1)
    if names:
        page.autofilter(1, 0, max(frame.height + 1, 1), len(names) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    book.close()
    return buffer.getvalue()


def as_csv(frame: pl.DataFrame, columns: Mapping[str, Column], language: str = "zh") -> bytes:
    """
    Return CSV in UTF-8 with a byte order mark, lines ended by CRLF, formulas defused.

    Rates are fractions and money is in yuan, unrounded; nulls are empty fields.
    """
    names = _kept(frame, columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_heading(columns[name], language) for name in names])
    for values in frame.select(names).iter_rows():
        writer.writerow(
            [
                "" if value is None else defused(value) if isinstance(value, str) else value
                for value in (_plain(part) for part in values)
            ]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
