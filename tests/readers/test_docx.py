"""Word files: the body from top to bottom as one grid."""

from io import BytesIO

import docx

from pipelines.readers import read_bytes
from pipelines.readers.grid import Cell, Grid, Layout
from tests.readers.parts import cell, document, paragraph, row, table


def _grid(data: bytes) -> Grid:
    result = read_bytes(data, "自评表.docx")
    assert not result.rejected, result.rejected[0].error.line()
    return result.documents[0].grids[0]


def _body(markup: str) -> Grid:
    return _grid(document(markup))


def _texts(markup: str) -> dict[str, str]:
    return {place: one.text for place, one in _body(markup).by_place.items()}


def test_paragraphs_and_tables_stand_in_one_numbering_without_gaps() -> None:
    file = docx.Document()
    file.add_heading("项目支出绩效自评表", 1)
    file.add_paragraph("")
    file.add_paragraph("（2023年度）")
    for texts in (["甲", "乙"], ["丙", "丁"]):
        grid = file.add_table(1, 2)
        for one, text in zip(grid.rows[0].cells, texts, strict=True):
            one.text = text
        file.add_paragraph("注：演示数据")
    stream = BytesIO()
    file.save(stream)
    grid_read = _grid(stream.getvalue())
    assert grid_read.name == "正文"
    assert grid_read.table_starts == (3, 5)
    assert grid_read.cells == (
        Cell(1, 1, "项目支出绩效自评表", columns=2),
        Cell(2, 1, "（2023年度）", columns=2),
        Cell(3, 1, "甲"), Cell(3, 2, "乙"),
        Cell(4, 1, "注：演示数据", columns=2),
        Cell(5, 1, "丙"), Cell(5, 2, "丁"),
        Cell(6, 1, "注：演示数据", columns=2),
    )  # fmt: skip


def test_columns_left_out_before_a_row_keep_their_place() -> None:
    markup = table(
        row(cell("a"), cell("b"), cell("c")),
        row(cell("d"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert _texts(markup)["R2C2"] == "d"


def test_a_cell_merged_down_ends_where_the_next_begins() -> None:
    down, begin = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
    markup = table(
        row(cell("产出指标", begin), cell("1")),
        row(cell("", down), cell("2")),
        row(cell("效益指标", begin), cell("3")),
        row(cell("", '<w:vMerge w:val="continue"/>'), cell("4")),
    )
    cells = _body(markup).by_place
    assert cells["R1C1"] == Cell(1, 1, "产出指标", rows=2)
    assert cells["R3C1"] == Cell(3, 1, "效益指标", rows=2)


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    markup = table(row(cell("a"), cell("b")), row(cell("c", "<w:vMerge/>"), cell("d")))
    assert _texts(markup)["R2C1"] == "c"


def test_deletions_are_dropped_and_insertions_kept() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    markup = (
        f"<w:p>{run.format('执行率')}<w:del><w:r><w:delText>80%</w:delText></w:r></w:del>"
        f"<w:ins>{run.format('82%')}</w:ins><w:moveFrom>{run.format('旧')}</w:moveFrom></w:p>"
        + table(
            row(cell("a"), cell("b")),
            row(cell("x"), cell("y"), properties="<w:del/>"),
            row(cell("c"), cell("d")),
        )
    )
    assert [one.text for one in _body(markup).cells] == ["执行率82%", "a", "b", "c", "d"]


def test_breaks_tabs_and_ticks_are_characters() -> None:
    markup = (
        "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t>"
        '<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>'
    ) + table(row(cell("a"), cell("b")))
    assert _body(markup).cells[0].text == "一\n二\t三☑□"


def test_content_controls_and_links_are_read() -> None:
    markup = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('标题')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
        + table(f"<w:sdt><w:sdtContent>{row(cell('a'), cell('b'))}</w:sdtContent></w:sdt>")
    )
    assert [one.text for one in _body(markup).cells] == ["标题", "链接", "a", "b"]


def test_a_text_box_is_read_once_and_one_that_hangs_on_a_table_is_not() -> None:
    def boxed(content: str) -> str:
        box = f"<w:txbxContent>{content}</w:txbxContent>"
        return f"<w:p><w:r><w:t>旁</w:t><w:pict>{box}</w:pict><w:Fallback>{box}</w:Fallback></w:r></w:p>"

    markup = boxed(table(row(cell("a"), cell("b")))) + table(row(cell(boxed(paragraph("章"))), cell("d")))
    assert [one.text for one in _body(markup).cells] == ["旁", "a", "b", "旁", "d"]


def test_hidden_rows_and_hidden_text_are_marked() -> None:
    vanish = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>{}</w:p>"
    markup = table(
        row(cell("a"), cell("b")),
        row(cell("藏"), cell("着"), properties="<w:hidden/>"),
        row(cell(vanish.format("")), cell(vanish.format("<w:r><w:t>显</w:t></w:r>"))),
    )
    assert [(one.text, one.hidden) for one in _body(markup).cells] == [
        ("a", False), ("b", False), ("藏", True), ("着", True), ("隐", True), ("显", False),
    ]  # fmt: skip


def test_a_frame_around_a_form_is_not_a_table() -> None:
    inner = table(row(cell("指标"), cell("分值")), row(cell("甲"), cell("10")))
    markup = table(row(cell(paragraph("自评表") + inner)))
    grid = _body(markup)
    assert grid.table_starts == (2,)
    assert grid.by_place["R3C2"].text == "10"


def test_paragraphs_alone_are_lines() -> None:
    grid = _body(paragraph("绩效评价报告") + paragraph("一、基本情况"))
    assert grid.layout is Layout.LINES
    assert [one.place for one in grid.cells] == ["R1C1", "R2C1"]


def test_a_document_without_text_is_empty() -> None:
    assert read_bytes(document("<w:p/>"), "a.docx").rejected[0].error.code == "empty"
