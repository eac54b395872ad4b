"""A form whose head and money stand apart from its indicators."""

import pytest

from pipelines.forms import Form, read_forms
from pipelines.readers.grid import Document
from tests.forms.drawing import HEADINGS, WIDE, grid_of

TITLE = "2022年度项目支出绩效自评表"
MONEY = """
项目名称 | {name} | < | 实施单位 | 某县公路站 | < | <
资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分
资金合计（万元） | 100 | 100 | 90 | 90% | 10 | 9
"""
LIST = f"""
{HEADINGS}
产出指标 | 数量指标 | {{name}} | ≥10次 | 12次 | {{weight}} | 80
总分 | < | < | < | < | 100 | 89
"""


def money(name: str = "道路养护", title: str = f"{TITLE}（一）") -> str:
    return f"{title}{WIDE}\n{MONEY.format(name=name).strip()}"


def indicators(
    name: str = "检查次数", title: str = f"{TITLE}（二）", weight: int = 90, head: str = ""
) -> str:
    return f"{title}{WIDE}\n{head}{LIST.format(name=name, weight=weight).strip()}"


def forms_of(*drawings: str) -> tuple[Form, ...]:
    grids = [grid_of(drawing, name=f"表{number}") for number, drawing in enumerate(drawings, 1)]
    return read_forms(Document("自评表.xlsx", None, "0" * 64, "text/plain", tuple(grids), 1)).forms


def test_indicators_on_the_next_sheet_are_of_the_head_and_the_money_before_them() -> None:
    (form,) = forms_of(money(), indicators())
    assert (form.project, form.fiscal_year, form.total_score) == ("道路养护", 2022, 89)
    assert [line.executed for line in form.funds] == [90]
    (row,) = form.indicators
    assert (row.name, row.score, row.place, row.places["score"]) == ("检查次数", 80, "表2!R3", "表2!R3C7")
    assert (form.grid, form.first_row, form.last_row) == ("表1", 1, 4)
    assert form.places["total_score"] == "表2!R4C7"
    assert ("form_joined", "表2!R1C1") in [(one.code, one.place) for one in form.problems]


def test_each_cell_of_both_sheets_is_claimed_once() -> None:
    (form,) = forms_of(money(), indicators())
    places = [claim.place for claim in form.claims]
    cells = [cell for drawing in (money(), indicators()) for cell in grid_of(drawing).cells]
    assert len(places) == len(set(places)) == len(cells)


def test_indicators_under_the_title_again_are_of_the_same_form() -> None:
    (form,) = forms_of(f"{money()}\n{indicators()}")
    assert (form.first_row, form.last_row, form.indicators[0].place) == (1, 8, "R7")


@pytest.mark.parametrize(
    "second",
    [
        indicators(title="2021年度项目支出绩效自评表（二）"),
        indicators(title="部门整体支出绩效自评表"),
        indicators(head=f"项目名称 | 桥梁养护{WIDE[:-4]}\n"),
        indicators(weight=100),
    ],
    ids=["another year", "another title", "a head of its own", "a whole weight without the money"],
)
def test_indicators_that_may_be_of_another_form_stay_one(second: str) -> None:
    assert len(forms_of(money(), second)) == 2


def test_a_first_part_with_headings_of_its_own_takes_no_list_of_another() -> None:
    assert len(forms_of(f"{money()}\n{HEADINGS}", indicators())) == 2


def test_of_two_heads_before_two_lists_none_is_given_to_the_other() -> None:
    sheets = [money("甲", TITLE), money("乙", TITLE), indicators("丙", TITLE), indicators("丁", TITLE)]
    assert [form.ordinal for form in forms_of(*sheets)] == [1, 2, 3, 4]


def test_two_forms_on_two_sheets_each_are_two_numbered_in_their_order() -> None:
    sheets = [money("甲", TITLE), indicators("丙", TITLE), money("乙", TITLE), indicators("丁", TITLE)]
    forms = forms_of(*sheets)
    assert [(form.ordinal, form.project, form.indicators[0].name) for form in forms] == [
        (1, "甲", "丙"),
        (2, "乙", "丁"),
    ]
    assert len({form.form_id for form in forms}) == 2


@pytest.mark.parametrize(("department", "count"), [("某县公路站", 1), ("某县水利站", 2)])
def test_a_department_over_the_indicators_must_be_that_of_the_head(department: str, count: int) -> None:
    assert len(forms_of(money(), indicators(head=f"填报单位：{department}{WIDE}\n"))) == count


def test_a_grid_between_the_two_keeps_them_apart() -> None:
    assert len(forms_of(money(), "说明 | 本表由财务科填报", indicators())) == 2


def test_indicators_on_the_sheet_before_are_of_the_head_and_the_money_behind_them() -> None:
    (form,) = forms_of(indicators(), money())
    assert (form.grid, form.project, form.fiscal_year, form.total_score) == ("表2", "道路养护", 2022, 89)
    (row,) = form.indicators
    assert (row.name, row.score, row.places["score"]) == ("检查次数", 80, "表1!R3C7")
    assert "form_joined" in {problem.code for problem in form.problems}


def test_a_head_without_a_title_has_that_of_its_indicators() -> None:
    title = "某县公路站2022年度中央转移支付绩效自评表"
    (form,) = forms_of(indicators(title=title), MONEY.strip().format(name="道路养护"))
    assert (form.title, form.form_type, form.fiscal_year) == (title, "transfer_payment", 2022)
    assert (form.project, form.department) == ("道路养护", "某县公路站")


def test_forms_whose_indicators_come_first_are_put_together_in_pairs() -> None:
    sheets = [indicators("丙", TITLE), money("甲", TITLE), indicators("丁", TITLE), money("乙", TITLE)]
    forms = forms_of(*sheets)
    assert [(form.project, form.indicators[0].name) for form in forms] == [("甲", "丙"), ("乙", "丁")]


@pytest.mark.parametrize(
    "sheets",
    [
        [indicators("丙", TITLE), money("甲", TITLE), indicators("丁", TITLE)],
        [money("甲", TITLE), indicators("丙", TITLE), money("乙", TITLE)],
        [indicators("丙", TITLE), money("甲", TITLE), "项目支出绩效目标申报表"],
    ],
    ids=["between two lists", "between two heads", "before what is no form"],
)
def test_halves_of_which_one_may_be_of_another_form_are_left_apart(sheets: list[str]) -> None:
    assert not any(form.funds and form.indicators for form in forms_of(*sheets))
