"""
Whether a page break cuts a label or a row of a table, told from the text on both sides of it.

Where neither the one nor the other is sure, that is the answer: nobody may take half a text for a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from pipelines.readers.pdf_rules import Box
from pipelines.readers.pdf_table import PdfTable
from pipelines.readers.pdf_text import TextLine, wraps
from pipelines.readers.pdf_words import (
    SENTENCE_ENDS,
    begins_row,
    closes,
    completes,
    counted,
    counts_on,
    has_punctuation,
    is_figure,
    is_item,
    is_other_level,
    is_prose,
    is_whole_label,
    must_go_on,
)

_LINE = 1.35  #: of a character's height: room for one more line
_LINES = 3.0  #: room for two more, which a program may keep together
_SQUEEZE = 0.8  #: of a character's width: so much punctuation may be narrowed at the end of a line
_LESS = 1.2  #: points
_SHORTEST = 2  #: characters: no name is so short
_MANY_BLANK = 3  #: cells without text beside sentences: no row is so bare
_MANY_FIGURES = 3  #: below texts: no row is cut so often before a figure
_FEWEST_ROWS = 2  #: tell what room is left below a text


class Cut(Enum):
    """Whether a page break goes through a row."""

    NO = "no"
    YES = "yes"
    MAYBE = "maybe"  #: the texts on both sides may be one each, or two


def is_label(table: PdfTable, above: int, box: Box, text: list[TextLine], xs: list[float]) -> bool:
    """Return whether the break has cut a label of one or several rows in the middle of its words."""
    upper, before = table.lattice.boxes[above], table.lines[above]
    if not before or not text:
        return False
    words, more = _words(before), _words(text)
    if completes(words, more) or closes(words, more):
        return True
    if is_whole_label(words) or is_other_level(more) or is_figure(more):
        return False
    if not _runs_on(table, before, text, xs[box.column], xs[box.last_column + 1]):
        return False
    if box.last_row > box.row or upper.last_row > upper.row:
        return True
    # Two single rows: only where others of the column span several, and this is no label of its own.
    labels = any(
        other.last_row > other.row and (other.column, other.last_column) == (upper.column, upper.last_column)
        for other in table.lattice.boxes
    )
    squeezed = _is_squeezed(table, above) if table.on_page[above] else False
    is_rest = squeezed is not False or len(more) <= _SHORTEST
    return labels and is_rest and not is_whole_label(more)


def _runs_on(
    table: PdfTable, above: list[TextLine], below: list[TextLine], left: float, right: float
) -> bool:
    """Return whether a text that fills its cell down to the foot of the page goes on in the next one."""
    return (
        table.foot - above[-1].bottom <= 2 * above[-1].size
        and wraps(above[-1], below[0], left, right, table.inset)
        and not (begins_row(_words(above), _words(below)) or is_item(_words(below)))
    )


def _words(lines: Sequence[TextLine]) -> str:
    """Return a text without the breaks of its lines."""
    return "".join(line.text for line in lines)


def is_cut(
    table: PdfTable,
    following: PdfTable,
    ends: Mapping[tuple[int, int], int],
    begins: Mapping[tuple[int, int], int],
    xs: list[float],
) -> Cut:
    """
    Return whether the page break goes through a row.

    `ends` are the cells at the foot of `table`, `begins` those at the head of `following`, each by its first
    and last column between the edges `xs`.
    """
    upper = table.lattice.boxes
    single = {key for key, number in begins.items() if following.lattice.boxes[number].last_row == 0}
    text = {key for key, number in begins.items() if following.lines[number]}
    if not single or not text or not begins.keys() <= ends.keys():
        return Cut.NO
    if table.lattice.open_foot >= set(ends.values()) and following.lattice.open_head >= set(begins.values()):
        return Cut.YES
    # A line along the foot: some programs draw it through the row. Then the text tells.
    had = {key for key in begins if table.lines[ends[key]]}
    least = _least_space(table, [ends[key] for key in had])
    told = {
        key: _told(table, ends[key], following.lines[begins[key]], (xs[key[0]], xs[key[1] + 1]), least)
        for key in text & had
    }
    both = {key: (_words(table.lines[ends[key]]), _words(following.lines[begins[key]])) for key in told}
    figures = [key for key, one in told.items() if one is not _Told.RUNS_ON and is_figure(both[key][1])]
    if not text <= had or _Told.ENDED in told.values() or len(figures) >= _MANY_FIGURES:
        return Cut.NO
    alone = {key for key, number in ends.items() if upper[number].row == upper[number].last_row}
    rows = single & alone
    squeezed = _is_squeezed(table)
    # A label that spans rows may be broken anywhere.
    short = any(one is _Told.SHORT and key in alone for key, one in told.items())
    # Cells that had all their text are blank below: labels, which may span rows, or others, which do not.
    blank = (had - text) & rows
    if len(blank) >= _MANY_BLANK and all(
        is_prose(above) or told[key] is _Told.RUNS_ON for key, (above, _) in both.items()
    ):
        return Cut.YES
    if _Told.SEEMS_ENDED in told.values():
        return Cut.NO if short else Cut.MAYBE
    completed = any(completes(*both[key]) for key in rows & text)
    if completed and not (short and squeezed is False):
        return Cut.YES
    if short:
        return Cut.NO
    runs_on = {key for key in single & text if told[key] is _Told.RUNS_ON}
    all_run_on = bool(runs_on) and runs_on == single & text
    if text == had:
        sure = all_run_on and (squeezed or _ends_sentences([both[key] for key in single & text]))
    else:
        signs = [squeezed, bool(runs_on), bool(blank)].count(True)
        sure = all_run_on or signs > 1
    return Cut.YES if sure else Cut.MAYBE


class _Told(Enum):
    """What the text on both sides of a break tells of a cell."""

    RUNS_ON = "runs on"
    OPEN = "open"  #: a sentence ends above
    SHORT = "short"  #: there was room on the line, so that it must have been the last
    SEEMS_ENDED = "seems ended"  #: there was room for one line, or an item begins below
    ENDED = "ended"  #: there was room for several lines, or the text below is that of another cell


def _told(
    table: PdfTable, number: int, below: list[TextLine], edges: tuple[float, float], least: float
) -> _Told:
    """Return what a cell's text above a break, and the text below it, tell; `least`: of `_least_space`."""
    above = table.on_page[number]
    if not above:
        return _Told.ENDED
    words, more = _words(table.lines[number]), _words(below)
    if (
        completes(_words(above), more)
        or counts_on(words, more)
        or closes(words, more)
        or must_go_on(words, more)
    ):
        return _Told.RUNS_ON
    # The last line of a paragraph goes overleaf where there is no room for what stands below it, too.
    room = table.foot - above[-1].bottom - max(least, min(table.spaces, default=0.0))
    if room > _LINES * above[-1].size or begins_row(words, more) or is_other_level(more):
        return _Told.ENDED
    # Two figures, but for one that had no room on its line.
    width = above[-1].right - above[-1].left + below[0].right - below[0].left
    fits = width < edges[1] - edges[0] - 2 * table.inset
    if is_figure(words) and is_figure(more) and (fits or not is_figure(words + more)):
        return _Told.ENDED
    if not is_item(more) and room <= _LINE * above[-1].size and _runs_on(table, above, below, *edges):
        return _Told.RUNS_ON
    wider = replace(below[0], first_word=below[0].first_word + _SQUEEZE * below[0].size)
    is_open = above[-1].text.endswith(SENTENCE_ENDS) or wraps(above[-1], wider, *edges, table.inset)
    # Some programs let no line stand alone before or after a break.
    if room > _LINE * above[-1].size:
        return _Told.SEEMS_ENDED if is_open else _Told.ENDED
    if is_item(more):
        return _Told.SEEMS_ENDED if is_open or has_punctuation(words) else _Told.ENDED
    return _Told.OPEN if is_open else _Told.SHORT


def _least_space(table: PdfTable, numbers: Sequence[int]) -> float:
    """Return how far the last line of the fullest of some cells stands from the table's foot."""
    lasts = (table.on_page[number][-1] for number in numbers if table.on_page[number])
    return min((table.foot - line.bottom for line in lasts), default=0.0)


def _is_squeezed(table: PdfTable, number: int | None = None) -> bool | None:
    """
    Return whether less room is left below the last row's text than below that of any other row.

    What a program leaves below a paragraph it does not leave where the paragraph goes on overleaf. With
    `number`: below the text of that cell. None where there are too few rows to tell.
    """
    if number is None:
        space = table.space_below(table.rows - 1, table.foot)
    else:
        space = table.foot - table.on_page[number][-1].bottom
    return None if space is None or len(table.spaces) < _FEWEST_ROWS else space < min(table.spaces) - _LESS


def _ends_sentences(texts: Sequence[tuple[str, str]]) -> bool:
    """Return whether several cells go on and a sentence above the break has its end only below it."""
    return (
        len(texts) > 1
        and any(below.endswith("。") and not above.endswith(SENTENCE_ENDS) for above, below in texts)
        and all(counted(below) is None for _, below in texts)
    )
