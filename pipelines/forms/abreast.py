"""
Two forms side by side on one sheet, each with its own head and its own headings of indicators.

Read row by row, the money and the indicators of one department would be given for the other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.forms.anchors import head_label, indicator_header
from pipelines.forms.rows import Row, rows_of
from pipelines.readers.grid import Cell, Grid, Layout

#: What each of two forms names for itself.
_OWN = {"project", "department", "operator"}
#: The heads of the first forms stand among so many cells of a sheet.
_HEAD = 2_000


def abreast(grid: Grid) -> list[Grid]:
    """
    Return a grid for each form that stands beside another, left to right; else the grid itself.

    Forms stand side by side where the same label of a head (项目名称) stands twice in one row, an edge
    between the two is crossed by no cell of the rows between a title and the notes, and each side has
    headings of indicators. The cells keep their places; a title or notes over both are of each.
    """
    if grid.layout not in (Layout.RULED, Layout.TABBED):
        return [grid]
    head = rows_of(_side(grid, grid.cells[:_HEAD]))
    found = next((starts for row in head if (starts := _twice(row))), None)
    if found is None:
        return [grid]
    body = _body(grid, found[1].row)
    edge = _edge(body, *found)
    over = [cell for cell in grid.cells if edge and cell.column < edge < cell.column + cell.columns]
    if edge is None or any(cell in over for cell in body):
        return [grid]
    left = _side(grid, [c for c in grid.cells if c.column < edge])
    right = _side(grid, [c for c in grid.cells if c.column >= edge or c in over])
    if not (_has_indicators(left) and _has_indicators(right)):
        return [grid]
    return [left, *abreast(right)]


def _twice(row: Row) -> tuple[Cell, Cell] | None:
    """Return the first two labels in a row that name the same thing of a form."""
    seen: dict[str, Cell] = {}
    for cell in row.cells:
        concept = head_label(cell)
        if concept in _OWN and concept in seen:
            return seen[concept], cell
        if concept in _OWN:
            seen[concept] = cell
    return None


def _body(grid: Grid, first: int) -> list[Cell]:
    """Return the cells from a row on, without those alone in their rows at the end (notes, a page's foot)."""
    counts = Counter(cell.row for cell in grid.cells if cell.text.strip())
    last = max((row for row, count in counts.items() if count > 1), default=0)
    return [cell for cell in grid.cells if first <= cell.row <= last]


def _edge(body: Sequence[Cell], first: Cell, second: Cell) -> int | None:
    """Return the column at which the right form begins: behind a blank one, or that of its label."""
    crossed = {column for cell in body for column in range(cell.column + 1, cell.column + cell.columns)}
    free = [column for column in range(first.column + 1, second.column + 1) if column not in crossed]
    blank = [column for column in free if all(cell.column != column for cell in body)]
    return max((column + 1 for column in blank), default=second.column if second.column in free else None)


def _side(grid: Grid, cells: Sequence[Cell]) -> Grid:
    return replace(grid, cells=tuple(cells))


def _has_indicators(grid: Grid) -> bool:
    rows = rows_of(grid)
    return any(indicator_header(rows, index, grid.layout) for index in range(len(rows)))
