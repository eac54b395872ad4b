"""OpenDocument workbooks: repeats, spans, what is hidden, and the shown text beside the stored value."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from pipelines.readers import read_bytes, sniff
from pipelines.readers.grid import Cell, Grid
from tests.readers.parts import opendocument, zipped


def read(sheets: str, styles: str = "") -> tuple[Grid, ...]:
    result = read_bytes(opendocument(sheets, styles), "自评表.ods")
    assert not result.rejected, result.rejected[0].error.line()
    return result.documents[0].grids


def sheet(rows: str) -> Grid:
    (grid,) = read(f'<table:table table:name="表">{rows}</table:table>')
    return grid


def row(*cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", about: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {about}>{inner}</table:table-cell>"


def test_it_is_told_by_its_own_word() -> None:
    assert sniff.media_type(BytesIO(opendocument(""))) == sniff.ODS


def test_equal_neighbours_told_by_a_count_are_all_there() -> None:
    grid = sheet(
        row(
            cell("甲", 'table:number-columns-repeated="2"'),
            cell("", 'table:number-columns-repeated="3"'),
            cell("乙"),
        )
        + row(cell("丙"), about='table:number-rows-repeated="2"')
    )
    assert [(one.place, one.text) for one in grid.cells] == [
        ("R1C1", "甲"), ("R1C2", "甲"), ("R1C6", "乙"), ("R2C1", "丙"), ("R3C1", "丙"),
    ]  # fmt: skip


def test_a_merged_cell_is_one_cell() -> None:
    merged = cell("产出指标", 'table:number-rows-spanned="2" table:number-columns-spanned="2"')
    covered = "<table:covered-table-cell><text:p>盖住的</text:p></table:covered-table-cell>"
    grid = sheet(row(merged, covered, cell("甲")) + row(covered, covered, cell("乙")))
    assert grid.cells == (Cell(1, 1, "产出指标", 2, 2), Cell(1, 3, "甲"), Cell(2, 3, "乙"))


@pytest.mark.parametrize(
    ("about", "text", "shown", "stored"),
    [
        ('office:value-type="percentage" office:value="0.8224"', "82.24%", "82.24%", "0.8224"),
        ('office:value-type="float" office:value="65.1263"', "65.13", "65.13", "65.1263"),
        ('office:value-type="float" office:value="98"', "98", "98", None),
        ('office:value-type="float" office:value="97.8"', "", "97.8", None),
        ('office:value-type="percentage" office:value="0.951"', "", "95.1%", "0.951"),
        ('office:value-type="string"', "≥95%", "≥95%", None),
        ('office:value-type="float" office:value="nan"', "甲", "甲", None),
    ],
)
def test_the_shown_text_stands_beside_the_stored_value(
    about: str, text: str, shown: str, stored: str | None
) -> None:
    (one,) = sheet(row(cell(text, about))).cells
    assert (one.text, one.stored) == (shown, stored)


def test_a_comment_in_a_cell_is_not_its_text() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    (one,) = sheet(row(f"<table:table-cell>{note}<text:p>10</text:p></table:table-cell>")).cells
    assert one.text == "10"


def test_spaces_breaks_and_links_are_part_of_the_text() -> None:
    (one,) = sheet(
        row(cell('一<text:s text:c="2"/>二<text:line-break/><text:span>三<text:a>四</text:a></text:span>五'))
    ).cells
    assert one.text == "一  二\n三四五"


def test_what_is_hidden_is_kept_and_marked() -> None:
    styles = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    folded = 'table:visibility="collapse" table:number-columns-repeated="2"'
    columns = f"<table:table-column/><table:table-column {folded}/>"
    group = f'<table:table-row-group table:display="false">{row(cell("折叠"))}</table:table-row-group>'
    rows = (
        row(cell("甲"), cell("乙"))
        + row(cell("丙"), about='table:visibility="filter"')
        + group
        + row(cell("丁"))
    )
    shown, hidden = read(
        f'<table:table table:name="表">{columns}{rows}</table:table>'
        f'<table:table table:name="底稿" table:style-name="ta2">{row(cell("戊"))}</table:table>',
        styles,
    )
    assert [one.text for one in shown.cells if one.hidden] == ["乙", "丙", "折叠"]
    assert hidden.hidden
    assert hidden.cells[0].hidden


def test_a_million_blank_rows_cost_nothing_and_a_million_full_ones_are_refused() -> None:
    blank = row(
        cell("", 'table:number-columns-repeated="16384"'), about='table:number-rows-repeated="1048570"'
    )
    assert [one.place for one in sheet(row(cell("甲")) + blank + row(cell("乙"))).cells] == [
        "R1C1",
        "R1048572C1",
    ]
    full = row(
        cell("甲", 'table:number-columns-repeated="16384"'), about='table:number-rows-repeated="1000000"'
    )
    (rejected,) = read_bytes(opendocument(f"<table:table>{full}</table:table>"), "满.ods").rejected
    assert rejected.error.code == "too_large"


def test_a_file_with_a_password_says_so() -> None:
    data = zipped(
        {"mimetype": sniff.ODS, "META-INF/manifest.xml": "<encryption-data/>", "content.xml": b"\x00\x01"}
    )
    assert read_bytes(data, "密.ods").rejected[0].error.code == "encrypted"


def test_a_flat_file_is_read_as_a_packed_one() -> None:
    packed = opendocument(f'<table:table table:name="表">{row(cell("甲"), cell("乙"))}</table:table>')
    with ZipFile(BytesIO(packed)) as archive:
        content = archive.read("content.xml").decode()
    kind = f'office:document office:mimetype="{sniff.ODS}"'
    flat = '<?xml version="1.0"?>' + content.replace("office:document-content", kind, 1).replace(
        "office:document-content", "office:document"
    )
    (document,) = read_bytes(flat.encode(), "自评表.fods").documents
    assert document.media_type == sniff.ODS
    assert [one.text for one in document.grids[0].cells] == ["甲", "乙"]
