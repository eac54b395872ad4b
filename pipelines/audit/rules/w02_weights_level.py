"""
Do the weights of the rows add up to the printed weight of their first and second level?

Passes over: levels without a printed weight, and levels in which some row has no weight.

For example: 产出指标 printed with 25 points, its rows add up to 30.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.audit.facts import Subject
from pipelines.audit.figures import POINTS_STEP, ZERO, place, plain, total
from pipelines.audit.profile import Settings
from pipelines.audit.rule import Answer, Hit, NotApplicable, Rule
from pipelines.forms.form import Indicator
from pipelines.wording import Wording


def blocks(
    rows: tuple[Indicator, ...], level: str
) -> Iterator[tuple[str, Decimal, str | None, list[Indicator]]]:
    """
    Each block with a printed weight: its name, the weight, the cell, its rows.

    Rows of one name and weight are one block, in whatever order they stand; where only their runs
    by themselves agree with the weight (a level that stands under each of several goals), each run is one.
    """
    found: dict[object, list[list[Indicator]]] = {}
    last = None
    for row in rows:
        name, weight = getattr(row, level), getattr(row, f"{level}_weight")
        this = (row.level1 if level == "level2" else None, name, weight)
        if name is not None and weight is not None:
            runs = found.setdefault(this, [])
            if this != last or not runs:
                runs.append([])
            runs[-1].append(row)
        last = this
    for runs in found.values():
        printed = getattr(runs[0][0], f"{level}_weight")
        whole = [[row for run in runs for row in run]]
        apart = all(abs((total(row.weight for row in run) or ZERO) - printed) <= POINTS_STEP for run in runs)
        for several in runs if apart else whole:
            first = several[0]
            at = first.places.get(f"{level}_weight") or first.places.get(level) or first.place
            yield getattr(first, level), printed, at, several


def check(subject: Subject, settings: Settings) -> Answer:
    hits, checked = [], False
    for level, zh in (("level1", "一级指标"), ("level2", "二级指标")):
        for name, printed, at, rows in blocks(subject.form.indicators, level):
            if any(row.weight is None for row in rows):
                continue
            checked = True
            found = sum((row.weight for row in rows if row.weight is not None), ZERO)
            if abs(found - printed) > POINTS_STEP:
                hits.append(
                    Hit(
                        f"{zh}“{name}”印的权重是{plain(printed)}分，"
                        f"其下{len(rows)}项分值相加是{plain(found)}分",
                        f"{name} is printed with {plain(printed)} points, its rows add up to {plain(found)}",
                        name,
                        [at, *(p for row in rows for p in place(row, "weight"))],
                        printed,
                        found,
                        found - printed,
                    )
                )
    return hits if checked else NotApplicable("没有印一级或二级指标的权重", "No level has a printed weight")


RULE = Rule(
    "W-02",
    Wording("各级权重等于其下分值之和吗", "Do the rows add up to their level's weight?"),
    "E",
    "Σ三级分值 = 所属一级（二级）权重",
    check,
)
