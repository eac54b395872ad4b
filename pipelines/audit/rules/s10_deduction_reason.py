"""
Does every row that lost points say why?

A row of 预算执行率 whose points are those that a rate above F-10's gives explains itself.

Passes over: forms without a row that lost points.

For example: 4 of 5 points and a blank reason.
"""

from decimal import Decimal

from pipelines.audit.facts import Subject
from pipelines.audit.figures import has_reason, own_rate, place, plain, scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import Indicator
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    lost = [(row, weight, score) for row, weight, score in scored(subject) if score < weight]
    if not lost:
        return NotApplicable("没有扣分的指标", "No row lost points")
    return [
        Hit(
            f"“{row.name}”扣{plain(weight - score)}分，没有写原因",
            f"“{row.name}” lost {plain(weight - score)} points without a reason",
            row.name,
            place(row, "reason", "score"),
            score,
            weight,
            score - weight,
        )
        for row, weight, score in lost
        if not has_reason(row) and not _follows_from_the_rate(row, weight, score, subject, settings)
    ]


def _follows_from_the_rate(
    row: Indicator, weight: Decimal, score: Decimal, subject: Subject, settings: Settings
) -> bool:
    rate = own_rate(subject)
    if "执行率" not in key(row.name or "") or rate is None or rate < settings.number("F-10", "least"):
        return False
    return abs(score - weight * rate) <= settings.number("S-06", "step")


RULE = Rule(
    "S-10",
    Wording("扣分写了原因吗", "Does every deduction have a reason?"),
    "W",
    "得分 < 分值 时须有原因",
    check,
    PRACTICE,
)
