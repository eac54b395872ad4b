"""
Was a target set below what was reached last year?

Rows are matched by their name; a target "at most" is mirrored.

Passes over: a first year, rows that last year's form does not have with a number of the same unit.

For example: ≥70 after 100 was reached.
"""

from decimal import Decimal

from pipelines.audit.facts import Years
from pipelines.audit.figures import place, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.forms.text import key
from pipelines.wording import Wording


def check(years: Years, settings: Settings) -> Answer:
    last, share = years.before(1), settings.number("I-11", "share")
    if last is None:
        return NotApplicable("没有上年表可比", "No form of last year")
    before = {key(row.name): row for row in last.form.indicators if row.name and row.actual_value}
    hits, checked = [], False
    for row in years.this.form.indicators:
        target, earlier = row.target_value, before.get(key(row.name or ""))
        reached = earlier.actual_value if earlier else None
        if (
            target is None
            or earlier is None
            or reached is None
            or target.unit != reached.unit
            or reached.value <= 0
        ):
            continue
        if target.sign not in (">=", ">", "=", "<=", "<"):
            continue
        checked = True
        down = target.sign in ("<=", "<")
        limit = reached.value * (2 - share if down else share)
        if target.value > limit if down else target.value < limit:
            then = plain(reached.value)
            hits.append(
                Hit(
                    f"“{row.name}”上年完成{then}，本年指标值只定{row.target}{years.renamed.zh}",
                    f"{then} was reached last year, the target is {row.target}{years.renamed.en}",
                    row.name,
                    place(row, "target"),
                    target.value,
                    Decimal(reached.value),
                    reached.value - target.value,
                    beside=last,
                    beside_place=place(earlier, "actual")[0],
                )
            )
    return hits if checked else NotApplicable("没有上年同名指标可比", "No row of last year to compare")


RULE = Rule(
    "I-11",
    Wording("指标值低于上年完成值吗", "Is a target below last year's result?"),
    "S",
    "t(y) ≥ share × a(y−1)，反向对称",
    check,
    PRACTICE,
    "year-pair",
    {"share": Wording("比例", "Share")},
)
