"""
Do values of the indicator block stand in another column than their headings?

The reader found them by type and arithmetic, and flagged the rows; merged headings of the fund
block, whose values stand beside them in many templates, are not asked of.

Passes over: forms without indicators.

For example: the sign and number of a target under 二级指标.
"""

import re

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording

_ROW = re.compile(r"R(\d+)")


def check(subject: Subject, settings: Settings) -> Answer:
    rows = {match[1] for row in subject.form.indicators if (match := _ROW.search(row.place))}
    if not rows:
        return NotApplicable("没有指标", "No indicators")
    return [
        Hit(
            f"指标区内容与表头错列：{problem.message}",
            "Values of the indicators stand beside their headings",
            "指标区",
            [problem.place],
            None,
        )
        for problem in subject.form.problems
        if problem.code == "value_moved" and (match := _ROW.search(problem.place or "")) and match[1] in rows
    ]


RULE = Rule(
    "W-10",
    Wording("指标区错列吗", "Are values of the indicators shifted?"),
    "E",
    "值不在其表头之下，由读表程序按类型与算术对回",
    check,
)
