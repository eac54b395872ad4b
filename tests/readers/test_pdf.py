"""PDF files: ruled tables over pages, headings that run down, any order of drawing, pages without text."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.forms import read_forms
from pipelines.problems import SourceError
from pipelines.readers import read_bytes, sniff
from pipelines.readers.grid import Cell, Grid, Layout
from tests.readers.drawn import Drawn, tables
from tests.readers.drawn_pdf import HEIGHT, SIZE, Sheet, draw, pdf

_LETTERS = "绩效自评表年度９9.%（）=-+≥"
#: A cell of one character a line is a heading that runs down, so lines of several have two or more.
_TEXTS = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=6),
    st.lists(st.text(_LETTERS, min_size=2, max_size=6), min_size=2, max_size=3).map("\n".join),
)


def read(sheets: Sequence[Sheet]) -> Grid:
    result = read_bytes(pdf(sheets), "自评表.pdf")
    assert not result.rejected, result.rejected[0].error.line()
    (document,) = result.documents
    assert document.media_type == sniff.PDF
    (grid,) = document.grids
    return grid


def refused(data: bytes) -> SourceError:
    (rejected,) = read_bytes(data, "自评表.pdf").rejected
    return rejected.error


def texts(grid: Grid) -> list[tuple[str, str]]:
    return [(cell.place, cell.text) for cell in grid.cells]


def form(rows: int = 3) -> Drawn:
    """A table whose first column is merged over all its rows."""
    cells = [Cell(1, 1, "产出指标", rows)]
    for row in range(1, rows + 1):
        cells += [Cell(row, 2, f"指标{row}"), Cell(row, 3, f"{row}0%")]
    return Drawn(rows, 3, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


@pytest.mark.parametrize("filled", [False, True], ids=["strokes", "thin areas"])
@settings(max_examples=40, deadline=None)
@given(table=tables(_TEXTS))
def test_a_ruled_table_is_read_as_it_was_drawn(filled: bool, table: Drawn) -> None:
    sheet = Sheet()
    draw(sheet, table, column=140, filled=filled)
    grid = read([sheet])
    assert grid.layout is Layout.RULED
    # An edge at which no cell of the page begins or ends cannot be seen: compare what can.
    columns = sorted(
        {cell.column for cell in table.cells} | {cell.column + cell.columns for cell in table.cells}
    )
    rows = sorted({cell.row for cell in table.cells} | {cell.row + cell.rows for cell in table.cells})
    seen = [
        (
            rows.index(cell.row) + 1, columns.index(cell.column) + 1,
            rows.index(cell.row + cell.rows) - rows.index(cell.row),
            columns.index(cell.column + cell.columns) - columns.index(cell.column),
            cell.text,
        )
        for cell in table.cells
    ]  # fmt: skip
    kept = [one for one in seen if one[4] or one[2] > 1 or one[3] > 1]
    assert [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in grid.cells] == kept


@settings(max_examples=40, deadline=None)
@given(table=tables(_TEXTS), dice=st.randoms(use_true_random=False), closed=st.booleans())
def test_no_text_is_lost_over_a_page_break(table: Drawn, dice: random.Random, closed: bool) -> None:
    first, second = Sheet(), Sheet()
    cut = dice.randrange(1, table.height + 1)
    draw(first, table, y=100, column=140, rows=range(1, cut + 1), closed=closed)
    if cut < table.height:
        draw(second, table, y=100, column=140, rows=range(cut + 1, table.height + 1), closed=closed)
    said = "".join("".join(cell.text.split()) for cell in read([first, second]).cells)
    assert sorted(said) == sorted("".join("".join(cell.text.split()) for cell in table.cells))


def test_a_packed_page_is_read_as_a_plain_one() -> None:
    sheet = Sheet()
    draw(sheet, form())
    (document,) = read_bytes(pdf([sheet], packed=True), "自评表.pdf").documents
    assert document.grids[0].cells == read([sheet]).cells


def test_the_order_of_drawing_does_not_matter() -> None:
    plain, mixed = Sheet(), Sheet()
    draw(plain, form())
    draw(mixed, form())
    random.Random(3).shuffle(mixed.texts)
    random.Random(4).shuffle(mixed.strokes)
    assert read([mixed]).cells == read([plain]).cells


@pytest.mark.parametrize("closed", [False, True])
def test_a_cell_cut_by_a_page_break_is_one_cell(closed: bool) -> None:
    first, second = Sheet(), Sheet()
    draw(first, form(5), rows=range(1, 4), closed=closed)
    draw(second, form(5), rows=range(4, 6), closed=closed)
    grid = read([first, second])
    assert grid.cells == form(5).cells
    assert grid.table_starts == (1,)


def test_a_merged_cell_that_reaches_further_down_than_its_rows_makes_no_row() -> None:
    first, second = Sheet(), Sheet()
    foot = draw(first, Drawn(1, 2, (Cell(1, 1, "满意度指"), Cell(1, 2, "10"))), line=30)
    for x in (40, 120, 200):
        first.rule(x, foot, x, foot + 20)
    first.strokes = [one for one in first.strokes if one != f"40 {HEIGHT - foot} m 120 {HEIGHT - foot} l S"]
    draw(second, Drawn(1, 2, (Cell(1, 1, "标"), Cell(1, 2, "5"))))
    assert [cell.text for cell in read([first, second]).cells] == ["满意度指\n标", "10", "5"]


def test_the_blank_end_of_a_merged_cell_at_the_head_of_a_page_makes_no_row() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "产出指标"), Cell(1, 2, "12平方公里"))), column=60)
    draw(second, Drawn(2, 2, (Cell(1, 1, ""), Cell(1, 2, "100%", 2), Cell(2, 1, "效益指标"))), column=60)
    assert texts(read([first, second])) == [
        ("R1C1", "产出指标"), ("R1C2", "12平方公里"), ("R2C1", "效益指标"), ("R2C2", "100%"),
    ]  # fmt: skip


def test_a_row_whose_text_a_page_break_cuts_is_one_row() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 3, (Cell(1, 1, "数量"), Cell(1, 2, "传染病及突发公"), Cell(1, 3, "10"))))
    draw(
        second,
        Drawn(2, 3, (Cell(1, 2, "共卫生事件"), Cell(2, 1, "质量"), Cell(2, 2, "合格率"), Cell(2, 3, "9"))),
    )
    blank = Sheet()
    draw(blank, Drawn(2, 3, (Cell(1, 1, ""), Cell(1, 3, ""))))
    second.strokes += blank.strokes
    assert texts(read([first, second])) == [
        ("R1C1", "数量"), ("R1C2", "传染病及突发公共卫生事件"), ("R1C3", "10"),
        ("R2C1", "质量"), ("R2C2", "合格率"), ("R2C3", "9"),
    ]  # fmt: skip


def test_a_row_whose_every_text_goes_on_after_a_page_break_is_one_row() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "遏制了重特大事"), Cell(1, 2, "未发生过重特大"))))
    draw(second, Drawn(1, 2, (Cell(1, 1, "故。"), Cell(1, 2, "事故。"))))
    assert [cell.text for cell in read([first, second]).cells] == [
        "遏制了重特大事故。",
        "未发生过重特大事故。",
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [("遏制了重特大。", "故障。"), ("遏制了重特大事", "目标2：完成。"), ("遏制了重特大事", "故障")],
)
def test_a_row_with_text_in_every_cell_stays_a_row_unless_a_sentence_lacks_its_end(
    above: str, below: str
) -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, above), Cell(1, 2, above))))
    draw(second, Drawn(1, 2, (Cell(1, 1, below), Cell(1, 2, below))))
    assert [cell.text for cell in read([first, second]).cells] == [above, above, below, below]


@pytest.mark.parametrize(
    ("above", "below"), [(("生态效益指", "稳中"), ("标", "有升")), (("人均救助", "≤860"), ("成本", "元/月"))]
)
def test_a_row_whose_label_or_number_a_page_break_cuts_is_one_row(
    above: tuple[str, str], below: tuple[str, str]
) -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 3, (Cell(1, 1, above[0]), Cell(1, 2, above[1]), Cell(1, 3, "10"))))
    draw(second, Drawn(1, 3, (Cell(1, 1, below[0]), Cell(1, 2, below[1]), Cell(1, 3, ""))))
    blank = Sheet()
    draw(blank, Drawn(1, 3, (Cell(1, 3, "", 1, 1),)))
    second.strokes += blank.strokes
    assert [cell.text for cell in read([first, second]).cells] == [
        *map("\n".join, zip(above, below, strict=True)),
        "10",
    ]


@pytest.mark.parametrize(
    ("line", "texts_of_it"),
    [(10, ["按计划完成。\n另有两项待验。"]), (14, ["按计划完成。", "另有两项待验。"])],
)
def test_a_text_with_less_room_below_it_than_any_other_goes_on_after_the_page_break(
    line: int, texts_of_it: list[str]
) -> None:
    first, second = Sheet(), Sheet()
    rows = tuple(Cell(row, column, "人数") for row in (1, 2) for column in (1, 2, 3))
    foot = draw(first, Drawn(2, 3, rows))
    last = (Cell(1, 1, "设备验收"), Cell(1, 2, "按计划完成。"), Cell(1, 3, "10"))
    draw(first, Drawn(1, 3, last), y=foot, line=line)
    draw(second, Drawn(1, 3, (Cell(1, 1, ""), Cell(1, 2, "另有两项待验。"), Cell(1, 3, ""))))
    assert [cell.text for cell in read([first, second]).cells if cell.column == 2][2:] == texts_of_it


def test_rows_on_both_sides_of_a_page_break_stay_two_where_only_their_label_is_cut() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 3, (Cell(1, 1, "服务对\n象满意"), Cell(1, 2, "住院患者"), Cell(1, 3, "5"))))
    draw(second, Drawn(1, 3, (Cell(1, 1, "度指标"), Cell(1, 2, "医务人员"), Cell(1, 3, "5"))))
    assert [cell.text for cell in read([first, second]).cells] == [
        "服务对\n象满意\n度指标", "住院患者", "5", "医务人员", "5",
    ]  # fmt: skip


def test_the_label_of_another_level_after_a_page_break_is_a_label_of_its_own() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "预算执行"), Cell(1, 2, "10"))), column=46)
    draw(second, Drawn(2, 2, (Cell(1, 1, "产出指标", 2), Cell(1, 2, "15"), Cell(2, 2, "20"))), column=46)
    assert [cell.text for cell in read([first, second]).cells] == ["预算执行", "10", "产出指标", "15", "20"]


@pytest.mark.parametrize(
    ("above", "goals"),
    [("完成改造。", ["完成改造。\n2.验收合格。"]), ("1.改造。", ["1.改造。", "2.验收合格。"])],
)
def test_a_second_item_after_a_page_break_goes_on_with_a_text_whose_first_has_no_number(
    above: str, goals: list[str]
) -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "年度目标"), Cell(1, 2, above))))
    draw(second, Drawn(1, 2, (Cell(1, 1, ""), Cell(1, 2, "2.验收合格。"))))
    assert [cell.text for cell in read([first, second]).cells if cell.column == 2] == goals


def halved(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells if cell.halved]


def broken(above: Sequence[str], below: Sequence[str], column: float = 80) -> Grid:
    """Return a page that ends with a row, and one that begins with another."""
    first, second = Sheet(), Sheet()
    draw(
        first,
        Drawn(1, len(above), tuple(Cell(1, at, text) for at, text in enumerate(above, 1))),
        column=column,
    )
    draw(
        second,
        Drawn(1, len(below), tuple(Cell(1, at, text) for at, text in enumerate(below, 1))),
        column=column,
    )
    return read([first, second])


def test_texts_that_may_be_one_over_a_page_break_are_marked() -> None:
    grid = broken(("完成改造任务。", "改造已经完成。"), ("验收全部合格。", "验收已经合格。"))
    assert halved(grid) == ["完成改造任务。", "改造已经完成。", "验收全部合格。", "验收已经合格。"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("培训护理员。", "90.00", "10"), ("新增床位。", "85.50", "20")),  # a figure on each side
        (
            ("预期目标", "实际完成情况", ""),
            ("完成改造。", "改造已完成。", ""),
        ),  # headings, with room on their line
        (("完成改造。", "改造已完成。", ""), ("其中：中央资金", "改造完成。", "")),  # words that begin a row
        (("完成改造任务和验收", "9", "10"), ("完成改造", "改造已完成", "15")),
    ],
)
def test_a_page_break_between_two_rows_marks_nothing(above: Sequence[str], below: Sequence[str]) -> None:
    assert halved(broken(above, below)) == []


@pytest.mark.parametrize(
    ("above", "below", "one"),
    [
        ("1,860.", "00", "1,860.00"),
        ("2024年4月", "30日", "2024年4月30日"),
        ("2023", "年5月", "2023年5月"),
    ],
)
def test_a_figure_or_a_date_that_a_page_break_cuts_is_one(above: str, below: str, one: str) -> None:
    grid = broken(("验收", above, "10"), ("", below, ""), column=66 if "," in above else 80)
    assert [cell.text.replace("\n", "") for cell in grid.cells] == ["验收", one, "10"]


def test_an_unended_sentence_goes_on_with_words_that_else_begin_a_row() -> None:
    grid = broken(("改造", "10", "9", "受天气影响，较"), ("", "", "", "上年下降。"))
    assert [cell.text for cell in grid.cells][-1] == "受天气影响，较上年下降。"


def test_a_label_without_figures_after_a_page_break_is_a_row() -> None:
    grid = broken(("中央资金", "120", "120", "98.5"), ("地方资金", "", "", ""))
    assert [cell.text for cell in grid.cells] == ["中央资金", "120", "120", "98.5", "地方资金"]


def test_a_row_that_goes_on_in_one_cell_of_many_is_one_row_though_a_sentence_ends_there() -> None:
    grid = broken(("改造", "9处", "10", "9", "天气不好。"), ("", "", "", "", "明年完成。"))
    assert [cell.text for cell in grid.cells][-1] == "天气不好。\n明年完成。"


def test_a_heading_after_a_page_break_is_none_of_the_label_above_it() -> None:
    first, second = Sheet(), Sheet()
    draw(
        first,
        Drawn(1, 4, (Cell(1, 1, "县级配套"), Cell(1, 2, "30"), Cell(1, 3, "30"), Cell(1, 4, "9"))),
        column=46,
    )
    goals = (Cell(1, 1, "年度目标", 2), Cell(1, 2, "预期目标", 1, 3), Cell(2, 2, "完成。", 1, 3))
    draw(second, Drawn(2, 4, goals), column=46)
    assert [cell.text for cell in read([first, second]).cells if cell.column == 1] == ["县级配套", "年度目标"]


def test_a_new_row_after_a_page_break_stays_a_row() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "上年结转的资金"), Cell(1, 2, "0"))))
    draw(second, Drawn(1, 2, (Cell(1, 1, "其他资金"), Cell(1, 2, ""))))
    assert [cell.text for cell in read([first, second]).cells] == ["上年结转的资金", "0", "其他资金"]


def test_a_filler_broken_over_two_lines_after_a_page_break_stays_a_row() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "指标1：道路保\n洁工作的合格率"), Cell(1, 2, "95%"))))
    draw(second, Drawn(1, 2, (Cell(1, 1, "指标\n2："), Cell(1, 2, ""))))
    assert [cell.text for cell in read([first, second]).cells] == [
        "指标1：道路保洁工作的合格率", "95%", "指标\n2：",
    ]  # fmt: skip


def test_a_numbered_text_that_goes_on_over_a_page_break_is_one_text() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, "目标"), Cell(1, 2, "目标1：甲。\n目标2：乙。"))))
    draw(second, Drawn(1, 2, (Cell(1, 1, ""), Cell(1, 2, "目标3：丙。"))))
    assert [cell.text for cell in read([first, second]).cells] == [
        "目标",
        "目标1：甲。\n目标2：乙。\n目标3：丙。",
    ]


def test_a_number_that_a_page_break_cuts_is_one_number() -> None:
    first, second = Sheet(), Sheet()
    draw(first, Drawn(1, 2, (Cell(1, 1, ">=200"), Cell(1, 2, "10"))), column=60)
    draw(second, Drawn(1, 2, (Cell(1, 1, "00.00(人次)"), Cell(1, 2, ""))), column=60)
    assert [cell.text for cell in read([first, second]).cells] == [">=20000.00(人次)", "10"]


def test_a_table_after_a_title_on_the_next_page_is_another_table() -> None:
    first, second = Sheet(), Sheet()
    draw(first, form())
    second.write(100, 40, "项目支出绩效自评表")
    draw(second, form())
    assert read([first, second]).table_starts == (1, 5)


def headed(*rows: str) -> Drawn:
    """A table of two columns under a first row with a project's name."""
    return Drawn(
        len(rows) + 1,
        2,
        tuple(
            Cell(row, column, text)
            for row, name in enumerate(("项目名称", *rows), 1)
            for column, text in ((1, name), (2, "甲" if row == 1 else f"{row}0%"))
        ),
    )


