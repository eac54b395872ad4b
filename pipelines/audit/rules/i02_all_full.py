"""
Has every row full marks?

Passes over: forms with fewer scored rows than `least`.

For example: 23 of 23 rows.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = scored(subject)
    if len(rows) < settings.number("I-02", "least"):
        return NotApplicable("有得分的指标太少", "Too few scored rows")
    full = sum(score >= weight for _, weight, score in rows)
    if full < len(rows):
        return []
    at = subject.form.places.get("total_score") or rows[0][0].places.get("score")
    return [
        Hit(
            f"{len(rows)}个指标全部满分",
            f"All {len(rows)} rows have full marks",
            "全部指标",
            [at, *(row.places.get("score") for row, _, _ in rows)],
            str(full),
            str(len(rows)),
        )
    ]


RULE = Rule(
    "I-02",
    Wording("所有指标都是满分吗", "Has every row full marks?"),
    "S",
    "满分指标数 < n，n ≥ least",
    check,
    PRACTICE,
    thresholds={"least": Wording("最少指标数", "Least number of rows")},
)
