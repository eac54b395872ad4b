"""Goals, indicators and totals of a form."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from pipelines.synthetic.arrangement import Arrangement
from pipelines.synthetic.printing import as_decimal, plain, points, split_target
from pipelines.synthetic.table import Row, Slot, share

Facts = Mapping[str, Any]


def goal_rows(facts: Facts, plan: Arrangement) -> list[Row]:
    """Return planned goals beside what was achieved, a row each."""
    goals: Sequence[Facts] = facts.get("goals") or ()
    left, right = share(plan.width - 1, 2)
    label = Slot(plan.goal_label, rows=len(goals) + 1)
    rows: list[Row] = [[label, Slot(plan.goal_headings[0], left), Slot(plan.goal_headings[1], right)]]
    for goal in goals:
        rows.append([Slot(goal.get("planned") or "", left), Slot(goal.get("achieved") or "", right)])
    return rows


def goal_block_rows(facts: Facts, plan: Arrangement) -> list[Row]:
    """Return each goal with its points, and under it the heading and the indicators of this goal."""
    rows: list[Row] = []
    for number, goal in enumerate(facts["goals"], start=1):
        weight = as_decimal(goal.get("weight"))
        marked = f"年度绩效目标{number}" + (f"\n（{plain(weight)}分）" if weight is not None else "")
        left, right = share(plan.width - 1, 2)
        if goal.get("achieved"):
            rows.append([Slot(marked), Slot(goal["planned"], left), Slot(goal["achieved"], right)])
        else:
            rows.append([Slot(marked), Slot(goal["planned"], left + right)])
        own = [row for row in facts["indicators"] if row.get("goal", 1) == number]
        rows += indicator_rows({**facts, "indicators": own}, plan)
    return rows


def indicator_rows(facts: Facts, plan: Arrangement) -> list[Row]:
    """Return the heading (over two rows where columns have a group) and the rows of the block."""
    rows = _headings(plan)
    lines = _with_fillers(facts["indicators"], plan)
    for number, line in enumerate(lines):
        row: Row = []
        for column in plan.columns:
            run = _merged(lines, number, column.key) if plan.levels == "merged" else 1
            if run:
                slot = _value(line, column.key, plan, lines, number)
                row.append(Slot(slot.text, column.width, run, slot.number, slot.number_format))
        rows.append(row)
    if plan.side_label:
        rows[0] = [Slot(plan.side_label, rows=len(rows)), *rows[0]]
    if plan.indicator_title:
        rows.insert(0, [Slot(plan.indicator_title, plan.width)])
    return rows


def total_rows(facts: Facts, plan: Arrangement) -> list[Row]:
    """Return the line of totals; none where the template or the facts have none."""
    weight, score, grade = facts.get("total_weight"), facts.get("total_score"), facts.get("grade")
    if plan.total == "none" or (weight is None and score is None):
        return []
    if plan.total == "text":
        told = [plan.total_label, plain(as_decimal(score) or Decimal(0)), *(("等级", grade) if grade else ())]
        return [[Slot(" ".join(told), plan.width)]]
    keys = [column.key for column in plan.columns]
    first = min(keys.index(key) for key in ("weight", "score") if key in keys)
    before = bool(plan.side_label) + sum(column.width for column in plan.columns[:first])
    label = "" if plan.total == "bare" else plan.total_label
    row = [Slot(label, before)] if label else [Slot() for _ in range(before)]
    for column in plan.columns[first:]:
        value = {"weight": weight, "score": score}.get(column.key)
        slot = points(value, "plain")
        if column.key == "reason" and plan.grade_in_total:
            slot = Slot(grade or "")
        row.append(Slot(slot.text, column.width, 1, slot.number, slot.number_format))
    return [row]


def block_weight(lines: Sequence[Facts], line: Facts, level: str) -> Decimal | None:
    """Return the points of the block of this line: those given, else the sum of its rows."""
    given = as_decimal(line.get(f"{level}_weight"))
    if given is not None:
        return given
    own = [row for row in lines if all(row.get(key) == line.get(key) for key in _LEVELS[level])]
    weights = [weight for row in own if (weight := as_decimal(row.get("weight"))) is not None]
    return sum(weights, Decimal(0)) if weights else None


_SPLIT = ("sign", "target_value", "target_unit")
_BLOCK_KEYS = ("level1", "level2", "level2_candidates", "level1_weight", "level2_weight")
_LEVELS = {"level1": ("level1",), "level2": ("level1", "level2")}


def _headings(plan: Arrangement) -> list[Row]:
    if not any(column.group for column in plan.columns):
        return [[Slot(column.heading, column.width) for column in plan.columns]]
    upper: Row = []
    lower: Row = []
    for group, members in groupby(plan.columns, key=lambda column: column.group):
        columns = list(members)
        if group:
            upper.append(Slot(group, sum(column.width for column in columns)))
            lower += [Slot(column.heading, column.width) for column in columns]
        else:
            upper += [Slot(column.heading, column.width, 2) for column in columns]
    return [upper, lower]


def _with_fillers(indicators: Sequence[Facts], plan: Arrangement) -> list[dict[str, Any]]:
    """Return the rows to print: names marked, placeholders after each level 2 where the template has them."""
    lines: list[dict[str, Any]] = []
    for _, members in groupby(indicators, key=lambda row: (row.get("level1"), _level2(row))):
        number = 0
        for number, row in enumerate(members, start=1):
            mark = plan.name_mark.replace("{n}", str(number)) if row.get("name") else ""
            lines.append({**row, "name": mark + (row.get("name") or "")})
        if plan.fillers:
            levels = {key: lines[-1].get(key) for key in _BLOCK_KEYS}
            lines.append({**levels, "name": f"{plan.name_mark.replace('{n}', str(number + 1)) or '指标：'}"})
            lines.append({**levels, "name": "……"})
    return lines


def _level2(row: Facts) -> str:
    candidates = row.get("level2_candidates")
    return " ".join(candidates) if candidates else row.get("level2") or ""


def _merged(lines: Sequence[Facts], number: int, key: str) -> int:
    """Return how many rows the cell of this column covers: 0 where it is covered from above."""
    if key not in ("level1", "level1_weight", "level2") or not lines[number].get("level1"):
        return 1
    if number and _same_level(lines[number - 1], lines[number], key):
        return 0
    end = number + 1
    while end < len(lines) and _same_level(lines[end], lines[number], key):
        end += 1
    return end - number


def _value(line: Facts, key: str, plan: Arrangement, lines: Sequence[Facts], number: int) -> Slot:
    if key in ("level1", "level2", "level1_weight"):
        shown = plan.levels != "once" or not number or not _same_level(lines[number - 1], line, key)
        return _level(line, key, plan, lines) if shown else Slot()
    if key in ("weight", "score", "review"):
        return points(line.get(key), plan.points)
    if key in _SPLIT:
        return Slot(split_target(line.get("target") or "")[_SPLIT.index(key)])
    return Slot(line.get(key) or "")


def _same_level(above: Facts, line: Facts, key: str) -> bool:
    same_block = above.get("level1") == line.get("level1")
    return same_block and (key != "level2" or _level2(above) == _level2(line))


def _level(line: Facts, key: str, plan: Arrangement, lines: Sequence[Facts]) -> Slot:
    if key == "level1_weight":
        return points(block_weight(lines, line, "level1"), "plain")
    word = _level2(line) if key == "level2" else line.get("level1") or ""
    if key not in plan.level_points or not word:
        return Slot(word)
    weight = block_weight(lines, line, key)
    return Slot(word if weight is None else f"{word}\n（{plain(weight)}分）")
