"""
Was a target surpassed by so much that it was set too low?

From `review` on it is worth a look; from `low` on without a reason it needs a person.

Passes over: rows without a positive target "at least" and a result of its unit.

For example: ≥100, reached 130, and no reason.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import comparable, has_reason, pct, place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    review, low = settings.number("S-11", "review"), settings.number("S-11", "low")
    hits, checked = [], False
    for row in subject.form.indicators:
        pair, target = comparable(row), row.target_value
        if pair is None or target is None or target.sign not in (">=", ">", "=") or pair[0] <= 0:
            continue
        checked = True
        times = pair[1] / pair[0]
        if times >= review:
            wrong = times >= low and not has_reason(row)
            hits.append(
                Hit(
                    f"“{row.name}”完成值{row.actual}是指标值{row.target}的{pct(times, 0)}，指标值可能定低了"
                    + ("，且没有说明" if wrong else ""),
                    f"{row.actual} is {pct(times, 0)} of the target {row.target}",
                    row.name,
                    place(row, "actual", "target"),
                    pair[1],
                    pair[0],
                    pair[1] - pair[0],
                    "W" if wrong else "I",
                )
            )
    return hits if checked else NotApplicable("没有可比的正向定量指标", "No comparable positive target")


RULE = Rule(
    "S-11",
    Wording("超额完成过多吗", "Was a target far surpassed?"),
    "W",
    "a ≥ review·t 关注；a ≥ low·t 且无原因",
    check,
    PRACTICE,
    thresholds={
        "review": Wording("关注的倍数", "Worth a look from"),
        "low": Wording("定低的倍数", "Set too low from"),
    },
)
