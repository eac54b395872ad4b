"""
A head that stands at the end of a form: below its tables, who it is of, its year and who filled it in.

It is of the form above it where that one has none over its tables and no table follows; else it is the head
of what comes next.
"""

import re
from collections.abc import Sequence

from pipelines.forms import vocabulary
from pipelines.forms.anchors import head_label
from pipelines.forms.rows import Row
from pipelines.forms.section import Section
from pipelines.forms.text import key
from pipelines.forms.values import typed

_YEAR = re.compile(r"20[0-4]\d")
#: Below a head at the end stand at most so many rows of notes, of so many cells.
_NOTES, _CELLS = 3, 2


def names(text: str) -> bool:
    """Whether a text is, or begins with, the label of who or what the form is of."""
    concept = vocabulary.match("head", text.split("：")[0].split(":")[0])
    if concept is None or concept.strength < vocabulary.EXACT or key(text) in ("单位", "部门"):
        return False
    return concept.name in ("department", "operator", "supervisor", "project")


def begins_head(row: Row) -> bool:
    """Whether a row begins with the label of who or what a form is of, and has no figure but a year."""
    figures = [cell for cell in row.cells if typed(cell.text).figure]
    return names(row.cells[0].text) and all(_YEAR.fullmatch(key(cell.text)) for cell in figures)


def with_heads_below(found: Sequence[Section]) -> list[Section]:
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
    return kept


def stands_below(above: Section, section: Section) -> bool:
    """Whether a section is a head and notes alone, and the one above it has indicators and no head yet."""
    if section.title or section.blocks or section.refused or above.refused or not above.block("indicators"):
        return False
    if any(names(cell.text) for row in above.head for cell in row.cells):
        return False
    of_head = _head_rows(section.rows)
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
