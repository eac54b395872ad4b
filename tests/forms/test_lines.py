"""One cell a line: headings, goals and lists are told apart by their words alone."""

import pytest

from pipelines.forms import Reading
from pipelines.readers.grid import Layout
from tests.forms.drawing import one_a_line, read_drawing


def _read(rows: str) -> Reading:
    return read_drawing(one_a_line(rows), Layout.LINES)


TITLE = """
2023年度部门整体支出绩效自评表
部门名称 | 某局
"""
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 维修数量 | ≥3处 | 3处 | 90 | 88
"""


def test_levels_below_the_heading_of_the_indicators_are_headings() -> None:
    (form,) = _read(
        TITLE
        + """
        绩效指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 偏差原因
        一级指标 | 二级指标 | 三级指标
        产出指标 | 数量指标 | 年报专业数 | = | 8 | 个 | 8
        质量指标 | 审核合格率 | >= | 98 | % | 99.2
        """
    ).forms
    assert [(row.level1, row.level2, row.name, row.target) for row in form.indicators] == [
        ("产出指标", "数量指标", "年报专业数", "=8个"),
        ("产出指标", "质量指标", "审核合格率", ">=98%"),
    ]


def test_a_percentage_is_a_weight_where_the_heading_says_so() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 权重（%） | 自评得分
        产出指标 | 数量指标 | 数字化页数 | ≥80万页 | 83.5万页 | 20% | 20
        产出指标 | 数量指标 | 接收进馆档案 | ≥1万卷 | 1.2万卷 | 10% | 10
        """
    ).forms
    assert [(row.name, row.actual, str(row.score)) for row in form.indicators] == [
        ("数字化页数", "83.5万页", "20"),
        ("接收进馆档案", "1.2万卷", "10"),
    ]


def test_a_list_of_projects_before_a_form_is_none() -> None:
    reading = _read(
        """
        2024年度项目绩效自评结果汇总表
        部门：某中心
        序号 | 项目名称 | 预算数 | 执行数 | 执行率 | 自评得分
        1 | 运行维护 | 860.5 | 852.31 | 99.05% | 98.4
        """
        + TITLE
        + INDICATORS
    )
    assert [form.title for form in reading.forms] == ["2023年度部门整体支出绩效自评表"]
    assert any("汇总表" in problem.message for problem in reading.problems)


def test_a_goal_beside_its_label_is_no_heading() -> None:
    (form,) = _read(
        TITLE
        + """
        三、目标完成情况
        年度预期目标 | 保障138处水文站正常运行。 | 具体完成情况 | 138处水文站运行正常。
        """
        + INDICATORS
    ).forms
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [
        ("保障138处水文站正常运行。", "138处水文站运行正常。")
    ]


def test_a_numbered_goal_between_two_blocks_ends_the_first() -> None:
    (form,) = _read(
        TITLE
        + "年度目标1：（40分） | 推进公共文化服务建设\n"
        + INDICATORS
        + "年度目标2：（40分） | 促进旅游业恢复\n"
        + INDICATORS.replace("维修数量", "举办节会")
    ).forms
    assert [row.name for row in form.indicators] == ["维修数量", "举办节会"]
    assert [goal.planned for goal in form.goals] == ["推进公共文化服务建设", "促进旅游业恢复"]


def test_years_between_goals_leave_them_null() -> None:
    (form,) = _read(
        TITLE
        + """
        财政年度 | 目标 | 实际完成情况
        2021 | 完成各专业统计年报任务 | 已完成全年报表任务
        2022 | 完成人口抽样调查任务 | 已完成抽样调查任务
        """
        + INDICATORS
    ).forms
    assert form.goals == ()
    assert "ambiguous_values" in [problem.code for problem in form.problems]


