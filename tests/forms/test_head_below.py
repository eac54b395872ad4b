"""The head of a form below its tables."""

import pytest

from pipelines.forms import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import HEADINGS, WIDE, read_drawing

TITLE = f"项目支出绩效自评表{WIDE}"
HEAD = """
项目名称 | {name} | < | 实施单位 | 某县公路站 | < | <
年度 | 2022 | < | 填报人 | 王某 | < | <
"""
LIST = f"""
{HEADINGS}
产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 100 | 90
总分 | < | < | < | < | 100 | 90
"""


PART = """
{list}
{head}
资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分
资金合计（万元） | 100 | 100 | {spent} | 90% | 10 | 9
"""


def head(name: str) -> str:
    return HEAD.strip().format(name=name)


def forms_of(*parts: str, layout: Layout = Layout.RULED) -> list[Form]:
    return list(read_drawing("\n".join(part.strip() for part in parts), layout).forms)


def told(forms: list[Form]) -> list[tuple[str | None, str | None, int | None]]:
    return [(form.project, form.department, form.fiscal_year) for form in forms]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_a_head_below_the_table_is_of_the_form_above_it(layout: Layout) -> None:
    (form,) = forms_of(TITLE, LIST, head("道路养护"), layout=layout)
    assert told([form]) == [("道路养护", "某县公路站", 2022)]
    assert (form.places["project"], form.first_row, form.last_row) == ("R5C2", 1, 6)
    assert len(form.indicators) == 1


def test_a_head_with_a_year_in_its_first_row_is_no_row_of_the_table() -> None:
    (form,) = forms_of(TITLE, LIST, "部门名称 | 某局 | < | < | 年度 | 2022 | <")
    assert told([form]) == [(None, "某局", 2022)]
    assert [row.name for row in form.indicators] == ["检查次数"]


def test_a_note_below_the_head_is_none_of_it() -> None:
    (form,) = forms_of(TITLE, LIST, head("道路养护"), f"说明：本表一式两份，报财政局。{WIDE}")
    assert told([form]) == [("道路养护", "某县公路站", 2022)]


def test_each_of_two_forms_has_the_head_below_it() -> None:
    forms = forms_of(TITLE, LIST, head("甲"), TITLE, LIST, head("乙"))
    assert [form.project for form in forms] == ["甲", "乙"]


def test_a_head_over_a_title_is_of_the_form_below_where_the_one_above_has_its_own() -> None:
    forms = forms_of(TITLE, head("甲"), LIST, head("乙"), TITLE, LIST)
    assert [form.project for form in forms] == ["甲", "乙"]


def test_a_head_over_what_cannot_be_read_is_not_given_to_the_form_above() -> None:
    other = "次序 | 事项 | 经费 | 时间 | 地点 | 人数 | 备注"
    (form,) = forms_of(TITLE, LIST, head("乙"), other, "1 | 会议 | 20 | 三月 | 县城 | 30 | 无")
    assert form.project is None


def test_a_head_whose_labels_have_figures_beside_them_is_no_row_of_the_table() -> None:
    (form,) = forms_of(TITLE, LIST, "部门名称 | 某局 | < | < | 下属单位个数 | 3 | <")
    assert (form.department, [row.name for row in form.indicators]) == ("某局", ["检查次数"])


def part(name: str, spent: int, weight: int = 90) -> str:
    """Return a list of indicators, and below it a head with its money."""
    listed = LIST.strip().replace("12次 | 100", f"12次 | {weight}")
    return PART.strip().format(list=listed, head=head(name), spent=spent)


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_a_head_with_the_money_below_the_table_is_of_the_form_above_it(layout: Layout) -> None:
    (form,) = forms_of(TITLE, part("道路养护", 90), layout=layout)
    assert told([form]) == [("道路养护", "某县公路站", 2022)]
    assert ([line.executed for line in form.funds], form.funds[0].places["executed"]) == ([90], "R8C4")
    assert (form.unit, form.total_score, [row.score for row in form.indicators]) == ("万元", 90, [90])
    assert (form.first_row, form.last_row) == (1, 8)


def test_a_total_below_the_money_is_of_the_form() -> None:
    whole = part("道路养护", 90).replace("总分 | < | < | < | < | 100 | 90\n", "")
    (form,) = forms_of(TITLE, whole, "总分 | < | < | < | < | 100 | 98")
    assert (form.total_score, len(form.funds)) == (98, 1)


def test_each_of_two_titled_forms_has_the_money_below_it() -> None:
    forms = forms_of(TITLE, part("甲", 90), TITLE, part("乙", 80))
    assert [(form.project, form.funds[0].executed) for form in forms] == [("甲", 90), ("乙", 80)]


@pytest.mark.parametrize(
    "parts",
    [
        (TITLE, part("甲", 90), TITLE, LIST.replace("12次 | 100", "12次 | 90")),
        (TITLE, part("甲", 90, weight=100)),
        (f"部门整体支出绩效自评表{WIDE}", part("甲", 90)),
        (TITLE, "项目名称 | 乙 | < | < | < | < | <", part("甲", 90)),
    ],
    ids=["between two lists", "more than one form weighs", "a project under a department", "two heads"],
)
def test_money_that_may_be_of_another_form_is_not_given_to_the_list_above(parts: tuple[str, ...]) -> None:
    assert not any(
        form.funds and form.indicators and form.indicators[0].place == "R3" for form in forms_of(*parts)
    )


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_notes_below_goals_are_no_goals(layout: Layout) -> None:
    goals = """
    年度总体目标 | 预期目标 | < | < | 完成情况 | < | <
    ^ | 养护道路若干公里。 | < | < | 已完成全部任务。 | < | <
    """
    notes = (
        "注：1.其他资金包括单位自有资金。",
        "2.得分不超过该指标分值。",
        "填报人：王某  联系电话：0432-1",
        "附件2",
    )
    (form,) = forms_of(TITLE, part("道路养护", 90), goals, *notes, layout=layout)
    assert [goal.planned for goal in form.goals] == ["养护道路若干公里。"]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
@pytest.mark.parametrize("goals_first", [False, True])
def test_a_head_below_the_money_or_the_goals_is_no_line_of_either(layout: Layout, goals_first: bool) -> None:
    goals = "年度总体目标 | 预期目标 | < | < | 完成情况 | < | <\n^ | 养护道路若干公里。 | < | < | 已完成全部任务。 | < | <"
    money = PART.split("{head}")[1].strip().format(spent=90)
    first, second = (goals, money) if goals_first else (money, goals)
    (form,) = forms_of(
        TITLE, first, head("道路养护"), second, LIST.replace("12次 | 100", "12次 | 90"), layout=layout
    )
    assert told([form]) == [("道路养护", "某县公路站", 2022)]
    assert ([line.executed for line in form.funds], len(form.indicators)) == ([90], 1)
    assert [goal.achieved for goal in form.goals] == ["已完成全部任务。"]
    assert form.unread == ()


def test_a_project_below_the_indicators_is_of_the_form_whose_head_names_its_department_alone() -> None:
    department = "填报单位：某县交通局 | < | < | < | < | < | <"
    (form,) = forms_of(TITLE, department, part("道路养护", 90).replace("实施单位", "项目负责人"))
    assert (form.project, form.department) == ("道路养护", "某县交通局")
