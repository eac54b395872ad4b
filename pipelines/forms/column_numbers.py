"""Rows that number the columns above them: 栏次 | 1 | 2 | 3=1+2."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count, takewhile

from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import key
from pipelines.readers.grid import Cell, Layout

_LABEL = re.compile("[栏列行](?:次|号|目)|序号|[甲乙丙丁戊]")
_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:=[\d+\-*/÷×()]+%?)?")
#: Fewer numbers than these may be figures.
_FEWEST = 3


def numbers_apart(block: Block, layout: Layout) -> Block:
    """
    Return a block whose rows that number its columns are headings printed again, and no rows.

    Where one cell stands a line, only a label before them (栏次) tells such numbers from figures.
    """
    if layout is Layout.LINES:
        numbers = _labelled([cell for row in block.rows for cell in row.cells])
    else:
        numbers = {cell for row in block.rows if _numbers_columns(row) for cell in row.cells}
    if not numbers:
        return block
    told = [replace(row, cells=tuple(c for c in row.cells if c in numbers)) for row in block.rows]
    left = [replace(row, cells=tuple(c for c in row.cells if c not in numbers)) for row in block.rows]
    repeated = [*block.repeated, *(row for row in told if row.cells)]
    return replace(block, rows=[row for row in left if row.cells], repeated=repeated)


def _labelled(cells: Sequence[Cell]) -> set[Cell]:
    """The cells that count from 1 on behind a label such as 栏次, and the label."""
    found: set[Cell] = set()
    for at, label in enumerate(cells):
        if _LABEL.fullmatch(key(label.text)):
            counting = zip(cells[at + 1 :], count(1), strict=False)
            run = [cell for cell, _ in takewhile(lambda each: _number(each[0]) == each[1], counting)]
            found |= {label, *run} if len(run) >= _FEWEST else set()
    return found


def _numbers_columns(row: Row) -> bool:
    """Whether a row counts from 1 on from cell to cell, with at most a label such as 栏次 before it."""
    texts = [key(cell.text) for cell in row.cells]
    while texts and _LABEL.fullmatch(texts[0]):
        texts.pop(0)
    cells = row.cells[len(row.cells) - len(texts) :]
    return len(cells) >= _FEWEST and all(_number(cell) == at for at, cell in enumerate(cells, 1))


def _number(cell: Cell) -> int | None:
    """The number of a column: 3 of 3=1+2; None for other cells."""
    match = _NUMBER.fullmatch(key(cell.text))
    return int(match[1]) if match else None
