"""
Does a target with a number have a result with a number?

A target is quantitative by its sign, or by a number with a unit; a date is none.

Passes over: rows without a result (S-13 asks of those).

For example: ≥95 % and the result 已完成.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import has_number, is_quantitative, place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = [row for row in subject.form.indicators if is_quantitative(row) and (row.actual or "").strip()]
    if not rows:
        return NotApplicable("没有定量指标的完成值", "No quantitative row has a result")
    return [
        Hit(
            f"“{row.name}”指标值是“{row.target}”，完成值只写“{row.actual}”，没有数字",
            f"The target is {row.target}, the result “{row.actual}” has no number",
            row.name,
            place(row, "actual", "target"),
            row.actual,
            row.target,
        )
        for row in rows
        if not has_number(row.actual or "")
    ]


RULE = Rule(
    "S-12",
    Wording("定量指标的完成值有数字吗", "Has a quantitative row a number as result?"),
    "W",
    "定量指标的完成值含数字",
    check,
    PRACTICE,
)
