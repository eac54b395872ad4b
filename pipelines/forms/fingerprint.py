"""A short name for what a form was read as, so that a confirmation holds only for what was confirmed."""

import hashlib
from collections.abc import Iterator

from pipelines.forms.form import Form

# The fields are named one by one: a new one must not make every confirmation doubtful.
_HEAD = (
    "form_type", "fiscal_year", "department_name", "supervisor", "project", "unit", "total_weight",
    "total_score", "grade",
)  # fmt: skip
_FUND = ("label", "kind", "initial", "adjusted", "executed", "rate_pct", "weight", "score", "amount")
_GOAL = ("planned", "adjusted", "achieved", "weight")
_INDICATOR = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")


def fingerprint(form: Form) -> str:
    """Return 16 hex digits over every value of the form; where a value stands is no part of it."""
    whole = "\x1f".join(_values(form))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]


def _values(form: Form) -> Iterator[str]:
    rows: tuple[tuple[tuple[object, ...], tuple[str, ...]], ...] = (
        ((form,), _HEAD),
        (form.funds, _FUND),
        (form.goals, _GOAL),
        (form.indicators, _INDICATOR),
    )
    for parts, names in rows:
        yield f"{len(parts)} {names[0]}"
        for part in parts:
            for name in names:
                value = getattr(part, name)
                yield "\x00" if value is None else str(value)
