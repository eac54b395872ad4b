"""
Is the score of a target "at most" what its figures give?

Up to the target it earns the weight, then less and less, nothing from twice the target on.

Passes over: rows without two numbers of one unit, or without a score.

For example: ≤10 days, taken 15, and full marks instead of half.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.points import formula_hits
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    return formula_hits(subject, settings, "S-03", ("<=", "<"))


RULE = Rule(
    "S-03",
    Wording("反向指标的得分与完成值相符吗", "Do scores of “at most” targets fit?"),
    "W",
    "a ≤ t 得 w；t < a < 2t 得 (1 − (a − t)/t) × w；a ≥ 2t 得0",
    check,
    PRACTICE,
    thresholds={"step": Wording("容许的分差", "Points allowed")},
)
