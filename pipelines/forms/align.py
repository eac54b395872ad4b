"""
One aligner: a row of cells to a row of columns.

Each cell goes to a role at a cost: how far it stands from its heading, how badly its type
fits, what was skipped. The cheapest alignment in order wins. The same search serves ruled
tables (drift is dear), text whose empty cells are lost (columns cost nothing), and one cell
a line (a new row may begin anywhere).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from operator import add

from pipelines.forms import vocabulary
from pipelines.forms.columns import Column
from pipelines.forms.company import EARLIER_TARGET
from pipelines.forms.fitting import has_points, type_cost
from pipelines.forms.text import key
from pipelines.forms.values import Typed, typed
from pipelines.readers.grid import Cell, Layout

#: Cost of leaving a cell without a role.
LEFT_OVER = 5.0

#: Cost of a role without a cell, where empty cells may be lost in text.
GAPS: Mapping[str, float] = {
    "name": 3.5, "target_sign": 0.5, "target": 0.7, EARLIER_TARGET: 0.7, "target_unit": 0.5, "actual": 0.7,
    "weight": 1.0, "score": 1.0, "other": 0.1,
}  # fmt: skip
#: Cost of a 一级 without points where the others carry theirs.
_POINTLESS = 1.2
#: Cost of a row that ends at its level cells: a 二级 printed without an indicator.
_ONLY_LEVELS = 0.8
#: Cost of a cell that begins an indicator (指标1：…) and is not its name.
_NUMBERED_ELSEWHERE = 4.0
#: Cost of a unit with the same words beside it: those are a target and an actual.
_UNIT_TWICE = 3.0
#: Cost of a reason behind a score that is as high as its weight.
_REASON_OF_ALL_POINTS = 0.3

#: Whether an indicator is a core one stands under 是否核心指标; no level, name or reason is 是.
_YES_OR_NO, _YES_ELSEWHERE = {"是", "否"}, 4.0
_WORDS = {"level1", "level2", "name", "reason", "other", ""}
#: The cost of words under a heading of evidence behind the score: most rows have some, as few have a reason.
_EVIDENCE, _EVIDENCE_GIVEN = re.compile("佐证|证明|依据|材料|来源"), 0.3
_LONGEST_EVIDENCE, _LONG_EVIDENCE = 10, 0.3

_NUMBERED_NAME = re.compile(r"指标(?:\d{1,2}|[一二三四五六七八九十])[:：.、]")


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell and where the search put it: a column index or None, in which row of the stream."""

    cell: Cell
    column: int | None
    row: int


@dataclass(slots=True)
class Line:
    """
    One row of the block, its cells by role, and where a value left its heading.

    `rivals` names, by the place of a cell, the other roles that it may be of as well.
    """

    number: int
    cells: dict[str, Cell] = field(default_factory=dict)
    strays: list[Cell] = field(default_factory=list)
    moved: list[tuple[Column, Cell]] = field(default_factory=list)
    doubted: bool = False  #: it has values of which nobody can say what they are
    rivals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    open_levels: set[str] = field(default_factory=set)  #: levels that a word of the line may be


def column_cost(column: Column, cell: Cell, shift: int, drift: float) -> float:
    """Return the cost of a cell's distance from a column, where a block of rows may be shifted."""
    if drift == 0:
        return 0.0
    straight = column.distance(cell.column) * drift
    if shift == 0:
        return straight
    shifted = column.distance(cell.column - shift) * drift
    if column.role in ("level1", "level2", "block_weight", "block"):
        return min(straight, shifted + 0.5)
    return min(shifted + 0.1, straight + 1.0)


