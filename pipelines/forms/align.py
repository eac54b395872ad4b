"""
One aligner: a row of cells to a row of columns.

Each cell goes to a role at a cost: how far it stands from its heading, how badly its type
fits, what was skipped. The cheapest alignment in order wins. The same search serves ruled
tables (drift is dear), text whose empty cells are lost (columns cost nothing), and one cell
a line (a new row may begin anywhere).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.forms import vocabulary
from pipelines.forms.columns import Column
from pipelines.forms.names import NATURES
from pipelines.forms.values import Typed, typed
from pipelines.readers.grid import Cell, Layout

#: Cost of leaving a cell without a role.
LEFT_OVER = 5.0
#: Cost of a row of values without a name.
NAMELESS = 4.0
#: From this on a cell contradicts the type of its column.
MISFIT = 4.0

#: Cost of a role without a cell, where empty cells may be lost in text.
_GAPS = {
    "name": 2.5, "target_sign": 0.5, "target": 0.7, "target_unit": 0.5, "actual": 0.7, "weight": 1.0,
    "score": 1.0, "other": 0.1,
}  # fmt: skip
#: Cost of a 一级 without points where the others carry theirs.
_POINTLESS = 1.2
#: Cost of a row that ends at its level cells: a 二级 printed without an indicator.
_ONLY_LEVELS = 0.8


def type_cost(value: Typed, role: str, text: str) -> float:
    """Return how badly a cell's type fits a role: 0 is good, MISFIT and more contradicts."""
    number = value.numeric or value.signed
    first, second = vocabulary.is_level1(text), vocabulary.is_level2(text)
    if role in ("level1", "level2"):
        known, other = (first, second) if role == "level1" else (second, first)
        if value.placeholder:
            return 6.0
        if _POINTS_AFTER.search(value.key):
            return 0.6 if other and not known else 0.4 if known and other and role == "level1" else 0.2
        if known:  # 成本指标 may be either: the lower is the likelier
            return 0.3 if role == "level1" and second else 0.0
        if value.signed or value.date or value.percent:
            return 8.0
        if number:
            return 6.0
        return (
            1.5
            if other and role == "level1"
            else 1.0
            if other
            else (0.9 if role == "level1" else 0.8) + (0.7 if len(value.key) > 14 else 0.0)
        )
    if (
        role in ("name", "target", "actual", "reason")
        and _POINTS_AFTER.search(value.key)
        and len(value.key) <= 14
    ):
        return 3.5
    if role == "name":
        if value.signed or value.percent:
            return 6.0
        if number:
            return 5.0
        if first or second:
            return 2.0
        if len(value.key) == 1 or value.key in _SIGN_WORDS:
            return 4.5
        return 1.5 if value.check else 0.0
    if role in ("weight", "score"):
        if value.percent:
            return 4.0
        if value.numeric:
            return 0.0 if value.number is not None and abs(value.number) <= 100 else 2.5
        return 0.5 if value.placeholder else 10.0
    if role == "block_weight":
        return 0.0 if value.numeric else 1.0 if value.placeholder else 10.0
    if (role == "reason" or (role in ("target", "actual") and value.key.endswith("指标"))) and (
        first or second
    ):
        return 4.0
    if role in ("target", "actual") and value.key in _SIGN_WORDS and not value.placeholder:
        return 3.0
    if role == "target":
        return 0.0 if value.quantity or value.numeric else 0.2 if value.date or value.check else 0.6
    if role == "actual":
        if value.signed:
            return 1.2
        return 0.0 if value.quantity or value.check or value.numeric else 0.2 if value.date else 0.6
    if role == "target_sign":
        return 0.0 if value.key in _SIGN_WORDS else 6.0
    if role == "target_unit":
        return 5.0 if number or len(value.key) > 8 else 0.0 if len(value.key) <= 3 else 0.6
    if role == "reason":
        if value.placeholder and (value.key[:1] in ".…·" or value.key.startswith("指标")):
            return 3.0
        return 3.5 if number else 0.3 if len(value.key) > 4 or value.placeholder else 0.9
    return 0.95 if role == "other" and value.words else 0.4  # 备注 is filled less often than a reason


_POINTS_AFTER = re.compile(r"[^\d(]\(\d+(?:\.\d+)?分\)$")
_NUMBERED_NAME = re.compile(r"指标(?:\d{1,2}|[一二三四五六七八九十])[:：.、]")


def _has_points(cell: Cell) -> bool:
    """Whether a level carries its points: 产出指标（50分）."""
    return bool(_POINTS_AFTER.search(typed(cell.text).key))


