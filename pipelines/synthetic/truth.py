"""
What a reader of an invented district must find, worked out from its plan.

Amounts are strings in yuan, of the values that the forms print; rates are fractions with
ten decimals. Nothing here has read a file.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipelines.synthetic.filled import Facts, yuan
from pipelines.synthetic.plan import Member, Plan, PlannedForm
from pipelines.synthetic.stories import STORIES

UNDER_EXECUTED = Decimal("0.80")
LOW = (Decimal("0.60"), Decimal("0.80"))

_SOURCES = ("fiscal", "carryover", "other", "central", "local")


def truth(plan: Plan, counts: Mapping[str, int], collection: str) -> dict[str, Any]:
    """Return the content of `truth.json`; `counts` are those of the files that were written."""
    forms = [form for member in plan.members for form in member.forms]
    years = _department_years(plan)
    return {
        "note": "演示数据：按编排算出的正确答案，金额为元，比率为小数",
        "seed": plan.seed,
        "collection": collection,
        "departments": len(plan.members),
        "years": list(plan.years),
        **counts,
        "department_years": years,
        "year_totals": [_year_total(year, years) for year in plan.years],
        "under_executed_threshold": str(UNDER_EXECUTED),
        "under_executed": _under_executed(years),
        "low_indicators": {str(limit): _low(forms, limit) for limit in LOW},
        "recurring_low": {str(limit): _recurring(_low(forms, limit)) for limit in LOW},
        "low_across_departments": {str(limit): _across(_low(forms, limit)) for limit in LOW},
        "missing": _missing(plan),
        "double_counted": _tied(plan, included=True),
        "unclear_parents": _tied(plan, included=None),
        "project_chains": _chains(forms),
        "stories": [
            {"kind": story.kind, "meaning": STORIES[story.kind][0], "department": story.department,
             "years": list(story.years)}
            for story in plan.cast.stories
        ],
    }  # fmt: skip


def own_money(facts: Facts, key: str) -> Decimal | None:
    """Return the form's own money: its total line, else its sources, else its structure; in yuan."""
    for kinds in (("total",), _SOURCES, ("basic", "project")):
        found = [line[key] for line in facts["funds"] if line["kind"] in kinds and line[key] is not None]
        if found:
            return yuan(facts, sum(found, Decimal(0)))
    return None


def _department_years(plan: Plan) -> list[dict[str, Any]]:
    filed = {(form.department, form.year) for form in _overall(plan)}
    rows = []
    for member in plan.members:
        for form in member.forms:
            if form.form_type == "department_overall":
                parent = member.department.parent
                inside = member.included is True and (parent, form.year) in filed
                rows.append(_department_year(member, form, counted=not inside))
    return sorted(rows, key=lambda row: (row["department"], row["year"]))


def _department_year(member: Member, form: PlannedForm, counted: bool) -> dict[str, Any]:
    facts = form.facts
    projects = [one for one in member.forms if one.form_type == "project" and one.year == form.year]
    row: dict[str, Any] = {
        "department": form.department,
        "kind": member.department.kind,
        "parent": member.department.parent,
        "year": form.year,
        "template": form.template,
        "unit": facts["unit"],
        "counted": counted,
        "budget_yuan": _text(own_money(facts, "adjusted")),
        "executed_yuan": _text(own_money(facts, "executed")),
    }
    for kind in ("basic", "project"):
        line = next(line for line in facts["funds"] if line["kind"] == kind)
        row[f"{kind}_budget_yuan"] = _text(yuan(facts, line["adjusted"]))
        row[f"{kind}_executed_yuan"] = _text(yuan(facts, line["executed"]))
    row["total_score"] = _text(facts["total_score"])
    row["indicators"] = len(facts["indicators"])
    row["project_forms"] = len(projects)
    for key, name in (("adjusted", "budget"), ("executed", "executed")):
        amounts = [own_money(one.facts, key) or Decimal(0) for one in projects]
        row[f"project_forms_{name}_yuan"] = _text(sum(amounts, Decimal("0.00")))
    return row