class Search:
    """
    Every placing of cells in columns, in order, and what it costs.

    Rows may begin anew inside the cells only where the layout has lost its rows. A state is how many
    columns have been passed in the row at hand; `gaps` is the cost of each column without a cell,
    `lone_level` that of a 一级 that brings no 二级, `more` what a cell costs in a column beside its type.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        columns: Sequence[Column],
        layout: Layout,
        shift: int = 0,
        gaps: Sequence[float] | None = None,
        lone_level: float = 0.0,
        more: Sequence[Sequence[float]] | None = None,
    ) -> None:
        self._cells = cells
        drift = {Layout.RULED: 2.0, Layout.TABBED: 1.0}.get(layout, 0.0)
        self._costs = _costs(cells, columns, shift, drift)
        if more is not None:
            self._costs = [list(map(add, *each)) for each in zip(self._costs, more, strict=True)]
        if gaps is None:
            lossy = layout is not Layout.RULED  # in a ruled table a blank cell says nothing, but for the name
            gaps = [GAPS.get(c.role, 0.0) if lossy or c.role == "name" else 0.0 for c in columns]
        before = [0.0]
        for gap in gaps:
            before.append(before[-1] + gap)
        self._tails = [0.0]  # what a row costs that ends at a column
        for index, column in enumerate(columns):
            tail = before[-1] - before[index + 1]
            self._tails.append(min(tail, _ONLY_LEVELS) if column.role in ("level1", "level2") else tail)
        begin = {Layout.RULED: inf, Layout.LINES: 0.4}.get(layout, 6.0)
        self._moves = [
            [
                before[column] - before[state] if column >= state else begin + tail + before[column]
                for column in range(len(columns))
            ]
            for state, tail in enumerate(self._tails)
        ]
        for index, (one, other) in enumerate(pairwise(column.role for column in columns)):
            if (one, other) == ("level1", "level2"):  # past the 二级, right behind its 一级
                self._moves[index + 1][index + 2 :] = [
                    move + lone_level for move in self._moves[index + 1][index + 2 :]
                ]
        self._into = list(zip(*self._moves, strict=True))  # by column: the cost from each state
        self._found: tuple[list[list[float]], list[list[float]]] | None = None

    def best(self) -> tuple[float, list[Placed]]:
        """Return the cheapest placing, and its cost."""
        reached, arrived = self._forward()
        ends = [cost + tail for cost, tail in zip(reached[-1], self._tails, strict=True)]
        state = min(range(len(ends)), key=ends.__getitem__)
        total = reached[-1][state]
        found: list[tuple[int, int | None, bool]] = []
        for at in range(len(self._cells) - 1, -1, -1):
            column = state - 1
            if column >= 0 and arrived[at][column] + self._costs[at][column] < reached[at][state] + LEFT_OVER:
                ways = [cost + move for cost, move in zip(reached[at], self._into[column], strict=True)]
                before = min(range(len(ways)), key=ways.__getitem__)
                found.append((at, column, state <= before))
                state = before
            else:
                found.append((at, None, False))
        row = 0
        items = []
        for at, place, begins in reversed(found):
            row += begins
            items.append(Placed(self._cells[at], place, row))
        return total, items

    def costs_by_place(self) -> list[list[float]]:
        """Return, for each cell and column, the cost of the cheapest placing that puts the cell there."""
        _, arrived = self._forward()
        behind = self._tails
        result: list[list[float]] = []
        for at in range(len(self._cells) - 1, -1, -1):
            onward = [cost + rest for cost, rest in zip(self._costs[at], behind[1:], strict=True)]
            result.append([cost + rest for cost, rest in zip(arrived[at], onward, strict=True)])
            behind = [
                min(
                    behind[state] + LEFT_OVER,
                    *(move + rest for move, rest in zip(moves, onward, strict=True)),
                )
                for state, moves in enumerate(self._moves)
            ]
        return result[::-1]

    def _forward(self) -> tuple[list[list[float]], list[list[float]]]:
        """
        Return the least cost before each cell and at the end by state, and of coming to each column.

        The cost of coming to a column is without that of the cell itself there.
        """
        if self._found is None:
            reached = [[0.0, *[inf] * len(self._into)]]
            arrived: list[list[float]] = []
            for costs in self._costs:
                here = reached[-1]
                coming = [min(map(add, here, into)) for into in self._into]
                arrived.append(coming)
                placed = [inf, *map(add, coming, costs)]
                reached.append(
                    [min(cost + LEFT_OVER, other) for cost, other in zip(here, placed, strict=True)]
                )
            self._found = reached, arrived
        return self._found


def _costs(cells: Sequence[Cell], columns: Sequence[Column], shift: int, drift: float) -> list[list[float]]:
    """Return what each cell costs in each column, wherever the others are."""
    values = [typed(cell.text) for cell in cells]
    pointed = (
        not drift
        and sum(
            vocabulary.is_level1(cell.text) and has_points(value)
            for cell, value in zip(cells, values, strict=True)
        )
        >= 2
    )
    result = []
    for at, (cell, value) in enumerate(zip(cells, values, strict=True)):
        numbered = bool(_NUMBERED_NAME.match(value.key))
        full = (
            not drift and at > 1 and values[at - 1].numeric and values[at - 1].number == values[at - 2].number
        )
        row = []
        scored = False  # the columns behind the score
        for column in columns:
            scored = scored or column.role == "score"
            cost = fit(value, column, cell.text) + column_cost(column, cell, shift, drift)
            if value.key in _YES_OR_NO and column.role in _WORDS:
                cost = 0.0 if key(column.cell.text).startswith("是否") else cost + _YES_ELSEWHERE
            if column.role == "other" and value.words and _EVIDENCE.search(key(column.cell.text)):
                given = _EVIDENCE_GIVEN + (_LONG_EVIDENCE if len(value.key) > _LONGEST_EVIDENCE else 0.0)
                cost = min(cost, given) if scored else cost
            if value.words and column.role == "target_unit":
                beside = values[max(at - 1, 0) : at] + values[at + 1 : at + 2]
                cost += _UNIT_TWICE * (value.key in [other.key for other in beside])
            if full and column.role == "reason":
                cost += _REASON_OF_ALL_POINTS
            if pointed and column.role == "level1" and not has_points(value):
                cost += _POINTLESS
            if numbered and column.role != "name":
                cost += _NUMBERED_ELSEWHERE
            row.append(cost)
        result.append(row)
    return result


def fit(value: Typed, column: Column, text: str) -> float:
    """Return how badly a cell's type fits a column; weights may be printed in per cent."""
    return 0.0 if column.percent and value.percent else type_cost(text, column.role)


def align(
    cells: Sequence[Cell], columns: Sequence[Column], layout: Layout, shift: int = 0
) -> tuple[float, list[Placed]]:
    """Return the cheapest placing of cells in columns, in order, and its cost."""
    return Search(cells, columns, layout, shift).best()
