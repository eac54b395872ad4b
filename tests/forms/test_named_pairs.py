"""A label that names a line and what its figure is: 年度资金总额预算数（A） | 250000元."""

import pytest

from pipelines.forms import Form
from pipelines.forms.fund_labels import named_money
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

FORM = """
转移支付区域绩效目标自评表
转移支付名称 | 某补助
预算执行情况（元） | 年度资金总额预算数（A） | 250000元
年度资金总额执行数（B） | 215457.6元
预算执行率（B/A） | 86.18%
其中：当年财政拨款预算数（A） | 250000元
其中：当年财政拨款执行数（B） | 215457.6元
上年结转资金预算数（A）
上年结转资金执行数（B）
预算执行率（B/A）
其他资金预算数（A） | 0元
其他资金执行数（B）
预算执行率（B/A）
年度总体目标 | 年初设定目标 | 全年实际完成情况
保障场馆全年正常向市民开放。 | 场馆全年正常开放。
一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施
产出指标 | 数量指标 | 开放天数 | ≥300天 | 312天
"""


def _lines(form: Form) -> list[tuple[str | None, ...]]:
    return [
        (line.label, line.kind, *(None if value is None else str(value) for value in figures))
        for line in form.funds
        for figures in [(line.adjusted, line.executed, line.rate_pct)]
    ]


@pytest.mark.parametrize("layout", list(Layout))
def test_each_line_has_the_figures_of_its_own_labels(layout: Layout) -> None:
    form = form_of(one_a_line(FORM) if layout is Layout.LINES else FORM, layout)
    assert _lines(form) == [
        ("年度资金总额", "total", "250000", "215457.6", "86.18"),
        ("其中：当年财政拨款", "fiscal", "250000", "215457.6", None),
        ("上年结转资金", "carryover", None, None, None),
        ("其他资金", "other", "0", None, None),
    ]
    assert [line.depth for line in form.funds] == [0, 1, 1, 1]


def test_labels_over_figures_are_headings_of_columns() -> None:
    form = form_of(
        one_a_line(
            """
            2023年度项目支出绩效自评表
            项目名称 | 某项目
            财政拨款预算数 | 财政拨款执行数 | 执行率
            100 | 80 | 80%
            一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分
            产出指标 | 数量指标 | 开放天数 | ≥300天 | 312天 | 100 | 100
            """
        ),
        Layout.LINES,
    )
    assert ("80", "80") not in [(str(line.executed), str(line.adjusted)) for line in form.funds]
    assert all(line.rate_pct is None or str(line.rate_pct) == "80" for line in form.funds)


@pytest.mark.parametrize("heading", ["预算执行率（B/A）", "年初预算数", "全年预算数", "财政拨款", "资金总额"])
def test_a_heading_without_a_line_names_none(heading: str) -> None:
    assert named_money(heading) is None
