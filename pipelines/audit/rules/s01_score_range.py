"""
Is every score between zero and its weight?

Passes over: rows and fund lines without both a weight and a score.

For example: 6 points given where there are 5 to be had.
"""

from collections.abc import Sequence

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import FundLine, Indicator
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    form = subject.form
    rows: list[FundLine | Indicator] = [*form.funds, *form.indicators]
    both = [(one, one.weight, one.score) for one in rows if one.weight is not None and one.score is not None]
    if not both:
        return NotApplicable("没有分值与得分", "No weights beside scores")
    return [
        Hit(
            f"“{_name(one)}”得分{plain(score)}，分值是{plain(weight)}",
            f"{plain(score)} points of {plain(weight)}",
            _name(one),
            _at(one),
            score,
            weight if score > weight else ZERO,
            score - (weight if score > weight else ZERO),
        )
        for one, weight, score in both
        if not ZERO <= score <= weight
    ]


def _name(one: FundLine | Indicator) -> str | None:
    return one.name if isinstance(one, Indicator) else one.label or "预算执行率"


def _at(one: FundLine | Indicator) -> Sequence[str]:
    return (
        place(one, "score", "weight") if isinstance(one, Indicator) else [one.places.get("score", one.place)]
    )


RULE = Rule(
    "S-01", Wording("得分在0与分值之间吗", "Is every score within its weight?"), "E", "0 ≤ 得分 ≤ 分值", check
)
