"""Lists with one department or project a row, alone and in a form."""

import pytest

from pipelines.forms import Reading
from pipelines.readers.grid import Layout
from tests.forms.drawing import HEADINGS, WIDE, read_drawing

LIST = """
项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 | 备注
校舍维修 | 100 | 100 | 90 | 90% | 96 |
营养餐 | 200 | 200 | 200 | 100% | 98 |
合计 | 300 | 300 | 290 | 96.67% | |
"""
OVERALL = f"2022年度部门整体支出绩效自评表{WIDE}\n部门名称 | 某县教育局{WIDE[:-4]}\n"
PROJECT = f"2022年度项目支出绩效自评表{WIDE}\n"
MONEY = """
资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分
资金合计（万元） | 900 | 900 | 810 | 90% | 10 | 9
"""
INDICATORS = f"""
{HEADINGS}
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 88
总分 | < | < | < | < | 100 | 97
"""


def read(*parts: str, layout: Layout = Layout.RULED) -> Reading:
    return read_drawing("\n".join(part.strip() for part in parts), layout)


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
@pytest.mark.parametrize("parts", [(MONEY, LIST), (LIST, MONEY)], ids=["below the money", "over the money"])
def test_the_projects_of_a_department_are_left_unread_in_its_form(
    layout: Layout, parts: tuple[str, ...]
) -> None:
    reading = read(OVERALL, *parts, INDICATORS, layout=layout)
    (form,) = reading.forms
    assert reading.problems == ()
    assert [(line.label, line.executed) for line in form.funds] == [("资金合计（万元）", 810)]
    assert ([row.name for row in form.indicators], form.total_score) == (["检查次数"], 97)
    assert {"校舍维修", "营养餐", "290"} <= {unread.text for unread in form.unread}


def test_parts_of_a_project_that_its_head_names_are_left_unread_in_its_form() -> None:
    head = "项目名称 | 教育专项 | < | 实施单位 | 某县教育局 | < | <"
    (form,) = read(PROJECT, head, LIST.replace("项目名称", "子项目名称"), INDICATORS).forms
    assert (form.project, form.funds, len(form.indicators)) == ("教育专项", (), 1)


@pytest.mark.parametrize(
    "title", [PROJECT, OVERALL, f"2022年度自评情况汇总表{WIDE}\n填报单位：某县教育局{WIDE}\n"]
)
def test_a_list_alone_is_no_form_and_is_named_once(title: str) -> None:
    reading = read(title, LIST)
    assert reading.forms == ()
    (problem,) = reading.problems
    assert problem.message.endswith("汇总表，不是自评表")


def test_indicators_below_the_list_of_several_projects_are_of_none() -> None:
    reading = read(PROJECT, f"填报单位：某县教育局{WIDE}", LIST, INDICATORS)
    assert (reading.forms, len(reading.problems)) == ((), 1)


def test_a_form_below_a_list_is_read() -> None:
    head = "项目名称 | 教育专项 | < | 实施单位 | 某县教育局 | < | <"
    for title in (PROJECT, ""):
        (form,) = read(f"2022年度自评情况汇总表{WIDE}", LIST, title, head, MONEY, INDICATORS).forms
        assert (form.project, len(form.funds), len(form.indicators)) == ("教育专项", 1, 1)
