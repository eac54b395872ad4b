"""The money of an invented department over the years, as its forms will print it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from pipelines.synthetic.catalogue import PROJECTS
from pipelines.synthetic.names import Department
from pipelines.synthetic.renames import Named, named
from pipelines.synthetic.stories import INCLUDED, Cast

ZERO = Decimal("0.00")

#: Kind → median budget of a bureau in yuan, of a department below one, share of basic spending.
_SIZES: Mapping[str, tuple[float, float, float]] = {
    "综合部门": (42e6, 12e6, 0.62),
    "教育": (180e6, 32e6, 0.78),
    "街道办事处": (160e6, 0, 0.45),
    "卫生": (90e6, 48e6, 0.66),
    "城建": (150e6, 36e6, 0.34),
    "文化体育": (46e6, 9e6, 0.52),
    "镇政府": (120e6, 0, 0.42),
    "公安政法": (110e6, 18e6, 0.7),
    "农业水利": (70e6, 11e6, 0.44),
}


@dataclass(frozen=True, slots=True)
class Money:
    """One fund line in yuan: budget at the year's start, adjusted, executed."""

    initial: Decimal
    adjusted: Decimal
    executed: Decimal

    def __add__(self, other: "Money") -> "Money":
        return Money(
            self.initial + other.initial, self.adjusted + other.adjusted, self.executed + other.executed
        )


NOTHING = Money(ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Project:
    """A project in one year; `name` is unique in its department and year, `subject` what it is for ever."""

    name: str
    subject: str
    money: Money
    words: str = ""  #: what its indicators are called after; its subject where nothing is said

    @property
    def called(self) -> str:
        return self.words or self.subject


@dataclass(frozen=True, slots=True)
class YearOfMoney:
    """A department's money in one year: what its overall form says, and its projects."""

    basic: Money
    project: Money  #: the line 项目支出
    projects: tuple[Project, ...]
    other: Money  #: of the total, what does not come from the budget; the rest does

    @property
    def total(self) -> Money:
        return self.basic + self.project


class Budgets:
    """Draws the money of departments, in the order asked, the same for the same seed."""

    def __init__(self, cast: Cast, years: Sequence[int], seed: int, step: Mapping[str, Decimal]) -> None:
        self._cast = cast
        self._years = years
        self._seed = seed
        self._step = step  #: department → all its amounts are multiples of this

    def of(self, department: Department) -> dict[int, YearOfMoney]:
        """Return the money of each year in which the department exists."""
        random = Random(f"{self._seed}/{department.name}/money")
        bureau, below, share = _SIZES[department.kind]
        size = (bureau if department.bureau else below) * random.lognormvariate(0, 0.4)
        share = min(0.9, max(0.2, random.gauss(share, 0.06)))
        if self._cast.years("idle_project_money", department.name):
            share = 0.88
        subjects = random.sample(PROJECTS[department.kind], random.randint(1, 4))
        names = named(self._seed, department.name, subjects, PROJECTS[department.kind], self._years)
        habit = min(0.97, max(0.7, random.gauss(0.88, 0.06)))  # how far it gets with project money
        money: dict[int, YearOfMoney] = {}
        for year in self._years:
            size *= random.gauss(1.03, 0.04)
            drawn = self._year(department, year, size, share, names[year], habit, random)
            if not self._cast.has("exempt_first_year", department.name, year):
                money[year] = drawn
        return money

    def _year(
        self,
        department: Department,
        year: int,
        size: float,
        share: float,
        names: Sequence[Named],
        habit: float,
        random: Random,
    ) -> YearOfMoney:
        name = department.name
        step = self._step[name]
        basic_rate = random.uniform(0.95, 1.0)
        project_rate = min(1.0, max(0.45, random.gauss(habit, 0.05)))
        when = self._cast.years("falls_behind", name)
        if year in when:
            basic_rate, project_rate = 0.97, (0.86, 0.7, 0.52)[when.index(year) - len(when)]
        if self._cast.has("idle_project_money", name, year):
            basic_rate, project_rate = 0.995, random.uniform(0.16, 0.3)
        basic = self._line(size * share, basic_rate, random, step)
        parts = [random.uniform(0.5, 1.5) for _ in names]
        projects = []
        for one, part in zip(names, parts, strict=True):
            rate = min(1.0, max(0.0, random.gauss(project_rate, 0.04)))
            amount = size * (1 - share) * part / sum(parts)
            line = self._line(amount, rate, random, step)
            projects.append(Project(one.name, one.subject, line, one.words))
        projects = self._planted(projects, name, year, step)
        project = sum((one.money for one in projects), NOTHING)
        if self._cast.has("projects_short", name, year):
            project = project + Money(*[_rounded(float(project.executed) * 0.08, step)] * 3)
        if self._cast.has("zero_project_budget", name, year):
            projects, project = [], NOTHING
        return YearOfMoney(basic, project, tuple(projects), _other(basic + project, random, step))

    def _planted(self, projects: list[Project], name: str, year: int, step: Decimal) -> list[Project]:
        first = projects[0].money
        if self._cast.has("zero_budget_form", name, year):
            projects = [*projects, Project("备用金项目", "备用金", NOTHING)]
        if self._cast.has("mid_year_money", name, year):
            late = Money(ZERO, _rounded(float(first.adjusted) * 0.4, step), ZERO)
            late = replace(late, executed=_rounded(float(late.adjusted) * 0.55, step))
            projects = [*projects, Project("年中追加应急处置项目", "应急处置", late)]
        if self._cast.has("over_executed", name, year):
            over = replace(first, executed=_rounded(float(first.adjusted) * 1.037, step))
            projects = [replace(projects[0], money=over), *projects[1:]]
        return projects

    @staticmethod
    def _line(amount: float, rate: float, random: Random, step: Decimal) -> Money:
        adjusted = _rounded(amount, step)
        executed = min(adjusted, _rounded(float(adjusted) * rate, step))
        changed = random.random() < 0.5
        initial = _rounded(float(adjusted) / random.uniform(0.94, 1.12), step) if changed else adjusted
        return Money(initial, adjusted, executed)


def including(
    money: dict[int, YearOfMoney], below: Sequence[dict[int, YearOfMoney]]
) -> dict[int, YearOfMoney]:
    """Return a bureau's money with that of the departments that its form includes."""
    for each in below:
        money = {
            year: replace(
                own,
                basic=own.basic + each[year].basic,
                project=own.project + each[year].project,
                other=own.other + each[year].other,
            )
            for year, own in money.items()
        }
    return money


def steps(departments: Sequence[Department], in_wan: Mapping[str, bool]) -> dict[str, Decimal]:
    """Return the step of each department's amounts: a hundred yuan where two decimals of 万元 are printed."""
    held = {one.parent for one in departments if one.name in INCLUDED}
    fine, coarse = Decimal("0.01"), Decimal(100)
    return {
        one.name: coarse if in_wan[one.name] or one.name in INCLUDED | held else fine for one in departments
    }


def _other(total: Money, random: Random, step: Decimal) -> Money:
    """Return the part of the total that comes from elsewhere: none for half of them."""
    part = random.choice((0.0, 0.0, random.uniform(0.01, 0.08)))
    return Money(
        *(_rounded(float(amount) * part, step) for amount in (total.initial, total.adjusted, total.executed))
    )


def _rounded(amount: float, step: Decimal) -> Decimal:
    units = (Decimal(repr(amount)) / step).quantize(Decimal(1), ROUND_HALF_UP)
    return (units * step).quantize(Decimal("0.01"))
