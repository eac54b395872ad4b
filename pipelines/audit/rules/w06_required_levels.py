"""
Are the required first levels there?

A level counts wherever its word stands: some templates print 满意度 as a second level.

Passes over: forms without levels.

For example: a form that has 产出指标 and 效益指标 and nothing on 满意度.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = subject.form.indicators
    if all(row.level1 is None for row in rows):
        return NotApplicable("没有一级指标", "No first levels")
    said = "\n".join(
        word
        for row in rows
        for word in (row.level1, row.level2, *(row.level2_candidates or ()), row.name)
        if word
    )
    return [
        Hit(f"缺少“{word}”类指标", f"No indicators of {word}", word, [rows[0].place], None, word)
        for word in settings.words("W-06", "required")
        if word not in said
    ]


RULE = Rule(
    "W-06",
    Wording("必备的一级指标齐全吗", "Are the required levels there?"),
    "W",
    "一级指标含 required",
    check,
    MINISTRY,
    thresholds={"required": Wording("必备的一级指标", "Required levels")},
)
