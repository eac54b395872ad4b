"""The original form keeps its shape on the page."""

from dashboard.form_view import ViewCell, column_widths, filled


def cell(row, column, text, rows=1, columns=1):
    return ViewCell(row, column, rows, columns, text, "value", place=f"R{row}C{column}")


def test_free_places_become_blank_cells_so_that_nothing_slides_left():
    shown = filled([cell(1, 1, "标题", columns=3), cell(2, 3, "12.5")])
    assert [(c.row, c.column, c.text) for c in shown] == [
        (1, 1, "标题"),
        (2, 1, ""),
        (2, 2, ""),
        (2, 3, "12.5"),
    ]


def test_a_merged_cell_leaves_no_blank_under_it():
    shown = filled([cell(1, 1, "一级", rows=2), cell(1, 2, "甲"), cell(2, 2, "乙")])
    assert [(c.row, c.column) for c in shown] == [(1, 1), (1, 2), (2, 2)]


def test_a_row_without_any_cell_stays_without():
    shown = filled([cell(1, 1, "2021年度自评表", columns=2), cell(40, 1, "项目名称"), cell(40, 2, "甲")])
    assert [(c.row, c.column) for c in shown] == [(1, 1), (40, 1), (40, 2)]


def test_nothing_gives_nothing():
    assert filled([]) == []


def test_many_long_columns_wrap_earlier_so_that_the_form_fits_the_page():
    widths = column_widths([cell(1, at, "很长的目标文字" * 30) for at in range(1, 7)], 6)
    assert widths == [110] * 6


def test_a_number_never_breaks():
    cells = [cell(1, 1, "317,908,206.08"), *(cell(1, at, "很长的目标文字" * 30) for at in range(2, 13))]
    assert column_widths(cells, 12)[0] >= 14 * 7


def test_a_long_text_makes_its_column_wide_but_not_endless():
    narrow, wide = column_widths([cell(1, 1, "分"), cell(1, 2, "很长的目标文字" * 30)], 2)
    assert narrow < 60
    assert wide == 230
