"""
Words of a level where a value should stand: the columns of a text without its cells were not found.

A target 质量指标 or a name 数量指标 before its own level says that the cells of a row are not of the
columns they were given to; where two rows say so, no row of the block is any surer.
"""

from collections.abc import Sequence

from pipelines.forms import vocabulary
from pipelines.forms.align import Line
from pipelines.forms.claims import Claims
from pipelines.forms.company import EARLIER_TARGET
from pipelines.forms.text import fold
from pipelines.forms.totals import Totals
from pipelines.readers.grid import Cell

_TARGET = ("target_sign", "target", "target_unit")
_VALUES = ("target", "actual", "weight", "score")
#: So many rows with a level among their values leave the block without any.
_FEW = 2


def settle_misplaced(lines: Sequence[Line], totals: Totals, claims: Claims, *, rows_lost: bool) -> None:
    """
    Take back the cells of each line that has a level where a value or its name should stand.

    All lines are taken back where two are so and `rows_lost`, with totals of which the score is more than
    the weight. Nothing is done where no line is so.
    """
    said = [(line, cell) for line in lines if (cell := _misplaced(line)) is not None]
    if not said:
        return
    whole = rows_lost and len(said) >= _FEW
    for line in lines if whole else [line for line, _ in said]:
        line.strays += line.cells.values()
        line.cells = {}
        line.doubted = True
        line.open_levels |= {"level1", "level2"}
    if whole and totals.weight is not None and totals.score is not None and totals.score > totals.weight:
        totals.weight = totals.score = None
        totals.places.clear()
    cell = said[0][1]
    claims.problem(
        "ambiguous_values",
        cell.place,
        f"空格已失，“{fold(cell.text)[:20]}”是指标的级次，却落在值或指标名的位置："
        f"{'指标均' if whole else '此行'}未取值",
    )


def settle_targets(lines: Sequence[Line], claims: Claims) -> None:
    """Take back each target whose sign, number and unit are no neighbours: 5 | 4户 | 户 is none."""
    for line in lines:
        cells = [line.cells[role] for role in _TARGET if role in line.cells]
        others = [cell for role, cell in line.cells.items() if role != EARLIER_TARGET]
        order = sorted([*others, *line.strays], key=lambda cell: (cell.row, cell.column))
        at = sorted(order.index(cell) for cell in cells)
        if not at or at[-1] - at[0] == len(at) - 1:
            continue
        line.strays += [line.cells.pop(role) for role in _TARGET if role in line.cells]
        line.doubted = True
        told = "、".join(f"“{fold(cell.text)[:20]}”" for cell in cells)
        claims.problem(
            "ambiguous_values", cells[0].place, f"空格已失，{told}不相邻，不能合为一个指标值，留空"
        )


def _misplaced(line: Line) -> Cell | None:
    """Return the word of a level that stands for a value, or for the name of a row without 二级 or values."""
    for role in (*_VALUES, "reason"):
        if role in line.cells and _is_level(line.cells[role]):
            return line.cells[role]
    name = line.cells.get("name")
    bare = "level2" not in line.cells or not any(role in line.cells for role in _VALUES)
    return name if name is not None and bare and _is_level(name) else None


def _is_level(cell: Cell) -> bool:
    words = vocabulary.level_key(cell.text)
    return words.endswith("指标") and vocabulary.is_level(words)
