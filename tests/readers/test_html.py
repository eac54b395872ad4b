"""Web pages: the spans of tables, the text around them, and what a browser would not show."""

from pipelines.readers import read_bytes
from pipelines.readers.grid import Cell, Grid, Layout


def _grid(page: str) -> Grid:
    result = read_bytes(page.encode(), "自评表.html")
    assert not result.rejected, result.rejected[0].error.line()
    return result.documents[0].grids[0]


def _texts(page: str) -> dict[str, str]:
    return {place: cell.text for place, cell in _grid(page).by_place.items()}


def test_text_outside_tables_is_a_row_over_the_full_width() -> None:
    grid = _grid(
        "<body><h1>自评表<br>（2023年度）</h1><table><tr><td>甲<td>乙</table><p>注：演示数据</p></body>"
    )
    assert grid.layout is Layout.RULED
    assert grid.table_starts == (3,)
    assert grid.cells == (
        Cell(1, 1, "自评表", columns=2),
        Cell(2, 1, "（2023年度）", columns=2),
        Cell(3, 1, "甲"),
        Cell(3, 2, "乙"),
        Cell(4, 1, "注：演示数据", columns=2),
    )


def test_tables_below_each_other_share_one_numbering() -> None:
    grid = _grid("<table><tr><td>a<td>b<tr><td>c<td>d</table><table><tr><td>e<td>f</table>")
    assert grid.table_starts == (1, 3)
    assert grid.by_place["R3C2"].text == "f"


def test_blocks_and_breaks_within_a_cell_are_line_breaks() -> None:
    page = "<table><tr><td><p>1、甲</p><p>2、乙<br/>丙</p><td>x<div>y</div>z</table>"
    assert _texts(page) == {"R1C1": "1、甲\n2、乙\n丙", "R1C2": "x\ny\nz"}


def test_white_space_of_the_source_is_folded_and_wrapped_chinese_joined() -> None:
    page = "<table><tr><td>  财政拨\n     款 &nbsp;<b> 其中</b>\n<td>at  \n least</table>"
    assert _texts(page) == {"R1C1": "财政拨款 \xa0 其中", "R1C2": "at least"}


def test_a_table_for_the_layout_of_the_page_gives_what_is_in_it() -> None:
    page = """<table><tr><td>首页<td>公开</tr><tr><td colspan=2><p>自评表</p>
        <table><tr><td>指标<td>分值<tr><td>甲<td>10</table></td></tr></table>"""
    grid = _grid(page)
    assert [cell.text for cell in grid.cells] == ["首页", "公开", "自评表", "指标", "分值", "甲", "10"]
    assert grid.table_starts == (4,)


def test_a_form_inside_a_page_of_many_links_is_still_a_table() -> None:
    links = "".join(f"<tr><td>栏目{n}<td>链接{n}" for n in range(50))
    form = "".join(f"<tr><td>指标{n}<td>{n}<td>得分" for n in range(12))
    grid = _grid(f"<table>{links}<tr><td colspan=2><table>{form}</table></table>")
    assert grid.table_starts == (101,)
    assert grid.by_place["R101C1"].text == "指标0"


def test_a_small_table_in_one_cell_does_not_break_the_form_around_it() -> None:
    page = """<table><tr><td>项目名称<td>甲<tr><td>资金<td>100<tr><td>目标
        <td><table><tr><td>年初<td>完成</table></table>"""
    assert _texts(page)["R3C2"] == "年初 完成"
    assert _texts(page)["R2C2"] == "100"


def test_what_is_hidden_is_marked_and_what_is_not_shown_is_gone() -> None:
    page = """<head><title>t</title><style>a</style></head><body><script>s</script><!-- c -->
        <table><tr style="display: none"><td>行<td>藏</tr>
        <tr><td>见<td><span style="DISPLAY:NONE">隐</span>显</tr><tr><td hidden>格<td>末</tr></table>"""
    grid = _grid(page)
    assert {cell.text: cell.hidden for cell in grid.cells} == {
        "行": True, "藏": True, "见": False, "显": False, "格": True, "末": False,
    }  # fmt: skip


def test_columns_hidden_by_excel_are_marked() -> None:
    page = "<table><col><col span=2 style='display:none'><col><tr><td>a<td>b<td colspan=2>c</table>"
    assert [cell.hidden for cell in _grid(page).cells] == [False, True, False]


