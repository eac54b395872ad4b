"""Headings whose meaning is told by those beside them."""

from decimal import Decimal

import pytest

from pipelines.forms.form import Form
from tests.forms.drawing import form_of

HEAD = "2022年度项目支出绩效自评表 | < | < | < | < | < | < | <\n项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | < | <\n"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 90 |
"""


def _with_money(headings: str, figures: str) -> Form:
    return form_of(HEAD + f"项目资金（万元） | {headings}\n年度资金总额 | {figures}" + INDICATORS)


@pytest.mark.parametrize(
    ("headings", "figures", "initial", "adjusted"),
    [
        ("下达金额 | 执行数 | 执行率 | < | < | < | <", "90 | 72 | 80% | < | < | < | <", None, 90),
        ("预算数 | 下达金额 | 执行数 | 执行率 | < | < | <", "90 | 80 | 72 | 80% | < | < | <", None, 90),
        ("年初预算数 | 下达金额 | 执行数 | 得分 | < | < | <", "90 | 80 | 72 | 8 | < | < | <", 90, None),
        ("批复数 | 调整后预算数 | 执行数 | 执行率 | < | < | <", "90 | 80 | 72 | 90% | < | < | <", 90, 80),
        ("预算数 | 预算调整数 | 执行数 | 得分 | < | < | <", "90 | -10 | 72 | 9 | < | < | <", None, 90),
    ],
)
def test_money_that_was_sent_down_is_the_budget_where_no_other_stands_beside_it(
    headings: str, figures: str, initial: int | None, adjusted: int | None
) -> None:
    (line,) = _with_money(headings, figures).funds
    assert (line.initial, line.adjusted, line.executed) == (initial, adjusted, Decimal(72))


def _with_indicators(headings: str, row: str) -> Form:
    return form_of(
        HEAD + f"一级指标 | 二级指标 | 三级指标 | {headings}\n产出指标 | 数量指标 | 检查次数 | {row}"
    )


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("绩效标准 | 实际完成值 | 分值 | 得分 | <", "≥10次 | 12次 | 90 | 90 | <"),
        ("目标完成值 | 实际完成值 | 分值 | 得分 | <", "≥10次 | 12次 | 90 | 90 | <"),
        ("年度指标值 | 目标完成值 | 分值 | 得分 | <", "≥10次 | 12次 | 90 | 90 | <"),
        ("绩效标准 | 年度指标值 | 完成值 | 分值 | 得分", "达标 | ≥10次 | 12次 | 90 | 90"),
    ],
)
def test_a_word_for_target_or_actual_is_the_one_that_is_missing(headings: str, row: str) -> None:
    (indicator,) = _with_indicators(headings, row).indicators
    assert (indicator.target, indicator.actual) == ("≥10次", "12次")


def test_a_word_for_target_or_actual_is_neither_where_both_are_missing() -> None:
    (indicator,) = _with_indicators("目标完成值 | 分值 | 得分 | < | <", "12次 | 90 | 90 | < | <").indicators
    assert (indicator.target, indicator.actual, indicator.score) == (None, None, Decimal(90))


def test_an_explanation_is_the_reason_where_no_reason_stands_beside_it() -> None:
    alone = _with_indicators("指标值 | 完成值 | 得分 | 情况说明 | <", "≥10次 | 8次 | 80 | 雨季停工 | <")
    beside = _with_indicators(
        "指标值 | 完成值 | 得分 | 情况说明 | 未完成原因", "≥10次 | 8次 | 80 | 按月检查 | 雨季停工"
    )
    assert [form.indicators[0].reason for form in (alone, beside)] == ["雨季停工", "雨季停工"]
