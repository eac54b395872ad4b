"""
Is the score of 预算执行率 what budget and spending give?

Spending above the budget earns no more than full marks. Less than the figures give is information.

Passes over: forms without such a score, and lines without a budget above zero.

For example: 65 % spent and 9 of 10 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import execution_line, pct, plain, rate
from pipelines.audit.points import execution_scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    one, line = execution_scored(subject, settings), execution_line(subject.form)
    if one is None or line is None or one.given is None:
        return NotApplicable("没有预算执行率得分，或没有预算", "No score of 预算执行率, or no budget")
    if abs(one.claimed - one.given) <= settings.number("S-06", "step"):
        return []
    found = rate(line.adjusted, line.executed) or one.given
    over = one.claimed > one.given
    return [
        Hit(
            f"执行率{pct(found)}，按公式得{plain(round(one.given, 2))}分，自评{plain(one.claimed)}分"
            + ("" if over else "（从严，不算违规）"),
            f"{pct(found)} was spent: {plain(round(one.given, 2))} points, claimed {plain(one.claimed)}",
            one.subject,
            [one.place, line.places.get("executed")],
            one.claimed,
            round(one.given, 4),
            round(one.claimed - one.given, 4),
            None if over else "I",
        )
    ]


RULE = Rule(
    "S-06",
    Wording("预算执行率的得分与执行率相符吗", "Does the score of 预算执行率 fit?"),
    "W",
    "min(w, w × X/B)",
    check,
    MINISTRY,
    thresholds={
        "weight": Wording("未印分值时的分值", "Weight where none is printed"),
        "step": Wording("容许的分差", "Points allowed"),
    },
)
