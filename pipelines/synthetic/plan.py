"""The plan of an invented district: its departments, and every form that each of them files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from pipelines.synthetic.budgets import Budgets, Project, YearOfMoney, including, steps
from pipelines.synthetic.filled import Facts, Habits, overall_facts, project_facts
from pipelines.synthetic.names import Department, departments
from pipelines.synthetic.scores import (
    SHANGHAI,
    WITH_EXECUTION,
    WITHOUT_EXECUTION,
    Row,
    fulfilled,
    promised,
    promised_for,
)
from pipelines.synthetic.stories import INCLUDED, UNCLEAR, Cast, cast

#: The last year of every district.
LAST_YEAR = 2023
WEAK_INDICATOR = "信息公开及时率"

_OVERALL = {
    "shanghai_overall": 33, "national_overall": 26, "province_weight_first": 11, "yunnan_overall": 10,
    "province_side_by_side": 7, "province_grouped": 7, "shanghai_overall_drifted": 6,
}  # fmt: skip
_PROJECT = {
    "national_project": 44, "shanghai_project": 16, "province_review": 12, "yunnan_project": 10,
    "mof_project_points": 10, "anhui_project": 8,
}  # fmt: skip
_FORMATS = {
    "xlsx": 40, "xlsx_text": 5, "docx": 30, "html": 10, "html_gb18030": 5, "text": 4,
    "text_gb18030": 3, "pipes": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedForm:
    """One form that is filed: its facts, and after which template."""

    department: str  #: present name
    facts: Facts
    template: str
    earlier: Facts | None = None  #: what was filed first, where `facts` are a resubmission
    subject: str | None = None  #: what a project is for ever, whatever it is called

    @property
    def year(self) -> int:
        return int(self.facts["fiscal_year"])

    @property
    def form_type(self) -> str:
        return str(self.facts["form_type"])


@dataclass(frozen=True, slots=True)
class Member:
    """A department of the plan, with what the roster says about it and what it files."""

    department: Department
    former_name: str | None
    owes: tuple[str, ...]
    exempt_years: tuple[int, ...]
    included: bool | None  #: in its parent's form; None where nobody says
    forms: tuple[PlannedForm, ...]
    formats: Mapping[int, str] = field(default_factory=dict)  #: year → format of its files


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole district: pure data, the same for the same numbers and seed."""

    seed: int
    years: tuple[int, ...]
    members: tuple[Member, ...]
    cast: Cast


def plan_district(number: int, years: int, seed: int, progress: Callable[[int], None] | None = None) -> Plan:
    """
    Return the plan of `number` departments over `years` years up to `LAST_YEAR`.

    Raises:
        ValueError: fewer than one department or year.
    """
    if number < 1 or years < 1:
        raise ValueError("at least one department and one year")
    when = tuple(range(LAST_YEAR - years + 1, LAST_YEAR + 1))
    everyone = departments(number)
    roles = cast(everyone, when, seed)
    in_wan = {one.name: Random(f"{seed}/{one.name}/unit").random() < 0.3 for one in everyone}
    budgets = Budgets(roles, when, seed, steps(everyone, in_wan))
    money = {one.name: budgets.of(one) for one in everyone}
    for one in everyone:
        below = [money[sub.name] for sub in everyone if sub.parent == one.name and sub.name in INCLUDED]
        if below:
            money[one.name] = including(money[one.name], below)
    members = []
    for place, one in enumerate(everyone):
        members.append(_Filing(one, roles, seed, in_wan[one.name], when).member(money[one.name]))
        if progress:
            progress(place + 1)
    return Plan(seed, when, tuple(members), roles)


