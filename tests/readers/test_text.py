"""Plain text: the row of a cell is its line, the column its field."""

from pathlib import Path

import pytest

from pipelines.readers import read, read_bytes
from pipelines.readers.grid import Grid, Layout

SEED = Path(__file__).parents[3] / "shared" / "domain" / "seed_form_2023.txt"


def _grid(text: str) -> Grid:
    result = read_bytes(text.encode(), "自评表.txt")
    assert not result.rejected
    return result.documents[0].grids[0]


def _texts(text: str) -> dict[str, str]:
    return {place: cell.text for place, cell in _grid(text).by_place.items()}


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not beside the checkout")
def test_the_seed_form_keeps_its_lines_and_fields() -> None:
    (document,) = read(SEED).documents
    (grid,) = document.grids
    assert grid.layout is Layout.TABBED
    assert grid.name == "正文"
    places = grid.by_place
    assert places["R3C1"].text == "《部门（单位）整体支出绩效自评表》"
    assert places["R4C1"].text == "(2023年度)"
    assert places["R5C2"].text == "上海市闵行区浦锦街道办事处党群服务中心"
    assert places["R7C4"].text == "10,937,482.14"
    assert places["R15C6"].text == "023年12月底前"
    assert places["R38C8"].text == "97.8"
    assert places["R12C2"].text.startswith("<p>1、聚焦重点")


def test_lines_without_fields_are_one_cell_each() -> None:
    grid = _grid("项目支出绩效自评表\n\n  项目名称\n甲项目\n")
    assert grid.layout is Layout.LINES
    assert [(cell.place, cell.text) for cell in grid.cells] == [
        ("R1C1", "项目支出绩效自评表"),
        ("R3C1", "项目名称"),
        ("R4C1", "甲项目"),
    ]


def test_single_lines_among_tabs_are_one_cell_rows_of_a_tabbed_grid() -> None:
    text = "自评表\n项目名称\t甲\n单位：元\n预算\t100\n"
    assert _grid(text).layout is Layout.TABBED
    assert _texts(text) == {
        "R1C1": "自评表",
        "R2C1": "项目名称",
        "R2C2": "甲",
        "R3C1": "单位：元",
        "R4C1": "预算",
        "R4C2": "100",
    }


def test_a_frame_of_pipes_and_its_rules_are_not_fields() -> None:
    text = "| 指标 | 分值 |\n|:---|---:|\n| 甲\\|乙 |  |\n| 丙 | 10 |\n注：演示数据"
    assert _texts(text) == {
        "R1C1": "指标", "R1C2": "分值", "R3C1": "甲|乙", "R4C1": "丙", "R4C2": "10", "R5C1": "注：演示数据",
    }  # fmt: skip


def test_pipes_without_a_frame_keep_an_empty_first_field() -> None:
    assert _texts("指标 | 分值\n甲 | 10\n | 20\n") == {
        "R1C1": "指标", "R1C2": "分值", "R2C1": "甲", "R2C2": "10", "R3C2": "20",
    }  # fmt: skip


def test_a_drawn_box_is_read_like_pipes() -> None:
    text = "┌────┬────┐\n│指标│分值│\n├────┼────┤\n│甲  │10  │\n└────┴────┘"
    assert _texts(text) == {"R2C1": "指标", "R2C2": "分值", "R4C1": "甲", "R4C2": "10"}


BOX = """\
┌──────┬──────────┐
│ 指标 │ 完成情况 │
├──────┼──────────┤
│ 数量 │ 清运垃圾 │
│      │ 300吨    │
├──────┼──────────┤
│ 质量 │ 达标     │
│      │ 合格     │
├──────┼──────────┤
│ 时效 │ 按时     │
├──────┼──────────┤
│ 成本 │ 10       │
└──────┴──────────┘
"""


def test_the_lines_between_two_rules_of_a_drawn_box_are_one_row() -> None:
    assert _texts(BOX) == {
        "R2C1": "指标", "R2C2": "完成情况", "R4C1": "数量", "R4C2": "清运垃圾300吨",
        "R7C1": "质量", "R7C2": "达标\n合格", "R10C1": "时效", "R10C2": "按时",
        "R12C1": "成本", "R12C2": "10",
    }  # fmt: skip


