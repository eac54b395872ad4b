"""Rates of the money whose heading stands beside the first line only."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of

HEAD = "2022年度项目支出绩效自评表 | < | < | < | < | < | <\n项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | <\n"
INDICATORS = """一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 50 | 50
"""
PAIRS = """预算执行情况（万元） | 预算数： | 100 | 执行数： | 92.7 | 预算执行率 | 92.7%
^ | 其中：财政拨款 | 80 | 其中：财政拨款 | 80 | ^ | 100%
^ | 其他资金 | 20 | 其他资金 | 12.7 | ^ | 63.5%
"""
NAMED = """预算执行情况（万元） | 资金总额预算数 | 100 | 资金总额执行数 | 92.7 | 预算执行率 | 92.7%
^ | 其中：财政拨款预算数 | 80 | 其中：财政拨款执行数 | 80 | ^ | 100%
^ | 其他资金预算数 | 20 | 其他资金执行数 | 12.7 | ^ | 63.5%
"""
COLUMNS = """项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | | <
^ | 年度资金总额 | 120 | 100 | 92.7 | 预算执行率 | 92.7%
^ | 其中：财政拨款 | 90 | 80 | 80 | ^ | 100%
^ | 其他资金 | 30 | 20 | 12.7 | ^ | 63.5%
"""


def _drawn(drawing: str, layout: Layout) -> str:
    """Return a drawing as text prints it: without merged cells, or with one cell a line."""
    if layout is Layout.RULED:
        return drawing
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    between = "\n" if layout is Layout.LINES else " | "
    return "\n".join(between.join(cell for cell in row if cell not in ("", "<", "^")) for row in rows)


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.CLOSED, Layout.LINES])
@pytest.mark.parametrize("money", [PAIRS, NAMED, COLUMNS])
def test_percentages_under_it_are_the_rates_of_their_lines(money: str, layout: Layout) -> None:
    form = form_of(_drawn(HEAD + money + INDICATORS, layout), layout)
    assert [(line.adjusted, line.executed, line.rate_pct) for line in form.funds] == [
        (Decimal(100), Decimal("92.7"), Decimal("92.7")),
        (Decimal(80), Decimal(80), Decimal(100)),
        (Decimal(20), Decimal("12.7"), Decimal("63.5")),
    ]
    assert form.unread == ()


@pytest.mark.parametrize("money", [PAIRS, NAMED, COLUMNS])
def test_a_percentage_that_is_not_what_the_figures_give_is_unread(money: str) -> None:
    form = form_of(HEAD + money.replace("63.5%", "36.5%") + INDICATORS)
    assert [line.rate_pct for line in form.funds][1:] == [Decimal(100), None]
    assert [cell.text for cell in form.unread] == ["36.5%"]


def test_without_a_heading_of_rates_a_percentage_is_none() -> None:
    form = form_of(HEAD + PAIRS.replace("预算执行率 | 92.7%", "资金到位率 | 100%") + INDICATORS)
    assert [line.rate_pct for line in form.funds] == [None, None, None]
