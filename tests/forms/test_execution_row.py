"""A row below the indicators that scores the execution of the money is the fund total's, and no indicator."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

HEAD = "2022年度项目支出绩效自评表 | < | < | < | < | < | <\n项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | <\n"
MONEY = """项目资金（万元） | 全年预算数 | 全年执行数 | 执行率 | < | < | <
年度资金总额 | 100 | 92.7 | 92.7% | < | < | <
其中：财政拨款 | 100 | 92.7 | 92.7% | < | < | <
"""
SCORED = MONEY.replace("执行率 | < | < | <", "执行率 | 得分 | < | <").replace(
    "92.7% | < | < | <", "92.7% | 9.5 | < | <", 1
)
INDICATORS = """一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 50 | 50
效益指标 | 社会效益指标 | 出行便利 | 明显改善 | 明显改善 | 40 | 38
"""
ROW = "预算执行率得分（10分） | < | < | < | < | < | 9.27\n"
TOTAL = "总分 | < | < | < | < | 100 | 97.27"


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.CLOSED, Layout.LINES])
def test_a_score_of_the_execution_below_the_indicators_is_the_totals(layout: Layout) -> None:
    drawing = HEAD + MONEY + INDICATORS + ROW + TOTAL
    bare = one_a_line(drawing.replace(" | <", "")) if layout is Layout.LINES else drawing
    form = form_of(bare, layout)
    assert [row.name for row in form.indicators] == ["检查次数", "出行便利"]
    assert [(line.weight, line.score) for line in form.funds] == [(10, Decimal("9.27")), (None, None)]
    assert (form.total_weight, form.total_score, form.unread) == (100, Decimal("97.27"), ())


def test_beside_a_score_within_the_money_it_is_unread_and_a_problem_says_so() -> None:
    form = form_of(HEAD + SCORED + INDICATORS + ROW + TOTAL)
    assert form.funds[0].score == Decimal("9.5")
    assert [cell.text for cell in form.unread] == ["预算执行率得分（10分）", "9.27"]
    assert "execution_score_left" in [problem.code for problem in form.problems]
    again = form_of(HEAD + SCORED + INDICATORS + ROW.replace("9.27", "9.5") + TOTAL)
    assert (again.funds[0].score, again.unread) == (Decimal("9.5"), ())


def test_without_money_it_is_unread() -> None:
    form = form_of(HEAD + INDICATORS + ROW + TOTAL)
    assert (len(form.indicators), form.funds) == (2, ())
    assert [cell.text for cell in form.unread] == ["预算执行率得分（10分）", "9.27"]


def test_the_execution_rate_with_a_target_and_points_of_its_own_is_an_indicator() -> None:
    form = form_of(HEAD + MONEY + INDICATORS + "预算执行率 | < | < | 100% | 92.7% | 10 | 9.27\n" + TOTAL)
    assert (form.indicators[-1].name, form.indicators[-1].score) == ("预算执行率", Decimal("9.27"))
    assert form.funds[0].score is None