def test_the_rows_of_tables_that_rule_off_their_heading_only_stay_rows() -> None:
    table = "| 指标 | 分值 |\n|---|---|\n| 数量 | 10 |\n| 质量 | 9 |\n\n"
    assert len(_texts(table * 3)) == 18


def test_a_dash_in_a_field_is_a_value_and_no_rule() -> None:
    assert _texts("指标|得分\n其中|—\n-|—\n")["R3C2"] == "—"


def test_commas_divide_where_most_lines_have_them() -> None:
    csv = '自评表\n指标,分值,得分\n"甲,乙",10,"1,000"\n丙,5\n"目标\n二",,\n'
    assert _grid(csv).layout is Layout.TABBED
    assert _texts(csv)["R3C1"] == "甲,乙"
    assert _texts(csv)["R3C3"] == "1,000"
    assert _texts(csv)["R5C1"] == "目标\n二"


@pytest.mark.parametrize(
    "text",
    [
        "全年预算数\n10,937,482.14\n全年执行数\n8,995,241.89\n执行率\n82.24\n",
        "10,937,482.14元\n8,995,241.89元\n5,086,868.42\n",
        "In 2023, we did it.\nIn 2024, we, too, did it.\n",
    ],
)
def test_the_commas_of_amounts_and_sentences_divide_nothing(text: str) -> None:
    assert _grid(text).layout is Layout.LINES
    assert _texts(text)["R2C1"] == text.split("\n")[1]


def test_a_field_that_a_spreadsheet_quoted_may_run_over_lines() -> None:
    text = '目标\t"1、甲\n2、""乙"""\n分值\t10\n'
    assert _texts(text) == {"R1C1": "目标", "R1C2": '1、甲\n2、"乙"', "R3C1": "分值", "R3C2": "10"}


def test_two_quoted_fields_of_one_record_may_both_run_over_lines() -> None:
    text = '目标\t"1、甲\n2、乙"\t"1、丙\n2、丁"\n分值\t10\n'
    assert _texts(text) == {
        "R1C1": "目标", "R1C2": "1、甲\n2、乙", "R1C3": "1、丙\n2、丁", "R4C1": "分值", "R4C2": "10",
    }  # fmt: skip


def test_semicolons_part_fields_where_every_line_has_as_many() -> None:
    assert _texts("指标;分值;得分\n甲;10;9,5\n")["R2C3"] == "9,5"
    assert set(_texts("一是甲;二是乙;\n三是丙\n四是丁;五是戊\n")) == {"R1C1", "R2C1", "R3C1"}


def test_semicolons_part_the_fields_of_tables_of_several_widths() -> None:
    assert len(_texts("单位;金额\n甲;1\n乙;2\n指标;分值;得分\n数量;9;8\n质量;9;8\n")) == 15


def test_a_quotation_that_is_never_closed_well_leaves_each_line_its_own() -> None:
    text = '目标\t"1、甲\n2、"乙"丙"\t\n分值\t10\n'
    assert _texts(text) == {
        "R1C1": "目标",
        "R1C2": '"1、甲',
        "R2C1": '2、"乙"丙"',
        "R3C1": "分值",
        "R3C2": "10",
    }


def test_quotation_marks_of_prose_stay() -> None:
    assert _texts('目标\t"四个意识"更强\n分值\t"优"\n')["R1C2"] == '"四个意识"更强'
    assert _texts('目标\t"四个意识"更强\n分值\t"优"\n')["R2C2"] == '"优"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_counts_lines_alike(end: str) -> None:
    assert _texts(end.join(["", "标题", "甲\t1", "乙\t2"]))["R3C2"] == "1"


def test_a_line_break_that_a_program_spelt_is_one_and_a_path_has_none() -> None:
    assert _texts("指标\\n名称\t完成\\r\\n情况\n数量\tD:\\name\n") == {
        "R1C1": "指标\n名称", "R1C2": "完成\n情况", "R2C1": "数量", "R2C2": "D:\\name",
    }  # fmt: skip


def test_a_text_of_white_space_is_empty() -> None:
    assert read_bytes(" \n\t\n　\n".encode(), "a.txt").rejected[0].error.code == "empty"
