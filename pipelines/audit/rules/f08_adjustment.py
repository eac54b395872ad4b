"""
Was the budget changed by more than a set share in the year?

Passes over: forms that print no initial budget, or one of zero (F-07 asks of those).

For example: an initial budget of 100 and an adjusted one of 121, where 20 % is the limit.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import pct, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    first, budget = subject.own.initial, subject.own.budget
    if first is None or budget is None or first <= 0:
        return NotApplicable("未印年初预算数，或年初预算为0", "No initial budget above zero")
    share = (budget - first) / first
    if abs(share) <= settings.number("F-08", "most"):
        return []
    return [
        Hit(
            f"全年预算数{plain(budget)}较年初预算数{plain(first)}调整了{pct(share)}，请说明",
            f"The budget was changed by {pct(share)} in the year",
            "资金总额",
            [subject.own.place],
            first,
            budget,
            budget - first,
            amount_yuan=subject.yuan(budget - first),
        )
    ]


RULE = Rule(
    "F-08",
    Wording("预算调整幅度过大吗", "Was the budget changed much?"),
    "W",
    "|B − B0| ÷ B0 ≤ most",
    check,
    PRACTICE,
    thresholds={"most": Wording("调整率上限", "Highest adjustment")},
)
