"""
What a form's own figures say of each other: printed beside computed.

Not an audit: every figure that can be recomputed from the same form is listed, whether it
agrees or not. A check that agrees supports the values that enter it, for they could hardly
have been misread; one that does not may be the reader's error or the publisher's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.forms.form import Form, FundLine, Indicator
from pipelines.wording import Wording

#: What is recomputed, in the order in which it is listed.
CHECKS: dict[str, Wording] = {
    "rate": Wording("执行率 = 执行数 ÷ 预算数", "Rate = executed ÷ budget"),
    "budget_of_parts": Wording("预算数：合计 = 各分项之和", "Budget: total = sum of parts"),
    "executed_of_parts": Wording("执行数：合计 = 各分项之和", "Executed: total = sum of parts"),
    "budget_of_breakdowns": Wording("预算数：资金来源 = 资金结构", "Budget: sources = structure"),
    "executed_of_breakdowns": Wording("执行数：资金来源 = 资金结构", "Executed: sources = structure"),
    "weights_of_level": Wording("一级指标权重 = 各指标分值之和", "Weight of level = sum of weights"),
    "weights": Wording("总分值 = 各项分值之和", "Total weight = sum of weights"),
    "scores": Wording("总分 = 各项得分之和", "Total score = sum of scores"),
    "score_within_weight": Wording("得分不超过分值", "Score within its weight"),
}

#: Points are printed with one or two decimals; a sum of twenty rounded ones may miss by so much.
POINTS_STEP = Decimal("0.05")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Check:
    """One figure printed and computed, in the form's own unit; `unit` is "%", "money" or "points"."""

    name: str
    subject: str | None
    place: str | None
    unit: str
    printed: Decimal
    computed: Decimal
    agrees: bool
    supports: tuple[str, ...]  #: places of the values that enter it


def checks(form: Form) -> tuple[Check, ...]:
    """
    Return every check of a form, in the order of `CHECKS`, then of the form; () where nothing can be.

    `agrees` allows for rounding: one unit of the last printed place of a rate (cut off or
    rounded), half a unit a term for a sum of money, 0.05 points.
    """
    found = [
        *_rates(form.funds),
        *_parts(form.funds),
        *_levels(form.indicators),
        *_totals(form),
        *_within(form.indicators),
    ]
    order = list(CHECKS)
    return tuple(sorted(found, key=lambda check: order.index(check.name)))


def _places(row: FundLine | Indicator, *fields: str) -> tuple[str, ...]:
    return tuple(row.places[field] for field in fields if field in row.places)


def last_place(printed: Decimal) -> Decimal:
    """Return one unit of the last printed place: 0.01 for 82.24."""
    exponent = printed.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _rates(funds: Sequence[FundLine]) -> Iterator[Check]:
    for line in funds:
        budget = line.adjusted if line.adjusted is not None else line.initial
        if line.rate_pct is None or line.executed is None or not budget or budget < 0:
            continue
        shown, step, found = line.rate_pct, last_place(line.rate_pct), line.executed / budget * 100
        if abs(shown * 100 - found) < abs(shown - found):
            shown, step = shown * 100, step * 100  # printed as a fraction
        entering = _places(
            line, "adjusted" if line.adjusted is not None else "initial", "executed", "rate_pct"
        )
        agrees = abs(shown - found) <= step
        yield Check("rate", line.label, line.places.get("rate_pct"), "%", shown, found, agrees, entering)


def _parts(funds: Sequence[FundLine]) -> Iterator[Check]:
    for column, name in (("adjusted", "budget"), ("executed", "executed")):
        total = next((x for x in funds if x.kind == "total" and getattr(x, column) is not None), None)
        sums: dict[str, tuple[Decimal, Decimal, tuple[str, ...]]] = {}
        for breakdown, subject in (("source", "资金来源"), ("structure", "资金结构")):
            parts = [x for x in funds if x.breakdown == breakdown and x.depth == 1]
            figures = [value for x in parts if (value := getattr(x, column)) is not None]
            if not figures:
                continue
            allowed = (len(figures) + 1) * min(map(last_place, figures)) / 2
            entering = tuple(place for x in parts for place in _places(x, column))
            sums[breakdown] = sum(figures, _ZERO), allowed, entering
            if total is not None:
                printed, found = getattr(total, column), sums[breakdown][0]
                yield Check(
                    f"{name}_of_parts", subject, total.places.get(column), "money", printed, found,
                    abs(printed - found) <= allowed, (*entering, *_places(total, column)),
                )  # fmt: skip
        if len(sums) == 2:
            (source, some, one), (structure, more, other) = sums["source"], sums["structure"]
            agrees = abs(source - structure) <= some + more
            yield Check(
                f"{name}_of_breakdowns", None, None, "money", source, structure, agrees, (*one, *other)
            )


def _levels(indicators: Sequence[Indicator]) -> Iterator[Check]:
    for level in dict.fromkeys(row.level1 for row in indicators):
        rows = [row for row in indicators if row.level1 == level]
        weighed = [row for row in rows if row.weight is not None]
        printed = rows[0].level1_weight
        if level is None or printed is None or not weighed:
            continue
        found = sum((row.weight for row in weighed if row.weight is not None), _ZERO)
        entering = (
            *_places(rows[0], "level1_weight"),
            *(p for row in weighed for p in _places(row, "weight")),
        )
        agrees = abs(printed - found) <= POINTS_STEP
        place = rows[0].places.get("level1_weight") or rows[0].places.get("level1")
        yield Check("weights_of_level", level, place, "points", printed, found, agrees, entering)


def _totals(form: Form) -> Iterator[Check]:
    for name, column in (("weights", "weight"), ("scores", "score")):
        printed = form.total_weight if column == "weight" else form.total_score
        rows: list[FundLine | Indicator] = [*form.funds, *form.indicators]
        figures = [(row, value) for row in rows if (value := getattr(row, column)) is not None]
        if printed is None or not figures:
            continue
        found = sum((value for _, value in figures), _ZERO)
        place = form.places.get(f"total_{column}")
        entering = (*([place] if place else []), *(p for row, _ in figures for p in _places(row, column)))
        agrees = abs(printed - found) <= POINTS_STEP
        yield Check(name, None, place, "points", printed, found, agrees, entering)


def _within(indicators: Sequence[Indicator]) -> Iterator[Check]:
    """Yield the rows whose score is above their weight, and nothing for the many that keep within it."""
    for row in indicators:
        if row.weight is not None and row.score is not None and row.score > row.weight:
            entering = _places(row, "weight", "score")
            yield Check(
                "score_within_weight", row.name, row.places.get("score"), "points", row.score, row.weight,
                False, entering,
            )  # fmt: skip