def test_a_head_printed_again_on_the_next_page_is_no_row() -> None:
    first, second = Sheet(), Sheet()
    draw(first, headed("数量", "质量"))
    draw(second, headed("时效"))
    assert [cell.text for cell in read([first, second]).cells if cell.column == 1] == [
        "项目名称", "数量", "质量", "时效",
    ]  # fmt: skip


@pytest.mark.parametrize("rest", ["", "况"])
def test_a_merged_cell_of_a_head_printed_again_leaves_nothing_in_the_cell_below_it(rest: str) -> None:
    first, second = Sheet(), Sheet()
    rows = (Cell(1, 2, "项目名称"), Cell(2, 2, "甲"), Cell(3, 1, "产出"), Cell(3, 2, "10"))
    draw(first, Drawn(3, 2, (Cell(1, 1, "基本情\n况", 2), *rows)))
    foot = draw(second, Drawn(1, 2, (Cell(1, 1, "基本情"), Cell(1, 2, "项目名称"))))
    if rest:
        second.write(43, foot + 3, rest)
    draw(second, Drawn(1, 2, (Cell(1, 1, "效益"), Cell(1, 2, "20"))), y=foot)
    assert [cell.text for cell in read([first, second]).cells if cell.row > 2] == ["产出", "10", "效益", "20"]


