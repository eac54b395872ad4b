"""
Are there points for a row without a result?

Passes over: forms that print no results at all, and rows of zero points.

For example: a blank 实际完成值 and 5 of 5 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = subject.form.indicators
    if all(row.actual is None for row in rows) or all(row.score is None for row in rows):
        return NotApplicable("没有完成值一栏或没有得分", "No results or no scores are printed")
    return [
        Hit(
            f"“{row.name}”没有填完成值，却得{plain(row.score)}分",
            f"{plain(row.score)} points without a result",
            row.name,
            place(row, "score", "name"),
            row.score,
            None,
        )
        for row in rows
        if row.actual is None and row.score is not None and row.score > 0
    ]


RULE = Rule(
    "S-13", Wording("没有完成值却有得分吗", "Points without a result?"), "E", "完成值空 且 得分 > 0", check
)
