"""
Lists of a year's tasks with their money: 任务名称 | 主要内容 | 完成情况 | 预算数 | 执行数.

Words stand beside the names and are no figures; a task's line is named by its name alone. Where one cell
stands a line, a run of words that can be more than the name and what stands beside it names nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from pipelines.forms import vocabulary
from pipelines.forms.form import AMOUNTS
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.forms.claims import Claims
    from pipelines.forms.columns import Column
    from pipelines.forms.section import Block
    from pipelines.readers.grid import Cell

#: Headings of words, beside money.
_CONTENT = re.compile(
    r"(?:主要|任务|工作|具体|年度)*内容(?:及.{0,8})?|.{0,6}备注|.{0,6}说明|.{0,6}原因.{0,12}|.{0,4}级次"
)
_STATES = re.compile(r"(?:主要|任务|工作|年度|目标|实际)*完成(?:情况|状态)|进展情况|实施情况")
_TASK = re.compile(r".{0,6}任务(?:名称|事项)")
#: Words of how far a task got: never the name of a line.
_STATE = re.compile(
    r"(?:已|未|尚未|基本|部分|全部|全面|按期|按时|如期|超额)*完成|(?:正在)?(?:推进|实施|进行)中|正在(?:推进|实施|进行)"
)


@dataclass(frozen=True, slots=True)
class Task:
    """The cell that names a task, and its figures in reading order."""

    name: Cell
    figures: tuple[Cell, ...]


def lists_tasks(block: Block) -> bool:
    """Whether the headings of a block of money name its lines tasks (任务名称)."""
    cells = block.header.cells if block.header else ()
    return any(_TASK.fullmatch(vocabulary.trim(key(cell.text))) for cell in cells)


def is_state(cell: Cell) -> bool:
    """Whether a cell says how far something got: 已完成, 基本完成."""
    return bool(_STATE.fullmatch(key(cell.text)))


def is_of_words(cell: Cell) -> bool:
    """Whether a heading beside money stands over words: 主要内容, 完成情况, 备注."""
    return bool(_CONTENT.fullmatch(vocabulary.trim(key(cell.text)))) or _is_of_states(cell)


def _is_of_states(heading: Cell) -> bool:
    return bool(_STATES.fullmatch(vocabulary.trim(key(heading.text))))


def words_before(columns: Sequence[Column]) -> int | None:
    """Return how many columns of words, those of states apart, stand before the money; None without any."""
    before = [column.cell for column in columns[: _first_amount(columns)] if is_of_words(column.cell)]
    return sum(not _is_of_states(cell) for cell in before) if before else None


def _first_amount(columns: Sequence[Column]) -> int:
    """Return the number of the first column of money, 0 without any."""
    return next((at for at, column in enumerate(columns) if column.role in AMOUNTS), 0)


def task_lines(cells: Sequence[Cell], columns: Sequence[Column], claims: Claims) -> list[Task]:
    """
    Return the tasks of a list that prints one cell a line.

    Figures behind too many words, or none, are of no task: they stay unread, and a problem says so.
    """
    behind = any(
        is_of_words(column.cell) and not _is_of_states(column.cell)
        for column in columns[_first_amount(columns) :]
    )
    most = 1 if behind else 1 + (words_before(columns) or 0)
    found: list[Task] = []
    words: list[Cell] = []
    figures: list[Cell] = []
    for cell, following in zip_longest(cells, cells[1:]):  # nothing follows the last
        if is_state(cell):
            continue
        if not (found or words or figures) and is_of_words(cell):  # the last of the headings
            claims.take(cell, "heading", "funds.other")
            continue
        (words if typed(cell.text).words else figures).append(cell)
        if not figures or (following is not None and not typed(following.text).words):
            continue
        if 1 <= len(words) <= most:
            found.append(Task(words[0], tuple(figures)))
        else:
            told = "、".join(f"“{fold(each.text)[:12]}”" for each in words[:4]) or "没有名称"
            claims.problem(
                "ambiguous_values",
                figures[0].place,
                f"空格已失，此处数值是哪一任务的无法判断（{told}），留空",
            )
        words, figures = [], []
    return found
