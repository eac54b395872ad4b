"""
Parts of the money whose names are headings: 财政拨款 and 其他资金 under 年度预算数 and under 年度执行数.

A table that prints its sources across has one row of figures. The columns of a part, one
under each heading of money, are one line; the total stays the line of the row itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Header
from pipelines.forms.form import AMOUNTS, FundLine
from pipelines.forms.fund_figures import number_for
from pipelines.forms.fund_labels import line_kind, natural_breakdown
from pipelines.forms.section import Block
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the heading that first names it, and its figure by the role of the heading above."""

    heading: Cell
    figures: dict[str, Cell]


def parts_apart(block: Block, layout: Layout) -> tuple[Block, list[Part]]:
    """
    Return the block without the figures of parts that are named across, and these parts.

    The block itself and [] where none is, and where more than one row has figures: then the
    rows are the lines.
    """
    header = block.header
    if header is None or header.blurred:
        return block, []
    if layout in (Layout.CLOSED, Layout.LINES):
        told = _parts_in_order(block, header)
        return (_without(block, told), told) if told else (block, [])
    filled = [row for row in block.rows if any(typed(cell.text).money is not None for cell in row.cells)]
    if len(filled) != 1:
        return block, []
    parts: dict[str, Part] = {}
    for column in header.columns:
        role = _money_over(column.cell, header, layout)
        ours = column.role not in ("other", "")
        if ours or role is None or line_kind(column.cell.text) in ("unknown", "total"):
            continue
        part = parts.setdefault(key(column.cell.text), Part(column.cell, {}))
        under = [cell for cell in filled[0].cells if column.distance(cell.column) == 0]
        if len(under) == 1 and typed(under[0].text).money is not None:
            part.figures.setdefault(role, under[0])
    return _without(block, list(parts.values())), list(parts.values())


def _without(block: Block, parts: Sequence[Part]) -> Block:
    taken = {cell for part in parts for cell in part.figures.values()}
    rows = [replace(row, cells=tuple(c for c in row.cells if c not in taken)) for row in block.rows]
    return replace(block, rows=[row for row in rows if row.cells])


def _parts_in_order(block: Block, header: Header) -> list[Part]:
    """
    Return the parts of text that has lost its columns, [] where it is not sure which figure is of which.

    It is where there is a figure for each heading, and the parts of each amount add up to it.
    """
    columns = [column for column in header.columns if column.role != "block"]
    columns = columns[1:] if columns[:1] and columns[0].role == "" else columns
    printed = [cell for row in block.rows for cell in row.cells]
    figures = list(takewhile(lambda cell: typed(cell.text).figure, printed))
    if len(figures) != len(columns) or any(typed(cell.text).figure for cell in printed[len(figures) :]):
        return []
    parts: dict[str, Part] = {}
    left: dict[str, Decimal] = {}  #: of each amount, what its parts do not make up
    over = None
    for column, figure in zip(columns, figures, strict=True):
        amount = number_for(figure, "adjusted")
        if column.role in AMOUNTS:
            over = column.role
            left[over] = amount or Decimal(0)
        elif column.role not in ("other", ""):
            over = None
        elif over and amount is not None and line_kind(column.cell.text) not in ("unknown", "total"):
            part = parts.setdefault(key(column.cell.text), Part(column.cell, {}))
            part.figures.setdefault(over, figure)
            left[over] -= amount
    whole = parts and all(not rest for rest in left.values())
    return list(parts.values()) if whole else []


def _money_over(cell: Cell, header: Header, layout: Layout) -> str | None:
    """
    Return what money the heading over a heading names, None where none stands there.

    Text has lost over how many columns a heading was merged: it reaches up to the next one of its row.
    """
    upper = [other for other in header.cells if other.row < cell.row]
    if layout is Layout.TABBED:
        over = [other for other in upper if other.column <= cell.column][-1:]
    else:
        over = [c for c in upper if c.columns > 1 and c.covers(cell.column)]
    concept = vocabulary.match("funds", over[-1].text) if over else None
    return concept.name if concept and concept.name in AMOUNTS else None


def lines_across(
    parts: Sequence[Part], header: Header, claims: Claims, lines: list[FundLine], start: int
) -> None:
    """Add a line for each part to the lines of the block, whose total is then named by its heading (合计)."""
    if parts and lines and lines[0].label is None:
        named = [c.cell for c in header.columns if c.role in AMOUNTS and line_kind(c.cell.text) == "total"]
        lines[0] = replace(lines[0], label=fold(named[0].text)) if named else lines[0]
    for part in parts:
        label = fold(part.heading.text)
        kind = line_kind(label)
        field = f"funds[{start + len(lines)}]"
        places = {role: claims.take(cell, "value", f"{field}.{role}") for role, cell in part.figures.items()}
        initial, adjusted, executed = (number_for(part.figures.get(role), role) for role in AMOUNTS)
        lines.append(
            FundLine(
                label, kind, natural_breakdown(kind), 1, initial=initial, adjusted=adjusted,
                executed=executed, place=part.heading.place, places=places,
            )
        )  # fmt: skip
