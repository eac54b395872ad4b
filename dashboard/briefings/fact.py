"""
A fact: one number of a briefing, with the rows that it comes from and the way it comes from them.

`fact()` computes the value itself, by an operation over rows; so each number can be worked out
again from what it names, and an earlier briefing can be held against today's warehouse.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from dashboard import formats

_HUNDRED = Decimal(100)


class Unit(Enum):
    """What a fact's value counts; the word is that of the JSON."""

    FRACTION = "fraction"  #: 0.8224 is written 82.24%
    PERCENTAGE_POINTS = "percentage_points"  #: difference of two rates, times a hundred
    YUAN = "yuan"
    POINTS = "points"
    COUNT = "count"
    YEAR = "year"
    DATE = "date"  #: its value is 20240329
    NUMBER = "number"  #: as the form prints it, in the form's own unit


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row behind a fact.

    `source` is where the value stands: `form:ID#R10C5` (a cell), `form:ID` (a form, where forms are
    counted), `recomputed:ID` (its recomputed score), `finding:FINGERPRINT` (one of the audit; with
    `#printed`, `#computed` or `#difference` a figure of it), `department:COLLECTION/NAME`,
    `owed:COLLECTION/YEAR/TYPE/NAME` (a form that is owed; its value is the budget by which it is
    weighed), `rule:ID`, `asked:COLLECTION/YEAR/RULE` and `unchecked:…` (of how many it was asked, and of how
    many it could check nothing), `profile:NAME@VERSION#RULE.threshold`, `method:NAME` (a number of this
    program's own way of working), `year:2023`, `generation:NAME` (its day). Money is in yuan whatever the
    form's unit.
    """

    source: str
    value: Decimal | None = None


Rows = Sequence[Row]


def _values(rows: Rows) -> list[Decimal]:
    return [row.value for row in rows if row.value is not None]


def _total(rows: Rows) -> Decimal | None:
    values = _values(rows)
    return sum(values, Decimal(0)) if values else None


def _ratio(part: Rows, whole: Rows) -> Decimal | None:
    over, under = _total(part), _total(whole)
    return over / under if over is not None and under is not None and under > 0 else None


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return one - other if one is not None and other is not None else None


def _times(value: Decimal | None) -> Decimal | None:
    return value * _HUNDRED if value is not None else None


#: How a value comes from its groups of rows. Rows without a value count, and add nothing; what
#: cannot be formed is None.
OPERATIONS: dict[str, Callable[..., Decimal | None]] = {
    "as_is": lambda rows: rows[0].value if len(rows) == 1 else None,
    "count": lambda rows: Decimal(len(rows)),
    "sum": lambda rows: _total(rows),
    "mean": lambda rows: statistics.mean(_values(rows)) if _values(rows) else None,
    "median": lambda rows: statistics.median(_values(rows)) if _values(rows) else None,
    "difference": lambda one, other: _less(_total(one), _total(other)),
    #: So many days after a date.
    "days_after": lambda day, days: _days_after(_total(day), _total(days)),
    "mean_difference": lambda one, other: (
        statistics.mean(_values(one)) - statistics.mean(_values(other))
        if _values(one) and _values(other)
        else None
    ),
    "ratio": _ratio,
    #: (part of a − part of b) ÷ (whole of a − whole of b): the share of what is unspent.
    "ratio_of_differences": lambda a, b, whole_a, whole_b: _ratio(
        [Row("", _less(_total(a), _total(b)))], [Row("", _less(_total(whole_a), _total(whole_b)))]
    ),
    "share_of_count": lambda part, whole: Decimal(len(part)) / len(whole) if whole else None,
    "change_pp": lambda part, whole, part_before, whole_before: _times(
        _less(_ratio(part, whole), _ratio(part_before, whole_before))
    ),
    #: 1 + how many of the other groups have a larger sum than the first.
    "rank_of_sum": lambda own, *others: _rank(_total(own), _totals(others)),
    #: Of rates: parts and wholes by turns, one pair a department; pairs without a rate are passed over.
    "median_of_ratios": lambda *pairs: _median(_ratios(pairs)),
    #: The first pair against the others; in percentage points above their median, and its rank from above.
    "above_median_pp": lambda *pairs: _times(_less(_ratio(*pairs[:2]), _median(_ratios(pairs[2:])))),
    "rank_of_ratio": lambda *pairs: _rank(_ratio(*pairs[:2]), _ratios(pairs[2:])),
}


def _days_after(day: Decimal | None, days: Decimal | None) -> Decimal | None:
    if day is None or days is None:
        return None
    return date_value(date.fromisoformat(str(day)) + timedelta(int(days)))


def _rank(own: Decimal | None, others: Sequence[Decimal]) -> Decimal | None:
    return None if own is None else Decimal(1 + sum(other > own for other in others))


def _totals(groups: Sequence[Rows]) -> list[Decimal]:
    return [total for rows in groups if (total := _total(rows)) is not None]


def _ratios(pairs: Sequence[Rows]) -> list[Decimal]:
    rates = [_ratio(part, whole) for part, whole in zip(pairs[::2], pairs[1::2], strict=True)]
    return [rate for rate in rates if rate is not None]


def _median(values: Sequence[Decimal]) -> Decimal | None:
    return statistics.median(values) if values else None


@dataclass(frozen=True, slots=True)
class Fact:
    """
    One number that a briefing says.

    Attributes:
        key: stable across generations: what is measured, of whom, in which year; `~` behind it where the
            same number is written at the precision of running text.
        text: what it is, in Chinese: 整体支出执行率.
        value: exact; None where it cannot be formed (a sentence with it is left out, a table shows 「—」).
        shown: as written on the page.
        definition: how it is formed, in Chinese.
        operation: a name of `OPERATIONS`; `terms` are the groups of rows it works on, in its order.
        fixed: written in one way only: a table's shares, rounded so that they add up to 100.0, and numbers
            that are words of others (a threshold, a printed figure).
    """

    key: str
    text: str
    value: Decimal | None
    unit: Unit
    shown: str
    definition: str
    operation: str
    terms: tuple[tuple[Row, ...], ...]
    fixed: bool = False

    def in_text(self) -> "Fact":
        """The same number as running text writes it: a rate with one decimal, money in its natural unit."""
        return self if self.fixed else replace(self, key=self.key + "~", shown=said(self.value, self.unit))

    def rows(self) -> list[str]:
        """Sources of all rows, each once, in their order."""
        return list(dict.fromkeys(row.source for rows in self.terms for row in rows))


def fact(
    key: str, text: str, unit: Unit, definition: str, operation: str, *terms: Rows, wan: bool = True
) -> Fact:
    """
    Compute a fact from its rows.

    `wan` writes money in 万元 with two decimals, as tables do; else in yuan to the fen.

    Raises:
        KeyError: no such operation. TypeError: it takes another number of terms.
    """
    value = OPERATIONS[operation](*terms)
    kept = tuple(tuple(rows) for rows in terms)
    return Fact(key, text, value, unit, written(value, unit, wan), definition, operation, kept)


def given(key: str, text: str, unit: Unit, source: str, value: Decimal, shown: str | None = None) -> Fact:
    """A number that stands somewhere as it is: a threshold, a year, a figure of a finding."""
    made = fact(key, text, unit, "原值", "as_is", [Row(source, value)])
    short = f"{plain(value * _HUNDRED)}%" if unit is Unit.FRACTION else plain(value)
    return replace(made, shown=shown or (made.shown if unit is Unit.YEAR else short), fixed=True)


def date_value(day: date) -> Decimal:
    """A date as the number that a fact holds: 20240329."""
    return Decimal(day.strftime("%Y%m%d"))


def written(value: Decimal | None, unit: Unit, wan: bool = True) -> str:
    """A value as tables write it, without its unit where the table's head gives it; null is 「—」."""
    if value is None:
        return formats.NOTHING
    match unit:
        case Unit.FRACTION:
            return f"{rounded(value * _HUNDRED, 2)}%"
        case Unit.PERCENTAGE_POINTS:
            return f"{rounded(value, 2):+}"
        case Unit.YUAN:
            return f"{rounded(value / 10_000 if wan else value, 2):,}"
        case Unit.POINTS:
            return f"{rounded(value, 2)}"
        case Unit.COUNT:
            return f"{int(value):,}"
        case Unit.YEAR:
            return str(int(value))
        case Unit.DATE:
            year, rest = divmod(int(value), 10_000)
            return f"{year}年{rest // 100}月{rest % 100}日"
        case Unit.NUMBER:
            return plain(value)


def said(value: Decimal | None, unit: Unit) -> str:
    """A value as running text says it, its unit of money included; null is 「—」."""
    if value is None:
        return formats.NOTHING
    match unit:
        case Unit.FRACTION:
            return f"{rounded(value * _HUNDRED, 1)}%"
        case Unit.PERCENTAGE_POINTS:
            return f"{rounded(abs(value), 1)}个百分点"  # the verb before it gives the sign
        case Unit.YUAN:
            # 亿元 above 10,000 万元, by the format of such reports.
            large = abs(value) >= 100_000_000
            return f"{rounded(value / (100_000_000 if large else 10_000), 2):,}{'亿元' if large else '万元'}"
        case _:
            return written(value, unit)


def plain(value: Decimal) -> str:
    """A number without zeros behind it: 80, 0.05."""
    return format(value.normalize(), ",f")


def rounded(value: Decimal, digits: int) -> Decimal:
    """Half up, as people round; never a negative zero."""
    result = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return result if result else abs(result)


def shares(key: str, text: str, definition: str, parts: Sequence[Rows], by_money: bool) -> list[Fact]:
    """
    Shares of one table, in the order of `parts`, written with one decimal so that they add up to 100.0.

    By the largest remainder: each share is cut to 0.1, and what is missing goes to the largest rests.
    `key` is followed by each part's number; shares of nothing are all null.
    """
    whole = [row for rows in parts for row in rows]
    operation = "ratio" if by_money else "share_of_count"
    made = [
        fact(f"{key}.{number}", text, Unit.FRACTION, definition, operation, rows, whole)
        for number, rows in enumerate(parts, 1)
    ]
    if any(one.value is None for one in made):
        # A part without any money is nought where the whole has some.
        total = _total(whole) if by_money else Decimal(len(whole))
        if not total:
            return made
        made = [replace(one, value=Decimal(0)) if one.value is None else one for one in made]
    tenths = [(one.value or Decimal(0)) * 1000 for one in made]
    cut = [int(each) for each in tenths]
    order = sorted(range(len(made)), key=lambda at: (cut[at] - tenths[at], at))
    for at in order[: 1000 - sum(cut)]:
        cut[at] += 1
    return [
        replace(one, shown=f"{rounded(Decimal(each) / 10, 1)}%", fixed=True)
        for one, each in zip(made, cut, strict=True)
    ]
