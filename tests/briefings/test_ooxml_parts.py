"""What the writers share: the room that words take, sources in words, charts, and packages of fixed bytes."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree

from dashboard.briefings.ooxml import settled
from dashboard.briefings.ooxml_axes import axis_over
from dashboard.briefings.ooxml_chart import Lettering, chart_part, workbook
from dashboard.briefings.ooxml_fit import column_widths, size_that_fits, width_of
from dashboard.briefings.ooxml_sources import sources_in_words
from dashboard.briefings.parts import Chart
from tests.briefings.made import made

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FORMS = {
    "a": "区教育局 2023年度 部门整体支出　（教育局.xlsx）",
    "b": "区民政局 2023年度 部门整体支出　（民政局.xlsx）",
}


def chart_of(kind: str, names: int = 8) -> Chart:
    briefing = made(tuple(f"某局{at}" for at in range(names)))
    blocks = [block for section in briefing.sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, Chart) and block.kind == kind)


def drawn(chart: Chart, width_pt: float = 440) -> etree._Element:
    return etree.fromstring(chart_part(chart, Lettering("仿宋", "Times New Roman", 10.5), width_pt))


def test_a_chinese_character_is_as_wide_as_two_digits() -> None:
    assert width_of("区局") == 2
    assert width_of("12") == pytest.approx(1.1)


def test_text_is_set_in_the_largest_size_at_which_it_fits() -> None:
    assert size_that_fits(["短"], 5, 1, (20, 14, 10), 1.5) == 20
    assert size_that_fits(["很长的一句话" * 20], 5, 1, (20, 14, 10), 1.5) == 10


def test_no_column_is_narrower_than_its_longest_number() -> None:
    widths = column_widths(["部门", "金额"], [["很长的部门名称" * 6, "56,765,400.84"]], [5, 1], 200, 10)
    assert sum(widths) == pytest.approx(200)
    assert widths[1] >= width_of("56,765,400.84") * 10


def test_a_table_without_rows_still_has_its_columns() -> None:
    widths = column_widths(["部门", "金额"], [], [2, 1], 300, 10)
    assert sum(widths) == pytest.approx(300)
    assert widths[0] > widths[1]


def test_the_cells_of_one_form_stand_together() -> None:
    rows = ["form:a#R1C2", "form:a#R1C3", "form:b#R4C5"]
    said = "区教育局 2023年度 部门整体支出 R1C2、R1C3；区民政局 2023年度 部门整体支出 R4C5"
    assert sources_in_words(rows, FORMS) == said
    assert "教育局.xlsx" in sources_in_words(rows, FORMS, files=True)


def test_of_many_forms_the_first_three_are_named() -> None:
    rows = [f"form:x{at}#R1C{at}" for at in range(1, 6)]
    assert sources_in_words(rows, {}) == "x1 R1C1；x2 R1C2；x3 R1C3 等5处"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["finding:1", "finding:2"], "审核发现2条"),
        (["owed:区/2023/project/局"], "应报表1张"),
        (["profile:default@1#F-09.red"], "规则方案 F-09.red"),
        (["year:2023"], "2023年度"),
        (["generation:20240329-9704abcd"], "数据版本的日期"),
        (["other:1"], "other:1"),
        (["recomputed:a"], "区教育局 2023年度 部门整体支出 重算得分"),
        ([], ""),
    ],
)
def test_other_sources_are_counted_or_named(rows: list[str], said: str) -> None:
    assert sources_in_words(rows, FORMS) == said


@pytest.mark.parametrize("kind", ["bars", "columns", "stacked", "lines", "points"])
def test_what_a_chart_draws_is_what_its_workbook_holds(kind: str) -> None:
    chart = chart_of(kind)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]
    for values in drawn(chart).iter(f"{C}numRef"):
        column = values.findtext(f"{C}f", "").split("$")[1]
        for point in values.iter(f"{C}pt"):
            cell = sheet[f"{column}{int(point.get('idx', '0')) + 2}"]
            assert float(point.findtext(f"{C}v", "nan")) == pytest.approx(cell.value)


def test_a_missing_value_is_a_gap() -> None:
    values = drawn(chart_of("lines")).find(f".//{C}ser/{C}val//{C}numCache")
    assert values is not None
    assert [point.get("idx") for point in values.iter(f"{C}pt")] == ["1", "2"]


def test_bars_start_at_nought_and_lines_need_not() -> None:
    assert drawn(chart_of("bars")).find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0.0"  # type: ignore[union-attr]
    assert axis_over([Decimal("0.62"), Decimal("0.97")], from_nought=False).low == 0.6


@pytest.mark.parametrize("values", [[], [None], [Decimal(0)], [Decimal("-3"), Decimal(4)]])
def test_an_axis_has_room_whatever_the_values(values: list[Decimal | None]) -> None:
    axis = axis_over(values, from_nought=True)
    assert axis.low < axis.high
    assert axis.step > 0


def test_labels_that_would_touch_are_smaller_and_then_left_out() -> None:
    chart = chart_of("columns")
    wide, narrow, none = (drawn(chart, width).find(f".//{C}dLbls") for width in (440, 350, 120))
    assert none is None
    sizes = [one.find(".//{*}defRPr").get("sz") for one in (wide, narrow)]  # type: ignore[union-attr]
    assert int(str(sizes[0])) > int(str(sizes[1]))


def test_a_package_is_the_same_whenever_it_was_written() -> None:
    def package(year: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr(zipfile.ZipInfo("a.xml", (year, 1, 1, 0, 0, 0)), "<a/>")
        return out.getvalue()

    assert settled(package(2001)) == settled(package(2026))