def test_the_value_that_excel_kept_beside_its_look_is_stored() -> None:
    page = (
        '<html xmlns:x="urn:x"><table><tr><td x:num="0.8224">82.24%</td><td x:num>5</td></tr></table></html>'
    )
    cells = _grid(page).cells
    assert (cells[0].text, cells[0].stored) == ("82.24%", "0.8224")
    assert cells[1].stored is None


def test_spans_end_at_their_group_and_at_cells_that_hang_down() -> None:
    page = """<table><thead><tr><td rowspan=9>a<td>b</thead>
        <tbody><tr><td>c<td rowspan=2>d<tr><td colspan=3>e<tr><td rowspan=0>f<td>g<tr><td>h</tbody></table>"""
    assert _grid(page).cells == (
        Cell(1, 1, "a"), Cell(1, 2, "b"),
        Cell(2, 1, "c"), Cell(2, 2, "d", rows=2),
        Cell(3, 1, "e"),
        Cell(4, 1, "f", rows=2), Cell(4, 2, "g"), Cell(5, 2, "h"),
    )  # fmt: skip


def test_what_an_electronic_form_holds_is_read() -> None:
    page = """<table><tr><td>预算<td><input value="100.00"><input type=hidden value=h>
        <tr><td>类型<td><select><option>甲<option selected>乙</select>
        <tr><td><input type=checkbox checked>延续<td><textarea>说明</textarea></table>"""
    assert _texts(page) == {
        "R1C1": "预算", "R1C2": "100.00", "R2C1": "类型", "R2C2": "乙", "R3C1": "☑延续", "R3C2": "说明",
    }  # fmt: skip


def test_a_page_without_a_table_is_read_as_its_lines() -> None:
    grid = _grid("<html><body><div>自评表</div><p>项目名称<br>甲</p></body></html>")
    assert grid.layout is Layout.LINES
    assert [cell.text for cell in grid.cells] == ["自评表", "项目名称", "甲"]


def test_a_break_within_one_of_many_blocks_parts_no_cell() -> None:
    cells = "".join(f"<div>指标{number}</div>" for number in range(40))
    assert _texts(f"{cells}<div>一级<br>指标</div>")["R41C1"] == "一级\n指标"


def test_preformatted_text_keeps_its_tabs() -> None:
    page = "<html><body><pre>指标\t分值\n\t10\n乙\t20\n</pre></body></html>"
    assert _grid(page).layout is Layout.TABBED
    assert _texts(page)["R2C2"] == "10"


def test_a_table_under_three_hundred_elements_is_found() -> None:
    page = "<html>" + "<div>" * 300 + "<table><tr><td>深<td>处</table>" + "</div>" * 300
    assert _texts(page) == {"R1C1": "深", "R1C2": "处"}


def test_broken_markup_still_gives_its_cells() -> None:
    assert set(_texts("<table><td>a<td>b<tr><tr><td>c</td></td><td>d").values()) == {"a", "b", "c", "d"}


def test_a_page_without_text_is_empty() -> None:
    for page in (
        "<html></html>",
        "<html><body><!-- x --><table><tr><td></table>",
        "<html><script>1</script>",
    ):
        assert read_bytes(page.encode(), "a.html").rejected[0].error.code == "empty"


def test_a_page_inside_the_page_is_read_and_one_of_frames_is_named() -> None:
    page = (
        "<body><p>自评表</p><iframe srcdoc='&lt;table>&lt;tr>&lt;td>甲&lt;td>乙&lt;/table>'></iframe></body>"
    )
    assert _texts(page) == {"R1C1": "自评表", "R2C1": "甲", "R2C2": "乙"}
    frames = b"<html><frameset><frame src=a.htm></frameset></html>"
    (rejected,) = read_bytes(frames, "a.html").rejected
    assert (rejected.error.code, rejected.error.found) == (
        "empty",
        "只有框架的网页，内容在它引用的其他文件里",
    )


def test_elements_with_the_prefix_of_their_namespace_are_elements() -> None:
    page = """<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:table><h:tr>
        <h:td rowspan="1">甲</h:td><h:td>乙</h:td></h:tr></h:table></h:body></h:html>"""
    assert _texts(page) == {"R1C1": "甲", "R1C2": "乙"}