def test_a_form_that_begins_as_the_one_before_it_keeps_its_head() -> None:
    first, second = Sheet(), Sheet()
    draw(first, headed("资金", "数量"))
    second_form = headed("资金", "时效")
    draw(
        second,
        replace(second_form, cells=(*second_form.cells[:3], Cell(2, 2, "50%"), *second_form.cells[4:])),
    )
    assert [cell.text for cell in read([first, second]).cells if cell.column == 1] == [
        "项目名称", "资金", "数量", "项目名称", "资金", "时效",
    ]  # fmt: skip


def test_headings_that_run_down_are_words() -> None:
    sheet = Sheet()
    draw(sheet, Drawn(2, 2, (Cell(1, 1, "", 2), Cell(1, 2, "甲"), Cell(2, 2, "乙"))))
    for number, character in enumerate("产出"):
        sheet.write(70, 62 + number * SIZE, character)
    for number, character in enumerate("指标"):
        sheet.write(55, 62 + number * SIZE, character)
    assert texts(read([sheet]))[0] == ("R1C1", "产出指标")


def test_a_number_in_a_column_too_narrow_for_more_is_read_along_its_line() -> None:
    sheet = Sheet()
    draw(sheet, Drawn(1, 2, (Cell(1, 1, "涉\n及\n12\n个\n乡"), Cell(1, 2, "10"))), column=26)
    assert texts(read([sheet]))[0] == ("R1C1", "涉及12个乡")


