"""
Did the budget stay or grow after weak execution?

Weak is below `weak` last year, or below `weak_twice` in the last two years.

Passes over: forms without a form of last year, or without budgets.

For example: 55 % spent in 2022, and the budget of 2023 is no smaller.
"""

from pipelines.audit.facts import Years
from pipelines.audit.figures import own_rate, pct, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(years: Years, settings: Settings) -> Answer:
    last, older, now = years.before(1), years.before(2), years.this.budget_yuan
    found = own_rate(last) if last else None
    if last is None or found is None or now is None or last.budget_yuan is None:
        return NotApplicable("没有上年执行率可比", "No rate of last year to compare")
    twice, before = settings.number("F-15", "weak_twice"), own_rate(older) if older else None
    weak = found < settings.number("F-15", "weak") or (
        found < twice and before is not None and before < twice
    )
    if not weak or now < last.budget_yuan:
        return []
    return [
        Hit(
            f"上年执行率只有{pct(found)}，本年预算{plain(now)}元不减反增（上年{plain(last.budget_yuan)}元）{years.renamed.zh}",
            f"Only {pct(found)} was spent last year, and the budget did not shrink{years.renamed.en}",
            "资金总额",
            [years.this.own.place],
            now,
            last.budget_yuan,
            last.budget_yuan - now,
            beside=last,
            beside_place=last.own.place,
        )
    ]


RULE = Rule(
    "F-15",
    Wording("执行差而预算不减吗", "Did the budget grow after weak execution?"),
    "W",
    "r(y−1) < weak，或连续两年 < weak_twice，且 B(y) ≥ B(y−1)",
    check,
    PRACTICE,
    "year-pair",
    {
        "weak": Wording("上年执行率低于", "Weak below"),
        "weak_twice": Wording("连续两年低于", "Weak two years below"),
    },
)
