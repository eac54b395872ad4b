"""
Indicators that lie down: 一级指标, 二级指标, 指标值 one below the other, and a column for each indicator.

Such a table is stood up where it is sure of which indicator each of its cells is, and then read as any other;
its cells keep their places. Else it is told apart from the money or the goals above it, and named.
"""

from collections.abc import Mapping, Sequence
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
from pipelines.forms.totals import is_total as ends_list
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Grid, Layout

_LEVELS = {"level1", "level2", "name"}
_POINTS = {"weight", "score"}
#: Of these each indicator has one, where empty cells are lost.
_VALUES = {"actual", "block_weight", *_POINTS}
#: A column of numbers may stand before the levels.
_ORDINALS = {"序号", "编号"}
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
    if layout is Layout.LINES or not _begins(rows[index : index + 2]):
        return None
    printed = lines = _lines(rows[index:], layout)
    names = next((line.cells for line in lines if line.role == "name"), ())
    if len(names) + 1 < _FEWEST_CELLS:
        return None
    if layout is Layout.CLOSED:
        if any(line.role in _VALUES and len(line.cells) != len(names) for line in lines):
            return None
        lines = _in_order(lines, len(names))
    headings = Row(0, tuple(_turned(line.heading, 0, 1) for line in lines))
    header = read_header("indicators", [headings], Layout.RULED)
    if header is None or not reads(header) or not _is_sure(lines, header):
        return None
    below = list(takewhile(_tells_total, rows[index + len(printed) :]))
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
        heading, cells = row.cells[at], row.cells[at + 1 :]
        role = _role(heading, least=vocabulary.PATTERN if found else vocabulary.TRIMMED)
        if role is None or (role == "reason" and vocabulary.heads_note(heading.text)):
            break
        names = next((line.cells for line in found if line.role == "name"), ())
        again = role in _LEVELS or is_total(row) or key(heading.text) in {key(x.heading.text) for x in found}
        if (again and role in {line.role for line in found}) or (is_total(row) and len(cells) < len(names)):
            break
        if found and layout is not Layout.CLOSED and heading.column != found[0].heading.column:
            break
        found.append(_Line(heading, role, cells))
    return found


def _role(cell: Cell, least: int = vocabulary.TRIMMED) -> str | None:
    """Return what a heading of indicators names; None for a level's own words and for all else."""
    concept = vocabulary.match("indicators", cell.text)
    sure = concept is not None and concept.strength >= least
    return concept.name if concept and sure and not vocabulary.is_level(cell.text) else None


def _tells_total(row: Row) -> bool:
    """Whether a row below the table is a total of no more than a weight and a score."""
    figures = [cell for cell in row.cells if typed(cell.text).figure]
    whole = len(figures) <= len(_POINTS) and not any(typed(cell.text).percent for cell in figures)
    return whole and ends_list(row, (), last=False)


def _is_sure(lines: Sequence[_Line], header: Header) -> bool:
    """Whether each cell is of one name, points are figures, and levels have words of levels among them."""
    roles = {column.cell.place: column.role for column in header.columns}
    of = {role: line.cells for line in lines if (role := roles.get(line.heading.place))}
    if any(typed(cell.text).figure or _role(cell) for cell in of.get("name", ())):
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


def _in_order(lines: Sequence[_Line], count: int) -> list[_Line]:
    """Return lines with their cells in columns by their order; without them where some are lost."""
    first = _first_levels({line.role: line.cells for line in lines}, count)
    # A target is told by all of its parts (≥ | 10 | 次), or by none.
    whole = all(len(line.cells) == count for line in lines if line.role.startswith("target"))
    found = []
    for line in lines:
        told = len(line.cells) == count and (whole or not line.role.startswith("target"))
        columns = list(range(1, count + 1)) if told else []
        if line.role == "level1" and not (columns := columns or first):
            continue  # no 一级 is told, and none may be inferred: it may be printed in other words
        cells = [_at(cell, cell.row, at) for cell, at in zip(line.cells, columns, strict=False)]
        found.append(replace(line, cells=tuple(cells)))
    return found


def _first_levels(cells: Mapping[str, Sequence[Cell]], count: int) -> list[int]:
    """
    Return over which column each 一级 begins that is merged over several; [] where that is not told.

    It is where each 二级 is a standard one, and their 一级 follow each other as they are printed.
    """
    second, printed = cells.get("level2", ()), cells.get("level1", ())
    parents = [vocabulary.level1_of(cell.text) or "" for cell in second]
    starts = [at for at in range(len(parents)) if at == 0 or parents[at] != parents[at - 1]]
    if len(second) != count or len(starts) != len(printed):
        return []
    words = [vocabulary.level_key(cell.text)[:2] for cell in printed]
    fits = all(word and parents[at].startswith(word) for word, at in zip(words, starts, strict=True))
    return [at + 1 for at in starts] if fits else []


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
    """Whether a heading of a level begins a row of several, or numbers one, and another heading the next."""
    named = [_heading(row) for row in rows[:2]]
    numbered = key(rows[0].cells[0].text) in _ORDINALS and _LEVELS & set(named[1:])
    return len(named) > 1 and all(named) and (numbered or named[0] in _LEVELS) and named[0] != named[1]


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
