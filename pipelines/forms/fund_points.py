"""Points and the rate of the money that no column holds: in a heading, or beside a label of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import FundLine
from pipelines.forms.fund_figures import number_for
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

_LABEL_POINTS = re.compile(r"\(?(\d+(?:\.\d+)?)分")
_FIELDS = {"weight": "weight", "score": "score", "rate": "rate_pct"}


def header_points(cells: Sequence[Cell]) -> Decimal | None:
    """Return the points that a heading of the block names: 得分（20分*执行率）, 预算执行情况（20分）."""
    found = [match for cell in cells if (match := _LABEL_POINTS.search(key(cell.text)))]
    return Decimal(found[0][1]) if found else None


def give_points(lines: list[FundLine], points: Decimal | None) -> None:
    """Give the points of a heading to the one line that has a score, else to the first."""
    scored = [i for i, line in enumerate(lines) if line.score is not None]
    at = scored[0] if len(scored) == 1 else 0
    if points is not None and lines and lines[at].weight is None:
        lines[at] = replace(lines[at], weight=points)


def points_apart(block: Block, layout: Layout) -> tuple[Block, list[tuple[str, Cell, Cell]]]:
    """
    Return the block without rows of points, and what these say: role, label, figure.

    Such a row (预算执行率分值 | 10 | 预算执行率得分 | 9.47) is no line of money. One that does not say of
    each figure what it is says nothing.
    """
    if layout not in (Layout.RULED, Layout.TABBED):
        return block, []
    rows = [row for row in block.rows if _of_points(row)]
    told = [
        (role, label, figure)
        for row in rows
        if len(row.cells) == 2 * sum(_role(cell) is not None for cell in row.cells)
        for label, figure in pairwise(row.cells)
        if (role := _role(label)) and typed(figure.text).numeric
    ]
    return replace(block, rows=[row for row in block.rows if row not in rows]), told


def _of_points(row: Row) -> bool:
    """Whether each word of a row is a heading of points or of the rate."""
    words = [cell for cell in row.cells if typed(cell.text).words and typed(cell.text).money is None]
    return bool(words) and words[0] is row.cells[0] and all(_role(cell) for cell in words)


def _role(cell: Cell) -> str | None:
    concept = vocabulary.match("funds", cell.text) if typed(cell.text).words else None
    return concept.name if concept and concept.name in _FIELDS else None


def with_points(
    lines: list[FundLine], told: Sequence[tuple[str, Cell, Cell]], claims: Claims, start: int
) -> None:
    """Give the total, the first of the lines, what it does not say itself; else the row is unread."""
    for role, label, figure in told if lines else ():
        name = _FIELDS[role]
        if getattr(lines[0], name) is None:
            claims.take(label, "label", f"funds.{role}")
            place = claims.take(figure, "value", f"funds[{start}].{name}")
            value = number_for(figure, role)
            total = replace(lines[0], places={**lines[0].places, name: place})
            lines[0] = {
                "weight": replace(total, weight=value),
                "score": replace(total, score=value),
                "rate": replace(total, rate_pct=value),
            }[role]
