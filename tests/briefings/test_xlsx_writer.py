"""The workbook: an explanation first, tables in full, and the source of every number."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from dashboard.briefings import xlsx_writer
from dashboard.briefings.fact import OPERATIONS, Row, Unit, fact, shares
from dashboard.briefings.template import Template
from dashboard.briefings.xlsx_looks import OPERATION_WORDS, UNIT_WORDS
from dashboard.briefings.xlsx_sheets import number_of, sheet_names
from tests.briefings.made import made

NAMES_300 = tuple(f"某局{at}" for at in range(300))


def opened(**more: object) -> openpyxl.Workbook:
    data = xlsx_writer.write(made(**more), Template(), False, b"")  # type: ignore[arg-type]
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_first_sheet_explains_and_leads_to_the_others() -> None:
    book = opened()
    assert book.sheetnames == [
        "说明",
        "表2 自评等次",
        "表1 各部门项目支出执行情况",
        "来源",
        "表单",
        "未写出的句子",
        "jixiao",
    ]
    assert book["jixiao"].sheet_state == "veryHidden"
    texts = [str(cell.value) for row in book["说明"].iter_rows() for cell in row if cell.value is not None]
    assert "本工作簿含虚构的自评表，不得作为真实情况引用。" in texts
    links = [cell.hyperlink.location for row in book["说明"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'" + name + "'!A1" for name in book.sheetnames[1:-1]]


def test_a_table_stands_in_full_with_numbers_as_numbers() -> None:
    page = opened(names=NAMES_300)["表1 各部门项目支出执行情况"]
    assert page.max_row == 4 + 300 + 1 + 2
    assert page["A5"].value == "某局0"
    assert page["B5"].value == 4123
    assert page["B5"].number_format == "#,##0.00"
    assert page["C5"].value == pytest.approx(0.48)
    assert page["C5"].number_format == "0.00%"
    assert page["A305"].value == "合计"


def test_heads_are_frozen_and_filters_leave_the_sums_alone() -> None:
    page = opened()["表1 各部门项目支出执行情况"]
    assert page.freeze_panes == "B5"
    assert page.auto_filter.ref == "A4:C12"
    assert page.print_title_rows == "$4:$4"


def test_no_two_sheets_have_one_name() -> None:
    table = made().tables()[0]
    same = [replace(table, title=f"{'很长的题目' * 8}{end}/*?") for end in "甲乙丙"]
    names = sheet_names(same)
    assert len(set(names)) == 3
    assert max(map(len, names)) <= 31


def test_every_fact_has_its_row_of_sources() -> None:
    briefing = made()
    page = opened()["来源"]
    codes = [page.cell(row, 1).value for row in range(5, page.max_row + 1)]
    assert codes == [code for code, _, _ in briefing.facts()]
    at = codes.index(briefing.ids["budget"]) + 5
    assert page.cell(at, 4).value == pytest.approx(sum(41_230_000 + 17_345_678 * n for n in range(8)))
    assert page.cell(at, 8).value == "合计"
    assert page.cell(at, 9).value == 8
    assert str(page.cell(at, 11).value).startswith("form:000#R10C5 form:001#R10C5")


def test_no_cell_is_a_formula() -> None:
    book = opened(names=("=1+1", "+cmd()", "@SUM(A1)", "-2"))
    assert not [c for page in book for row in page.iter_rows() for c in row if c.data_type == "f"]
    assert book["表1 各部门项目支出执行情况"]["A5"].value == "=1+1"


@pytest.mark.parametrize(
    ("value", "unit", "shown", "expected"),
    [
        ("0.8224", Unit.FRACTION, "82.24%", ("0.8224", "0.00%")),
        ("12345678.9", Unit.YUAN, "1,234.57", ("1234.56789", "#,##0.00")),
        ("-1.5", Unit.PERCENTAGE_POINTS, "-1.50", ("-1.5", "0.00")),
        ("1.5", Unit.PERCENTAGE_POINTS, "+1.50", ("1.5", "+0.00;-0.00;0.00")),
        ("1234", Unit.COUNT, "1,234", ("1234", "#,##0")),
    ],
)
def test_a_cell_holds_the_full_value_and_shows_what_the_document_shows(
    value: str, unit: Unit, shown: str, expected: tuple[str, str]
) -> None:
    one = fact("key", "某数", unit, "原值", "as_is", [Row("form:1#R1C1", Decimal(value))])
    assert one.shown == shown
    found = number_of(one)
    assert found is not None
    assert (str(found[0]), found[1]) == expected


def test_shares_stand_in_the_cells_as_they_add_up() -> None:
    thirds = shares("third", "占比", "三分之一", [[Row(f"form:{at}")] for at in range(3)], by_money=False)
    values = [found[0] for one in thirds if (found := number_of(one))]
    assert sum(values) == 1


def test_what_is_said_in_words_or_cannot_be_formed_stays_text() -> None:
    money = fact("key", "某数", Unit.YUAN, "合计", "sum", [Row("form:1", None)])
    assert number_of(money) is None
    whole = made()
    said = next(one for _, _, one in whole.facts() if one.key == "budget~")
    assert said.shown.endswith("亿元")
    assert number_of(said) is None


def test_each_operation_and_unit_has_its_word() -> None:
    assert set(OPERATION_WORDS) == set(OPERATIONS)
    assert set(UNIT_WORDS) == {unit.value for unit in Unit}


def test_the_same_briefing_gives_the_same_bytes() -> None:
    once, again = (xlsx_writer.write(made(), Template(), False, b"record") for _ in range(2))
    assert once == again
