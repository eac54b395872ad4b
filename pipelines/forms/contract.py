"""A form as the public contract prints it: one JSON object, numbers as printed."""

from decimal import Decimal
from typing import Any

from pipelines.forms.form import Form, FundLine, Goal, Indicator, Quantity
from pipelines.forms.report import report
from pipelines.readers.grid import Document


def number(value: Decimal | None) -> float | int | None:
    """Return a JSON number; None stays null."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() and "." not in str(value) else float(value)


def _quantity(value: Quantity | None, *, sign: bool) -> dict[str, Any] | None:
    if value is None:
        return None
    shown: dict[str, Any] = {"sign": value.sign} if sign else {}
    return {**shown, "value": number(value.value), "unit": value.unit}


def _fund(line: FundLine) -> dict[str, Any]:
    figures = ("initial", "adjusted", "executed", "rate_pct", "weight", "score", "amount")
    return {
        "label": line.label,
        "kind": line.kind,
        **{name: number(getattr(line, name)) for name in figures},
        "places": dict(line.places),
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "planned": goal.planned,
        "adjusted": goal.adjusted,
        "achieved": goal.achieved,
        "weight": number(goal.weight),
        "places": dict(goal.places),
    }


def _indicator(row: Indicator) -> dict[str, Any]:
    return {
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "target": row.target,
        "actual": row.actual,
        "weight": number(row.weight),
        "score": number(row.score),
        "reason": row.reason,
        "target_value": _quantity(row.target_value, sign=True),
        "actual_value": _quantity(row.actual_value, sign=False),
        "level1_weight": number(row.level1_weight),
        "level2_candidates": list(row.level2_candidates) if row.level2_candidates else None,
        "place": row.place,
        "places": dict(row.places),
    }


def _report(form: Form) -> dict[str, Any]:
    judged = report(form)
    return {
        "values": judged.values,
        "supported": judged.supported,
        "contradicted": judged.contradicted,
        "moved": judged.moved,
        "unread": judged.unread,
        "confidence": number(judged.confidence),
    }


def as_json(form: Form, document: Document) -> dict[str, Any]:
    """Return the contract's object of `show --json`; keys in its order, absent values null."""
    return {
        "source": {
            "path": document.path,
            "member": document.member,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "grid": form.grid,
        },
        "form": form.form_id,
        "places": dict(form.places),
        "form_type": form.form_type,
        "title": form.title,
        "fiscal_year": form.fiscal_year,
        "department": form.department,
        "department_name": form.department_name,
        "department_code": form.department_code,
        "supervisor": form.supervisor,
        "project": form.project,
        "unit": form.unit,
        "synthetic": form.synthetic,
        "funds": [_fund(line) for line in form.funds],
        "goals": [_goal(goal) for goal in form.goals],
        "indicators": [_indicator(row) for row in form.indicators],
        "total_weight": number(form.total_weight),
        "total_score": number(form.total_score),
        "grade": form.grade,
        "report": _report(form),
        "problems": [{"code": p.code, "place": p.place, "message": p.message} for p in form.problems],
        "unread": [{"place": u.place, "text": u.text} for u in form.unread],
    }
