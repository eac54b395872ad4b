"""
Headings of two rows in text, whose merged cells are lost: which of the upper row is over the lower.

`预算数 | 执行数 | 执行率` over `年初预算数 | 全年预算数` are four columns: the lower row stands in the
place of the heading that it divides. Where the words leave that open, every order that is possible is
given, and the figures below decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from pipelines.forms import vocabulary
from pipelines.forms.form import AMOUNTS
from pipelines.forms.heading_groups import are_parties, is_own
from pipelines.forms.text import key
from pipelines.readers.grid import Cell

if TYPE_CHECKING:
    from pipelines.forms.columns import Column

#: What headings in the lower one of two rows name; the levels and the name stand in the upper one.
LOWER_ROW = {
    "target_sign", "target", "target_adjusted", "target_unit", "actual", "weight", "block_weight", "score",
    "reason", "other",
}  # fmt: skip
#: The surest first.
_BEGINS_LOWER = ("target_sign", "target", "target_unit", "actual")
#: What a heading names that is over the money of half a year, a quarter or a month.
PART_OF_YEAR = "part_of_year"
_PART_OF_YEAR = re.compile(
    r"(?:第?[一二三四1-4]季度?|[上下]半年度?|\d{1,2}(?:[-—~至]\d{1,2})?月份?)(?:执行|支出|累计|完成)?数?"
)
#: What is over the values of earlier years, and how these are called.
_EARLIER = re.compile("历史|历年|往年|以前年度|[前近][一二两三四五]年|上年")
_YEAR = re.compile(r"(?:20\d{2}年?(?:度)?|前[一二两三]年|上年)(?:完成|实际|指标)?(?:值|水平|情况|数)?")
_NUMBERED = re.compile(r"目标\(?[\d一二三四五六七八九十]")
_LEVELS = {"level1", "level2", "name"}
#: What stands under one heading: a target and its unit, the points and what is given of them.
_FAMILIES = {
    "target_sign": "target", "target": "target", "target_adjusted": "target", "target_unit": "target",
    "weight": "points",
    "block_weight": "points", "score": "points", "actual": "actual", "reason": "reason",
}  # fmt: skip


def is_part_of_year(cell: Cell) -> bool:
    """Whether a heading names a part of the year: 一季度, 1—6月."""
    return bool(_PART_OF_YEAR.fullmatch(key(cell.text)))


def is_earlier_year(cell: Cell) -> bool:
    """Whether a heading names a year by itself: 2020年, 前一年完成值."""
    return bool(_YEAR.fullmatch(key(cell.text)))


def unfolded(part: str, rows: Sequence[Sequence[Column]]) -> list[list[Column]]:
    """
    Return every order in which rows of headings can be the columns of one table, the likeliest first.

    One row alone may be two of which nobody says where the lower begins. The columns are numbered anew,
    since their order is all there is. [] where a lower row divides none of the upper.
    """
    if len(rows) == 1:
        (row,) = rows
        starts = range(2, len(row) - 1)
        sure = [at for role in _BEGINS_LOWER for at in starts if row[at].role == role]
        for at in dict.fromkeys([*sure, *starts]):
            lower = [list(row[at:]), *_split_again(part, row[at:])]
            if orders := [order for each in lower for order in _orders(part, row[:at], each)]:
                return orders
        return []
    orders = [list(rows[-1])]
    for upper in reversed(rows[:-1]):
        orders = [order for lower in orders for order in _orders(part, upper, lower)]
    return orders


def _split_again(part: str, row: Sequence[Column]) -> list[list[Column]]:
    """Return the orders of what may be the two lower rows of three."""
    splits = [(row[:at], row[at:]) for at in range(2, len(row) - 1)]
    return next((orders for upper, lower in splits if (orders := _orders(part, upper, lower))), [])


def _orders(part: str, upper: Sequence[Column], lower: Sequence[Column]) -> list[list[Column]]:
    if len(upper) < 2 or len(lower) < 2:
        return []
    found = {"funds": _of_money, "indicators": _of_indicators}.get(part)
    orders = list(found(upper, lower)) if found else []
    return [
        [replace(column, first=place, last=place) for place, column in enumerate(order, 1)]
        for order in orders
    ]


def _of_money(upper: Sequence[Column], lower: Sequence[Column]) -> Iterator[list[Column]]:
    kinds = [_line_kind(column) for column in lower]
    amounts = [place for place, column in enumerate(upper) if column.role in AMOUNTS]
    if all(kinds):  # 合计 | 财政拨款 | 其他资金, under each of one or more amounts
        period = _period(lower)
        parts = [lower[start : start + period] for start in range(0, len(lower), period)]
        for chosen in combinations(amounts, len(parts)):
            yield _replaced(
                upper,
                {
                    place: [
                        replace(column, role=upper[place].role if kind == "total" else "other")
                        for column, kind in zip(part, kinds, strict=False)
                    ]
                    for place, part in zip(chosen, parts, strict=True)
                },
            )
        return
    roles = [column.role for column in lower]
    if set(roles) <= {*AMOUNTS, "other"} and len(set(roles) - {"other"}) >= 2:
        over = [place for place in amounts if upper[place].role in roles]
        taken = {column.role for place, column in enumerate(upper) if place not in over} & set(AMOUNTS)
        if len(over) == 1 and not taken & set(roles):
            yield _replaced(upper, {over[0]: lower})


def _of_indicators(upper: Sequence[Column], lower: Sequence[Column]) -> Iterator[list[Column]]:
    if order := _points_divided(upper, lower) or _years_divided(upper, lower):
        yield order
        return
    roles = [column.role for column in lower]
    if len(set(roles)) == len(roles) and set(roles) <= LOWER_ROW and (order := _values_divided(upper, lower)):
        yield order
        return
    named = [role for role in roles if role in _LEVELS]
    if 1 < len(named) == len(set(named)) and set(roles) - _LEVELS <= {"weight", "block_weight"}:
        # 一级指标 | 二级指标 | 三级指标 under 绩效指标, the first of the upper row
        for place, column in enumerate(upper[:2]):
            label = vocabulary.match("block", column.cell.text)
            if column.role in ("name", "level1") or (label is not None and label.name == "indicators"):
                if not {c.role for at, c in enumerate(upper) if at != place} & _LEVELS:
                    yield _replaced(upper, {place: lower})
                return
    period = _period(lower)
    levels = [place for place, column in enumerate(upper) if column.role in _LEVELS]
    if not 2 <= period < len(lower) or len(levels) * period != len(lower):
        return
    if set(roles[1:period]) <= LOWER_ROW and roles[0] not in LOWER_ROW:
        # 名称 | 权重, under each of the levels
        yield _replaced(
            upper,
            {
                place: [
                    replace(lower[number * period], role=upper[place].role),
                    *lower[number * period + 1 : (number + 1) * period],
                ]
                for number, place in enumerate(levels)
            },
        )


def _points_divided(upper: Sequence[Column], lower: Sequence[Column]) -> list[Column] | None:
    """Return the columns with who gives the points (单位自评 | 财政复核) in the place of 得分, or None."""
    places = [place for place, column in enumerate(upper) if column.role == "score"]
    cells = [column.cell for column in lower]
    if len(places) != 1 or is_own(upper[places[0]].cell) or not are_parties(cells):
        return None
    told = [replace(column, role="score" if is_own(column.cell) else "other") for column in lower]
    return _replaced(upper, {places[0]: told})


def _years_divided(upper: Sequence[Column], lower: Sequence[Column]) -> list[Column] | None:
    """Return the columns with earlier years (2020年 | 2021年) in the place of 历史完成值, or None."""
    places = [place for place, column in enumerate(upper) if _EARLIER.search(key(column.cell.text))]
    if len(places) != 1 or not all(is_earlier_year(column.cell) for column in lower):
        return None
    return _replaced(upper, {places[0]: [replace(column, role="other") for column in lower]})


def _values_divided(upper: Sequence[Column], lower: Sequence[Column]) -> list[Column] | None:
    """
    Return the columns with those of a lower row in the place of their groups, or None.

    Under 绩效目标 | 完成情况 | 评分情况 stand 指标性质 | 指标值 | 完成值 | 分值 | 得分.
    """
    roles = [column.role for column in lower]
    groups = [place for place, column in enumerate(upper) if column.role in roles and column.role != "other"]
    if groups[:1] == [0] and upper[1].role == "level1" and _NUMBERED.search(key(upper[0].cell.text)):
        groups = groups[1:]  # 年度绩效目标1（80分） is the label beside them
    if not groups or any(column.role in _LEVELS for column in upper[groups[0] :]):
        return None  # 绩效指标完成情况 before the levels is the label of the block
    first, last = groups[0], groups[-1] + 1
    # A group that the vocabulary does not know (评分情况) is over what no other group is over.
    if _FAMILIES.get(roles[-1]) != _FAMILIES.get(upper[groups[-1]].role):
        while last < len(upper) and upper[last].role in ("", "other"):
            last += 1
    if all(column.role in ("", "other", *roles) for column in upper[first:last]):
        return [*upper[:first], *lower, *upper[last:]]
    return _divided_apart(upper, lower, groups)


def _divided_apart(
    upper: Sequence[Column], lower: Sequence[Column], groups: Sequence[int]
) -> list[Column] | None:
    """
    Return the columns where groups that do not stand beside each other are each divided, or None.

    年度指标 | 完成值 | 自评 over 指标值 | 单位 and 分值 | 得分: 完成值 stands between them undivided.
    """
    runs = [list(run) for _, run in groupby(lower, key=lambda column: _FAMILIES.get(column.role, ""))]
    if len(runs) != len(groups) or any(
        upper[place].role not in {column.role for column in run}
        for place, run in zip(groups, runs, strict=True)
    ):
        return None
    return _replaced(upper, dict(zip(groups, runs, strict=True)))


def _line_kind(column: Column) -> str | None:
    """Return the kind of line or the part of the year that a heading names, or None where it is a role's."""
    if column.role not in ("", "other"):
        return None
    if is_part_of_year(column.cell):
        return PART_OF_YEAR
    kind = vocabulary.match("line", vocabulary.trim(key(column.cell.text)))
    return kind.name if kind else None


def _period(columns: Sequence[Column]) -> int:
    """Return after how many columns the same words begin anew; all of them where none do."""
    words = [key(column.cell.text) for column in columns]
    return next(
        (
            size
            for size in range(1, len(words))
            if len(words) % size == 0 and words == words[:size] * (len(words) // size)
        ),
        len(words),
    )


def _replaced(upper: Sequence[Column], by: dict[int, Sequence[Column]]) -> list[Column]:
    """Return the upper row with some of its headings replaced by the lower ones under them."""
    return [each for place, column in enumerate(upper) for each in by.get(place, [column])]
