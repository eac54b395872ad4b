"""
Are there too few indicators for the money?

Passes over: forms without any indicator.

For example: four indicators for a budget of 600 万元.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    count = len(subject.form.indicators)
    if not count:
        return NotApplicable("没有指标", "No indicators")
    large = (subject.budget_yuan or 0) > settings.number("W-12", "large_yuan")
    least = settings.number("W-12", "least_large" if large else "least")
    if count >= least:
        return []
    return [
        Hit(
            f"只有{count}个指标"
            + (f"，而预算超过{plain(settings.number('W-12', 'large_yuan') / 10000)}万元" if large else ""),
            f"Only {count} indicators",
            "指标数",
            [subject.form.indicators[0].place],
            str(count),
            plain(least),
            least - count,
        )
    ]


RULE = Rule(
    "W-12",
    Wording("指标太少吗", "Are there too few indicators?"),
    "S",
    "n ≥ least；B > large_yuan 时 n ≥ least_large",
    check,
    PRACTICE,
    thresholds={
        "least": Wording("最少指标数", "Least number"),
        "large_yuan": Wording("大额预算（元）", "A large budget (yuan)"),
        "least_large": Wording("大额预算的最少指标数", "Least number of a large budget"),
    },
)
