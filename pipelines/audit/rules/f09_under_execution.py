"""
Was much less spent than the budget: in all, on running costs, on projects?

Project money is always asked of by itself, since a good total hides it.

Passes over: lines without a budget above zero.

For example: 65.13 % of the project money spent: yellow below 80 %, red below 60 %.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import main_rates, pct
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    yellow, red = settings.number("F-09", "yellow"), settings.number("F-09", "red")
    rates = list(main_rates(subject))
    if not rates:
        return NotApplicable("没有预算，执行率不适用", "No budget, so there is no rate")
    return [
        Hit(
            f"{zh}执行率{pct(found)}，低于{pct(red if found < red else yellow, 0)}"
            f"（{'红灯' if found < red else '黄灯'}）",
            f"{en}: only {pct(found)} was spent",
            zh,
            [place],
            pct(found),
            pct(yellow, 0),
            found - yellow,
            light="red" if found < red else "yellow",
            amount_yuan=subject.yuan(left),
        )
        for zh, en, place, found, left in rates
        if found < yellow
    ]


RULE = Rule(
    "F-09",
    Wording("执行率偏低吗", "Was much less spent than the budget?"),
    "W",
    "X/B < yellow 黄灯，< red 红灯",
    check,
    PRACTICE,
    thresholds={"yellow": Wording("黄灯线", "Yellow below"), "red": Wording("红灯线", "Red below")},
)