def test_a_line_that_ran_out_of_room_goes_on_and_a_short_one_ends() -> None:
    sheet = Sheet()
    draw(sheet, Drawn(1, 2, (Cell(1, 1, "完成美丽宜居自\n然村庄\n验收"), Cell(1, 2, "1,234,5\n67.89"))))
    assert [cell.text for cell in read([sheet]).cells] == ["完成美丽宜居自然村庄\n验收", "1,234,567.89"]


def test_text_that_runs_over_its_cell_stays_whole() -> None:
    sheet = Sheet()
    draw(
        sheet, Drawn(1, 3, (Cell(1, 1, "重庆市梁平区林业局机关"), Cell(1, 2, ""), Cell(1, 3, "9"))), column=85
    )
    assert [cell.text for cell in read([sheet]).cells] == ["重庆市梁平区林业局机关", "9"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_laid_on_its_side_is_set_upright(turn: int) -> None:
    # Text and lines drawn along the page as it lies, as in a landscape appendix.
    upright, lying = Sheet(), Sheet(turn=turn)
    draw(upright, form())
    matrix = {90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 595"}[turn]
    draw(lying, form())
    lying.strokes = [f"q {matrix} cm", *lying.strokes, *lying.texts, "Q"]
    lying.texts = []
    assert read([lying]).cells == read([upright]).cells


@pytest.mark.parametrize("under", [True, False], ids=["over a dark area", "side by side"])
def test_a_table_of_filled_cells_without_a_line_is_read(under: bool) -> None:
    sheet = Sheet()
    if under:
        sheet.strokes.append(f"0 g 40 {HEIGHT - 161} 161 101 re f")
    for row in range(5):
        for column in range(2):
            sheet.strokes.append(f"0.95 g {41 + 80 * column} {HEIGHT - 80 - 20 * row} 79 19 re f")
            sheet.write(44 + 80 * column, 63 + 20 * row, f"行{row}列{column}")
    sheet.strokes.append(f"1 1 0 rg 44 {HEIGHT - 76} 20 10 re f 0 g")  # marked words
    assert texts(read([sheet])) == [
        (f"R{row + 1}C{column + 1}", f"行{row}列{column}") for row in range(5) for column in range(2)
    ]


def test_lines_drawn_white_are_no_edges() -> None:
    sheet = Sheet()
    draw(sheet, Drawn(1, 2, (Cell(1, 1, "甲"), Cell(1, 2, "乙"))))
    sheet.strokes += ["1 1 1 RG", f"80 {HEIGHT - 60} m 80 {HEIGHT - 80} l S"]
    assert len(read([sheet]).cells) == 2


def test_a_page_number_and_a_running_head_are_no_rows() -> None:
    sheets = []
    for number in range(3):
        sheet = Sheet()
        sheet.write(200, 20, "绩效评价报告附件")
        draw(sheet, form(9), rows=range(1 + number * 3, 4 + number * 3))
        sheet.write(280, 800, f"- {number + 7} -")
        sheets.append(sheet)
    grid = read(sheets)
    assert texts(grid)[:2] == [("R1C1", "绩效评价报告附件"), ("R2C1", "产出指标")]
    assert {cell.row for cell in grid.cells} == set(range(1, 11))


def test_a_bare_number_under_a_table_is_text() -> None:
    sheet = Sheet()
    draw(sheet, form())
    sheet.write(200, 150, "97")
    sheet.write(100, 700, "填报说明")
    assert "97" in [cell.text for cell in read([sheet]).cells]


def test_columns_without_lines_are_found_by_their_gaps() -> None:
    sheet = Sheet()
    rows = [
        ("一级指标", "二级指标", "分值", "得分"),
        ("产出指标", "数量指标", "50", "48"),
        ("", "质量指标", "", "9"),
    ]
    sheet.write(200, 30, "项目支出绩效自评表")
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if text:
                sheet.write(40 + place * 100, 60 + number * 20, text)
    grid = read([sheet])
    assert grid.layout is Layout.TABBED
    assert texts(grid)[-2:] == [("R4C2", "质量指标"), ("R4C4", "9")]


def test_a_sheet_printed_over_pages_side_by_side_gives_no_value() -> None:
    left = Drawn(7, 3, tuple(Cell(row, column, f"左{row}") for row in range(1, 8) for column in (1, 2, 3)))
    right = Drawn(7, 2, tuple(Cell(row, column, f"右{row}") for row in range(1, 8) for column in (1, 2)))
    sheets = [Sheet(), Sheet(), Sheet()]
    for sheet, table in zip(sheets, (left, right, form()), strict=True):
        draw(sheet, table)
    grid = read(sheets)
    assert {cell.text for cell in grid.cells} <= {cell.text for cell in form().cells}
    assert [(problem.code, problem.message[:5]) for problem in grid.problems] == [("split_pages", "第1、2页")]
    assert refused(pdf(sheets[:2])).code == "split_pages"


def test_a_scanned_page_is_named_and_the_others_are_read() -> None:
    sheet = Sheet()
    draw(sheet, form())
    scanned = Sheet(picture=True)
    grid = read([sheet, scanned, scanned, sheet, Sheet(), scanned])
    assert [problem.code for problem in grid.problems] == ["no_text", "no_text"]
    assert [problem.message.split("没有")[0] for problem in grid.problems] == ["第2–3页", "第6页"]
    assert grid.cells[0].text == "产出指标"


def test_a_scanned_page_is_told_with_the_forms_of_the_file() -> None:
    sheet = Sheet()
    draw(sheet, form())
    (document,) = read_bytes(pdf([sheet, Sheet(picture=True)]), "自评表.pdf").documents
    (told,) = [problem for problem in read_forms(document).problems if problem.code == "no_text"]
    assert told.message == "第2页没有文字，像是扫描件；应为有文字的页"


def test_a_file_of_scanned_pages_is_refused_by_name() -> None:
    error = refused(pdf([Sheet(picture=True)] * 3))
    assert (error.code, error.found) == ("no_text", "3 页都没有文字，像是扫描件")


def test_blank_pages_are_empty() -> None:
    assert refused(pdf([Sheet()])).code == "empty"


def test_a_file_with_a_password_says_so() -> None:
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'11' * 32}>/U<{'22' * 32}>/P -1>>/ID[<00><00>]"
    assert refused(pdf([Sheet()], lock)).code == "encrypted"


def test_a_form_in_the_appendix_of_a_long_report_is_read() -> None:
    report = []
    for number in range(60):
        sheet = Sheet()
        for line in range(20):
            sheet.write(50, 40 + line * 20, f"第{number}节正文{line}")
        report.append(sheet)
    for number in range(2):
        sheet = Sheet()
        sheet.write(200, 30, "部门整体支出绩效自评表" if not number else "续表 执行率 分值 得分")
        draw(sheet, form())
        report.insert(40 + number, sheet)
    grid = read(report)
    assert grid.layout is Layout.RULED
    (first, second) = grid.table_starts
    assert second == first + 4
    assert first == 40 * 20 + 2


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf([Sheet()] * 2001)).code == "too_large"


