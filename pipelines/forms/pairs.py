"""
Fund figures printed beside their own headings: 预算数：100 | 执行数：98.

The first pairs of a block are its total; rows of `其中：…` pairs below give the parts, the
first amount of a row being budget, the second execution, in the order of the total's pairs.
"""

from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import FundLine
from pipelines.forms.fund_figures import number_for
from pipelines.forms.fund_labels import line_kind, natural_breakdown
from pipelines.forms.regions import Block
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

_ROLES = ("initial", "adjusted", "executed", "rate", "weight", "score")


def read_pairs(block: Block, claims: Claims, start: int) -> list[FundLine]:
    """Return the total line and its parts, `start` being the number of the first; [] where no pair stands."""
    lines: list[FundLine] = []
    order: list[str] = []
    values: dict[str, Decimal | None] = {}
    places: dict[str, str] = {}
    label: Cell | None = None
    named: str | None = None
    for row in block.rows:
        cells = [cell for cell in row.cells if claims.free(cell)]
        concepts = [vocabulary.match("funds", cell.text) for cell in cells]
        pairs = [
            (cell, concept.name, cells[i + 1] if i + 1 < len(cells) and concepts[i + 1] is None else None)
            for i, (cell, concept) in enumerate(zip(cells, concepts, strict=True))
            if concept and concept.name in _ROLES and concept.strength >= vocabulary.TRIMMED
        ]
        if pairs:
            for heading, role, value in pairs:
                claims.take(heading, "heading", f"funds[{start}].{role}")
                amount = number_for(value, role)
                if (
                    role in values
                    or value is None
                    or not (amount is not None or typed(value.text).placeholder)
                ):
                    continue
                order += [role] if role in ("initial", "adjusted", "executed") else []
                values[role] = amount
                name = "rate_pct" if role == "rate" else role
                claims.take(value, "value", f"funds[{start}].{name}")
                if amount is not None:
                    places[name] = value.place
                label = label or heading
                named = named or _words(heading)
            continue
        if label is None:
            continue
        lines += _parts(cells, order, claims, start + 1 + len(lines))
    if label is None:
        return []
    total = FundLine(
        named or fold(label.text), "total", "total", 0, place=label.place, places=places,
        initial=values.get("initial"), adjusted=values.get("adjusted"), executed=values.get("executed"),
        rate_pct=values.get("rate"), weight=values.get("weight"), score=values.get("score"),
    )  # fmt: skip
    return [total, *lines]


def _words(heading: Cell) -> str | None:
    """Return what a pair's heading names beside the role: 转移支付 of 转移支付预算数(A)."""
    words = vocabulary.trim(key(heading.text))
    for ending in ("预算数", "执行数", "执行率"):
        if words.endswith(ending):
            words = words.removesuffix(ending).removesuffix("年初").removesuffix("全年").removesuffix("预算")
            return words or None
    return None


def _parts(cells: list[Cell], order: list[str], claims: Claims, number: int) -> list[FundLine]:
    """Return the lines of one row of label and amount pairs: the n-th amount is of the n-th role."""
    found: dict[str, dict[str, tuple[Decimal | None, Cell]]] = {}
    labels: dict[str, Cell] = {}
    position = 0
    label: Cell | None = None
    for cell in cells:
        value = typed(cell.text)
        if value.words:
            label = cell
            claims.take(cell, "label", f"funds[{number}].label")
            labels.setdefault(key(cell.text), cell)
            continue
        if label is None or position >= len(order):
            continue
        role = order[position]
        position += 1
        found.setdefault(key(label.text), {})[role] = (number_for(cell, role), cell)
        claims.take(cell, "value", f"funds[{number}].{role}")
    lines = []
    for words, cell in labels.items():
        given = found.get(words, {})
        kind = line_kind(cell.text)
        lines.append(
            FundLine(
                fold(cell.text),
                kind,
                natural_breakdown(kind) or "source",
                1,
                place=cell.place,
                places={
                    role: amount_cell.place
                    for role, (amount, amount_cell) in given.items()
                    if amount is not None
                },
                **{role: amount for role, (amount, _) in given.items()},
            )  # fmt: skip
        )
    return lines
