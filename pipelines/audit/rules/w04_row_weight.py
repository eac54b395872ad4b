"""
Has every row a weight above zero?

Passes over: forms that print no weight at all.

For example: a row with 0.00 points among rows that have some.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = subject.form.indicators
    if all(row.weight is None for row in rows):
        return NotApplicable("没有印分值", "No weights are printed")
    return [
        Hit(
            f"指标“{row.name}”没有分值",
            f"“{row.name}” has no weight",
            row.name,
            place(row, "weight", "name"),
            row.weight,
        )
        for row in rows
        if row.weight is None or row.weight <= 0
    ]


RULE = Rule(
    "W-04", Wording("每个指标都有分值吗", "Has every row a weight?"), "W", "分值 > 0", check, PRACTICE
)