def test_a_second_list_of_money_beside_the_first_is_read_behind_it() -> None:
    (form,) = _read(
        TITLE
        + """
        年度预算（万元） | 资金来源 | 资金结构
        项目 | 预算数 | 执行数 | 执行率 | 项目 | 预算数 | 执行数 | 执行率
        一般公共预算 | 200 | 190 | 95% | 基本支出 | 180 | 180 | 100%
        政府性基金 | 100 | 60 | 60% | 项目支出 | 120 | 70 | 58.33%
        """
        + INDICATORS
    ).forms
    assert [line.label for line in form.funds] == ["一般公共预算", "政府性基金", "基本支出", "项目支出"]
    assert [str(line.executed) for line in form.funds] == ["190", "60", "180", "70"]


def test_texts_that_do_not_fill_the_columns_of_goals_are_of_no_column() -> None:
    (form,) = _read(
        TITLE
        + """
        年初设定目标 | 全年实际完成情况
        新建分类投放点260个。 | 新建分类投放点240个。 | 新建投放点240个，更新车辆18辆。
        """
        + INDICATORS
    ).forms
    assert form.goals == ()
    assert "ambiguous_values" in [problem.code for problem in form.problems]


def test_amounts_beside_their_labels_stand_before_the_headings_of_money() -> None:
    (form,) = _read(
        TITLE
        + """
        基本支出总额 | 1562.33 | 项目支出总额 | 803.5
        预算执行情况（万元）（20分） | 预算数（A） | 执行数（B） | 执行率（B/A）
        部门整体支出总额 | 2365.83 | 2188.9 | 92.52%
        """
        + INDICATORS
    ).forms
    assert [(line.label, str(line.amount)) for line in form.funds][:2] == [
        ("基本支出总额", "1562.33"),
        ("项目支出总额", "803.5"),
    ]
    assert str(form.funds[2].executed) == "2188.9"


def test_groups_over_a_whole_row_of_headings_are_no_columns() -> None:
    (form,) = _read(
        TITLE
        + """
        评价指标 | 目标及完成 | 评分 | 自评说明
        一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 自评得分 | 扣分原因
        产出指标 | 数量指标 | 建成消防站 | 3座 | 3座 | 20 | 20
        时效指标 | 完工及时率 | 100% | 66.67% | 15 | 10 | 1座征地延误
        合计 | 35 | 30
        """
    ).forms
    assert [(row.name, row.target, str(row.score), row.reason) for row in form.indicators] == [
        ("建成消防站", "3座", "20", None),
        ("完工及时率", "100%", "10", "1座征地延误"),
    ]


def test_a_sum_of_the_indicators_over_that_of_the_form_is_no_indicator() -> None:
    (form,) = _read(TITLE + INDICATORS + "合计 | 90 | 88\n总分（预算执行得分+指标得分） | 100 | 97.62").forms
    assert [row.name for row in form.indicators] == ["维修数量"]
    assert (str(form.total_weight), str(form.total_score)) == ("100", "97.62")


def test_words_under_the_remarks_of_money_are_no_line_of_it() -> None:
    (form,) = _read(
        TITLE
        + """
        资金来源 | 预算数 | 支出数 | 支出率 | 备注
        合计 | 320 | 296.5 | 92.66%
        省级 | 320 | 296.5 | 92.66% | 尾款待验收后支付
        """
        + INDICATORS
    ).forms
    assert [line.label for line in form.funds] == ["合计", "省级"]
    assert "尾款待验收后支付" in [unread.text for unread in form.unread]


def test_words_below_figures_without_a_label_do_not_name_them() -> None:
    (form,) = _read(
        TITLE
        + """
        年度预算数 | 年度执行数 | 执行率 | 分值 | 得分
        800 | 763.2 | 95.4% | 10 | 9.54
        执行率偏差说明：合同尾款结转下年支付。
        """
        + INDICATORS
    ).forms
    assert [(line.label, str(line.executed)) for line in form.funds] == [(None, "763.2")]


