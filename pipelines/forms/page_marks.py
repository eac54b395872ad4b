"""
What a page prints at its head and foot, in text that was copied with it: - 3 -, 第3页, a bare 3.

In a table such a line would be one more cell, and shift all that follow it. A bare number may be a
value as well, so such numbers are those of pages only together: they go up by one over the whole
document, a page apart, and its rows fit their columns no worse without them. What stands beside each
of them in the same words is the page's too.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.forms import vocabulary
from pipelines.forms.align import Search
from pipelines.forms.anchors import is_total
from pipelines.forms.columns import Column
from pipelines.forms.regions import sections
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Grid, Layout

#: What says by itself that it is the number of a page.
_TOLD = re.compile(
    r"[-—~·•]+\d{1,3}[-—~·•]+|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?|共\d{1,3}页[,，/]?第\d{1,3}页"
    r"|page\d{1,3}(?:(?:of|/)\d{1,3})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([1-9]\d{0,2})(?:/([1-9]\d{0,2}))?")
#: So many lines, at the least, stand on a page: where each is a cell, and where each is a row.
_LEAST_CELLS, _LEAST_ROWS = 15, 6
#: By how much one page may be longer than another.
_UNEVEN = 1.7
#: So many ways to number the pages are tried.
_MOST_TRIED, _MOST_SINGLE = 8, 30
#: What a cell is worth that comes to stand under the headings of the indicators.
_OUTSIDE = 1.0
#: By how much the rows must fit better without the numbers, by each of them.
_BETTER, _BETTER_ALONE = 0.5, 2.0
#: A page number that stands alone is that of the first or second of two pages.
_MOST_ALONE = 2
#: So many numbers in order are those of pages although no indicator tells.
_ENOUGH = 3
#: Shorter words may stand beside two page numbers by chance.
_SHORTEST_HEADER = 5
_MOST_HEADERS = 3

_Line = list[Cell]
#: The cells of an indicator block, and its columns.
_Stream = tuple[list[Cell], list[Column]]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A cell that may be the number of a page, and of how many, where it says so."""

    cell: Cell
    number: int
    of: int | None


def without_page_marks(grid: Grid) -> Grid:
    """Return the grid without what its pages print at head and foot; a ruled table as it is."""
    if grid.layout is Layout.RULED:
        return grid
    lines = _lines(grid)
    marks = [line[0] for line in lines if len(line) == 1 and _TOLD.fullmatch(key(line[0].text))]
    marks = marks or _numbers(grid, lines)
    return _without(grid, {*marks, *_beside(lines, marks)}) if marks else grid


def _without(grid: Grid, cells: set[Cell]) -> Grid:
    return replace(grid, cells=tuple(cell for cell in grid.cells if cell not in cells))


