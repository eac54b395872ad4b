"""What several rules ask of a form: rates, points, comparable targets, reasons. All of it exact."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from pipelines.audit.facts import Subject, once
from pipelines.forms.form import Form, FundLine, Goal, Indicator
from pipelines.forms.text import key
from pipelines.forms.values import typed

ZERO, ONE = Decimal(0), Decimal(1)
#: Points are printed with one or two decimals; a sum of rounded ones may miss by so much.
POINTS_STEP = Decimal("0.05")
#: Texts are compared by their runs of so many signs.
GRAM = 5
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_NO_REASON = re.compile(
    r"(?:[-—/\\.。…·、]*|无|无偏差|没有|暂无|不适用|未偏差|已?完成|达成|达标|N/?A|0)", re.IGNORECASE
)
_NUMERAL = re.compile(
    r"\d|百分之|[一二三四五六七八九十百千万两]+(?:个|次|项|场|人|户|件|所|期|批|名|年|月|%)|全部|零"
)
_LINES = {"total": ("资金总额", "Total"), "basic": ("基本支出", "Basic"), "project": ("项目支出", "Projects")}


def plain(value: Decimal) -> str:
    """The number without needless zeros and never with an exponent; at most six decimals."""
    text = format(round(value, 6), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def signed(value: Decimal) -> str:
    """The number with its sign: +1.8."""
    return ("+" if value > 0 else "") + plain(value)


def pct(share: Decimal, digits: int = 2) -> str:
    """A fraction as a percentage: 82.24%."""
    step = ONE.scaleb(-digits)
    return f"{(share * 100).quantize(step, ROUND_HALF_UP)}%"


def rate(budget: Decimal | None, executed: Decimal | None) -> Decimal | None:
    """Executed ÷ budget; None where there is no budget above zero, or nothing is printed."""
    if budget is None or executed is None or budget <= 0:
        return None
    return executed / budget


def own_rate(subject: Subject) -> Decimal | None:
    """The rate of the form's own money."""
    return rate(subject.own.budget, subject.own.executed)


def main_rates(subject: Subject) -> Iterator[tuple[str, str, str | None, Decimal, Decimal]]:
    """Line (zh, en), place, rate and unspent money of the form's own, of basic and of project expenditure."""
    for line, (zh, en) in _LINES.items():
        amounts = subject.money.get(line)
        found = rate(amounts.budget, amounts.executed) if amounts else None
        if amounts and found is not None and amounts.budget is not None and amounts.executed is not None:
            yield zh, en, amounts.place, found, amounts.budget - amounts.executed


def name_of(line: FundLine) -> str:
    return line.label or "资金行"


@once
def parts(subject: Subject) -> Mapping[str, Sequence[FundLine]]:
    """
    The parts of the first depth of each breakdown, "source" and "structure".

    中央 and 地方 beside a 财政拨款 that they add up to are parts of it, whatever their depth.
    """
    return {breakdown: _parts(subject.form, breakdown) for breakdown in ("source", "structure")}


def _parts(form: Form, breakdown: str) -> list[FundLine]:
    lines = [line for line in form.funds if line.breakdown == breakdown and line.depth == 1]
    inner = [line for line in lines if line.kind in ("central", "local")]
    outer = [line for line in lines if line.kind == "fiscal"]
    if len(outer) == 1 and inner:
        whole = [(outer[0].adjusted, inner, "adjusted"), (outer[0].executed, inner, "executed")]
        if all(total(getattr(one, column) for one in several) == value for value, several, column in whole):
            return [line for line in lines if line not in inner]
    return lines


def total_line(form: Form, column: str) -> FundLine | None:
    return next((x for x in form.funds if x.kind == "total" and getattr(x, column) is not None), None)


def execution_line(form: Form) -> FundLine | None:
    """The fund line that carries the points of 预算执行率: the total line, else the first with points."""
    scored = [line for line in form.funds if line.weight is not None or line.score is not None]
    return next((line for line in scored if line.kind == "total"), scored[0] if scored else None)


def execution_points(form: Form) -> tuple[Decimal | None, Decimal | None]:
    """
    Weight and score of 预算执行率 in the fund block.

    The total line's where it has any; its parts repeat them and are never added to it. Without
    points on the total line, those of the parts are summed.
    """
    line = execution_line(form)
    if line is None or line.kind == "total":
        return (line.weight, line.score) if line else (None, None)
    scored = [x for x in form.funds if x.weight is not None or x.score is not None]
    return total(x.weight for x in scored), total(x.score for x in scored)


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known else None


@once
def scored(subject: Subject) -> Sequence[tuple[Indicator, Decimal, Decimal]]:
    """Rows with a weight above zero and a score, with both."""
    return [
        (r, r.weight, r.score)
        for r in subject.form.indicators
        if r.weight is not None and r.score is not None and r.weight > 0
    ]


