"""
Is a share of a closed set above 100 %?

Passes over: rows whose name is no such share, growth among them, and results that are no percentage.

For example: 满意度 105 %.
"""

from decimal import Decimal

from pipelines.audit.facts import Subject
from pipelines.audit.figures import place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import Indicator
from pipelines.wording import Wording

_WHOLE = Decimal(100)


def check(subject: Subject, settings: Settings) -> Answer:
    words, growth = settings.words("S-14", "shares"), settings.words("S-14", "growth")

    def is_share(row: Indicator) -> bool:
        name = row.name or ""
        return any(word in name for word in words) and not any(word in name for word in growth)

    rows = [
        (row, row.actual_value.value)
        for row in subject.form.indicators
        if row.actual_value is not None and row.actual_value.unit == "%" and is_share(row)
    ]
    if not rows:
        return NotApplicable("没有这类比率", "No such share")
    return [
        Hit(
            f"“{row.name}”完成值{plain(value)}%，不可能超过100%",
            f"A share of {plain(value)} % cannot be",
            row.name,
            place(row, "actual"),
            value,
            _WHOLE,
            _WHOLE - value,
        )
        for row, value in rows
        if value > _WHOLE
    ]


RULE = Rule(
    "S-14",
    Wording("比率超过100%吗", "Is a share above 100 %?"),
    "W",
    "满意度、合格率等 ≤ 100%",
    check,
    PRACTICE,
    thresholds={
        "shares": Wording("封闭集合的比率", "Shares of a closed set"),
        "growth": Wording("增长类用语", "Words of growth"),
    },
)
