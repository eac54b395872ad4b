"""A short name for what a form was read as, so that a confirmation holds only for what was confirmed."""

import hashlib
import json
from dataclasses import asdict

from pipelines.forms.form import Form

#: The parts of a form that are values; where it stands, its problems and claims are none.
_VALUES = (
    "form_type", "fiscal_year", "department", "supervisor", "project", "unit", "funds", "goals",
    "indicators", "total_weight", "total_score", "grade",
)  # fmt: skip


def fingerprint(form: Form) -> str:
    """Return 16 hex digits over every value of the form and its place; the same values give the same."""
    told = {name: getattr(form, name) for name in _VALUES}
    for name in ("funds", "goals", "indicators"):
        told[name] = [asdict(part) for part in told[name]]
    whole = json.dumps([told, dict(form.places)], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]
