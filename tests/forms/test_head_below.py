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
