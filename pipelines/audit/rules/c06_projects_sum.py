"""
Do the project forms add up to 项目支出 of the overall form?

Passes over: departments without an overall form, without its 项目支出 or without project forms;
overall forms of which nobody says whether they include a subordinate's; projects without a unit.

For example: 项目支出 500 万元 and project forms of 380 万元: 76 % of the money has a form.
"""

from decimal import Decimal

from pipelines.audit.facts import Unit
from pipelines.audit.figures import pct, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.money import to_yuan
from pipelines.wording import Wording


def check(unit: Unit, settings: Settings) -> Answer:
    projects = [*unit.projects, *unit.below]
    money = unit.overall.money.get("project") if unit.overall else None
    if unit.overall is None or money is None or not projects:
        return NotApplicable("没有整体表的项目支出，或没有项目表", "No 项目支出, or no project forms")
    if unit.unclear:
        return NotApplicable("未说明整体表是否含下属单位", "Nobody says whether subordinates are included")
    hits, checked = [], False
    for zh, en, whole, figures in (
        (
            "预算",
            "budget",
            to_yuan(money.budget, unit.overall.form.unit),
            [one.budget_yuan for one in projects],
        ),
        (
            "执行",
            "spending",
            to_yuan(money.executed, unit.overall.form.unit),
            [one.executed_yuan for one in projects],
        ),
    ):
        if not whole or whole < 0 or any(figure is None for figure in figures):
            continue
        checked = True
        found = sum((figure for figure in figures if figure is not None), Decimal(0))
        if abs(found - whole) / whole > settings.number("C-06", "share"):
            hits.append(
                Hit(
                    f"整体表项目支出{zh}{plain(whole)}元，"
                    f"{len(projects)}张项目表合计{plain(found)}元（{pct(found / whole)}有表）",
                    f"项目支出 ({en}) is {plain(whole)}, the project "
                    f"forms give {plain(found)} ({pct(found / whole)})",
                    f"项目支出{zh}",
                    [money.place],
                    whole,
                    found,
                    found - whole,
                    of=unit.overall,
                    amount_yuan=abs(found - whole),
                )
            )
    return hits if checked else NotApplicable("没有可比的金额", "No amounts to compare")


RULE = Rule(
    "C-06",
    Wording("项目表合计等于整体表的项目支出吗", "Do the project forms add up?"),
    "W",
    "|Σ项目 − 项目支出| ÷ 项目支出 ≤ share",
    check,
    PRACTICE,
    "department",
    {"share": Wording("容许的差异", "Difference allowed")},
)
