"""
Does nearly every number hit its target exactly?

Passes over: forms with fewer comparable rows than `least`.

For example: ten of ten results equal their targets.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import comparable, place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    pairs = [(row, pair) for row in subject.form.indicators if (pair := comparable(row))]
    if len(pairs) < settings.number("I-04", "least"):
        return NotApplicable("可比的定量指标太少", "Too few comparable rows")
    exact = [row for row, (target, actual) in pairs if target == actual]
    if len(exact) < settings.number("I-04", "share") * len(pairs):
        return []
    return [
        Hit(
            f"{len(pairs)}个定量指标中有{len(exact)}个完成值恰好等于指标值",
            f"{len(exact)} of {len(pairs)} results equal their targets",
            "定量指标",
            [p for row in exact for p in place(row, "actual")],
            str(len(exact)),
            str(len(pairs)),
        )
    ]


RULE = Rule(
    "I-04",
    Wording("完成值恰好等于指标值的过多吗", "Do results equal their targets?"),
    "S",
    "恰中占比 < share，n ≥ least",
    check,
    PRACTICE,
    thresholds={"least": Wording("最少指标数", "Least number of rows"), "share": Wording("占比", "Share")},
)
