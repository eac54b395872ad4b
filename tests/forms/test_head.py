"""The head of a form: which words beside one another are labels, and whose name is whose."""

import pytest

from tests.forms.drawing import HEADINGS, WIDE, form_of

INDICATORS = f"""
{HEADINGS}
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 100 | 90
"""


def test_a_label_begins_behind_the_value_of_the_one_before_it_in_one_cell() -> None:
    form = form_of(
        f"项目支出绩效自评表{WIDE}\n预算年度：2021   项目名称：道路养护   实施单位：某县公路站{WIDE}\n{INDICATORS}"
    )
    assert (form.fiscal_year, form.project, form.department) == (2021, "道路养护", "某县公路站")


def test_who_fills_in_is_the_lower_of_two_supervisors_and_the_first_is_the_supervisor() -> None:
    form = form_of(
        f"""2022年度转移支付项目绩效自评表{WIDE}
        省级主管部门 | 某省教育厅 | < | 市县主管部门 | 某县教育局 | < | <
        {INDICATORS}"""
    )
    assert (form.supervisor, form.department) == ("某省教育厅", "某县教育局")


@pytest.mark.parametrize(
    ("label", "department"), [("预算单位", "某县一小"), ("填报部门", "某县教育局"), ("单位", "某县教育局")]
)
def test_who_fills_in_is_the_unit_where_its_department_is_named_over_it(label: str, department: str) -> None:
    name = "万元" if label == "单位" else "某县一小"
    form = form_of(
        f"""2022年度项目支出绩效自评表{WIDE}
        部门：某县教育局{WIDE}
        项目名称 | 课后服务 | < | {label} | {name} | < | <
        {INDICATORS}"""
    )
    assert form.department == department


def test_a_budget_is_the_first_or_the_adjusted_one_as_its_brackets_say() -> None:
    form = form_of(
        f"""2022年度项目支出绩效自评表{WIDE}
        项目名称 | 道路养护 | < | 实施单位 | 某县公路站 | < | <
        资金来源 | 预算数（年初） | 预算数（调整后） | 支出数 | 支出进度 | 分值 | 得分
        资金合计 | 100 | 80 | 60 | 75% | 10 | 7.5
        {INDICATORS}"""
    )
    (line,) = form.funds
    assert (line.initial, line.adjusted, line.executed) == (100, 80, 60)


def test_goals_stand_behind_one_word_each() -> None:
    form = form_of(
        f"""2022年度部门整体支出绩效自评表{WIDE}
        部门名称 | 某局 | < | < | < | < | <
        年度总体目标 | 预期 | 新建三处排涝泵站，改善农田灌溉条件。 | < | 实际 | 建成两处泵站，一处因征地推迟到次年。 | <
        {INDICATORS}"""
    )
    assert [(goal.planned, goal.achieved) for goal in form.goals] == [
        ("新建三处排涝泵站，改善农田灌溉条件。", "建成两处泵站，一处因征地推迟到次年。")
    ]


def test_a_head_below_the_money_that_ends_a_form_is_no_money() -> None:
    form = form_of(
        f"""2022年度部门整体支出绩效自评表{WIDE}
        {INDICATORS.strip()}
        资金情况 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | <
        资金合计 | 100 | 80 | 60 | 75% | < | <
        部门名称 | 某局 | < | < | 年度 | 2022 | <"""
    )
    assert [line.label for line in form.funds] == ["资金合计"]
