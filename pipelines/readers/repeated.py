"""
Merged cells that were taken apart, their text repeated in each place, become merged cells again.

Spreadsheet programs do so on request (拆分并填充), and so do programs that turn documents into
tables of rows and columns. What stands side by side twice may also be two values that agree, so
the headings above decide: equal texts are one cell unless two headings stand over them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.readers.grid import Cell, Grid, Layout

_CHINESE = re.compile("[\u4e00-\u9fff]")
#: A row that tells of repetition: so many cells side by side, each with so many characters.
_TELLING_CELLS = 3
_TELLING_CHARACTERS = 4
_FEWEST_TELLING = 3
_HEADINGS = re.compile(
    r"[一二三]级指标|指标名称|指标值|目标值|完成值|实际值|完成情况|(?:预期|设定|年初|绩效)目标|预算数|执行数|执行率"
    r"|^(?:年初|全年|调整后?|支出|收入)(?:预算|决算)|分值|权重|得分"
)
_LONGEST_HEADING = 20
_MONEY = re.compile(r"预算|决算|执行数|执行率")
_NAMES = re.compile(r"三级指标|指标名称|指标内容|具体指标")
_BEGINS = re.compile(r"(?:项目|转移支付|部门|单位|专项)(?:[(（]单位[)）])?名称|主管部门|自评表")
_CLOSES = re.compile(r"总分|合计|等级|结论|说明|备注|问题|措施")
#: One text under so many headings, in the first cells of a row or without a figure, is one cell.
_UNDER_FIRST = 3
_UNDER_ANY = 4
_FIRST_CELLS = 2
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"[\d,.]+%?")


@dataclass(slots=True)
class _Run:
    """Cells of a row side by side that are one; where it goes on below, the last row is further down."""

    first: Cell
    last_column: int
    last_row: int

    @property
    def text(self) -> str:
        return self.first.text

    @property
    def columns(self) -> tuple[int, int]:
        return self.first.column, self.last_column

    def cell(self) -> Cell:
        rows = self.last_row - self.first.row + 1
        return replace(self.first, rows=rows, columns=self.last_column - self.first.column + 1)


def folded(grid: Grid) -> Grid:
    """Return `grid` with its repeated cells made one each; as it is where none are repeated."""
    if grid.layout not in (Layout.RULED, Layout.TABBED):
        return grid
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    headings = {row for row, cells in rows.items() if _is_heading(cells)}
    telling = sum(_tells(cells, heading=row in headings) for row, cells in rows.items())
    if telling < _FEWEST_TELLING or not headings:
        return grid
    found: list[Cell] = []
    over = _Headings()
    above: list[_Run] = []
    for row, cells in sorted(rows.items()):
        if row in headings or _BEGINS.search("".join(cells[0].text.split())):
            over = _Headings(names=over.names)
        runs = list(_runs(cells, over))
        if row in headings:
            over = over.of(runs)
        here = _grown(above, runs, over.names, heading=row in headings)
        found += (run.cell() for run in above if run not in here)
        above = here
    found += (run.cell() for run in above)
    return replace(grid, cells=tuple(sorted(found, key=lambda cell: (cell.row, cell.column))))


@dataclass(frozen=True, slots=True)
class _Headings:
    """What the headings above a row tell."""

    edges: frozenset[int] = frozenset()  #: the last column under each of them
    money: bool = False  #: every word under headings of money is a label
    names: int | None = None  #: the column of the indicators' names

    def of(self, runs: Sequence["_Run"]) -> "_Headings":
        """Return the headings that stand in a row."""
        names = next((run.first.column for run in runs if _NAMES.search(run.text)), self.names)
        money = any(_MONEY.search(run.text) for run in runs)
        return _Headings(frozenset(run.last_column for run in runs), money, names)

    def part(self, alike: Sequence[Cell], place: int, *, closing: bool) -> frozenset[int]:
        """Return the columns after which cells of one text are parted; `place`: how many texts are before."""
        text = alike[0].text
        edges = self.edges & {cell.column for cell in alike[:-1]}
        headings = len(edges) + 1
        words = len(_CHINESE.findall(text))
        figures = _FIGURE.search(text) is not None
        is_one = (
            ((self.money or closing) and words and not text[0].isdigit())
            or (headings >= _UNDER_FIRST and (closing or (place < _FIRST_CELLS and words > 1)))
            or (headings >= _UNDER_ANY and not figures)
        )
        return frozenset() if is_one else edges


def _tells(row: Sequence[Cell], *, heading: bool) -> bool:
    """Return whether a heading, or a longer text, stands in several cells side by side."""
    return any(
        (len(cells) >= _TELLING_CELLS and len(_CHINESE.findall(cells[0].text)) >= _TELLING_CHARACTERS)
        or (heading and len(cells) > 1 and _HEADINGS.search("".join(cells[0].text.split())) is not None)
        for cells in _alike(row)
    )


def _is_heading(row: Sequence[Cell]) -> bool:
    """Return whether a row has several headings and no number."""
    texts = {cell.text for cell in row if len(cell.text) <= _LONGEST_HEADING}
    if any(_NUMBER.fullmatch(text) for text in texts):
        return False
    return sum(_HEADINGS.search("".join(text.split())) is not None for text in texts) > 1


def _alike(row: Sequence[Cell]) -> list[list[Cell]]:
    """Return the cells of a row, those side by side with one text together."""
    found: list[list[Cell]] = []
    for cell in row:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and last.text == cell.text != ""
            and last.column + 1 == cell.column
            and last.columns == cell.columns == last.rows == cell.rows == 1
        ):
            found[-1].append(cell)
        else:
            found.append([cell])
    return found


def _runs(row: Sequence[Cell], over: _Headings) -> Iterator[_Run]:
    alike = _alike(row)
    closing = any(_CLOSES.search(cells[0].text) for cells in alike[:_FIRST_CELLS])
    for place, cells in enumerate(alike):
        edges = over.part(cells, place, closing=closing)
        first = 0
        for last, cell in enumerate(cells):
            if cell is cells[-1] or cell.column in edges:
                column = cell.column + cell.columns - 1
                yield _Run(cells[first], column, cell.row + cell.rows - 1)
                first = last + 1


def _grown(above: Sequence[_Run], runs: Sequence[_Run], names: int | None, *, heading: bool) -> list[_Run]:
    """Return the runs of a row, those that the label above them goes on into replaced by it."""
    upper = {run.columns: run for run in above}
    here: list[_Run] = []
    same_so_far = True
    for place, run in enumerate(runs):
        over = upper.get(run.columns)
        same_so_far &= over is not None and over.text == run.text
        is_label = heading or place == 0 or (names is not None and run.first.column < names)
        if (
            over is not None
            and over.text == run.text
            and over.last_row + 1 == run.first.row
            and run.first.rows == 1
            and _CHINESE.search(run.text)
            and is_label
            and (same_so_far or heading)
        ):
            over.last_row = run.last_row
            here.append(over)
        else:
            here.append(run)
    return here
