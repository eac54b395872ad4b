"""
Is the printed rate the spending divided by the adjusted budget?

A gap of up to one unit of the last printed place is none, since some forms round and others
cut off; a rate printed as a fraction (0.958) is compared as one.

Passes over: lines without a printed rate, without spending, or without a budget above zero.

For example: a budget of 100 and spending of 80 beside a printed rate of 90.00.
"""

from decimal import Decimal

from pipelines.audit.facts import Subject
from pipelines.audit.figures import name_of, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.forms.checks import last_place
from pipelines.forms.form import FundLine
from pipelines.wording import Wording


def shown_and_found(line: FundLine) -> tuple[Decimal, Decimal, Decimal] | None:
    """The printed rate in percent, the step of its last place, and the computed one."""
    budget = line.adjusted
    if line.rate_pct is None or line.executed is None or budget is None or budget <= 0:
        return None
    found = line.executed / budget * 100
    shown, step = line.rate_pct, last_place(line.rate_pct)
    if abs(shown * 100 - found) < abs(shown - found):
        shown, step = shown * 100, step * 100
    return shown, step, found


def check(subject: Subject, settings: Settings) -> Answer:
    allowed = settings.number("F-01", "steps")
    hits, checked = [], False
    for line in subject.form.funds:
        read = shown_and_found(line)
        if read is None:
            continue
        checked = True
        shown, step, found = read
        if abs(shown - found) > allowed * step:
            hits.append(
                Hit(
                    f"“{name_of(line)}”印的执行率是{plain(shown)}%，"
                    f"按执行数÷全年预算数应为{plain(round(found, 2))}%",
                    f"The printed rate is {plain(shown)}%, executed ÷ budget gives {plain(round(found, 2))}%",
                    name_of(line),
                    [line.places.get("rate_pct", line.place)],
                    line.rate_pct,
                    round(found, 4),
                    round(found - shown, 4),
                )
            )
    return hits if checked else NotApplicable("没有可核对的执行率", "No printed rate beside a budget")


RULE = Rule(
    "F-01",
    Wording("印的执行率等于执行数÷全年预算数吗", "Is the printed rate executed ÷ budget?"),
    "E",
    "|印的执行率 − X/B| ≤ steps × 末位一个单位",
    check,
    thresholds={"steps": Wording("容许相差几个末位单位", "Units of the last place allowed")},
)
