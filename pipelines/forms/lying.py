"""
Indicators that lie down: 一级指标, 二级指标, 指标值 one below the other, and a column for each indicator.

No such table is read. It is told apart from the money or the goals above it, and named.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.readers.grid import Layout

_LEVELS = {"level1", "level2", "name"}
#: A row of the table is its heading and at least two indicators.
_FEWEST_CELLS = 3


def lying_apart(block: Block, layout: Layout, claims: Claims) -> Block:
    """Return a block of money or goals without the indicators that lie below it; a problem says where."""
    if block.kind == "indicators" or layout is Layout.LINES:
        return block
    at = next((index for index in range(len(block.rows)) if _begins(block.rows[index : index + 2])), None)
    if at is None:
        return block
    claims.problem(
        "indicators_lie",
        block.rows[at].cells[0].place,
        "绩效指标横向排列（每列一个指标）；应为每行一个指标：从这一行起未读",
    )
    return replace(block, rows=block.rows[:at])


def _begins(rows: Sequence[Row]) -> bool:
    """Whether a heading of a level begins a row of several, and another heading the next."""
    named = [_heading(row) for row in rows]
    return len(rows) > 1 and all(named) and named[0] in _LEVELS and named[0] != named[1]


def _heading(row: Row) -> str | None:
    """Return what indicator heading a row begins with, behind a label beside the block; None for none."""
    told = (vocabulary.match("indicators", cell.text) for cell in row.cells[:2])
    names = [concept.name for concept in told if concept and concept.strength == vocabulary.EXACT]
    return names[0] if names and len(row.cells) >= _FEWEST_CELLS else None
