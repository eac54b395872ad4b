"""What stands in a form's table and is another's: another year's, another party's, another table's."""

from decimal import Decimal

import pytest

from pipelines.forms import Form
from pipelines.readers.grid import Layout
from tests.forms.drawing import HEADINGS, TITLE, WIDE, form_of, read_drawing

HEAD = f"{TITLE}{WIDE}\n项目名称 | 道路养护 | < | 实施单位 | 某站 | < | <"
ROWS = """产出指标 | 数量指标 | 维修次数 | ≥10次 | 12次 | 50 | 45
效益指标 | 社会效益指标 | 覆盖率 | ≥90% | 92% | 50 | 50"""
TOTAL = "总分 |  |  |  |  | 100 | 95"
READ = [("维修次数", "12次", Decimal(45)), ("覆盖率", "92%", Decimal(50))]


def read(form: Form) -> list[tuple[str | None, str | None, Decimal | None]]:
    return [(row.name, row.actual, row.score) for row in form.indicators]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
@pytest.mark.parametrize("total", [TOTAL, ""])
def test_a_table_of_something_else_below_the_list_gives_no_indicators(total: str, layout: Layout) -> None:
    assets = "序号 | 资产名称 | 规格 | 数量 | 单价 | 金额 | 备注\n1 | 电脑 | 台式 | 10 | 5 | 50 | 无"
    form = form_of("\n".join(filter(None, [HEAD, HEADINGS, ROWS, total, assets])), layout)
    assert read(form) == READ
    assert form.total_score == (Decimal(95) if total else None)
    assert {"资产名称", "电脑"} <= {cell.text for cell in form.unread}


def test_figures_below_a_total_of_the_whole_give_no_indicators() -> None:
    assert read(form_of(f"{HEAD}\n{HEADINGS}\n{ROWS}\n{TOTAL}\n办公费 | 1 | 2 | 3 | 4 | 5 | 6")) == READ


@pytest.mark.parametrize("other", ["上年得分", "复核得分", "主管部门评分", "平均得分", "小计"])
@pytest.mark.parametrize("above", [True, False])
def test_a_sum_of_another_year_or_party_is_neither_an_indicator_nor_the_total(
    other: str, above: bool
) -> None:
    row = f"{other} | < | < | < | < | 100 | 80"
    rows = [row, TOTAL] if above else [TOTAL, row]
    form = form_of("\n".join([HEAD, HEADINGS, ROWS, *rows]))
    assert read(form) == READ
    assert (form.total_weight, form.total_score) == (Decimal(100), Decimal(95))


@pytest.mark.parametrize(
    ("parties", "score"),
    [
        ("主管部门 | 单位", 45),
        ("单位自评 | 财政复核", 43),
        ("专家组 | 财政", None),
        ("评价得分 | 自评得分", 45),
    ],
)
def test_points_by_several_parties_are_those_of_the_unit_itself(parties: str, score: int | None) -> None:
    form = form_of(f"""
一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | <
^ | ^ | ^ | ^ | ^ | {parties}
产出指标 | 维修次数 | ≥10次 | 12次 | 50 | 43 | 45""")
    assert [row.score for row in form.indicators] == [score]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
@pytest.mark.parametrize("years", [("上年", "本年"), ("2021年", "2022年"), ("2021年度", "2022年度")])
def test_values_of_two_years_are_those_of_the_forms_own(years: tuple[str, str], layout: Layout) -> None:
    before, own = years
    gap = " | <" if layout is Layout.RULED else " | "
    form = form_of(
        f"""
项目资金 | {before}{gap} | {own}{gap} | 执行率 |  |
^ | 预算数 | 执行数 | 预算数 | 执行数 | ^ |  |
年度资金总额 | 80 | 70 | 100 | 90 | 90% |  |
一级指标 | 三级指标 | {before}{gap} | {own}{gap} | 分值 | 得分
^ | ^ | 目标值 | 完成值 | 目标值 | 完成值 |  |
产出指标 | 维修次数 | 8次 | 7次 | 10次 | 12次 | 100 | 95""",
        layout,
    )
    assert [(row.target, row.actual, row.score) for row in form.indicators] == [("10次", "12次", Decimal(95))]
    assert [(line.adjusted, line.executed) for line in form.funds] == [(Decimal(100), Decimal(90))]


@pytest.mark.parametrize("heading", ["项目", "子项目", "单位"])
def test_a_list_with_a_whole_for_each_of_several_projects_is_no_form(heading: str) -> None:
    reading = read_drawing(f"""
2022年度项目支出绩效自评表{WIDE}
{heading} | 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
甲项目 | 产出指标 | 维修次数 | ≥10次 | 12次 | 60 | 45
^ | 效益指标 | 覆盖率 | ≥10% | 12% | 40 | 40
乙项目 | 产出指标 | 采样次数 | ≥10次 | 12次 | 100 | 50""")
    assert reading.forms == ()
    assert "几个项目" in reading.problems[0].message


def test_a_note_between_the_indicators_does_not_end_them() -> None:
    first, second = ROWS.splitlines()
    form = form_of(f"{HEAD}\n{HEADINGS}\n{first}\n注：含2021年跨年项目{WIDE}\n{second}\n{TOTAL}")
    assert read(form) == READ
    assert form.total_score == Decimal(95)
