"""
Is money carried over from last year still unspent?

Passes over: forms without a carry-over line that has a budget and spending.

For example: 上年结转 100.00, of which 40.00 was spent.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import name_of, pct, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    most = settings.number("F-17", "unspent")
    hits, checked = [], False
    for line in subject.form.funds:
        if line.kind != "carryover" or not line.adjusted or line.adjusted < 0 or line.executed is None:
            continue
        checked = True
        left = line.adjusted - line.executed
        if left / line.adjusted > most:
            hits.append(
                Hit(
                    f"上年结转{plain(line.adjusted)}，"
                    f"本年仍有{plain(left)}（{pct(left / line.adjusted)}）未用，可考虑收回",
                    f"Of the money carried over {plain(left)} is still unspent",
                    name_of(line),
                    [line.places.get("executed", line.place)],
                    line.executed,
                    line.adjusted,
                    left,
                    amount_yuan=subject.yuan(left),
                )
            )
    return hits if checked else NotApplicable("没有上年结转", "Nothing was carried over")


RULE = Rule(
    "F-17",
    Wording("上年结转仍未用完吗", "Is carried-over money still unspent?"),
    "W",
    "结转 (B − X) ÷ B > unspent",
    check,
    PRACTICE,
    thresholds={"unspent": Wording("未用比例超过", "Unspent share above")},
)
