"""
Does the score of a row in words lie in the band of what it says: reached, partly, missed?

Passes over: rows with a number as target, and results that say none of the three.

For example: 部分达成 and 5 of 5 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, place, plain, scored
from pipelines.audit.points import bounds, claim_of
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    hits, checked = [], False
    for row, weight, score in scored(subject):
        claim = claim_of(row)
        if claim is None:
            continue
        checked = True
        low, high = bounds(claim, weight, settings)
        above = score > high or (score == high and claim != "reached" and high > ZERO)
        if above or score < low:
            hits.append(
                Hit(
                    f"“{row.name}”完成情况是“{row.actual}”，"
                    f"应得{plain(low)}–{plain(high)}分，自评{plain(score)}分",
                    f"“{row.actual}” earns {plain(low)} to {plain(high)} points, claimed {plain(score)}",
                    row.name,
                    place(row, "score", "actual"),
                    score,
                    f"{plain(low)}–{plain(high)}",
                    score - (high if above else low),
                )
            )
    return (
        hits if checked else NotApplicable("没有以文字说明完成情况的得分", "No scored row in words says so")
    )


RULE = Rule(
    "S-05",
    Wording("定性指标的得分在其档内吗", "Do scores in words lie in their band?"),
    "W",
    "达成 [reached·w, w]；部分达成 [partly·w, reached·w)；未达成 [0, partly·w)",
    check,
    MINISTRY,
    thresholds={
        "reached": Wording("达成的下限", "Reached from"),
        "partly": Wording("部分达成的下限", "Partly from"),
    },
)
