"""Cells in any order, from any reader, become a `Grid` that keeps its promises."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import heappop, heappush
from itertools import islice

from pipelines.problems import SourceError
from pipelines.readers.grid import Cell, Grid, Layout
from pipelines.readers.limits import MAX_CELLS, MAX_CHARACTERS


def assemble(
    name: str,
    layout: Layout,
    cells: Iterable[Cell],
    *,
    hidden: bool = False,
    table_starts: Iterable[int] = (),
) -> Grid:
    """
    Return the grid of `cells`, sorted by row and column, blank ones left out unless merged.

    A cell that starts inside a merged one is not seen on paper and is left out; a merged
    cell that would lie over another keeps its text and loses its spans.

    Raises:
        SourceError: "too_large" beyond the limits of `limits.py`.
    """
    wanted = (cell for cell in cells if cell.text or cell.rows > 1 or cell.columns > 1)
    kept = list(islice(wanted, MAX_CELLS + 1))
    if len(kept) > MAX_CELLS:
        raise SourceError("too_large", f"超过 {MAX_CELLS} 个单元格", "一份文件的正常篇幅")
    kept.sort(key=lambda cell: (cell.row, cell.column, not cell.text))
    if sum(len(cell.text) for cell in kept) > MAX_CHARACTERS:
        raise SourceError("too_large", f"超过 {MAX_CHARACTERS} 个字", "一份文件的正常篇幅")
    return Grid(name, layout, tuple(_apart(kept)), hidden, tuple(sorted(set(table_starts))))


def _apart(cells: list[Cell]) -> Iterator[Cell]:
    """Yield the cells of a sorted list that do not lie under or over those before them."""
    # The merged cells that reach into the present row, as (first column, last column, last
    # row), in order of their columns; `ends` holds the same, the first to end on top.
    reaching: list[tuple[int, int, int]] = []
    ends: list[tuple[int, int, int]] = []
    before = (0, 0)
    for cell in cells:
        while ends and ends[0][0] < cell.row:
            last_row, first, last = heappop(ends)
            del reaching[bisect_left(reaching, (first, last, last_row))]
        right = bisect_left(reaching, (cell.column + 1,))
        if (cell.row, cell.column) == before or (right and reaching[right - 1][1] >= cell.column):
            continue
        last_column = cell.column + cell.columns - 1
        if right < len(reaching) and reaching[right][0] <= last_column:
            if not cell.text:
                continue
            cell = replace(cell, rows=1, columns=1)
        elif cell.rows > 1 or cell.columns > 1:
            last_row = cell.row + cell.rows - 1
            insort(reaching, (cell.column, last_column, last_row))
            heappush(ends, (last_row, cell.column, last_column))
        before = (cell.row, cell.column)
        yield cell
