"""
Where the rows of a block end that has lost its rows and prints no total: behind its last points.

What a page says below a form (主办：人民政府办公室, 网站地图, a name, a telephone) stands in the same
stream of cells, and would be read as one more indicator.
"""

import re
from collections.abc import Sequence

from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.rows import Row
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

_MOST_POINTS = 100
_OF_A_PAGE = re.compile(
    r"(?:(?:主办|承办|协办)(?:单位|部门)?|版权所有|技术支持|网站标识码|.{0,3}备案(?:号|序号|编号)?|责任编辑|浏览次数|分享到"
    r"|[上下]一[篇条])(?::.*)?"
)


def of_a_page(cell: Cell) -> bool:
    """Whether a cell says what a page prints below its text: 主办：…, 网站标识码."""
    return bool(_OF_A_PAGE.fullmatch(key(cell.text)))


def tail_apart(rows: Sequence[Row], columns: Sequence[Column], claims: Claims) -> list[Row]:
    """
    Return the rows of a one-a-line block up to its end; the cells below stay unread.

    Behind the last points may stand one cell for each heading behind them (偏差原因, 备注), but for the
    reason where no point is missing. Where more follow, none of them is sure to be of the form, unless a
    value is among them: a row without points. Where no heading is of points, only the words of a page
    itself (主办：…) end the rows.
    """
    pointed = [number for number, column in enumerate(columns) if column.role in ("weight", "score")]
    last = max((at for at, row in enumerate(rows) if _may_be_points(row.cells[-1])), default=-1)
    begun = last + 1 if pointed else 0
    of_page = (at for at in range(begun, len(rows)) if of_a_page(rows[at].cells[0]))
    kept = list(rows[: next(of_page, len(rows))])
    below = kept[begun:]
    behind = [column.role for column in columns[pointed[-1] + 1 :]] if pointed else []
    room = len(behind) - ("reason" in behind and _all_points(rows[:begun], columns))
    if not pointed or last < 0 or len(below) <= room or any(_measured(row.cells[0]) for row in below):
        return kept
    cell = below[0].cells[0]
    claims.problem(
        "ambiguous_values",
        cell.place,
        f"无合计行，末个得分以下的“{fold(cell.text)[:20]}”等 {len(below)} 行是否属于本表无法判断，未取值",
    )
    return kept[:begun]


def _all_points(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the last two cells are a weight and a score as high."""
    last = [column.role for column in columns if column.role not in ("reason", "other", "")][-2:]
    points = [typed(row.cells[-1].text).number for row in rows[-2:]]
    return last == ["weight", "score"] and len(points) == 2 and points[0] == points[1] is not None


def _measured(cell: Cell) -> bool:
    """Whether a cell is a value of an indicator; a bare number may be a telephone."""
    value = typed(cell.text)
    return bool(value.signed or value.percent or value.check or (value.quantity and not value.numeric))


def _may_be_points(cell: Cell) -> bool:
    value = typed(cell.text)
    if value.number is None or not value.numeric:
        return value.placeholder
    return not value.percent and abs(value.number) <= _MOST_POINTS