class _Filing:
    """How one department files, year after year."""

    def __init__(
        self, department: Department, roles: Cast, seed: int, in_wan: bool, years: Sequence[int]
    ) -> None:
        self._department = department
        self._roles = roles
        self._years = years
        self._random = Random(f"{seed}/{department.name}/forms")
        self._habits = Habits(
            printed_name=department.name,
            in_wan=in_wan,
            cut_rates=self._random.random() < 0.06,
            mark_title=self._random.random() < 0.6,
        )
        self._overall = _drawn(_OVERALL, self._random)
        self._project = _drawn(_PROJECT, self._random)
        self._format = _drawn(_FORMATS, self._random)
        self._changed = _drawn(
            {name: n for name, n in _OVERALL.items() if name != self._overall}, self._random
        )
        self._promises: dict[str, list[Row]] = {}

    def member(self, money: Mapping[int, YearOfMoney]) -> Member:
        name = self._department.name
        renamed = self._roles.years("renamed", name)
        former = _former(name) if renamed else None
        forms: list[PlannedForm] = []
        formats: dict[int, str] = {}
        for year, own in money.items():
            habits = (
                replace(self._habits, printed_name=former) if former and year in renamed else self._habits
            )
            forms += self._forms(year, own, habits)
            if self._random.random() < 0.1:
                self._format = _drawn(_FORMATS, self._random)
            formats[year] = self._format
        no_projects = self._roles.years("zero_project_budget", name)
        owes = ("department_overall",) if no_projects else ("department_overall", "project")
        parent = self._department.parent
        held = True if name in INCLUDED else None if name in UNCLEAR or parent is None else False
        exempt = self._roles.years("exempt_first_year", name)
        return Member(self._department, former, owes, exempt, held, tuple(forms), formats)

    def _forms(self, year: int, money: YearOfMoney, habits: Habits) -> list[PlannedForm]:
        name = self._department.name
        forms = []
        overall = self._overall_form(year, money, habits)
        if not self._roles.has("missing_overall", name, year):
            forms.append(overall)
        projects = [self._project_form(year, place, money, habits) for place in range(len(money.projects))]
        if not self._roles.has("missing_projects", name, year):
            forms += projects
        return forms

    def _overall_form(self, year: int, money: YearOfMoney, habits: Habits) -> PlannedForm:
        name, roles = self._department.name, self._roles
        template = self._changed if roles.has("template_change", name, year) else self._overall
        if roles.years("wrong_sum", name):
            template = "national_overall"
        rows = fulfilled(self._promised(template), self._random, self._low(year))
        facts = overall_facts(self._department, year, money, rows, template, habits, self._random)
        earlier = None
        if roles.has("resubmitted", name, year):
            less = replace(money.project, executed=(money.project.executed / 200).quantize(Decimal(1)) * 100)
            first = replace(money, project=less)
            earlier = overall_facts(self._department, year, first, rows, template, habits, self._random)
        if roles.has("wrong_sum", name, year):
            facts["funds"][0]["adjusted"] += Decimal("50.00") if habits.in_wan else Decimal("500000.00")
        if roles.has("wrong_rate", name, year):
            facts["funds"][-1]["rate_pct"] += 5
        if roles.has("wrong_total_score", name, year):
            facts["total_score"] += Decimal("1.80")
        return PlannedForm(name, facts, template, earlier)

    def _project_form(self, year: int, place: int, money: YearOfMoney, habits: Habits) -> PlannedForm:
        project = money.projects[place]
        promises = self._promises.setdefault(project.subject, promised_for(project.subject, self._random))
        named = [{**row, "name": _called(row["name"], project)} for row in promises]
        rows = fulfilled(named, self._random)
        facts = project_facts(self._department, year, project, rows, habits, self._random)
        late = self._roles.years("mid_year_money", self._department.name)
        template = "national_project" if late else self._project
        return PlannedForm(self._department.name, facts, template, subject=project.subject)

    def _promised(self, template: str) -> list[Row]:
        """Return the indicators of the template's points, the same in every year."""
        plan = WITH_EXECUTION
        if template.startswith("shanghai"):
            plan = SHANGHAI
        elif template in ("province_side_by_side", "province_grouped"):
            plan = WITHOUT_EXECUTION
        key = "/".join(f"{level}{points}" for level, points in plan.items())
        if key not in self._promises:
            self._promises[key] = promised(self._department.kind, plan, self._random)
        return self._promises[key]

    def _low(self, year: int) -> tuple[str, ...]:
        """Return the indicators that a story wants low in this year."""
        low = []
        if self._roles.has("recurring_low_score", self._department.name, year):
            low.append("重点工作任务完成数")
        if self._roles.has("weak_across_departments", self._department.name, year):
            low.append(WEAK_INDICATOR)
        return tuple(low)


def _drawn(weights: Mapping[str, int], random: Random) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _called(indicator: str, project: Project) -> str:
    """Return an indicator's name under what the project is called that year."""
    return project.called + indicator.removeprefix(project.subject)


def _former(name: str) -> str:
    """Return what a department was called before."""
    if name.endswith("局"):
        return name.removesuffix("局") + "委员会"
    if name.endswith("中心"):
        return name.removesuffix("中心") + "管理站"
    return name + "筹备处"
