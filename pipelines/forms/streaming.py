"""
Rows of text whose empty cells are lost, or of which one cell stands a line: cells in order, no columns.

The rows that fit the columns in one way only tell how often each column is filled; the others are
placed with that. Where a word may be of another column at nearly the same cost, the line says so.
"""

from collections.abc import Sequence
from math import log

from pipelines.forms import vocabulary
from pipelines.forms.align import GAPS, Line, Search
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.rows import Row
from pipelines.forms.text import key
from pipelines.forms.values import Typed, is_placeholder_name, typed
from pipelines.readers.grid import Cell, Layout

#: A cell whose next best place costs so much more is sure of its own.
_SURE = 1.5
#: So many rows, all of whose cells are sure, tell how often a column is filled.
_ENOUGH = 3
#: The cost of a column that is always filled, without a cell.
_ALWAYS_FILLED = 1.2
#: The cost of a 一级 alone where each other one brings its 二级.
_LONE_LEVEL = 0.8
#: The cost of a level that is no standard word where each other one of its depth is.
_STRANGE_LEVEL = 0.8
_STANDARD = {"level1": vocabulary.is_level1, "level2": vocabulary.is_level2}
#: By how much a reason costs more the fewer of the rows that are sure have one, and at the most.
_RARE, _NEVER_GIVEN = 0.15, 0.3
#: Two places whose costs differ by less fit alike.
ALIKE = 0.25
#: Where no points stand at the end of a row, a word too many or too few shifts all of them.
ALIKE_WITHOUT_POINTS = 0.95


def streamed_lines(
    rows: Sequence[Row], columns: Sequence[Column], layout: Layout, claims: Claims
) -> list[Line]:
    """Return the lines of a block of text, each with the roles that its cells may have as well."""
    found = [row.cells for row in rows]
    if layout is Layout.LINES:
        found = [tuple(cell for cells in found for cell in cells)]
    streams = [_without_fillers(cells, claims) for cells in found]
    first = [_placed(Search(cells, columns, layout), columns, _SURE, _SURE) for cells in streams]
    sure = [line for lines in first for line in lines if not line.rivals and "name" in line.cells]
    gaps, lone = _gaps(sure, columns), _lone_level(sure)
    more = [_more(cells, columns, sure) for cells in streams]
    searches = [
        Search(cells, columns, layout, 0, gaps, lone, costs)
        for cells, costs in zip(streams, more, strict=True)
    ]
    pointed = {"weight", "score"} & {column.role for column in columns}
    margin = ALIKE if pointed else ALIKE_WITHOUT_POINTS
    return [line for search in searches for line in _placed(search, columns, margin, ALIKE)]


def _placed(search: Search, columns: Sequence[Column], margin: float, of_reasons: float) -> list[Line]:
    _, placed = search.best()
    costs = search.costs_by_place()
    lines: dict[int, Line] = {}
    for item, by_column in zip(placed, costs, strict=True):
        line = lines.setdefault(item.row, Line(item.cell.row))
        role = columns[item.column].role if item.column is not None else ""
        least = min(by_column, default=0.0)
        near = of_reasons if role == "reason" else margin
        others = {
            column.role
            for column, cost in zip(columns, by_column, strict=True)
            if cost - least < near and column.role != role
        }
        if others:
            line.rivals[item.cell.place] = tuple(sorted(others))
        if role in ("", "other") or role in line.cells:
            line.strays.append(item.cell)
        else:
            line.cells[role] = item.cell
    return [lines[number] for number in sorted(lines)]


def _lone_level(sure: Sequence[Line]) -> float:
    """Return what a 一级 without a 二级 behind it costs, where each of the others brings one."""
    begun = ["level2" in line.cells for line in sure if "level1" in line.cells]
    return _LONE_LEVEL if len(begun) >= 2 and all(begun) else 0.0


def _more(cells: Sequence[Cell], columns: Sequence[Column], sure: Sequence[Line]) -> list[list[float]]:
    """
    Return what each cell costs in each column beside its type, by what the rows show that are sure.

    A reason costs more where few rows have one. Where all levels of a depth are standard words, one that is
    none costs more: a 一级 anywhere, a 二级 behind a score below its weight, which is rather the reason.
    """
    rare = _rare_reason(sure)
    standard = [role for role in _STANDARD if _all_standard(sure, role)]
    values = [typed(cell.text) for cell in cells]
    result = []
    for at, cell in enumerate(cells):
        doubted = _STANDARD.keys() if _has_lost_points(values[max(at - 2, 0) : at]) else {"level1"}
        strange = {role for role in standard if role in doubted and not _STANDARD[role](cell.text)}
        costs = {"reason": rare, **dict.fromkeys(strange, _STRANGE_LEVEL)}
        result.append([costs.get(column.role, 0.0) for column in columns])
    return result


def _has_lost_points(before: Sequence[Typed]) -> bool:
    """Whether two values are points and what is given of them, fewer."""
    numbers = [v.number for v in before if v.number is not None and v.numeric and not v.percent]
    return len(numbers) == 2 and numbers[0] > numbers[1]


def _all_standard(sure: Sequence[Line], role: str) -> bool:
    """Whether the rows that are sure begin several levels of a role, each in standard words."""
    begun = [_STANDARD[role](line.cells[role].text) for line in sure if role in line.cells]
    return len(begun) >= 2 and all(begun)


def _rare_reason(sure: Sequence[Line]) -> float:
    """Return what a reason costs beside its type, where the rows that are sure seldom have one."""
    if len(sure) < _ENOUGH:
        return 0.0
    given = sum("reason" in line.cells for line in sure)
    return min(max(_RARE * log((len(sure) - given + 0.5) / (given + 0.5)), 0.0), _NEVER_GIVEN)


def _gaps(sure: Sequence[Line], columns: Sequence[Column]) -> list[float]:
    """
    Return what each column costs without a cell.

    How often a column that is none of ours is filled (指标值说明, 评分标准) only the rows tell that are sure.
    """
    others = sum(column.role in ("", "other") for column in columns)
    if len(sure) < _ENOUGH or not others:
        return [GAPS.get(column.role, 0.0) for column in columns]
    filled = sum(len(line.strays) for line in sure) / others
    odds = (filled + 0.5) / (max(len(sure) - filled, 0) + 0.5)
    gap = min(max(log(odds), GAPS["other"]), _ALWAYS_FILLED)
    return [gap if c.role in ("", "other") else GAPS.get(c.role, 0.0) for c in columns]


def _without_fillers(cells: Sequence[Cell], claims: Claims) -> list[Cell]:
    kept: list[Cell] = []
    filler = False
    for cell in cells:
        # The dashes that follow a filler are of its row.
        filler = _keeps_a_place(cell) or (filler and typed(cell.text).placeholder)
        if filler:
            claims.take(cell, "label", "placeholder")
        else:
            kept.append(cell)
    return kept


def _keeps_a_place(cell: Cell) -> bool:
    """Whether a line is only a filler: `指标2：`, `……`."""
    compared = key(cell.text)
    return is_placeholder_name(cell.text) and (compared.startswith("指标") or compared[:1] in ".…·")
