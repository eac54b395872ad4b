"""Indicators with a column each, their headings one below the other."""

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of

MONEY = """2023年度项目支出绩效自评表 | < | < | < | <
项目名称 | 救护车更新购置 | < | 实施单位 | 某县人民医院
资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
年度资金总额 | 96 | 96 | 93.6 | 97.5%
"""
GOALS = """年度目标 | 预期目标 | < | 实际完成情况 | <
^ | 购置3辆救护车并投入使用 | < | 购置3辆救护车并投入使用 | <
"""
LYING = """一级指标 | 产出指标 | < | 效益指标 | 满意度指标
二级指标 | 数量指标 | 时效指标 | 社会效益指标 | 服务对象满意度指标
三级指标 | 购置救护车 | 交付时间 | 响应时间 | 患者满意度
年度指标值 | 3辆 | 9月底前 | ≤5分钟 | ≥90%
实际完成值 | 3辆 | 10月16日 | 4.2分钟 | 94%
分值 | 20 | 20 | 40 | 20
得分 | 20 | 18 | 40 | 20
"""


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED, Layout.CLOSED])
@pytest.mark.parametrize("goals", ["", GOALS])
def test_indicators_that_lie_down_are_named_and_are_neither_money_nor_goals(
    layout: Layout, goals: str
) -> None:
    form = form_of(MONEY + goals + LYING, layout)
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert [goal.planned for goal in form.goals] == (["购置3辆救护车并投入使用"] if goals else [])
    assert form.indicators == ()
    first = f"R{5 + 2 * bool(goals)}C1"
    assert [p.place for p in form.problems if p.code == "indicators_lie"] == [first]
    assert "购置救护车" in {unread.text for unread in form.unread}
