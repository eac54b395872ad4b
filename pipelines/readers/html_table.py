"""The places of a web table's cells: rowspan and colspan, as a browser lays them out."""

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.flow import Block, Slot, Table
from pipelines.readers.limits import MAX_CELLS, MAX_COLUMNS, MAX_SPAN


class Rows:
    """A table while it is read; its slots never overlap and never reach below its last row."""

    def __init__(self) -> None:
        self._table = Table()
        self._in_row = False
        self._column = 1
        self._group_start = 0  # index of the first slot of the row group
        self._taken: list[int] = []  # for each column, the last row that a cell above reaches
        self._declared = 0
        self._hidden_columns: set[int] = set()

    def begin(self, element: etree._Element, *, hidden: bool) -> None:
        """Take the start of a row, a row group or a column's declaration."""
        if element.tag == "tr":
            self._begin_row()
        elif element.tag == "col":
            span = _span(element.get("span"))
            if hidden:
                self._hidden_columns.update(range(self._declared + 1, self._declared + span + 1))
            self._declared = min(self._declared + span, MAX_COLUMNS)
        else:
            self._end_group()

    def end_row(self) -> None:
        """Take the end of a row: a cell without a row of its own begins one."""
        self._in_row = False

    def cell(self, element: etree._Element, *, hidden: bool) -> None:
        """Give the next cell of the row its place."""
        if not self._in_row:
            self._begin_row()
        row, taken = self._table.rows, self._taken
        column = self._column
        while column <= len(taken) and taken[column - 1] >= row:
            column += 1
        columns = _span(element.get("colspan"))
        if column + columns - 1 > MAX_COLUMNS or len(self._table.slots) == MAX_CELLS:
            found = f"表格超过 {MAX_COLUMNS} 列或 {MAX_CELLS} 个单元格"
            raise SourceError("too_large", found, "自评表的正常篇幅")
        for free in range(1, columns):  # a cell that hangs down from above ends the span
            if column + free <= len(taken) and taken[column + free - 1] >= row:
                columns = free
                break
        # 0 means down to the end of the group; spans are cut there when it ends.
        down = element.get("rowspan")
        rows = MAX_SPAN if down and down.strip() == "0" else _span(down)
        if len(taken) < column + columns - 1:
            taken.extend([0] * (column + columns - 1 - len(taken)))
        taken[column - 1 : column + columns - 1] = [row + rows - 1] * columns
        unseen = hidden or (
            bool(self._hidden_columns) and self._hidden_columns.issuperset(range(column, column + columns))
        )
        stored = element.get("x:num") or None
        self._table.slots.append(Slot(row, column, rows, columns, hidden=unseen, stored=stored))
        self._column = column + columns

    def fill(self, blocks: list[Block]) -> None:
        """Put into the last cell what was found in it."""
        self._table.slots[-1].blocks = blocks

    def table(self) -> Table:
        """Return the table, which is finished."""
        self._end_group()
        return self._table

    def _begin_row(self) -> None:
        self._table.rows += 1
        self._column = 1
        self._in_row = True

    def _end_group(self) -> None:
        """Cut the spans that reach out of the row group."""
        for slot in self._table.slots[self._group_start :]:
            slot.rows = min(slot.rows, self._table.rows - slot.row + 1)
        self._group_start = len(self._table.slots)
        self._taken.clear()
        self._in_row = False


def _span(text: str | None) -> int:
    """Return a span between 1 and `MAX_SPAN`; what is no number is 1."""
    if not text:
        return 1
    digits = text.strip()[:9]
    return min(max(int(digits), 1), MAX_SPAN) if digits.isascii() and digits.isdigit() else 1
