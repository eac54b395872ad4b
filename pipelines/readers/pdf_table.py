"""
Tables of a PDF: the text of their cells, and tables that go on over a page break made one.

A table goes on where the next page begins with one of the same width. A merged cell that the
break has cut is put back together, and so is a row whose text the break has cut.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.readers.flow import Line, Slot, Table
from pipelines.readers.pdf_page import Char
from pipelines.readers.pdf_rules import NEAR, Box, Lattice, positions
from pipelines.readers.pdf_text import TextLine, joined, lines_of, wraps

_MIDDLE = 0.25  #: of a character's height, above and below its middle part
_MOST_STRUCK = 0.01  #: of the characters of a table
_FEWEST_EDGES = 3  #: a table of less is no part of another
#: What the whole text of a label ends with; without it the label goes on.
_WHOLE_LABEL = re.compile(r"(?:指标|目标|情况|效益|绩效|资金|预算|\d|[)）。；;%％])$")
#: The whole label of a level; its last characters are no label of their own.
_LEVEL = re.compile(r"(?:产出|数量|质量|时效|成本|效益|影响|满意度)指标(?:[（(].*)?$")
_LEVEL_END = re.compile(r"(?:影响|满?意?度)?指?标(?:[（(].*)?$")
_UNIT = re.compile(r"[%％‰]|[个人次元万亿亩户家场台套项件吨年月日天米处份批册辆公里/]{1,4}")
#: Points, which stand under the words of a label.
_POINTS = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分?\s*[)）]")
#: The number of an item within a text: 目标2：, 3、, 4.
_COUNTED = re.compile(r"(?<![\d.])(\d{1,2})[：:、.．](?!\d)")
_SENTENCE_ENDS = ("。", "；", ";", "！", "？")
#: What only the text of a new row begins with.
_NEW_ROW = re.compile(
    r"指标\s*[\d：:]|…|[（(]?\d+[)）、.．](?!\d)|[一二三四五六七八九十]+、|其中|其他|上年|财政|一般公共|政府性|单位资金|基本支出|项目支出"
)


@dataclass(slots=True)
class PdfTable:
    """A ruled table, of one page or put together from several."""

    lattice: Lattice
    lines: list[list[TextLine]]  #: of each box
    inset: float  #: least distance of text from the edge of its cell
    foot: float  #: where its last row ends, on its last page
    cut: bool = False  #: goes on beyond the edge of the paper
    unclear: int = 0  #: cells that lost their text, since it lies over the line between two of them
    overrun: bool = False  #: so much of its text does that none can be trusted
    rows: int = field(init=False)

    def __post_init__(self) -> None:
        self.rows = len(self.lattice.ys) - 1

    def block(self) -> Table:
        """Return it as the table of a page, with the text of each cell."""
        edges = self.lattice.xs
        table = Table(rows=self.rows)
        for box, lines in zip(self.lattice.boxes, self.lines, strict=True):
            text = joined(lines, edges[box.column], edges[box.last_column + 1], self.inset)
            blocks: list[Line | Table] = [Line(text)] if text else []
            rows, columns = box.last_row - box.row + 1, box.last_column - box.column + 1
            table.slots.append(Slot(box.row + 1, box.column + 1, rows, columns, blocks))
        table.slots.sort(key=lambda slot: (slot.row, slot.column))
        return table


def table_of(lattice: Lattice, chars: Sequence[Char]) -> PdfTable:
    """Return the table of some ruled lines with the characters that stand in it."""
    inside: list[list[Char]] = [[] for _ in lattice.boxes]
    struck = 0
    unclear: set[int] = set()
    for run in _runs(chars):
        lying = [cells for char in run if (cells := _over_line(lattice, char))]
        if len(lying) * 2 > sum(1 for char in run if not char.text.isspace()):
            struck += len(lying)
            unclear.update(*lying)
        numbers = [lattice.box_at(char.x, char.y) for char in run]
        if len(set(numbers)) > 1 and _runs_over(lattice, run, numbers):
            # Text that runs over the edge of its cell belongs to the one that holds most of it.
            most = max(set(numbers), key=lambda number: (numbers.count(number), -(number or 0)))
            numbers = [most] * len(run)
        for char, number in zip(run, numbers, strict=True):
            if number is not None:
                inside[number].append(char)
    lines = [[] if number in unclear else lines_of(one) for number, one in enumerate(inside)]
    gaps = [
        line.left - lattice.xs[box.column]
        for box, some in zip(lattice.boxes, lines, strict=True)
        for line in some
    ]
    inset = min(8.0, max(0.5, min(gaps, default=1.0)))
    overrun = struck > _MOST_STRUCK * len(chars)
    return PdfTable(lattice, lines, inset, lattice.ys[-1], unclear=len(unclear), overrun=overrun)


def _over_line(lattice: Lattice, char: Char) -> tuple[int, int] | None:
    """Return the cells above and below the line over whose middle a character lies, if it does."""
    some = _MIDDLE * char.size
    above, below = lattice.box_at(char.x, char.top + some), lattice.box_at(char.x, char.bottom - some)
    if above is None or below is None or above == below or char.text.isspace():
        return None
    return above, below


def goes_on(table: PdfTable, following: PdfTable) -> bool:
    """Return whether a table at the head of the next page is the same table."""
    mine, other = table.lattice.xs, following.lattice.xs
    if abs(mine[-1] - other[-1]) > NEAR:
        return False
    # Merged cells that go on at the left are not drawn again by some programs.
    inside = all(any(abs(x - edge) <= NEAR for edge in mine) for x in other)
    return abs(mine[0] - other[0]) <= NEAR or (inside and len(other) > _FEWEST_EDGES)


def put_together(table: PdfTable, following: PdfTable) -> PdfTable:
    """Return one table of two that stand on both sides of a page break."""
    xs = positions([*table.lattice.xs, *following.lattice.xs])
    upper, lower = on_edges(xs, table.lattice), on_edges(xs, following.lattice)
    ends = {
        (box.column, box.last_column): number
        for number, box in enumerate(upper)
        if box.last_row == table.rows - 1
    }
    begins = {(box.column, box.last_column): number for number, box in enumerate(lower) if box.row == 0}
    cut = _is_cut(table, following, ends, begins, xs)
    down = table.rows - cut
    height = table.lattice.ys[-1] - following.lattice.ys[0]
    boxes, lines = list(upper), [list(one) for one in table.lines]
    place_of: list[int] = []  # of each cell of the following table, where it is now
    for number, box in enumerate(lower):
        above = ends.get((box.column, box.last_column)) if box.row == 0 else None
        here = following.lines[number]
        if above is not None and (
            cut
            or (above in table.lattice.open_foot and number in following.lattice.open_head)
            or _is_one(boxes[above], box, lines[above], here)
            or _is_label(table, above, box, here, xs)
        ):
            boxes[above].last_row = box.last_row + down
            lines[above] += here
            place_of.append(above)
        else:
            place_of.append(len(boxes))
            boxes.append(Box(box.row + down, box.column, box.last_row + down, box.last_column))
            lines.append(here)
    ys = [*table.lattice.ys[: len(table.lattice.ys) - cut], *(y + height for y in following.lattice.ys[1:])]
    lattice = Lattice(xs, ys, boxes, set(), {place_of[one] for one in following.lattice.open_foot})
    whole = PdfTable(lattice, lines, min(table.inset, following.inset), following.foot)
    assert whole.rows == table.rows + following.rows - cut
    return whole


def _runs(chars: Sequence[Char]) -> list[list[Char]]:
    """Return characters in runs: drawn one after the other, side by side on one line."""
    runs: list[list[Char]] = []
    for char in chars:
        before = runs[-1][-1] if runs else None
        if (
            before is not None
            and abs(before.y - char.y) < 0.3 * char.size
            and -0.5 * char.size < char.left - before.right < 0.5 * char.size
        ):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _runs_over(lattice: Lattice, run: Sequence[Char], numbers: Sequence[int | None]) -> bool:
    """Return whether text runs over the edge of a cell: through a character, or close before and after it."""
    for place, char in enumerate(run):
        some = (char.right - char.left) * 0.15
        left, right = lattice.box_at(char.left + some, char.y), lattice.box_at(char.right - some, char.y)
        if left != right and not char.text.isspace():
            return True
        if (
            place
            and numbers[place] != numbers[place - 1]
            and char.left - run[place - 1].right < 0.1 * char.size
        ):
            return True
    return False


def on_edges(xs: list[float], lattice: Lattice) -> list[Box]:
    """Return the cells of a lattice with their columns counted on other edges."""
    at = [min(range(len(xs)), key=lambda number: abs(xs[number] - x)) for x in lattice.xs]
    return [Box(box.row, at[box.column], box.last_row, at[box.last_column + 1] - 1) for box in lattice.boxes]


def _is_one(above: Box, box: Box, text_above: list[TextLine], text: list[TextLine]) -> bool:
    """Return whether a cell at the foot of a page and one at the head of the next are one merged cell."""
    return not text and (box.last_row > box.row or above.last_row > above.row) and bool(text_above)


def _is_label(table: PdfTable, above: int, box: Box, text: list[TextLine], xs: list[float]) -> bool:
    """Return whether the break has cut a label of one or several rows in the middle of its words."""
    upper, before = table.lattice.boxes[above], table.lines[above]
    if not before or not text:
        return False
    words, more = "".join(line.text for line in before), "".join(line.text for line in text)
    if _completes(before, text):
        return True
    if _open_brackets(words) > 0 > _open_brackets(more) or (
        _POINTS.fullmatch(more) and not words.endswith((")", "）"))
    ):
        return True
    if _WHOLE_LABEL.search(words):
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
    return labels and not _WHOLE_LABEL.search(more)


def _completes(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Return whether a text ends the label of a level that begins above it, or is a number's unit."""
    words, more = ("".join(line.text for line in lines) for lines in (above, below))
    if words[-1:].isdigit() and _UNIT.fullmatch(more):
        return True
    whole = _LEVEL.search(words) is None and _LEVEL.search(words + more) is not None
    return whole and _LEVEL_END.fullmatch(more) is not None


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
        and not _NEW_ROW.match("".join(line.text for line in below))
    )


