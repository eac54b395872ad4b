"""The columns of a fund block as lists of lines: one, or two side by side where their roles repeat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.forms.columns import Column
from pipelines.forms.fund_labels import opened_by
from pipelines.readers.grid import Layout


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one list of lines; two stand side by side where the roles repeat."""

    first: int
    last: int
    columns: tuple[Column, ...]
    rated: bool = False  #: rates stand behind the figures, their heading beside a line


def groups_of(columns: Sequence[Column], layout: Layout) -> list[Group]:
    """Split the columns where a money role repeats; label columns go with what follows them."""
    groups: list[list[Column]] = [[]]
    seen: set[str] = set()
    pending: list[Column] = []
    for column in columns:
        if column.role in ("", "other", "block"):
            pending.append(column)
            continue
        if column.role in seen and column.role in ("adjusted", "executed", "rate"):
            if "executed" in seen:
                groups.append([])
            else:  # a heading over the labels (年度预算数 over 总额, 其中…): the later column is the figures'
                groups[-1] = [replace(c, role="") if c.role == column.role else c for c in groups[-1]]
            seen = set()
        groups[-1] += [*pending, column]
        pending = []
        seen.add(column.role)
    groups[-1] += pending
    firsts = [group[0].first for group in groups]
    if layout in (Layout.LINES, Layout.CLOSED) or len(groups) == 1:
        return [Group(0, 10_000, tuple(groups[0]))]
    return [
        Group(0 if i == 0 else firsts[i], firsts[i + 1] - 1 if i + 1 < len(groups) else 10_000, tuple(group))
        for i, group in enumerate(groups)
    ]


def side_heading(group: Group) -> str | None:
    """Return the breakdown that a heading over the labels opens (按资金来源), or None."""
    for column in group.columns:
        if column.role in ("", "other") and (opened := opened_by(column.cell.text)):
            return opened
    return None
