"""
Is every score between zero and its weight?

Passes over: rows and fund lines without both a weight and a score.

For example: 6 points given where there are 5 to be had.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    form = subject.form
    both = [
        *(
            (line.label or "预算执行率", [line.places.get("score", line.place)], line.weight, line.score)
            for line in form.funds
        ),
        *((row.name, place(row, "score", "weight"), row.weight, row.score) for row in form.indicators),
    ]
    full = [(n, p, w, s) for n, p, w, s in both if w is not None and s is not None]
    if not full:
        return NotApplicable("没有分值与得分", "No weights beside scores")
    return [
        Hit(
            f"“{name}”得分{plain(score)}，分值是{plain(weight)}",
            f"{plain(score)} points of {plain(weight)}",
            name,
            at,
            score,
            weight if score > weight else ZERO,
            score - (weight if score > weight else ZERO),
        )
        for name, at, weight, score in full
        if not ZERO <= score <= weight
    ]


RULE = Rule(
    "S-01", Wording("得分在0与分值之间吗", "Is every score within its weight?"), "E", "0 ≤ 得分 ≤ 分值", check
)
