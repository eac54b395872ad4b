"""One form as rows of the warehouse's tables: money in yuan, points, texts as printed."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipelines.forms.checks import Check, checks
from pipelines.forms.fingerprint import fingerprint
from pipelines.forms.form import Form, Indicator
from pipelines.forms.money import (
    incomplete_parts,
    money_by_line,
    own_money,
    to_yuan,
    zero_total_with_parts,
)
from pipelines.forms.report import report
from pipelines.problems import Problem
from pipelines.warehouse.column import MONEY_LIMIT
from pipelines.warehouse.schema import CHECKS, FORMS, FUNDS, GOALS, INDICATORS, MONEY_LINES, UNREAD

Row = dict[str, object]

#: How a check's unit is shown; money of a form that prints no unit has none.
_UNITS = {"%": "%", "points": "分", "money": None}
_STEP = Decimal("0.0001")
_POINTS_LIMIT = Decimal(10) ** 10


def form_rows(form: Form, document_id: str) -> tuple[dict[str, list[Row]], list[Problem]]:
    """
    Return one form's rows by table, and its problems, those of its money among them.

    A column that a row does not give is null.
    """
    rows: dict[str, list[Row]] = {
        table.name: [] for table in (FORMS, MONEY_LINES, FUNDS, GOALS, INDICATORS, UNREAD, CHECKS)
    }
    problems = list(form.problems)
    own = own_money(form)
    found = checks(form)
    ids: dict[str, object] = {"form_id": form.form_id, "document_id": document_id}
    rows["forms"].append(
        {
            **ids,
            "grid": form.grid,
            "ordinal": form.ordinal,
            "first_row": form.first_row,
            "last_row": form.last_row,
            "form_type": form.form_type,
            "fiscal_year": form.fiscal_year,
            "department": form.department_name,
            "project": form.project,
            "synthetic": form.synthetic,
            "title": form.title,
            "department_printed": form.department,
            "department_code": form.department_code,
            "supervisor": form.supervisor,
            "unit": form.unit,
            "total_weight": _points(form.total_weight),
            "total_score": _points(form.total_score),
            "grade": form.grade,
            "indicators": len(form.indicators),
            "money_basis": own.basis,
            "initial_yuan": _yuan(own.initial, form, problems, own.place),
            "budget_yuan": _yuan(own.budget, form, problems, own.place),
            "executed_yuan": _yuan(own.executed, form, problems, own.place),
            "weights_sum": _sum([line.weight for line in form.indicators]),
            "scores_sum": _sum([line.score for line in form.indicators]),
            **_report(form, found),
            "places": _json(form.places),
        }
    )
    quiet: list[Problem] = []  # an amount too large was named once, above
    for line, amounts in money_by_line(form).items():
        rows["money"].append(
            {
                **ids,
                "line": line,
                "initial_yuan": _yuan(amounts.initial, form, quiet, None),
                "budget_yuan": _yuan(amounts.budget, form, quiet, None),
                "executed_yuan": _yuan(amounts.executed, form, quiet, None),
                "half": amounts.is_half,
                "place": amounts.place,
            }
        )
    for number, fund in enumerate(form.funds, 1):
        rows["funds"].append(
            {
                **ids,
                "line_no": number,
                "label": fund.label,
                "line_kind": fund.kind,
                "breakdown": fund.breakdown,
                "depth": fund.depth,
                "initial_printed": _text(fund.initial),
                "budget_printed": _text(fund.adjusted),
                "executed_printed": _text(fund.executed),
                "amount_printed": _text(fund.amount),
                "initial_yuan": _yuan(fund.initial, form, quiet, None),
                "budget_yuan": _yuan(fund.adjusted, form, quiet, None),
                "executed_yuan": _yuan(fund.executed, form, quiet, None),
                "amount_yuan": _yuan(fund.amount, form, quiet, None),
                "printed_rate": _text(fund.rate_pct),
                "weight": _points(fund.weight),
                "score": _points(fund.score),
                "place": fund.place or None,
                "places": _json(fund.places),
            }
        )
    for number, goal in enumerate(form.goals, 1):
        rows["goals"].append(
            {
                **ids,
                "goal_no": number,
                "planned": goal.planned,
                "adjusted": goal.adjusted,
                "achieved": goal.achieved,
                "weight": _points(goal.weight),
                "places": _json(goal.places),
            }
        )
    for number, indicator in enumerate(form.indicators, 1):
        rows["indicators"].append({**ids, "indicator_no": number, **_indicator(indicator)})
    for number, unread in enumerate(form.unread, 1):
        rows["unread"].append({**ids, "unread_no": number, "place": unread.place, "printed": unread.text})
    rows["checks"] = [{**ids, **row} for row in _checks(form, found)]
    if zero_total_with_parts(form):
        message = "年度资金总额为0，而其分项有金额；合计按印出的0计"
        problems.append(Problem("zero_total_with_parts", own.place, message))
    for part in incomplete_parts(form):
        message = f"“{part.label or '资金行'}”只印了预算数与执行数之一；合计按印出的数计"
        problems.append(Problem("part_incomplete", part.place or None, message))
    return rows, problems


def _report(form: Form, found: Sequence[Check]) -> Row:
    told = report(form, found)
    return {
        "values_read": told.values,
        "values_supported": told.supported,
        "values_contradicted": told.contradicted,
        "values_moved": told.moved,
        "values_unread": told.unread,
        "support": float(told.support),
        "confidence": float(told.confidence),
        "reading": fingerprint(form),
    }


def _checks(form: Form, found: Sequence[Check]) -> Iterator[Row]:
    """Money in yuan where the form prints a unit; a figure beyond the limits of money is left out."""
    number = 0
    for check in found:
        money = check.unit == "money" and form.unit is not None
        pair = [to_yuan(x, form.unit) if money else x for x in (check.printed, check.computed)]
        shown = [value.quantize(_STEP) for value in pair if value is not None and abs(value) < MONEY_LIMIT]
        if len(shown) < 2:
            continue
        number += 1
        yield {
            "check_no": number,
            "check_name": check.name,
            "subject": check.subject,
            "place": check.place,
            "check_unit": "元" if money else _UNITS[check.unit],
            "printed_number": shown[0],
            "computed_number": shown[1],
            "agrees": check.agrees,
        }


def name_key(name: str | None) -> str | None:
    """A name folded for matching: full-width forms, blanks and punctuation do not tell names apart."""
    if name is None:
        return None
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or None


def _indicator(row: Indicator) -> dict[str, object]:
    target, actual = row.target_value, row.actual_value
    weight, score = _points(row.weight), _points(row.score)
    known = weight is not None and score is not None and weight > 0
    return {
        "level1": row.level1,
        "level2": row.level2,
        "level2_candidates": "、".join(row.level2_candidates) if row.level2_candidates else None,
        "name": row.name,
        "name_key": name_key(row.name),
        "target": row.target,
        "actual": row.actual,
        "target_sign": target.sign if target else None,
        "target_number": float(target.value) if target else None,
        "target_unit": target.unit if target else None,
        "actual_number": float(actual.value) if actual else None,
        "actual_unit": actual.unit if actual else None,
        "weight": weight,
        "score": score,
        "score_rate": float(score / weight) if known and score is not None and weight is not None else None,
        "lost_points": weight - score if known and score is not None and weight is not None else None,
        "reason": row.reason,
        "level1_weight": _points(row.level1_weight),
        "level2_weight": _points(row.level2_weight),
        "place": row.place or None,
        "score_place": row.places.get("score"),
        "places": _json(row.places),
    }


def _yuan(amount: Decimal | None, form: Form, problems: list[Problem], place: str | None) -> Decimal | None:
    yuan = to_yuan(amount, form.unit)
    if yuan is None or abs(yuan) < MONEY_LIMIT:
        return None if yuan is None else yuan.quantize(_STEP)
    message = f"读到金额{amount}{form.unit}；应为：一亿亿元以内；不计入合计"
    problems.append(Problem("amount_out_of_range", place, message))
    return None


def _points(points: Decimal | None) -> Decimal | None:
    """Points as stored; what is no sum of points (ten digits and more) is left out."""
    return None if points is None or abs(points) >= _POINTS_LIMIT else points.quantize(_STEP)


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return _points(sum(known, Decimal(0))) if known else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _json(places: Mapping[str, str]) -> str | None:
    return json.dumps(dict(sorted(places.items())), ensure_ascii=False) if places else None
