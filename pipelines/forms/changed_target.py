"""
A target that was changed in the course of the year: 年初指标值 beside 调整指标值.

The adjusted one counts where a row prints one, as the budget that counts is the adjusted one.
"""

import re
from collections.abc import Mapping

from pipelines.forms.align import Line
from pipelines.forms.claims import Claims
from pipelines.forms.company import EARLIER_TARGET
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

#: What stands for an adjusted target where nothing was adjusted.
_UNCHANGED = re.compile(r"(?:未|不|无|没有)(?:作|做|需)?(?:调整|变更?|变动|变化)|[同与](?:左|年初).{0,6}")
_TARGET = ("target_sign", "target", "target_unit")
_TARGET_PARTS = {*_TARGET} - {"target"}


def counting_target(cells: Mapping[str, Cell]) -> tuple[dict[str, Cell], Cell | None]:
    """
    Return a row's cells by role with the target that counts, and the other one of two, None without one.

    The adjusted one counts where the row prints one, else the initial one (/, —, 未调整).
    """
    result = dict(cells)
    earlier, later = result.pop(EARLIER_TARGET, None), result.get("target")
    if earlier is None or (later is not None and _is_printed(later)):
        return result, earlier
    return result | {"target": earlier}, later


def _is_printed(cell: Cell) -> bool:
    return not typed(cell.text).placeholder and not _UNCHANGED.fullmatch(key(cell.text))


def some_of_three(line: Line, claims: Claims) -> None:
    """
    Take back the values of a line of text that lacks one of two targets and an actual.

    Which of them it lacks nobody can say. Of two in the same words, or before a score, which only what was
    done is given, the first is the target either way, and of two before a score the second the actual.
    """
    roles = [role for role in (EARLIER_TARGET, "target", "actual") if role in line.cells]
    if len(roles) in (0, 3):
        return
    cells = [line.cells.pop(role) for role in roles]
    score = typed(line.cells["score"].text).number if "score" in line.cells else None
    plain = not typed(cells[-1].text).signed and not _TARGET_PARTS & line.cells.keys()
    if len(cells) == 2 and score and plain:
        line.cells |= {"target": cells[0], "actual": cells[1]}
        return
    if len(cells) == 2 and key(cells[0].text) == key(cells[1].text):
        line.cells["target"] = cells.pop(0)
    else:
        cells += [line.cells.pop(role) for role in _TARGET if role in line.cells]
    line.strays += cells
    line.doubted = True
    told = "、".join(f"“{fold(cell.text)[:20]}”" for cell in cells)
    claims.problem(
        "ambiguous_values",
        cells[0].place,
        f"空格已失，{told}是年初指标值、调整指标值还是完成值无法判断，留空",
    )
