"""
A head that stands below the indicators of a form: who it is of, its year and who filled it in.

It is of the form above it where that one has none over its tables and no table follows, or its money alone;
else it is the head of what comes next.
"""

import re
from collections.abc import Sequence

from pipelines.forms import vocabulary
from pipelines.forms.anchors import head_label, is_printed_again, is_total
from pipelines.forms.going_on import of_one_form, weight_of
from pipelines.forms.money import YUAN_IN_UNIT
from pipelines.forms.rows import Row
from pipelines.forms.section import Section
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Layout

_YEAR = re.compile(r"20[0-4]\d")
#: Below a head at the end stand at most so many rows of notes, of so many cells.
_NOTES, _CELLS = 3, 2
_MONEY = ("funds", "pairs")


def names(text: str) -> bool:
    """Whether a text is, or begins with, the label of who or what the form is of."""
    label, _, value = key(text).partition(":")
    concept = vocabulary.head(text)
    if concept is None or concept.strength < vocabulary.EXACT:
        return False
    if (label in ("单位", "部门") and not value) or value.removeprefix("人民币") in YUAN_IN_UNIT:
        return False
    return concept.name in ("department", "operator", "supervisor", "project")


def begins_head(row: Row) -> bool:
    """
    Whether a row begins with the label of who or what a form is of, and no figure in it is of a table.

    A year is none, nor is the value of a label, where labels and values take turns (下属单位个数 | 3).
    """
    if not names(row.cells[0].text):
        return False
    figures = [at for at, cell in enumerate(row.cells) if typed(cell.text).figure]
    years = all(_YEAR.fullmatch(key(row.cells[at].text)) for at in figures)
    pairs = len(row.cells) % 2 == 0 and all(at % 2 and at > 1 for at in figures)
    return years or pairs


def late_head(section: Section, row: Row) -> bool:
    """Whether a row below the money or the goals begins a head that tells something new, or is of it."""
    if not row.cells or section.block("indicators") or section.refused:
        return False
    if section.blocks and section.head and section.rows[-1] is section.head[-1]:
        return head_label(row.cells[0]) is not None
    return begins_head(row) and not _concepts([row]) <= _concepts(section.head)


def with_heads_below(found: Sequence[Section], layout: Layout) -> list[Section]:
    """Return the sections of a grid, a head at the end of a form made its own."""
    kept: list[Section] = []
    for section in found:
        if kept and stands_below(kept[-1], section):
            of_head = _head_rows(section.rows)
            kept[-1].head += section.rows[:of_head]
            kept[-1].between += section.rows[of_head:]
            kept[-1].rows += section.rows
        else:
            kept.append(section)
    return _with_money_below(kept, layout)


def _with_money_below(found: Sequence[Section], layout: Layout) -> list[Section]:
    """
    Return the sections, a head and money below the indicators of a form made its own.

    Where such a part stands between two lists that it may be of, none takes it, unless the second has one
    below it too.
    """
    last, own = len(found) - 1, [False] * (len(found) + 2)  #: whose money stands below them
    for at in range(last - 1, -1, -1):
        told = at + 2 > last or own[at + 2] or not _may_be_of(found[at + 2], found[at + 1], layout)
        own[at] = told and _stands_first(found[at], at) and _may_be_of(found[at], found[at + 1], layout)
    kept: list[Section] = []
    for at, section in enumerate(found):
        if at and own[at - 1]:
            kept[-1].head += section.head
            kept[-1].blocks = [*section.blocks, *kept[-1].blocks]
            kept[-1].between += section.between
            kept[-1].rows += section.rows
            _total_apart(kept[-1])
        else:
            kept.append(section)
    return kept


def _stands_first(section: Section, at: int) -> bool:
    """Whether a form may begin with a section: with its title, or as the first on its sheet."""
    return not is_printed_again(section.title) if section.title is not None else at == 0


def _may_be_of(above: Section, below: Section, layout: Layout) -> bool:
    """
    Whether a section may be the head, and the money or the goals, of a list of indicators that has none.

    It has no title of its own and says of whom it is; what it has the other lacks, and both weigh no more
    than one form, where columns tell what they weigh.
    """
    kinds = [_kinds(section) for section in (above, below)]
    if below.title or above.refused or below.refused or "indicators" not in kinds[0]:
        return False
    if not kinds[1] or kinds[0] & kinds[1]:
        return False
    if not _adds(above, below.head):
        return False
    blocks = [block for block in (*above.blocks, *below.blocks) if block.kind != "goals"]
    weights = [weight_of(block.header, block.rows) for block in blocks if block.header]
    placed = layout in (Layout.RULED, Layout.TABBED)
    return not placed or of_one_form([weight for weight in weights if weight is not None])


def _kinds(section: Section) -> set[str]:
    """Return what parts a section has, money in pairs and under headings alike."""
    return {"money" if block.kind in _MONEY else block.kind for block in section.blocks}


def _adds(above: Section, head: Sequence[Row]) -> bool:
    """Whether a head says of whom a form is, and nothing of it that its own head or its title says too."""
    told, others = _concepts(above.head), _concepts(head)
    overall = above.title is not None and "整体" in key(above.title.text)
    return bool(others) and not told & others and not (overall and "project" in others)


def _concepts(rows: Sequence[Row]) -> set[str]:
    """Return what the labels of a head name: a project, a department, …"""
    told = {head_label(cell) for row in rows for cell in row.cells if names(cell.text)}
    return {name for name in told if name is not None}


def _total_apart(section: Section) -> None:
    """Take the total of the points, which stands at the end of the form, out of its money."""
    for block in section.blocks:
        if block.kind in _MONEY:
            points = [row for row in block.rows if is_total(row) and "分" in key(row.cells[0].text)]
            section.between += points
            block.rows = [row for row in block.rows if row not in points]


def stands_below(above: Section, section: Section) -> bool:
    """Whether a section is a head and notes alone, and the one above it has indicators and no head yet."""
    if section.title or section.blocks or section.refused or above.refused or not above.block("indicators"):
        return False
    of_head = _head_rows(section.rows)
    if not _adds(above, section.rows[:of_head]):
        return False
    notes = section.rows[of_head:]
    return of_head > 0 and len(notes) <= _NOTES and all(len(row.cells) <= _CELLS for row in notes)


def _head_rows(rows: Sequence[Row]) -> int:
    """Return how many rows from the first hold labels of a head, or the value of one on the line before."""
    count, labelled = 0, False
    for row in rows:
        has_label = any(head_label(cell) for cell in row.cells)
        if not has_label and not (labelled and len(row.cells) == 1):
            break
        # A label without its value, alone on its line.
        labelled = has_label and len(row.cells) == 1 and not re.search("[:：].", key(row.cells[0].text))
        count += 1
    return count
