"""
What Word and web pages share: lines and tables, one below the other, become one grid.

A reader gives blocks in order; this module decides which tables are forms and which only
hold the page together, and numbers the rows from top to bottom.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipelines.readers.assemble import assemble
from pipelines.readers.grid import Cell, Grid, Layout
from pipelines.readers.printed import printed
from pipelines.readers.text import cells_of

#: Cells with text: fewer than any form has, more than a table within a form's cell.
_FORM_CELLS = 30
#: So many blocks with few more lines than blocks are cells, and a line break in one parts nothing.
_MANY_BLOCKS = 30
_MOST_LINES = 1.5


@dataclass(slots=True)
class Line:
    """Text of one paragraph or block; it may hold line breaks."""

    text: str
    hidden: bool = False


@dataclass(slots=True)
class Slot:
    """A cell of a table, at its place in that table, with what stands in it."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    blocks: "list[Line | Table]" = field(default_factory=list)
    hidden: bool = False
    stored: str | None = None
    halved: bool = False

    def text(self, *, hidden: bool = False) -> str:
        """Return its visible (or its hidden) lines, a table inside it as lines of words."""
        if not self.blocks:
            return ""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Table):
                lines += block.lines(hidden=hidden)
            elif block.hidden is hidden:
                lines.append(block.text)
        return printed("\n".join(lines))


@dataclass(slots=True)
class Table:
    """A table: slots in reading order, and how many rows it has, empty ones included."""

    slots: list[Slot] = field(default_factory=list)
    rows: int = 0

    @property
    def columns(self) -> int:
        return max((slot.column + slot.columns - 1 for slot in self.slots), default=0)

    def lines(self, *, hidden: bool) -> list[str]:
        """Return a line of words for each row that has any."""
        by_row: dict[int, list[str]] = {}
        for slot in self.slots:
            if text := slot.text(hidden=hidden):
                by_row.setdefault(slot.row, []).append(text)
        return [" ".join(words) for _, words in sorted(by_row.items())]


Block = Line | Table


def grid_of(blocks: Iterable[Block], *, split_lines: bool) -> Grid:
    """
    Return the grid 正文 of blocks in reading order; it has no cells where there is no text.

    Rows are numbered without gaps: one for each line that has text, one for each row of a
    table. A line outside tables is a cell over the full width, that of the widest table.
    `split_lines`: a line break outside tables begins a new row. Without any table the
    lines are read as plain text is.
    """
    stacked = list(_stacked(blocks))
    width = max((block.columns for block in stacked if isinstance(block, Table)), default=0)
    cells: list[Cell] = []
    if width == 0:
        return _without_tables(stacked)
    starts: list[int] = []
    row = 1
    for block in stacked:
        if isinstance(block, Line):
            for text in block.text.split("\n") if split_lines else (block.text,):
                if text := printed(text):
                    cells.append(Cell(row, 1, text, columns=width, hidden=block.hidden))
                    row += 1
        else:
            starts.append(row)
            cells += (_cell(slot, row - 1) for slot in block.slots)
            row += block.rows
    return assemble("正文", Layout.RULED, cells, table_starts=starts)


def _without_tables(blocks: Iterable[Block]) -> Grid:
    whole = [block for block in blocks if isinstance(block, Line) and printed(block.text)]
    lines = [Line(text, block.hidden) for block in whole for text in block.text.split("\n") if printed(text)]
    if len(whole) >= _MANY_BLOCKS and len(lines) < _MOST_LINES * len(whole):
        lines = whole
    layout, cells = cells_of([line.text for line in lines])
    marked = (replace(cell, hidden=lines[cell.row - 1].hidden) for cell in cells)
    return assemble("正文", layout, marked)


def _cell(slot: Slot, above: int) -> Cell:
    text, hidden = slot.text(), slot.hidden
    if not text and (unseen := slot.text(hidden=True)):
        text, hidden = unseen, True
    stored = slot.stored if slot.stored != text else None
    return Cell(slot.row + above, slot.column, text, slot.rows, slot.columns, stored, hidden, slot.halved)


def _stacked(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield lines and tables of their own; a table that only holds others gives what is in it."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif _only_holds(block):
            for slot in block.slots:
                yield from _stacked(slot.blocks)
        elif block.slots:
            yield block


def _only_holds(table: Table) -> bool:
    """
    Return whether a table is there for the layout of the page.

    It is where the tables inside it have more cells than itself, or one of them is as large
    as a form; so is a frame of a single cell. A small table inside one cell of a form does
    not make the form a layout.
    """
    if len(table.slots) == 1:
        return True
    held = [_inner(slot) for slot in table.slots]
    own = sum(1 for slot, inner in zip(table.slots, held, strict=True) if slot.blocks and not inner)
    inside = [_count(one) for inner in held for one in inner]
    return sum(inside) > own or max(inside, default=0) >= _FORM_CELLS


def _inner(slot: Slot) -> list[Table]:
    return [block for block in slot.blocks if isinstance(block, Table)]


def _count(table: Table) -> int:
    """Return the number of cells that have something in them, at any depth."""
    return sum(
        sum(map(_count, inner)) if (inner := _inner(slot)) else bool(slot.blocks) for slot in table.slots
    )
