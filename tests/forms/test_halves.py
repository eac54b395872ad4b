"""Headings of indicators twice in a row: forms side by side without names, or one list in two halves."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import HEADINGS, TITLE, one_a_line, read_drawing


def wide(cells: int) -> str:
    return " | <" * (cells - 1)


def rows(name: str, other: str, weights: tuple[int, int], total: str = "") -> list[str]:
    """Return the lines of a list of two indicators, each scored one point less than it weighs."""
    one, two = weights
    return [
        HEADINGS,
        f"产出指标 | 数量指标 | {name} | ≥10次 | 12次 | {one} | {one - 1}",
        f"效益指标 | 社会效益指标 | {other} | ≥90% | 92% | {two} | {two - 1}",
        *([total] if total else []),
    ]


def beside(*lists: list[str]) -> str:
    return "\n".join(" | ".join(lines) for lines in zip(*lists, strict=True))


def names(drawing: str, layout: Layout = Layout.RULED) -> list[list[tuple[str | None, Decimal | None]]]:
    return [[(i.name, i.score) for i in form.indicators] for form in read_drawing(drawing, layout).forms]


MENDING = rows("维修次数", "覆盖率", (50, 50), "总分 | < | < | < | < | 100 | 98")
SAMPLING = rows("采样次数", "知晓率", (60, 40), "总分 | < | < | < | < | 100 | 98")
TWO = [
    [("维修次数", Decimal(49)), ("覆盖率", Decimal(49))],
    [("采样次数", Decimal(59)), ("知晓率", Decimal(39))],
]
ONE = [[*TWO[0], ("知晓率", Decimal(29)), ("满意度", Decimal(9))]]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
@pytest.mark.parametrize(
    "drawing",
    [
        beside([f"{TITLE}{wide(7)}", *MENDING], [f"{TITLE}{wide(7)}", *SAMPLING]),
        f"{TITLE}{wide(14)}\n{beside(MENDING, SAMPLING)}",
        f"{TITLE}{wide(14)}\n{beside(MENDING[:-1], SAMPLING[:-1])}",
        beside([f"主管部门 | 水利局{wide(6)}", *MENDING], [f"主管部门 | 农业局{wide(6)}", *SAMPLING]),
    ],
)
def test_forms_side_by_side_without_names_are_parted_at_their_edge(drawing: str, layout: Layout) -> None:
    assert names(drawing, layout) == TWO


def test_three_forms_side_by_side_are_three() -> None:
    assert names(beside(MENDING, SAMPLING, MENDING)) == [*TWO, TWO[0]]


def test_a_head_over_both_forms_is_of_each() -> None:
    drawing = f"单位名称 | 某局{wide(13)}\n{beside(MENDING, SAMPLING)}"
    assert [form.department for form in read_drawing(drawing).forms] == ["某局", "某局"]


def test_forms_whose_headings_stand_in_other_rows_keep_their_money_and_indicators() -> None:
    money = [
        "项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | <",
        "年度资金总额 | 5 | 5 | 4 | 80% | < | <",
    ]
    part = "其中：财政拨款 | 5 | 5 | 4 | 80% | < | <"
    drawing = beside([*money, part, *MENDING], [*money, *SAMPLING, f" {' | ' * 6}"])
    assert names(f"{TITLE}{wide(14)}\n{drawing}") == TWO


def test_a_list_folded_into_two_halves_is_read_down_the_left_and_then_down_the_right() -> None:
    left, right = rows("维修次数", "覆盖率", (50, 50)), rows("知晓率", "满意度", (30, 10))
    left = [line.replace("50 | 49", "30 | 29") for line in left]
    head = f"{TITLE}{wide(14)}\n项目名称 | 道路养护{wide(13)}\n"
    (form,) = read_drawing(f"{head}{beside(left, right)}\n总分{wide(12)} | 100 | 96").forms
    assert [(i.name, i.weight) for i in form.indicators] == [
        ("维修次数", Decimal(30)),
        ("覆盖率", Decimal(30)),
        ("知晓率", Decimal(30)),
        ("满意度", Decimal(10)),
    ]
    assert (form.project, form.total_weight, form.total_score) == ("道路养护", Decimal(100), Decimal(96))


@pytest.mark.parametrize(
    "drawing",
    [
        f"项目名称 | 道路养护{wide(13)}\n{beside(MENDING, SAMPLING)}\n说明 | 金额{wide(12)} | 3",
        beside(MENDING[:-1], SAMPLING[:-1]).replace("分值", "备注"),
    ],
)
def test_what_stands_twice_and_has_no_edge_and_no_weights_is_refused_by_name(drawing: str) -> None:
    reading = read_drawing(f"{TITLE}{wide(14)}\n{drawing}")
    assert reading.forms == ()
    assert "并排印有几张表" in reading.problems[0].message


def test_forms_side_by_side_are_refused_where_only_the_order_of_cells_is_left() -> None:
    both = f"项目名称 | 甲 | 项目名称 | 乙\n{beside(MENDING[:-1], SAMPLING[:-1])}"
    for reading in (read_drawing(one_a_line(both), Layout.LINES), read_drawing(both, Layout.CLOSED)):
        assert reading.forms == ()
        assert any("并排印有几张表" in problem.message for problem in reading.problems)
