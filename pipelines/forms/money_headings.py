"""Headings of money over a second row of headings, in text of which one cell stands a line."""

from collections.abc import Sequence
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.form import AMOUNTS
from pipelines.forms.text import key
from pipelines.forms.unfolding import is_part_of_year
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

_AMOUNTS = frozenset(AMOUNTS)
#: The name of a task, its content and how far it got stand before its figures.
_MOST_LABELS = 3


def is_amount(cell: Cell) -> bool:
    """Whether a cell is a figure of money or a rate."""
    return typed(cell.text).money is not None or typed(cell.text).percent


def divided_money(cells: list[Cell], first: int, start: int) -> int:
    """Return how many headings below a run divide an amount of it (年初预算数 全年预算数), else 0."""
    names = [money_role(cell) for cell in cells[first:start]]
    begun = 0  # the first heading of the lower row may be none of the upper's, and in the run
    while names and names[-1] in _AMOUNTS:
        names, begun = names[:-1], begun + 1
    if not _AMOUNTS & set(names):
        names, begun = [money_role(cell) for cell in cells[first:start]], 0
    end, start = start, start - begun
    count = 0
    below: list[str] = []
    for cell in cells[start : start + 8]:
        role = money_role(cell)
        kind = _line_kind(cell) if not role else ""
        if role in (*_AMOUNTS, "other"):
            below.append(role)
        elif kind and not _AMOUNTS & set(below):
            below.append(key(cell.text))
        else:
            break
        count += 1
    if divided := _sources_again(cells, start, below):
        return start + divided - end
    if start < len(cells) and _line_kind(cells[start]) not in ("", "total") and not money_role(cells[start]):
        return 0
    following = cells[start + count : start + count + 1]
    words = bool(following) and typed(following[0].text).words
    amounts = set(below) & _AMOUNTS
    if amounts:  # 年初预算数, 全年预算数, and the label of the first line
        divided = len(amounts) >= 2 and len(amounts & set(names)) == 1 and words
        return start + count - end if divided else 0
    again = len(below) > len(set(below)) and len(below) % len(set(below)) == 0
    return count if again and not words else 0  # 合计, 财政拨款, 合计, 财政拨款, and the first figure


def _sources_again(cells: list[Cell], start: int, below: Sequence[str]) -> int:
    """
    Return how many headings name the sources of two and more amounts or the parts of a year, else 0.

    财政拨款 小计 财政拨款 小计, whose figures follow the label of a line; 1—6月 7—12月 合计.
    """
    parts = len(list(takewhile(is_part_of_year, cells[start:])))
    if parts > 1:
        return parts + (_line_kind(next(iter(cells[start + parts :]), cells[start])) == "total")
    for size in (2, 3, 4):
        again = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(below, below[size:], strict=False))))
        count = size + again - again % size
        label = cells[start + count : start + count + _MOST_LABELS]
        named = len(list(takewhile(lambda cell: not is_amount(cell), label)))
        figures = cells[start + count + named : start + 2 * count + named]
        of_all = any(_line_kind(cell) == "total" for cell in cells[start : start + size])
        if count > size and of_all and named and len(figures) == count and all(map(is_amount, figures)):
            return count
    return 0


def money_role(cell: Cell) -> str:
    """Return what a heading of money names, "" where it is none."""
    concept = vocabulary.match("funds", cell.text)
    return concept.name if concept else ""


def _line_kind(cell: Cell) -> str:
    """Return the kind of line that a text is the label of, "" where it is none."""
    concept = vocabulary.match("line", key(cell.text))
    return concept.name if concept else ""
