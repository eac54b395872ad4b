"""Text whose empty cells are lost: a value that fits two columns is null, and both are named."""

from pipelines.forms import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import read_drawing

HEAD = """
2023年度项目支出绩效自评表
项目名称 | 某项目
实施单位 | 某局
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
"""
FULL = """
产出指标 | 数量指标 | 培训场次 | ≥10次 | 12次 | 30 | 30
质量指标 | 培训合格率 | 100% | 98% | 20 | 19
时效指标 | 培训及时性 | 及时 | 及时 | 20 | 20
"""


def _form(rows: str) -> Form:
    (form,) = read_drawing(HEAD.strip() + "\n" + rows.strip(), Layout.TABBED).forms
    return form


def _values(form: Form, name: str) -> tuple[str | None, ...]:
    (row,) = [row for row in form.indicators if row.name == name]
    points = [None if value is None else str(value) for value in (row.weight, row.score)]
    return (row.target, row.actual, *points)


def test_two_numbers_that_may_be_values_or_points_are_null() -> None:
    form = _form(
        """
        产出指标 | 数量指标 | 培训场次 | 20 | 20
        质量指标 | 培训合格率 | 100% | 100%
        """
    )
    assert _values(form, "培训场次") == (None, None, None, None)
    assert _values(form, "培训合格率") == ("100%", "100%", None, None)
    (told,) = [one.message for one in form.problems if one.code == "ambiguous_values"]
    assert "指标值或完成值或分值" in told
    assert len([cell for cell in form.unread if cell.text == "20"]) == 2


def test_points_that_add_up_to_the_printed_total_are_points() -> None:
    form = _form("产出指标 | 数量指标 | 培训场次 | 60 | 50\n质量指标 | 培训合格率 | 40 | 40\n总分 | 100 | 90")
    assert _values(form, "培训场次") == (None, None, "60", "50")
    assert [str(form.total_weight), str(form.total_score)] == ["100", "90"]


def test_where_every_row_has_its_points_a_short_row_has_them_too() -> None:
    form = _form(FULL + "满意度指标 | 满意度指标 | 群众知晓程度 | 10 | 9")
    assert _values(form, "群众知晓程度") == (None, None, "10", "9")


def test_a_number_behind_a_sign_is_the_target() -> None:
    head = HEAD.replace("年度指标值", "指标性质 | 指标值 | 度量单位")
    (form,) = read_drawing(
        head.strip() + "\n产出指标 | 数量指标 | 培训场次 | ≥ | 3 | 个 | 4", Layout.TABBED
    ).forms
    assert _values(form, "培训场次") == ("≥3个", None, None, None)


def test_two_figures_of_a_total_stand_in_the_order_of_their_headings() -> None:
    head = HEAD.replace("分值 | 得分", "得分 | 分值")
    (form,) = read_drawing(head.strip() + "\n" + FULL.strip() + "\n合计 | 69 | 70", Layout.TABBED).forms
    assert [str(form.total_score), str(form.total_weight)] == ["69", "70"]


def test_a_level_alone_is_the_second_where_each_first_brings_its_second() -> None:
    form = _form(
        """
        项目决策 | 项目立项 | 培训场次 | 是 | 是 | 20 | 20
        项目管理 | 投入管理 | 培训合格率 | 100% | 100% | 20 | 20
        财务管理 | 培训及时性 | 健全 | 健全 | 20 | 20
        产出指标 | 群众知晓程度 | 10次 | 10次 | 40 | 40
        """
    )
    told = [(row.level1, row.level2) for row in form.indicators]
    assert told[2] == ("项目管理", "财务管理")
    assert told[3][0] == "产出指标"


def test_a_lower_row_of_headings_stands_for_the_groups_over_it() -> None:
    (form,) = read_drawing(
        """
        2023年度项目支出绩效自评表
        项目名称 | 某项目
        一级指标 | 二级指标 | 三级指标 | 绩效目标 | 完成情况 | 评分情况 | 偏差分析
        指标性质 | 指标值 | 计量单位 | 实际完成值 | 分值 | 自评得分
        产出指标 | 数量指标 | 养护里程 | ≥ | 320 | 公里 | 325 | 60 | 60
        质量指标 | 路面优良率 | ≥ | 85 | % | 80 | 40 | 38 | 雨季损坏较多
        """,
        Layout.TABBED,
    ).forms
    assert _values(form, "养护里程") == ("≥320公里", "325", "60", "60")
    assert form.indicators[1].reason == "雨季损坏较多"


def test_a_total_below_the_notes_is_the_total() -> None:
    form = _form(FULL + "存在问题及原因 | 无\n自评总分 | 96.5")
    assert str(form.total_score) == "96.5"


def test_headings_over_pairs_one_a_line_are_no_columns() -> None:
    told = (
        "项目支出绩效自评表 项目名称 某项目 预算执行情况（万元） 预算安排情况（调整后） 资金到位情况 资金执行情况 预算执行进度 "
        "预算数： 580 到位数： 580 执行数： 551 95% 其中：财政资金 500 其中：财政资金 500 其中：财政资金 480 其他 80 其他 80 "
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标 数量指标 改善学校数量 12所 12所 100 100"
    )
    (form,) = read_drawing(told.replace(" ", "\n"), Layout.LINES).forms
    lines = [(line.label, line.adjusted, line.executed, line.rate_pct) for line in form.funds]
    shown = [
        (label, *(None if value is None else str(value) for value in values)) for label, *values in lines
    ]
    assert shown == [
        ("预算数：", "580", "551", "95"),
        ("其中：财政资金", "500", "480", None),
        ("其他", None, None, None),  # one of three amounts is lost, and nobody knows which
    ]


