"""
Are most rows, or most points, in words and not in numbers?

Passes over: forms without indicators.

For example: 13 of 23 rows.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, is_quantitative, pct, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = [row for row in subject.form.indicators if row.target]
    if not rows:
        return NotApplicable("没有指标值", "No targets are printed")
    words = [row for row in rows if row.target_value is None and not is_quantitative(row)]
    weight = sum((row.weight or ZERO for row in words), ZERO)
    share = ZERO + len(words)
    share /= len(rows)
    if share <= settings.number("I-05", "share") and weight <= settings.number("I-05", "weight"):
        return []
    return [
        Hit(
            f"{len(rows)}个指标中有{len(words)}个（{pct(share, 1)}，{plain(weight)}分）没有数字，难以核实",
            f"{len(words)} of {len(rows)} rows ({plain(weight)} points) are in words",
            "定性指标",
            [p for row in words if (p := row.places.get("target", row.place))],
            str(len(words)),
            str(len(rows)),
        )
    ]


RULE = Rule(
    "I-05",
    Wording("定性指标过多吗", "Are most rows in words?"),
    "S",
    "定性占比 ≤ share 且 分值 ≤ weight",
    check,
    PRACTICE,
    thresholds={"share": Wording("占比上限", "Highest share"), "weight": Wording("分值上限", "Most points")},
)
