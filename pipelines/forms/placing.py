"""
Rows of an indicator block to lines: which cell is which role's, and what left its heading.

A row is read by its columns; where the types contradict (a sign-and-number in 分值), the
rows under one 一级 are aligned again, with a shift that they share. Text whose empty cells are
lost has no columns: `streaming`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.forms.align import LEFT_OVER, Line, Placed, align, fit
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.rows import Row
from pipelines.forms.streaming import streamed_lines
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: A row with a cell that contradicts its column by this much is aligned anew.
MISFIT_SEEN = 3.0
#: Cost of a row of values without a name.
_NAMELESS = 4.0
_SHIFTS = (1, -1, 2, -2)


def weights_decided(columns: list[Column], rows: Sequence[Row], layout: Layout) -> list[Column]:
    """
    Return the columns with 权重 decided: a row's weight, or that of its block.

    It is the block's where 分值 stands beside it, or where its cells are merged or stand only
    at the first row of a 一级 (contract).
    """
    if any(column.role == "weight" for column in columns):
        return columns
    result = []
    for index, column in enumerate(columns):
        if column.role == "block_weight" and layout in (Layout.LINES, Layout.CLOSED):
            beside_level = index > 0 and columns[index - 1].role in ("level1", "level2")
            column = column if beside_level else replace(column, role="weight")
        elif column.role == "block_weight" and not _weighs_blocks(column, columns, rows):
            column = replace(column, role="weight")
        result.append(column)
    return result


def _weighs_blocks(column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether the figures of a 权重 column are merged, or stand only where a 一级 begins."""
    cells = [cell for row in rows for cell in row.cells]
    figures = [c for c in cells if column.distance(c.column) == 0 and typed(c.text).numeric]
    level = next((other for other in columns if other.role == "level1"), None)
    spans = {(c.row, c.rows) for c in cells if level and level.distance(c.column) == 0}
    merged = sum(cell.rows > 1 for cell in figures)
    beside = bool(merged) and all((cell.row, cell.rows) in spans for cell in figures)
    sparse = len(rows) > 3 and len(figures) * 3 < len(rows)
    return beside or merged * 2 > len(figures) or sparse


def placed_lines(rows: Sequence[Row], columns: list[Column], layout: Layout, claims: Claims) -> list[Line]:
    """Return each row's cells by role, aligned anew where the columns contradict the types."""
    if layout in (Layout.LINES, Layout.CLOSED):
        return streamed_lines(rows, columns, layout, claims)
    straight = _by_column(rows, columns)
    result: list[Line] = []
    for first, last in _segments(rows, columns):
        costs = [cost for cost, _ in straight[first:last]]
        if layout is Layout.TABBED or max(costs, default=0) >= MISFIT_SEEN:
            placed = _aligned(rows[first:last], straight[first:last], columns, layout)
        else:
            placed = [items for _, items in straight[first:last]]
        for row, items in zip(rows[first:last], placed, strict=True):
            result += _lines_of(row, items, columns)
    return result


def _by_column(rows: Sequence[Row], columns: Sequence[Column]) -> list[tuple[float, list[Placed]]]:
    """
    Return, for each row, the placing of each cell under its own heading, and how badly the types fit.

    The cost counts misfits only; two cells under one heading are a misfit. Cells that reach into
    a row from above may name it.
    """
    under: dict[int, int] = {}  # of each column of the grid: the first heading over it
    for index, column in enumerate(columns):
        for number in range(column.first, column.last + 1):
            under.setdefault(number, index)
    return [_under(row, columns, under) for row in rows]


