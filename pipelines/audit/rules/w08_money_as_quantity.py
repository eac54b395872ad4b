"""
Is paying out money dressed up as a quantity of output?

Passes over: forms without rows under 数量指标.

For example: 数量指标 “专项资金拨付率”.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = [row for row in subject.form.indicators if row.level2 and "数量" in row.level2]
    if not rows:
        return NotApplicable("没有数量指标", "No rows under 数量指标")
    words = settings.words("W-08", "words")
    return [
        Hit(
            f"数量指标“{row.name}”说的是花钱，不是产出",
            f"“{row.name}” counts money, not output",
            row.name,
            place(row, "name"),
            row.name,
        )
        for row in rows
        if any(word in (row.name or "") for word in words)
    ]


RULE = Rule(
    "W-08",
    Wording("把花钱当作产出数量吗", "Is money dressed as a quantity?"),
    "W",
    "数量指标的名称含 words",
    check,
    PRACTICE,
    thresholds={"words": Wording("说花钱的用语", "Words of paying")},
)
