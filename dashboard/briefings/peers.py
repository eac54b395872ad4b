"""A department's project rate beside last year's and beside those of its kind."""

from dataclasses import dataclass

from dashboard.briefings import numbers
from dashboard.briefings.fact import Fact, Unit, fact
from dashboard.briefings.gathered import OVERALL, FormRow, Gathered
from pipelines.queries.peers import FEWEST_FOR_A_RANK
from pipelines.warehouse.words import UNCLASSIFIED


@dataclass(frozen=True, slots=True)
class Standing:
    """One department: its rate, last year's, and its place among its kind (None: too few to say)."""

    form: FormRow
    rate: Fact
    before: Fact
    change: Fact
    median: Fact | None
    above: Fact | None
    rank: Fact | None
    peers: Fact


def fewest() -> Fact:
    """How many departments of a kind it takes to compare them."""
    return numbers.method("peers", "同类比较至少要有的部门数", FEWEST_FOR_A_RANK)


def kinds(g: Gathered, line: str) -> dict[str, list[FormRow]]:
    """Overall forms of the year by kind of department, those alone that have a rate."""
    found: dict[str, list[FormRow]] = {}
    for form in g.of(g.year, OVERALL):
        if form.kind != UNCLASSIFIED and numbers.rate(g, numbers.of_form(form), line).value is not None:
            found.setdefault(form.kind, []).append(form)
    return found


def standing(g: Gathered, form: FormRow, circle: list[FormRow], line: str) -> Standing:
    """Where a department stands among `circle`, those of its kind, itself included."""
    name = form.department or ""
    own, before = numbers.department(g, name, g.year), numbers.department(g, name, g.year - 1)
    enough = len(circle) >= FEWEST_FOR_A_RANK and form in circle
    others = [numbers.of_form(one) for one in circle if one is not form]
    self = numbers.of_form(form)
    pairs = numbers.pairs(g, [self, *others], line)
    word = "项目支出" if line == "project" else "整体支出"
    who = f"{name}{g.year}年度{word}执行率"
    return Standing(
        form,
        numbers.rate(g, own, line),
        numbers.rate(g, before, line),
        numbers.change(g, own, before, line),
        kind_median(g, form.kind, circle, line) if enough else None,
        fact(f"{own.key}/{line}/above_median_pp", f"{who}与同类其他部门中位数之差", Unit.PERCENTAGE_POINTS,
             "本部门执行率 − 同类其他部门执行率的中位数，以百分点计", "above_median_pp",
             *pairs) if enough else None,
        fact(f"{own.key}/{line}/rank", f"{who}在同类中的位次", Unit.COUNT,
             "同类中执行率高于本部门的部门数加一", "rank_of_ratio", *pairs) if enough else None,
        numbers.count(f"kind/{form.kind}/{g.year}/{line}/departments",
                      f"{g.year}年度{form.kind}有{word}执行率的部门数",
                      [one.row for one in circle]),
    )  # fmt: skip


def kind_median(g: Gathered, kind: str, circle: list[FormRow], line: str) -> Fact:
    """Median of the rates of one kind."""
    pairs = numbers.pairs(g, [numbers.of_form(one) for one in circle], line)
    return fact(
        f"kind/{kind}/{g.year}/{line}/median_rate", f"{g.year}年度{kind}执行率中位数", Unit.FRACTION,
        "同类各部门执行率的中位数", "median_of_ratios", *pairs,
    )  # fmt: skip