def test_a_label_over_the_headings_of_goals_ends_the_money() -> None:
    (form,) = _read(
        TITLE
        + """
        项目 | 年初预算数 | 全年预算数 | 决算数 | 执行率
        资金合计 | 612.40 | 655.12 | 650.02 | 99.22%
        年度履职目标 | 年初设定 | 实际完成
        完成经济普查清查和登记工作。 | 清查和登记工作有序推进。
        """
        + INDICATORS
    ).forms
    assert [line.label for line in form.funds] == ["资金合计"]
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [
        ("完成经济普查清查和登记工作。", "清查和登记工作有序推进。")
    ]


@pytest.mark.parametrize(
    "below", ["主办：某市人民政府办公室", "首页\n网站地图\n版权所有 某市人民政府", "张三\n李四"]
)
def test_what_a_page_says_below_a_form_without_a_total_is_no_indicator(below: str) -> None:
    reasons = INDICATORS.replace("得分", "得分 | 偏差原因").replace("88", "90")
    (form,) = _read(TITLE + reasons + below).forms
    assert [(row.name, row.reason) for row in form.indicators] == [("维修数量", None)]


@pytest.mark.parametrize("printed", ["— 2 —", "第2页 共3页", "-2-"])
def test_the_number_of_a_page_is_no_cell_of_the_table(printed: str) -> None:
    (form,) = _read(TITLE + INDICATORS.replace("| 3处 ", f"| {printed} | 3处 ")).forms
    assert [(row.target, row.actual, str(row.score)) for row in form.indicators] == [("≥3处", "3处", "88")]
    assert [unread.text.replace(" ", "") for unread in form.unread] == [printed.replace(" ", "")]


def test_a_short_reason_is_no_level_where_all_levels_are_standard_words() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因分析
        产出指标 | 数量指标 | 更换LED路灯 | 5200盏 | 5200盏 | 15 | 15
        质量指标 | 亮灯率 | ≥98% | 99.1% | 10 | 10
        时效指标 | 完工日期 | 2020年10月31日 | 2020年12月15日 | 10 | 8 | 汛期停工
        成本指标 | 单灯改造成本 | 1300元 | 1240元 | 10 | 10
        效益指标 | 经济效益指标 | 年节约电费 | ≥210万元 | 226.5万元 | 15 | 15
        满意度指标 | 服务对象满意度指标 | 市民满意度 | ≥90% | 90.3% | 10 | 10
        总分 | 70 | 68
        """
    ).forms
    assert [(row.level1, row.reason) for row in form.indicators][2:4] == [
        ("产出指标", "汛期停工"),
        ("产出指标", None),
    ]


def test_more_points_than_a_row_can_have_leave_its_values_null() -> None:
    (form,) = _read(TITLE + INDICATORS.replace("90 | 88", "8 | 88")).forms
    (row,) = form.indicators
    assert (row.name, row.target, row.weight, row.score) == ("维修数量", None, None, None)
    assert "“88”" in next(one.message for one in form.problems if one.code == "ambiguous_values")


def test_a_block_of_doubtful_rows_whose_points_do_not_add_up_gives_no_indicator() -> None:
    (form,) = _read(
        TITLE
        + """
        评价指标 | 指标说明 | 评分标准 | 自评分数 | 扣分原因
        一级指标 | 二级指标
        名称 | 权重(%) | 名称 | 权重(%)
        预算编制情况 | 15 | 预算编制合理性 | 5 | 考核预算的合理性 | 符合要求得5分，否则扣分 | 5
        目标设置 | 10 | 部门整体绩效目标合理 | 目标明确得10分 | 9 | 个别指标不够量化
        预算执行情况 | 35 | 支出完成率 | 20 | 支出进度情况 | 得分=支出/预算×20 | 18.6 | 部分工程款未结算
        结转结余率 | 15 | 结余结转情况 | ≤10%得15分 | 15
        预算使用效益 | 50 | 经济性 | 20 | 公用经费控制 | 三公经费≤预算得20分 | 20
        公平性 | 30 | 群众信访办理、满意度 | 满意度≥90%得30分 | 28
        合计 | 100 | 100 | 95.6
        """
    ).forms
    assert form.indicators == ()
    assert str(form.total_score) == "95.6"
    assert any("与合计对不上" in problem.message for problem in form.problems)


def test_a_last_row_without_points_is_an_indicator() -> None:
    (form,) = _read(TITLE + INDICATORS + "质量指标 | 验收合格率 | ≥98% | 99%").forms
    assert [(row.name, row.actual) for row in form.indicators] == [("维修数量", "3处"), ("验收合格率", "99%")]


def test_the_label_of_the_indicators_before_their_levels_is_none_of_their_values() -> None:
    (form,) = _read(
        TITLE
        + """
        绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值
        项目完成指标 | 数量指标 | 维护里程 | 142公里 | 142公里
        更换护栏 | 3.5公里 | 3.6公里
        质量指标 | 设施完好率 | ≥95% | 96.4%
        """
    ).forms
    assert [(row.level1, row.name, row.target, row.actual) for row in form.indicators] == [
        ("项目完成指标", "维护里程", "142公里", "142公里"),
        ("项目完成指标", "更换护栏", "3.5公里", "3.6公里"),
        ("项目完成指标", "设施完好率", "≥95%", "96.4%"),
    ]


def test_no_level_is_inferred_below_a_word_that_may_be_one() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值
        养护工作 | 数量指标 | 维护里程 | 142公里 | 142公里
        质量指标 | 设施完好率 | ≥95% | 96.4%
        效益指标 | 社会效益指标 | 事故起数 | 下降5% | 下降8%
        """
    ).forms
    assert [row.level1 for row in form.indicators] == [None, None, "效益指标"]
    assert "ambiguous_values" in {problem.code for problem in form.problems}


