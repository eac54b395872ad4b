"""
Does one row carry too many points?

Passes over: forms without weights.

For example: one row of 50 points, where 40 is the limit.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    most = settings.number("W-05", "most")
    rows = [row for row in subject.form.indicators if row.weight is not None]
    if not rows:
        return NotApplicable("没有印分值", "No weights are printed")
    return [
        Hit(
            f"指标“{row.name}”一项占{plain(row.weight)}分，权重过于集中",
            f"“{row.name}” alone carries {plain(row.weight)} points",
            row.name,
            place(row, "weight"),
            row.weight,
            most,
            most - row.weight,
        )
        for row in rows
        if row.weight is not None and row.weight > most
    ]


RULE = Rule(
    "W-05",
    Wording("权重过于集中吗", "Does one row carry too many points?"),
    "S",
    "max 分值 ≤ most",
    check,
    PRACTICE,
    thresholds={"most": Wording("单项分值上限", "Most points of a row")},
)
