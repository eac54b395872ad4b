"""
Does a degree of satisfaction say how it was asked: how many people, by what means?

Passes over: forms without 满意度 in numbers.

For example: 满意度 95 % and nothing more.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    words = settings.words("S-16", "methods")
    rows = [
        row for row in subject.form.indicators if "满意" in (row.name or "") and row.actual_value is not None
    ]
    if not rows:
        return NotApplicable("没有以数字表示的满意度", "No satisfaction in numbers")
    silent = [
        row
        for row in rows
        if not any(word in f"{row.name}{row.target}{row.actual}{row.reason}" for word in words)
    ]
    return [
        Hit(
            f"“{row.name}”{row.actual}，没有说明样本量或调查方法",
            f"{row.actual}: neither sample nor method is given",
            row.name,
            place(row, "actual"),
            row.actual,
        )
        for row in silent
    ]


RULE = Rule(
    "S-16",
    Wording("满意度说明了样本或方法吗", "Does satisfaction name sample or method?"),
    "I",
    "含样本量或调查方法",
    check,
    PRACTICE,
    thresholds={"methods": Wording("样本与方法用语", "Words of sample and method")},
)
