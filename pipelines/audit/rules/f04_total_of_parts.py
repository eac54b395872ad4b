"""
Is the total the sum of its parts, each breakdown by itself?

Passes over: a breakdown without any figure, and one of a single figure below the total, since
"of which" need not name everything.

For example: a total of 120 over parts of 100 and 10.
"""

from pipelines.audit.facts import Subject
from pipelines.audit.figures import ZERO, parts, plain, total_line
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.forms.checks import last_place
from pipelines.wording import Wording

_COLUMNS = (
    ("initial", "年初预算数", "Initial budget"),
    ("adjusted", "全年预算数", "Budget"),
    ("executed", "全年执行数", "Executed"),
)


def check(subject: Subject, settings: Settings) -> Answer:
    hits, checked = [], False
    for column, zh, en in _COLUMNS:
        line = total_line(subject.form, column)
        if line is None:
            continue
        printed = getattr(line, column)
        for breakdown, of in (("source", "资金来源"), ("structure", "资金结构")):
            lines = [x for x in parts(subject)[breakdown] if getattr(x, column) is not None]
            figures = [getattr(x, column) for x in lines]
            found = sum(figures, ZERO)
            if not figures or (len(figures) == 1 and found < printed):
                continue
            checked = True
            step = max(map(last_place, [*figures, printed]))
            if abs(printed - found) > (len(figures) + 1) * step / 2:
                hits.append(
                    Hit(
                        f"{zh}：总额印的是{plain(printed)}，按{of}各项相加是{plain(found)}",
                        f"{en}: the total is {plain(printed)}, its parts give {plain(found)}",
                        f"{zh}（{of}）",
                        [line.places.get(column, line.place), *(x.places.get(column) for x in lines)],
                        printed,
                        found,
                        found - printed,
                        amount_yuan=subject.yuan(found - printed),
                    )
                )
    return hits if checked else NotApplicable("没有总额与其分项可核对", "No total beside its parts")


RULE = Rule(
    "F-04",
    Wording("年度资金总额等于其各分项之和吗", "Is the total the sum of its parts?"),
    "E",
    "|总额 − Σ分项| ≤（项数 + 1）× 半个末位单位，每种分解分别核对",
    check,
)
