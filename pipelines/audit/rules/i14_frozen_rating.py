"""
Has the total been the same for three years?

Passes over: things without totals of three years running.

For example: 98.0, 98.0 and 98.1.
"""

from pipelines.audit.facts import Years
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(years: Years, settings: Settings) -> Answer:
    last = years.before(1)
    running = [years.this, last, years.before(2)]
    totals = [one.form.total_score for one in running if one is not None and one.form.total_score is not None]
    if len(totals) < len(running):
        return NotApplicable("没有连续三年的总分", "No totals of three years running")
    if any(abs(total - totals[0]) > settings.number("I-14", "step") for total in totals):
        return []
    said = "、".join(plain(total) for total in reversed(totals))
    return [
        Hit(
            f"连续三年总分几乎不变：{said}{years.renamed.zh}",
            f"The total has not moved in three years: {said}{years.renamed.en}",
            "总分",
            [years.this.form.places.get("total_score")],
            totals[0],
            totals[-1],
            totals[0] - totals[-1],
            beside=last,
            beside_place=last.form.places.get("total_score") if last else None,
        )
    ]


RULE = Rule(
    "I-14",
    Wording("总分连续三年不变吗", "Has the total not moved for three years?"),
    "S",
    "三年总分相差 > step",
    check,
    PRACTICE,
    "year-pair",
    {"step": Wording("分差", "Points")},
)
