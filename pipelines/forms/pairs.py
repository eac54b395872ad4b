"""
Fund figures printed beside their own headings: 预算数：100 | 执行数：98.

The first pairs of a block are its total; rows of `其中：…` pairs below give the parts, the
n-th amount of a row being of the n-th heading. A label with an amount and no heading at all
(基本支出总额 | 655.3) is a line with an `amount`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import AMOUNTS, FundLine
from pipelines.forms.fund_figures import VALUES, number_for
from pipelines.forms.fund_labels import joined_pair, line_kind, natural_breakdown
from pipelines.forms.named_pairs import read_named_pairs
from pipelines.forms.rates_beside import rate_beside, with_rates_beside
from pipelines.forms.section import Block
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words or a figure, and the cell it stands in."""

    cell: Cell
    text: str


@dataclass(slots=True)
class _Total:
    """The total line as its pairs come: the order of its amounts, values, places."""

    label: Cell | None = None
    named: str | None = None
    order: list[str] = field(default_factory=list)
    values: dict[str, Decimal] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def read_pairs(block: Block, layout: Layout, claims: Claims, start: int) -> list[FundLine]:
    """Return the total line and its parts, `start` being the number of the first; [] where no pair stands."""
    for row in block.repeated:
        for cell in row.cells:
            claims.take(cell, "heading", "funds")
    if named := read_named_pairs(block, layout, claims, start):
        return with_rates_beside(named, block, claims, start)
    total = _Total()
    lines: list[FundLine] = []
    loose: list[_Piece] = []  # one cell a line: where a line of money ends is seen by its amounts
    for row in block.rows:
        pieces = _pieces([cell for cell in row.cells if claims.free(cell)])
        rate = not loose and [typed(piece.text).percent for piece in pieces] == [True]
        more = (
            total.label is not None and bool(pieces) and _role(pieces[0]) is None
        )  # 其中：财政拨款 … 执行率
        if (any(_role(piece) for piece in pieces) and not more) or (rate and total.label is not None):
            _take_total(pieces, total, claims, start)
        elif total.label is not None and layout is Layout.LINES:
            loose += pieces
        elif total.label is not None:
            lines += _parts(pieces, total.order, claims, start + 1 + len(lines))
        else:
            lines += _parts(pieces, ["amount"] * len(pieces), claims, start + len(lines))
    for pieces in _runs(loose, len(total.order)):
        lines += _parts(pieces, total.order, claims, start + 1 + len(lines))
    if total.label is None:
        return lines
    line = FundLine(
        total.named or _label(total.label), "total", "total", 0, place=total.label.place,
        places=total.places, initial=total.values.get("initial"), adjusted=total.values.get("adjusted"),
        executed=total.values.get("executed"), rate_pct=total.values.get("rate"),
        weight=total.values.get("weight"), score=total.values.get("score"),
    )  # fmt: skip
    return with_rates_beside([line, *lines], block, claims, start)


def _runs(pieces: Sequence[_Piece], amounts: int) -> Iterator[list[_Piece]]:
    """Yield the pieces of each line with as many amounts as the total has; of one with fewer none is sure."""
    run: list[_Piece] = []
    for piece in [*pieces, None]:
        figures = sum(not typed(one.text).words for one in run)
        other = piece is None or (typed(piece.text).words and run and key(piece.text) != key(run[0].text))
        if run and (figures == amounts or other):
            yield run if figures == amounts else [one for one in run if typed(one.text).words]
            run = []
        if piece is not None:
            run.append(piece)


def _pieces(cells: Sequence[Cell]) -> list[_Piece]:
    found: list[_Piece] = []
    for cell in cells:
        text = fold(cell.text)
        found += [_Piece(cell, each) for each in joined_pair(text) or (text,)]
    return found


def _role(piece: _Piece) -> str | None:
    """Return the role that a piece is the heading of, "other" for columns that are none of ours, or None."""
    concept = vocabulary.match("funds", piece.text)
    if concept is None or concept.strength < vocabulary.TRIMMED:
        return None
    return concept.name if concept.name in (*VALUES, "other") else None