def test_two_groups_of_headings_are_divided_apart() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 年度指标 | 全年完成值 | 自评 | 未完成原因
        指标值 | 单位 | 分值 | 得分
        产出指标 | 数量指标 | 支持企业户数 | 5 | 户 | 4户 | 20 | 16 | 有企业停产
        质量指标 | 设备验收合格率 | 100 | % | 100% | 10 | 10
        """
    ).forms
    assert [
        (row.target, row.actual, str(row.weight), str(row.score), row.reason) for row in form.indicators
    ] == [
        ("5户", "4户", "20", "16", "有企业停产"),
        ("100%", "100%", "10", "10", None),
    ]


def test_whether_an_indicator_is_a_core_one_is_no_reason() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 绩效完成情况 | 评分 | 是否核心指标 | 未完成原因
        年度指标值 | 全年实际值 | 偏离度 | 分值 | 得分
        产出指标 | 数量指标 | 保护巢区数量 | ≥38处 | 41处 | 7.89% | 15 | 15 | 是
        投放数量 | ≥26吨 | 23.4吨 | -10% | 15 | 13.5 | 否 | 采购流标一次
        质量指标 | 环志率 | ≥70% | 72% | 2.86% | 15 | 15 | 否
        """
    ).forms
    assert [(row.level1, row.level2, row.name, row.reason) for row in form.indicators] == [
        ("产出指标", "数量指标", "保护巢区数量", None),
        ("产出指标", "数量指标", "投放数量", "采购流标一次"),
        ("产出指标", "质量指标", "环志率", None),
    ]


def test_evidence_behind_the_score_is_no_reason() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 目标值 | 实际值 | 权重 | 得分 | 佐证材料 | 未达标原因
        产出 | 数量 | 自动站运维 | 4个 | 4个 | 10 | 10 | 运维合同
        质量 | 数据有效率 | ≥90% | 95.7% | 20 | 20 | 数据审核记录
        时效 | 报告提交 | 5日前 | 5日前 | 10 | 8 | 月报 | 2份报告晚交
        """
    ).forms
    assert [row.reason for row in form.indicators] == [None, None, "2份报告晚交"]


def test_a_numbered_name_is_no_quantity() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
        一、效益指标（30分） | （一）社会效益 | 5.残疾人生活状况 | 明显改善 | 有所改善 | 30分 | 25分
        """
    ).forms
    (row,) = form.indicators
    assert (row.level2, row.name, row.target, row.actual) == (
        "社会效益", "残疾人生活状况", "明显改善", "有所改善",
    )  # fmt: skip


