"""
Is there a cost indicator, and does it point down?

Passes over: forms without second levels (absence cannot be told); rows about saving, where more
is better.

For example: 成本指标 with the target ≥100 万元.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import MINISTRY, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = subject.form.indicators
    saving = settings.words("W-07", "saving")
    cost = [
        row
        for row in rows
        if "成本" in (row.level2 or "") or (row.level2 is None and "成本" in (row.level1 or ""))
    ]
    hits = [
        Hit(
            f"成本指标“{row.name}”的指标值是“{row.target}”，成本应是越少越好",
            f"The cost of “{row.name}” should point down",
            row.name,
            place(row, "target"),
            row.target,
        )
        for row in cost
        if row.target_value
        and row.target_value.sign in (">=", ">")
        and not any(word in (row.name or "") for word in saving)
    ]
    if hits or cost:
        return hits
    unsure = any(row.level2_candidates for row in rows) or any("成本" in (row.name or "") for row in rows)
    if unsure or all(row.level2 is None for row in rows):
        return NotApplicable(
            "没有分清二级指标，不能断定有无成本指标", "The second levels cannot be told apart"
        )
    return [
        Hit("没有设成本指标", "There is no cost indicator", "成本指标", [rows[0].place], None, severity="I")
    ]


RULE = Rule(
    "W-07",
    Wording("有成本指标且越少越好吗", "Is there a cost indicator that points down?"),
    "W",
    "成本指标的符号不是 ≥、>；没有则提示",
    check,
    MINISTRY,
    thresholds={"saving": Wording("越多越好的成本用语", "Words of saving")},
)
