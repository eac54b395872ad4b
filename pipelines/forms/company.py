"""What a heading means by the headings that stand beside it, where its own words do not decide."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.forms import vocabulary
from pipelines.forms.text import key

if TYPE_CHECKING:
    from pipelines.forms.columns import Column
    from pipelines.forms.rows import Row

#: The roles of two targets beside each other: what one was before, and (in the vocabulary) what it became.
EARLIER_TARGET, _LATER_TARGET = "target_initial", "target_adjusted"
#: Words of a budget that came after another one.
_LATER = re.compile("调整|追加后|变更后|最终|年终|年末|全年|可执行|实有")


#: Where a heading of a part may have its meaning from: its own words, or what stands beside it.
_TOLD_BY = {
    "funds": ("funds", "funds_alone"),
    "indicators": ("indicators", "indicators_alone", "indicators_either"),
}


def may_mean(part: str, row: Row) -> int:
    """Return how many cells of a row that stands under no other can come to be headings of a part."""
    cells = (*row.above, *row.cells)
    return sum(any(vocabulary.match(told, cell.text) for told in _TOLD_BY[part]) for cell in cells)


def settled_by_company(part: str, columns: list[Column]) -> list[Column]:
    """
    Return the columns with those decided whose words mean one thing or another by what stands beside them.

    Columns keep their order; what is not decided stays as it was.
    """
    if part == "funds":
        columns = _alone(part, _earlier_budget(_label_first(part, columns)))
    elif part == "indicators":
        columns = _missing_value(_alone(part, _changed_target(columns)))
    return columns


def _label_first(part: str, columns: list[Column]) -> list[Column]:
    """Return the label before the headings (资金安排) as none of them, where one means the same."""
    first, *others = columns
    label = vocabulary.match("block", first.cell.text)
    if label is None or label.name != part or not first.role:
        return columns
    same = any(
        other.role == first.role
        or ((told := vocabulary.match(f"{part}_alone", other.cell.text)) and told.name == first.role)
        for other in others
    )
    return [replace(first, role=""), *others] if same else columns


def _earlier_budget(columns: list[Column]) -> list[Column]:
    """Return 预算数 right before 调整后预算数 as the initial budget."""
    if any(column.role == "initial" for column in columns):
        return columns
    return [
        replace(column, role="initial")
        if column.role == "adjusted"
        and following is not None
        and following.role == "adjusted"
        and _LATER.search(key(following.cell.text))
        and not _LATER.search(key(column.cell.text))
        else column
        for column, following in zip(columns, [*columns[1:], None], strict=True)
    ]


def _changed_target(columns: list[Column]) -> list[Column]:
    """Return 调整指标值 as the target, and one target beside it as what it was before (`EARLIER_TARGET`)."""
    if all(column.role != _LATER_TARGET for column in columns):
        return columns
    told = {_LATER_TARGET: "target", "target": EARLIER_TARGET}
    return [replace(column, role=told.get(column.role, column.role)) for column in columns]


def _alone(part: str, columns: list[Column]) -> list[Column]:
    """Return the columns with a word of last resort (下达金额, 绩效标准) as what no other heading names."""
    roles = {column.role for column in columns}
    open_roles = {"adjusted", "executed", "rate", "target", "reason"} - roles
    if "initial" in roles:
        open_roles.discard("adjusted")
    found: dict[str, list[Column]] = {}
    for column in columns:
        told = vocabulary.match(f"{part}_alone", column.cell.text)
        if told and told.name in open_roles and column.role in ("", "other"):
            found.setdefault(told.name, []).append(column)
    if "rate" not in {*roles, *found}:
        found.pop("executed", None)
    if "executed" not in found:  # 拨付率 is the rate of 拨付数 alone
        found.pop("rate", None)
    decided = {
        column: role
        for role, each in found.items()
        if len({key(column.cell.text) for column in each}) == 1
        for column in each
    }
    return [replace(column, role=decided[column]) if column in decided else column for column in columns]


def _missing_value(columns: list[Column]) -> list[Column]:
    """Return 目标完成值 as the target beside an actual, and as the actual beside a target."""
    missing = {"target", "actual"} - {column.role for column in columns}
    either = [
        column
        for column in columns
        if column.role in ("", "other") and vocabulary.match("indicators_either", column.cell.text)
    ]
    if len(missing) != 1 or len(either) != 1:
        return columns
    (role,) = missing
    return [replace(column, role=role) if column is either[0] else column for column in columns]
