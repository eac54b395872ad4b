"""One heading divided by periods: the column of the whole is meant, and where none says so, none."""

from decimal import Decimal

import pytest

from tests.forms.drawing import form_of

TITLE = "2022年度项目支出绩效自评表 | < | < | < | < | < | <"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 100 | 90
"""


@pytest.mark.parametrize(
    ("periods", "executed"),
    [
        ("1—6月 | 7—12月 | 合计", Decimal(90)),
        ("上半年 | 下半年 | 全年", Decimal(90)),
        ("一季度 | 二季度 | 三季度", None),
        ("甲账户 | 乙账户 | 丙账户", None),
    ],
)
def test_money_spent_by_periods_is_that_of_the_whole(periods: str, executed: Decimal | None) -> None:
    form = form_of(f"""
{TITLE}
项目资金（万元） | 全年预算数 | 全年执行数 | < | < | 执行率 | 得分
^ | ^ | {periods} | ^ | ^
年度资金总额 | 100 | 40 | 50 | 90 | 90% | 9
{INDICATORS}""")
    (line,) = form.funds
    assert (line.adjusted, line.executed, line.rate_pct) == (Decimal(100), executed, Decimal(90))


@pytest.mark.parametrize(
    ("periods", "actual"), [("上半年 | 全年", "12次"), ("一季度 | 二季度", None), ("全年 | 上半年", "5次")]
)
def test_a_value_by_periods_is_that_of_the_year(periods: str, actual: str | None) -> None:
    form = form_of(f"""
{TITLE}
一级指标 | 三级指标 | 年度指标值 | 实际完成值 | < | 分值 | 得分
^ | ^ | ^ | {periods} | ^ | ^
产出指标 | 检查次数 | ≥10次 | 5次 | 12次 | 100 | 90
""")
    assert [(row.target, row.actual, row.score) for row in form.indicators] == [
        ("≥10次", actual, Decimal(90))
    ]
