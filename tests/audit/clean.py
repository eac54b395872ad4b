"""Forms without a fault: facts of any template that no rule may call an error or a breach."""

from collections.abc import Sequence
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

from pipelines.synthetic.budgets import Money, Project, YearOfMoney
from pipelines.synthetic.catalogue import PROJECTS
from pipelines.synthetic.filled import Facts, Habits, overall_facts, project_facts
from pipelines.synthetic.names import Department, departments
from pipelines.synthetic.printing import split_target
from pipelines.synthetic.scores import (
    SHANGHAI,
    WITH_EXECUTION,
    WITHOUT_EXECUTION,
    Row,
    promised,
    promised_for,
)
from pipelines.synthetic.table import Table
from pipelines.synthetic.templates import TEMPLATES, file_stem, lay_out, render_many
from pipelines.synthetic.templates_overall import OVERALL
from pipelines.synthetic.templates_transfer import TRANSFER

CENT = Decimal("0.01")
YEAR = 2023
REASON = "受连续降雨影响有两场活动未能举办，已列入下年第一季度计划"
#: Templates whose fund lines a planned district knows; the others print those of the national one.
PLANNED = {
    "shanghai_overall", "shanghai_overall_drifted", "national_overall", "yunnan_overall",
    "province_weight_first",
    "province_side_by_side", "province_grouped",
}  # fmt: skip
#: A name for every form, so that none is taken for a later submission of another.
_DEPARTMENTS = departments(40)


def clean_facts(template: str, seed: int, year: int = YEAR) -> Facts:
    """Facts of one form of the template: nearly all money spent, results a little above their targets."""
    random = Random(f"clean/{template}/{seed}")
    kind = _DEPARTMENTS[seed % len(_DEPARTMENTS)].kind
    department = Department(f"演示市第{seed}{template}服务中心", kind)
    habits = Habits(department.name, random.random() < 0.3, random.random() < 0.1, False)
    step = Decimal(100) if habits.in_wan else CENT
    subjects = random.sample(PROJECTS[kind], 2)
    projects = tuple(
        Project(f"{subject}项目", subject, _money(random, 300_000, step)) for subject in subjects
    )
    if template in OVERALL:
        plan = WITH_EXECUTION
        if template.startswith("shanghai"):
            plan = SHANGHAI
        elif template in ("province_side_by_side", "province_grouped"):
            plan = WITHOUT_EXECUTION
        project = projects[0].money + projects[1].money
        basic = _money(random, 2_000_000, step)
        money = YearOfMoney(basic, project, projects, _none(step))
        rows = _fulfilled(promised(kind, plan, random), random)
        lines = template if template in PLANNED else "national_overall"
        facts = overall_facts(department, year, money, rows, lines, habits, random)
        facts["subordinates"] = 3
        return facts
    rows = _fulfilled(promised_for(subjects[0], random), random)
    facts = project_facts(department, year, projects[0], rows, habits, random)
    if template in TRANSFER:
        facts["form_type"], facts["central"] = "transfer_payment", "财政部"
    facts["supervisor"] = "演示市财政局"
    return facts


def write_form(folder: Path, facts: Facts, template: str, fmt: str = "xlsx", stem: str | None = None) -> Path:
    """One file of one form."""
    return write_table(folder, lay_out(facts, template), fmt, stem or _stem(facts))


def write_table(folder: Path, table: Table, fmt: str, stem: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name, content = render_many([table], fmt, stem)
    path = folder / name
    path.write_bytes(content)
    return path


def _stem(facts: Facts) -> str:
    return f"{facts['department']}{file_stem(facts)}"


def copy_of(facts: Facts, **changes: object) -> Facts:
    """The facts once more, deep, with changes at the top."""
    return {**deepcopy(facts), **changes}


def templates_that_print(*keys: str, of: Sequence[str] = tuple(TEMPLATES)) -> list[str]:
    return [name for name in of if set(keys) <= TEMPLATES[name].prints]


def _money(random: Random, least: int, step: Decimal) -> Money:
    adjusted = _rounded(Decimal(random.randint(least, 4 * least)), step)
    executed = _rounded(adjusted * Decimal(random.randint(9650, 9990)) / 10000, step)
    return Money(_rounded(adjusted * Decimal(random.choice(("1", "1", "0.95"))), step), adjusted, executed)


def _none(step: Decimal) -> Money:
    return Money(*[Decimal("0.00")] * 3)


def _rounded(amount: Decimal, step: Decimal) -> Decimal:
    return ((amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step).quantize(CENT)


def _fulfilled(rows: Sequence[Row], random: Random) -> list[Row]:
    """Results a little above the targets; one number that falls short, with its reason."""
    done = [_full(row, random) for row in rows]
    short = next(
        number for number, row in enumerate(done)
        if split_target(row["target"])[0] == "≥" and split_target(row["target"])[2] not in ("%", "分")
    )  # fmt: skip
    row = done[short]
    _, value, unit = split_target(row["target"])
    actual = min(Decimal(value) - 1, (Decimal(value) * Decimal("0.9")).quantize(Decimal(1), ROUND_HALF_UP))
    score = (row["weight"] * actual / Decimal(value)).quantize(CENT, ROUND_HALF_UP)
    done[short] = {**row, "actual": f"{actual}{unit}", "score": score, "reason": REASON}
    return done


def _full(row: Row, random: Random) -> Row:
    sign, value, unit = split_target(row["target"])
    name = row["name"] + ("（抽样调查）" if "满意度" in row["name"] else "")
    full = {**row, "name": name, "score": row["weight"], "reason": None}
    if not sign:
        return {**full, "actual": "达成预期指标"}
    target = Decimal(value)
    if sign == "≥" and unit == "%":
        actual = min(
            Decimal(100),
            target + min(target * Decimal("0.1"), Decimal(random.choice((1, 2, 3)))).quantize(Decimal("0.1")),
        )
    elif sign == "≥":
        actual = target + (target * Decimal(random.choice(("0.02", "0.06", "0.1")))).quantize(Decimal(1))
    elif sign == "≤" and target > 10:
        actual = target - random.randint(1, 3)
    else:
        actual = target
    text = format(actual.normalize(), "f")
    return {**full, "actual": f"{text}{unit}"}


def with_money(facts: Facts, budget: str, executed: str, initial: str | None = None) -> Facts:
    """Put these amounts into the total of a project form and into its one source, and score them."""
    pair = {"adjusted": Decimal(budget), "executed": Decimal(executed), "initial": Decimal(initial or budget)}
    rate = (
        (pair["executed"] * 100 / pair["adjusted"]).quantize(CENT, ROUND_HALF_UP)
        if pair["adjusted"]
        else None
    )
    facts["unit"] = "元"
    facts["funds"][0].update(pair, rate_pct=rate)
    facts["funds"][1].update(pair)
    if rate is not None:
        facts["funds"][0]["score"] = min(Decimal(10), (rate / 10).quantize(CENT, ROUND_HALF_UP))
    return resummed(facts)


def resummed(facts: Facts) -> Facts:
    """Let the totals be the sums of what stands in the form."""
    lines = [*facts["funds"][:1], *facts["indicators"]]
    facts["total_score"] = sum((row["score"] for row in lines if row["score"] is not None), Decimal(0))
    facts["total_weight"] = sum((row["weight"] for row in lines if row["weight"] is not None), Decimal(0))
    return facts


__all__ = [
    "REASON", "YEAR", "clean_facts", "copy_of", "resummed", "templates_that_print", "with_money",
    "write_form", "write_table",
]  # fmt: skip
