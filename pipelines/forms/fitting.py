"""How badly the type of a cell fits what a column holds."""

import re
from functools import lru_cache

from pipelines.forms import vocabulary
from pipelines.forms.company import EARLIER_TARGET
from pipelines.forms.names import COMPARING, NATURES
from pipelines.forms.values import Typed, typed

_POINTS_AFTER = re.compile(r"[^\d(]\(\d+(?:\.\d+)?分\)$")
_LONGEST_LEVEL = 10
_AS_ABOVE = {"同上", "同前"}
_SIGN_WORDS = NATURES | {"≥", "≤", "=", ">", "<", ">=", "<=", *COMPARING}


def has_points(value: Typed) -> bool:
    """Whether words carry their points: 产出指标（50分）."""
    return bool(_POINTS_AFTER.search(value.key))


@lru_cache(maxsize=50_000)
def type_cost(text: str, role: str) -> float:
    """Return how badly the type of a text fits a role: 0 is good, 4 and more contradicts."""
    value = typed(text)
    role = "target" if role == EARLIER_TARGET else role
    if value.key in _AS_ABOVE:
        return 0.0 if role == "reason" else 2.0 if role == "other" else 6.0
    number = value.numeric or value.signed
    first, second = vocabulary.is_level1(text), vocabulary.is_level2(text)
    if role in ("level1", "level2"):
        known, other = (first, second) if role == "level1" else (second, first)
        if value.placeholder or value.key in _SIGN_WORDS:
            return 6.0
        if has_points(value):
            return 0.6 if other and not known else 0.4 if known and other and role == "level1" else 0.2
        if known:  # 成本指标 may be either: the lower is the likelier
            return 0.3 if role == "level1" and second else 0.0
        if value.signed or value.date or value.percent:
            return 8.0
        if number:
            return 6.0
        return (
            1.5
            if other and role == "level1"
            else 1.0
            if other
            else (0.9 if role == "level1" else 0.8) + (0.7 if len(value.key) > 14 else 0.0)
        )
    if role in ("name", "target", "actual", "reason") and has_points(value) and len(value.key) <= 14:
        return 3.5
    if role == "name":
        if value.signed or value.percent:
            return 6.0
        if number:
            return 5.0
        if first or second:
            return 2.0
        if len(value.key) == 1 or value.key in _SIGN_WORDS:
            return 4.5
        if value.date or value.quantity:
            return 2.9
        if value.check:
            return 1.5
        return 0.4 if len(value.key) == 2 else 0.0
    if role in ("weight", "score"):
        if value.percent:
            return 4.0
        if value.numeric:
            return 0.0 if value.number is not None and abs(value.number) <= 100 else 2.5
        return 0.5 if value.placeholder else 10.0
    if role == "block_weight":
        return 0.0 if value.numeric else 1.0 if value.placeholder else 10.0
    if (role == "reason" or (role in ("target", "actual") and value.key.endswith("指标"))) and (
        first or second
    ):
        return 4.0
    if role == "reason" and value.key.endswith(("指标", "目标")) and len(value.key) <= _LONGEST_LEVEL:
        return 4.0  # a level in words of its own
    if role in ("target", "actual") and value.key in _SIGN_WORDS and not value.placeholder:
        return 3.0
    if role == "target":
        plain = value.date or value.check or value.placeholder
        return 0.0 if value.quantity or value.numeric else 0.2 if plain else 0.6
    if role == "actual":
        if value.signed:
            return 1.2
        return 0.0 if value.quantity or value.check or value.numeric else 0.2 if value.date else 0.6
    if role == "target_sign":
        return 0.0 if value.key in _SIGN_WORDS else 6.0
    if role == "target_unit":
        if number or len(value.key) > 8:
            return 5.0
        return 1.0 if value.check or value.placeholder else 0.0 if len(value.key) <= 3 else 0.6
    if role == "reason":
        if value.placeholder and (value.key[:1] in ".…·" or value.key.startswith("指标")):
            return 3.0
        if value.numeric and not value.percent:
            return 5.5  # a bare number explains nothing: it is rather of no column
        return 3.5 if number else 0.3 if len(value.key) > 4 or value.placeholder else 0.9
    if value.key in _SIGN_WORDS and not value.placeholder:
        return 2.0
    return 0.95 if role == "other" and value.words else 0.4  # 备注 is filled less often than a reason
