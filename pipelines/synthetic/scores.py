"""Indicators of an invented form: targets, results, points, as a department would fill them in."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from pipelines.synthetic.catalogue import GENERAL, MANAGEMENT, PROJECT_ROWS, REASONS, SPECIFIC
from pipelines.synthetic.printing import split_target

CENT = Decimal("0.01")

_OUTPUT = ("数量指标", "质量指标", "时效指标", "成本指标")
_EFFECT = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")
_CONTENT = ("服务对象满意度指标",)

#: Points of each level 1: with an execution score of ten; without one; after the Shanghai template.
WITH_EXECUTION: Mapping[str, int] = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
WITHOUT_EXECUTION: Mapping[str, int] = {"产出指标": 50, "效益指标": 40, "满意度指标": 10}
SHANGHAI: Mapping[str, int] = {"投入管理指标": 30, "产出指标": 25, "效益指标": 35, "满意度指标": 10}

_LEVELS = {"产出指标": _OUTPUT, "效益指标": _EFFECT, "满意度指标": _CONTENT}

#: Share of rows with full marks, then of those near them, then of the middling; the rest are low.
_FULL, _NEAR, _MIDDLING = 0.86, 0.94, 0.98

Row = dict[str, Any]


def promised(kind: str, plan: Mapping[str, int], random: Random) -> list[Row]:
    """
    Return the indicators of an overall form without results: levels, name, target, weight.

    Targets that count things differ between departments; `plan` gives the points of each level 1.
    """
    rows: list[Row] = []
    most = 1 if "投入管理指标" in plan else 2
    for level1, weight in plan.items():
        own = MANAGEMENT if level1 == "投入管理指标" else _chosen(kind, _LEVELS[level1], most, random)
        for (level2, name, target), points in zip(own, _split(weight, len(own)), strict=True):
            rows.append(_row(level1, level2, name, _scaled(target, random), points))
    return rows


def promised_for(subject: str, random: Random) -> list[Row]:
    """Return the indicators of a project form, worth ninety points, named after its subject."""
    return [
        _row(level1, level2, subject + name, _scaled(target, random), Decimal(points))
        for level1, level2, name, target, points in PROJECT_ROWS
    ]


def fulfilled(rows: Sequence[Row], random: Random, low: Sequence[str] = ()) -> list[Row]:
    """Return the rows with actual, score and reason; those named in `low` come out low for certain."""
    return [_fulfilled(row, random, row["name"] in low) for row in rows]


def execution_score(budget: Decimal, executed: Decimal, weight: Decimal = Decimal(10)) -> Decimal | None:
    """Return the points for the execution rate, in proportion, at most the weight; None without a budget."""
    if not budget:
        return None
    return min(weight, (weight * executed / budget).quantize(CENT, ROUND_HALF_UP))


def _chosen(kind: str, levels: Sequence[str], most: int, random: Random) -> list[tuple[str, str, str]]:
    """Return level 2, name and target: what the kind has of its own, then at most `most` of what all have."""
    chosen = []
    for level2 in levels:
        own = SPECIFIC[kind].get(level2, ())
        some = GENERAL[level2][: random.randint(2, 3) if level2 in _CONTENT else most]
        chosen += [(level2, name, target) for name, target in (*own, *some)]
    return chosen


def _row(level1: str, level2: str, name: str, target: str, weight: Decimal) -> Row:
    return {
        "level1": level1, "level2": level2, "name": name, "target": target, "actual": None,
        "weight": weight, "score": None, "reason": None,
    }  # fmt: skip


def _split(weight: int, rows: int) -> list[Decimal]:
    """Return points that sum to `weight`, in whole points, the larger ones first."""
    least, more = divmod(weight, rows)
    return [Decimal(least + (place < more)) for place in range(rows)]


def _scaled(target: str, random: Random) -> str:
    """Return the target with a count of things made the department's own; a share stays."""
    sign, value, unit = split_target(target)
    if not sign or unit in ("%", "分") or Decimal(value) == 0:
        return target
    number = max(1, round(float(value) * random.uniform(0.6, 1.5)))
    if number > 100:
        number = round(number, -1)
    return f"{sign}{number}{unit}"


def _fulfilled(row: Row, random: Random, low: bool) -> Row:
    drawn = random.random()
    if low:
        quality = random.uniform(0.3, 0.55)
    elif drawn < _FULL:
        quality = 1.0
    elif drawn < _NEAR:
        quality = random.uniform(0.82, 0.98)
    elif drawn < _MIDDLING:
        quality = random.uniform(0.62, 0.78)
    else:
        quality = random.uniform(0.32, 0.57)
    sign, value, unit = split_target(row["target"])
    if sign:
        actual, share = _numeric(sign, Decimal(value), unit, quality, random)
    else:
        actual, share = _told(row["target"], quality, random)
    score = (row["weight"] * share).quantize(CENT, ROUND_HALF_UP)
    without_reason = random.random() < 0.15
    reason = None if score == row["weight"] or without_reason else random.choice(REASONS)
    return {**row, "actual": actual, "score": score, "reason": reason}


def _numeric(sign: str, target: Decimal, unit: str, quality: float, random: Random) -> tuple[str, Decimal]:
    """Return the result as printed and the share of the points that it earns."""
    if sign == "≤":
        if quality == 1.0:
            return (
                f"{max(Decimal(0), target - random.randint(0, 8) if target > 10 else target)}{unit}",
                Decimal(1),
            )
        if not target:
            kept = quality >= 0.6  # nothing lies between none and some
            return (f"0{unit}", Decimal(1)) if kept else (f"{random.randint(1, 9)}{unit}", Decimal(0))
        over = target * Decimal(repr(round(2 - quality, 2)))
        actual = over.quantize(Decimal(1), ROUND_HALF_UP)
        return f"{actual}{unit}", max(Decimal(0), 1 - (actual - target) / target)
    if quality == 1.0:
        if unit == "%":
            top = Decimal(100) if target >= 50 else target * 2
            actual = target if sign == "=" else target + (top - target) * random.choice((0, 0, 1, 2, 3)) / 4
            return f"{_trimmed(actual)}{unit}", Decimal(1)
        return f"{target + int(float(target) * random.choice((0, 0, 0.02, 0.06, 0.15)))}{unit}", Decimal(1)
    actual = _trimmed((target * Decimal(repr(round(quality, 3)))).quantize(Decimal("0.1"), ROUND_HALF_UP))
    if unit not in ("%", "分"):
        actual = actual.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{actual}{unit}", min(Decimal(1), actual / target)


def _told(target: str, quality: float, random: Random) -> tuple[str, Decimal]:
    """Return the result of an indicator in words: reached, partly reached, or not."""
    if quality == 1.0:
        return random.choice((target, "达成预期指标")), Decimal(1)
    share = Decimal(repr(round(quality, 2)))
    if quality >= 0.8:
        return "达成预期指标", share
    return ("部分达成预期指标" if quality >= 0.6 else "未达成预期指标"), share


def _trimmed(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.quantize(Decimal("0.1"), ROUND_HALF_UP)
