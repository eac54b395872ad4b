"""
Rates of the money whose heading stands beside the first line only, or is merged down from there.

执行数 | 98 | 预算执行率 | 98% over 其中：财政拨款 | 80 | 100%: a percentage behind a line's figures is its
rate where it is what was executed ÷ the budget; any other stays unread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import FundLine
from pipelines.forms.fund_figures import number_for
from pipelines.forms.rates import is_rate_of
from pipelines.forms.section import Block
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell


def rate_headings(block: Block) -> list[Cell]:
    """Return the cells among the lines of a block that are headings of rates; [] where a column has one."""
    if block.header is not None and "rate" in block.header.roles:
        return []
    rows = [*block.repeated, *block.rows] if block.kind == "pairs" else block.rows
    return [cell for row in rows for cell in row.cells if _is_heading(cell)]


def _is_heading(cell: Cell) -> bool:
    concept = vocabulary.match("funds", cell.text)
    return concept is not None and concept.name == "rate" and concept.strength >= vocabulary.TRIMMED


def without(block: Block, headings: Sequence[Cell]) -> Block:
    """Return the block without headings that stand among its lines."""
    rows = [replace(row, cells=tuple(c for c in row.cells if c not in headings)) for row in block.rows]
    return replace(block, rows=[row for row in rows if row.cells])


def rate_beside(figures: Sequence[Cell], named: Mapping[str, Cell]) -> Cell | None:
    """Return the last of a line's figures where it is the rate of those named by role, else None."""
    budget, executed = named.get("adjusted") or named.get("initial"), named.get("executed")
    last = figures[-1] if figures else None
    if last is None or budget is None or executed is None or not typed(last.text).percent:
        return None
    return last if is_rate_of(last, budget, executed) else None


def with_rates_beside(lines: Sequence[FundLine], block: Block, claims: Claims, start: int) -> list[FundLine]:
    """Return lines read from pairs, each with the rate that stands right behind its figures."""
    if not rate_headings(block):
        return list(lines)
    cells = sorted({c for row in block.rows for c in row.cells}, key=lambda cell: (cell.row, cell.column))
    at = {cell.place: index for index, cell in enumerate(cells)}
    result = []
    for number, line in enumerate(lines, start):
        named = {role: cells[at[place]] for role, place in line.places.items() if place in at}
        behind = cells[at[named["executed"].place] + 1 :][:1] if "executed" in named else []
        rate = rate_beside([cell for cell in behind if claims.free(cell)], named)
        if rate is not None and line.rate_pct is None:
            place = claims.take(rate, "value", f"funds[{number}].rate_pct")
            line = replace(line, rate_pct=number_for(rate, "rate"), places={**line.places, "rate_pct": place})
        result.append(line)
    return result
