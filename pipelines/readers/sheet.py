"""What the sheets of all workbooks share: cells, merges, hidden rows and columns become a grid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipelines.problems import SourceError
from pipelines.readers.assemble import assemble
from pipelines.readers.grid import Cell, Grid, Layout
from pipelines.readers.limits import MAX_CELLS, MAX_SHEETS, MAX_SPAN
from pipelines.readers.numfmt import exact, shown, shown_text
from pipelines.readers.printed import printed

Ranges = list[tuple[int, int]]


@dataclass(slots=True)
class Sheet:
    """One sheet while it is read; rows and columns count from 1, ranges include both ends."""

    hidden: bool = False
    cells: dict[tuple[int, int], tuple[str, str | None]] = field(default_factory=dict)  #: text, stored
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  #: first row, column; last
    hidden_rows: Ranges = field(default_factory=list)
    hidden_columns: Ranges = field(default_factory=list)
    last: tuple[int, int] = (1, 1)  #: the last row and column that the sheet speaks of

    def put(self, row: int, column: int, text: str, stored: str | None) -> None:
        """Take a cell; one without text is passed over."""
        if text:
            self.cells[row, column] = (text, stored)
            if len(self.cells) > MAX_CELLS:
                raise SourceError("too_large", f"一张工作表超过 {MAX_CELLS} 个单元格", "自评表的正常篇幅")

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Take a merged range; one of a single cell, or upside down, is passed over."""
        if 1 <= row <= last_row and 1 <= column <= last_column and (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))
            if len(self.merges) > MAX_CELLS:
                raise SourceError("too_large", f"一张工作表超过 {MAX_CELLS} 处合并", "自评表的正常篇幅")

    def grid(self, name: str) -> Grid:
        """Return the grid of the sheet, without cells where it has none."""
        return assemble(name, Layout.RULED, self._merged(), hidden=self.hidden)

    def _merged(self) -> Iterator[Cell]:
        """Yield the cells, merged ones with their spans; `assemble` drops what they cover."""
        hidden_rows, hidden_columns = sorted(self.hidden_rows), sorted(self.hidden_columns)

        def hidden(row: int, column: int, rows: int, columns: int) -> bool:
            return (
                self.hidden
                or _cover(hidden_rows, row, row + rows - 1)
                or _cover(hidden_columns, column, column + columns - 1)
            )

        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for row, column, last_row, last_column in self.merges:
            rows, columns = last_row - row + 1, last_column - column + 1
            # A merge of whole rows or columns is no wider than what stands on the sheet.
            if rows > MAX_SPAN:
                rows = min(rows, max(self.last[0] - row + 1, 1))
            if columns > MAX_SPAN:
                columns = min(columns, max(self.last[1] - column + 1, 1))
            spans.setdefault((row, column), (rows, columns))
        for (row, column), (text, stored) in self.cells.items():
            rows, columns = spans.pop((row, column), (1, 1))
            yield Cell(row, column, text, rows, columns, stored, hidden(row, column, rows, columns))
        for (row, column), (rows, columns) in spans.items():
            yield Cell(row, column, "", rows, columns, None, hidden(row, column, rows, columns))


def number_shown(value: float, code: str, *, date1904: bool = False) -> tuple[str, str | None]:
    """Return what a number shows under a format, and what it stores where that differs."""
    text = printed(shown(value, code, date1904=date1904))
    if code == "General":
        return text, None
    stored = f"{exact(value).normalize():f}" if abs(value) < 1e20 else repr(value)
    return text, (stored if stored != text else None)


def text_shown(raw: str, code: str) -> tuple[str, str | None]:
    """Return what a stored text shows under a format, and the text itself where that differs."""
    text = printed(shown_text(raw, code))
    if text == raw:
        return text, None
    stored = printed(raw)
    return text, (stored if stored != text else None)


def is_finite(value: float) -> bool:
    """Return whether `value` is a number that can be shown."""
    return value == value and abs(value) != float("inf")


def with_text(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """
    Return the grids of a workbook that have cells.

    Raises:
        SourceError: "empty" where none has text; "too_large" for more sheets or cells than allowed.
    """
    kept: list[Grid] = []
    cells = 0
    for number, grid in enumerate(grids):
        if number == MAX_SHEETS:
            raise SourceError("too_large", f"工作簿超过 {MAX_SHEETS} 张工作表", f"不超过 {MAX_SHEETS} 张")
        cells += len(grid.cells)
        if cells > MAX_CELLS:
            raise SourceError("too_large", f"工作簿超过 {MAX_CELLS} 个单元格", "自评表的正常篇幅")
        if grid.cells:
            kept.append(grid)
    if not any(cell.text for grid in kept for cell in grid.cells):
        raise SourceError("empty", "工作簿里没有文字", "填有自评表的工作表")
    return tuple(kept)


def _cover(ranges: Ranges, first: int, last: int) -> bool:
    """Return whether all of a span lies in hidden ranges, which are sorted."""
    for start, end in ranges:
        if start <= first <= end:
            if last <= end:
                return True
            first = end + 1
    return False