def test_a_damaged_file_is_refused_in_one_line() -> None:
    sheet = Sheet()
    draw(sheet, form())
    whole = pdf([sheet])
    dice = random.Random(5)
    for _ in range(150):
        data = bytearray(whole[: dice.choice([len(whole), dice.randrange(20, len(whole))])])
        for _ in range(dice.randrange(1, 12)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        for _, error in read_bytes(bytes(data), "坏.pdf").rejected:
            assert error.code in {"truncated", "encrypted", "empty", "no_text", "too_large"}
            assert "\n" not in error.line()


def test_a_watermark_is_no_text_of_the_table_under_it() -> None:
    sheet = Sheet()
    draw(sheet, form())
    plain = read([sheet])
    sheet.texts.append(f"BT /F 40 Tf 0.8 g 100 700 Td <{'内部资料'.encode('utf-16-be').hex()}> Tj ET")
    turned = "0.8 0.6 -0.6 0.8 120 650 Tm"
    sheet.texts.append(f"BT /F 10 Tf 0 g {turned} <{'严禁外传'.encode('utf-16-be').hex()}> Tj ET")
    assert read([sheet]).cells == plain.cells


@pytest.mark.parametrize("step", [5, 13], ids=["side by side", "at the head of the row"])
def test_rows_without_lines_whose_cells_wrap_give_no_value(step: int) -> None:
    sheet = Sheet()
    sheet.write(200, 30, "项目支出绩效自评表")
    for number in range(6):
        for place, text in enumerate(("三级指标", "年度指标值", "得分")):
            sheet.write(40 + place * 100, 60 + number * 40, text)
        sheet.write(40, 60 + number * 40 + step, "还有一行")
    error = refused(pdf([sheet]))
    assert (error.code, error.found) == ("no_lines", "1 页都是没有表格线、分不清行列的表")


def test_a_text_over_the_line_between_two_cells_belongs_to_neither() -> None:
    sheet = Sheet()
    rows = [
        Cell(row, column, text) for row in range(1, 41) for column, text in ((1, "合格率达标"), (2, "100"))
    ]
    foot = draw(sheet, Drawn(40, 2, tuple(rows)), y=20, line=8)
    sheet.write(40 + 80 - 20, 20 + (foot - 20) / 40 - SIZE / 2, "注")
    grid = read([sheet])
    assert [cell.place for cell in grid.cells if cell.column == 1][:2] == ["R3C1", "R4C1"]
    (problem,) = grid.problems
    assert problem.code == "overrun_rows"
    assert problem.message.startswith("第1页有 2 格的字压在表格线上")


def test_a_table_whose_rows_are_too_low_for_its_text_gives_no_value() -> None:
    sheet = Sheet()
    foot = draw(sheet, Drawn(4, 1, tuple(Cell(row, 1, "合格率") for row in range(1, 5))))
    for row in range(1, 4):
        sheet.write(80, 60 + row * (foot - 60) / 4 - SIZE / 2, "达标")
    assert refused(pdf([sheet])).code == "overrun_rows"


def test_a_table_that_runs_off_the_paper_gives_no_value() -> None:
    sheet = Sheet()
    for row in range(5):
        sheet.rule(60, 60 + row * 20, 590, 60 + row * 20)
        for column in range(4):
            sheet.rule(60 + column * 150, 60, 60 + column * 150, 140)
            sheet.write(63 + column * 150, 63 + min(row, 3) * 20, f"甲{row}{column}")
    assert refused(pdf([sheet])).code == "cut_table"


def test_merged_cells_that_are_not_drawn_again_after_a_page_break_go_on() -> None:
    first, second = Sheet(), Sheet()
    cells = (Cell(1, 1, "产出指标", 2), *(Cell(row, column, "甲") for row in (1, 2) for column in (2, 3, 4)))
    draw(first, Drawn(2, 4, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))), 40, 700)
    draw(second, Drawn(1, 3, (Cell(1, 1, "续"), Cell(1, 2, "行"), Cell(1, 3, "尾"))), 120)
    assert read([first, second]).table_starts == (1,)