def _year_total(year: int, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    own = [row for row in rows if row["year"] == year and row["counted"]]
    total: dict[str, Any] = {"year": year, "departments_counted": len(own)}
    for prefix in ("", "basic_", "project_"):
        budget = sum((Decimal(row[f"{prefix}budget_yuan"]) for row in own), Decimal("0.00"))
        executed = sum((Decimal(row[f"{prefix}executed_yuan"]) for row in own), Decimal("0.00"))
        total[f"{prefix}budget_yuan"] = str(budget)
        total[f"{prefix}executed_yuan"] = str(executed)
        total[f"{prefix}rate"] = _rate(budget, executed)
    return total


def _under_executed(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return where project money lies below the threshold, counted or not; without a budget: nowhere."""
    found = []
    for row in rows:
        budget, executed = Decimal(row["project_budget_yuan"]), Decimal(row["project_executed_yuan"])
        if budget > 0 and executed < UNDER_EXECUTED * budget:
            found.append(
                {
                    "department": row["department"],
                    "year": row["year"],
                    "line": "project",
                    "counted": row["counted"],
                    "budget_yuan": str(budget),
                    "executed_yuan": str(executed),
                    "rate": _rate(budget, executed),
                }
            )
    return found


def _low(forms: Iterable[PlannedForm], limit: Decimal) -> list[dict[str, Any]]:
    """Return the indicators of current forms whose score is below `limit` of their weight."""
    found = [
        {
            "department": form.department,
            "year": form.year,
            "form_type": form.form_type,
            "project": form.facts["project"],
            "level1": row["level1"],
            "level2": row["level2"],
            "name": row["name"],
            "weight": _text(row["weight"]),
            "score": _text(row["score"]),
        }
        for form in forms
        for row in form.facts["indicators"]
        if row["score"] < limit * row["weight"]
    ]
    return sorted(found, key=lambda row: (row["department"], row["year"], row["form_type"], row["name"]))


def _recurring(low: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the indicators that are low in two years or more of one department's same form."""
    years: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in low:
        years[row["department"], row["form_type"], row["project"], row["name"]].append(row["year"])
    keys = ("department", "form_type", "project", "name")
    return [
        {**dict(zip(keys, key, strict=True)), "years": when} for key, when in years.items() if len(when) > 1
    ]


def _across(low: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the indicators of overall forms that are low in two departments or more of one year."""
    who: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in low:
        if row["form_type"] == "department_overall":
            who[row["name"], row["year"]].append(row["department"])
    found = [
        {"name": name, "year": year, "departments": names}
        for (name, year), names in who.items()
        if len(names) > 1
    ]
    return sorted(found, key=lambda row: (row["year"], -len(row["departments"]), row["name"]))


def _missing(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"department": member.department.name, "year": year, "form_type": form_type}
        for member in plan.members
        for year in plan.years
        for form_type in member.owes
        if year not in member.exempt_years
        and not any(form.year == year and form.form_type == form_type for form in member.forms)
    ]


def _tied(plan: Plan, included: bool | None) -> list[dict[str, Any]]:
    """Return the pairs of a department and its parent that both file, by what the roster says."""
    filed = {(form.department, form.year) for form in _overall(plan)}
    return [
        {"department": member.department.name, "parent": member.department.parent, "year": year}
        for member in plan.members
        for year in plan.years
        if member.included is included
        and {(member.department.name, year), (member.department.parent, year)} <= filed
    ]


def _overall(plan: Plan) -> list[PlannedForm]:
    return [form for one in plan.members for form in one.forms if form.form_type == "department_overall"]


def _chains(forms: Iterable[PlannedForm]) -> list[dict[str, Any]]:
    """Return every project with its name in each year in which it filed a form."""
    years: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for form in forms:
        if form.subject is not None:
            named = {"year": form.year, "project": form.facts["project"]}
            years[form.department, form.subject].append(named)
    return [
        {"department": department, "subject": subject, "forms": sorted(named, key=lambda one: one["year"])}
        for (department, subject), named in sorted(years.items())
    ]


def _rate(budget: Decimal, executed: Decimal) -> str | None:
    if not budget:
        return None
    return str((executed / budget).quantize(Decimal("1e-10"), ROUND_HALF_UP))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