def _lines(grid: Grid) -> list[_Line]:
    """Return the visible cells of each line, from the top down."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text.strip() and not cell.hidden:
            rows[cell.row].append(cell)
    return [rows[number] for number in sorted(rows)]


def _numbers(grid: Grid, lines: Sequence[_Line]) -> list[Cell]:
    """Return the bare numbers of the pages; [] where none stand, or where it is not sure."""
    numbered = [
        _Numbered(line[0], int(match[1]), int(match[2]) if match[2] else None)
        for line in lines
        if len(line) == 1 and (match := _NUMBER.fullmatch(key(line[0].text)))
    ]
    ends = (grid.cells[0].row, grid.cells[-1].row) if grid.cells else (0, 0)
    one_a_line = grid.layout is Layout.LINES
    least = _LEAST_CELLS if one_a_line else _LEAST_ROWS
    chains = sorted(set(_chains(numbered, ends, least)), key=lambda chain: (-len(chain), _unevenness(chain)))
    if not one_a_line:  # nothing else is a bare number on a line of its own
        return [one.cell for one in chains[0]] if chains else []
    pairs = {cell for upper, lower in pairwise(lines) if _alike(upper, lower) for cell in (*upper, *lower)}
    chains = [
        chain for chain in chains if len(chain) >= _ENOUGH or not any(one.cell in pairs for one in chain)
    ]
    single = [
        (one,)
        for one in numbered
        if one.number <= _MOST_ALONE and one.cell not in pairs and _second_page(one, ends, least)
    ]
    if not chains and not single:
        return []
    streams = _streams(grid)
    begun = _misfit(streams, ())
    found: list[tuple[float, list[Cell]]] = []
    for chain in chains[:_MOST_TRIED]:
        cells = [one.cell for one in chain]
        taken = {*cells, *_beside(lines, cells)}
        rest = _streams(_without(grid, taken))
        # Where one parts the headings, none is read.
        more = len(_inside(rest)) - len(_inside(streams) - taken)
        better = begun - _misfit(rest, ()) + _OUTSIDE * more
        whole = chain[0].number <= _MOST_ALONE and cells[-1].row == ends[1]
        ordered = len(chain) >= _ENOUGH or chain[0].of is not None or whole
        if better >= (0 if ordered else _BETTER * len(chain)):
            found.append((better, cells))
    for (one,) in single[:_MOST_SINGLE]:
        taken = {one.cell, *_beside(lines, [one.cell])}
        better = begun - _misfit(streams, taken)
        if better >= _BETTER_ALONE:
            found.append((better, [one.cell]))
    return max(found, key=lambda each: (each[0], len(each[1])), default=(0.0, []))[1]


def _chains(
    numbered: Sequence[_Numbered], ends: tuple[int, int], least: int
) -> Iterator[tuple[_Numbered, ...]]:
    """Yield each run of two and more numbers that go up by one, a page apart, over the whole text."""
    by_number: dict[tuple[int, int | None], list[_Numbered]] = defaultdict(list)
    for one in numbered:
        by_number[one.number, one.of].append(one)
    first, last = ends
    for one in numbered:
        for second in by_number[one.number + 1, one.of]:
            chain = [one, second]
            page = max(second.cell.row - one.cell.row, one.cell.row - first if second.cell.row == last else 0)
            while second.cell.row > one.cell.row and page >= least:
                due = chain[-1].cell.row + page
                following = [
                    n for n in by_number[chain[-1].number + 1, one.of] if n.cell.row > chain[-1].cell.row
                ]
                if not following:
                    break
                chain.append(min(following, key=lambda n: abs(n.cell.row - due)))
            if page >= least and _cover(chain, ends, page):
                yield tuple(chain)


def _cover(chain: Sequence[_Numbered], ends: tuple[int, int], page: int) -> bool:
    """Whether the pages that numbers end are about as long as each other, the first and last no longer."""
    rows = [one.cell.row for one in chain]
    gaps = [lower - upper for upper, lower in pairwise(rows)]
    whole = gaps[:-1] if rows[-1] == ends[1] else gaps
    before = min(chain[0].number, 2)  # the first page may print none
    edges = [(rows[0] - ends[0]) / before, ends[1] - rows[-1], gaps[-1]]
    return (
        min(gaps) > 0
        and all(page <= gap * _UNEVEN and gap <= page * _UNEVEN for gap in whole)
        and all(gap <= page * _UNEVEN for gap in edges)
    )


def _unevenness(chain: Sequence[_Numbered]) -> int:
    gaps = [lower.cell.row - upper.cell.row for upper, lower in pairwise(chain)]
    return max(gaps) - min(gaps)


def _second_page(one: _Numbered, ends: tuple[int, int], least: int) -> bool:
    """Whether a number may be all that the pages of a text print: 1 below the first, 2 above the second."""
    page = one.cell.row - ends[0]
    return page >= least and ends[1] - one.cell.row <= page * _UNEVEN


def _alike(upper: _Line, lower: _Line) -> bool:
    """Whether the same stands on two lines: of a number, points and as many of them scored."""
    return key(upper[0].text) == key(lower[0].text)


def _streams(grid: Grid) -> list[_Stream]:
    """Return the indicator blocks of one-a-line text, each without its total."""
    found = []
    for section in sections(grid):
        for block in section.blocks:
            if block.kind == "indicators" and block.header is not None:
                columns = [column for column in block.header.columns if column.role != "block"]
                total = (at for at in range(len(block.rows) - 1, -1, -1) if is_total(block.rows[at]))
                cells = [cell for row in block.rows[: next(total, None)] for cell in row.cells]
                found.append((cells, columns))
    return found


def _inside(streams: Sequence[_Stream]) -> set[Cell]:
    return {cell for cells, _ in streams for cell in cells}


def _misfit(streams: Sequence[_Stream], without: Collection[Cell]) -> float:
    """Return how badly the cells of indicators fit their columns in order."""
    return sum(
        Search([cell for cell in cells if cell not in without], columns, Layout.LINES).best()[0]
        for cells, columns in streams
    )


def _beside(lines: Sequence[_Line], marks: Sequence[Cell]) -> set[Cell]:
    """
    Return what stands above or below each page mark in the same words: the head or foot of the page.

    The first page may have no mark above its head: the document begins with it, be it its title.
    """
    found: set[Cell] = set()
    for step in (1, -1):
        for _ in range(_MOST_HEADERS):
            left = [line for line in lines if not found.intersection(line)][::step]
            at = [index for index, line in enumerate(left) if line[0] in marks]
            near = [
                left[index + 1] for index in at if index + 1 < len(left) and left[index + 1][0] not in marks
            ]
            words = {key(line[0].text) if len(line) == 1 else "" for line in near}
            edge = [line for line in left[:_MOST_HEADERS] if key(line[0].text) in words and line not in near]
            if (
                len(words) != 1
                or "" in words
                or not (len(near) > 1 or edge)
                or not _may_head(near[0][0], bool(edge))
            ):
                break
            found |= {line[0] for line in near}
            found |= {line[0] for line in edge if not vocabulary.is_title(line[0].text)}
    return found


def _may_head(cell: Cell, at_edge: bool) -> bool:
    """Whether words are no value of a table that stands beside two page numbers by chance."""
    value = typed(cell.text)
    level = vocabulary.is_level(cell.text)
    long = at_edge or len(value.key) >= _SHORTEST_HEADER
    return value.words and long and not level and not value.check
