"""
Money whose line and heading are one label, beside its figure: 年度资金总额预算数（A） | 250000元.

Each line has a label for its budget, for its execution and often one for its rate (预算执行率), whose
line only the order tells. A figure is that of the label before it, so that nothing is lost with an
empty cell but the cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import FundLine
from pipelines.forms.fund_figures import number_for
from pipelines.forms.fund_labels import line_kind, named_money, opened_by, part_of
from pipelines.forms.section import Block
from pipelines.forms.text import fold
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout


@dataclass(slots=True)
class _Told:
    """A line, the cell that first names it, and its figures by role."""

    name: str
    cell: Cell
    figures: dict[str, Cell] = field(default_factory=dict)


def read_named_pairs(block: Block, layout: Layout, claims: Claims, start: int) -> list[FundLine]:
    """
    Return the lines in printed order, `start` being the number of the first; a line without figures too.

    [] where no label of the block names both a line and what its figure is.
    """
    if not any(named_money(cell.text) for row in block.rows for cell in row.cells):
        return []
    told: list[_Told] = []
    role = ""  # of the label before
    for row in block.rows:
        role = role if layout is Layout.LINES else ""
        for cell in row.cells:
            if not claims.free(cell):
                continue
            if named := named_money(cell.text):
                name, role = named
                if not told or told[-1].name != name:
                    told.append(_Told(name, cell))
                claims.take(cell, "label", f"funds[{start + len(told) - 1}].{role}")
            elif typed(cell.text).words:
                heading = vocabulary.match("funds", cell.text)
                role = heading.name if heading and heading.name == "rate" and told else ""
                if role:
                    claims.take(cell, "heading", f"funds[{start + len(told) - 1}].rate_pct")
            elif role:
                told[-1].figures.setdefault(role, cell)
                role = ""
    lines: list[FundLine] = []
    opened: str | None = None
    for each in told:
        opened = opened_by(each.name) or opened
        lines.append(_line(each, opened, claims, start + len(lines), lines))
    return lines


def _line(
    told: _Told, opened: str | None, claims: Claims, number: int, before: Sequence[FundLine]
) -> FundLine:
    kind = line_kind(told.name)
    part: tuple[str | None, int] = ("total", 0) if kind == "total" else (None, 0)
    if kind != "total" and not opened_by(told.name):
        part = part_of(kind, told.name, opened, before)
    values: dict[str, Decimal] = {}
    places: dict[str, str] = {}
    for role, cell in told.figures.items():
        name = "rate_pct" if role == "rate" else role
        amount = number_for(cell, role)
        place = claims.take(cell, "value" if amount is not None else "label", f"funds[{number}].{name}")
        if amount is not None:
            values[name], places[name] = amount, place
    return FundLine(
        fold(told.name), kind, *part, initial=values.get("initial"), adjusted=values.get("adjusted"),
        executed=values.get("executed"), rate_pct=values.get("rate_pct"),
        place=told.cell.place, places=places,
    )  # fmt: skip
