"""
Are the targets of 效益 hollow: one and the same for many rows, or a phrase that says nothing?

Passes over: forms without 效益 rows that have a target.

For example: 提升 as the target of seven rows.
"""

from collections import defaultdict

from pipelines.audit.facts import Subject
from pipelines.audit.figures import is_level, place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import Indicator
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = [row for row in subject.form.indicators if is_level(row, "效益") and row.target]
    if not rows:
        return NotApplicable("没有效益指标", "No 效益 rows")
    same: dict[str, list[Indicator]] = defaultdict(list)
    for row in rows:
        same[key(row.target or "")].append(row)
    hits = [
        Hit(
            f"{len(several)}个效益指标的指标值都是“{several[0].target}”",
            f"{len(several)} rows have the same target",
            "效益指标",
            [p for row in several for p in place(row, "target")],
            several[0].target,
            str(len(several)),
        )
        for several in same.values()
        if len(several) >= settings.number("I-10", "rows")
    ]
    phrases = settings.words("I-10", "phrases")
    hits += [
        Hit(
            f"“{row.name}”的指标值“{row.target}”没有可核实的内容",
            f"The target “{row.target}” says nothing that can be checked",
            row.name,
            place(row, "target"),
            row.target,
        )
        for row in rows
        if row.target_value is None and any(phrase in key(row.target or "") for phrase in phrases)
    ]
    return hits


RULE = Rule(
    "I-10",
    Wording("效益指标值空泛雷同吗", "Are the targets of 效益 hollow?"),
    "S",
    "同一指标值的效益指标 < rows，不含 phrases",
    check,
    PRACTICE,
    thresholds={
        "rows": Wording("雷同的行数", "Rows alike"),
        "phrases": Wording("空泛用语", "Hollow phrases"),
    },
)
