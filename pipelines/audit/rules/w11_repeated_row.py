"""
Does one block name the same indicator twice?

Passes over: rows without a name; the same name under two second levels that are both known.

For example: “培训人次” twice under 产出指标 · 数量指标.
"""

from collections import defaultdict

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import Indicator
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    named = [row for row in subject.form.indicators if row.name]
    if not named:
        return NotApplicable("没有指标", "No indicators")
    same: dict[object, list[Indicator]] = defaultdict(list)
    block, last = 0, None
    for row in named:
        if row.level1 != last:  # a level that stands under each of several goals begins anew
            block, last = block + 1, row.level1
        same[block, row.level2, key(row.name or "")].append(row)
    return [
        Hit(
            f"“{rows[0].name}”在同一类指标中出现{len(rows)}次",
            f"“{rows[0].name}” stands {len(rows)} times in one block",
            rows[0].name,
            [p for row in reversed(rows) for p in place(row, "name")],
            str(len(rows)),
            "1",
        )
        for rows in same.values()
        if len(rows) > 1
    ]


RULE = Rule(
    "W-11",
    Wording("同类指标中有重复吗", "Is an indicator named twice in a block?"),
    "W",
    "同一类下三级指标名称不重复",
    check,
    PRACTICE,
)
