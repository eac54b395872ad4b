"""
Did everyone who owes a form file it?

Passes over: collections that no roster covers, and years for which nobody owes any.

For example: the roster says that a bureau owes an overall form for 2023, and none came.
"""

from pipelines.audit.facts import District
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.warehouse.words import FORM_TYPES
from pipelines.wording import Wording


def check(district: District, settings: Settings) -> Answer:
    if not any(one.status in ("filed", "missing") for one in district.owed):
        return NotApplicable("没有名录，不知道应报哪些", "No roster says who owes")
    due = sum(one.status != "exempt" for one in district.owed)
    return [
        Hit(
            f"“{one.department}”应报{one.year}年度{FORM_TYPES[one.form_type].zh}自评表，"
            f"没有收到（全部应报{due}张）"
            + (f"；邻近年度预算{plain(one.known_budget_yuan)}元" if one.known_budget_yuan else ""),
            f"{one.department} owes a form ({FORM_TYPES[one.form_type].en}) for {one.year}",
            one.department,
            (),
            "缺报",
            "应报",
            of=one,
        )
        for one in district.owed
        if one.status == "missing"
    ]


RULE = Rule(
    "C-01",
    Wording("应报的表都报了吗", "Did everyone who owes a form file it?"),
    "W",
    "应报（名录 − 免报）= 已报",
    check,
    PRACTICE,
    "district",
)
