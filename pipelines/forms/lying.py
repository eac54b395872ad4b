"""
Indicators that lie down: 一级指标, 二级指标, 指标值 one below the other, and a column for each indicator.

Such a table is stood up where it is sure of which indicator each of its cells is, and then read as any other;
its cells keep their places. Else it is told apart from the money or the goals above it, and named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.anchors import is_total
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Header, read_header
from pipelines.forms.form import Indicator
from pipelines.forms.indicators import read_indicators, reads
from pipelines.forms.rows import Row, rows_of
from pipelines.forms.section import Block
from pipelines.forms.text import key
from pipelines.forms.totals import Totals
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Grid, Layout

_LEVELS = {"level1", "level2", "name"}
_POINTS = {"weight", "score"}
#: Of these each indicator has one, where empty cells are lost.
_VALUES = {"target", "actual", "block_weight", *_POINTS}
#: A row of the table is its heading and at least two indicators.
_FEWEST_CELLS = 3
#: A total below the table stands in no column of it.
_BESIDE = 10_000


@dataclass(frozen=True, slots=True)
class StoodUp(Cell):
    """A cell with the row and the column of a table that was stood up; its place is the printed one."""

    printed: str = ""

    @property
    def place(self) -> str:
        return self.printed


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading, what it names, and the cells beside it."""

    heading: Cell
    role: str
    cells: tuple[Cell, ...]


def is_stood_up(block: Block) -> bool:
    """Whether a block holds indicators that lay down."""
    return block.header is not None and isinstance(block.header.columns[0].cell, StoodUp)


def read_stood_up(
    block: Block, layout: Layout, claims: Claims, start: int, totals: Totals
) -> list[Indicator]:
    """Return the indicators of a block that was stood up; the place of each is that of its name."""
    told = Layout.RULED if layout is Layout.RULED else Layout.TABBED  # its columns stand, its merges do not
    found = read_indicators(block, told, claims, start, totals)
    return [replace(row, place=row.places.get("name", row.place)) for row in found]


def stood_up(rows: Sequence[Row], index: int, layout: Layout) -> tuple[Block, int] | None:
    """
    Return the indicators that lie in the rows from an index on, and of how many rows; a total is among them.

    The headings stand one below the other, each once, a level or a name first, a name and a result among
    them. Each cell beside them stands in the column of a name; where columns are lost, as many stand beside
    each heading as there are names. None where this is not so.
    """
    if layout is Layout.LINES or _heading(rows[index]) not in _LEVELS:
        return None
    printed = lines = _lines(rows[index:], layout)
    names = next((line.cells for line in lines if line.role == "name"), ())
    if len(names) + 1 < _FEWEST_CELLS:
        return None
    if layout is Layout.CLOSED:
        if any(line.role in _VALUES and len(line.cells) != len(names) for line in lines):
            return None
        lines = [line for line in lines if line.role != "level1" or _tells_first(lines, len(names))]
        lines = [_in_order(line, len(names)) for line in lines]
    headings = Row(0, tuple(_turned(line.heading, 0, 1) for line in lines))
    header = read_header("indicators", [headings], Layout.RULED)
    if header is None or not reads(header) or not _is_sure(lines, header):
        return None
    below = list(takewhile(is_total, rows[index + len(printed) :]))
    cells = [_turned(cell, cell.column, cell.columns) for line in lines for cell in line.cells]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    body = rows_of(Grid("", Layout.RULED, tuple(cells)))
    body += [
        replace(row, cells=tuple(_at(cell, cell.row, _BESIDE + cell.column) for cell in row.cells), above=())
        for row in below
    ]
    label = rows[index].cells[: rows[index].cells.index(printed[0].heading)]
    repeated = [Row(rows[index].number, label)] if label else []
    return Block("indicators", header, body, repeated), len(printed) + len(below)


def _lines(rows: Sequence[Row], layout: Layout) -> list[_Line]:
    """Return the rows up to the first that does not begin with a heading of its own, in the same column."""
    found: list[_Line] = []
    for row in rows:
        labelled = vocabulary.match("block", row.cells[0].text) is not None
        at = int(not found and labelled and any(map(_role, row.cells[1:2])))
        if _role(row.cells[at]) is None:
            break
        heading, role, cells = row.cells[at], _role(row.cells[at]) or "", row.cells[at + 1 :]
        names = next((line.cells for line in found if line.role == "name"), ())
        if role in {line.role for line in found if line.role != "other"}:
            break
        if is_total(row) and len(cells) < len(names):
            break
        if found and layout is not Layout.CLOSED and heading.column != found[0].heading.column:
            break
        found.append(_Line(heading, role, cells))
    return found


