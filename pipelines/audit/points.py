"""Points that a row's own figures give, beside those that it claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.audit.facts import Subject, once
from pipelines.audit.figures import ONE, ZERO, earned, execution_line, place, plain, rate, scored, signed
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable
from pipelines.forms.form import FundLine, Indicator
from pipelines.forms.text import key

#: The rule whose formula gives the points of a sign; of all others S-02.
_BASES = {"<=": "S-03", "<": "S-03", "=": "S-04"}

Claim = Literal["reached", "partly", "missed"]


def claim_of(row: Indicator) -> Claim | None:
    """
    What a row in words says of itself: reached, partly, missed; None where it does not say.

    基本达成 is neither reached nor partly, so it says nothing; a result that repeats the target is reached.
    """
    if row.target_value is not None or row.actual is None:
        return None
    said = key(row.actual)
    if any(word in said for word in ("未达", "未完成", "未实现", "没有完成", "没有达", "不达标")):
        return "missed"
    if "部分" in said:
        return "partly"
    if "基本" in said:
        return None
    words = ("达成", "完成", "达到", "实现", "达标")
    if len(said) <= 16 and any(word in said for word in words):
        return "reached"
    return "reached" if row.target is not None and said == key(row.target) else None


def bounds(claim: Claim, weight: Decimal, settings: Settings) -> tuple[Decimal, Decimal]:
    """The band of points of a claim, both ends inclusive but for the upper one of partly and missed."""
    reached, partly = settings.number("S-05", "reached"), settings.number("S-05", "partly")
    match claim:
        case "reached":
            return weight * reached, weight
        case "partly":
            return weight * partly, weight * reached
    return ZERO, weight * partly


def execution_earned(line: FundLine) -> Decimal | None:
    """The share of its weight that a line's budget and spending give: X ÷ B, from 0 to 1."""
    found = rate(line.adjusted, line.executed)
    return None if found is None else min(ONE, max(ZERO, found))


@dataclass(frozen=True, slots=True)
class Scored:
    """One scored thing of a form: what it claims, what its figures give (None: they cannot tell)."""

    subject: str
    place: str | None
    weight: Decimal
    claimed: Decimal
    given: Decimal | None
    basis: str  #: the rule whose formula gives it, or "as_claimed"


def execution_scored(subject: Subject, settings: Settings) -> Scored | None:
    """预算执行率 of the fund block; None where it has no score. Its weight is 10 where none is printed."""
    line = execution_line(subject.form)
    if line is None or line.score is None:
        return None
    weight = line.weight if line.weight is not None else settings.number("S-06", "weight")
    share = execution_earned(line)
    given = None if share is None else share * weight
    return Scored("预算执行率", line.places.get("score", line.place), weight, line.score, given, "S-06")


@once
def rows_scored(subject: Subject) -> Sequence[tuple[Indicator, Scored]]:
    """Each indicator with a weight above zero and a score."""
    return [(row, _row_scored(row, weight, score)) for row, weight, score in scored(subject)]


def _row_scored(row: Indicator, weight: Decimal, score: Decimal) -> Scored:
    """One indicator; a row in words, without a sign or of two units is as claimed."""
    share = earned(row)
    sign = row.target_value.sign if row.target_value else None
    basis = "as_claimed" if share is None else _BASES.get(sign or "", "S-02")
    given = None if share is None else share * weight
    return Scored(row.name or "", place(row, "score")[0], weight, score, given, basis)


def formula_hits(subject: Subject, settings: Settings, rule: str, signs: Sequence[str]) -> Answer:
    """Rows with one of the signs whose score is not what their figures give; less is information."""
    step = settings.number(rule, "step")
    hits, checked = [], False
    for row, one in rows_scored(subject):
        target, score = row.target_value, one.claimed
        if target is None or target.sign not in signs or one.given is None:
            continue
        checked = True
        if abs(score - one.given) > step:
            over = score > one.given
            hits.append(
                Hit(
                    f"“{row.name}”指标值{row.target}、完成值{row.actual}，"
                    f"按公式得{plain(round(one.given, 2))}分，"
                    f"自评{plain(score)}分（{signed(round(score - one.given, 2))}"
                    f"{'' if over else '，从严，不算违规'}）",
                    f"Target {row.target}, actual {row.actual}: "
                    f"{plain(round(one.given, 2))} points, claimed {plain(score)}",
                    row.name, place(row, "score", "actual", "target"), score, round(one.given, 4),
                    round(score - one.given, 4), None if over else "I",
                )
            )  # fmt: skip
    return hits if checked else NotApplicable("没有这类可计算的定量指标", "No such row can be computed")


def date_cells(subject: Subject) -> Iterator[tuple[Indicator, str, str]]:
    """Each row with its target as it was printed, before any correction, and the cell."""
    for row in subject.form.indicators:
        at = row.places.get("target", row.place)
        text = subject.printed_as.get(at, row.target or "")
        if text:
            yield row, text, at
