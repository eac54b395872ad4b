"""
Tables in plain text whose columns are kept apart by blanks alone, as mails and converted PDF files have them.

Two blanks or more divide two fields. Of which column a field is, its place alone does not tell, since merged
cells lie over several: so fields are handed on in their order, as those of text that has lost its empty
cells. Where a field may hold two, or a line the rest of a cell above, the text is taken for no table.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

#: What divides two fields.
_BETWEEN = re.compile(r"[ \u00a0]{2,}|\u3000[ \u00a0\u3000]+")
#: So many lines of so many fields make a table, and so many of its lines have more than one.
_FEWEST_LINES, _FEWEST_FIELDS, _MIN_SHARE = 6, 4, 0.6
#: Two figures that one blank keeps apart: where one field ends and the next begins nobody can say.
_GLUED = re.compile(r"(?:^|[ \u00a0])[-+≥≤]?[\d,.]+%?[ \u00a0][-+]?[\d,.]+%?(?:$|[ \u00a0])")
#: Words that may be the rest of those above: no whole sentence, no figure and no dash that stands for one.
_REST = re.compile(r"(?![-—–/…·.]+$)[^\d。]{1,20}")


def spaced(lines: Sequence[str]) -> list[tuple[int, list[str]]] | None:
    """
    Return the number, from 1, and the fields of each line where blanks keep the columns of a table apart.

    None where too few lines have several fields, or where one may go on with cells of the line above: it
    begins further in than the table, and is one field or a few words.
    """
    fields = [_BETWEEN.split(line.strip()) if line.strip() else [] for line in lines]
    wide = [number for number, each in enumerate(fields) if len(each) >= _FEWEST_FIELDS]
    if len(wide) < _FEWEST_LINES:
        return None
    written = [number for number in range(wide[0], wide[-1] + 1) if fields[number]]
    divided = [number for number in written if len(fields[number]) > 1]
    if len(divided) < _MIN_SHARE * len(written):
        return None
    edge = min(_indent(lines[number]) for number in divided)
    for above, number in pairwise(written):
        within = _indent(lines[number]) > edge
        if within and _may_go_on(fields[above], fields[number]):
            return None
    if any(_GLUED.search(field) for number in divided for field in fields[number]):
        return None
    return [(number, each) for number, each in enumerate(fields, 1) if each]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _may_go_on(above: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether fields may be the rest of cells of the line above."""
    few = len(fields) < _FEWEST_FIELDS <= len(above)
    return len(fields) == 1 or (few and all(map(_REST.fullmatch, fields)))
