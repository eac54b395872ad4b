"""
Which departments to look at again: half by risk, half by money. The same data give the same sample.

Risk is points by severity of a department's findings; no chance is in it, so anybody can repeat it.
"""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.briefings import numbers
from dashboard.briefings.fact import Fact, Row, Unit, fact
from dashboard.briefings.gathered import OVERALL, Finding, Gathered
from dashboard.briefings.seven import POINTS

#: One department in so many, and at least so many.
ONE_IN, LEAST = 10, 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One department of the sample; `by` is "risk" or "money", `rank` its place in that order."""

    department: str
    by: str
    risk: Fact
    budget: Fact
    rank: Fact
    findings: tuple[Finding, ...]


def risk(g: Gathered, name: str, found: list[Finding]) -> Fact:
    """Points of a department's findings by severity."""
    rows = [Row(one.row.source, Decimal(POINTS[one.severity])) for one in found if one.severity in POINTS]
    return fact(
        f"department/{name}/{g.year}/risk", f"{name}{g.year}年度风险分", Unit.COUNT,
        "每项确定错误、违规待核、疑点分别计三分、二分、一分，提示不计", "sum", rows,
    )  # fmt: skip


def candidates(g: Gathered) -> list[Drawn]:
    """Every department with a finding or with money, in order of names; `by` and `rank` are not yet told."""
    by: dict[str, list[Finding]] = {name: [] for name in g.departments}
    for one in g.findings:
        if one.department in by:
            by[one.department].append(one)
    nothing = numbers.count("none", "", [])
    return [
        Drawn(
            name, "", risk(g, name, found),
            numbers.amount(g, numbers.department(g, name, g.year), "total", numbers.BUDGET), nothing,
            tuple(found),
        )
        for name, found in by.items()
    ]  # fmt: skip


def draw(g: Gathered) -> list[Drawn]:
    """The sample: by risk first, then by money among the rest; each in its own order."""
    every = candidates(g)
    size = min(len(every), max(LEAST, -(-len(every) // ONE_IN)))
    by_risk = sorted(
        (one for one in every if one.risk.value),
        key=lambda one: (-(one.risk.value or 0), -(one.budget.value or 0), one.department),
    )
    counted = {one.department for one in g.of(g.year, OVERALL)}
    by_money = sorted((one for one in every if one.budget.value is not None and one.department in counted),
                      key=lambda one: (-(one.budget.value or 0), one.department))  # fmt: skip
    found = [_told(g, one, "risk", by_risk) for one in by_risk[: -(-size // 2)]]
    taken = {one.department for one in found}
    for order, how in ((by_money, "money"), (by_risk, "risk")):
        for one in order:
            if len(found) < size and one.department not in taken:
                found.append(_told(g, one, how, order))
                taken.add(one.department)
    return found


def _told(g: Gathered, one: Drawn, by: str, order: list[Drawn]) -> Drawn:
    """With its place in the order by which it was drawn; equal values share the better one."""
    own, *others = (
        (each.risk if by == "risk" else each.budget).terms[0]
        for each in (one, *(other for other in order if other is not one))
    )
    word = "风险分" if by == "risk" else "全年预算数"
    rank = fact(
        f"department/{one.department}/{g.year}/rank_by_{by}", f"{one.department}{g.year}年度{word}位次",
        Unit.COUNT, f"{word}高于本部门的部门数加一", "rank_of_sum", own, *others,
    )  # fmt: skip
    return Drawn(one.department, by, one.risk, one.budget, rank, one.findings)
