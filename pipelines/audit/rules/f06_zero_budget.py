"""
Was money spent on a line whose budget is zero?

A line of zero budget and zero spending has no rate: not applicable, even where 0.00 is printed.

Passes over: lines without a printed budget or spending.

For example: a budget of 0.00 and spending of 5.00.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import name_of, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    lines = [x for x in subject.form.funds if x.adjusted is not None and x.executed is not None]
    hits = [
        Hit(
            f"“{name_of(line)}”全年预算数为0，却有执行数{plain(line.executed)}",
            f"The budget is zero, yet {plain(line.executed)} was spent",
            name_of(line),
            [line.places.get("executed", line.place), line.places.get("adjusted")],
            line.executed,
            line.adjusted,
            -line.executed,
            amount_yuan=subject.yuan(line.executed),
        )
        for line in lines
        if line.adjusted == 0 and line.executed is not None and line.executed > 0
    ]
    if hits or any(line.adjusted for line in lines):
        return hits
    if lines:
        return NotApplicable("预算与执行均为0，不计执行率", "Budget and spending are zero: there is no rate")
    return NotApplicable("没有预算数与执行数", "No budget beside spending")


RULE = Rule(
    "F-06",
    Wording("预算为0的资金有执行数吗", "Was money spent without a budget?"),
    "E",
    "B = 0 且 X > 0；B = 0 且 X = 0 不适用",
    check,
)
