"""
Is the score of a target "at least" what its figures give?

A result at or above the target earns the weight, one below it in proportion; a negative result
earns nothing; with a target of zero, zero and more earns the weight. A department stricter with
itself is information, no breach.

Passes over: rows without two numbers of one unit, or without a score.

For example: ≥90 %, reached 60 %, and 10 of 10 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.points import formula_hits
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    return formula_hits(subject, settings, "S-02", (">=", ">"))


RULE = Rule(
    "S-02",
    Wording("正向指标的得分与完成值相符吗", "Do scores of “at least” targets fit?"),
    "W",
    "a ≥ t 得 w；否则 a/t × w；a < 0 计0；t = 0 时 a ≥ 0 得 w",
    check,
    PRACTICE,
    thresholds={"step": Wording("容许的分差", "Points allowed")},
)
