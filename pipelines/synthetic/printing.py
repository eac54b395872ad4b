"""Numbers as forms print them, with what a spreadsheet would store."""

import re
from decimal import Decimal

from pipelines.synthetic.table import Slot

#: What stands before the number of a target, on the forms that were seen.
_TARGET = re.compile(r"(>=|<=|[≥≤≧≦═=﹦>﹥<＞＜])?\s*(\d[\d,.]*)\s*(.*)", re.DOTALL)


def as_decimal(value: object) -> Decimal | None:
    """Return the fact as a number; None where it is not printed."""
    if value is None or value == "":
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def plain(value: Decimal) -> str:
    """Return the number without needless zeros and never with an exponent: 250000.0 is 250000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: object, style: str) -> Slot:
    """Return an amount: style "thousands" is 10,937,482.14, "plain" is 89.974, both as given."""
    amount = as_decimal(value)
    if amount is None:
        return Slot()
    if style == "plain":
        return Slot(plain(amount), number=float(amount))
    decimals = max(2, _decimals(amount))
    return Slot(f"{amount:,.{decimals}f}", number=float(amount), number_format=f"#,##0.{'0' * decimals}")


def rate(value: object, style: str) -> Slot:
    """
    Return a percentage: 82.24 as "82.24%" ("percent2", stored 0.8224), "82.24" ("bare2"),
    or with the digits given ("percent", "bare").
    """
    given = as_decimal(value)
    if given is None:
        return Slot()
    if style.startswith("bare"):
        decimals = max(2, _decimals(given)) if style == "bare2" else _decimals(given)
        return Slot(f"{given:.{decimals}f}", number=float(given), number_format=_code(decimals))
    decimals = max(2, _decimals(given)) if style == "percent2" else _decimals(given)
    return Slot(f"{given:.{decimals}f}%", number=float(given / 100), number_format=f"{_code(decimals)}%")


def points(value: object, style: str) -> Slot:
    """Return a weight or a score: "two" is 3.00, "plain" is 3."""
    given = as_decimal(value)
    if given is None:
        return Slot()
    if style == "two":
        decimals = max(2, _decimals(given))
        return Slot(f"{given:.{decimals}f}", number=float(given), number_format=_code(decimals))
    return Slot(plain(given), number=float(given))


def split_target(target: str) -> tuple[str, str, str]:
    """Return sign, value and unit of a target; a target without a number is all value."""
    match = _TARGET.fullmatch(target.strip())
    if match is None:
        return "", target, ""
    return match[1] or "", match[2], match[3]


def _decimals(value: Decimal) -> int:
    text = plain(value)
    return len(text) - text.index(".") - 1 if "." in text else 0


def _code(decimals: int) -> str:
    return "0." + "0" * decimals if decimals else "0"
