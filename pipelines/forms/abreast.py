"""
Forms side by side on one sheet, each with its own headings of indicators or of money.

Read row by row, the money and the indicators of one department would be given for the other.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pipelines.forms import vocabulary
from pipelines.forms.anchors import head_label, is_printed_again, is_title_of, is_total
from pipelines.forms.going_on import of_one_form, weight_of
from pipelines.forms.halves import begins_again
from pipelines.forms.regions import sections
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import key
from pipelines.readers.grid import Cell, Grid, Layout

#: What each of two forms names for itself.
_OWN = {"project", "department", "operator", "supervisor"}
#: The heads of the first forms stand among so many cells of a sheet.
_HEAD = 2_000


def abreast(grid: Grid) -> list[Grid]:
    """
    Return a grid for each form that stands beside another, left to right; else the grid itself.

    Forms stand side by side where a title, the same label of a head (项目名称) or the headings of
    indicators stand twice in one row, or in two with a blank column between them, an edge between the two
    is crossed by no cell of the rows between a title and the notes, and each side has a table. Sides
    without a title or a head of their own are forms where each has its own total or weighs a whole. The
    cells keep their places; a title, a head or notes over both are of each.
    """
    if grid.layout not in (Layout.RULED, Layout.TABBED):
        return [grid]
    head = grid.cells[:_HEAD]
    for found in chain(map(_twice, _rows(head)), _behind(head)):
        parts = _parted(grid, *found) if found else None
        if parts:
            return [parts[0], *abreast(parts[1])]
    return [grid]


def _rows(cells: Sequence[Cell]) -> list[Row]:
    """Return cells that stand in reading order as rows, as `rows_of`, but without what reaches into them."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        if not cell.hidden and cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [Row(number, tuple(several)) for number, several in rows.items() if len(several) > 1]


def _parted(grid: Grid, first: Cell, second: Cell) -> tuple[Grid, Grid] | None:
    """Return the forms on both sides of an edge between two cells of a row; None where there is no edge."""
    body = _body(grid, min(first.row, second.row))
    edge = _edge(body, first, second)
    if edge is None:
        return None
    inside = {cell.row for cell in body}
    over = {cell.row for cell in grid.cells if cell.column < edge < cell.column + cell.columns}
    if over & inside:
        return None
    over |= {row for row, count in _counts(grid).items() if count == 1} - inside
    left, right = (
        _side(grid, [c for c in grid.cells if (c.column >= edge) is later or c.row in over])
        for later in (False, True)
    )
    own = [Row(cell.row, (cell,)) for cell in grid.cells if cell.row not in over]
    named = all(
        any(_names_itself(row) for row in own if (row.cells[0].column >= edge) is later)
        for later in (False, True)
    )
    lists = [_lists(side) for side in (left, right)]
    if all(lists):
        return (left, right) if named or _two_forms([each[0] for each in lists]) else None
    return (left, right) if named and _holds_money(left) and _holds_money(right) else None


def _names_itself(row: Row) -> bool:
    """Whether a cell is a title that is not printed again (续表), or the label of what a form is named by."""
    cell = row.cells[0]
    return head_label(cell) in _OWN or (is_title_of(cell, row) and not is_printed_again(cell))


def _lists(grid: Grid) -> list[Block]:
    blocks = (block for section in sections(grid) for block in section.blocks)
    return [block for block in blocks if block.kind == "indicators" and block.rows]


def _holds_money(grid: Grid) -> bool:
    return any(block.kind == "funds" and block.rows for section in sections(grid) for block in section.blocks)


def _two_forms(lists: Sequence[Block]) -> bool:
    """Whether lists side by side each have a total of their own, or weigh more than one form can."""
    weights = [weight_of(block.header, block.rows) for block in lists if block.header]
    totals = all(any(is_total(row) for row in block.rows) for block in lists)
    return totals or not (None in weights or of_one_form(weights))


def _twice(row: Row) -> tuple[Cell, Cell] | None:
    """Return the first cells of a row that name the same thing of a form, or begin the same headings."""
    seen: dict[str, Cell] = {}
    for cell in row.cells:
        concept = "title" if is_title_of(cell, row) else head_label(cell)
        if concept in seen:
            return seen[concept], cell
        if concept in _OWN or concept == "title":
            seen[concept] = cell
    if (at := begins_again(row.cells)) is not None:
        return row.cells[0], row.cells[at]
    money = [told.name for cell in row.cells if (told := vocabulary.match("funds", cell.text))]
    if money.count("executed") < 2:
        return None
    words = [key(cell.text) for cell in row.cells]
    again = next((at for at, word in enumerate(words) if word in words[:at]), None)
    return None if again is None else (row.cells[words.index(words[again])], row.cells[again])


def _behind(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Yield what names a form, and the first like it behind a blank column, be it in another row."""
    rows = Counter(cell.row for cell in cells)
    covered = {cell.column + at for cell in cells if rows[cell.row] > 1 for at in range(cell.columns)}
    blank = [
        column for column in range(min(covered, default=0), max(covered, default=0)) if column not in covered
    ]
    seen: dict[str, Cell] = {}
    for cell in cells if blank else ():
        concept = "title" if vocabulary.is_title(cell.text) else head_label(cell)
        if concept not in {*_OWN, "title"}:
            continue
        left, right = sorted((seen.setdefault(concept, cell), cell), key=lambda one: one.column)
        if any(left.column < column < right.column for column in blank):
            yield left, right
            return


def _body(grid: Grid, first: int) -> list[Cell]:
    """Return the cells from a row on, without those alone in their rows at the end (notes, a page's foot)."""
    last = max((row for row, count in _counts(grid).items() if count > 1), default=0)
    return [cell for cell in grid.cells if first <= cell.row <= last]


def _counts(grid: Grid) -> Counter[int]:
    return Counter(cell.row for cell in grid.cells if cell.text.strip())


def _edge(body: Sequence[Cell], first: Cell, second: Cell) -> int | None:
    """Return the column at which the right form begins: behind a blank one, or that of its label."""
    crossed = {column for cell in body for column in range(cell.column + 1, cell.column + cell.columns)}
    free = [column for column in range(first.column + 1, second.column + 1) if column not in crossed]
    blank = [column for column in free if all(cell.column != column for cell in body)]
    return max((column + 1 for column in blank), default=second.column if second.column in free else None)


def _side(grid: Grid, cells: Sequence[Cell]) -> Grid:
    return replace(grid, cells=tuple(cells))
