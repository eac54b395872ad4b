"""
Did money appear in mid-year: no initial budget, and a budget at the year's end?

Asked of the form's own money; where that had an initial budget, of basic and project expenditure.

Passes over: forms that print no initial budget.

For example: 年初预算数 0.00 and 全年预算数 800.00.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording

_ZH = {"total": "资金总额", "basic": "基本支出", "project": "项目支出"}


def check(subject: Subject, settings: Settings) -> Answer:
    hits, checked = [], False
    for line, zh in _ZH.items():
        money = subject.money.get(line)
        if money is None or money.initial is None or money.budget is None:
            continue
        checked = True
        if money.initial == 0 and money.budget > 0:
            hits.append(
                Hit(
                    f"{zh}年初没有预算，年中追加到{plain(money.budget)}，请说明",
                    f"No initial budget, {plain(money.budget)} at the year's end",
                    zh,
                    [money.place],
                    money.initial,
                    money.budget,
                    money.budget,
                    amount_yuan=subject.yuan(money.budget),
                )
            )
            break
    return hits if checked else NotApplicable("未印年初预算数", "No initial budget is printed")


RULE = Rule(
    "F-07",
    Wording("有年中才出现的资金吗", "Did money appear in mid-year?"),
    "W",
    "B0 = 0 且 B > 0",
    check,
    PRACTICE,
)