def _role(cell: Cell) -> str | None:
    """Return what a heading of indicators names; None for a level's own words and for all else."""
    concept = vocabulary.match("indicators", cell.text)
    sure = concept is not None and concept.strength >= vocabulary.TRIMMED
    return concept.name if concept and sure and not vocabulary.is_level(cell.text) else None


def _is_sure(lines: Sequence[_Line], header: Header) -> bool:
    """Whether each cell is of one name, points are figures, and levels have words of levels among them."""
    roles = {column.cell.place: column.role for column in header.columns}
    of = {role: line.cells for line in lines if (role := roles.get(line.heading.place))}
    if any(not typed(cell.text).words or _role(cell) for cell in of.get("name", ())):
        return False
    points = [cell for role in _POINTS for cell in of.get(role, ())]
    levels = [cell for role in ("level1", "level2") for cell in of.get(role, ())]
    if not all(typed(cell.text).numeric or typed(cell.text).placeholder for cell in points):
        return False
    if levels and not any(vocabulary.is_level(cell.text) for cell in levels):
        return False
    totals = [cell for cell in levels if is_total(Row(0, (cell,)))]
    columns = {cell.column for cell in (*of.get("name", ()), *totals)}
    return all(cell.column in columns for line in lines for cell in line.cells)


def _tells_first(lines: Sequence[_Line], count: int) -> bool:
    """Whether the 一级 of each indicator is printed, or that of its 二级, of which each is a standard one."""
    cells = {line.role: line.cells for line in lines}
    second = cells.get("level2", ())
    standard = len(second) == count and all(vocabulary.is_level2(cell.text) for cell in second)
    return standard or len(cells["level1"]) == count


def _in_order(line: _Line, count: int) -> _Line:
    """Return a line with its cells in columns by their order; without them where some are lost."""
    cells = line.cells if len(line.cells) == count else ()
    return replace(line, cells=tuple(_at(cell, cell.row, at) for at, cell in enumerate(cells, 1)))


def _turned(cell: Cell, row: int, rows: int) -> StoodUp:
    return _at(cell, row, cell.row, rows, cell.rows)


def _at(cell: Cell, row: int, column: int, rows: int = 1, columns: int = 1) -> StoodUp:
    return StoodUp(row, column, cell.text, rows, columns, cell.stored, cell.hidden, printed=cell.place)


def lying_apart(block: Block, layout: Layout, claims: Claims) -> Block:
    """Return a block of money or goals without the indicators that lie below it; a problem says where."""
    if block.kind == "indicators":
        return block
    begins = _begins_lines if layout is Layout.LINES else _begins
    at = next((index for index in range(len(block.rows)) if begins(block.rows[index:])), None)
    if at is None:
        return block
    claims.problem(
        "indicators_lie",
        block.rows[at].cells[0].place,
        "绩效指标横向排列（每列一个指标）；应为每行一个指标：从这一行起未读",
    )
    return replace(block, rows=block.rows[:at])


def _begins(rows: Sequence[Row]) -> bool:
    """Whether a heading of a level begins a row of several, and another heading the next."""
    named = [_heading(row) for row in rows[:2]]
    return len(rows) > 1 and all(named) and named[0] in _LEVELS and named[0] != named[1]


def _begins_lines(rows: Sequence[Row]) -> bool:
    """Whether 一级指标 stands above the words of such levels, and 二级指标 above those of its own."""
    words = [row.cells[0].text if len(row.cells) == 1 else "" for row in rows]
    lower = next((at for at, text in enumerate(words) if key(text) == "二级指标"), 0)
    return (
        key(words[0]) == "一级指标"
        and lower > 1
        and all(map(vocabulary.is_level1, words[1:lower]))
        and any(map(vocabulary.is_level2, words[lower + 1 : lower + 2]))
    )


def _heading(row: Row) -> str | None:
    """Return what indicator heading a row begins with, behind a label beside the block; None for none."""
    told = (vocabulary.match("indicators", cell.text) for cell in row.cells[:2])
    names = [concept.name for concept in told if concept and concept.strength == vocabulary.EXACT]
    return names[0] if names and len(row.cells) >= _FEWEST_CELLS else None