def test_the_rows_that_are_sure_tell_that_a_column_of_none_of_ours_is_filled() -> None:
    head = HEAD.replace("实际完成值 |", "实际完成值 | 指标值说明 |")
    (form,) = read_drawing(
        head.strip()
        + "\n"
        + """
        履职目标 | 工作管理 | 目标相关性 | 相关 | 相关 | 职责与目标相关 | 5 | 5
        任务科学性 | 科学 | 科学 | 任务分解科学 | 5 | 5
        产出指标 | 数量指标 | 培训场次 | ≥10次 | 12次 | 全年场次 | 30 | 30
        质量指标 | 培训合格率 | ≥95% | 98% | 考核人数 | 30 | 30
        效益指标 | 社会效益指标 | 知晓率 | ≥60% | 55% | 问卷调查 | 30 | 28
        """.strip(),
        Layout.TABBED,
    ).forms
    assert _values(form, "任务科学性") == ("科学", "科学", "5", "5")
    assert [row.level2 for row in form.indicators][:2] == ["工作管理", "工作管理"]


def test_a_word_that_is_a_level_or_a_name_is_neither_and_leaves_the_levels_below_open() -> None:
    head = HEAD.replace("实际完成值 |", "实际完成值 | 指标值说明 |")
    (form,) = read_drawing(
        head.strip()
        + "\n"
        + """
        产出指标 | 数量指标 | 培训场次 | ≥10次 | 12次 | 全年场次 | 40 | 40
        宣传工作 | 资料发放 | 到各村 | 到户 | 40 | 40
        群众知晓率 | ≥90% | 95% | 20 | 20
        """.strip(),
        Layout.TABBED,
    ).forms
    assert [row.name for row in form.indicators] == ["培训场次", None, "群众知晓率"]
    assert [row.level2 for row in form.indicators] == ["数量指标", None, None]
    told = [one.message for one in form.problems if one.code == "ambiguous_values"]
    assert any("“宣传工作”可作一级指标或二级指标或指标名" in message for message in told), told


def test_the_execution_rate_behind_the_satisfaction_is_a_level_of_its_own() -> None:
    form = _form(
        """
        产出指标 | 数量指标 | 培训场次 | ≥10次 | 12次 | 80 | 80
        满意度指标 | 满意度指标 | 群众满意度 | ≥90% | 92% | 10 | 10
        预算执行率 | 100% | 89.79% | 10 | 8.98
        """
    )
    last = form.indicators[-1]
    assert (last.level1, last.level2, last.name) == ("预算执行率", None, "预算执行率")


def test_a_satisfaction_alone_is_of_no_level_where_each_first_brings_its_second() -> None:
    form = _form(
        """
        产出指标 | 数量指标 | 培训场次 | ≥10次 | 12次 | 60 | 60
        效益指标 | 履职效益 | 困难群众保障 | ≥90% | 92% | 30 | 30
        满意度 | 服务对象满意程度 | ≥90% | 92.3% | 10 | 10
        """
    )
    last = form.indicators[-1]
    assert (last.level1, last.level2, last.name) == (None, None, "服务对象满意程度")


def test_beside_columns_of_none_of_ours_a_goal_is_the_one_under_its_heading() -> None:
    drawing = """
        2023年度部门整体支出绩效自评表
        部门名称 | 某局
        年度主要任务 | 任务名称 | 主要内容 | 完成情况
        城乡低保 | 按时足额发放低保金 | 已全部发放
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        """
    (form,) = read_drawing(drawing.strip() + "\n" + FULL.strip(), Layout.TABBED).forms
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [(None, "已全部发放")]


def test_a_dash_behind_words_is_the_target_and_not_their_unit() -> None:
    head = HEAD.replace("年度指标值", "指标性质 | 指标值 | 度量单位")
    (form,) = read_drawing(
        head.strip()
        + "\n"
        + """
        项目决策 | 项目目标 | 完整性 | 一 | 目标明确、内容细化 | 4 | 4
        项目立项 | 相关性 | 一 | 按照标准进行管理 | 2 | 2
        产出指标 | 数量指标 | 保障人数 | ≥ | 2370 | 人 | 2370人 | 10 | 10
        质量指标 | 合格率 | ≥ | 95 | % | 96% | 10 | 10
        """.strip(),
        Layout.TABBED,
    ).forms
    assert {row.target for row in form.indicators} <= {None, "一", "≥2370人", "≥95%"}
    assert {row.name for row in form.indicators} <= {None, "完整性", "相关性", "保障人数", "合格率"}


def test_a_bare_number_is_no_reason() -> None:
    head = HEAD.replace("得分", "得分 | 偏差原因分析")
    form = read_drawing(head.strip() + "\n" + FULL.strip() + " | 97.93", Layout.TABBED).forms[0]
    assert [row.reason for row in form.indicators] == [None, None, None]
    assert "97.93" in [cell.text for cell in form.unread]
