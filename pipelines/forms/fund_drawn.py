"""
Which cells of a fund block are one line of it: its labels and its figures.

A row may hold two lines, and a cell several; where one cell stands a line of text, a line ends where the
next label begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipelines.forms.claims import Claims
from pipelines.forms.fund_groups import Group
from pipelines.forms.fund_labels import labels_inside, opened_by, parted, split_label
from pipelines.forms.fund_tasks import is_state, task_lines, words_before
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import fold
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: So many labels without a figure, one below the other, are of no money.
_OTHER_LIST = 3


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line's label cells and figures."""

    labels: tuple[Cell, ...]
    parent: Cell | None
    figures: tuple[Cell, ...]
    row: int
    inside: bool = False  #: its label is a part of the cell's text


def is_figure(cell: Cell) -> bool:
    """Whether a cell is an amount, a rate, or the dash or the fault (#DIV/0!) that stands for one."""
    value = typed(cell.text)
    return value.figure or (value.placeholder and (len(value.key) <= 3 or value.key.startswith("#")))


def _drawn(row: Row, group: Group) -> list[DrawnLine]:
    """
    Return the lines of a row: their labels, the breakdown that reaches down beside them, figures.

    A row holds two lines where two labels stand in it with figures between them, or with their
    amounts inside (按收入性质分：2,030.12 | 按支出性质分：1,925.67).
    """
    cells = [cell for cell in row.cells if group.first <= cell.column <= group.last]
    reaching = [c for c in row.above if group.first <= c.column <= group.last and opened_by(c.text)]
    parent = reaching[-1] if reaching else None
    pieces: list[tuple[list[Cell], list[Cell]]] = [([], [])]
    told: dict[int, list[DrawnLine]] = {}  #: lines inside a cell, by the piece before which they stand
    for cell in cells:
        labels, figures = pieces[-1]
        if inside := _inside(cell):
            pieces.append(([], []))
            told[len(pieces) - 1] = inside
        elif is_figure(cell):
            figures.append(cell)
        elif _tells_more(cell, group) or is_state(cell):
            continue
        elif not figures and not (labels and _whole(labels[-1], cell)):
            labels.append(cell)
        elif parted(fold(cell.text))[1] != "unknown" or opened_by(cell.text):
            pieces.append(([cell], []))
    lines: list[DrawnLine] = []
    for at, (labels, figures) in enumerate(pieces):
        lines += told.get(at, [])
        if labels or figures:
            lines.append(DrawnLine(tuple(labels), parent, tuple(figures), row.number))
    return lines


def _inside(cell: Cell) -> list[DrawnLine]:
    """Return the lines whose labels and amounts stand one behind the other in one cell."""
    texts = labels_inside(fold(cell.text))
    return [DrawnLine((replace(cell, text=text),), None, (), cell.row, inside=True) for text in texts]


def _tells_more(cell: Cell, group: Group) -> bool:
    """Whether words stand under a heading of their own (项目级次, 主要内容), which is none of a label's."""
    return any(c.role == "other" and c.first <= cell.column <= c.last for c in group.columns[1:])


def _whole(label: Cell, following: Cell) -> bool:
    """Whether a label is a line of its own: its amount is inside, or another heading of its sort follows."""
    if split_label(fold(label.text))[1] is not None:
        return True
    if opened_by(label.text) is not None or opened_by(following.text) is not None:
        return opened_by(label.text) is not None and opened_by(following.text) is not None
    return (
        parted(fold(label.text))[1] not in ("unknown", "total")
        and parted(fold(following.text))[1] != "unknown"
    )


def lines_drawn(block: Block, group: Group, layout: Layout, claims: Claims) -> list[DrawnLine]:
    """Return the lines of one list of money of a block, in printed order; [] for a block without lines."""
    roles = [column.role for column in block.header.columns] if block.header else []
    beside = layout in (Layout.LINES, Layout.CLOSED) and roles.count("executed") == 2
    if layout is not Layout.LINES:
        rows = [_drawn(row, group) for row in block.rows]
        if layout is Layout.CLOSED and words_before(group.columns) is not None:  # the name alone is a label
            rows = [
                [replace(row[0], labels=row[0].labels[:1], figures=sum((each.figures for each in row), ()))]
                for row in rows
                if row
            ]
        if beside:  # two lists side by side, one after the other
            return [drawn for side in zip_longest(*rows) for drawn in side if drawn is not None]
        return [drawn for row in rows for drawn in row]
    printed = [cell for row in block.rows for cell in row.cells]
    if words_before(group.columns) is not None or any(map(is_state, printed)):
        tasks = task_lines(printed, group.columns, claims)
        return [DrawnLine((task.name,), None, task.figures, task.name.row) for task in tasks]
    found: list[DrawnLine] = []
    labels: list[Cell] = []
    figures: list[Cell] = []
    headed = False  # two headings of breakdowns stood side by side: each is a line of its own
    for cell in printed:
        if inside := _inside(cell):
            if labels or figures:
                found.append(_of_text(labels, figures))
            found += inside
            labels, figures, headed = [], [], False
            continue
        if is_figure(cell):
            figures.append(cell)
            continue
        heading = bool(labels) and opened_by(labels[-1].text) is not None
        both = heading and opened_by(cell.text) is not None
        whole = both or headed or not heading or split_label(fold(labels[-1].text))[1] is not None
        if figures and not labels:  # a line without a label, and what stands below it is none of its
            found.append(_of_text([], figures))
            figures = []
        if labels and (figures or whole):
            found.append(_of_text(labels, figures))
            labels, figures, headed = [], [], both
        labels.append(cell)
    # A heading with nothing below it is that of the block which follows.
    if figures or any(opened_by(label.text) is None for label in labels):
        found.append(_of_text(labels, figures))
    return [*found[::2], *found[1::2]] if beside else _before_words(found)


def _of_text(labels: Sequence[Cell], figures: Sequence[Cell]) -> DrawnLine:
    """Return the line of labels and figures that stand one below the other, one of them at least."""
    return DrawnLine(tuple(labels), None, tuple(figures), (labels or figures)[0].row)


def _before_words(lines: list[DrawnLine]) -> list[DrawnLine]:
    """Return the lines before words at the end with no figure among them: those of another list."""
    end = len(lines)
    while end and not lines[end - 1].figures and all(map(_says_nothing, lines[end - 1].labels)):
        end -= 1
    return lines[:end] if len(lines) - end >= _OTHER_LIST else lines


def _says_nothing(label: Cell) -> bool:
    """Whether a label names no money and has no amount inside."""
    text = fold(label.text)
    return parted(text)[1] == "unknown" and not opened_by(text) and split_label(text)[1] is None
