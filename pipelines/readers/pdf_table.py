"""
Tables of a PDF: the text of their cells, and how much room is left below it.

`pdf_join` makes one of tables that go on over a page break.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.readers.flow import Line, Slot, Table
from pipelines.readers.pdf_page import Char
from pipelines.readers.pdf_rules import Box, Lattice
from pipelines.readers.pdf_text import TextLine, joined, lines_of

_FEWEST_EDGES = 2  #: of a row
_MIDDLE = 0.25  #: of a character's height, above and below its middle part
_MOST_STRUCK = 0.01  #: of the characters of a table
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(slots=True)
class PdfTable:
    """A ruled table, of one page or put together from several."""

    lattice: Lattice
    lines: list[list[TextLine]]  #: of each box
    inset: float  #: least distance of text from the edge of its cell
    foot: float  #: where its last row ends, on its last page
    cut: bool = False  #: goes on beyond the edge of the paper
    unclear: int = 0  #: cells that lost their text, since it lies over the line between two of them
    overrun: bool = False  #: so much of its text does that none can be trusted
    spaces: list[float] = field(default_factory=list)  #: below the text of rows that another row follows
    halved: set[int] = field(default_factory=set)  #: boxes whose text may be half of one
    drawn: list[str] = field(default_factory=list)  #: the text of each box on one page, as it was drawn
    on_page: list[list[TextLine]] = field(
        init=False
    )  #: lines of each box on the last page on which it stands
    rows: int = field(init=False)

    def __post_init__(self) -> None:
        self.rows = len(self.lattice.ys) - 1
        self.on_page = list(self.lines)

    def space_below(self, row: int, foot: float) -> float | None:
        """
        Return how much room, in points, is left below the Chinese text of a row that ends at `foot`.

        Of its fullest cell, among those that stand in this row alone; None where there is none. Figures
        stand higher on their line than words, so they are not asked.
        """
        lasts = (
            lines[-1]
            for box, lines in zip(self.lattice.boxes, self.on_page, strict=True)
            if box.row == box.last_row == row and lines
        )
        return min((foot - line.bottom for line in lasts if _CHINESE.search(line.text)), default=None)

    def block(self) -> Table:
        """Return it as the table of a page, with the text of each cell."""
        edges = self.lattice.xs
        table = Table(rows=self.rows)
        for number, (box, lines) in enumerate(zip(self.lattice.boxes, self.lines, strict=True)):
            text = joined(lines, edges[box.column], edges[box.last_column + 1], self.inset)
            blocks: list[Line | Table] = [Line(text)] if text else []
            rows, columns = box.last_row - box.row + 1, box.last_column - box.column + 1
            halved = number in self.halved
            table.slots.append(Slot(box.row + 1, box.column + 1, rows, columns, blocks, halved=halved))
        table.slots.sort(key=lambda slot: (slot.row, slot.column))
        return table


def table_of(lattice: Lattice, chars: Sequence[Char]) -> PdfTable:
    """Return the table of some ruled lines with the characters that stand in it."""
    inside: list[list[Char]] = [[] for _ in lattice.boxes]
    struck = 0
    unclear: set[int] = set()
    for run in _runs(chars):
        lying = [cells for char in run if (cells := _over_line(lattice, char))]
        if len(lying) * 2 > sum(1 for char in run if not char.text.isspace()):
            struck += len(lying)
            unclear.update(*lying)
        numbers = [lattice.box_at(char.x, char.y) for char in run]
        if len(set(numbers)) > 1 and _runs_over(lattice, run, numbers):
            # Text that runs over the edge of its cell belongs to the one that holds most of it.
            most = max(set(numbers), key=lambda number: (numbers.count(number), -(number or 0)))
            numbers = [most] * len(run)
        for char, number in zip(run, numbers, strict=True):
            if number is not None:
                inside[number].append(char)
    lines = [[] if number in unclear else lines_of(one) for number, one in enumerate(inside)]
    while len(lattice.ys) > _FEWEST_EDGES and _is_left_over(lattice, lines):
        lattice, kept = lattice.part(0, len(lattice.ys) - 3)
        lines, inside = [lines[number] for number in kept], [inside[number] for number in kept]
    gaps = [
        line.left - lattice.xs[box.column]
        for box, some in zip(lattice.boxes, lines, strict=True)
        for line in some
    ]
    inset = min(8.0, max(0.5, min(gaps, default=1.0)))
    overrun = struck > _MOST_STRUCK * len(chars)
    table = PdfTable(lattice, lines, inset, lattice.ys[-1], unclear=len(unclear), overrun=overrun)
    table.drawn = ["".join("".join(char.text for char in some).split()) for some in inside]
    spaces = (table.space_below(row, foot) for row, foot in enumerate(lattice.ys[1:-1]))
    table.spaces = [space for space in spaces if space is not None]
    return table


def _is_left_over(lattice: Lattice, lines: Sequence[Sequence[TextLine]]) -> bool:
    """Return whether the last row is but the end of cells that reach down to the foot of the page."""
    last = len(lattice.ys) - 2
    ends = (number for number, box in enumerate(lattice.boxes) if box.row == last)
    return all(number in lattice.open_foot and not lines[number] for number in ends)


def _over_line(lattice: Lattice, char: Char) -> tuple[int, int] | None:
    """Return the cells above and below the line over whose middle a character lies, if it does."""
    some = _MIDDLE * char.size
    if bisect_right(lattice.ys, char.top + some) == bisect_right(lattice.ys, char.bottom - some):
        return None  # in one row, as nearly all are
    above, below = lattice.box_at(char.x, char.top + some), lattice.box_at(char.x, char.bottom - some)
    if above is None or below is None or above == below or char.text.isspace():
        return None
    return above, below


def _runs(chars: Sequence[Char]) -> list[list[Char]]:
    """Return characters in runs: drawn one after the other, side by side on one line."""
    runs: list[list[Char]] = []
    for char in chars:
        before = runs[-1][-1] if runs else None
        if (
            before is not None
            and abs(before.y - char.y) < 0.3 * char.size
            and -0.5 * char.size < char.left - before.right < 0.5 * char.size
        ):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _runs_over(lattice: Lattice, run: Sequence[Char], numbers: Sequence[int | None]) -> bool:
    """Return whether text runs over the edge of a cell: through a character, or close before and after it."""
    for place, char in enumerate(run):
        some = (char.right - char.left) * 0.15
        left, right = lattice.box_at(char.left + some, char.y), lattice.box_at(char.right - some, char.y)
        if left != right and not char.text.isspace():
            return True
        if (
            place
            and numbers[place] != numbers[place - 1]
            and char.left - run[place - 1].right < 0.1 * char.size
        ):
            return True
    return False


def on_edges(xs: list[float], lattice: Lattice) -> list[Box]:
    """Return the cells of a lattice with their columns counted on other edges."""
    at = [min(range(len(xs)), key=lambda number: abs(xs[number] - x)) for x in lattice.xs]
    return [Box(box.row, at[box.column], box.last_row, at[box.last_column + 1] - 1) for box in lattice.boxes]
