"""Older Excel workbooks and those of WPS: what a sheet shows, whoever wrote the file."""

import random
from datetime import date
from io import BytesIO
from struct import pack

import pytest
import xlwt

from pipelines.problems import SourceError
from pipelines.readers import read_bytes, sniff, xls
from pipelines.readers.grid import Cell, Grid
from pipelines.readers.ole2 import Ole2
from tests.readers.drawn import Drawn, as_xls
from tests.readers.ole2_parts import ole2


def saved(workbook: xlwt.Workbook) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(data: bytes) -> tuple[Grid, ...]:
    result = read_bytes(data, "自评表.et")
    assert not result.rejected, result.rejected[0].error.line()
    assert result.documents[0].media_type == sniff.XLS
    return result.documents[0].grids


@pytest.mark.parametrize(
    ("value", "code", "text", "stored"),
    [
        (0.8224, "0.00%", "82.24%", "0.8224"),
        (65.1263, "0.00", "65.13", "65.1263"),
        (10937482.14, "#,##0.00", "10,937,482.14", "10937482.14"),
        (9.5, '0.0"分"', "9.5分", "9.5"),
        (100, "General", "100", None),
        (0.1 + 0.2, "General", "0.3", None),
        (date(2023, 12, 31), 'yyyy"年"m"月"d"日"', "2023年12月31日", "45291"),
        ("20", '@"元"', "20元", "20"),
        (True, "General", "TRUE", None),
    ],
)
def test_a_cell_shows_what_the_sheet_shows(value: object, code: str, text: str, stored: str | None) -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("表").write(0, 0, value, xlwt.easyxf(num_format_str=code))
    ((cell,),) = [grid.cells for grid in read(saved(workbook))]
    assert (cell.text, cell.stored) == (text, stored)


def test_hidden_rows_columns_and_sheets_are_kept_and_marked() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("表")
    for row in range(3):
        for column in range(3):
            sheet.write(row, column, f"{row}{column}")
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    other = workbook.add_sheet("底稿")
    other.write(0, 0, "甲")
    other.visibility = 1
    shown, hidden = read(saved(workbook))
    assert {cell.text for cell in shown.cells if cell.hidden} == {"10", "11", "12", "02", "22"}
    assert hidden.hidden
    assert hidden.cells[0].hidden


def test_a_merged_cell_of_a_hidden_and_a_shown_row_is_shown() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("表")
    sheet.write_merge(0, 1, 0, 0, "产出指标")
    sheet.row(1).hidden = True
    ((cell,),) = [grid.cells for grid in read(saved(workbook))]
    assert (cell.rows, cell.hidden) == (2, False)


def test_a_workbook_without_text_is_empty() -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("表")
    assert read_bytes(saved(workbook), "空.xls").rejected[0].error.code == "empty"


def test_a_protected_workbook_says_that_it_has_a_password() -> None:
    bof = pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
    locked = bof + pack("<HH", 0x2F, 54) + pack("<HHH", 1, 1, 1) + b"\0" * 48
    (rejected,) = read_bytes(ole2({"Workbook": locked}), "密.xls").rejected
    assert rejected.error.code == "encrypted"


def test_a_workbook_is_told_by_the_stream_at_its_root() -> None:
    assert Ole2(ole2({"Workbook": b"x", "WordDocument": b"y"})).names == {"Workbook", "WordDocument"}
    with pytest.raises(SourceError, match="PowerPoint"):
        sniff.media_type(BytesIO(ole2({"PowerPoint Document": b"x"}) + "Workbook\0".encode("utf-16-le")))


def test_a_directory_that_leads_back_to_itself_ends() -> None:
    assert Ole2(ole2({"Workbook": b"x", "a": b"y"}, siblings=(1, 2))).names == {"Workbook", "a"}


def test_a_damaged_workbook_is_refused_in_one_line() -> None:
    whole = as_xls(Drawn(2, 2, (Cell(1, 1, "产出指标", 2), Cell(1, 2, "甲"), Cell(2, 2, "82.24%"))))
    dice = random.Random(7)
    for _ in range(300):
        data = bytearray(whole[: dice.choice([len(whole), dice.randrange(512, len(whole))])])
        for _ in range(dice.randrange(1, 12)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        for _, error in read_bytes(bytes(data), "坏.xls").rejected:
            assert error.code in {
                "truncated",
                "unreadable",
                "empty",
                "too_large",
                "encrypted",
                "not_supported",
            }
            assert "\n" not in error.line()


def test_a_bare_stream_of_records_is_read_too() -> None:
    whole = as_xls(Drawn(1, 2, (Cell(1, 1, "甲"), Cell(1, 2, "乙"))))
    (grid,) = xls.read(Ole2(whole).stream("Workbook"))
    assert [cell.text for cell in grid.cells] == ["甲", "乙"]
