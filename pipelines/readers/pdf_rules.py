"""
Ruled lines become tables: where rows and columns stand, and which cells are merged.

A cell is the area that no line divides. Lines that almost meet, meet; an outline that is
missing at the left, the right, the top or the foot is put where the other lines end.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.readers.pdf_page import Rule

NEAR = 3.5  #: points between lines that are drawn for the same edge
_MIN_LENGTH = 4.0
_MOST_PAIRS = 4_000_000
_MOST_UNITS = 200_000


@dataclass(slots=True)
class Box:
    """One cell: rows and columns of its table counted from 0, the last ones included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Lattice:
    """A ruled table: the positions of its edges from left to right, from top to foot."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box] = field(default_factory=list)
    open_head: set[int] = field(default_factory=set)  #: cells of the first row without a line above
    open_foot: set[int] = field(default_factory=set)  #: cells of the last row without a line below
    box_of: dict[tuple[int, int], int] = field(default_factory=dict)

    def box_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell in which a point lies; below the foot that of the last row."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.box_of.get((min(row, len(self.ys) - 2), column))

    def part(self, first: int, last: int) -> tuple["Lattice", list[int]]:
        """
        Return its rows from `first` to `last` as a table, and the numbers of the cells that are its own.

        A cell that reaches out of these rows ends at their edge.
        """
        kept = [number for number, box in enumerate(self.boxes) if box.last_row >= first and box.row <= last]
        at = {number: place for place, number in enumerate(kept)}
        boxes = [
            replace(box, row=max(box.row, first) - first, last_row=min(box.last_row, last) - first)
            for box in (self.boxes[number] for number in kept)
        ]
        head, foot = ({at[one] for one in some if one in at} for some in (self.open_head, self.open_foot))
        return Lattice(self.xs, self.ys[first : last + 2], boxes, head, foot), kept

    def edges(self, box: Box) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a cell."""
        return self.xs[box.column], self.ys[box.row], self.xs[box.last_column + 1], self.ys[box.last_row + 1]


def lattices(across: Sequence[Rule], down: Sequence[Rule]) -> list[Lattice]:
    """Return the tables of a page from top to foot; none where its lines are beyond count."""
    flat, upright = _whole(across), _whole(down)
    if len(flat) * len(upright) > _MOST_PAIRS:
        return []
    tables = [table for group in _connected(flat, upright) if (table := _lattice(*group))]
    tables.sort(key=lambda table: (table.ys[0], table.xs[0]))
    framed = [table for table in tables if len(table.boxes) > 1]
    # A table drawn inside a cell of another is text of that cell.
    return [table for table in framed if not any(_within(table, other) for other in framed)]


def positions(values: Iterable[float], near: float = NEAR) -> list[float]:
    """Return values in order, those that stand for the same edge as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][0] <= near:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules with the pieces of a line put together, and without specks."""
    by_place: list[list[Rule]] = []
    for rule in sorted(rules):
        if by_place and rule.at - by_place[-1][0].at <= NEAR / 2:
            by_place[-1].append(rule)
        else:
            by_place.append([rule])
    found: list[Rule] = []
    for group in by_place:
        pieces = sorted((rule.start, rule.end, rule.at) for rule in group)
        start, end, at = pieces[0]
        for piece in pieces[1:]:
            if piece[0] <= end + NEAR:
                end = max(end, piece[1])
            else:
                found.append(Rule(at, start, end))
                start, end, at = piece
        found.append(Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= _MIN_LENGTH]


