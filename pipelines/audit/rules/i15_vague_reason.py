"""
Is a reason too vague to be one: very short, or a stock phrase with no object?

Passes over: rows without a reason.

For example: 客观原因，加强管理.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import has_reason, place
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    rows = [row for row in subject.form.indicators if has_reason(row)]
    if not rows:
        return NotApplicable("没有写偏差原因", "No reasons are given")
    least, phrases = settings.number("I-15", "least"), settings.words("I-15", "phrases")

    def rest(text: str) -> str:
        for phrase in phrases:
            text = text.replace(phrase, "")
        return text.strip("，,。.；;、 ")

    return [
        Hit(
            f"“{row.name}”的原因“{row.reason}”过于笼统",
            f"The reason “{row.reason}” is vague",
            row.name,
            place(row, "reason"),
            row.reason,
        )
        for row in rows
        if len(key(row.reason or "")) < least or not rest(key(row.reason or ""))
    ]


RULE = Rule(
    "I-15",
    Wording("偏差原因笼统吗", "Is a reason vague?"),
    "I",
    "字数 ≥ least，且不只是 phrases",
    check,
    PRACTICE,
    thresholds={"least": Wording("最少字数", "Least length"), "phrases": Wording("套话", "Stock phrases")},
)
