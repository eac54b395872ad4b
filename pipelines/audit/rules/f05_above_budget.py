"""
Was more spent than the adjusted budget?

Passes over: lines without both figures, and lines whose budget is zero (F-06 asks of those).

For example: a budget of 100 and spending of 103. Its score is capped at full marks (S-06).
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import name_of, pct, plain, rate
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    most = settings.number("F-05", "most")
    hits, checked, said = [], False, set()
    for line in subject.form.funds:
        found = rate(line.adjusted, line.executed)
        if found is None or line.adjusted is None or line.executed is None:
            continue
        checked = True
        if found > most and (line.adjusted, line.executed) not in said:
            said.add((line.adjusted, line.executed))  # a part that is the whole total says it once
            hits.append(
                Hit(
                    f"“{name_of(line)}”执行数{plain(line.executed)}大于"
                    f"全年预算数{plain(line.adjusted)}（{pct(found)}），"
                    "请说明超支来源；得分最多为满分",
                    f"Executed {plain(line.executed)} is above the "
                    f"budget {plain(line.adjusted)} ({pct(found)})",
                    name_of(line),
                    [line.places.get("executed", line.place), line.places.get("adjusted")],
                    line.executed,
                    line.adjusted,
                    line.adjusted - line.executed,
                    amount_yuan=subject.yuan(line.executed - line.adjusted),
                )
            )
    return hits if checked else NotApplicable("没有预算数与执行数可比", "No budget beside spending")


RULE = Rule(
    "F-05",
    Wording("执行数超过全年预算数吗", "Was more spent than the budget?"),
    "W",
    "X/B ≤ most",
    check,
    PRACTICE,
    thresholds={"most": Wording("执行率上限", "Highest rate")},
)