def _connected(flat: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines in groups that touch or cross one another."""
    owner = list(range(len(flat) + len(upright)))

    def root(one: int) -> int:
        while owner[one] != one:
            owner[one] = owner[owner[one]]
            one = owner[one]
        return one

    for number, line in enumerate(flat):
        for other, post in enumerate(upright, len(flat)):
            if (
                line.start - NEAR <= post.at <= line.end + NEAR
                and post.start - NEAR <= line.at <= post.end + NEAR
            ):
                owner[root(number)] = root(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*flat, *upright)):
        groups.setdefault(root(number), ([], []))[number >= len(flat)].append(rule)
    tables = [group for group in groups.values() if len(group[0]) > 1 and group[1]]
    for _, alone in [group for group in groups.values() if not group[0]]:
        _join_side(tables, alone[0])
    return tables


def _join_side(tables: list[tuple[list[Rule], list[Rule]]], post: Rule) -> None:
    """
    Give an upright line that meets no other to the table beside which it runs.

    Beside a merged cell that fills the whole height of a page there is no line across.
    """
    for flat, upright in tables:
        top, foot = min(rule.start for rule in upright), max(rule.end for rule in upright)
        if min(post.end, foot) - max(post.start, top) > 0.8 * max(post.end - post.start, foot - top):
            upright.append(post)
            left, right = min(rule.start for rule in flat), max(rule.end for rule in flat)
            if not left - NEAR <= post.at <= right + NEAR:
                return


def _lattice(flat: list[Rule], upright: list[Rule]) -> Lattice | None:
    left, right = min(rule.start for rule in flat), max(rule.end for rule in flat)
    top, foot = min(rule.start for rule in upright), max(rule.end for rule in upright)
    xs = positions([rule.at for rule in upright] + _beyond([rule.at for rule in upright], left, right))
    ys = positions([rule.at for rule in flat] + _beyond([rule.at for rule in flat], top, foot))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_UNITS:
        return None
    table = Lattice(xs, ys)
    floors = {(edge, column) for column, edge in _walls(flat, ys, xs)}
    _fill(table, _walls(upright, xs, ys), floors)
    for number, box in enumerate(table.boxes):
        across = range(box.column, box.last_column + 1)
        if box.row == 0 and not any((0, column) in floors for column in across):
            table.open_head.add(number)
        if box.last_row == rows - 1 and not any((rows, column) in floors for column in across):
            table.open_foot.add(number)
    return table


def _beyond(known: list[float], first: float, last: float) -> list[float]:
    """Return the ends that lie so far beyond all known edges that an edge must be missing there."""
    missing = []
    if first < min(known) - 2 * NEAR:
        missing.append(first)
    if last > max(known) + 2 * NEAR:
        missing.append(last)
    return missing


def _walls(rules: list[Rule], edges: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """Return (step, edge) of each piece of an edge along which a line runs for most of its length."""
    found: set[tuple[int, int]] = set()
    drawn: dict[tuple[int, int], float] = {}
    for rule in rules:
        edge = min(range(len(edges)), key=lambda number: abs(edges[number] - rule.at))
        step = max(bisect_right(steps, rule.start) - 1, 0)
        while step + 1 < len(steps) and steps[step] < rule.end:
            length = min(rule.end, steps[step + 1]) - max(rule.start, steps[step])
            drawn[step, edge] = drawn.get((step, edge), 0.0) + length
            if drawn[step, edge] > 0.6 * (steps[step + 1] - steps[step]):
                found.add((step, edge))
            step += 1
    return found


def _fill(table: Lattice, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> None:
    """
    Give the table its cells: runs of a row that no wall divides, grown down while no floor does.

    `walls` are (row, edge), `floors` (edge, column). A cell whose shape is no rectangle,
    since a line is missing, is parted into rows.
    """
    rows, columns = len(table.ys) - 1, len(table.xs) - 1
    above: dict[tuple[int, int], int] = {}
    for row in range(rows):
        here: dict[tuple[int, int], int] = {}
        first = 0
        for column in range(columns):
            if column + 1 < columns and (row, column + 1) not in walls:
                continue
            run = (first, column)
            upper = above.get(run)
            if upper is not None and not any((row, one) in floors for one in range(first, column + 1)):
                table.boxes[upper].last_row = row
                here[run] = upper
            else:
                table.boxes.append(Box(row, first, row, column))
                here[run] = len(table.boxes) - 1
            for one in range(first, column + 1):
                table.box_of[row, one] = here[run]
            first = column + 1
        above = here


def _within(table: Lattice, other: Lattice) -> bool:
    """Return whether a table lies inside one cell of another."""
    if table is other:
        return False
    first = other.box_at(table.xs[0] + NEAR, table.ys[0] + NEAR)
    last = other.box_at(table.xs[-1] - NEAR, table.ys[-1] - NEAR)
    return first is not None and first == last
