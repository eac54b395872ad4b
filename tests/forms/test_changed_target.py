"""A target that was changed in the year: the adjusted one counts where a row prints one."""

import pytest

from pipelines.forms.form import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

TITLE = "2023年度项目支出绩效自评表\n项目名称 | 果园改造 | 实施单位 | 某县果业站\n"
HEADINGS = "指标名称 | 指标性质 | 计量单位 | 年初指标值 | {later} | 全年完成值 | 分值 | 得分\n"
FULL = """
改造果园面积 | ≥ | 亩 | 2000 | 1800 | 1790 | 50 | 49
改造合格率 | ≥ | % | 95 | 96 | 97 | 30 | 30
农药使用量 | 定性 | | 减少 | 减少 | 减少 | 20 | 20
"""


def _form(rows: str, layout: Layout = Layout.RULED, later: str = "调整指标值") -> Form:
    drawing = TITLE + HEADINGS.format(later=later) + rows.strip()
    return form_of(one_a_line(drawing) if layout is Layout.LINES else drawing, layout)


def _values(form: Form) -> list[tuple[str | None, str | None]]:
    return [(row.target, row.actual) for row in form.indicators]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.LINES])
@pytest.mark.parametrize("later", ["调整指标值", "全年（调整）指标值", "调整后目标值"])
def test_the_adjusted_target_counts_and_the_initial_one_is_listed(layout: Layout, later: str) -> None:
    form = _form(FULL, layout, later)
    assert _values(form) == [("≥1800亩", "1790"), ("≥96%", "97"), ("减少", "减少")]
    assert [cell.text for cell in form.unread if cell.text != "定性"] == ["2000", "95", "减少"]


@pytest.mark.parametrize("blank", ["", "/", "—", "无", "未调整", "同年初"])
def test_the_initial_target_counts_where_no_other_is_printed(blank: str) -> None:
    form = _form(f"改造果园面积 | ≥ | 亩 | 2000 | {blank} | 1790 | 50 | 49")
    assert _values(form) == [("≥2000亩", "1790")]
    assert form.indicators[0].places["target"] == "R4C4"


def test_an_adjusted_target_alone_is_the_target() -> None:
    form = form_of(TITLE + "指标名称 | 调整后指标值 | 全年完成值 | 得分\n面积 | ≥1800亩 | 1790亩 | 50")
    assert _values(form) == [("≥1800亩", "1790亩")]


def test_of_two_values_where_three_may_stand_neither_is_given_once_empty_cells_are_lost() -> None:
    form = _form(
        FULL.strip() + "\n新建道路 | ≥ | 公里 | 12 | 11 | 10 | 9\n修补沟渠 | ≥ | 条 | 5 | 5 | 10 | 9",
        Layout.LINES,
    )
    assert _values(form)[-2:] == [(None, None), ("≥5条", None)]
    told = [problem.message for problem in form.problems if problem.code == "ambiguous_values"]
    assert any("“12”、“11”" in message and "调整指标值" in message for message in told)


def test_of_two_values_before_a_score_the_first_is_the_target_and_the_second_the_actual() -> None:
    drawing = (
        TITLE
        + """
    指标名称 | 年初指标值 | 调整指标值 | 完成值 | 分值 | 得分
    支持企业数 | 100家 | 95家 | 93家 | 50 | 48.9
    智能工厂 | 6个 | 7个 | 30 | 30
    补贴比例 | ≤10% | ≥9% | 20 | 20
    合计 | 100 | 98.9
    """
    )
    rows = form_of(drawing, Layout.CLOSED).indicators
    assert [(row.target, row.actual) for row in rows] == [("95家", "93家"), ("6个", "7个"), (None, None)]
