"""Every format holds the cells and the spans of the table that was written."""

import io
import zipfile
from collections.abc import Iterator

import docx
import lxml.html
import openpyxl
import pytest

from pipelines.synthetic.table import Slot, Table
from pipelines.synthetic.writers import FORMATS, write

TABLE = Table(
    ["部门整体支出绩效自评表", "（2023年度）"],
    [
        [Slot("部门名称"), Slot("演示区图书馆", 3)],
        [
            Slot("一级指标", rows=2),
            Slot("产出"),
            Slot("0.8224", number=0.8224, number_format="0.00%"),
            Slot(),
        ],
        [Slot("=1+1"), Slot("<b>&\n二", 2)],
    ],
    ["注：本表为演示数据"],
    "单位：元",
)


def _placed() -> dict[tuple[int, int], tuple[str, int, int]]:
    return {(row, column): (slot.text, slot.rows, slot.columns) for row, column, slot in TABLE.placed()}


def test_a_merged_cell_pushes_the_cells_of_the_next_row_aside() -> None:
    assert _placed()[2, 1] == ("=1+1", 1, 1)
    assert _placed()[2, 2] == ("<b>&\n二", 1, 2)
    assert TABLE.width == 4


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_table_is_the_same_bytes(fmt: str) -> None:
    assert write([TABLE, TABLE], fmt) == write([TABLE, TABLE], fmt)


def test_a_workbook_keeps_merged_cells_and_number_formats() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write([TABLE], "xlsx"))).active
    assert sheet is not None
    assert {"B4:D4", "A5:A6", "C6:D6"} < {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet["C5"].value, sheet["C5"].number_format) == (0.8224, "0.00%")
    assert sheet["A3"].value == "单位：元"
    assert sheet["A7"].value == "注：本表为演示数据"


def test_a_workbook_never_holds_a_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write([TABLE], "xlsx"))).active
    assert sheet is not None
    assert (sheet["B6"].value, sheet["B6"].data_type) == ("=1+1", "s")


def test_numbers_can_be_stored_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write([TABLE], "xlsx_text"))).active
    assert sheet is not None
    assert sheet["C5"].value == "0.8224"


def test_sheets_of_the_same_name_are_told_apart() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write([TABLE, TABLE], "xlsx")))
    assert book.sheetnames == ["自评表", "自评表2"]


def test_a_word_document_keeps_merged_cells() -> None:
    document = docx.Document(io.BytesIO(write([TABLE, TABLE], "docx")))
    assert len(document.tables) == 2
    rows = document.tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows][2] == [
        "一级指标",
        "=1+1",
        "<b>&\n二",
        "<b>&\n二",
    ]
    assert rows[1].cells[0]._tc is rows[2].cells[0]._tc


@pytest.mark.parametrize(("fmt", "charset"), [("html", "utf-8"), ("html_gb18030", "gb18030")])
def test_a_web_page_names_its_character_set_and_keeps_spans(fmt: str, charset: str) -> None:
    content = write([TABLE], fmt).decode(charset)
    assert f"charset={charset}" in content
    cells = lxml.html.fromstring(content.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")).iter(
        "td"
    )
    spans = [(cell.get("rowspan", "1"), cell.get("colspan", "1")) for cell in cells]
    assert spans == [
        ("1", "1"),
        ("1", "3"),
        ("2", "1"),
        ("1", "1"),
        ("1", "1"),
        ("1", "1"),
        ("1", "1"),
        ("1", "2"),
    ]


@pytest.mark.parametrize(
    ("fmt", "expected"),
    [
        ("text", "\t产出\t0.8224\t"),
        ("pipes", "| 一级指标 | 产出 | 0.8224 |  |"),
        ("lines", "\n一级指标\n产出\n0.8224\n=1+1\n"),
    ],
)
def test_text_keeps_blank_cells_unless_it_is_one_value_a_line(fmt: str, expected: str) -> None:
    assert expected in write([TABLE], fmt).decode()


def _members(content: bytes) -> Iterator[tuple[int, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (member.date_time for member in archive.infolist())


@pytest.mark.parametrize("fmt", ["xlsx", "docx"])
def test_no_moment_of_writing_stands_in_a_file(fmt: str) -> None:
    assert all(moment[0] in (1980, 2024) for moment in _members(write([TABLE], fmt)))
