"""Forms side by side on one sheet."""

from decimal import Decimal

import pytest

from pipelines.readers.grid import Layout
from tests.forms.drawing import FORM, HEADINGS, TITLE, WIDE, read_drawing


def _abreast(title: str, gap: str) -> str:
    left, right = (
        [
            f"项目名称 | {project} | < | 实施单位 | {unit} | < | <",
            "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | < | <",
            f"年度资金总额 | {money} | {money} | {money} | 100% | < | <",
            HEADINGS,
            f"产出指标 | 数量指标 | {name} | ≥10次 | 12次 | 100 | {score}",
        ]
        for project, unit, money, name, score in (
            ("泵站维修", "水利站", "50", "维修次数", "90"),
            ("测土施肥", "农技站", "32", "采样次数", "80"),
        )
    )
    return "\n".join([title, *(f"{one}{gap} | {other}" for one, other in zip(left, right, strict=True))])


@pytest.mark.parametrize("gap", [" | ", ""])
@pytest.mark.parametrize("over", [True, False])
@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_two_forms_side_by_side_keep_their_own_money_and_indicators(
    gap: str, over: bool, layout: Layout
) -> None:
    middle = " | <" if gap else ""
    title = f"{TITLE}{WIDE}{middle} | <{WIDE}" if over else f"{TITLE}{WIDE}{gap} | {TITLE}{WIDE}"
    forms = read_drawing(_abreast(title, gap), layout).forms
    assert [
        (form.project, form.department, form.fiscal_year, form.funds[0].executed, form.indicators[0].name)
        for form in forms
    ] == [
        ("泵站维修", "水利站", 2022, Decimal(50), "维修次数"),
        ("测土施肥", "农技站", 2022, Decimal(32), "采样次数"),
    ]
    assert [[row.score for row in form.indicators] for form in forms] == [[Decimal(90)], [Decimal(80)]]


@pytest.mark.parametrize("layout", [Layout.RULED, Layout.TABBED])
def test_two_forms_behind_a_blank_column_need_not_begin_in_the_same_row(layout: Layout) -> None:
    blank = " | ".join([""] * 7)
    left = [f"{TITLE}{WIDE}", f"项目名称 | 泵站维修 | < | 实施单位 | 水利站{' | <' * 2}", HEADINGS]
    left += [f"产出指标 | 数量指标 | 维修次数{n} | ≥10次 | 12次 | 25 | 20" for n in range(4)]
    right = [blank, f"{TITLE}{WIDE}", f"项目名称 | 测土施肥 | < | 实施单位 | 农技站{' | <' * 2}", HEADINGS]
    right += [f"产出指标 | 数量指标 | 采样次数{n} | ≥10次 | 12次 | 30 | 20" for n in range(3)]
    drawing = "\n".join(f"{one} | | {other}" for one, other in zip(left, right, strict=True))
    assert [(form.project, len(form.indicators)) for form in read_drawing(drawing, layout).forms] == [
        ("泵站维修", 4),
        ("测土施肥", 3),
    ]


def test_a_note_below_both_forms_parts_them_all_the_same() -> None:
    drawing = _abreast(f"{TITLE}{WIDE} | {TITLE}{WIDE}", "") + f"\n主办：某县人民政府{WIDE} | <{WIDE}"
    assert [form.project for form in read_drawing(drawing).forms] == ["泵站维修", "测土施肥"]


def test_a_label_twice_in_the_head_of_one_form_makes_no_two_forms() -> None:
    (form,) = read_drawing(FORM.replace("实施单位", "项目名称")).forms
    assert [row.name for row in form.indicators] == ["检查次数"]
