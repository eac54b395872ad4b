"""A year and a unit of money that stand over the first of several forms only."""

import pytest

from pipelines.forms import Form, read_forms
from pipelines.readers.grid import Document, Grid
from tests.forms.drawing import HEADINGS, WIDE, grid_of

TOP = f"2021年度项目支出绩效自评表{WIDE}\n金额单位：万元{WIDE}"


def form(top: str, project: str, budget: str = "100", goal: str = "养护道路若干公里。") -> str:
    """Return a form with its own project, budget and goal below what stands at its top."""
    return f"""{top}
    项目名称 | {project} | < | 实施单位 | 某县公路站 | < | <
    资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分
    资金合计 | {budget} | {budget} | {budget} | 100% | 10 | 10
    年度总体目标 | 预期目标 | < | < | 完成情况 | < | <
    ^ | {goal} | < | < | 已经完成全部任务。 | < | <
    {HEADINGS}
    产出指标 | 数量指标 | 检查次数 | ≥10次 | 12次 | 90 | 90
    总分 | < | < | < | < | 100 | 100
    """.strip()


def forms_of(*grids: Grid) -> tuple[Form, ...]:
    return read_forms(Document("自评表.xlsx", None, "0" * 64, "text/plain", grids, 1)).forms


def said(form: Form) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.place) for problem in form.problems]


def test_a_form_below_takes_the_year_and_the_unit_of_its_sheet_and_says_so() -> None:
    first, second = forms_of(grid_of(form(TOP, "甲") + "\n" + form("", "乙")))
    assert (first.fiscal_year, first.unit, said(first)) == (2021, "万元", [])
    assert (second.project, second.fiscal_year, second.unit) == ("乙", 2021, "万元")
    assert (second.places["fiscal_year"], second.places["unit"]) == ("R1C1", "R2C1")
    assert said(second) == [("year_inherited", "R1C1"), ("unit_inherited", "R2C1")]


def test_a_form_of_the_next_sheet_names_the_sheet_that_prints_them() -> None:
    _, second = forms_of(grid_of(form(TOP, "甲"), name="表一"), grid_of(form("", "乙"), name="表二"))
    assert (second.fiscal_year, second.places["fiscal_year"]) == (2021, "表一!R1C1")
    assert (second.unit, second.places["unit"]) == ("万元", "表一!R2C1")


def test_a_form_beside_takes_what_stands_over_the_left_one() -> None:
    left, right = (form("", name).splitlines() for name in ("甲", "乙"))
    rows = [f"{a.strip()} | | {b.strip()}" for a, b in zip(left, right, strict=True) if a.strip()]
    first, second = forms_of(grid_of("\n".join([TOP, *rows])))
    assert [(one.project, one.fiscal_year, one.unit) for one in (first, second)] == [
        ("甲", 2021, "万元"),
        ("乙", 2021, "万元"),
    ]


def test_of_two_years_or_units_in_a_sheet_none_is_taken() -> None:
    other = f"2022年度项目支出绩效自评表{WIDE}\n金额单位：元{WIDE}"
    _, second, _ = forms_of(
        grid_of("\n".join([form(TOP, "甲"), form("", "乙"), form(other, "丙", "1000000")]))
    )
    assert (second.fiscal_year, second.unit) == (None, None)
    assert [code for code, _ in said(second)] == ["unit_missing"]


def test_what_stands_over_a_later_form_is_not_of_one_before_it() -> None:
    first, _ = forms_of(
        grid_of(form(f"项目支出绩效自评表{WIDE}", "甲"), name="表一"), grid_of(form(TOP, "乙"), name="表二")
    )
    assert (first.fiscal_year, first.unit) == (None, None)


def test_a_year_that_the_goals_contradict_is_left_out() -> None:
    below = [form("", "乙", goal=f"{year}年完成道路养护若干公里。") for year in (2021, 2022)]
    _, same, other = forms_of(grid_of("\n".join([form(TOP, "甲"), *below])))
    assert (same.fiscal_year, other.fiscal_year) == (2021, None)
    assert ("year_contradicts", "R1C1") in said(other)


@pytest.mark.parametrize(
    ("target", "year"), [("2021年11月底前", 2021), ("较2020年增长10%", 2021), ("2022年11月底前", None)]
)
def test_a_year_by_which_no_target_is_due_is_left_out(target: str, year: int | None) -> None:
    below = form("", "乙").replace("≥10次", target)
    _, second = forms_of(grid_of(form(TOP, "甲") + "\n" + below))
    assert second.fiscal_year == year


@pytest.mark.parametrize(("budget", "unit"), [("19999", "万元"), ("387664.62", None)])
def test_a_unit_is_taken_only_where_the_amounts_are_likely_in_it(budget: str, unit: str | None) -> None:
    _, second = forms_of(grid_of(form(TOP, "甲") + "\n" + form("", "乙", budget)))
    assert second.unit == unit


def test_a_unit_over_one_forms_own_columns_is_not_of_the_next() -> None:
    own = form(f"2021年度项目支出绩效自评表{WIDE}", "甲").replace("年初预算数", "年初预算数（万元）")
    first, second = forms_of(grid_of(own + "\n" + form("", "乙")))
    assert (first.unit, second.unit) == ("万元", None)


YUAN = TOP.replace("万元", "元")


@pytest.mark.parametrize(("first", "unit"), [("9500", "元"), ("950000", None), ("12.5", None)])
def test_small_amounts_are_in_yuan_where_those_over_them_are_small_too(first: str, unit: str | None) -> None:
    _, second = forms_of(grid_of(form(YUAN, "甲", first) + "\n" + form("", "乙", "4800")))
    assert second.unit == unit


@pytest.mark.parametrize(
    ("goal", "unit"),
    [
        ("补助4,812.5元，全部发放。", "元"),
        ("补助4812.5万元，全部发放。", None),
        ("补助4812.5元/人，全部发放。", None),
    ],
)
def test_what_a_goal_says_of_an_amount_counts_before_its_size(goal: str, unit: str | None) -> None:
    second = form("", "乙", "4812.5", goal)
    assert forms_of(grid_of(form(YUAN, "甲", "950000") + "\n" + second))[1].unit == unit


def test_a_unit_that_the_goal_contradicts_is_not_taken() -> None:
    second = form("", "乙", "48125.6", "补助48125.6万元，全部发放。")
    assert forms_of(grid_of(form(YUAN, "甲", "950000") + "\n" + second))[1].unit is None
