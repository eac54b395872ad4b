"""Whether a page break cuts a label or a row of a table, told from the text on both sides of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from pipelines.readers.pdf_rules import Box
from pipelines.readers.pdf_table import PdfTable
from pipelines.readers.pdf_text import CLOSING, TextLine, wraps

#: What the whole text of a label ends with; without it the label goes on.
_WHOLE_LABEL = re.compile(r"(?:指标|产出|目标|情况|效益|绩效|资金|预算|\d|[)）。；;%％])$")
#: The whole label of a level; its last characters are no label of their own.
_LEVEL = re.compile(r"(?:产出|数量|质量|时效|成本|效益|影响|满意度)指标等?(?:[（(].*)?$")
#: The label of a level, which nothing but such words before a break makes the end of a longer one.
_OTHER_LEVEL = re.compile(r"(?:产出|数量|质量|时效|成本|效益|满意度)指标(?:[（(].*)?")
_LEVEL_BEGINS = re.compile(r"(?:经济|社会|生态|环境|可持续|服务对象|群众)$")
_LEVEL_END = re.compile(r"(?:影响|满?意?度|[出量效益本])?指?标等?(?:[（(].*)?$")
#: No cell holds nothing but this: 投入管理 goes on with 指标.
_LABEL_END = re.compile(r"指?标等?(?:[（(].*)?")
_UNIT = re.compile(r"[%％‰]|[个人次元万亿亩户家场台套项件吨年月日天米处份批册辆公里/]{1,4}")
#: Points or a unit, which stand under the words of a label.
_POINTS = re.compile(r"[（(][^（()）]{1,6}[)）]")
#: The number of an item within a text: 目标2：, 3、, 4.
_COUNTED = re.compile(r"(?<![\d.])(\d{1,2})[：:、.．](?!\d)")
#: What no text ends with: the number of an item with nothing behind it, 其中：, half of 其他
_UNFINISHED = re.compile(r"(?:(?:^|[。；;])\s*\d{1,2}[、.．]|[：:，、（(]|^其)$")
_SENTENCE_ENDS = ("。", "；", ";", "！", "？")
#: What only the text of a new row begins with.
_NEW_ROW = re.compile(
    r"指标\s*[\d：:]|…|[（(]?\d+[)）、.．](?!\d)|[一二三四五六七八九十]+、|其中|其他|上年|财政|一般公共|政府性|单位资金|基本支出|项目支出"
)

_LINE = 1.35  #: of a character's height: room for one more line
_SQUEEZE = 0.8  #: of a character's width: so much punctuation may be narrowed at the end of a line
_LESS = 1.2  #: points
_SHORTEST = 2  #: characters: no name is so short
_FEWEST_ROWS = 2  #: tell what room is left below a text


def is_label(table: PdfTable, above: int, box: Box, text: list[TextLine], xs: list[float]) -> bool:
    """Return whether the break has cut a label of one or several rows in the middle of its words."""
    upper, before = table.lattice.boxes[above], table.lines[above]
    if not before or not text:
        return False
    words, more = _words(before), _words(text)
    if _completes(before, text) or _closes(words, more):
        return True
    if _WHOLE_LABEL.search(words) or _OTHER_LEVEL.fullmatch(more):
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
    return labels and is_rest and not _WHOLE_LABEL.search(more)


def _words(lines: Sequence[TextLine]) -> str:
    """Return a text without the breaks of its lines."""
    return "".join(line.text for line in lines)


def _completes(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Return whether a text ends the label of a level that begins above it, or is a number's unit."""
    words, more = _words(above), _words(below)
    if words[-1:].isdigit() and _UNIT.fullmatch(more):
        return True
    if _OTHER_LEVEL.fullmatch(more):
        return _LEVEL_BEGINS.search(words) is not None
    if _LABEL_END.fullmatch(more):
        return not words.endswith("指标")
    whole = _LEVEL.search(words) is None and _LEVEL.search(words + more) is not None
    return whole and _LEVEL_END.fullmatch(more) is not None


def _closes(words: str, more: str) -> bool:
    """Return whether a text closes the bracket that another opens, or is the points that belong under it."""
    return _open_brackets(words) > 0 > _open_brackets(more) or (
        _POINTS.fullmatch(more) is not None and not words.endswith((")", "）"))
    )


def _open_brackets(text: str) -> int:
    """Return how many more brackets a text opens than it closes."""
    return sum(text.count(one) for one in "(（") - sum(text.count(one) for one in ")）")


def _runs_on(
    table: PdfTable, above: list[TextLine], below: list[TextLine], left: float, right: float
) -> bool:
    """Return whether a text that fills its cell down to the foot of the page goes on in the next one."""
    return (
        table.foot - above[-1].bottom <= 2 * above[-1].size
        and wraps(above[-1], below[0], left, right, table.inset)
        and not _NEW_ROW.match(_words(below))
    )