def _counts_on(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Return whether a cell counts (目标1：… 目标2：…) and the text below goes on with the next number."""
    told, more = ("".join(line.text for line in lines) for lines in (above, below))
    numbers = [int(number) for number in _COUNTED.findall(told)]
    following = _COUNTED.match(more.removeprefix("目标"))
    counts = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return counts and following is not None and int(following[1]) == numbers[-1] + 1


def _is_cut(
    table: PdfTable,
    following: PdfTable,
    ends: dict[tuple[int, int], int],
    begins: dict[tuple[int, int], int],
    xs: list[float],
) -> int:
    """Return 1 where the page break goes through a row, else 0."""
    upper = table.lattice.boxes
    single = {key for key, number in begins.items() if following.lattice.boxes[number].last_row == 0}
    text = {key for key, number in begins.items() if following.lines[number]}
    if not single or not text or not begins.keys() <= ends.keys():
        return 0
    if table.lattice.open_foot >= set(ends.values()) and following.lattice.open_head >= set(begins.values()):
        return 1
    rows = {key for key in single & text if upper[ends[key]].row == upper[ends[key]].last_row}
    if any(_completes(table.lines[ends[key]], following.lines[begins[key]]) for key in rows):
        return 1
    # A line along the foot: some programs draw it through the row. Then the text tells, where
    # it runs on in full cells while others, which had all their text, are blank.
    had = {key for key in begins if table.lines[ends[key]]}
    told = [(key, table.lines[ends[key]], following.lines[begins[key]]) for key in text & single]
    if not text < had and not (text == had and _ends_sentences([(above, below) for _, above, below in told])):
        return 0
    runs_on = (
        _counts_on(above, below) or _runs_on(table, above, below, xs[key[0]], xs[key[1] + 1])
        for key, above, below in told
    )
    return int(bool(told) and all(runs_on))


def _ends_sentences(cells: Sequence[tuple[Sequence[TextLine], Sequence[TextLine]]]) -> bool:
    """Return whether several cells go on and a sentence above the break has its end only below it."""
    texts = [tuple("".join(line.text for line in lines) for lines in pair) for pair in cells]
    return (
        len(texts) > 1
        and any(below.endswith("。") and not above.endswith(_SENTENCE_ENDS) for above, below in texts)
        and not any(_COUNTED.match(below.removeprefix("目标")) for _, below in texts)
    )
