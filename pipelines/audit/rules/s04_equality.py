"""
Is the score of a target "equal to" what its figures give?

Above zero as a target "at least"; with a target of zero, none earns the weight and any earns nothing.

Passes over: rows without two numbers of one unit, or without a score.

For example: =0 accidents, 2 happened, and full marks.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.points import formula_hits
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    return formula_hits(subject, settings, "S-04", ("=",))


RULE = Rule(
    "S-04",
    Wording("等值指标的得分与完成值相符吗", "Do scores of “equal” targets fit?"),
    "W",
    "t > 0 同正向；t = 0 时 a ≤ 0 得 w，否则0",
    check,
    PRACTICE,
    thresholds={"step": Wording("容许的分差", "Points allowed")},
)
