"""
Where each form of a grid begins and ends, and where its parts stand.

Anchors, not positions: headings of indicators, of funds and of goals open a block; a
title, or a second head after a finished table, opens the next form. What stands on a
grid and is no form is named.
"""

from collections.abc import Sequence

from pipelines.forms import vocabulary
from pipelines.forms.anchors import (
    fund_header,
    goal_header,
    head_label,
    holds_goal,
    holds_pairs,
    indicator_header,
    is_preamble,
    is_printed_again,
    is_same_title,
    is_title_of,
    is_total,
    numbers,
    same_headings,
)
from pipelines.forms.columns import Header
from pipelines.forms.ending import of_a_page
from pipelines.forms.fund_turned import turned
from pipelines.forms.going_on import goes_on, is_below, is_note, resumes
from pipelines.forms.head_below import begins_head, late_head, names, stands_below, with_heads_below
from pipelines.forms.listed import SUMMARY, heads_summary, lists_projects, may_hold_list
from pipelines.forms.lying import is_stood_up, stood_up
from pipelines.forms.rows import Row, rows_of
from pipelines.forms.section import Block, Section
from pipelines.forms.text import key
from pipelines.readers.grid import Grid, Layout


def sections(grid: Grid) -> list[Section]:
    """
    Cut a grid into sections: forms and, named in `refused`, what is none.

    Returns:
        Sections in reading order; [] for a grid without any anchor.
    """
    return with_heads_below(_Cutter(grid.layout, rows_of(grid)).cut(), grid.layout)