def test_the_number_of_a_goal_is_no_goal() -> None:
    (form,) = _read(
        TITLE
        + """
        序号 | 年度绩效目标 | 实际完成情况
        1 | 修复草原6.5万亩。 | 完成修复6.5万亩。
        2 | 管护国有林86万亩。 | 完成管护86万亩。
        """
        + INDICATORS
    ).forms
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [
        ("修复草原6.5万亩。", "完成修复6.5万亩。"),
        ("管护国有林86万亩。", "完成管护86万亩。"),
    ]


def test_headings_of_money_are_divided_by_source_and_by_part_of_the_year() -> None:
    head = "2023年度部门整体支出绩效自评表\n部门名称 | 某局\n"
    (by_source,) = _read(
        head
        + """
        支出项目 | 预算数 | 执行数 | 执行率
        财政拨款 | 其他资金 | 小计 | 财政拨款 | 其他资金 | 小计
        项目支出 | 3120 | 46 | 3166 | 2843 | 46 | 2889 | 91.25%
        合计 | 3120 | 46 | 3166 | 2843 | 46 | 2889 | 91.25%
        """
        + INDICATORS
    ).forms
    (by_half,) = _read(
        head
        + """
        资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        1—6月 | 7—12月 | 合计
        年度资金总额 | 1200 | 1260 | 480 | 717 | 1197 | 95%
        """
        + INDICATORS
    ).forms
    assert [(line.label, str(line.adjusted), str(line.executed)) for line in by_source.funds] == [
        ("项目支出", "3166", "2889"),
        ("合计", "3166", "2889"),
    ]
    assert [(line.label, str(line.adjusted), str(line.executed)) for line in by_half.funds] == [
        ("年度资金总额", "1260", "1197"),
    ]


