"""
Do the sources and the structure give the same total, for budget and for execution?

Passes over: forms that print one breakdown only. Each printed figure may be rounded by half
a unit of its last place.

For example: budget by source 2,030.12 and by structure 1,925.67.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, parts, plain
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.forms.checks import last_place
from pipelines.wording import Wording


def check(subject: Subject, settings: Settings) -> Answer:
    hits, checked = [], False
    for column, zh, en in (("adjusted", "预算数", "Budget"), ("executed", "执行数", "Executed")):
        sums, places, steps, terms = [], [], [], 0
        for breakdown in ("source", "structure"):
            lines = [x for x in parts(subject)[breakdown] if getattr(x, column) is not None]
            figures = [getattr(x, column) for x in lines]
            if figures:
                sums.append(sum(figures, ZERO))
                places += [x.places.get(column, x.place) for x in lines]
                steps += [last_place(value) for value in figures]
                terms += len(figures)
        if len(sums) < 2:
            continue
        checked = True
        if abs(sums[0] - sums[1]) > terms * max(steps) / 2:
            hits.append(
                Hit(
                    f"{zh}：资金来源合计{plain(sums[0])}，资金结构合计{plain(sums[1])}，两者应相等",
                    f"{en}: sources give {plain(sums[0])}, structure gives {plain(sums[1])}",
                    zh,
                    places,
                    sums[0],
                    sums[1],
                    sums[1] - sums[0],
                    amount_yuan=subject.yuan(sums[1] - sums[0]),
                )
            )
    return (
        hits if checked else NotApplicable("没有同时印资金来源与资金结构", "Not both breakdowns are printed")
    )


RULE = Rule(
    "F-03",
    Wording("资金来源合计等于资金结构合计吗", "Do sources and structure give one total?"),
    "E",
    "|Σ来源 − Σ结构| ≤ 项数 × 半个末位单位",
    check,
)