def claimed_share(subject: Subject) -> Decimal | None:
    """Printed total ÷ printed full marks, else sum of scores ÷ sum of weights, 预算执行率 among them."""
    form = subject.form
    if form.total_score is not None and form.total_weight:
        return form.total_score / form.total_weight
    pairs = [(weight, score) for _, weight, score in scored(subject)]
    weight, score = execution_points(form)
    if weight is not None and score is not None and weight > 0:
        pairs.append((weight, score))
    weights = sum((weight for weight, _ in pairs), ZERO)
    return sum((score for _, score in pairs), ZERO) / weights if weights else None


def has_reason(row: Indicator) -> bool:
    """Whether a reason is given; 无, a dash or 已完成 is none."""
    return row.reason is not None and not _NO_REASON.fullmatch(key(row.reason))


def is_level(row: Indicator, word: str) -> bool:
    """Whether the row's first level is 产出, 效益 …"""
    return word in (row.level1 or "")


def is_quantitative(row: Indicator) -> bool:
    """A target with a sign, or a number with a unit; a date or words are none."""
    target = row.target_value
    return target is not None and bool(target.sign or target.unit)


def has_number(text: str) -> bool:
    return _NUMERAL.search(text) is not None


def comparable(row: Indicator) -> tuple[Decimal, Decimal] | None:
    """Target and actual as numbers of one unit; None where that is not certain."""
    target, actual = row.target_value, row.actual_value
    if target is None or actual is None:
        return None
    one, other = target.unit, actual.unit
    if one and other and one != other:
        return None
    # 0.95 beside ≥95%, or 95 beside a bare 0.95: a fraction or a count, nobody can tell.
    if (
        "%" in (one, other)
        and one != other
        and min(target.value, actual.value) <= ONE < max(target.value, actual.value)
    ):
        return None
    return target.value, actual.value


def earned(row: Indicator) -> Decimal | None:
    """
    The share of its weight that a row's own figures give (S-02, S-03, S-04); None where they give none.

    >=, > and = with a target above zero: a ÷ t, at most 1, a negative a counts 0. <= and <: 1 up to
    the target, then falling to 0 at twice the target. A target without a sign has no direction.
    """
    pair, sign = comparable(row), row.target_value.sign if row.target_value else None
    if pair is None or not sign:
        return None
    target, actual = pair
    if sign in ("<=", "<"):
        if actual <= target:
            return ONE
        return max(ZERO, ONE - (actual - target) / target) if target > 0 else ZERO
    if target > 0:
        return min(ONE, max(ZERO, actual) / target)
    if target < 0:
        return None
    return ONE if (actual <= 0 if sign == "=" else actual >= 0) else ZERO


def place(row: Indicator, *fields: str) -> list[str]:
    """The cells of these fields that the row has; the row where it has none of them."""
    return [row.places[name] for name in fields if name in row.places] or [row.place]


def is_date(text: str) -> bool:
    return typed(text).date


def similar(one: str, other: str, least: Decimal = ZERO) -> Decimal:
    """
    How alike two names are: twice the signs in common, in order, over all signs; 1 for equal names.

    What cannot reach `least` gives 0 at once; blanks do not matter.
    """
    return alike(key(one), key(other), least)


def alike(one: str, other: str, least: Decimal = ZERO) -> Decimal:
    """As `similar`, of names that are a `key` each already."""
    if one == other:
        return ONE
    # Whole numbers and no loop of our own: every row of 产出 is asked beside every one of 效益.
    part, whole = _ratio(least)
    needed, shorter = part * (len(one) + len(other)), min(len(one), len(other))
    if 2 * shorter * whole < needed or not shorter:
        return ZERO
    if 2 * min(sum(map(other.__contains__, one)), shorter) * whole < needed:
        return ZERO
    return Decimal(repr(SequenceMatcher(None, one, other, autojunk=False).ratio()))


@lru_cache(maxsize=16)
def _ratio(share: Decimal) -> tuple[int, int]:
    return share.as_integer_ratio()


def folded(text: str) -> str:
    """A text as texts are compared: `key`, numbers folded, so that a year that was changed is no change."""
    return NUMBER.sub("0", key(text))


def grams(text: str) -> frozenset[str]:
    """The runs of `GRAM` signs of a text, folded; none where it is shorter."""
    signs = folded(text)
    return frozenset(signs[i : i + GRAM] for i in range(max(0, len(signs) - GRAM + 1)))


def narrative(goals: Sequence[Goal]) -> str:
    """What a form tells in words: what was achieved of its goals."""
    return "\n".join(goal.achieved for goal in goals if goal.achieved)


def told_at(goals: Sequence[Goal]) -> list[str | None]:
    """The cells of the narrative; [None] without one."""
    return [goal.places.get("achieved") for goal in goals if goal.achieved] or [None]


def names(rows: Sequence[Indicator]) -> str:
    """Names of rows for a message: the first three, and how many there are."""
    shown = "、".join(f"“{row.name}”" for row in rows[:3])
    return shown if len(rows) <= 3 else f"{shown}等{len(rows)}项"