def _amount(piece: _Piece, role: str) -> Decimal | None:
    return number_for(Cell(1, 1, piece.text), "adjusted" if role == "amount" else role)


def _take_total(pieces: Sequence[_Piece], total: _Total, claims: Claims, number: int) -> None:
    """Take in the pairs of one row of headings and figures."""
    role: str | None = None
    for piece in pieces:
        if heading := _role(piece):
            role = heading
            claims.take(piece.cell, "heading", f"funds[{number}].{role}")
            total.label = total.label or piece.cell
            total.named = total.named or _words(piece.text)
            continue
        value = typed(piece.text)
        if role is None and value.percent:
            role = "rate"  # the rate at the end of the row, under a heading of its own further up
        if role is None or (value.words and not value.placeholder):
            continue
        amount = _amount(piece, role)
        if role in (*AMOUNTS, "other"):
            total.order.append(role)
        if role not in total.values and role in VALUES:
            name = "rate_pct" if role == "rate" else role
            claims.take(piece.cell, "value" if amount is not None else "label", f"funds[{number}].{name}")
            if amount is not None:
                total.values[role], total.places[name] = amount, piece.cell.place
        role = None


def _label(cell: Cell) -> str | None:
    """Return the heading that names the total; None where its figure stands in the same cell."""
    label = fold(cell.text)
    return None if joined_pair(label) else label


def _words(heading: str) -> str | None:
    """Return what a pair's heading names beside the role: 转移支付 of 转移支付预算数(A)."""
    words = vocabulary.trim(key(heading))
    for ending in ("预算数", "执行数", "执行率"):
        if words.endswith(ending):
            words = words.removesuffix(ending)
            for before in ("年初", "全年", "预算", "实际", "年度"):
                words = words.removesuffix(before)
            return words or None
    return None


def _parts(pieces: Sequence[_Piece], order: Sequence[str], claims: Claims, number: int) -> list[FundLine]:
    """Return the lines of one row of label and amount pairs: the n-th amount is of the n-th role."""
    given: dict[str, dict[str, tuple[Decimal, Cell]]] = {}
    labels: dict[str, _Piece] = {}
    label: str | None = None
    position = 0
    rates: dict[str, Cell] = {}
    for piece in pieces:
        value = typed(piece.text)
        joined = joined_pair(fold(piece.cell.text))
        if label is not None and joined and _role(_Piece(piece.cell, joined[0])) == "rate":
            rates[label] = replace(piece.cell, text=joined[1])  # 执行率：92% behind the figures of a part
            continue
        if value.words:
            if len(pieces) == 1 and vocabulary.match("block", piece.text):
                claims.take(piece.cell, "label", "funds")  # the label of what follows
                continue
            label = key(piece.text)
            labels.setdefault(label, piece)
            claims.take(piece.cell, "label", f"funds[{number}].label")
            continue
        if label is None or position >= len(order):
            continue
        role = order[position]
        position += 1
        amount = _amount(piece, role)
        if amount is not None and role != "other":
            given.setdefault(label, {})[role] = (amount, piece.cell)
            claims.take(piece.cell, "value", f"funds[{number}].{role}")
    lines = []
    for words, piece in labels.items():
        kind = line_kind(piece.text)
        values = given.get(words, {})
        part = "total" if kind == "total" else natural_breakdown(kind) or "source"
        figures = {role: replace(cell, text=str(amount)) for role, (amount, cell) in values.items()}
        rate = rate_beside([rates[words]] if words in rates else [], figures)
        amounts = {role: amount for role, (amount, _) in values.items()}
        lines.append(
            FundLine(
                piece.text.rstrip(":："), kind, part, 0 if kind == "total" else 1, place=piece.cell.place,
                initial=amounts.get("initial"), adjusted=amounts.get("adjusted"),
                executed=amounts.get("executed"), amount=amounts.get("amount"),
                rate_pct=number_for(rate, "rate"),
                places={role: cell.place for role, (_, cell) in values.items()}
                | ({"rate_pct": claims.take(rate, "value", f"funds[{number}].rate_pct")} if rate else {}),
            )
        )  # fmt: skip
    return lines