def test_a_subtotal_and_its_figures_are_no_indicator() -> None:
    (form,) = _read(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 自评得分 | 复核得分 | 偏差原因
        产出指标 | 数量指标 | 清扫面积 | ≥486万平方米 | 486万平方米 | 15 | 15 | 15
        时效指标 | 清运及时率 | 100% | 98.5% | 10 | 9 | 9 | 部分小区收运点改造
        小计 | 25 | 24 | 24
        效益指标 | 社会效益指标 | 投诉下降率 | ≥10% | 12% | 15 | 15 | 15
        """
    ).forms
    assert [
        (row.level1, row.name, str(row.weight), str(row.score), row.reason) for row in form.indicators
    ] == [
        ("产出指标", "清扫面积", "15", "15", None),
        ("产出指标", "清运及时率", "10", "9", "部分小区收运点改造"),
        ("效益指标", "投诉下降率", "15", "15", None),
    ]


def test_a_list_with_a_column_of_projects_is_no_form() -> None:
    reading = _read(
        """
        2022年度项目支出绩效自评表
        项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        包虫病防治 | 120.00 | 120.00 | 114.00 | 95%
        乡村医生补助 | 66.00 | 72.50 | 72.50 | 100%
        项目 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
        包虫病防治 | 产出指标 | 数量指标 | 人群筛查 | ≥8000人 | 8312人 | 40 | 40
        乡村医生补助 | 产出指标 | 数量指标 | 补助村医 | 148人 | 145人 | 40 | 39.2
        """
    )
    assert not reading.forms
    assert reading.problems


def test_money_under_a_second_row_of_headings_of_no_known_place_is_left() -> None:
    (form,) = _read(
        TITLE
        + """
        任务名称 | 主要内容 | 预算数 | 执行数 | 完成情况
        总额 | 财政拨款 | 其他资金 | 总额 | 财政拨款 | 其他资金
        任务1 | 维修供水工程 | 826.5 | 786.5 | 40 | 801.2 | 761.2 | 40 | 已完成
        """
        + INDICATORS
    ).forms
    assert not form.funds
    assert any("是第二行表头" in problem.message for problem in form.problems)


def test_indicators_that_lie_down_are_no_money() -> None:
    reading = _read(
        TITLE
        + """
        资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        年度资金总额 | 96 | 96 | 93.6 | 97.5%
        一级指标 | 产出指标 | 效益指标
        二级指标 | 数量指标 | 社会效益指标
        三级指标 | 购置救护车 | 响应时间
        分值 | 20 | 20
        """
    )
    (form,) = reading.forms
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert "indicators_lie" in {problem.code for problem in form.problems}


def test_the_points_of_the_label_before_the_headings_of_the_money_are_the_totals() -> None:
    money = """
    预算执行情况（10分） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
    部门预算总额 | 100 | 120 | 90 | 75% | 7.5
    基本支出 | 60 | 60 | 60 | 100%
    """
    (form,) = _read(TITLE + money + INDICATORS).forms
    assert [(line.label, line.weight) for line in form.funds] == [("部门预算总额", 10), ("基本支出", None)]


def test_a_rate_of_completion_beside_the_only_goal_leaves_both_texts_where_they_belong() -> None:
    goals = """
    年度预期目标 | 具体完成情况 | 总体完成率
    补水不低于1200万立方米。 | 全年补水1264万立方米。 | 100%
    """
    (form,) = _read(TITLE + goals + INDICATORS).forms
    (goal,) = form.goals
    assert (goal.planned, goal.achieved) == ("补水不低于1200万立方米。", "全年补水1264万立方米。")


def test_a_goal_that_was_adjusted_stands_between_the_planned_and_the_achieved_one() -> None:
    goals = """
    年初绩效目标 | 全年（调整）绩效目标 | 全年目标实际完成情况
    新建果园2000亩。 | 新建果园1800亩。 | 新建果园1790亩。
    """
    (form,) = _read(TITLE + goals + INDICATORS).forms
    (goal,) = form.goals
    assert (goal.planned, goal.adjusted, goal.achieved) == (
        "新建果园2000亩。",
        "新建果园1800亩。",
        "新建果园1790亩。",
    )


def test_a_total_said_in_one_sentence_below_the_indicators_is_the_total() -> None:
    (form,) = _read(TITLE + INDICATORS + "自评总分：92.76分（优）\n评价结论 | 总体较好，自评92.76分。").forms
    assert str(form.total_score) == "92.76"
    assert [row.name for row in form.indicators] == ["维修数量"]


@pytest.mark.parametrize(
    "sentence", ["总分：100分，自评得分：97.1分，评价等次：优", "总分100分，自评97.1分，等级为优"]
)
def test_a_total_said_in_one_sentence_may_say_the_weight_before_it(sentence: str) -> None:
    (form,) = _read(TITLE + INDICATORS + sentence).forms
    assert (str(form.total_weight), str(form.total_score), form.grade) == ("100", "97.1", "优")


def test_what_was_taken_off_is_not_the_total_score() -> None:
    rows = """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 满分 | 扣分 | 实得分
    产出指标 | 数量指标 | 养护水库 | 73座 | 71座 | 100分 | 3.17 | 96.83分
    合计 | 100分 | 3.17 | 96.83分
    """
    (form,) = _read(TITLE + rows).forms
    assert (str(form.total_weight), str(form.total_score)) == ("100", "96.83")


def test_a_remark_with_an_amount_in_it_is_no_line_of_the_money() -> None:
    money = """
    资金投入情况 | 全年预算数 | 全年执行数 | 预算执行率 | 备注
    年度资金总额 | 1702.5 | 1688.36 | 99.17%
    市县财政安排 | 136.6 | 122.46 | 89.65% | 14.14万元结转
    """
    (form,) = _read(TITLE + money + INDICATORS).forms
    assert [line.label for line in form.funds] == ["年度资金总额", "市县财政安排"]
