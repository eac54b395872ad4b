"""A title or headings printed again: the next page of a form, or the next form."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import FORM, HEADINGS, TITLE, WIDE, form_of, one_a_line, read_drawing

MORE = "产出指标 | 质量指标 | 合格率 | ≥90% | 95% | 50 | 40\n"
WHOLE = f"{FORM}满意度指标 | 服务对象满意度 | 满意度 | ≥90% | 95% | 50 | 45\n"
OTHER = f"{HEADINGS}\n产出指标 | 数量指标 | 采样次数 | ≥10次 | 12次 | 60 | 59\n满意度指标 | 满意度 | 满意率 | ≥90% | 95% | 40 | 39"
UNWEIGHED = "一级指标 | 三级指标 | 年度指标值 | 实际完成值"


def names(drawing: str, layout: Layout = Layout.RULED) -> list[list[str | None]]:
    return [[row.name for row in form.indicators] for form in read_drawing(drawing, layout).forms]


@pytest.mark.parametrize("again", [f"{TITLE}（续表）", f"{TITLE}（续）", f"续表：{TITLE}", TITLE])
def test_a_title_printed_again_over_the_same_headings_goes_on(again: str) -> None:
    (form,) = read_drawing(f"{FORM}{again}{WIDE}\n{HEADINGS}\n{MORE}").forms
    assert [(row.name, row.score) for row in form.indicators] == [
        ("检查次数", Decimal(50)),
        ("合格率", Decimal(40)),
    ]


@pytest.mark.parametrize(
    "between",
    [
        f"总分 | < | < | < | < | 50 | 50\n{TITLE}{WIDE}\n",
        f"2022年度部门整体支出绩效自评表{WIDE}\n",
        f"{TITLE}{WIDE}\n项目名称 | 桥梁养护 | < | 实施单位 | 某县公路站 | < | <\n",
    ],
)
def test_a_title_below_a_total_or_in_other_words_or_over_a_head_begins_a_form(between: str) -> None:
    forms = read_drawing(f"{FORM}{between}{HEADINGS}\n{MORE}").forms
    assert [[row.name for row in form.indicators] for form in forms] == [["检查次数"], ["合格率"]]


@pytest.mark.parametrize("again", ["", f"{TITLE}{WIDE}\n", f"{TITLE}（续）{WIDE}\n"])
def test_a_second_list_that_begins_anew_below_a_whole_one_is_of_another_form(again: str) -> None:
    assert names(f"{WHOLE}{again}{OTHER}") == [["检查次数", "满意度"], ["采样次数", "满意率"]]


@pytest.mark.parametrize("total", ["总分 | < | < | < | < | 100 | 95\n", "合计 |  |  |  |  | 100 | 95\n"])
@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_headings_below_a_total_begin_another_form_with_its_own_total(total: str, layout: Layout) -> None:
    forms = read_drawing(f"{WHOLE}{total}{OTHER}\n{total.replace('95', '98')}", layout).forms
    assert [form.total_score for form in forms] == [Decimal(95), Decimal(98)]


def test_headings_below_a_total_begin_another_form_where_one_cell_stands_a_line() -> None:
    drawing = one_a_line(f"{WHOLE}总分 | 100 | 95\n{OTHER}\n总分 | 100 | 98".replace("<", ""))
    forms = read_drawing(drawing, Layout.LINES).forms
    assert [form.total_score for form in forms] == [Decimal(95), Decimal(98)]


@pytest.mark.parametrize(
    ("first", "then", "forms"),
    [
        ("产出指标 | 甲 | 1 | 1", "产出指标 | 乙 | 1 | 1", 1),  # the 一级 goes on
        ("产出指标 | 甲 | 1 | 1", "效益指标 | 乙 | 1 | 1", 1),  # the next one
        ("产出指标 | 甲 | 1 | 1\n效益指标 | 丙 | 1 | 1", "产出指标 | 乙 | 1 | 1", 2),  # the first one again
    ],
)
def test_where_no_points_tell_the_levels_do(first: str, then: str, forms: int) -> None:
    title = f"{TITLE} | < | < | <"
    drawing = f"{title}\n{UNWEIGHED}\n{first}\n{title}\n{UNWEIGHED}\n{then}"
    reading = read_drawing(drawing)
    assert len(reading.forms) == forms
    assert all(problem.code != "form_or_page" for form in reading.forms for problem in form.problems)


def test_what_may_be_a_page_or_a_form_is_read_apart_and_said() -> None:
    title, headings = f"{TITLE} | < | <", "三级指标 | 年度指标值 | 实际完成值"
    first, second = read_drawing(f"{title}\n{headings}\n甲 | 1 | 1\n{title}\n{headings}\n乙 | 1 | 1").forms
    assert [problem.code for problem in first.problems] == []
    assert [(problem.code, problem.place) for problem in second.problems] == [("form_or_page", "R4C1")]
    (form,) = read_drawing(f"{title}\n{headings}\n甲 | 1 | 1\n{TITLE}续表\n{headings}\n乙 | 1 | 1").forms
    assert [row.name for row in form.indicators] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("layout", "total"),
    [
        (Layout.RULED, ""),
        (Layout.RULED, "总分 | < | < | < | < | 100 | 90\n填报人：王某 | < | < | < | < | < | <\n"),
        (Layout.CLOSED, "总分 | 100 | 90\n"),
    ],
)
def test_a_table_of_something_else_right_below_the_list_has_no_indicators(layout: Layout, total: str) -> None:
    rows = "\n".join(f"产出指标 | 数量指标 | 检查次数{n} | ≥10次 | 12次 | 25 | 22.5" for n in range(4))
    base = "项目 | 编制数 | 实有数 | 控制率\n在职人员 | 20 | 21 | 105%\n离退休人员 | 7 | 7 | 100%"
    form = form_of(f"{FORM.rsplit('产出指标', 1)[0].strip()}\n{rows}\n{total}{base}", layout)
    assert [row.name for row in form.indicators] == [f"检查次数{n}" for n in range(4)]
    assert {"编制数", "在职人员", "105%"} <= {unread.text for unread in form.unread}


def test_a_row_of_words_with_a_level_or_under_one_is_an_indicator() -> None:
    form = form_of(
        f"""{FORM.strip()}
        ^ | 质量指标 | 合格率 | ≥90% | 95% | 10 | 10
        ^ | 时效指标 | 完成时间 | 十月底前 | 十月底前 | 10 | 10
        ^ | ^ | 验收 | 合格 | 合格 | |
        满意度指标 | 服务对象满意度指标 | 满意度 | 较高 | 较高 | |
        """
    )
    assert [row.name for row in form.indicators] == ["检查次数", "合格率", "完成时间", "验收", "满意度"]
