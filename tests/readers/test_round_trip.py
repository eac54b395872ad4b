"""What is written is what is read, whatever the format and whoever wrote it."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.readers import read_bytes
from pipelines.readers.grid import Grid, Layout
from tests.readers.drawn import (
    Drawn,
    as_docx,
    as_html,
    as_mht,
    as_ods,
    as_xls,
    as_xlsx,
    as_xlsx_of_openpyxl,
    tables,
)

FEW = settings(max_examples=40, deadline=None)


def _grid(data: bytes) -> Grid:
    result = read_bytes(data, "自评表")
    assert not result.rejected, result.rejected[0].error.line()
    return result.documents[0].grids[0]


@pytest.mark.parametrize(
    "write",
    [
        *(as_xlsx, as_xlsx_of_openpyxl, as_xls, as_ods, as_docx, as_html, as_mht),
        lambda table: as_html(table, "gb2312"),
    ],
    ids=["xlsxwriter", "openpyxl", "xlwt", "ods", "python-docx", "html", "mht", "html_gb"],
)
@FEW
@given(table=tables())
def test_a_ruled_table_is_read_as_it_was_written(write: Callable[[Drawn], bytes], table: Drawn) -> None:
    grid = _grid(write(table))
    assert grid.layout is Layout.RULED
    assert grid.cells == table.kept


_CSV_FIELDS = st.text('绩效9.%<>&，,"\n', max_size=6).map(str.strip)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@FEW
@given(rows=st.lists(st.lists(_CSV_FIELDS, min_size=2, max_size=6), min_size=2, max_size=8))
def test_the_fields_of_a_csv_file_keep_their_place(encoding: str, rows: list[list[str]]) -> None:
    rows = [["一级指标", "分值"], *rows, ["合计", "100"]]
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    expected, line = {}, 1
    for fields in rows:
        expected |= {(line, column): text for column, text in enumerate(fields, 1) if text}
        line += 1 + sum(text.count("\n") for text in fields)  # a field may go on over several lines
    grid = _grid(stream.getvalue().encode(encoding))
    assert {(cell.row, cell.column): cell.text for cell in grid.cells} == expected


_FIELDS = st.text("绩效9.%<>&，", max_size=6)
_ROWS = st.lists(st.lists(_FIELDS, min_size=2, max_size=6), min_size=2, max_size=8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", ["\t", "|"])
@FEW
@given(rows=_ROWS)
def test_the_fields_of_a_text_keep_line_and_number(
    separator: str, encoding: str, rows: list[list[str]]
) -> None:
    rows = [["一级指标", "分值"], *rows, ["合计", "100"]]
    # A pipe at the start of most lines is a frame, not an empty field.
    assume(separator == "\t" or sum(not row[0] for row in rows) * 2 <= len(rows))
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    grid = _grid(data)
    assert grid.layout is Layout.TABBED
    expected = [
        (row, column, text)
        for row, fields in enumerate(rows, 1)
        for column, text in enumerate(fields, 1)
        if text
    ]
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == expected
