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
from pipelines.forms.text import key
from pipelines.readers.grid import Layout

_LEVELS = {"level1", "level2", "name"}
#: A row of the table is its heading and at least two indicators.
_FEWEST_CELLS = 3


def lying_apart(block: Block, layout: Layout, claims: Claims) -> Block:
    """Return a block of money or goals without the indicators that lie below it; a problem says where."""
    if block.kind == "indicators":
        return block
    begins = _begins_lines if layout is Layout.LINES else _begins
    at = next((index for index in range(len(block.rows)) if begins(block.rows[index:])), None)
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
    named = [_heading(row) for row in rows[:2]]
    return len(rows) > 1 and all(named) and named[0] in _LEVELS and named[0] != named[1]


def _begins_lines(rows: Sequence[Row]) -> bool:
    """Whether 一级指标 stands above the words of such levels, and 二级指标 above those of its own."""
    words = [row.cells[0].text if len(row.cells) == 1 else "" for row in rows]
    lower = next((at for at, text in enumerate(words) if key(text) == "二级指标"), 0)
    return (
        key(words[0]) == "一级指标"
        and lower > 1
        and all(map(vocabulary.is_level1, words[1:lower]))
        and any(map(vocabulary.is_level2, words[lower + 1 : lower + 2]))
    )


def _heading(row: Row) -> str | None:
    """Return what indicator heading a row begins with, behind a label beside the block; None for none."""
    told = (vocabulary.match("indicators", cell.text) for cell in row.cells[:2])
    names = [concept.name for concept in told if concept and concept.strength == vocabulary.EXACT]
    return names[0] if names and len(row.cells) >= _FEWEST_CELLS else None
