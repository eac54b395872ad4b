"""Money whose parts are named in other ways than one below the other, remarks among it, goals beside labels."""

from decimal import Decimal

from pipelines.forms import Form
from tests.forms.drawing import read_drawing

INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 90 |
"""
HEAD = """
2022年度项目支出绩效自评表 | < | < | < | < | < | < | <
项目名称 | 文化活动 | 实施单位 | 某街道办事处 | < | < | < | <
"""
MONEY = """
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | < | <
年度资金总额 | 100 | 90 | 80 | 88.89% | < | < | <
"""


def _form(drawing: str) -> Form:
    (form,) = read_drawing(drawing).forms
    return form


def test_parts_named_by_headings_across_are_lines_of_money() -> None:
    form = _form(
        HEAD
        + """
        预算执行情况（元） | 年度预算数 | < | < | 年度执行数 | < | < | 执行率
        ^ | 合计 | 财政拨款 | 其他资金 | 合计 | 财政拨款 | 其他资金 | ^
        ^ | 800 | 700 | 100 | 720 | 700 | 20 | 90%
        """
        + INDICATORS
    )
    assert [(line.label, line.kind, line.adjusted, line.executed) for line in form.funds] == [
        ("合计", "total", Decimal(800), Decimal(720)),
        ("财政拨款", "fiscal", Decimal(700), Decimal(700)),
        ("其他资金", "other", Decimal(100), Decimal(20)),
    ]
    assert form.funds[1].places == {"adjusted": "R6C3", "executed": "R6C6"}
    assert form.unread == ()


def test_a_part_named_across_whose_figure_is_missing_is_null() -> None:
    form = _form(
        HEAD
        + """
        预算执行情况（元） | 年度预算数 | < | < | 年度执行数 | < | < | 执行率
        ^ | 合计 | 财政拨款 | 其他资金 | 合计 | 财政拨款 | 其他资金 | ^
        ^ | 700 | 700 | | 700 | 700 | — | 100%
        """
        + INDICATORS
    )
    assert (form.funds[2].label, form.funds[2].adjusted, form.funds[2].executed) == ("其他资金", None, None)


def test_a_sentence_among_the_lines_of_money_is_none_whatever_it_names() -> None:
    form = _form(
        HEAD
        + MONEY
        + "执行率偏差说明：合同尾款按进度结转下年支付。 | < | < | < | < | < | < | <\n"
        + "其中：基本支出42万元；项目支出38万元。 | < | < | < | < | < | < | <"
        + INDICATORS
    )
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert len(form.unread) == 2


def test_a_line_of_money_may_begin_with_a_circled_digit() -> None:
    form = _form(HEAD + MONEY + "①基本支出 | 60 | 50 | 45 | 90% | < | < | <" + INDICATORS)
    assert [(line.kind, line.executed) for line in form.funds] == [
        ("total", Decimal(80)),
        ("basic", Decimal(45)),
    ]


def test_final_accounts_are_what_was_spent() -> None:
    form = _form(HEAD + MONEY.replace("全年执行数", "支出决算") + INDICATORS)
    assert form.funds[0].executed == Decimal(80)


def test_goals_stand_beside_their_labels_in_one_row() -> None:
    planned, achieved = (
        "举办社区文化活动六十场，服务居民两万人次。",
        "举办活动四十八场，服务居民两万三千人次。",
    )
    row = f"年度预期目标 | {planned} | < | 具体完成情况 | {achieved} | < | < | <"
    alone = "三、目标完成情况 | < | < | < | < | < | < | <\n"
    for drawn in (row, alone + row):
        (goal,) = _form(HEAD + MONEY + drawn + INDICATORS).goals
        assert (goal.planned, goal.achieved) == (planned, achieved)


def test_weights_in_per_cent_are_of_the_hundred_of_a_form() -> None:
    form = _form(
        HEAD
        + MONEY
        + """
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 权重（%） | 自评得分 | 扣分原因
        产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 60% | 60 |
        产出指标 | 质量指标 | 当天办结率 | 100% | 99% | 40% | 9 | 跨馆调取
        """
    )
    assert [(row.actual, row.weight, row.score) for row in form.indicators] == [
        ("12次", Decimal(60), Decimal(60)),
        ("99%", Decimal(40), Decimal(9)),
    ]
