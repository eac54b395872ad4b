"""The facts of a department's forms of one year, in the words of the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from pipelines.synthetic.budgets import NOTHING, Money, Project, YearOfMoney
from pipelines.synthetic.catalogue import goals
from pipelines.synthetic.names import Department
from pipelines.synthetic.scores import CENT, Row, execution_score
from pipelines.synthetic.templates import TEMPLATES

Facts = dict[str, Any]

NOTE = "注：本表为演示数据，由程序编排，与任何真实单位无关。"
TITLE_MARK = "（演示数据）"

#: What the lines of an overall form are called: template → (label, kind).
_TOTAL = ("年度资金总额", "total")
_SOURCES = (("当年财政拨款", "fiscal"), ("其他资金", "other"))
_STRUCTURE = (("基本支出", "basic"), ("项目支出", "project"))
_NUMBERED = (
    ("（1）财政拨款", "fiscal"),
    ("（2）其他资金", "other"),
    ("（1）基本支出", "basic"),
    ("（2）项目支出", "project"),
)
_UNDER_TOTAL = (("其中：基本支出", "basic"), ("项目支出", "project"))
_LINES: Mapping[str, Sequence[tuple[str, str]]] = {
    "shanghai_overall": _NUMBERED,
    "shanghai_overall_drifted": _NUMBERED,
    "national_overall": (_TOTAL, *_UNDER_TOTAL),
    "yunnan_overall": (_TOTAL, *_UNDER_TOTAL),
    "province_weight_first": (_TOTAL, ("其中：当年财政拨款", "fiscal"), _SOURCES[1], *_UNDER_TOTAL),
    "province_side_by_side": (*_SOURCES, *_STRUCTURE),
    "province_grouped": (_TOTAL, *_SOURCES, *_STRUCTURE),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a department fills in its forms: the same in every form of a year."""

    printed_name: str  #: the name that it had that year
    in_wan: bool  #: 万元 with two decimals
    cut_rates: bool  #: rates are cut off instead of rounded
    mark_title: bool  #: 演示数据 in the title as well as in the note


def overall_facts(
    department: Department,
    year: int,
    money: YearOfMoney,
    rows: Sequence[Row],
    template: str,
    habits: Habits,
    random: Random,
) -> Facts:
    """Return the facts of the overall form; indicators as given, the total score their sum."""
    amounts = {
        "total": money.total,
        "basic": money.basic,
        "project": money.project,
        "other": money.other,
        "fiscal": _less(money.total, money.other),
    }
    weighted = any(column.key == "weight" for column in TEMPLATES[template].fund_columns)
    lines = [_line(label, kind, amounts[kind], habits) for label, kind in _LINES[template]]
    execution = _scored(lines[0], money.total) if weighted else None
    subjects = [project.subject for project in money.projects]
    finished = money.project.executed >= money.project.adjusted * Decimal("0.8")
    return {
        **_common(year, habits, random),
        "form_type": "department_overall",
        "department": habits.printed_name,
        "supervisor": None,
        "project": None,
        "funds": lines,
        "goals": [goals(department.kind, subjects, year, finished)],
        "indicators": list(rows),
        **_totals(rows, execution, weighted),
        "subordinates": None,
        "sheet": "部门整体支出绩效自评表",
    }


def project_facts(
    department: Department,
    year: int,
    project: Project,
    rows: Sequence[Row],
    habits: Habits,
    random: Random,
) -> Facts:
    """Return the facts of a project form: ten points for execution, ninety for the indicators."""
    lines = [
        _line("年度资金总额", "total", project.money, habits),
        _line("其中：当年财政拨款", "fiscal", project.money, habits),
        _blank("上年结转资金", "carryover"),
        _blank("其他资金", "other"),
    ]
    lines[1]["rate_pct"] = None
    execution = _scored(lines[0], project.money)
    finished = project.money.executed >= project.money.adjusted * Decimal("0.8")
    return {
        **_common(year, habits, random),
        "form_type": "project",
        "department": habits.printed_name,
        "supervisor": department.parent or habits.printed_name,
        "project": project.name,
        "funds": lines,
        "goals": [goals(department.kind, [project.called], year, finished)],
        "indicators": [{**row, "review": row["score"]} for row in rows],
        **_totals(rows, execution, weighted=True),
        "sheet": project.name,
    }


def yuan(facts: Facts, value: Decimal | None) -> Decimal | None:
    """Return a printed amount of this form in yuan."""
    if value is None or facts["unit"] == "元":
        return value
    return (value * 10000).quantize(CENT)


def rate_pct(money: Money, cut: bool) -> Decimal | None:
    """Return executed ÷ adjusted in percent with two decimals; None without a budget."""
    if not money.adjusted:
        return None
    return (money.executed * 100 / money.adjusted).quantize(CENT, ROUND_DOWN if cut else ROUND_HALF_UP)


def _common(year: int, habits: Habits, random: Random) -> Facts:
    day = f"{year + 1}年{random.randint(1, 4)}月{random.randint(1, 28)}日"
    return {
        "fiscal_year": year,
        "unit": "万元" if habits.in_wan else "元",
        "grade": None,
        "filled_on": day,
        "title_mark": TITLE_MARK if habits.mark_title else "",
        "notes": [NOTE],
    }


def _line(label: str, kind: str, money: Money, habits: Habits) -> Facts:
    shown = {
        "initial": _printed(money.initial, habits),
        "adjusted": _printed(money.adjusted, habits),
        "executed": _printed(money.executed, habits),
    }
    rate = rate_pct(money, habits.cut_rates)
    if money == NOTHING and kind == "project":
        rate = Decimal("0.00")  # what forms print beside an empty budget
    return {
        "label": label,
        "kind": kind,
        **shown,
        "rate_pct": rate,
        "weight": None,
        "score": None,
        "amount": None,
    }


def _blank(label: str, kind: str) -> Facts:
    keys = ("initial", "adjusted", "executed", "rate_pct", "weight", "score", "amount")
    return {"label": label, "kind": kind, **dict.fromkeys(keys)}


def _printed(amount: Decimal, habits: Habits) -> Decimal:
    return (amount / 10000).quantize(CENT, ROUND_HALF_UP) if habits.in_wan else amount


def _scored(line: Facts, money: Money) -> Decimal | None:
    """Write ten points for execution into the total line; return the points got."""
    line["weight"] = Decimal(10)
    line["score"] = execution_score(money.adjusted, money.executed)
    return execution_score(money.adjusted, money.executed)


def _totals(rows: Sequence[Row], execution: Decimal | None, weighted: bool) -> Facts:
    weight = sum((row["weight"] for row in rows), Decimal(10 if weighted else 0))
    score = sum((row["score"] for row in rows), execution or Decimal(0))
    grade = next(word for least, word in ((90, "优"), (80, "良"), (60, "中"), (0, "差")) if score >= least)
    return {"total_weight": weight, "total_score": score, "grade": grade}


def _less(total: Money, part: Money) -> Money:
    return Money(total.initial - part.initial, total.adjusted - part.adjusted, total.executed - part.executed)
