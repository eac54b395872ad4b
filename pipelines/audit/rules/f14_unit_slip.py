"""
Is the budget about ten thousand times last year's, or a ten-thousandth: 元 taken for 万元?

Passes over: a first year, forms without a printed unit, budgets of zero.

For example: 5,086,868 元 after 508.7 元.
"""

from pipelines.audit.facts import Years
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(years: Years, settings: Settings) -> Answer:
    last, now = years.before(1), years.this.budget_yuan
    before = last.budget_yuan if last else None
    if not now or not before or now < 0 or before < 0:
        return NotApplicable("没有上年预算可比", "No budget of last year to compare")
    low, high = settings.number("F-14", "low"), settings.number("F-14", "high")
    times = now / before
    if not (low <= times <= high or low <= 1 / times <= high):
        return []
    zh = f"本年预算{plain(now)}元是上年{plain(before)}元的{plain(round(times, 4))}倍，疑似元与万元混用"
    return [
        Hit(
            zh + years.renamed.zh,
            f"The budget is {plain(round(times, 4))} times last year's: 元 taken for 万元?{years.renamed.en}",
            "资金总额",
            [years.this.own.place],
            now,
            before,
            before - now,
            beside=last,
            beside_place=last.own.place if last else None,
        )
    ]


RULE = Rule(
    "F-14",
    Wording("疑似元与万元混用吗", "Was 元 taken for 万元?"),
    "W",
    "B(y)/B(y−1) 或其倒数在 [low, high]",
    check,
    PRACTICE,
    "year-pair",
    {"low": Wording("倍数下限", "Least factor"), "high": Wording("倍数上限", "Greatest factor")},
)
