"""What published files do to a table: each function returns the grid as another file would hold it."""

from collections.abc import Callable
from dataclasses import replace

from pipelines.forms import vocabulary
from pipelines.forms.text import key
from pipelines.readers.grid import Cell, Grid, Layout
from pipelines.synthetic.table import Table


def as_grid(table: Table) -> Grid:
    """Return a laid-out form as a ruled grid, its title lines as full-width rows."""
    cells = [Cell(number, 1, line, 1, table.width) for number, line in enumerate(table.above, 1)]
    if table.right:
        cells.append(Cell(len(table.above) + 1, 1, table.right, 1, table.width))
    first = len(cells) + 1
    for row, column, slot in table.placed():
        if slot.text or slot.rows * slot.columns > 1:
            cells.append(Cell(first + row, column + 1, slot.text, slot.rows, slot.columns))
    cells += [
        Cell(first + len(table.rows) + number, 1, line, 1, table.width)
        for number, line in enumerate(table.below)
    ]
    return _grid(cells)


def _grid(cells: list[Cell], layout: Layout = Layout.RULED) -> Grid:
    return Grid("Sheet1", layout, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def unmerged(grid: Grid) -> Grid:
    """Merged cells are lost: the text stands at the top left, the rest is blank."""
    return _grid([replace(cell, rows=1, columns=1) for cell in grid.cells if cell.text])


def repeated(grid: Grid) -> Grid:
    """Cells merged downward are unmerged and filled with their text, as some exports do."""
    cells = []
    for cell in grid.cells:
        if cell.rows > 1 and cell.text and vocabulary.is_level1(cell.text) | vocabulary.is_level2(cell.text):
            cells += [replace(cell, row=cell.row + down, rows=1) for down in range(cell.rows)]
        else:
            cells.append(cell)
    return _grid(cells)


def closed_up(grid: Grid) -> Grid:
    """Web text between separators whose empty cells are lost: columns close up to the left."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return _grid(
        [
            replace(cell, column=column, rows=1, columns=1)
            for row in rows.values()
            for column, cell in enumerate(row, 1)
        ],
        Layout.TABBED,
    )


def broken_words(grid: Grid) -> Grid:
    """Narrow columns break words: a line break stands inside every short word."""
    return _grid([replace(cell, text=_broken(cell.text)) for cell in grid.cells])


def _broken(text: str) -> str:
    if 4 <= len(text) <= 12 and not any(letter.isdigit() or letter in "%.≥≤=>< \n-" for letter in text):
        return text[: len(text) // 2] + "\n" + text[len(text) // 2 :]
    return text


def page_break(grid: Grid) -> Grid:
    """The indicator headings are printed again in the middle of the table."""
    header = _indicator_row(grid)
    if header is None:
        return grid
    rows = sorted({cell.row for cell in grid.cells if cell.row > header})
    if len(rows) < 6:
        return grid
    middle = rows[len(rows) // 2]
    if any(cell.row < middle < cell.row + cell.rows for cell in grid.cells if cell.column > 1):
        splitting = next(
            (
                row
                for row in rows[2:-2]
                if not any(c.row < row < c.row + c.rows for c in grid.cells if c.column > 1)
            ),
            None,
        )
        if splitting is None:
            return grid
        middle = splitting
    moved = [
        replace(cell, row=cell.row + 1)
        if cell.row >= middle
        else replace(cell, rows=cell.rows + 1)
        if cell.row + cell.rows > middle
        else cell
        for cell in grid.cells
    ]
    again = [replace(c, row=middle, rows=1) for c in grid.cells if c.row == header and c.column > 1]
    return _grid(moved + again)


def _indicator_row(grid: Grid) -> int | None:
    return next((cell.row for cell in grid.cells if key(cell.text) in ("三级指标", "指标名称")), None)


def synonyms(grid: Grid) -> Grid:
    """Every heading is another province's word for the same."""
    swaps = {
        "年度指标值": "目标值", "实际完成值": "全年完成值", "分值": "标准分值", "得分": "自评得分", "三级指标": "指标名称",
        "偏差原因分析及改进措施": "未完成原因和改进措施", "全年预算数": "调整后预算数", "全年执行数": "实际支出数", "执行率": "预算执行率",
        "项目名称": "专项名称", "主管部门": "主管单位", "实施单位": "项目单位", "部门（单位）名称": "单位名称", "预期目标": "年初设定目标",
        "实际完成情况": "全年完成情况", "总分": "合计", "年初预算数": "年初预算",
    }  # fmt: skip
    return _grid([replace(cell, text=swaps.get(cell.text, cell.text)) for cell in grid.cells])


def unknown_column(grid: Grid) -> Grid:
    """A column that nobody knows stands before 分值."""
    header = _indicator_row(grid)
    at = next((c.column for c in grid.cells if c.row == header and key(c.text) in ("分值", "得分")), None)
    if header is None or at is None:
        return grid
    cells = [
        replace(cell, column=cell.column + 1)
        if cell.column >= at
        else replace(cell, columns=cell.columns + 1)
        if cell.column + cell.columns > at
        else cell
        for cell in grid.cells
    ]
    after = [cell.row for cell in cells if cell.row > header and cell.column != at]
    rows = {row for row in after if after.count(row) >= 4}
    cells.append(Cell(header, at, "考核频次"))
    cells += [Cell(row, at, "按季度") for row in rows if not _covered(cells, row, at)]
    return _grid(cells)


def _covered(cells: list[Cell], row: int, column: int) -> bool:
    return any(c.row <= row < c.row + c.rows and c.column <= column < c.column + c.columns for c in cells)


def shifted_block(grid: Grid) -> Grid:
    """The rows under the first 一级 stand one column too far to the right from 三级指标 on."""
    header = _indicator_row(grid)
    name = next((c for c in grid.cells if c.row == header and key(c.text) in ("三级指标", "指标名称")), None)
    level = next(
        (c for c in grid.cells if header and c.row > header and vocabulary.is_level1(c.text) and c.rows > 1),
        None,
    )
    if name is None or level is None:
        return grid
    rows = range(level.row, level.row + level.rows)
    return _grid(
        [
            replace(cell, column=cell.column + 1, columns=1)
            if cell.row in rows and cell.column >= name.column
            else cell
            for cell in grid.cells
        ]
    )


def columns_permuted(grid: Grid) -> Grid:
    """分值 and 得分 stand before 年度指标值."""
    header = _indicator_row(grid)
    if header is None:
        return grid
    row = [c for c in grid.cells if c.row == header]
    target = next((c for c in row if key(c.text) == "年度指标值"), None)
    actual = next((c for c in row if key(c.text) in ("实际完成值", "全年完成值")), None)
    weight = next((c for c in row if key(c.text) == "分值"), None)
    if not target or not actual or not weight or any(c.columns > 1 for c in (target, actual, weight)):
        return grid
    if not target.column + 1 == actual.column == weight.column - 1:
        return grid
    order = {target.column: target.column + 1, actual.column: actual.column + 1, weight.column: target.column}
    return _grid(
        [
            replace(cell, column=order.get(cell.column, cell.column))
            if cell.row >= header and cell.columns == 1
            else cell
            for cell in grid.cells
        ]
    )


def unit_in_headings(grid: Grid, unit: str) -> Grid:
    """Each heading of money says its unit."""
    money = ("年初预算数", "全年预算数", "全年执行数", "预算数", "执行数")
    return _grid([replace(c, text=f"{c.text}（{unit}）") if key(c.text) in money else c for c in grid.cells])


def unit_beside(grid: Grid, unit: str, amounts: set[str]) -> Grid:
    """Each amount, whose place is given, says its unit."""
    return _grid([replace(c, text=c.text + unit) if c.place in amounts else c for c in grid.cells])


def moved_down(grid: Grid) -> Grid:
    """Two lines stand above the form, and a blank row between head and funds and below each block."""
    rows = sorted({cell.row for cell in grid.cells})
    full = {cell.row for cell in grid.cells if cell.column == 1 and cell.rows > 1 and cell.text}
    down = {row: 3 + sum(1 for start in full if start <= row) for row in rows}
    moved = [replace(cell, row=cell.row + down[cell.row]) for cell in grid.cells]
    return _grid([Cell(1, 1, "附件3"), *moved])


def stacked(grid: Grid, other: Grid) -> Grid:
    """Two forms stand one below the other on one sheet."""
    last = max(cell.row + cell.rows for cell in grid.cells)
    return _grid([*grid.cells, *(replace(cell, row=cell.row + last) for cell in other.cells)])


DRIFTS: dict[str, Callable[[Grid], Grid]] = {
    "unmerged": unmerged,
    "repeated": repeated,
    "closed_up": closed_up,
    "broken_words": broken_words,
    "page_break": page_break,
    "synonyms": synonyms,
    "unknown_column": unknown_column,
    "shifted_block": shifted_block,
    "columns_permuted": columns_permuted,
    "moved_down": moved_down,
}