def _under(row: Row, columns: Sequence[Column], under: Mapping[int, int]) -> tuple[float, list[Placed]]:
    cost = 0.0
    used: dict[int, str] = {}  # heading → what it holds
    placed = []
    signed = False  # what was done has a sign, as a target has
    for cell in row.cells:
        index = under.get(cell.column)
        if index is None or index in used:
            cost += LEFT_OVER
            placed.append(Placed(cell, None, 0))
            continue
        value, used[index] = typed(cell.text), columns[index].role
        misfit = fit(value, columns[index], cell.text)
        cost += misfit if misfit >= MISFIT_SEEN else 0.0
        signed = signed or (value.signed and used[index] == "actual")
        placed.append(Placed(cell, index, 0))
    roles = set(used.values())
    if "name" not in roles and len(roles & {"target", "actual", "weight", "score"}) >= 2:
        above = [cell.column for cell in row.above]
        if not any(c.role == "name" and c.first <= at <= c.last for c in columns for at in above):
            cost += _NAMELESS
    if signed and "target" not in roles and any(column.role == "target" for column in columns):
        cost += _NAMELESS
    return cost, placed


def _segments(rows: Sequence[Row], columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return the runs of rows that stand under one 一级."""
    level = next((column for column in columns if column.role == "level1"), None)
    starts = [
        index
        for index, row in enumerate(rows)
        if index == 0
        or (level and any(level.distance(cell.column) == 0 and typed(cell.text).words for cell in row.cells))
    ]
    return list(zip(starts, [*starts[1:], len(rows)], strict=False))  # no rows: no run


def _aligned(
    rows: Sequence[Row], straight: list[tuple[float, list[Placed]]], columns: list[Column], layout: Layout
) -> list[list[Placed]]:
    """
    Return the placings of rows that stand under one 一级.

    Each row first finds its own shift; the shift that most rows share is then preferred.
    """
    best: list[tuple[float, int, list[Placed]]] = []
    for row, (cost, items) in zip(rows, straight, strict=True):
        if cost == 0:
            best.append((0.0, 0, items))
            continue
        options = [(*align(row.cells, columns, layout, shift), shift) for shift in (0, *_SHIFTS)]
        cost, items, shift = min(options, key=lambda option: option[0] + abs(option[2]) * 0.2)
        best.append((cost, shift, items))
    shared, votes = Counter(shift for _, shift, _ in best).most_common(1)[0]
    result = []
    for row, (cost, shift, items) in zip(rows, best, strict=True):
        if shared and shift != shared and votes * 2 > len(rows):
            other, again = align(row.cells, columns, layout, shared)
            items = again if other <= cost + 2.0 else items
        result.append(items)
    return result


def _lines_of(row: Row, items: Sequence[Placed], columns: Sequence[Column]) -> list[Line]:
    """Return the rows that one printed row gave (more than one where row breaks are lost)."""
    lines: dict[int, Line] = {}
    for item in items:
        if (line := lines.get(item.row)) is None:
            line = lines[item.row] = Line(row.number)
        if item.column is None:
            line.strays.append(item.cell)
            continue
        column = columns[item.column]
        if column.role in line.cells or column.role in ("", "other"):
            line.strays.append(item.cell)
            continue
        line.cells[column.role] = item.cell
        if column.distance(item.cell.column):
            line.moved.append((column, item.cell))
    for line in lines.values():
        reasons = [cell for column, cell in line.moved if column.role == "reason"]
        for cell in [c for c in (*line.strays, *reasons) if typed(c.text).words]:
            # A word where points belong stays there, and is no reason beside them.
            own = next(
                (c for c in columns if c.distance(cell.column) == 0 and c.role in ("weight", "score")), None
            )
            if own is not None and own.role not in line.cells:
                line.cells[own.role] = cell
                if cell in reasons:
                    del line.cells["reason"]
                    line.moved = [moved for moved in line.moved if moved[1] is not cell]
                else:
                    line.strays.remove(cell)
    found = [lines[number] for number in sorted(lines)]
    if found and "name" not in found[0].cells and (name := _name_above(row, columns)):
        found[0].cells["name"] = name
    return found


def _name_above(row: Row, columns: Sequence[Column]) -> Cell | None:
    """Return the name that is merged down over the row: one indicator with several targets."""
    column = next((column for column in columns if column.role == "name"), None)
    return next((cell for cell in row.above if column and column.distance(cell.column) == 0), None)
