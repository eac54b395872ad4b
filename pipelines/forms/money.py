"""
A form's own money: which of its printed figures is the form's, never two of them added.

Its total line; else the sum of its sources; else the sum of its structure. Only parts of
the first depth are summed, since a 其中 line is inside its parent. Amounts are in the
printed unit, exact.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipelines.forms.form import Form, FundLine

#: Yuan in one of the printed unit.
YUAN_IN_UNIT = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
}

BASES = ("total", "source", "structure")
#: Breakdown → the lines that are taken from it.
_KINDS = {
    "structure": ("basic", "project"),
    "source": ("fiscal", "central", "local", "carryover", "other"),
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """Three figures of one line or sum; None where none was printed. `place` is of the first figure."""

    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    place: str | None = None

    @property
    def is_blank(self) -> bool:
        return self.initial is None and self.budget is None and self.executed is None

    @property
    def is_whole(self) -> bool:
        """True where a rate can be asked of it: budget and execution are both there."""
        return self.budget is not None and self.executed is not None

    @property
    def is_half(self) -> bool:
        """True where one of budget and execution is money and the other is blank."""
        one, other = self.budget, self.executed
        return (one is None and bool(other)) or (other is None and bool(one))


_BLANK = Amounts()


@dataclass(frozen=True, slots=True)
class OwnMoney:
    """The form's own money and the breakdown it was taken from (None: the form prints none)."""

    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None
    basis: str | None
    place: str | None = None


def own_money(form: Form) -> OwnMoney:
    """
    Return the form's own money in its printed unit.

    All three figures come from one basis, so that a rate never divides one basis by another:
    the first that prints both budget and execution, else the first that prints any figure. A total
    line that prints 0 beside filled parts is a contradiction of the form's, and stays 0.
    """
    found = {basis: amounts_of(lines_of_basis(form, basis)) for basis in BASES}
    filled = [basis for basis in BASES if not found[basis].is_blank]
    whole = [basis for basis in filled if found[basis].is_whole]
    if not filled:
        return OwnMoney(None, None, None, None)
    basis = (whole or filled)[0]
    money = found[basis]
    return OwnMoney(money.initial, money.budget, money.executed, basis, money.place)


def lines_of_basis(form: Form, basis: str) -> list[FundLine]:
    """The lines whose figures add up to one basis: the total line, or the parts of a breakdown."""
    if basis == "total":
        totals = [line for line in form.funds if line.depth == 0 and line.kind == "total"]
        # A second total line repeats the first (a subtotal); the first with figures is taken.
        return [line for line in totals if not _amounts(line).is_blank][:1]
    return [line for line in form.funds if line.depth == 1 and line.breakdown == basis]


def amounts_of(lines: Iterable[FundLine]) -> Amounts:
    """Sum the lines column by column; a column in which none prints a figure stays None."""
    kept = list(lines)
    if not kept:
        return _BLANK
    place = next((place for line in kept if (place := _place(line))), None)
    return Amounts(
        _sum(kept, lambda line: line.initial),
        _sum(kept, lambda line: line.adjusted),
        _sum(kept, lambda line: line.executed),
        place,
    )


def money_by_line(form: Form) -> dict[str, Amounts]:
    """
    Return the form's money by line, in its printed unit; only lines with a figure.

    "total" is the form's own money; "basic" and "project" come from the structure alone; the
    sources (fiscal, central, local, carryover, other) from the source breakdown alone.
    """
    own = own_money(form)
    found = {"total": Amounts(own.initial, own.budget, own.executed, own.place)}
    for basis, kinds in _KINDS.items():
        lines = lines_of_basis(form, basis)
        for kind in kinds:
            found[kind] = amounts_of(line for line in lines if line.kind == kind)
    return {line: amounts for line, amounts in found.items() if not amounts.is_blank}


def incomplete_parts(form: Form) -> list[FundLine]:
    """Parts of the form's basis that print one of budget and execution and leave the other blank."""
    own = own_money(form)
    if own.basis in (None, "total"):
        return []
    return [line for line in lines_of_basis(form, own.basis or "") if _amounts(line).is_half]


def zero_total_with_parts(form: Form) -> bool:
    """True where the total line prints a budget of 0 and some part of it prints money."""
    total = amounts_of(lines_of_basis(form, "total"))
    parts = [line for line in form.funds if line.depth == 1 and line.breakdown in ("source", "structure")]
    return total.budget == 0 and any((line.adjusted or 0) != 0 for line in parts)


def to_yuan(amount: Decimal | None, unit: str | None) -> Decimal | None:
    """
    Convert an amount in a printed unit to yuan, exactly.

    None for no amount, and for a form that prints no unit: its money is known to nobody.
    """
    factor = YUAN_IN_UNIT.get(unit or "")
    return None if amount is None or factor is None else amount * factor


def _place(line: FundLine) -> str | None:
    """The cell of a line's figure: what was executed, else what was planned, else its label."""
    places = line.places
    return places.get("executed") or places.get("adjusted") or places.get("initial") or line.place or None


def _amounts(line: FundLine) -> Amounts:
    return Amounts(line.initial, line.adjusted, line.executed, _place(line))


def _sum(lines: list[FundLine], of: Callable[[FundLine], Decimal | None]) -> Decimal | None:
    values = [value for line in lines if (value := of(line)) is not None]
    return sum(values, Decimal(0)) if values else None
