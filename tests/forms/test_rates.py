"""Columns of money under headings that decide nothing, told by the rates that the form prints."""

from decimal import Decimal

import pytest

from pipelines.forms.form import Form
from pipelines.forms.money import own_money
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of

HEAD = "2022年度项目支出绩效自评表 | < | < | < | < | <\n项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | <\n"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90
"""
Money = tuple[Decimal | int | None, Decimal | int | None, Decimal | int | None]


def _form(headings: str, *lines: str, layout: Layout = Layout.RULED) -> Form:
    drawing = HEAD + "\n".join([headings, *lines]) + INDICATORS
    return form_of(drawing, layout)


def _money(form: Form) -> list[Money]:
    return [(line.initial, line.adjusted, line.executed) for line in form.funds]


def _codes(form: Form) -> set[str]:
    return {problem.code for problem in form.problems}


def test_an_unknown_heading_is_the_budget_over_which_the_rates_were_formed() -> None:
    form = _form(
        "项目资金（万元） | 财力盘子 | 执行数 | 执行率 | < | <",
        "年度资金总额 | 200 | 150 | 75% | < | <",
        "其中：财政拨款 | 120 | 110 | 91.67% | < | <",
    )
    assert _money(form) == [(None, 200, 150), (None, 120, 110)]
    assert "column_by_rate" in _codes(form)


def test_it_stays_a_heading_that_the_vocabulary_lacks() -> None:
    form = _form(
        "项目资金（万元） | 财力盘子 | 执行数 | 执行率 | < | <", "年度资金总额 | 200 | 150 | 75% | < | <"
    )
    claims = {claim.place: claim.field for claim in form.claims}
    assert (claims["R3C2"], claims["R4C2"]) == ("funds.unknown_heading", "funds[0].adjusted")


@pytest.mark.parametrize("layout", [Layout.TABBED, Layout.CLOSED])
def test_the_rates_tell_it_in_text_too(layout: Layout) -> None:
    form = _form(
        "项目资金（万元） | 年初预算数 | 财力盘子 | 执行数 | 执行率 | 得分",
        "年度资金总额 | 180 | 200 | 150 | 75% | 7.5",
        "其中：财政拨款 | 100 | 120 | 110 | 91.67%",
        layout=layout,
    )
    assert _money(form) == [(180, 200, 150), (100, 120, 110)]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "年度资金总额 | 180 | 200 | 150 | 80% | 8",
            "其中：财政拨款 | 100 | 120 | 110 | 91.67% | <",
        ),  # one denies it
        (
            "年度资金总额 | 200 | 200 | 150 | 75% | 7.5",
            "其中：财政拨款 | 120 | 120 | 110 | 91.67% | <",
        ),  # so does 年初
        (
            "年度资金总额 | 180 | 150 | 150 | 100% | 10",
            "其中：财政拨款 | 180 | 150 | 150 | 100% | <",
        ),  # one line twice
        (
            "年度资金总额 | 180 | 200 | 150 | 0.8 | 8",
            "其中：财政拨款 | 180 | 200 | 150 | 1 | <",
        ),  # too coarse
    ],
)
def test_it_stays_unknown_where_the_rates_do_not_decide_and_moves_no_neighbour(
    lines: tuple[str, str],
) -> None:
    form = _form("项目资金（万元） | 年初预算数 | 财力盘子 | 执行数 | 执行率 | 得分", *lines)
    initial, executed = ([int(line.split(" | ")[at]) for line in lines] for at in (1, 3))
    assert _money(form) == [(one, None, other) for one, other in zip(initial, executed, strict=True)]
    assert "column_by_rate" not in _codes(form)


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
@pytest.mark.parametrize(
    ("headings", "line", "money"),
    [
        ("项目资金 | 年初预算数 | 财力盘子 | 执行数 | 得分 | <", "年度资金总额 | 180 | 200 | 150 | 9 | <", (180, None, 150)),
        ("项目资金 | 年初预算数 | 财力盘子 | 执行数 | 得分 | <", "年度资金总额 |  | 200 | 150 | 9 | <", (None, None, 150)),
        ("项目资金 | 财力盘子 | 预算数 | 执行数 | 得分 | <", "年度资金总额 | 200 |  | 150 | 9 | <", (None, None, 150)),
        ("项目资金 | 预算数 | 执行数 | 财力盘子 | 得分 | <", "年度资金总额 | 200 |  | 150 | 9 | <", (None, 200, None)),
    ],
)  # fmt: skip
def test_a_figure_under_an_unknown_heading_is_none_of_its_neighbours(
    layout: Layout, headings: str, line: str, money: Money
) -> None:
    assert _money(_form(headings, line, layout=layout)) == [money]


def test_a_budget_that_was_changed_is_told_from_its_change_by_the_rates() -> None:
    changed = _form(
        "项目资金（万元） | 预算批复数 | 预算调整数 | 执行数 | 执行率 | <",
        "年度资金总额 | 580 | 571.2 | 500 | 87.54% | <",
    )
    change = _form(
        "项目资金（万元） | 预算批复数 | 预算调整数 | 执行数 | 执行率 | <",
        "年度资金总额 | 580 | -8.8 | 500 | 86.21% | <",
    )
    assert _money(changed) == [(580, Decimal("571.2"), 500)]
    assert _money(change) == [(None, 580, 500)]


def test_what_was_paid_out_is_told_by_the_rates_where_nothing_else_is_executed() -> None:
    form = _form(
        "项目资金（万元） | 预算数 | 财政支付额度 | 执行率 | < | <",
        "年度资金总额 | 200 | 150 | 75% | < | <",
    )
    assert _money(form) == [(None, 200, 150)]


def test_points_in_a_heading_are_those_of_the_line_that_has_the_score() -> None:
    form = _form(
        "项目资金（万元） | 预算数 | 执行数 | 执行率 | 得分（10分） | <",
        "基本支出 | 100 | 90 | 90% |  | <",
        "项目支出 | 300 | 270 | 90% |  | <",
        "合计 | 400 | 360 | 90% | 9 | <",
    )
    assert [(line.weight, line.score) for line in form.funds] == [(None, None), (None, None), (10, 9)]


def test_labels_stand_under_a_heading_that_names_the_money_as_sent_down() -> None:
    form = _form(
        "资金下达和使用（万元） | 下达金额 | 已支付金额 | 支付比例 | < | <",
        "资金合计 | 560 | 431.2 | 77% | < | <",
        "中央资金 | 320 | 320 | 100% | < | <",
        "企业自筹资金 | 240 | 111.2 | 46.33% | < | <",
        layout=Layout.TABBED,
    )
    assert [line.kind for line in form.funds] == ["total", "central", "other"]
    assert _money(form) == [(None, 560, Decimal("431.2")), (None, 320, 320), (None, 240, Decimal("111.2"))]


def test_bonds_are_a_source_of_no_kind_and_part_of_the_whole() -> None:
    form = _form(
        "项目资金（万元） | 预算数 | 执行数 | 执行率 | < | <",
        "其中：政府性基金 | 100 | 90 | 90% | < | <",
        "专项债券资金 | 200 | 180 | 90% | < | <",
    )
    assert [(line.kind, line.breakdown) for line in form.funds] == [
        ("fiscal", "source"),
        ("unknown", "source"),
    ]
    assert own_money(form).budget == 300
