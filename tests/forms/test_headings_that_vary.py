"""Headings with years, values below their labels, levels under any heading, points beside the money."""

from decimal import Decimal

import pytest

from pipelines.forms.head import year_in
from tests.forms.drawing import form_of, read_drawing

TITLE = "2022年度项目支出绩效自评表 | < | < | < | < | < | < | <\n"
HEAD = TITLE + "项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | < | <\n"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 90 |
"""


@pytest.mark.parametrize(
    ("years", "target", "actual"),
    [
        ("2022年目标值 | 2022年实际完成值 | 2021年实际值", "≥10次", "12次"),
        ("2021年实际值 | 2022年目标值 | 2022年实际完成值", "12次", "11次"),
        ("2022年度指标值 | 截至2022年12月底完成值 | 2023年目标值", "≥10次", "12次"),
    ],
)
def test_a_heading_may_begin_with_a_year_and_another_year_is_not_the_forms(
    years: str, target: str, actual: str
) -> None:
    form = form_of(
        HEAD
        + f"一级指标 | 二级指标 | 三级指标 | {years} | 分值 | 得分\n"
        + "产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 11次 | 90 | 90"
    )
    (row,) = form.indicators
    assert (row.target, row.actual, row.score) == (target, actual, Decimal(90))


def test_money_under_headings_with_a_year_is_the_years() -> None:
    form = form_of(
        HEAD
        + "项目资金（万元） | 2022年年初预算数 | 2022年预算数 | 2021年执行数 | 2022年执行数 | 执行率 | < | <\n"
        + "年度资金总额 | 100 | 90 | 70 | 80 | 88.89% | < | <"
        + INDICATORS
    )
    (line,) = form.funds
    assert (line.initial, line.adjusted, line.executed) == (Decimal(100), Decimal(90), Decimal(80))


def test_a_title_of_two_years_is_of_the_fiscal_year() -> None:
    assert year_in("2024年开展2023年度部门预算项目支出绩效自评表") == 2023
    assert year_in("2023年项目支出绩效自评表") == 2023


def test_values_stand_below_their_labels() -> None:
    form = form_of(
        TITLE
        + "项目名称 | < | 主管部门 | < | 实施单位 | < | 项目类别 | <\n"
        + "道路养护 | < | 某市交通局 | < | 某县公路站 | < | 经常性 | <"
        + INDICATORS
    )
    assert (form.project, form.supervisor, form.department) == ("道路养护", "某市交通局", "某县公路站")
    assert form.places["project"] == "R3C1"


def test_a_label_without_a_value_takes_none_from_labels_below() -> None:
    form = form_of(
        TITLE
        + "项目名称 | < | < | < | 主管部门 | < | < | <\n"
        + "道路养护 | < | < | < | 联系人 | < | < | <"
        + INDICATORS
    )
    assert (form.project, form.supervisor) == (None, None)


def test_a_column_of_levels_is_one_whatever_its_heading_says() -> None:
    form = form_of(
        HEAD
        + """
        序号 | 指标类型 | 指标名称 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
        1 | 数量指标 | 检查次数 | ≥10次 | 12次 | 50 | 50 |
        2 | 质量指标 | 合格率 | 100% | 98% | 40 | 39 | 个别不合格
        """
    )
    assert [row.level2 for row in form.indicators] == ["数量指标", "质量指标"]


def test_one_name_merged_over_two_targets_names_both() -> None:
    form = form_of(
        HEAD
        + """
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
        产出指标 | 数量指标 | 检查次数 | 上半年≥10次 | 12次 | 25 | 25 |
        ^ | ^ | ^ | 下半年≥10次 | 9次 | 25 | 22 | 人手不足
        """
    )
    assert [(row.name, row.target, row.actual, row.reason) for row in form.indicators] == [
        ("检查次数", "上半年≥10次", "12次", None),
        ("检查次数", "下半年≥10次", "9次", "人手不足"),
    ]


MONEY = """
项目资金（万元） | 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | <
^ | 合计 | 100 | 95 | 90 | 94.74% | < | <
"""


def test_points_beside_labels_in_the_block_of_money_are_those_of_the_total() -> None:
    form = form_of(HEAD + MONEY + "^ | 预算执行率分值 | 10 | < | 预算执行率得分 | 9.47 | < | <" + INDICATORS)
    (line,) = form.funds
    assert (line.label, line.weight, line.score, line.initial) == (
        "合计", Decimal(10), Decimal("9.47"), Decimal(100),
    )  # fmt: skip


def test_points_of_which_nobody_says_what_they_are_stay_unread() -> None:
    form = form_of(HEAD + MONEY + "^ | 预算执行率 | 10 | 94.74% | 9.47 | < | < | <" + INDICATORS)
    (line,) = form.funds
    assert (line.weight, line.score, line.executed) == (None, None, Decimal(90))
    assert [cell.text for cell in form.unread] == ["预算执行率", "10", "94.74%", "9.47"]


def test_a_level_in_a_row_of_its_own_is_over_the_rows_below() -> None:
    form = form_of(
        HEAD
        + """
        序号 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 未完成原因
        一、产出指标（50分） | < | < | < | < | < | < | <
        1 | 数量指标 | 检查次数 | ≥10次 | 12次 | 30 | 30 |
        2 | 质量指标 | 合格率 | 100% | 98% | 20 | 19 | 个别不合格
        二、效益指标（30分） | < | < | < | < | < | < | <
        3 | 社会效益指标 | 通行能力 | 提升 | 提升 | 30 | 30 |
        """
    )
    assert [(row.level1, row.level1_weight, row.name) for row in form.indicators] == [
        ("产出指标", Decimal(50), "检查次数"),
        ("产出指标", Decimal(50), "合格率"),
        ("效益指标", Decimal(30), "通行能力"),
    ]


def test_two_cells_may_share_the_heading_of_the_name_or_of_the_target() -> None:
    form = form_of(
        HEAD
        + """
        一级指标 | 二级指标 | 三级指标 | < | 年度指标值 | < | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 指标1 | 检查次数 | ≥ | 10次 | 12次 | 30 | 30
        ^ | ^ | 指标2 | 巡查次数 | ≥20 | 次 | 21次 | 20 | 20
        ^ | 质量指标 | 指标1 | 合格率 | 100% | < | 98% | 40 | 39
        """
    )
    assert [(row.name, row.target, row.actual) for row in form.indicators] == [
        ("检查次数", "≥10次", "12次"),
        ("巡查次数", "≥20次", "21次"),
        ("合格率", "100%", "98%"),
    ]


def test_numbered_goals_stand_under_their_headings_one_a_row() -> None:
    form = form_of(
        HEAD
        + """
        年度总体目标 | 目标名称 | < | 预期目标 | < | 实际完成情况 | < | <
        ^ | 目标1 | < | 养护公路120公里，保持路况良好。 | < | 养护公路121公里。 | < | <
        ^ | 目标2 | < | 桥梁检测20座。 | < | 检测20座。 | < | <
        """
        + INDICATORS
    )
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [
        ("养护公路120公里，保持路况良好。", "养护公路121公里。"),
        ("桥梁检测20座。", "检测20座。"),
    ]


def test_a_list_of_the_indicators_of_several_projects_is_no_form() -> None:
    reading = read_drawing(
        """
        2022年度项目绩效自评情况一览表 | < | < | < | < | < | < | <
        项目名称 | 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
        道路养护 | 产出指标 | 检查次数 | ≥10次 | 12次 | 50 | 50 |
        桥梁检测 | 产出指标 | 检测座数 | ≥20座 | 20座 | 50 | 50 |
        """
    )
    assert reading.forms == ()
    assert "汇总表" in reading.problems[0].message


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("金额：万元", "万元"),
        ("单位：万元、%", "万元"),
        ("单位：元（保留两位小数）", "元"),
        ("单位：元/万元", None),
    ],
)
def test_a_unit_of_two_is_none(line: str, unit: str | None) -> None:
    form = form_of(
        TITLE + f"{line} | < | < | < | < | < | < | <\n" + MONEY.replace("（万元）", "") + INDICATORS
    )
    assert form.unit == unit


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("（2022年1月1日-12月31日）", 2022),
        ("评价时段：2022年1月至12月", 2022),
        ("填报日期：2023年3月1日", None),
        ("2022年1月-2023年12月", None),
    ],
)
def test_a_period_of_a_whole_year_names_the_year(line: str, year: int | None) -> None:
    form = form_of(
        f"项目支出绩效自评表 | < | < | < | < | < | < | <\n{line} | < | < | < | < | < | < | <" + INDICATORS
    )
    assert form.fiscal_year == year


def test_a_word_where_a_score_belongs_is_no_reason() -> None:
    form = form_of(HEAD + INDICATORS.replace("| 90 | 90 |", "| 90 | 满分 |"))
    (row,) = form.indicators
    assert (row.weight, row.score, row.reason) == (Decimal(90), None, None)
    assert [problem.code for problem in form.problems] == ["points_not_a_number"]


def test_a_table_of_base_data_under_a_bare_word_is_no_form_and_the_form_below_it_is() -> None:
    reading = read_drawing(
        """
        Overview | < | < | <
        自评表 | < | < | <
        自评表2 | < | < | <
        部门整体支出绩效评价基础数据表 | < | < | <
        财政供养人员情况 | 编制数 | 年末实际在职人数 | 控制率
        经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数
        三公经费 | | |
        公用经费 | | |
        """
        + HEAD
        + INDICATORS
    )
    (form,) = reading.forms
    assert (form.form_type, form.project, len(form.indicators)) == ("project", "道路养护", 1)


@pytest.mark.parametrize("word", ["ᠨᠡᠷ", "མིང", "ئىسىم", "ꑌꏂ", "이름"])
def test_words_in_another_script_beside_a_heading_change_nothing_of_its_meaning(word: str) -> None:
    drawing = HEAD + INDICATORS + "总分 | < | < | < | < | 90 | 90 |"
    for heading in ("项目名称", "实施单位", "三级指标", "年度指标值", "分值", "总分"):
        drawing = drawing.replace(f"{heading} |", f"{heading} {word} |")
    form = form_of(drawing.replace("检查次数", f"检查次数 {word}"))
    (row,) = form.indicators
    assert (form.project, form.department, form.total_score) == ("道路养护", "某县公路站", Decimal(90))
    assert (row.name, row.target, row.weight) == (f"检查次数 {word}", "≥10次", Decimal(90))


def test_below_money_that_stands_below_the_indicators_comes_the_total_and_then_no_money() -> None:
    form = form_of(
        HEAD
        + INDICATORS
        + """
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | <
        年度资金总额 | 100 | 90 | 80 | 10 | 88.89% | 8.9 | <
        总分 | < | < | < | 100 | < | 98.9 | <
        主办：某县人民政府 | < | < | < | < | < | < | <
        网站标识码：0000000000 | < | < | < | < | < | < | <
        """
    )
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert (form.total_weight, form.total_score) == (Decimal(100), Decimal("98.9"))
