"""Indicators with a column each, their headings one below the other."""

from decimal import Decimal

import pytest

from pipelines.forms.form import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import form_of, grid_of

MONEY = """2023年度项目支出绩效自评表 | < | < | < | <
项目名称 | 救护车更新购置 | < | 实施单位 | 某县人民医院
资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
年度资金总额 | 96 | 96 | 93.6 | 97.5%
"""
GOALS = """年度目标 | 预期目标 | < | 实际完成情况 | <
^ | 购置3辆救护车并投入使用 | < | 购置3辆救护车并投入使用 | <
"""
LYING = """一级指标 | 产出指标 | < | 效益指标 | 满意度指标
二级指标 | 数量指标 | 时效指标 | 社会效益指标 | 服务对象满意度指标
三级指标 | 购置救护车 | 交付时间 | 响应时间 | 患者满意度
年度指标值 | 3辆 | 9月底前 | ≤5分钟 | ≥90%
实际完成值 | 3辆 | 10月16日 | 4.2分钟 | 94%
分值 | 20 | 20 | 40 | 20
得分 | 20 | 18 | 40 | 20
"""


TOTAL = "总分 | 100 | < | 自评总分 | 98"


def rows(form: Form) -> list[tuple[str | None, str | None, str | None, Decimal | None, Decimal | None]]:
    return [(row.name, row.level1, row.level2, row.weight, row.score) for row in form.indicators]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED, Layout.CLOSED])
@pytest.mark.parametrize("goals", ["", GOALS])
def test_indicators_that_lie_down_are_read_as_if_they_stood(layout: Layout, goals: str) -> None:
    form = form_of(MONEY + goals + LYING + TOTAL, layout)
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert [goal.planned for goal in form.goals] == (["购置3辆救护车并投入使用"] if goals else [])
    assert rows(form) == [
        ("购置救护车", "产出指标", "数量指标", 20, 20),
        ("交付时间", "产出指标", "时效指标", 20, 18),
        ("响应时间", "效益指标", "社会效益指标", 40, 40),
        ("患者满意度", "满意度指标", "服务对象满意度指标", 20, 20),
    ]
    assert [(row.target, row.actual) for row in form.indicators][1] == ("9月底前", "10月16日")
    assert (form.total_weight, form.total_score) == (100, 98)


def test_a_cell_that_lay_down_keeps_its_place() -> None:
    form = form_of(MONEY + LYING)
    last = form.indicators[-1]
    assert (last.place, last.places["score"], last.places["level1"]) == ("R7C5", "R11C5", "R5C5")
    assert {claim.place for claim in form.claims} == {
        cell.place for cell in grid_of(MONEY + LYING).cells if cell.text
    }


def test_a_label_beside_the_headings_is_one_and_two_lists_one_below_the_other_are_both_read() -> None:
    beside = "\n".join(f"{'^' if at else '绩效指标'} | {line}" for at, line in enumerate(LYING.splitlines()))
    form = form_of(MONEY + beside + "\n" + beside.replace("患者满意度", "职工满意度"))
    assert [row.name for row in form.indicators[3::4]] == ["患者满意度", "职工满意度"]
    assert form.unread == ()


def test_numbers_over_the_levels_and_lists_with_placeholders_are_read_too() -> None:
    lying = "序号 | 1 | 2 | 3 | 4\n" + LYING.replace("三级指标 | 购置救护车", "三级指标 | ……").replace(
        "3辆", ""
    )
    form = form_of(MONEY + GOALS + lying.replace("分值 | 20", "分值 | ").replace("得分 | 20", "得分 | "))
    assert [row.name for row in form.indicators] == ["交付时间", "响应时间", "患者满意度"]
    assert [goal.planned for goal in form.goals] == ["购置3辆救护车并投入使用"]


def test_a_first_level_keeps_its_printed_words_where_the_columns_are_lost() -> None:
    lying = LYING.replace("产出指标 | <", "产出（40分） | <").replace("| 效益指标 |", "| 效益 |")
    form = form_of(MONEY + lying, Layout.CLOSED)
    assert [row.level1 for row in form.indicators] == ["产出", "产出", "效益", "满意度指标"]
    assert form.indicators[0].level1_weight == 40


def test_a_target_whose_unit_is_lost_is_none() -> None:
    lying = LYING.replace("≤5分钟", "≤5").replace("实际完成值", "计量单位 | | | 分钟 |\n实际完成值")
    assert [row.target for row in form_of(MONEY + lying).indicators][2] == "≤5分钟"
    assert [row.target for row in form_of(MONEY + lying, Layout.CLOSED).indicators] == [None] * 4


def test_a_total_of_more_than_a_weight_and_a_score_tells_none() -> None:
    form = form_of(MONEY + LYING + "合计 | 100% | 98 | 95 |")
    assert (form.total_weight, form.total_score) == (None, None)


def test_a_level_without_its_own_words_is_none_where_the_columns_are_lost() -> None:
    form = form_of(MONEY + LYING.replace("社会效益指标", "群众反响"), Layout.CLOSED)
    assert [row.level1 for row in form.indicators] == [None] * 4


@pytest.mark.parametrize(
    ("layout", "lying"),
    [
        (Layout.RULED, LYING.replace("分值 | 20 | 20", "分值 | 20 | 二十")),
        (Layout.RULED, LYING.replace("三级指标 | 购置救护车 | 交付时间", "三级指标 | 购置救护车 | <")),
        (Layout.CLOSED, LYING.replace("得分 | 20 | 18", "得分 | 20")),
        (Layout.RULED, LYING.replace("实际完成值", "完成时限").replace("得分", "备注")),
    ],
    ids=["words for points", "a column without a name", "a lost score", "no result"],
)
def test_indicators_that_are_not_sure_to_lie_are_named_and_are_neither_money_nor_goals(
    layout: Layout, lying: str
) -> None:
    form = form_of(MONEY + GOALS + lying, layout)
    assert [line.label for line in form.funds] == ["年度资金总额"]
    assert [goal.planned for goal in form.goals] == ["购置3辆救护车并投入使用"]
    assert form.indicators == ()
    assert [p.place for p in form.problems if p.code == "indicators_lie"] == ["R7C1"]
    assert "购置救护车" in {unread.text for unread in form.unread}
