"""
The judge inside: how sure the reading of a form is, and what speaks for and against it.

Each value that was read gets a support between 0 and 1: its arithmetic agrees (1); it stands
under its own heading in a table that kept its columns (1), though the form's figures
contradict it (½); it was found beside its heading by type alone (½), or in text that has no
columns (0.6). The mean of the supports is then set against what was really right on the
calibration forms (`tests/calibrate.py` measures it; `docs/accuracy.md` holds the table):
confidence is the share of values right that readings of that mean had.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipelines.forms.checks import Check, checks
from pipelines.forms.form import Form
from pipelines.readers.grid import Layout

#: Support of a value that no arithmetic reaches, by how its table kept its columns.
_UNCHECKED = {
    Layout.RULED: Decimal(1),
    Layout.TABBED: Decimal("0.95"),
    Layout.CLOSED: Decimal("0.6"),
    Layout.LINES: Decimal("0.6"),
}
_CONTRADICTED = Decimal("0.5")
_MOVED = Decimal("0.5")

#: Mean support → share of values right, from `python -m tests.calibrate` of 2026-11-25 (249,942 values of
#: published forms, laid out in 22 templates and drifted in ten ways; tenths of the support whose shares
#: fell were pooled); between the points it is interpolated.
CALIBRATION: tuple[tuple[Decimal, Decimal], ...] = (
    (Decimal("0.60"), Decimal("0.951")),
    (Decimal("0.80"), Decimal("0.997")),
    (Decimal("0.95"), Decimal("0.998")),
    (Decimal("1.00"), Decimal("0.999")),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What speaks for a reading: values by how they are supported, and the confidence."""

    values: int
    supported: int  #: by arithmetic that agrees
    contradicted: int  #: by arithmetic that does not agree, and by none that does
    moved: int  #: found beside their heading
    unread: int
    support: Decimal  #: mean, 0–1; 0 without values
    confidence: Decimal  #: 0–1, to three places


def report(form: Form, found: Sequence[Check] | None = None) -> Report:
    """Return the report of one form; `found` are its checks where they are at hand already."""
    found = checks(form) if found is None else found
    agreed = {place for check in found if check.agrees for place in check.supports}
    denied = {place for check in found if not check.agrees for place in check.supports} - agreed
    values = [claim.place for claim in form.claims if claim.role == "value"]
    unread = sum(claim.role == "unread" for claim in form.claims)
    total, unchecked = Decimal(0), _UNCHECKED[form.layout]
    for place in values:
        if place in agreed:
            total += 1
        elif place in denied:
            total += min(_CONTRADICTED, unchecked)
        else:
            total += min(_MOVED, unchecked) if place in form.moved else unchecked
    support = total / len(values) if values else Decimal(0)
    return Report(
        len(values),
        sum(place in agreed for place in values),
        sum(place in denied for place in values),
        sum(place in form.moved for place in values),
        unread,
        support.quantize(Decimal("0.001")),
        calibrated(support) if values else Decimal(0),
    )


def calibrated(support: Decimal) -> Decimal:
    """Return the confidence for a mean support, by the calibration's points."""
    points = CALIBRATION
    if support <= points[0][0]:
        return points[0][1]
    for (low, right), (high, better) in pairwise(points):
        if support <= high:
            share = (support - low) / (high - low)
            return (right + (better - right) * share).quantize(Decimal("0.001"))
    return points[-1][1]
