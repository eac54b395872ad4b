"""Headings of two rows in text: the lower row stands in the place of the heading that it divides."""

from decimal import Decimal

import pytest

from pipelines.forms import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line, read_drawing

HEAD = """
2022年度部门整体支出绩效自评表
部门名称 | 某局
"""
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 维修数量 | ≥3处 | 3处 | 90 | 88
"""


def _form(rows: str, layout: Layout = Layout.TABBED) -> Form:
    drawing = HEAD.strip() + "\n" + rows.strip()
    return form_of(one_a_line(drawing) if layout is Layout.LINES else drawing, layout)


@pytest.mark.parametrize("layout", [Layout.TABBED, Layout.LINES])
def test_a_heading_of_money_is_divided_by_the_row_below(layout: Layout) -> None:
    form = _form(
        """
        部门预算执行情况 | 预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年初预算数 | 全年预算数
        年度资金总额 | 3126.5 | 3380.42 | 3211.40 | 10 | 95.00% | 9.5
        其中：财政拨款 | 2900 | 3150.42 | 2990.90 | — | 94.94% | —
        """
        + INDICATORS,
        layout,
    )
    total, part = form.funds
    assert (total.initial, total.adjusted, total.executed) == (
        Decimal("3126.5"), Decimal("3380.42"), Decimal("3211.40"),
    )  # fmt: skip
    assert (total.weight, total.rate_pct, total.score) == (Decimal(10), Decimal("95.00"), Decimal("9.5"))
    assert (part.initial, part.executed, part.rate_pct) == (
        Decimal(2900),
        Decimal("2990.90"),
        Decimal("94.94"),
    )


def test_the_printed_rate_tells_which_amount_is_divided_by_sources() -> None:
    form = _form(
        """
        任务名称 | 批复金额 | 实际支出金额 | 预算执行率
        总额 | 财政拨款 | 其他资金
        基本支出 | 356.12 | 350.00 | 6.12 | 350.88 | 98.53%
        """
        + INDICATORS
    )
    (line,) = form.funds
    assert (line.adjusted, line.executed) == (Decimal("356.12"), Decimal("350.88"))


def test_without_a_rate_nobody_says_which_amount_is_divided() -> None:
    form = _form(
        """
        任务名称 | 批复金额 | 实际支出金额
        总额 | 财政拨款 | 其他资金
        基本支出 | 356.12 | 350.00 | 6.12 | 350.88
        """
        + INDICATORS
    )
    assert [line.executed for line in form.funds] == [None]
    assert "ambiguous_values" in [problem.code for problem in form.problems]


def test_levels_below_the_heading_of_the_indicators_stand_in_its_place() -> None:
    form = _form(
        """
        绩效指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 偏差原因
        一级指标 | 二级指标 | 三级指标
        产出指标 | 数量指标 | 年报专业数 | = | 8 | 个 | 8
        质量指标 | 审核合格率 | >= | 98 | % | 99.2
        """
    )
    assert [(row.level2, row.name, row.target, row.actual) for row in form.indicators] == [
        ("数量指标", "年报专业数", "=8个", "8"),
        ("质量指标", "审核合格率", ">=98%", "99.2"),
    ]


def test_a_name_and_a_weight_stand_under_each_level() -> None:
    form = _form(
        """
        评价指标 | 指标说明 | 评分标准 | 自评分数 | 扣分原因
        一级指标 | 二级指标
        名称 | 权重(%) | 名称 | 权重(%)
        预算编制情况 | 15 | 预算编制合理性 | 5 | 考核预算的合理性 | 符合要求得5分 | 5
        目标设置 | 10 | 整体绩效目标合理 | 目标明确得10分 | 9 | 个别指标不够量化
        合计 | 15 | 15 | 14
        """
    )
    assert [(row.level1, row.name, row.weight, row.score) for row in form.indicators] == [
        ("预算编制情况", "预算编制合理性", Decimal(5), Decimal(5)),
        ("预算编制情况", "目标设置", Decimal(10), Decimal(9)),
    ]
    assert (form.total_weight, form.total_score) == (Decimal(15), Decimal(14))


def test_lists_of_money_side_by_side_are_read_one_after_the_other() -> None:
    form = _form(
        """
        年度预算（万元） | 资金来源 | 资金结构
        项目 | 预算数 | 执行数 | 执行率 | 项目 | 预算数 | 执行数 | 执行率
        一般公共预算 | 200 | 190 | 95% | 基本支出 | 180 | 180 | 100%
        政府性基金 | 100 | 60 | 60% | 项目支出 | 120 | 70 | 58.33%
        """
        + INDICATORS
    )
    assert [line.label for line in form.funds] == ["一般公共预算", "政府性基金", "基本支出", "项目支出"]


def test_an_execution_of_a_hundred_may_be_the_rate() -> None:
    form = _form(
        """
        项目资金（万元） | 全年预算数 | 全年执行数 | 执行率
        年度资金总额 | 207.4538 | 100
        """
        + INDICATORS
    )
    (line,) = form.funds
    assert (line.adjusted, line.executed, line.rate_pct) == (None, None, None)
    assert "ambiguous_values" in [problem.code for problem in form.problems]


def test_a_column_to_list_beside_another_divides_nothing() -> None:
    headings = "一级指标 二级指标 三级指标 指标值 完成值 分值 评分标准 数据来源 得分 未完成原因及改进措施"
    row = "部门管理 预算管理 编制完整性 ≥98% 99% 40 每低一个百分点扣1分 预算系统 39.5 个别漏报"
    form = "\n".join(["项目支出绩效自评表", "项目名称", "道路养护", *headings.split(), *row.split()])
    reading = read_drawing(form, Layout.LINES)
    (indicator,) = reading.forms[0].indicators
    assert (indicator.name, indicator.target, indicator.actual) == ("编制完整性", "≥98%", "99%")
    assert (indicator.weight, indicator.score) == (Decimal(40), Decimal("39.5"))


@pytest.mark.parametrize("layout", [Layout.TABBED, Layout.LINES])
def test_a_numbered_goal_beside_the_headings_is_their_label(layout: Layout) -> None:
    form = _form(
        """
        年度绩效目标1（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 分值 | 得分
        符号 | 指标值 | 单位
        产出指标 | 数量指标 | 引进人才 | ≥ | 45 | 人 | 38人 | 40 | 35
        质量指标 | 就业率 | ≥ | 85 | % | 86.7% | 40 | 40
        """,
        layout,
    )
    assert [(row.name, row.target, row.actual) for row in form.indicators] == [
        ("引进人才", "≥45人", "38人"),
        ("就业率", "≥85%", "86.7%"),
    ]


def test_earlier_years_in_a_second_row_of_headings_stand_under_the_history_and_are_no_target() -> None:
    drawing = """
        2022年度项目支出绩效自评表
        项目名称 | 法律援助
        一级指标 | 二级指标 | 三级指标 | 历史完成值 | 2022年目标值 | 2022年完成值 | 分值 | 得分
        2020年 | 2021年
        产出指标 | 数量指标 | 办理案件数 | 321件 | 346件 | ≥350件 | 338件 | 60 | 58
        质量指标 | 合格率 | 98% | 99% | ≥98% | 99.4% | 40 | 40
        """
    form = form_of(drawing, Layout.CLOSED)
    assert [(row.name, row.target, row.actual) for row in form.indicators] == [
        ("办理案件数", "≥350件", "338件"),
        ("合格率", "≥98%", "99.4%"),
    ]
    assert {"321件", "346件", "98%", "99%"} <= {cell.text for cell in form.unread}
