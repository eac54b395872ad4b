"""Lists of tasks with their money: a line is named by the task's name, not by what stands beside it."""

from decimal import Decimal

import pytest

from pipelines.forms.form import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

HEAD = "2022年度部门整体支出绩效自评表\n部门名称 | 某县公路站\n"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 50 | 50
"""
BEFORE = """年度主要任务 | 任务名称 | 主要内容 | 完成情况 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
养护道路 | 修路12公里 | 已完成 | 60 | 50 | 50 | 100%
发放补助 | 发放中央补助资金 | 基本完成 | 40 | 50 | 40 | 80%
金额合计 | 100 | 100 | 90 | 90%"""
BY_SOURCE = """年度主要任务 | 任务名称 | 主要内容 | 全年预算数 | 全年执行数 | 执行率
总额 | 财政拨款 | 其他资金 | 总额 | 财政拨款 | 其他资金
养护道路 | 修路12公里 | 50 | 40 | 10 | 50 | 40 | 10 | 100%
发放补助 | 发放中央补助资金 | 50 | 50 | 0 | 40 | 40 | 0 | 80%
金额合计 | 100 | 90 | 10 | 90 | 80 | 10 | 90%"""
LINES = [
    ("养护道路", "unknown", Decimal(50), Decimal(50), Decimal(100)),
    ("发放补助", "unknown", Decimal(50), Decimal(40), Decimal(80)),
    ("金额合计", "total", Decimal(100), Decimal(90), Decimal(90)),
]


def _form(money: str, layout: Layout) -> Form:
    drawing = HEAD + money + INDICATORS
    return form_of(one_a_line(drawing) if layout is Layout.LINES else drawing, layout)


def _lines(form: Form) -> list[tuple[str | None, str, Decimal | None, Decimal | None, Decimal | None]]:
    return [(line.label, line.kind, line.adjusted, line.executed, line.rate_pct) for line in form.funds]


@pytest.mark.parametrize("layout", [Layout.CLOSED, Layout.LINES])
@pytest.mark.parametrize("money", [BEFORE, BY_SOURCE])
def test_a_task_is_named_by_its_name_and_neither_content_nor_state_carries_money(
    money: str, layout: Layout
) -> None:
    assert _lines(_form(money, layout)) == LINES


def test_figures_behind_words_of_which_nobody_knows_the_name_are_unread() -> None:
    form = _form(BEFORE.replace("任务名称", "重点项目名"), Layout.LINES)
    assert _lines(form) == LINES[-1:]
    told = [problem.message for problem in form.problems if problem.code == "ambiguous_values"]
    assert "“养护道路”、“修路12公里”" in told[0]
    assert {"60", "80%"} <= {cell.text for cell in form.unread}


def test_a_remark_behind_the_figures_may_be_the_name_of_the_next_task_and_names_none() -> None:
    money = BEFORE.replace("执行率\n", "执行率 | 备注\n").replace("100%\n", "100% | 跨年支付尾款\n")
    assert _lines(_form(money, Layout.LINES)) == LINES[-1:]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.CLOSED])
def test_how_far_a_task_got_behind_its_figures_is_no_line(layout: Layout) -> None:
    money = """主要任务 | 任务名称 | 主要内容 | 预算数（万元） | 执行数（万元） | 完成情况
    ^ | 养护道路 | 修路12公里 | 50 | 50 | 已完成
    ^ | 金额合计 | < | 90 | 80 | 部分完成"""
    if layout is Layout.CLOSED:
        money = money.replace("^ | ", "").replace(" | <", "")
    assert [line.label for line in _form(money, layout).funds] == ["养护道路", "金额合计"]


@pytest.mark.parametrize("layout", [Layout.CLOSED, Layout.LINES])
def test_the_sum_of_the_tasks_is_no_total_beside_that_of_the_form(layout: Layout) -> None:
    whole = (
        "预算执行情况 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率\n年度资金总额 | 300 | 300 | 240 | 80%\n"
    )
    form = _form(whole + BEFORE.replace("金额合计", "合计"), layout)
    assert [line.kind for line in form.funds] == ["total", "unknown", "unknown", "unknown"]


def test_a_dash_under_remarks_is_no_figure() -> None:
    money = BEFORE.replace("执行率\n", "执行率 | 备注\n").replace("100%\n", "100% | 无\n")
    assert _lines(_form(money, Layout.CLOSED)) == LINES


def test_tasks_one_cell_a_line_below_a_heading_of_the_reason_name_no_line_that_carries_another_s_money() -> (
    None
):
    money = """二、部门年度重点工作任务
任务名称 | 项目级次 | 主要内容 | 批复金额（万元） | 实际支出金额 | 预算执行率 | 预算执行偏低原因及改进措施
总额 | 财政拨款 | 其他资金
困难群众救助 | 省级 | 发放救助资金 | 4,618.20 | 4,618.20 | 0.00 | 4,522.77 | 97.93% | 无
乡镇敬老院改扩建 | 本级 | 改扩建敬老院 | 260.00 | 200.00 | 60.00 | 182.00 | 70.00% | 工程尾款待审计结算后支付"""
    form = _form(money, Layout.LINES)
    assert {line.label for line in form.funds} <= {"困难群众救助", "乡镇敬老院改扩建"}
    assert [row.name for row in form.indicators] == ["检查次数"]


def test_words_below_the_money_without_a_figure_among_them_are_of_another_list() -> None:
    money = """部门资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
资金总额 | 100 | 100 | 90 | 90%
年度工作 | 名称 | 内容 | 结果
养护道路 | 修路十二公里 | 修了十二公里
安置就业 | 安置三百人 | 安置完毕"""
    assert [line.label for line in _form(money, Layout.LINES).funds] == ["资金总额"]
