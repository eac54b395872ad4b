"""Corrections: bound to one content and place, guarded by what is printed, applied before recognition."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.forms import read_forms
from pipelines.forms.corrections import Corrected, Correction, read_corrected, wrong
from pipelines.readers.grid import Cell, Document, Grid, Layout

SHA = "ab" * 32


def document(budget: str = "1,00O.00", unit: str = "（万元）") -> Document:
    """A form whose budget was typed with the letter O, and whose score is not there."""
    rows = [
        ["项目支出绩效自评表"],
        ["（2023年度）"],
        ["项目名称", "道路养护"],
        ["主管部门", "交通局", "实施单位", "养护中心"],
        [f"项目资金{unit}", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "1,000.00", budget, "900.00", "10", "90.00%", "9"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["产出指标", "数量指标", "养护里程", "≥10公里", "10公里", "90", "", "无"],
        ["总分", "", "", "", "", "100", "99"],
    ]
    cells = tuple(
        Cell(row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    )
    grid = Grid("Sheet1", Layout.RULED, cells)
    return Document("某局/道路.xlsx", None, SHA, "xlsx", (grid,), 100)


def correction(**changes: object) -> Correction:
    made = Correction(
        "L1", SHA, "1,000.00", "字母O误作数字0", "王芳", "2026-01-02", place="R6C4", printed="1,00O.00"
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def codes(found: Corrected) -> list[str]:
    of_forms = [p.code for form in found.reading.forms for p in form.problems]
    return of_forms + [p.code for p in found.reading.problems]


def test_without_a_correction_the_reading_is_the_plain_one() -> None:
    other = correction(document="cd" * 32)
    assert read_corrected(document(), [other]).reading == read_forms(document())
    assert read_corrected(document(), [other]).outcomes == ()


def test_a_corrected_cell_is_read_as_if_it_had_been_printed_so() -> None:
    plain = read_forms(document()).forms[0]
    found = read_corrected(document(), [correction()])
    form = found.reading.forms[0]
    assert (plain.funds[0].adjusted, form.funds[0].adjusted) == (None, 1000)
    assert form.form_id == plain.form_id
    assert [one.status for one in found.outcomes] == ["applied"]
    assert found.outcomes[0].form_id == form.form_id
    assert list(found.cells) == [("Sheet1", "R6C4")]


def test_a_form_says_where_and_why_it_was_corrected() -> None:
    form = read_corrected(document(), [correction()]).reading.forms[0]
    told = next(problem for problem in form.problems if problem.code == "corrected")
    assert told.place == "R6C4"
    assert "1,00O.00" in told.message
    assert "字母O误作数字0" in told.message
    assert "王芳" in told.message


def test_a_correction_that_does_not_find_what_it_expects_does_nothing_and_says_so() -> None:
    found = read_corrected(document("1,234.00"), [correction()])
    assert found.reading.forms == read_forms(document("1,234.00")).forms
    assert [one.status for one in found.outcomes] == ["mismatch"]
    told = next(problem for problem in found.reading.problems if problem.code == "correction_mismatch")
    assert "读到“1,234.00”" in told.message
    assert "应为“1,00O.00”" in told.message


def test_an_empty_cell_can_be_filled_but_only_while_it_is_empty() -> None:
    fills = correction(place="R8C7", printed=None, value="90", reason="总分99，执行率9分，余90")
    found = read_corrected(document(), [fills])
    assert found.reading.forms[0].indicators[0].score == 90
    assert [one.status for one in found.outcomes] == ["applied"]
    taken = read_corrected(document(), [correction(place="R6C5", printed=None)])
    assert [one.status for one in taken.outcomes] == ["mismatch"]


@pytest.mark.parametrize("place", ["R99C1", "R6C99999"])
def test_a_place_below_the_grid_is_no_place(place: str) -> None:
    found = read_corrected(document(), [correction(place=place, printed=None)])
    assert found.outcomes[0].status == ("mismatch" if place == "R99C1" else "applied")


def test_a_place_inside_a_merged_cell_is_no_place() -> None:
    grid = document().grids[0]
    wide = replace(grid, cells=(replace(grid.cells[0], columns=8), *grid.cells[1:]))
    found = read_corrected(replace(document(), grids=(wide,)), [correction(place="R1C3", printed=None)])
    assert "R1C1" in (found.outcomes[0].message or "")


def test_the_last_of_several_corrections_of_a_place_holds() -> None:
    first, last = correction(value="1"), correction(id="L2", value="1,000.00", grid="Sheet1")
    found = read_corrected(document(), [first, last])
    assert found.reading.forms[0].funds[0].adjusted == 1000
    assert {one.correction.id: one.status for one in found.outcomes} == {"L1": "replaced", "L2": "applied"}


def test_a_document_of_several_grids_wants_the_grid_named() -> None:
    whole = document()
    two = replace(whole, grids=(*whole.grids, Grid("说明", Layout.RULED, (Cell(1, 1, "填表说明"),))))
    assert read_corrected(two, [correction()]).outcomes[0].status == "mismatch"
    assert read_corrected(two, [correction(grid="Sheet1")]).outcomes[0].status == "applied"
    assert "没有" not in (read_corrected(two, [correction(grid="Sheet9")]).outcomes[0].message or "")


def test_a_unit_that_is_printed_nowhere_can_be_given() -> None:
    bare = document(unit="")
    assert "unit_missing" in codes(read_corrected(bare, []))
    gives = correction(place=None, field="unit", printed=None, value="万元", reason="与预算批复核对")
    found = read_corrected(bare, [gives])
    assert found.reading.forms[0].unit == "万元"
    assert "unit_missing" not in codes(found)
    assert "corrected" in codes(found)


def test_a_unit_is_not_given_against_one_that_is_printed() -> None:
    gives = correction(place=None, field="unit", printed=None, value="元")
    found = read_corrected(document(), [gives])
    assert found.reading.forms[0].unit == "万元"
    assert "correction_mismatch" in codes(found)
    over = read_corrected(document(), [replace(gives, printed="万元", reason="表头单位印错")])
    assert over.reading.forms[0].unit == "元"


def test_a_field_of_a_form_that_is_not_there_is_a_mismatch() -> None:
    gives = correction(place=None, field="fiscal_year", printed="2023", value="2022", form=2)
    assert read_corrected(document(), [gives]).outcomes[0].status == "mismatch"


def test_year_department_and_project_can_be_given() -> None:
    fields = {"fiscal_year": ("2023", "2022"), "department": ("养护中心", "市养护中心")}
    fields["project"] = ("道路养护", "道路日常养护")
    made = [
        correction(id=name, place=None, field=name, printed=printed, value=value)
        for name, (printed, value) in fields.items()
    ]
    form = read_corrected(document(), made).reading.forms[0]
    assert (form.fiscal_year, form.department, form.department_name) == (2022, "养护中心", "市养护中心")
    assert form.project == "道路日常养护"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"field": "unit"}, "只写一个"),
        ({"place": None}, "只写一个"),
        ({"place": "15C6"}, "R15C6"),
        ({"place": None, "field": "kind"}, "fiscal_year"),
        ({"place": None, "field": "unit", "value": "美元"}, "元、千元、万元、亿元"),
        ({"reason": "  "}, "理由"),
        ({"document": "9f2c"}, "sha256"),
        ({"place": None, "field": "unit", "value": "元", "form": 0}, "从 1"),
    ],
)
def test_a_record_that_is_wrong_by_itself_is_named(changes: dict[str, object], said: str) -> None:
    assert said in (wrong(correction(**changes)) or "")


def test_a_sound_record_has_nothing_against_it() -> None:
    assert wrong(correction()) is None


PLACES = st.builds("R{}C{}".format, st.integers(1, 12), st.integers(1, 12))
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["", "1,000.00", "（元）", "总分", "项目名称", "<b>1</b>", "100%"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(PLACES, TEXTS), min_size=1, max_size=4))
def test_whatever_is_corrected_every_cell_is_still_accounted_for_once(changes: list[tuple[str, str]]) -> None:
    printed = {cell.place: cell.text for cell in document().grids[0].cells}
    made = [
        correction(id=f"L{number}", place=place, value=value, printed=printed.get(place))
        for number, (place, value) in enumerate(changes)
    ]
    found = read_corrected(document(), made)
    assert len(found.outcomes) == len(made)
    inside = {place for place, _ in changes if int(place[1:].split("C")[0]) <= 9}
    assert {place for _, place in found.cells} == inside
    for form in found.reading.forms:
        places = [claim.place for claim in form.claims]
        assert len(set(places)) == len(places)
        assert {unread.place for unread in form.unread} <= set(places)
