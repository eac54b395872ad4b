"""
Does a parent's overall form count money of a subordinate that reports its own?

Where the roster says that it does, the subordinate is not added again; where nobody says, both are.

Passes over: collections in which no parent and subordinate both filed.

For example: 区教育局 and 第一中学, whose money stands in both.
"""

from pipelines.audit.facts import District
from pipelines.audit.figures import plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.warehouse.words import OVERLAP_STATUS
from pipelines.wording import Wording


def check(district: District, settings: Settings) -> Answer:
    if not district.overlaps:
        return NotApplicable("没有上下级单位都报整体表", "No parent and subordinate both filed")
    forms = {one.form_id: one for one in district.forms}
    return [
        Hit(
            f"“{one.department}”另报了整体表，"
            f"其上级“{one.parent}”的表可能已含这笔钱（{OVERLAP_STATUS[one.status].zh}）",
            f"{one.parent} may count money of {one.department}, "
            f"which reports its own ({OVERLAP_STATUS[one.status].en})",
            one.parent,
            (),
            None if one.budget_yuan is None else plain(one.budget_yuan),
            of=forms.get(one.form_id),
            amount_yuan=one.budget_yuan,
        )
        for one in district.overlaps
        if one.status != "separate"
    ]


RULE = Rule(
    "C-11",
    Wording("上级的表含下属已报的钱吗", "Does a parent count a subordinate's money?"),
    "I",
    "上下级整体表不重复计入",
    check,
    PRACTICE,
    "district",
)
