"""What leaves the program opens in Excel and WPS: no mojibake, no formula of a stranger."""

import io
from decimal import Decimal

import openpyxl
import polars as pl
import pytest

from dashboard.exports import as_csv, as_xlsx
from dashboard.formats import column

COLUMNS = {
    "department": column("部门", "Department"),
    "budget_yuan": column("预算", "Budget", "yuan"),
    "rate": column("执行率", "Rate", "rate"),
}
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1"]


def frame(names):
    return pl.DataFrame(
        {
            "department": names,
            "budget_yuan": [Decimal("10937482.14")] + [None] * (len(names) - 1),
            "rate": [0.8224] + [None] * (len(names) - 1),
        },
        schema={"department": pl.String, "budget_yuan": pl.Decimal(20, 4), "rate": pl.Float64},
    )


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_csv_starts_with_a_byte_order_mark_and_keeps_chinese():
    data = as_csv(frame(["党群服务中心"]), COLUMNS)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[0] == "部门,预算（元）,执行率"
    assert data.decode("utf-8-sig").splitlines()[1] == "党群服务中心,10937482.1400,0.8224"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_of_a_stranger_is_text_in_csv(text):
    rows = as_csv(frame(["甲", text]), COLUMNS).decode("utf-8-sig")
    assert "'" + text.replace('"', '""') in rows


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_of_a_stranger_is_text_in_xlsx(text):
    sheet = opened(as_xlsx(frame(["甲", text]), COLUMNS, "表", "说明"))
    cell = sheet.cell(4, 1)
    assert cell.data_type == "s"
    assert cell.value == text


def test_xlsx_has_numbers_formats_and_a_frozen_head():
    sheet = opened(as_xlsx(frame(["甲"]), COLUMNS, "表", "演示数据 · 2023"))
    assert sheet.cell(1, 1).value == "演示数据 · 2023"
    assert [sheet.cell(2, at).value for at in (1, 2, 3)] == ["部门", "预算（元）", "执行率"]
    assert sheet.cell(3, 2).value == pytest.approx(10937482.14)
    assert sheet.cell(3, 3).number_format == "0.00%"
    assert sheet.freeze_panes == "B3"


def test_a_null_is_a_blank_cell_and_an_empty_field():
    sheet = opened(as_xlsx(frame(["甲", "乙"]), COLUMNS, "表", "说明"))
    assert sheet.cell(4, 2).value is None
    assert as_csv(frame(["甲", "乙"]), COLUMNS).decode("utf-8-sig").splitlines()[2] == "乙,,"


def test_an_empty_frame_gives_headings_only():
    empty = frame(["甲"]).clear()
    assert opened(as_xlsx(empty, COLUMNS, "表", "说明")).max_row == 2
    assert len(as_csv(empty, COLUMNS).decode("utf-8-sig").splitlines()) == 1


def test_the_same_frame_gives_the_same_bytes():
    assert as_xlsx(frame(["甲"]), COLUMNS, "表", "说明") == as_xlsx(frame(["甲"]), COLUMNS, "表", "说明")
