"""Rows that number the columns above them are headings: neither money nor indicators."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

FORM = """
2022年度项目支出绩效自评表 | < | < | < | < | < | <
项目资金（元） | 资金来源 | 年初预算 | 调增（+）调减（-） | 调整后预算 | 实际支出 | 执行率
^ | 栏次 | 1 | 2 | 3=1+2 | 4 | 5=4/3
^ | 合计 | 260 | -60 | 200 | 150 | 75%
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
1 | 2 | 3 | 4 | 5 | 6 | 7
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 100 | 90
"""


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_the_numbers_of_columns_are_no_line_of_money_and_no_indicator(layout: Layout) -> None:
    form = form_of(FORM, layout)
    assert [(line.label, line.initial, line.adjusted, line.executed) for line in form.funds] == [
        ("合计", Decimal(260), Decimal(200), Decimal(150))
    ]
    assert [row.name for row in form.indicators] == ["检查次数"]


def test_one_cell_a_line_numbers_behind_a_label_are_no_figures() -> None:
    cells = one_a_line(FORM.replace("| <", "").replace("^ | ", "").replace("1 | 2 | 3 | 4 | 5 | 6 | 7\n", ""))
    form = form_of(cells, Layout.LINES)
    assert [(line.label, line.initial, line.adjusted) for line in form.funds] == [("合计", 260, 200)]


def test_figures_behind_a_label_of_money_are_money() -> None:
    money = form_of(FORM.replace("栏次 | 1 | 2 | 3=1+2 | 4 | 5=4/3", "财政拨款 | 1 | 2 | 3 | 4 | 100%")).funds
    assert [(line.label, line.initial) for line in money] == [("财政拨款", 1), ("合计", 260)]
