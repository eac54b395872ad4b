"""
Does the score outrun the execution?

q is the printed total over the printed full marks (else the sums of scores and weights), r the
share of the budget that was spent.

Passes over: forms without a score, or without a budget.

For example: 97.8 of 100 points and 82.24 % spent: 15.9 %, red.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import claimed_share, own_rate, pct
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    share, spent = claimed_share(subject), own_rate(subject)
    if share is None or spent is None or share <= 0:
        return NotApplicable("没有得分，或没有预算", "No score, or no budget")
    gap = (share - spent) / share
    if gap <= settings.number("I-01", "yellow"):
        return []
    red = gap > settings.number("I-01", "red")
    return [
        Hit(
            f"得分率{pct(share)}，执行率{pct(spent)}，"
            f"得分高出执行{pct(gap, 1)}（{'红灯' if red else '黄灯'}）",
            f"{pct(share)} of the points, {pct(spent)} of the money: {pct(gap, 1)} apart",
            "总分",
            [subject.form.places.get("total_score") or subject.own.place],
            pct(share),
            pct(spent),
            gap,
            light="red" if red else "yellow",
        )
    ]


RULE = Rule(
    "I-01",
    Wording("得分跑在执行前面吗", "Does the score outrun the execution?"),
    "W",
    "(q − r) ÷ q > yellow 黄灯，> red 红灯",
    check,
    PRACTICE,
    thresholds={"yellow": Wording("黄灯线", "Yellow above"), "red": Wording("红灯线", "Red above")},
)
