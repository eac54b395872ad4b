"""A place of the address is checked against the form, and a cell says what it was read as."""

import polars as pl
import pytest

from dashboard.figures import quality, reading
from dashboard.theme import Look
from pipelines.queries import coverage, forms

LOOK = Look()


def cell(
    row: int, column: int, text: str, rows: int = 1, columns: int = 1, **more: object
) -> dict[str, object]:
    return {
        "grid_no": 1,
        "grid": "正文",
        "row_no": row,
        "column_no": column,
        "row_span": rows,
        "column_span": columns,
        "printed": text,
        "stored": None,
        "hidden": False,
        "role": "value",
        "field": None,
        "place": f"R{row}C{column}",
        **more,
    }


GRID = pl.DataFrame(
    [cell(1, 1, "标题", columns=3), cell(2, 1, "项目支出"), cell(2, 3, "82.24%", stored="0.8224")],
    schema=forms.GRID,
)
READINGS = pl.DataFrame(
    [
        {
            "place": "R2C3",
            "part": "funds",
            "row": 1,
            "field": "rate_pct",
            "subject": "项目支出",
            "understood": "82.24",
            "unit": None,
            "printed": "82.24%",
        }
    ],
    schema=forms.READINGS,
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("R2C3", "R2C3"),
        ("R1C2", "R1C1"),  # inside the merged title
        ("R2C2", "R2C2"),  # a blank cell of the form
        ("R9C1", None),
        ("R2C4", None),
        ("R0C1", None),
        ("R2C3; DROP TABLE cells", None),
        ("<b>R2C3</b>", None),
        ("R" + "9" * 40 + "C1", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_place_of_the_form_is_taken(asked, found):
    assert reading.valid_place(asked, GRID) == found


def test_a_cell_says_what_is_printed_stored_and_understood():
    said = dict(reading.of_cell(READINGS, GRID, "R2C3", LOOK))
    assert said["印出"] == "82.24%"
    assert said["文件中存的值"] == "0.8224"
    assert said["项目支出 · 印出的执行率"] == "82.24"


def test_a_blank_cell_says_that_it_is_blank():
    assert reading.of_cell(READINGS, GRID, "R2C2", LOOK) == [("印出", "（空白）")]


def test_one_missing_form_of_several_makes_the_year_missing():
    rows = [
        {
            "collection": "甲区",
            "department": "教育局",
            "kind": None,
            "form_type": form_type,
            "fiscal_year": 2023,
            "status": status,
            "form_id": None,
        }
        for form_type, status in (("department_overall", "missing"), ("project", "filed"))
    ]
    figure = quality.missing(pl.DataFrame(rows, schema=coverage.MATRIX), LOOK)
    assert figure["data"][0]["text"] == [["缺报"]]
