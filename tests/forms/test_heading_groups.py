"""One heading divided by periods: the column of the whole is meant, and where none says so, none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.forms import read_forms
from pipelines.readers.grid import Document, Grid, Layout
from tests.forms.drawing import form_of, grid_of, one_a_line

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


PARTIES = f"""
{TITLE}
项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | < | < | 扣分说明
^ | ^ | ^ | ^ | ^ | ^ | 单位自评 | 主管部门审核 | 财政复核 | ^
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 60 | 60 | 58 | 57 | 无
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 88% | 40 | 38 | 37 | 36 | 噪声扰民
"""


def without_merges(drawing: str, layout: Layout) -> Grid:
    """Return the grid of a drawing whose merged cells are lost; columns too where the layout has none."""
    cells = [replace(cell, rows=1, columns=1) for cell in grid_of(drawing).cells if cell.text]
    if layout is Layout.LINES:
        cells = [replace(cell, row=at, column=1) for at, cell in enumerate(cells, 1)]
    if layout is Layout.CLOSED:
        rows = [[cell for cell in cells if cell.row == row] for row in {cell.row for cell in cells}]
        cells = [replace(cell, column=at) for row in rows for at, cell in enumerate(row, 1)]
    return Grid("正文", layout, tuple(cells))


@pytest.mark.parametrize("layout", Layout)
def test_of_the_points_of_several_parties_the_units_own_are_meant(layout: Layout) -> None:
    grid = grid_of(PARTIES) if layout is Layout.RULED else without_merges(PARTIES, layout)
    (form,) = read_forms(Document("自评表.txt", None, "0" * 64, "text/plain", (grid,), 1)).forms
    assert [(row.name, row.weight, row.score, row.reason) for row in form.indicators] == [
        ("检查次数", 60, 60, "无"),
        ("群众满意度", 40, 38, "噪声扰民"),
    ]


@pytest.mark.parametrize("layout", [Layout.TABBED, Layout.CLOSED, Layout.LINES])
def test_points_of_another_party_beside_the_units_own_divide_no_heading(layout: Layout) -> None:
    flat = """
    2022年度项目支出绩效自评表
    项目名称 | 道路养护 | 实施单位 | 某县公路站
    一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 自评得分 | 部门评分 | 财政评分
    产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 60 | 60 | 58 | 57
    满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 88% | 40 | 38 | 37 | 36
    """
    form = form_of(one_a_line(flat) if layout is Layout.LINES else flat, layout)
    assert [row.score for row in form.indicators] == [60, 38]
