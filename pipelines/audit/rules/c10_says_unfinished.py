"""
Does the form tell of unfinished work while every mark is full?

Passes over: forms without scores, or without any text on what was done.

For example: “二期工程推迟至下年” and 100 of 100 points.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import scored
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    form, rows = subject.form, scored(subject)
    texts = [
        *((goal.achieved, goal.places.get("achieved")) for goal in form.goals),
        *((row.actual, row.places.get("actual")) for row in form.indicators if row.target_value is None),
    ]
    told = [(key(text), at) for text, at in texts if text]
    if not rows or not told:
        return NotApplicable("没有得分，或没有完成情况的文字", "No scores, or no narrative")
    if any(score < weight for _, weight, score in rows):
        return []
    words = settings.words("C-10", "words")
    return [
        Hit(
            f"文字说“{word}”，各项却都是满分", f"The text says “{word}”, every mark is full", word, [at], word
        )
        for text, at in told
        if (word := next((word for word in words if word in text), None))
    ]


RULE = Rule(
    "C-10",
    Wording("文字说未完成而全是满分吗", "Unfinished in words, full in marks?"),
    "S",
    "完成情况含 words 时不全是满分",
    check,
    PRACTICE,
    thresholds={"words": Wording("未完成的用语", "Words of unfinished work")},
)
