"""
How figures are written on screen and in spreadsheets: 万元, 亿元, %, 百分点, dates.

Null is always "—": it was not printed, or cannot be computed. A rate without a budget is
"不适用", which is a different thing and is said so by the caller.
"""

import html
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.wording import Wording

Number = int | float | Decimal
Width = Literal["small", "medium", "large"]

NOTHING = "—"
NOT_APPLICABLE = Wording("不适用", "n/a")

#: Kinds of a column, which decide its format on screen and in a spreadsheet.
UNITS = ("text", "yuan", "rate", "pp", "score", "count", "year", "pct", "trend", "amount", "delta")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading in both languages and the kind of its values."""

    wording: Wording
    unit: str = "text"
    width: Width | None = None
    accent: str | None = None  #: colour of its bars, a name of the theme


def column(
    zh: str, en: str, unit: str = "text", width: Width | None = None, accent: str | None = None
) -> Column:
    """Return a `Column`; the short way to write tables of columns."""
    if unit not in UNITS:
        raise ValueError(f"unknown unit {unit!r}")
    return Column(Wording(zh, en), unit, width, accent)


def wan(value: Number | None, language: str = "zh") -> str:
    """Yuan in 万元 with thousands separators: `1,234.6 万元`; below 100 万元 two decimals."""
    if value is None:
        return NOTHING
    amount = float(value) / 1e4
    digits = 2 if abs(amount) < 100 else 0
    return f"{amount:,.{digits}f} 万元" if language != "en" else f"¥{float(value) / 1e6:,.2f} m"


def money(value: Number | None, language: str = "zh") -> str:
    """Yuan in the unit a reader would choose: 亿元 from 1 亿, else 万元, small sums in 元."""
    if value is None:
        return NOTHING
    amount = float(value)
    if not amount:
        return "¥0" if language == "en" else "0 元"
    if language == "en":
        return f"¥{amount / 1e9:,.2f} bn" if abs(amount) >= 1e9 else f"¥{amount / 1e6:,.2f} m"
    if abs(amount) >= 1e8:
        return f"{amount / 1e8:,.2f} 亿元"
    if abs(amount) >= 1e4:
        return wan(value)
    return f"{amount:,.2f} 元"


def yuan(value: Number | None) -> str:
    """Yuan to the fen: `1,234,567.89`."""
    return NOTHING if value is None else f"{value:,.2f}"


def pct(rate: Number | None, digits: int = 2) -> str:
    """A fraction as a percentage: 0.8224 is `82.24%`."""
    return NOTHING if rate is None else f"{float(rate) * 100:.{digits}f}%"


def points(change: Number | None, language: str = "zh") -> str:
    """A difference of two rates, given in percentage points: `+1.62 个百分点`."""
    if change is None:
        return NOTHING
    return f"{float(change):+.2f} " + ("pp" if language == "en" else "个百分点")


def score(value: Number | None) -> str:
    """Points of a form: at most two decimals, no trailing zeros."""
    if value is None:
        return NOTHING
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def count(value: int | None) -> str:
    return NOTHING if value is None else f"{value:,}"


def chart(text: str | None) -> str:
    """Return `text` so that plotly shows it literally: no tag of a stranger is obeyed."""
    return html.escape(NOTHING if text is None else text, quote=False)


def short(text: str | None, length: int = 14) -> str:
    """Return `text` cut to `length` characters, with an ellipsis where it was cut."""
    text = text or NOTHING
    return text if len(text) <= length else text[: length - 1] + "…"


def plain(text: str | None) -> str:
    """
    Return `text` so that markdown shows it literally, for labels that read markdown.

    Backslashes stop all but autolinks; a word joiner stops those. Never used for places
    that show plain text, which would show the backslashes.
    """
    escaped = re.sub(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])", r"\\\1", text or NOTHING)
    return re.sub(r"(?i)(https?|ftp)(?=\\?:)|www(?=\\?\.)|\\?@", lambda m: m[0] + "\u2060", escaped)
