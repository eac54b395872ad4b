"""
Is there one form for each department, project and year?

Where several came, the newest submission is current and the older ones are kept.

Passes over: nothing.

For example: a form and its 更正.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    if not subject.superseded:
        return []
    said = "、".join(subject.superseded)
    return [
        Hit(
            f"同一张表报了{len(subject.superseded) + 1}次，以本表为准；较早的：{said}",
            f"Filed {len(subject.superseded) + 1} times; this is the current one",
            "版本",
            (),
            str(len(subject.superseded) + 1),
            "1",
        )
    ]


RULE = Rule(
    "C-02",
    Wording("同一张表只报了一次吗", "Was the form filed once?"),
    "W",
    "单位 × 项目 × 年度 只有一张现行表",
    check,
    PRACTICE,
)
