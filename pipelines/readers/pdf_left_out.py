"""
Pages of which no value is taken, because it would be a guess: each is named with the reason.

A sheet torn over pages side by side; a table wider than its paper; a table whose rows are too
low for their text, which lies over the lines; a table without lines in which a cell has several
lines of text, so that nobody can tell where a row ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from pipelines.problems import Problem
from pipelines.readers.pdf_page import Page
from pipelines.readers.pdf_rules import NEAR, Lattice
from pipelines.readers.pdf_split import split_pages
from pipelines.readers.pdf_table import PdfTable
from pipelines.readers.pdf_text import TextLine

#: The reason → what the pages hold, and what would be read.
REASONS: Mapping[str, tuple[str, str]] = {
    "split_pages": ("横着拆开印的表", "缩放到一页宽的 PDF，或原来的表格文件"),
    "cut_table": ("比纸宽、右边没有印出的表", "缩放到一页宽的 PDF，或原来的表格文件"),
    "overrun_rows": ("行高不够、字压在表格线上的表", "行高够的 PDF，或原来的表格文件"),
    "no_lines": ("没有表格线、分不清行列的表", "有表格线的 PDF，或原来的表格文件"),
}
_FORM_WORDS = ("指标值", "完成值", "三级指标", "执行率", "执行数", "预算数", "分值", "得分", "自评")
_FEWEST_WORDS = 2
_FIELDS = 2  #: a line of so many is a row of a table, or a part of one
_FEWEST_LINES = 3
_IN_PROSE = 4  #: lines for each of a table: so many are a report's, with a gap here and there
_OVERLAP = 0.9  #: of a line's height: closer lines belong to cells side by side
_APART = 1.3  #: times the distance of lines in a cell: so far apart are two rows
_CHANCE = 1  #: so many of them prove nothing
_MARGIN = 0.85  #: of the left margin: a table that comes closer to the right edge has more behind it


def left_out(pages: Sequence[Sequence[object]]) -> dict[int, str]:
    """Return the number (from 0) of each page that is left out, and the reason, a key of `REASONS`."""
    found = dict.fromkeys(split_pages(pages), "split_pages")
    for number, page in enumerate(pages):
        if any(isinstance(piece, PdfTable) and piece.cut for piece in page):
            found.setdefault(number, "cut_table")
        if any(isinstance(piece, PdfTable) and piece.overrun for piece in page):
            found.setdefault(number, "overrun_rows")
    unruled = [number for number, page in enumerate(pages) if _unclear(page)]
    if unruled and not any(isinstance(piece, PdfTable) for page in pages for piece in page):
        unruled = [number for number, page in enumerate(pages) if page]  # the table is all there is
    return found | {number: "no_lines" for number in unruled if number not in found}


def told(pages: Mapping[int, str]) -> Iterator[Problem]:
    """Yield one problem for each reason, which names the pages."""
    for reason, (what, expected) in REASONS.items():
        if numbers := [number + 1 for number, one in sorted(pages.items()) if one == reason]:
            said = f"第{'、'.join(map(str, numbers))}页是{what}，未取值；应为{expected}"
            yield Problem(reason, None, said)


def unclear(pages: Sequence[Sequence[object]]) -> Iterator[Problem]:
    """Yield one problem for each page on which cells lost a text that lies over the line between them."""
    for number, page in enumerate(pages, 1):
        if cells := sum(piece.unclear for piece in page if isinstance(piece, PdfTable)):
            said = f"第{number}页有 {cells} 格的字压在表格线上，分不清属于哪一格，未取值"
            yield Problem("overrun_rows", None, f"{said}；应为行高够的 PDF，或原来的表格文件")


def runs_off(page: Page, table: Lattice) -> bool:
    """
    Return whether a table goes on beyond the right edge of the paper.

    No line ends it there, one does at its left, and it comes closer to the edge than the left margin is wide.
    """
    left, right = table.xs[0], table.xs[-1]
    rules = [rule.at for rule in page.down if rule.end > table.ys[0] and rule.start < table.ys[-1]]
    ended = any(abs(at - right) <= NEAR for at in rules)
    begun = any(abs(at - left) <= NEAR for at in rules)
    return begun and not ended and page.right - right < _MARGIN * (left - page.left)


def _unclear(page: Sequence[object]) -> bool:
    """Return whether a page has a form without lines whose cells have several lines of text."""
    lines = [piece for piece in page if isinstance(piece, TextLine)]
    words = "".join("".join(line.text.split()) for line in lines)
    if len(lines) < len(page) or sum(word in words for word in _FORM_WORDS) < _FEWEST_WORDS:
        return False
    rows = [place for place, line in enumerate(lines) if len(line.fields) >= _FIELDS]
    if len(rows) < _FEWEST_LINES:
        return False
    region = list(pairwise(lines[rows[0] : rows[-1] + 2]))
    if len(rows) * _IN_PROSE < len(region):
        return False
    steps = [below.top - above.top for above, below in region]
    if sum(step < _OVERLAP * median(line.size for line in lines) for step in steps) > _CHANCE:
        return True
    steps.sort()
    wide = [step for step in steps if step > _APART * steps[len(steps) // 10]]
    return len(wide) >= _FEWEST_LINES and len(steps) - len(wide) > _CHANCE
