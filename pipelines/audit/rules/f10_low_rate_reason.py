"""
Does a form with a low rate say why?

Any reason in the indicator rows counts, since forms have no other room for one.

Passes over: forms without a budget, or without indicator rows in which a reason could stand.

For example: 85 % spent, and every reason is blank.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import has_reason, own_rate, pct
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    found, least = own_rate(subject), settings.number("F-10", "least")
    if found is None or not subject.form.indicators:
        return NotApplicable("没有预算，或没有可写原因的指标行", "No budget, or no rows for a reason")
    if found >= least or any(map(has_reason, subject.form.indicators)):
        return []
    return [
        Hit(
            f"执行率{pct(found)}，低于{pct(least, 0)}，而全表没有写偏差原因",
            f"{pct(found)} was spent and no reason is given",
            "资金总额",
            [subject.own.place],
            pct(found),
            pct(least, 0),
            found - least,
        )
    ]


RULE = Rule(
    "F-10",
    Wording("执行率低而没有写原因吗", "Is a low rate left without a reason?"),
    "W",
    "X/B < least 且全表无原因",
    check,
    PRACTICE,
    thresholds={"least": Wording("须写原因的执行率", "A reason is due below")},
)
