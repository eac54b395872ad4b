"""The parts of a form as rows: a section of a grid, and the blocks in it."""

from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.forms.anchors import head_label
from pipelines.forms.columns import Header
from pipelines.forms.rows import Row
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell


@dataclass(slots=True)
class Block:
    """One part of a form: its headings and the rows under them."""

    kind: str  #: "funds", "pairs", "goals", "indicators", or "list": rows that are not read
    header: Header | None
    rows: list[Row] = field(default_factory=list)
    repeated: list[Row] = field(default_factory=list)  #: headings printed again at a page break

    def holds_amounts(self, row: Row) -> bool:
        """Whether amounts stand side by side in a row under headings of money: a line of theirs, no pairs."""
        if self.kind != "funds" or self.header is None:
            return False
        values = [typed(cell.text) for cell in row.cells]
        return (True, True) in pairwise(value.figure and not value.percent for value in values)


@dataclass(slots=True)
class Section:
    """The rows of one form, from its title to the last row before the next one."""

    rows: list[Row] = field(default_factory=list)
    title: Cell | None = None
    head: list[Row] = field(default_factory=list)
    between: list[Row] = field(default_factory=list)  #: rows of no block after the first
    blocks: list[Block] = field(default_factory=list)
    refused: str | None = None
    doubtful: bool = False  #: it may be a page of the form before as well

    def block(self, kind: str) -> Block | None:
        return next((block for block in self.blocks if block.kind == kind), None)

    @property
    def is_form(self) -> bool:
        """Whether it has indicators, or money under a title or a head."""
        if self.refused:
            return False
        if any(block.kind == "indicators" and block.rows for block in self.blocks):
            return True
        named = self.title is not None or any(head_label(cell) for row in self.head for cell in row.cells)
        return named and any(block.kind in ("funds", "pairs") and block.rows for block in self.blocks)