_SIGN_WORDS = NATURES | {
    "≥", "≤", "=", ">", "<", ">=", "<=", "大于等于", "小于等于", "大于", "小于", "等于",
    "不低于", "不高于", "不少于", "不超过",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell and where the search put it: a column index or None, in which row of the stream."""

    cell: Cell
    column: int | None
    row: int


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


def align(
    cells: Sequence[Cell], columns: Sequence[Column], layout: Layout, shift: int = 0
) -> tuple[float, list[Placed]]:
    """
    Return the cheapest placing of cells in columns, in order, and its cost.

    Rows may begin anew inside the cells only where the layout has lost its rows.
    """
    drift = {Layout.RULED: 2.0, Layout.TABBED: 1.0}.get(layout, 0.0)
    lossy = layout is not Layout.RULED  # in a ruled table a blank cell says nothing, but for the name
    gap = [_GAPS.get(c.role, 0.0) if lossy or c.role == "name" else 0.0 for c in columns]
    before = [0.0]
    for cost in gap:
        before.append(before[-1] + cost)
    total = before[-1]
    tails = [0.0]  # what a row costs that ends at a column
    for index, column in enumerate(columns):
        tail = total - before[index + 1]
        tails.append(min(tail, _ONLY_LEVELS) if column.role in ("level1", "level2") else tail)
    break_cost = {Layout.RULED: None, Layout.LINES: 0.4}.get(layout, 6.0)
    count = len(columns)
    # State: index of the last used column, or -1 at the start; value: cost and the way there.
    pointed = not drift and sum(vocabulary.is_level1(c.text) and _has_points(c) for c in cells) >= 2
    best: dict[int, tuple[float, tuple[Placed, ...] | _Step | None]] = {-1: (0.0, None)}
    for cell in cells:
        value = typed(cell.text)
        costs = [
            type_cost(value, column.role, cell.text) + column_cost(column, cell, shift, drift)
            for column in columns
        ]
        fresh = bool(_NUMBERED_NAME.match(value.key))
        following: dict[int, tuple[float, tuple[Placed, ...] | _Step | None]] = {}
        for last, (cost, way) in best.items():
            keep = cost + LEFT_OVER
            if last not in following or keep < following[last][0]:
                following[last] = (keep, _Step(way, cell, None, False))
            for role in range(count):
                here = costs[role]
                if pointed and columns[role].role == "level1" and not _has_points(cell):
                    here += _POINTLESS
                if fresh and columns[role].role != "name":
                    here += 4.0
                if role > last:
                    reach = cost + here + before[role] - before[last + 1]
                    if role not in following or reach < following[role][0]:
                        following[role] = (reach, _Step(way, cell, role, False))
                elif break_cost is not None:
                    reach = cost + here + break_cost + tails[last + 1] + before[role]
                    if role not in following or reach < following[role][0]:
                        following[role] = (reach, _Step(way, cell, role, True))
        best = following
    last, (cost, way) = min(best.items(), key=lambda item: item[1][0] + tails[item[0] + 1])
    return cost, _placed(way)


@dataclass(frozen=True, slots=True)
class _Step:
    before: object
    cell: Cell
    column: int | None
    new_row: bool


def _placed(way: object) -> list[Placed]:
    steps: list[_Step] = []
    while isinstance(way, _Step):
        steps.append(way)
        way = way.before
    row = 0
    placed = []
    for step in reversed(steps):
        row += step.new_row
        placed.append(Placed(step.cell, step.column, row))
    return placed


def by_column(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[float, list[Placed]]:
    """
    Return the placing of each cell under its own heading, and how badly the types fit.

    The cost counts misfits only; two cells under one heading are a misfit.
    """
    cost = 0.0
    used: set[int] = set()
    placed = []
    for cell in cells:
        at = cell.column
        index = next((i for i, column in enumerate(columns) if column.first <= at <= column.last), None)
        if index is None or index in used:
            cost += LEFT_OVER
            placed.append(Placed(cell, None, 0))
            continue
        used.add(index)
        misfit = type_cost(typed(cell.text), columns[index].role, cell.text)
        cost += misfit if misfit >= 3.0 else 0.0
        placed.append(Placed(cell, index, 0))
    roles = {columns[index].role for index in used}
    if "name" not in roles and len(roles & {"target", "actual", "weight", "score"}) >= 2:
        cost += NAMELESS
    signed = any(
        typed(p.cell.text).signed and columns[p.column].role == "actual"
        for p in placed
        if p.column is not None
    )
    if signed and "target" not in roles and any(column.role == "target" for column in columns):
        cost += NAMELESS
    return cost, placed
