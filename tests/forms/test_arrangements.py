"""Arrangements that provinces publish, each drawn small and read whole."""

from decimal import Decimal

from pipelines.forms.form import FundLine
from pipelines.readers.grid import Layout
from tests.accuracy import read_bytes_of
from tests.forms.drawing import form_of, grid_of, read_drawing


def _money(line: FundLine) -> tuple[str | None, ...]:
    values = (line.initial, line.adjusted, line.executed, line.rate_pct, line.weight, line.score)
    return (line.label, line.kind, *(None if value is None else str(value) for value in values))


INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 90 |
"""


def test_budget_and_execution_stand_as_pairs() -> None:
    form = form_of(
        """
        项目支出绩效自评表 | < | < | < | <
        项目名称 | 农村公路养护 | < | 实施单位 | 县公路站
        预算执行情况（万元） | 预算数： | 100 | 执行数： | 96.5
        ^ | 其中：财政拨款 | 80 | 其中：财政拨款 | 78
        ^ | 其他资金 | 20 | 其他资金 | 18.5
        """
        + INDICATORS
    )
    assert [_money(line)[1:4] + _money(line)[4:5] for line in form.funds] == [
        ("total", None, "100", "96.5"),
        ("fiscal", None, "80", "78"),
        ("other", None, "20", "18.5"),
    ]


def test_money_that_arrived_is_neither_budget_nor_spending() -> None:
    form = form_of(
        """
        2022年度项目支出绩效自评表 | < | < | < | < | < | <
        一、基本情况 | 项目名称 | 水利维修 | < | 实施（主管）单位 | 某县水利局 | <
        二、预算执行情况（万元） | 预算安排情况（调整后） | < | 资金到位情况 | < | 资金执行情况 | 预算执行进度
        ^ | 预算数： | 30.00 | 到位数： | 29.00 | 执行数：28.50 | 95.00%
        ^ | 其中：财政资金 | 30.00 | 其中：财政资金 | 29.00 | 其中：财政资金28.50 |
        """
        + INDICATORS
    )
    assert _money(form.funds[0])[1:5] == ("total", None, "30.00", "28.50")
    assert form.funds[0].rate_pct == Decimal("95.00")
    assert _money(form.funds[1])[1:5] == ("fiscal", None, "30.00", "28.50")


def test_headings_stand_in_groups_with_formulas() -> None:
    form = form_of(
        """
        2022年度部门整体支出绩效自评表 | < | < | < | < | < | < | <
        填报单位：某市文化局　　　填报日期：2023年3月1日　　　单位：万元 | < | < | < | < | < | < | <
        部门预算资金 | 预算安排 | < | 拨付情况 | < | 执行情况 | 结余情况 | 执行率
        ^ | 年初预算数 | 调整预算数 | 到位数① | 到位率②=①/预算 | 执行数③ | 结余④=①-③ | ⑤=③/①
        基本支出 | 500 | 520 | 520 | 100% | 510 | 10 | 98.08%
        项目支出 | 300 | 300 | 300 | 100% | 200 | 100 | 66.67%
        合计 | 800 | 820 | 820 | 100% | 710 | 110 | 86.59%
        """
        + INDICATORS
    )
    assert (form.department, form.unit, form.fiscal_year) == ("某市文化局", "万元", 2022)
    assert [_money(line)[1:6] for line in form.funds] == [
        ("basic", "500", "520", "510", "98.08"),
        ("project", "300", "300", "200", "66.67"),
        ("total", "800", "820", "710", "86.59"),
    ]
    assert {"R5C4", "R5C7"} <= {cell.place for cell in form.unread}


def test_two_breakdowns_stand_side_by_side_with_amounts_in_their_labels() -> None:
    form = form_of(
        """
        部门整体支出绩效自评表 | < | < | < | < | < | < | <
        （2022年度） | < | < | < | < | < | < | <
        部门名称 | < | 某某局 | < | < | < | < | <
        年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        ^ | 年度资金总额 | 861.1 | 2030.12 | 2030.12 | 10 | 100% | 10
        ^ | 按收入性质分：2030.12 | < | < | 按支出性质分：1925.67 | < | < | <
        ^ | 其中：一般公共预算：1325.68 | < | < | 其中：基本支出：900.47 | < | < | <
        ^ | 其他资金： | < | < | 项目支出：1025.20 | < | < | <
        """
        + INDICATORS
    )
    told = [(line.label, line.kind, line.breakdown, line.amount) for line in form.funds]
    assert told == [
        ("年度资金总额", "total", "total", None),
        ("按收入性质分", "unknown", None, Decimal("2030.12")),
        ("按支出性质分", "unknown", None, Decimal("1925.67")),
        ("其中：一般公共预算", "fiscal", "source", Decimal("1325.68")),
        ("其中：基本支出", "basic", "structure", Decimal("900.47")),
        ("其他资金：", "other", "source", None),
        ("项目支出", "project", "structure", Decimal("1025.20")),
    ]


def test_a_heading_over_the_labels_is_no_budget() -> None:
    form = form_of(
        """
        部门预算项目支出绩效自评表（2023年度） | < | < | < | < | < | < | <
        项目名称 | 人员经费 | < | < | 实施单位（填报单位） | 某某局机关 | < | <
        预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分
        ^ | 总额 | 17.28 | 17.28 | 15.00 | 86.81% | 10 | 8.68
        ^ | 其中：财政资金 | 17.28 | 17.28 | 15.00 | 86.81% | / | /
        """
        + INDICATORS
    )
    assert (form.department, form.unit) == ("某某局机关", "万元")
    assert _money(form.funds[0]) == ("总额", "total", "17.28", "17.28", "15.00", "86.81", "10", "8.68")
    assert _money(form.funds[1])[6:] == (None, None)


def test_points_of_a_merged_weight_are_those_of_the_block() -> None:
    form = form_of(
        """
        部门整体支出绩效自评表 | < | < | < | < | <
        部门名称 | 某局 | < | < | < | <
        一级指标 | 权重 | 三级指标 | 年度指标值 | 完成值 | 得分
        产出指标 | 60 | 甲 | 10 | 10 | 30
        ^ | ^ | 乙 | 10 | 9 | 27
        效益指标 | 40 | 丙 | 提升 | 提升 | 40
        """
    )
    assert [(row.weight, row.level1_weight) for row in form.indicators] == [
        (None, 60),
        (None, 60),
        (None, 40),
    ]


def test_a_review_score_beside_the_self_score_is_not_the_score() -> None:
    form = form_of(
        """
        项目支出绩效自评表 | < | < | < | < | <
        项目名称 | 某项目 | 实施单位 | 某局 | < | <
        三级指标 | 目标值 | 完成值 | 分值 | 自评分 | 复核分
        甲 | 10 | 9 | 50 | 45 | 40
        """
    )
    assert form.indicators[0].score == 45
    assert form.unread[0].text == "40"


def test_target_parts_in_any_order_read_as_one_target() -> None:
    form = form_of(
        """
        部门整体绩效自评表 | < | < | < | < | < | <
        主管部门 | 某区财政局 | < | < | 自评总分（分） | 97.93 | <
        指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重（分） | 指标得分（分）
        收入完成率 | % | ≥ | 90 | 100 | 45 | 45
        """
    )
    assert (form.department, form.supervisor) == ("某区财政局", "某区财政局")
    assert form.total_score == Decimal("97.93")
    assert (form.indicators[0].target, form.indicators[0].weight) == ("≥90%", 45)


def test_several_goals_each_with_their_own_indicators_are_oneform_of() -> None:
    form = form_of(
        """
        2020年度水土保持项目绩效自评表 | < | < | < | <
        项目名称 | 水土保持监测 | 实施单位 | 本单位 | <
        单位名称 | 某科研所 | < | < | <
        年度绩效目标1（40分） | 完成监测并取得资料 | < | < | <
        一级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
        产出指标 | 监测合格 | 100% | 100% | 40
        年度绩效目标2（40分） | 完成资料整编并上报 | < | < | <
        一级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
        产出指标 | 按期上报 | 100% | 100% | 40
        """
    )
    assert form.department == "某科研所"
    assert [(goal.planned, goal.weight) for goal in form.goals] == [
        ("完成监测并取得资料", 40),
        ("完成资料整编并上报", 40),
    ]
    assert [row.name for row in form.indicators] == ["监测合格", "按期上报"]


def test_hidden_rows_give_no_value_and_are_listed() -> None:
    from dataclasses import replace

    from pipelines.forms import read_forms
    from pipelines.readers.grid import Document

    grid = grid_of(
        "项目支出绩效自评表 | < | < | <\n项目名称 | 甲 | 实施单位 | 某局\n三级指标 | 目标值 | 完成值 | 得分\n乙 | 1 | 1 | 5\n丙 | 2 | 2 | 6"
    )
    hidden = tuple(replace(cell, hidden=cell.row == 5) for cell in grid.cells)
    document = Document("a.xlsx", None, "0" * 64, "", (replace(grid, cells=hidden),), 1)
    (form,) = read_forms(document).forms
    assert [row.name for row in form.indicators] == ["乙"]
    assert {cell.text for cell in form.unread} == {"丙", "2", "6"}


def test_what_is_no_self_evaluation_is_refused_by_name() -> None:
    target = read_drawing(
        "项目支出绩效目标申报表 | < | <\n项目名称 | 某项目 | <\n一级指标 | 三级指标 | 指标值\n产出指标 | 数量 | 10"
    )
    summary = read_drawing(
        "2023年度自评情况 | < | < | <\n项目名称 | 主管部门 | 预算数 | 执行数\n甲 | 甲局 | 100 | 90\n乙 | 乙局 | 200 | 190"
    )
    prose = read_drawing("关于开展绩效自评工作的通知\n各单位请于三月底前报送。")
    assert [reading.forms for reading in (target, summary, prose)] == [(), (), ()]
    assert "目标申报表" in target.problems[0].message
    assert "汇总表" in summary.problems[0].message
    assert {p.code for r in (target, summary, prose) for p in r.problems} == {"no_form"}


def test_a_form_without_a_unit_has_none_and_the_likely_one_is_named() -> None:
    form = form_of(
        """
        项目支出绩效自评表 | < | < | <
        项目名称 | 某项目 | 实施单位 | 某局
        | 预算数 | 执行数 | 执行率
        年度资金总额 | 387664.62 | 387664.62 | 100%
        """
        + INDICATORS
    )
    assert form.unit is None
    (problem,) = [problem for problem in form.problems if problem.code == "unit_missing"]
    assert "像是元" in problem.message


def test_the_year_comes_from_the_file_name_only_with_a_problem() -> None:
    drawing = "项目支出绩效自评表 | < | <\n项目名称 | 某项目 | <\n填报日期 | 2024年3月1日 | <" + INDICATORS
    plain = read_drawing(drawing).forms[0]
    named = read_drawing(drawing, file_name="2023年某项目自评表.xlsx").forms[0]
    assert plain.fiscal_year is None
    assert named.fiscal_year == 2023
    assert "year_from_file_name" in {problem.code for problem in named.problems}


def test_the_year_at_its_own_label_stands_before_another_in_the_head() -> None:
    form = form_of(
        "部门整体支出绩效自评表 | <\n预算年度 | 2021\n部门名称 | 某局\n2022年度绩效评价 | <" + INDICATORS
    )
    assert form.fiscal_year == 2021


def test_a_name_with_a_code_is_kept_as_printed_and_parted() -> None:
    form = form_of("部门整体支出绩效自评表 | < \n部门（单位）名称 | 203045-省农垦实验中学" + INDICATORS)
    assert (form.department, form.department_name, form.department_code) == (
        "203045-省农垦实验中学",
        "省农垦实验中学",
        "203045",
    )


def test_text_where_points_belong_is_null_with_a_problem() -> None:
    form = form_of(
        "项目支出绩效自评表 | < | < | < | <\n项目名称 | 甲 | 实施单位 | 某局 | <\n三级指标 | 目标值 | 完成值 | 分值 | 得分\n乙 | 1 | 1 | IO | 9"
    )
    assert (form.indicators[0].weight, form.indicators[0].score) == (None, 9)
    assert [p.place for p in form.problems if p.code == "points_not_a_number"] == ["R4C4"]


def test_points_behind_each_level_are_told_apart() -> None:
    form = form_of(
        """
        部门整体支出绩效自评表 | < | < | < | < | < | < | < | <
        部门名称 | 某局 | < | < | < | < | < | < | <
        一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分
        投入 | 20 | 预算配置 | 20 | 在职人员控制率 | 10 | 100% | 98% | 10
        ^ | ^ | ^ | ^ | 三公经费变动率 | 10 | ≤0 | -3% | 9
        产出 | 80 | 职责履行 | 80 | 实际完成率 | 80 | 100% | 100% | 80
        """
    )
    assert [(row.weight, row.level1_weight, row.score) for row in form.indicators] == [
        (10, 20, 10),
        (10, 20, 9),
        (80, 80, 80),
    ]


def test_a_report_with_prose_holds_the_form_of_its_appendix_alone() -> None:
    reading = read_drawing(
        """
        某局2023年度绩效自评报告 | < | < | < | <
        一、基本情况：本单位主管部门为某某局，负责全县工作，按照要求开展了绩效自评工作，共涉及项目一个。 | < | < | < | <
        附件：项目支出绩效自评表 | < | < | < | <
        项目支出绩效自评表 | < | < | < | <
        （2023年度） | < | < | < | <
        项目名称 | 甲项目 | 实施单位 | 某局 | <
        三级指标 | 目标值 | 完成值 | 分值 | 得分
        乙 | 1 | 1 | 100 | 98
        """
    )
    (form,) = reading.forms
    assert (form.department, form.project, form.fiscal_year, form.supervisor) == (
        "某局",
        "甲项目",
        2023,
        None,
    )
    assert form.first_row >= 3


def test_a_base_data_table_before_the_form_is_named_and_left_out() -> None:
    reading = read_drawing(
        """
        部门整体支出绩效评价基础数据表 | < | < | <
        财政供养人员情况 | 编制数 | 实际在职人数 | 控制率
        | 20 | 18 | 90%
        经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数
        三公经费 | 3 | 4 | 3
        部门整体支出绩效自评表 | < | < | <
        部门名称 | 某乡政府 | < | <
        三级指标 | 目标值 | 完成值 | 得分
        乙 | 1 | 1 | 9
        """
    )
    (form,) = reading.forms
    assert form.department == "某乡政府"
    assert form.funds == ()
    assert any("基础数据表" in problem.message for problem in reading.problems)


def test_a_target_where_a_fund_label_belongs_is_no_line_of_money() -> None:
    form = form_of(
        """
        项目支出绩效自评表 | < | < | <
        项目名称 | 甲 | 实施单位 | 某局
        资金（万元） | 预算数 | 执行数 | 执行率
        年度资金总额 | 10 | 9 | 90%
        ≥100% | 100 | 8 | 8
        """
        + INDICATORS
    )
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert {"R5C1", "R5C2"} <= {cell.place for cell in form.unread}


def test_a_table_of_two_levels_with_a_weight_behind_each_names_its_rows_by_the_deeper_one() -> None:
    form = form_of(
        """
        某局2021年度部门整体支出绩效自评表 | < | < | < | < | <
        评价指标 | < | < | < | 评分标准 | 自评分数
        一级指标 | < | 二级指标 | < | ^ | ^
        名称 | 权重(%) | 名称 | 权重(%) | ^ | ^
        预算编制情况 | 15 | 预算编制合理性 | 5 | 符合要求得5分 | 5
        ^ | ^ | 目标设置 | 10 | 目标明确得10分 | 9
        合计 | 15 | | 15 | | 14
        """
    )
    assert [(row.level1, row.level2, row.name, row.weight, row.score) for row in form.indicators] == [
        ("预算编制情况", None, "预算编制合理性", 5, 5),
        ("预算编制情况", None, "目标设置", 10, 9),
    ]


def test_a_direction_in_words_belongs_to_the_target_and_a_nature_does_not() -> None:
    form = form_of(
        """
        2023年度项目支出绩效自评表 | < | < | < | < | < | <
        项目名称 | 甲 | 实施单位 | 某局 | < | < | <
        三级指标 | 指标方向 | 指标值 | 计量单位 | 实际值 | 权重 | 得分
        养护里程 | 大于等于 | 1200 | 公里 | 1186 | 50 | 49
        养护成本 | 反向 | 12 | 万元 | 11 | 50 | 50
        """
    )
    assert [row.target for row in form.indicators] == ["大于等于1200公里", "12万元"]
    assert form.indicators[0].target_value is not None
    assert form.indicators[0].target_value.sign == ">="


def test_a_numbered_goal_over_its_own_headings_is_a_goal_in_text_too() -> None:
    drawing = """
        2022年度某局部门整体绩效自评表
        年度目标1：（40分） | 推进文化建设
        年度绩效指标1 | 一级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分
         | 产出指标 | 送戏下乡场次 | ≥120场 | 126场 | 40
        年度目标2：（60分） | 促进旅游恢复
        年度绩效指标2 | 一级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分
         | 产出指标 | 旅游节会 | 3次 | 3次 | 60
        """
    (form,) = read_drawing(drawing, Layout.TABBED).forms
    assert [(goal.planned, goal.weight) for goal in form.goals] == [
        ("推进文化建设", 40),
        ("促进旅游恢复", 60),
    ]
    assert [row.name for row in form.indicators] == ["送戏下乡场次", "旅游节会"]


def test_tasks_with_their_level_and_content_are_lines_of_money_named_by_the_task() -> None:
    form = form_of(
        """
        2021年度部门整体支出绩效自评情况 | < | < | < | < | <
        部门名称 | 某局 | < | < | < | <
        任务名称 | 项目级次 | 主要内容 | 批复金额（万元） | 实际支出金额（万元） | 预算执行率
        基本支出 | 本级 | 人员经费 | 356.12 | 350.88 | 98.53%
        抽样调查 | 本级 | 开展调查 | 12.00 | 9.80 | 81.67%
        """
        + INDICATORS
    )
    assert form.form_type == "department_overall"
    assert [(line.label, line.kind, line.executed) for line in form.funds] == [
        ("基本支出", "basic", Decimal("350.88")),
        ("抽样调查", "unknown", Decimal("9.80")),
    ]


def test_a_qualitative_row_without_a_unit_is_no_shifted_row() -> None:
    form = form_of(
        """
        2023年度项目支出绩效自评表 | < | < | < | <
        项目名称 | 甲 | 实施单位 | 某局 | <
        三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值
        合格率 | >= | 98 | % | 99
        服务质量提升 | 定性指标 | 提升 | | 提升
        """
    )
    assert [(row.target, row.actual) for row in form.indicators] == [(">=98%", "99"), ("提升", "提升")]
    assert not [problem for problem in form.problems if problem.code == "value_moved"]


def test_a_label_that_a_page_break_cuts_leaves_the_goals_under_their_headings() -> None:
    form = form_of(
        """
        2022年度项目支出绩效自评表 | < | < | < | <
        项目名称 | 海洋牧场监测 | < | 实施单位 | 某局
        年度总体 | 年初设定目标 | < | 全年实际完成情况 | <
        目标 | 完成4个监测站位全年监测。 | < | 完成4个站位全年监测。 | <
        """
        + INDICATORS
    )
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [
        ("完成4个监测站位全年监测。", "完成4个站位全年监测。")
    ]


def test_a_line_across_the_table_between_two_parts_is_no_goal() -> None:
    form = form_of(
        """
        2022年度项目支出绩效自评表 | < | < | < | <
        项目名称 | 海洋牧场监测 | < | 实施单位 | 某局
        年度总体目标 | 年初设定目标 | < | 全年实际完成情况 | <
        ^ | 完成4个监测站位全年监测。 | < | 完成4个站位全年监测。 | <
        以下指标由项目单位逐项填写 | < | < | < | <
        """
        + INDICATORS
    )
    assert len(form.goals) == 1
    assert "R5C1" in {cell.place for cell in form.unread}


def test_two_figures_of_a_total_whose_edges_are_a_little_off_are_both_read() -> None:
    form = form_of(
        """
        项目支出绩效自评表 | < | < | < | <
        项目名称 | 某项目 | < | 实施单位 | 某局
        三级指标 | 年度指标值 | 分值 | < | 得分
        检查次数 | 10次 | 100 | < | 96
        总分 | < | 100 | 96 | <
        """
    )
    assert (form.total_weight, form.total_score) == (100, 96)


def test_a_column_of_years_beside_the_goals_is_no_goal() -> None:
    drawing = """
        2021年度某局部门整体支出绩效自评表
        财政年度 | 目标 | 实际完成情况
        2021 | 完成各专业统计年报 | 已完成全年报表任务
        2022 | 完成人口抽样调查 | 已部署
        三级指标 | 目标值 | 完成值 | 得分
        乙 | 1 | 1 | 9
        """
    for layout in (Layout.RULED, Layout.TABBED, Layout.CLOSED):
        (form,) = read_drawing(drawing, layout).forms
        assert [(goal.planned, goal.achieved) for goal in form.goals] == [
            ("完成各专业统计年报", "已完成全年报表任务"),
            ("完成人口抽样调查", "已部署"),
        ], layout


def test_headings_under_a_heading_of_money_are_no_lines_of_money_in_text() -> None:
    lines = [
        "2021年度某局部门整体支出绩效自评表",
        "任务名称|项目级次|批复金额（万元）|||实际支出金额（万元）|预算执行率",
        "||总额|财政拨款|其他资金||",
        "基本支出|本级|356.12|356.12|0|350.88|98.53%",
        "抽样调查|本级|12.00|12.00|0|9.80|81.67%",
        "三级指标|目标值|完成值|得分",
        "乙|1|1|9",
    ]
    (form,) = read_bytes_of("自评表.txt", "\n".join(lines).replace("|", "\t").encode())
    assert [(line["label"], line["adjusted"], line["executed"]) for line in form["funds"]] == [
        ("基本支出", 356.12, 350.88),
        ("抽样调查", 12.0, 9.8),
    ]


def test_a_total_line_under_its_headings_is_no_pair_though_others_stand_above() -> None:
    form = form_of(
        """
        2022年度某局部门整体绩效自评表 | < | < | < | < | <
        基本支出总额 | 1562.33 | < | 项目支出总额 | 803.5 | <
        预算执行情况（万元）（20分） | < | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
        | 部门整体支出总额 | 2365.83 | 2188.9 | 92.52% | 18.5
        """.replace("        | 部门", "        ^ | 部门")
        + INDICATORS
    )
    assert form.unit == "万元"
    assert [(line.kind, line.amount, line.adjusted, line.executed, line.score) for line in form.funds] == [
        ("basic", Decimal("1562.33"), None, None, None),
        ("project", Decimal("803.5"), None, None, None),
        ("total", None, Decimal("2365.83"), Decimal("2188.9"), Decimal("18.5")),
    ]


def test_an_unknown_heading_among_others_one_a_line_is_one_of_them() -> None:
    lines = "项目支出绩效自评表 项目名称 甲 实施单位 某局 三级指标 目标值 完成值 赋值规则 分值 得分 乙 ≥3次 4次 按次计 100 98"
    (form,) = read_bytes_of("自评表.txt", "\n".join(lines.split()).encode())
    assert [(row["name"], row["target"], row["weight"], row["score"]) for row in form["indicators"]] == [
        ("乙", "≥3次", 100, 98)
    ]


def test_the_goal_of_all_years_beside_that_of_the_year_is_none_of_the_years() -> None:
    drawing = """
        2023年度项目支出绩效自评表 | | |
        项目名称 | 非遗数字化 | 实施单位 | 某市文化馆
        总体目标 | 实施期目标（2022—2024年） | 2023年度目标 | 年度目标完成情况
        ^ | 建成非遗数字资源库。 | 完成52个项目的采集。 | 完成51个项目的采集。
        """
    for layout in (Layout.RULED, Layout.TABBED):
        (goal,) = form_of(drawing + INDICATORS, layout).goals
        assert (goal.planned, goal.achieved) == ("完成52个项目的采集。", "完成51个项目的采集。")
