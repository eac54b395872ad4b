"""
Does a row give a reason for a deviation and yet full marks?

Passes over: rows without a reason or without a score.

For example: 站点建设完成时间比计划晚 beside 3 of 3 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import has_reason, place, plain, scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = [(row, weight, score) for row, weight, score in scored(subject) if has_reason(row)]
    if not rows:
        return NotApplicable("没有写偏差原因的得分", "No scored row has a reason")
    surpassed = settings.words("I-06", "surpassed")
    return [
        Hit(
            f"“{row.name}”写了偏差原因，仍得满分{plain(score)}",
            f"A reason for deviation, yet {plain(score)} of {plain(weight)}",
            row.name,
            place(row, "reason", "score"),
            score,
            None,
        )
        for row, weight, score in rows
        if score >= weight and not any(word in (row.reason or "") for word in surpassed)
    ]


RULE = Rule(
    "I-06",
    Wording("有偏差原因却得满分吗", "A reason for deviation, yet full marks?"),
    "S",
    "有原因时 得分 < 分值",
    check,
    PRACTICE,
    thresholds={"surpassed": Wording("说超额的用语", "Words of surpassing")},
)
