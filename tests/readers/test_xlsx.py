"""Workbooks: what a cell shows beside what it stores, what is merged, what is hidden."""

from io import BytesIO

import xlsxwriter

from pipelines.readers import read_bytes
from pipelines.readers.grid import Cell, Grid
from tests.readers.parts import workbook


def _grid(data: bytes) -> Grid:
    result = read_bytes(data, "自评表.xlsx")
    assert not result.rejected, result.rejected[0].error.line()
    return result.documents[0].grids[0]


def _cells(sheet_data: str, **others: str) -> tuple[Cell, ...]:
    return _grid(workbook(f"<sheetData>{sheet_data}</sheetData>", **others)).cells


def test_a_number_keeps_what_it_shows_and_what_it_stores() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for column, (value, code) in enumerate(
            [
                (0.8224, "0.00%"), (65.1263, "0.00"), (45261, 'yyyy"年"m"月"'), (9.5, '0"分"'),
                (10937482.14, "#,##0.00"), (0.1 + 0.2, "General"), (100, "General"),
            ]
        ):  # fmt: skip
            sheet.write_number(0, column, value, book.add_format({"num_format": code}))
    assert [(cell.text, cell.stored) for cell in _grid(stream.getvalue()).cells] == [
        ("82.24%", "0.8224"), ("65.13", "65.1263"), ("2023年12月", "45261"), ("10分", "9.5"),
        ("10,937,482.14", "10937482.14"), ("0.3", None), ("100", None),
    ]  # fmt: skip


def test_formulas_give_the_value_that_was_kept_and_truths_and_errors_their_names() -> None:
    sheet = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>甲</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f>9</f></c></row>'
    )
    assert [cell.text for cell in _cells(sheet)] == ["2", "甲", "TRUE", "#DIV/0!"]


def test_shared_inline_and_rich_texts_are_read_without_reading_aids() -> None:
    strings = (
        "<si><r><t>绩</t></r><r><rPr><b/></rPr><t xml:space='preserve'>效 </t></r><rPh><t>ji</t></rPh></si>"
    )
    sheet = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>a_x000D_\nb</t></is></c>'
        '<c r="C1" t="s"><v>7</v></c></row>'
    )
    assert [cell.text for cell in _cells(sheet, strings=strings)] == ["绩效", "a\nb"]


def test_cells_without_a_reference_follow_each_other() -> None:
    sheet = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C2'><v>3</v></c><c><v>4</v></c></row>"
    assert [cell.place for cell in _cells(sheet)] == ["R1C1", "R1C2", "R2C3", "R2C4"]


def test_built_in_formats_are_those_of_chinese_excel() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="57"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs>'
    sheet = (
        '<row r="1"><c s="1"><v>45261</v></c><c s="2"><v>45261</v></c>'
        '<c s="3"><v>0.5</v></c><c s="9"><v>1</v></c></row>'
    )
    assert [cell.text for cell in _cells(sheet, styles=styles)] == ["2023年12月", "2023/12/1", "50.00%", "1"]


def test_a_workbook_may_count_its_days_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    sheet = '<row r="1"><c s="0"><v>0</v></c></row>'
    assert _cells(sheet, styles=styles, book='<workbookPr date1904="1"/>')[0].text == "1904/1/1"


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("见")
        for row in range(3):
            sheet.write_row(row, 0, ["a", "b", "c"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.merge_range("A4:C4", "横")
        sheet.merge_range("B5:B6", "藏")
        for name, hide in (("藏", "hide"), ("深藏", "very_hidden")):
            other = book.add_worksheet(name)
            other.write(0, 0, "x")
            getattr(other, hide)()
    (document,) = read_bytes(stream.getvalue(), "a.xlsx").documents
    assert [(grid.name, grid.hidden) for grid in document.grids] == [
        ("见", False),
        ("藏", True),
        ("深藏", True),
    ]
    hidden = {cell.place for cell in document.grids[0].cells if cell.hidden}
    assert hidden == {"R2C1", "R2C2", "R2C3", "R1C2", "R3C2", "R5C2"}
    assert document.grids[1].cells[0].hidden


def test_rows_hidden_by_default_are_hidden_unless_listed() -> None:
    sheet = (
        '<sheetFormatPr zeroHeight="1"/><sheetData><row r="1"><c><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A3:B4"/><mergeCell ref="A1:A1"/></mergeCells>'
    )
    cells = _grid(workbook(sheet)).cells
    assert [(cell.place, cell.hidden) for cell in cells] == [("R1C1", False), ("R3C1", True)]


def test_values_under_a_merge_are_not_seen() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    assert _grid(workbook(sheet)).cells == (Cell(1, 1, "1", rows=2, columns=2), Cell(1, 3, "3"))


def test_a_merge_of_whole_columns_reaches_as_far_as_the_sheet_is_filled() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="D9"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/></mergeCells>'
    )
    assert _grid(workbook(sheet)).cells == (
        Cell(1, 1, "1", columns=4),
        Cell(2, 1, "", rows=8),
        Cell(9, 4, "2"),
    )


def test_a_workbook_in_the_strict_dialect_is_read_alike() -> None:
    styles = '<cellXfs><xf numFmtId="10"/></cellXfs>'
    sheet = (
        '<sheetData><row r="1"><c r="A1" s="0"><v>0.5</v></c><c r="B1" t="s"><v>0</v></c></row></sheetData>'
    )
    data = workbook(sheet, styles=styles, strings="<si><t>甲</t></si>", strict=True)
    assert [cell.text for cell in _grid(data).cells] == ["50.00%", "甲"]


def test_sheets_without_text_are_left_out_and_a_workbook_of_them_is_empty() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet()
    assert read_bytes(stream.getvalue(), "a.xlsx").rejected[0].error.code == "empty"


def test_a_formula_that_was_never_calculated_is_told() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>B2</f><v>3</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c></row>'
    )
    (document,) = read_bytes(workbook(f"<sheetData>{rows}</sheetData>"), "自评表.xlsx").documents
    (grid,) = document.grids
    assert [(cell.place, cell.text) for cell in grid.cells] == [("R1C2", "3")]
    (problem,) = grid.problems
    assert (problem.code, problem.message[:18]) == ("no_result", "1 个公式没有存下结果（如 A1），")
