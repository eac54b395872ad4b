"""Texts on both sides of a page break that may be one or two: neither is given, and both are named."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.forms import read_forms
from pipelines.forms.form import Form
from pipelines.readers.grid import Document, Grid
from tests.forms.drawing import grid_of
from tests.forms.test_conservation import accounted

DRAWN = grid_of(
    """
2023年度项目支出绩效自评表 | < | < | < | < | < | <
项目名称 | 养老服务 | < | 主管部门 | 某县民政局 | < | <
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | <
^ | 新增养老床位一百张。 | < | < | 已新增床位九十张。 | < | <
^ | 培训护理员二十人。 | < | < | 已培训护理员二十人。 | < | <
一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 床位数 | ≥100张 | 90张 | 40 | 36 | 施工推迟。
^ | 培训人次 | 20人次 | 20人次 | 10 | 10 | 已经整改。
效益指标 | 入住率 | ≥80% | 85% | 50 | 50
"""
)


def marked(*places: str) -> Grid:
    return replace(DRAWN, cells=tuple(replace(cell, halved=cell.place in places) for cell in DRAWN.cells))


def form_of(*places: str) -> Form:
    (form,) = read_forms(
        Document("自评表.pdf", None, "0" * 64, "application/pdf", (marked(*places),), 1)
    ).forms
    return form


def test_reasons_that_may_be_one_are_left_empty_and_one_problem_names_both() -> None:
    form = form_of("R7C7", "R8C7")
    assert [one.reason for one in form.indicators] == [None, None, None]
    assert [one.score for one in form.indicators] == [36, 10, 50]
    assert [(one.place, one.text) for one in form.unread] == [("R7C7", "施工推迟。"), ("R8C7", "已经整改。")]
    (told,) = [one for one in form.problems if one.code == "page_cuts_row"]
    assert told.place == "R7C7"
    assert "R7C7“…施工推迟。”与 R8C7“已经整改。…”" in told.message


def test_a_row_whose_texts_may_all_be_halves_keeps_its_figures() -> None:
    form = form_of("R7C2", "R8C2", "R7C3", "R8C3", "R7C4", "R8C4")
    first = form.indicators[0]
    assert (first.name, first.target, first.target_value, first.actual, first.actual_value) == (None,) * 5
    assert (first.level1, first.weight, first.score) == ("产出指标", Decimal(40), Decimal(36))


def test_goals_of_which_nothing_is_left_are_none_and_the_others_count_on() -> None:
    assert [one.planned for one in form_of("R4C2", "R5C2").goals] == [None, None]
    assert form_of("R4C2", "R4C5", "R5C2", "R5C5").goals == ()
    form = form_of("R4C2", "R4C5")
    assert [one.planned for one in form.goals] == ["培训护理员二十人。"]
    assert {one.field for one in form.claims if one.place in ("R5C2", "R5C5")} == {
        "goals[0].planned", "goals[0].achieved",
    }  # fmt: skip


def test_a_level_that_may_be_half_is_none_of_its_indicators() -> None:
    assert [one.level1 for one in form_of("R7C1", "R9C1").indicators] == [None, None, None]


def test_a_fact_of_the_head_that_may_be_half_is_left_empty() -> None:
    form = form_of("R2C5", "R3C5")
    assert form.supervisor is None
    assert "supervisor" not in form.places
    assert form.project == "养老服务"


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from([cell.place for cell in DRAWN.cells])))
def test_no_cell_is_lost_whichever_may_be_halves(places: set[str]) -> None:
    accounted(marked(*places))
