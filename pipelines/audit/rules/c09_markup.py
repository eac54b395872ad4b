"""
Do markup or control characters stand in the cells?

They were removed when values were taken, and what was printed is kept.

Passes over: nothing.

For example: <p> and &nbsp; in the goals.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    places = [problem.place for problem in subject.form.problems if problem.code == "markup_removed"]
    if not places:
        return []
    return [
        Hit(
            f"{len(places)}个单元格含网页标记或不可见字符，取值时已去除",
            f"Markup in {len(places)} cells was removed",
            "网页标记",
            places,
            str(len(places)),
            "0",
        )
    ]


RULE = Rule(
    "C-09",
    Wording("含网页标记或不可见字符吗", "Is there markup in the cells?"),
    "I",
    "没有 <p>、&nbsp; 与控制字符",
    check,
)