def _counts_on(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """
    Return whether a cell counts (目标1：… 目标2：…) and the text below goes on with the next number.

    A cell that holds the first item alone may have a row for each item; one whose first item has no number
    has not.
    """
    told, more = _words(above), _words(below)
    following = _COUNTED.match(more.removeprefix("目标"))
    if following is None:
        return False
    numbers = [int(number) for number in _COUNTED.findall(told)]
    tacit = told.endswith(_SENTENCE_ENDS) and not _COUNTED.match(told.removeprefix("目标"))
    if tacit and numbers[:1] in ([], [2]):
        numbers.insert(0, 1)
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return counts and (tacit or len(numbers) > 1) and int(following[1]) == numbers[-1] + 1


def is_cut(
    table: PdfTable,
    following: PdfTable,
    ends: Mapping[tuple[int, int], int],
    begins: Mapping[tuple[int, int], int],
    xs: list[float],
) -> int:
    """
    Return 1 where the page break goes through a row, else 0.

    `ends` are the cells at the foot of `table`, `begins` those at the head of `following`, each by its first
    and last column between the edges `xs`.
    """
    upper = table.lattice.boxes
    single = {key for key, number in begins.items() if following.lattice.boxes[number].last_row == 0}
    text = {key for key, number in begins.items() if following.lines[number]}
    if not single or not text or not begins.keys() <= ends.keys():
        return 0
    if table.lattice.open_foot >= set(ends.values()) and following.lattice.open_head >= set(begins.values()):
        return 1
    # A line along the foot: some programs draw it through the row. Then the text tells.
    had = {key for key in begins if table.lines[ends[key]]}
    least = _least_space(table, [ends[key] for key in had])
    told = {
        key: _told(table, ends[key], following.lines[begins[key]], (xs[key[0]], xs[key[1] + 1]), least)
        for key in text & had
    }
    if not text <= had or _Told.ENDED in told.values():
        return 0
    alone = {key for key, number in ends.items() if upper[number].row == upper[number].last_row}
    rows = single & alone
    squeezed = _is_squeezed(table)
    # A label that spans rows may be broken anywhere.
    short = any(one is _Told.SHORT and key in alone for key, one in told.items())
    completed = any(_completes(table.lines[ends[key]], following.lines[begins[key]]) for key in rows & text)
    if completed and not (short and squeezed is False):
        return 1
    if short:
        return 0
    runs_on = {key for key in single & text if told[key] is _Told.RUNS_ON}
    all_run_on = bool(runs_on) and runs_on == single & text
    if text == had:
        pairs = [(table.lines[ends[key]], following.lines[begins[key]]) for key in single & text]
        return int(all_run_on and (squeezed or _ends_sentences(pairs)))
    # Cells that had all their text are blank below: labels, which may span rows, or others, which do not.
    blank = (had - text) & rows
    return int(all_run_on or [squeezed, bool(runs_on), bool(blank)].count(True) > 1)


class _Told(Enum):
    """What the text on both sides of a break tells of a cell."""

    RUNS_ON = "runs on"
    OPEN = "open"  #: a sentence ends above
    SHORT = "short"  #: there was room on the line, so that it must have been the last
    ENDED = "ended"  #: there was room for another line, or the text below is that of another cell


def _told(
    table: PdfTable, number: int, below: list[TextLine], edges: tuple[float, float], least: float
) -> _Told:
    """Return what a cell's text above a break, and the text below it, tell; `least`: of `_least_space`."""
    above = table.on_page[number]
    if not above:
        return _Told.ENDED
    words, more = _words(table.lines[number]), _words(below)
    if (
        _completes(above, below)
        or _counts_on(table.lines[number], below)
        or _closes(words, more)
        or _UNFINISHED.search(words)
        or more[0] in CLOSING
    ):
        return _Told.RUNS_ON
    # The last line of a paragraph goes overleaf where there is no room for what stands below it, too.
    if table.foot - above[-1].bottom - max(least, min(table.spaces, default=0.0)) > _LINE * above[-1].size:
        return _Told.ENDED
    if _NEW_ROW.match(more) or _OTHER_LEVEL.fullmatch(more):
        return _Told.ENDED
    if _runs_on(table, above, below, *edges):
        return _Told.RUNS_ON
    wider = replace(below[0], first_word=below[0].first_word + _SQUEEZE * below[0].size)
    is_open = above[-1].text.endswith(_SENTENCE_ENDS) or wraps(above[-1], wider, *edges, table.inset)
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


def _ends_sentences(cells: Sequence[tuple[Sequence[TextLine], Sequence[TextLine]]]) -> bool:
    """Return whether several cells go on and a sentence above the break has its end only below it."""
    texts = [(_words(above), _words(below)) for above, below in cells]
    return (
        len(texts) > 1
        and any(below.endswith("。") and not above.endswith(_SENTENCE_ENDS) for above, below in texts)
        and not any(_COUNTED.match(below.removeprefix("目标")) for _, below in texts)
    )
