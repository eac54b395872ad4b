"""
Are there full marks for 预算执行率 although money is left?

Passes over: forms without such a score, and lines without a budget above zero.

For example: 97 % spent and 10 of 10 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import execution_line, pct, plain, rate
from pipelines.audit.points import execution_scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    one, line = execution_scored(subject, settings), execution_line(subject.form)
    found = rate(line.adjusted, line.executed) if line else None
    if one is None or found is None:
        return NotApplicable("没有预算执行率得分，或没有预算", "No score of 预算执行率, or no budget")
    if one.claimed < one.weight or found >= settings.number("S-08", "full"):
        return []
    return [
        Hit(
            f"执行率只有{pct(found)}，预算执行率却得满分{plain(one.claimed)}",
            f"Full marks for 预算执行率, and only {pct(found)} was spent",
            one.subject,
            [one.place],
            one.claimed,
            None if one.given is None else round(one.given, 4),
            None if one.given is None else round(one.claimed - one.given, 4),
        )
    ]


RULE = Rule(
    "S-08",
    Wording("没用完预算而得满分吗", "Full marks although money is left?"),
    "E",
    "满分时 X/B ≥ full",
    check,
    MINISTRY,
    thresholds={"full": Wording("可得满分的执行率", "Rate that earns full marks")},
)