class _Cutter:
    """Goes down the rows once; each row opens something, continues it, or stands between."""

    def __init__(self, layout: Layout, rows: Sequence[Row]) -> None:
        self._layout = layout
        self._rows = rows
        self._found: list[Section] = []
        self._section: Section | None = None
        self._block: Block | None = None
        self._waiting: list[Row] = []  #: up to three rows before the first anchor

    def cut(self) -> list[Section]:
        index = 0
        while index < len(self._rows):
            taken = self._step(index)
            if self._section is not None:
                self._section.rows += self._rows[index : index + taken]
            index += taken
        return self._found

    def _step(self, index: int) -> int:
        """Take in the row, and the rows of a header that begins in it; return how many."""
        row = self._rows[index]
        if self._titled(index):
            return 1
        if lying := stood_up(self._rows, index, self._layout):
            block, taken = lying
            self._here().blocks.append(block)
            self._block = None
            return taken
        if header := indicator_header(self._rows, index, self._layout):
            if lists_projects(header):
                return self._list(header)
            return self._open_indicators(index, header)
        if lines := turned(self._rows, index, self._layout):
            self._open("funds", None).rows += lines
            self._block = None
            return len(lines)
        fund = fund_header(self._rows, index, self._layout)
        if fund and heads_summary(row, fund):
            return self._list(fund)
        if fund:
            section = self._section
            if section and section.block("indicators") and (section.block("funds") or section.block("pairs")):
                self._begin()
            self._open("funds", fund)
            return self._height(index, fund)
        section = self._section
        under = self._block is not None and self._block.holds_amounts(row)
        if section is not None and not under and not _closed(section) and holds_pairs(row):
            if holds_pairs(row, labels=False):
                self._pairs_below()
            self._continue("pairs", row, also="funds")
        elif section and not section.refused and (goal := self._goal_header(index)):
            self._open("goals", goal)
        elif section and not section.refused and holds_goal(row) and not self._under_goals(row):
            self._continue("goals", row)
        else:
            self._plain(row)
        return 1

    def _list(self, header: Header) -> int:
        """Take in the headings of a list with one department or project a row, whose rows are left unread."""
        section = self._section
        of_form = section is not None and header.part == "funds" and may_hold_list(section)
        if section is None or section.block("indicators") or (section.blocks and not of_form):
            section = self._begin()
        if not of_form:
            section.refused = SUMMARY
        self._open("list", None)
        return 1

    def _goal_header(self, index: int) -> Header | None:
        """Return the headings of goals in the row; a heading alone over others that name more is none."""
        row, header = self._rows[index], goal_header(self._rows[index], self._layout)
        below = self._rows[index + 1] if index + 1 < len(self._rows) else None
        if header and below and len(row.cells) == 1 and len(header.roles) == 1:
            return None if goal_header(below, self._layout) or holds_goal(below) else header
        return header

    def _titled(self, index: int) -> bool:
        """Take in a title, of a form or of what is none."""
        row = self._rows[index]
        if len(row.cells) > 3:  # no title stands among so many
            return False
        title = next((cell for cell in row.cells if is_title_of(cell, row)), None)
        short = len(row.cells) <= 2
        refused = next(
            (name for c in row.cells if short and (name := vocabulary.refused_title(c.text))), None
        )
        if title is None and refused is None:
            return False
        section, doubtful = self._section, False
        if title and section and section.title and is_same_title(title, section.title) and self._block:
            goes = self._goes_on(index + 1)
            if goes or (goes is None and is_printed_again(title)):
                self._block.repeated.append(row)
                return True
            doubtful = goes is None
        below = len(self._found) > 1 and stands_below(*self._found[-2:])  # the title is of another form
        if section is None or section.blocks or section.refused or below:
            section = self._begin()
        if title is not None:
            section.title, section.refused, section.doubtful = title, None, doubtful
        elif section.title is None:
            section.refused = refused
        section.head.append(row)
        return True

    def _open_indicators(self, index: int, header: Header) -> int:
        taken = self._height(index, header)
        block = self._block
        if not (
            block and block.kind == "indicators" and block.header and same_headings(block.header, header)
        ):
            self._open("indicators", header)
        elif block.rows and self._goes_on(index) is False:
            self._begin()
            self._open("indicators", header)
        else:
            block.repeated += self._rows[index : index + taken]
        return taken

    def _goes_on(self, index: int) -> bool | None:
        """Return whether headings that stand in a row again go on with the open list; False where none do."""
        header = indicator_header(self._rows, index, self._layout) if index < len(self._rows) else None
        block = self._block
        if not (header and block and block.header and same_headings(block.header, header)):
            return False
        return goes_on(
            block.header, block.rows, self._rows[index + self._height(index, header) :], self._layout
        )

    def _plain(self, row: Row) -> None:
        """Take in a row that opens no block."""
        refused = self._section is not None and self._section.refused is not None
        lines = self._layout is Layout.LINES  # each cell of a list is a row: a title alone ends it
        if self._section is not None and not (refused and lines) and _second_head(row, self._section):
            self._begin().head.append(row)
        elif self._section is None:
            if any(head_label(cell) for cell in row.cells):
                self._begin().head.append(row)
            else:
                self._waiting = [*self._waiting, row][-3:]
        elif self._block is not None and not self._ends(self._block, row, self._section):
            self._block.rows.append(row)
        elif self._block is None and (noted := self._noted(self._section)) and resumes(noted.rows, row):
            self._block = noted
            noted.rows.append(row)
        else:
            self._block = None
            late = late_head(self._section, row)
            (self._section.between if self._section.blocks and not late else self._section.head).append(row)

    def _noted(self, section: Section) -> Block | None:
        """Return the list of indicators that a note has ended in the row before, where rows are kept."""
        last = section.blocks[-1] if section.blocks else None
        alone = section.between[-1:] and section.between[-1] is section.rows[-1] and section.between[-1].cells
        open_list = last is not None and last.kind == "indicators" and not is_stood_up(last)
        noted = open_list and alone and len(alone) == 1
        return last if noted and self._layout is not Layout.LINES else None

    def _ends(self, block: Block, row: Row, section: Section) -> bool:
        """Whether a row stands after the block, in a table of other columns among them."""
        header = block.header if block.kind == "indicators" else None
        if header and is_below(header, block.rows, row, self._layout):
            return True
        return _ends(block, row, section)

    def _height(self, index: int, header: Header) -> int:
        return sum(1 for row in self._rows[index:] if row.number <= header.last_row)

    def _here(self) -> Section:
        return self._section or self._begin()

    def _open(self, kind: str, header: Header | None) -> Block:
        section = self._here()  # may begin one, which closes the block before
        self._block = block = Block(kind, header)
        section.blocks.append(block)
        return block

    def _under_goals(self, row: Row) -> bool:
        """
        Whether a row with a goal's label stands under the headings of goals.

        It does where no goal has been read yet, or where a text stands under each of two headings.
        """
        block = self._block
        if block is None or block.kind != "goals" or block.header is None:
            return False
        columns = [column for column in block.header.columns if column.role in ("planned", "achieved")]
        under = [c for c in columns if any(c.distance(cell.column) == 0 for cell in row.cells[1:])]
        return not block.rows or (self._layout is Layout.RULED and len(under) == len(columns) == 2)

    def _pairs_below(self) -> None:
        """Take the headings of a fund block for groups over pairs (预算安排情况 over 预算数：100)."""
        block = self._block
        if block is not None and block.kind == "funds" and block.header is not None and not block.rows:
            block.repeated = [Row(block.header.first_row, block.header.cells)]
            block.kind, block.header = "pairs", None

    def _continue(self, kind: str, row: Row, also: str = "") -> None:
        """Add the row to the open block of a kind without headings, or open one."""
        block = self._block
        fits = block is not None and (block.kind == also or (block.kind == kind and block.header is None))
        (block if block is not None and fits else self._open(kind, None)).rows.append(row)

    def _begin(self) -> Section:
        """Begin a section, with the lines over its title that the one before had at its end."""
        section = Section(rows=[*self._waiting], head=[*self._waiting])
        if self._found:
            tail = self._found[-1]
            while tail.between and tail.rows[-1] is tail.between[-1] and is_preamble(tail.between[-1]):
                section.head.insert(0, tail.between.pop())
                section.rows.insert(0, tail.rows.pop())
        self._waiting, self._block = [], None
        self._found.append(section)
        self._section = section
        return section


def _closed(section: Section) -> bool:
    """Whether a section has passed its funds: goals or indicators have begun."""
    return any(block.kind in ("goals", "indicators") for block in section.blocks)


def _second_head(row: Row, section: Section) -> bool:
    """Whether a head begins in the row although the section has its table already."""
    has_table = section.block("indicators") or (section.refused and section.block("list"))
    return bool(has_table) and 0 < len(row.cells) <= 8 and begins_head(row)


def _ends(block: Block, row: Row, section: Section) -> bool:
    """Whether a row stands after the block: notes, signatures, the seven management questions."""
    first = row.cells[0]
    concept = vocabulary.match("block", first.text)
    if concept and concept.name == "notes":
        return True
    closed = section.block("indicators") is not None
    points = closed and is_total(row) and "分" in key(first.text)
    if block.kind in ("funds", "pairs") and (of_a_page(first) or points or (closed and names(first.text))):
        return True
    if block.kind in ("funds", "pairs", "goals") and not closed and begins_head(row):
        return True
    if block.kind in ("funds", "pairs", "list"):
        return (
            concept is not None and concept.name in ("management", "goals", "indicators") and not numbers(row)
        )
    same = all(key(cell.text) == key(first.text) for cell in row.cells)
    alone = concept is not None and concept.name in ("indicators", "funds") and same
    return block.kind == "goals" and (alone or (bool(block.rows) and is_note(row)))
