"""
Was nothing spent of project money that has a budget?

Asked of a project's form, and of 项目支出 in an overall form.

Passes over: forms without project money.

For example: 全年预算数 300.00 and 全年执行数 0.00.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    overall = subject.form.form_type == "department_overall"
    money = subject.money.get("project" if overall else "total")
    if money is None or money.executed is None or not money.budget or money.budget < 0:
        return NotApplicable("没有项目预算", "No project budget")
    if money.executed > 0:
        return []
    return [
        Hit(
            f"项目预算{plain(money.budget)}，全年一分未用",
            f"Nothing was spent of a project budget of {plain(money.budget)}",
            subject.form.project or "项目支出",
            [money.place],
            money.executed,
            money.budget,
            money.budget,
            amount_yuan=subject.yuan(money.budget),
        )
    ]


RULE = Rule(
    "F-18",
    Wording("项目资金一分未用吗", "Was no project money spent?"),
    "W",
    "X = 0 且 B > 0",
    check,
    PRACTICE,
)
