"""Workbooks in one XML file, as Excel 2003 and older systems write them."""

import pytest

from pipelines.readers import read_bytes, sniff
from pipelines.readers.grid import Cell, Grid

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_STYLES = """<Style ss:ID="Default" ss:Name="Normal"/>
<Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="s2" ss:Parent="s1"/><Style ss:ID="s3"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>"""


def read(sheets: str, encoding: str = "utf-8", said: str = "UTF-8") -> tuple[Grid, ...]:
    page = f'''<?xml version="1.0" encoding="{said}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Styles>{_STYLES}</Styles>{sheets}</Workbook>'''
    result = read_bytes(page.encode(encoding), "自评表.xls")
    assert not result.rejected, result.rejected[0].error.line()
    assert result.documents[0].media_type == sniff.XML_2003
    return result.documents[0].grids


def sheet(rows: str, after: str = "") -> Grid:
    (grid,) = read(f'<Worksheet ss:Name="表"><Table>{rows}</Table>{after}</Worksheet>')
    return grid


def cell(text: str, about: str = "", kind: str = "String") -> str:
    return f'<Cell {about}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, about: str = "") -> str:
    return f"<Row {about}>{''.join(cells)}</Row>"


def test_cells_stand_where_the_file_counts_them() -> None:
    grid = sheet(
        row(cell("甲", 'ss:MergeAcross="1" ss:MergeDown="1"'), cell("乙"))
        + row(cell("丙", 'ss:Index="3"'))
        + row(cell("丁"), "<Cell/>", cell("戊"), about='ss:Index="5"')
    )
    assert grid.cells == (
        Cell(1, 1, "甲", 2, 2), Cell(1, 3, "乙"), Cell(2, 3, "丙"), Cell(5, 1, "丁"), Cell(5, 3, "戊"),
    )  # fmt: skip


def test_numbers_are_shown_by_the_format_of_their_style() -> None:
    own = cell("0.5", 'ss:StyleID="s2"', "Number")
    day = cell("2023-12-31T00:00:00.000", 'ss:StyleID="s3"', "DateTime")
    of_row = cell("0.8224", "", "Number")
    grid = sheet(row(of_row, own, day, cell("1", "", "Boolean"), about='ss:StyleID="s1"'))
    assert [one.text for one in grid.cells] == ["82.24%", "50.00%", "2023-12-31", "TRUE"]
    assert [one.stored for one in grid.cells][:2] == ["0.8224", "0.5"]


def test_what_is_hidden_is_marked() -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions>"
    assert sheet(row(cell("甲")), after=hidden).hidden
    columns = '<Column/><Column ss:Hidden="1"/>'
    rows = row(cell("藏"), about='ss:Hidden="1"') + row(cell("见"), cell("列"))
    assert {one.text: one.hidden for one in sheet(columns + rows).cells} == {
        "藏": True, "见": False, "列": True,
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_what_the_file_says_of_its_encoding_need_not_be_so(encoding: str) -> None:
    for said in ("UTF-8", "GB2312"):
        (grid,) = read(
            f'<Worksheet ss:Name="表"><Table><Row>{cell("绩效自评表")}</Row></Table></Worksheet>',
            encoding,
            said,
        )
        assert [one.text for one in grid.cells] == ["绩效自评表"]
