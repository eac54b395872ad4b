"""Money whose parts are named in other ways than one below the other, remarks among it, goals beside labels."""

from decimal import Decimal

import pytest

from pipelines.forms.fund_labels import line_kind
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, one_a_line

INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 90 |
"""
HEAD = """
2022年度项目支出绩效自评表 | < | < | < | < | < | < | <
项目名称 | 文化活动 | 实施单位 | 某街道办事处 | < | < | < | <
"""
ACROSS = """
预算执行情况（元） | 年度预算数 | < | < | 年度执行数 | < | < | 执行率
^ | 合计 | 财政拨款 | 其他资金 | 合计 | 财政拨款 | 其他资金 | ^
"""
MONEY = """
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | < | <
年度资金总额 | 100 | 90 | 80 | 88.89% | < | < | <
"""


def test_parts_named_by_headings_across_are_lines_of_money() -> None:
    form = form_of(HEAD + ACROSS + "^ | 800 | 700 | 100 | 720 | 700 | 20 | 90%\n" + INDICATORS)
    assert [(line.label, line.kind, line.adjusted, line.executed) for line in form.funds] == [
        ("合计", "total", Decimal(800), Decimal(720)),
        ("财政拨款", "fiscal", Decimal(700), Decimal(700)),
        ("其他资金", "other", Decimal(100), Decimal(20)),
    ]
    assert form.funds[1].places == {"adjusted": "R6C3", "executed": "R6C6"}
    assert form.unread == ()


def test_parts_named_across_are_lines_of_money_in_text_that_has_lost_its_merged_cells_too() -> None:
    drawing = HEAD + ACROSS + "^ | 800 | 700 | 100 | 720 | 700 | 20 | 90%\n" + INDICATORS
    form = form_of(drawing.replace("<", ""), Layout.TABBED)  # a blank first field would be stripped
    assert [(line.label, line.kind, line.adjusted, line.executed) for line in form.funds] == [
        ("合计", "total", Decimal(800), Decimal(720)),
        ("财政拨款", "fiscal", Decimal(700), Decimal(700)),
        ("其他资金", "other", Decimal(100), Decimal(20)),
    ]


def test_a_part_named_across_whose_figure_is_missing_is_null() -> None:
    form = form_of(HEAD + ACROSS + "^ | 700 | 700 | | 700 | 700 | — | 100%\n" + INDICATORS)
    assert (form.funds[2].label, form.funds[2].adjusted, form.funds[2].executed) == ("其他资金", None, None)


def test_a_sentence_among_the_lines_of_money_is_none_whatever_it_names() -> None:
    form = form_of(
        HEAD
        + MONEY
        + "执行率偏差说明：合同尾款按进度结转下年支付。 | < | < | < | < | < | < | <\n"
        + "其中：基本支出42万元；项目支出38万元。 | < | < | < | < | < | < | <"
        + INDICATORS
    )
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert len(form.unread) == 2


def test_a_line_of_money_may_begin_with_a_circled_digit() -> None:
    form = form_of(HEAD + MONEY + "①基本支出 | 60 | 50 | 45 | 90% | < | < | <" + INDICATORS)
    assert [(line.kind, line.executed) for line in form.funds] == [
        ("total", Decimal(80)),
        ("basic", Decimal(45)),
    ]


def test_final_accounts_are_what_was_spent() -> None:
    form = form_of(HEAD + MONEY.replace("全年执行数", "支出决算") + INDICATORS)
    assert form.funds[0].executed == Decimal(80)


def test_goals_stand_beside_their_labels_in_one_row() -> None:
    planned, achieved = (
        "举办社区文化活动六十场，服务居民两万人次。",
        "举办活动四十八场，服务居民两万三千人次。",
    )
    row = f"年度预期目标 | {planned} | < | 具体完成情况 | {achieved} | < | < | <"
    alone = "三、目标完成情况 | < | < | < | < | < | < | <\n"
    for drawn in (row, alone + row):
        (goal,) = form_of(HEAD + MONEY + drawn + INDICATORS).goals
        assert (goal.planned, goal.achieved) == (planned, achieved)


def test_weights_in_per_cent_are_of_the_hundred_of_aform_of() -> None:
    form = form_of(
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


def test_a_total_of_more_below_a_total_is_that_of_theform_of() -> None:
    form = form_of(
        HEAD + MONEY + INDICATORS + "合计 | < | < | < | < | 90 | 90 |\n总分 | < | < | < | < | 100 | 98.9 |"
    )
    assert (form.total_weight, form.total_score) == (Decimal(100), Decimal("98.9"))
    form = form_of(
        HEAD + MONEY + INDICATORS + "总分 | < | < | < | < | 100 | 98.9 |\n合计 | < | < | < | < | 90 | 90 |"
    )
    assert (form.total_weight, form.total_score) == (Decimal(100), Decimal("98.9"))


def test_a_place_for_a_stamp_is_no_part_of_a_name_and_a_label_may_have_lost_the_space_before_it() -> None:
    line = "填报单位：某县司法局（盖章）金额单位：万元 | < | < | < | < | < | < | <"
    form = form_of("2022年度部门整体支出绩效自评表 | < | < | < | < | < | < | <\n" + line + MONEY + INDICATORS)
    assert (form.department, form.unit) == ("某县司法局", "万元")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("市县财政资金", "local"),
        ("县（区）级资金", "local"),
        ("街道资金", "local"),
        ("区配套", "local"),
        ("社区文化活动经费", "unknown"),
        ("市场监管工作经费", "unknown"),
        ("非财政拨款", "other"),
    ],
)
def test_a_place_in_a_name_is_no_level_of_government(label: str, kind: str) -> None:
    assert line_kind(label) == kind


def test_reasons_beside_their_label_below_the_table_are_no_goal() -> None:
    below = "未完成原因和改进措施 | 两件复杂事项涉及多个部门，已建立会商机制。 | < | < | < | < | < | <\n主办：人民政府办公室"
    form = form_of(HEAD + MONEY + INDICATORS + below)
    assert form.goals == ()
    assert len(form.indicators) == 1


def test_a_total_below_the_notes_has_its_weight_its_score_and_its_grade() -> None:
    below = "其他需说明事项 | 无 | < | < | < | < | < | <\n总分 | < | < | < | < | 100 | 97.82 | 优"
    form = form_of(HEAD + MONEY + INDICATORS + below)
    assert (form.total_weight, form.total_score, form.grade) == (Decimal(100), Decimal("97.82"), "优")


def test_a_table_of_other_money_is_not_the_forms() -> None:
    other = """
    三公经费（万元） | 年初预算数 | 全年执行数 | 执行率 | < | < | < | <
    公务接待费 | 5 | 3 | 60% | < | < | < | <
    合计 | 5 | 3 | 60% | < | < | < | <
    """
    form = form_of(HEAD + other + MONEY + INDICATORS)
    assert [(line.label, line.executed) for line in form.funds] == [("年度资金总额", Decimal(80))]
    assert {"公务接待费", "5", "3"} <= {cell.text for cell in form.unread}


@pytest.mark.parametrize(
    ("line", "weight", "score", "grade"),
    [
        ("得分总计 | < | < | < | < | 100 | 97.9 |", "100", "97.9", None),
        ("绩效自评得分 | 97.9 | < | 评价等次 | 优 | < | < | <", None, "97.9", "优"),
        ("自评得分：97.9分 | < | < | < | 自评等级：优 | < | < | <", None, "97.9", "优"),
        ("总分值 | 100 | < | < | 自评得分 | 97.9 | < | <", "100", "97.9", None),
        ("自评得分 | < | < | < | < | 97.9 | < | <", None, "97.9", None),
        ("扣分合计 | < | < | < | < | | 2.1 |", None, None, None),
        ("小计 | < | < | < | < | 90 | 87.9 |\n总分 | < | < | < | < | 100 | 97.9 |", "100", "97.9", None),
    ],
)
def test_a_line_of_sums_is_a_total_or_nothing_and_never_an_indicator(
    line: str, weight: str | None, score: str | None, grade: str | None
) -> None:
    form = form_of(HEAD + MONEY + INDICATORS + line)
    assert len(form.indicators) == 1
    told = [None if value is None else str(value) for value in (form.total_weight, form.total_score)]
    assert (*told, form.grade) == (weight, score, grade)


def test_a_column_whose_heading_names_another_unit_is_null_and_named() -> None:
    money = """
    项目资金 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（元） | 执行率 | < | < | <
    年度资金总额 | 100 | 90 | 800000 | 88.89% | < | < | <
    其中：财政拨款 | 100 | 90 | 800000 | 88.89% | < | < | <
    """
    form = form_of(HEAD + money + INDICATORS)
    assert form.unit == "万元"
    assert [(line.initial, line.adjusted, line.executed) for line in form.funds] == [
        (Decimal(100), Decimal(90), None)
    ] * 2
    told = [problem.message for problem in form.problems if problem.code == "unit_contradicts"]
    assert told[-1] == "本表单位是万元，R4C4“全年执行数（元）”印着另一种单位；R5C4、R6C4留空"


TASKS = """
年度主要任务 | 任务名称 | 主要内容 | 全年预算数（万元） | 全年执行数（万元） | 执行率 | < | <
^ | 任务1 | 修路12公里 | 60 | 50 | 83.33% | < | <
^ | 金额合计 | < | 60 | 50 | 83.33% | < | <
"""


def test_the_sum_of_the_tasks_is_the_total_only_where_no_other_stands() -> None:
    alone, beside = form_of(HEAD + TASKS + INDICATORS), form_of(HEAD + TASKS + MONEY + INDICATORS)
    assert [(line.label, line.kind) for line in alone.funds] == [("任务1", "unknown"), ("金额合计", "total")]
    assert [(line.label, line.kind) for line in beside.funds if line.label != "任务1"] == [
        ("金额合计", "unknown"),
        ("年度资金总额", "total"),
    ]


def test_what_was_handed_out_counts_as_spent_where_only_its_rate_is_printed() -> None:
    money = """
    资金安排 | 指标下达数 | 实际拨付数 | 拨付率
    总额 | 326 | 293.4 | 90%
    """
    (total,) = form_of(HEAD + money + INDICATORS).funds
    assert [str(each) for each in (total.adjusted, total.executed, total.rate_pct)] == ["326", "293.4", "90"]


def test_the_rate_of_a_budget_that_was_raised_is_that_of_both_amounts() -> None:
    money = """
    支出规模 | 年初预算 | 年中追加 | 决算数 | 执行率 | 分值 | 得分
    合计 | 2118 | 463.2 | 2502.77 | 96.96% | 10 | 9.7
    基本支出 | 1206 | 51.2 | 1257.2 | 100%
    """
    lines = form_of(HEAD.replace(" | <", "") + money + INDICATORS, Layout.CLOSED).funds
    assert [(str(line.initial), line.adjusted, str(line.executed)) for line in lines] == [
        ("2118", None, "2502.77"),
        ("1206", None, "1257.2"),
    ]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.CLOSED, Layout.LINES])
def test_labels_with_their_amounts_one_behind_the_other_in_a_cell_are_lines_each(layout: Layout) -> None:
    money = """
    年度预算 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
    年度资金总额 | 100 | 120 | 108 | 90%
    其中：一般公共预算：110 | 其中：基本支出：80
    政府性基金拨款：0 其他资金：10 | 项目支出：40
    """
    drawing = HEAD.replace(" | <", "") + money + INDICATORS
    form = form_of(one_a_line(drawing) if layout is Layout.LINES else drawing, layout)
    assert [(line.label, str(line.amount)) for line in form.funds][1:] == [
        ("其中：一般公共预算", "110"),
        ("其中：基本支出", "80"),
        ("政府性基金拨款", "0"),
        ("其他资金", "10"),
        ("项目支出", "40"),
    ]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.CLOSED, Layout.LINES])
def test_headings_with_their_amounts_in_one_cell_each_are_pairs(layout: Layout) -> None:
    money = """
    预算执行情况 | 年初预算数：0 | 全年预算数：215.6 | 全年执行数：198.35 | 执行率：92%
    其中：财政拨款：0 | 其中：财政拨款：215.6 | 其中：财政拨款：198.35 | 执行率：92%
    """
    drawing = HEAD.replace(" | <", "") + money + INDICATORS
    total, part = form_of(one_a_line(drawing) if layout is Layout.LINES else drawing, layout).funds
    assert [str(each) for each in (total.initial, total.adjusted, total.executed, total.rate_pct)] == [
        "0",
        "215.6",
        "198.35",
        "92",
    ]
    assert (total.label, part.label, str(part.executed)) == (None, "其中：财政拨款", "198.35")
    assert part.rate_pct == (None if layout is Layout.LINES else 92)


def test_money_of_projects_beside_running_costs_is_a_part_and_alone_it_is_the_total() -> None:
    total = "资金总额 | 100 | 100 | 90 | 90% | < | < | <\n"
    running = "人员经费 | 60 | 60 | 60 | 100% | < | < | <\n"
    projects = "项目经费 | 40 | 40 | 30 | 75% | < | < | <\n"
    heading = "部门资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | < | <\n"
    parted = form_of(HEAD + heading + total + running + projects + INDICATORS).funds
    assert [(line.label, line.kind) for line in parted] == [
        ("资金总额", "total"), ("人员经费", "unknown"), ("项目经费", "project"),
    ]  # fmt: skip
    assert [line.kind for line in form_of(HEAD + heading + projects + INDICATORS).funds] == ["total"]


def test_a_dash_below_the_heading_of_a_goal_tells_nothing() -> None:
    goals = (
        "年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <\n^ | 办好活动 | < | < | --- | < | < | <\n"
    )
    (goal,) = form_of(HEAD + MONEY + goals + INDICATORS).goals
    assert (goal.planned, goal.achieved) == ("办好活动", None)


@pytest.mark.parametrize("layout", [Layout.CLOSED, Layout.LINES])
def test_parts_named_across_are_lines_where_columns_are_lost_and_all_of_them_add_up(layout: Layout) -> None:
    money = """
    预算执行情况 | 年度预算数 | 年度执行数 | 执行率 | 分值 | 得分
    合计 | 财政拨款 | 其他资金 | 合计 | 财政拨款 | 其他资金
    800000 | 700000 | 100000 | 763200 | 700000 | 63200 | 95.4% | 10 | 9.54
    """
    head = HEAD.replace(" | <", "")

    def lines(drawing: str) -> list[tuple[str | None, str, str]]:
        drawn = one_a_line(drawing) if layout is Layout.LINES else drawing
        return [(line.label, str(line.adjusted), str(line.executed)) for line in form_of(drawn, layout).funds]

    assert lines(head + money + INDICATORS) == [
        ("合计", "800000", "763200"),
        ("财政拨款", "700000", "700000"),
        ("其他资金", "100000", "63200"),
    ]
    assert lines(head + money.replace("63200 | 95", "63100 | 95") + INDICATORS)[1:] == []


@pytest.mark.parametrize("fault", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"])
def test_a_fault_of_a_workbook_s_formula_is_no_value_and_no_line(fault: str) -> None:
    other = f"其中：其他资金 | 0 | 0 | 0 | {fault} | < | < | <\n"
    for layout in (Layout.RULED, Layout.LINES):
        drawing = HEAD + MONEY + other + INDICATORS
        form = form_of(one_a_line(drawing.replace(" | <", "")) if layout is Layout.LINES else drawing, layout)
        assert [(line.label, line.executed, line.rate_pct) for line in form.funds] == [
            ("年度资金总额", 80, Decimal("88.89")), ("其中：其他资金", 0, None),
        ]  # fmt: skip


def test_a_threshold_in_brackets_is_no_unit_of_the_money() -> None:
    money = MONEY.replace("项目资金（万元）", "项目资金（亿元以下按万元填列）").replace(
        "全年预算数", "全年预算数（万元）"
    )
    assert form_of(HEAD + money + INDICATORS).unit == "万元"
