"""
PDF files with a text layer: the whole document is one grid.

Ruled tables keep their rows, columns and merged cells, also over a page break; text around
them is a row each line. Forms are often the appendix of a long report, so the text of each
page is looked at first, and tables are worked out only where there may be a form. Numbers
of pages and running heads are not part of the text. `pdf_page`, `pdf_rules`, `pdf_text`,
`pdf_table` and `pdf_join` do the parts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.problems import Problem, SourceError
from pipelines.readers.flow import Block, Line, grid_of
from pipelines.readers.grid import Grid
from pipelines.readers.limits import MAX_PAGES
from pipelines.readers.pdf_again import without_repeated_head
from pipelines.readers.pdf_guard import refuse_bombs
from pipelines.readers.pdf_join import goes_on, put_together
from pipelines.readers.pdf_left_out import REASONS, left_out, runs_off, told, unclear
from pipelines.readers.pdf_page import Page, page_of, plain_text
from pipelines.readers.pdf_rules import lattices
from pipelines.readers.pdf_strokes import has_pictures
from pipelines.readers.pdf_table import PdfTable, table_of
from pipelines.readers.pdf_text import TextLine, lines_of, wraps
from pipelines.readers.pdf_unruled import tabbed

#: A document of no more pages is read whole.
_FEW_PAGES = 20
_FORM_WORDS = (
    "自评", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值", "完成值", "执行率", "执行数", "预算数",
    "分值", "得分", "偏差", "满意度", "产出指标", "效益指标", "自評", "績效目標", "一級指標", "執行率",
)  # fmt: skip
_FEWEST_WORDS = 2
_FEWEST_CHARACTERS = 6  #: fewer are a page's number, no text
_PAGE_NUMBER = re.compile(
    r"[-—–·~\s]*第?\s*\d{1,4}\s*页?(?:\s*(?:[/，,]\s*共?|共)\s*\d{1,4}\s*页?)?[-—–·~\s]*"
)
_OVERHANG = 14.0  #: points, about a line
_MARGIN = 0.08  #: of the page's height, at its head and foot
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
#: The library serves one thread at a time.
_ONE_AT_A_TIME = Lock()

Piece = TextLine | PdfTable | str


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return one grid called 正文; pages without text are named in its `problems`.

    Raises:
        SourceError: "encrypted", "truncated", "too_large"; "no_text" where no page has text.
    """
    refuse_bombs(data)
    with _ONE_AT_A_TIME, _opened(data) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise SourceError("too_large", f"{count} 页", f"不超过 {MAX_PAGES} 页")
        # Of a long document the text is looked at first; a short one is read at once.
        texts = [_text(document, number) for number in range(count)] if count > _FEW_PAGES else None
        read = {
            number: _read(document, number)
            for number in (range(count) if texts is None else sorted(_wanted(texts)))
        }
        if texts is None:
            texts = [read[number][0] for number in range(count)]
        scanned, blank = _without_text(document, texts)
        if len(blank) == count:
            if not scanned:
                raise SourceError("empty", f"{count} 页都没有文字", "有文字的 PDF")
            raise SourceError("no_text", f"{count} 页都没有文字，像是扫描件", "有文字的 PDF")
    pages = [
        [] if number in blank else read[number][1] if number in read else _plain(text)
        for number, text in enumerate(texts)
    ]
    out = left_out(pages)
    if out and len(out.keys() | blank) == count:
        reason = min(out.values(), key=list(REASONS).index)
        what, expected = REASONS[reason]
        raise SourceError(reason, f"{count} 页都是{what}", expected)
    pages = [[] if number in out else page for number, page in enumerate(pages)]
    grid = grid_of(_blocks(_without_running_heads(pages)), split_lines=False)
    return (replace(grid, problems=(*_problems(scanned), *told(out), *unclear(pages))),)


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise SourceError("encrypted", "加了密码的 PDF", "没有密码的文件") from error
        raise SourceError("truncated", "不完整的 PDF（文件被截断或损坏）", "完整的文件") from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _page(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage | None]:
    """Open a page; None where it is damaged."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    with _page(document, number) as page:
        return plain_text(page) if page is not None else ""


def _read(document: pypdfium2.PdfDocument, number: int) -> tuple[str, list[Piece]]:
    """Return the characters of a page, and its lines and tables; nothing of a damaged one."""
    with _page(document, number) as opened:
        if opened is None:
            return "", []
        page = page_of(opened)
    return "".join(char.text for char in page.chars), list(_pieces(page))


def _pictured(document: pypdfium2.PdfDocument, number: int) -> bool:
    with _page(document, number) as page:
        return page is None or has_pictures(page)


def _without_text(document: pypdfium2.PdfDocument, texts: Sequence[str]) -> tuple[list[int], set[int]]:
    """Return the pages that seem to be scanned, and all from which no text is taken."""
    told = [_told(text) for text in texts]
    scanned = [
        number
        for number, one in enumerate(told)
        if one is not _Told.TEXT and (one is _Told.UNKNOWN or _pictured(document, number))
    ]
    return scanned, {number for number, one in enumerate(told) if one is _Told.NOTHING}.union(scanned)


class _Told(Enum):
    """How much the text of a page says of it."""

    TEXT = "text"
    LITTLE = "little"  #: perhaps a page's number
    NOTHING = "nothing"
    UNKNOWN = "unknown"  #: characters of a font that does not say which they are


def _told(text: str) -> _Told:
    seen = "".join(text.split())
    if not seen:
        return _Told.NOTHING
    if len(_UNKNOWN.findall(seen)) * 2 > len(seen):
        return _Told.UNKNOWN
    return _Told.LITTLE if len(seen) < _FEWEST_CHARACTERS else _Told.TEXT


def _wanted(texts: Sequence[str]) -> set[int]:
    """Return the pages on which there may be a form, and those beside them."""
    if len(texts) <= _FEW_PAGES:
        return set(range(len(texts)))
    found: set[int] = set()
    for number, text in enumerate(texts):
        folded = "".join(text.split())
        if sum(word in folded for word in _FORM_WORDS) >= _FEWEST_WORDS:
            found |= {number - 1, number, number + 1}
    return found & set(range(len(texts)))


def _plain(text: str) -> list[Piece]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pieces(page: Page) -> Iterator[Piece]:
    """Yield the lines and tables of a page from top to foot, without the page's number."""
    tables = lattices(page.across, page.down)
    rest: list[bool] = [True] * len(page.chars)
    found: list[tuple[float, Piece]] = []
    for table in tables:
        left, right, top = table.xs[0] - 1, table.xs[-1] + 1, table.ys[0] - 1
        # Where no line ends the last row, text may run over its end.
        foot = table.ys[-1] + (_OVERHANG if table.open_foot else 1)
        inside = [
            place
            for place, char in enumerate(page.chars)
            if rest[place] and left <= char.x <= right and top <= char.y <= foot
        ]
        for place in inside:
            rest[place] = False
        piece = table_of(table, [page.chars[place] for place in inside])
        piece.cut = runs_off(page, table)
        found.append((table.ys[0], piece))
    lines = lines_of([char for char, is_free in zip(page.chars, rest, strict=True) if is_free])
    margin = _MARGIN * (page.foot - page.top)
    for line in lines:
        at_edge = line.bottom < page.top + margin or line.top > page.foot - margin
        if not (at_edge and line in (lines[0], lines[-1]) and _PAGE_NUMBER.fullmatch(line.text)):
            found.append((line.top, line))
    found.sort(key=lambda one: one[0])
    yield from (piece for _, piece in found)


def _without_running_heads(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Return pages without the line that stands at the head (or foot) of most, but for the first time."""
    for place in (0, -1):
        ends = [page[place] for page in pages if page]
        often = Counter(one.text for one in ends if isinstance(one, TextLine))
        for text, times in often.most_common(1):
            if times < 3 or times * 2 < len(ends):
                continue
            for page in [page for page in pages if page and _says(page[place], text)][1:]:
                del page[place]
    return pages


def _says(piece: Piece, text: str) -> bool:
    return isinstance(piece, TextLine) and piece.text == text


def _blocks(pages: Sequence[Sequence[Piece]]) -> list[Block]:
    """Return lines and tables in reading order, tables over a page break as one."""
    pieces: list[Piece] = []
    for page in pages:
        for place, piece in enumerate(page):
            last = pieces[-1] if pieces else None
            if (
                place == 0
                and isinstance(piece, PdfTable)
                and isinstance(last, PdfTable)
                and goes_on(last, piece)
            ):
                pieces[-1] = put_together(last, without_repeated_head(last, piece))
            else:
                pieces.append(piece)
    if not any(isinstance(piece, PdfTable) for piece in pieces):
        return [Line(text) for text in tabbed([one for one in pieces if not isinstance(one, PdfTable)])]
    edges = [edge for one in pieces for edge in _edges(one)]
    return list(_paragraphs(pieces, min(edges), max(edges)))


def _edges(piece: Piece) -> tuple[float, ...]:
    if isinstance(piece, PdfTable):
        return piece.lattice.xs[0], piece.lattice.xs[-1]
    return (piece.left, piece.right) if isinstance(piece, TextLine) else ()


def _paragraphs(pieces: Sequence[Piece], left: float, right: float) -> Iterator[Block]:
    """Yield blocks; lines that go on without a break are one."""
    text = ""
    before: TextLine | None = None
    for piece in pieces:
        if isinstance(piece, TextLine) and before is not None and _follows(before, piece, left, right):
            text += piece.text
        else:
            if text:
                yield Line(text)
            text = ""
            if isinstance(piece, PdfTable):
                yield piece.block()
            else:
                text = piece if isinstance(piece, str) else piece.text
        before = piece if isinstance(piece, TextLine) else None
    if text:
        yield Line(text)


def _follows(before: TextLine, line: TextLine, left: float, right: float) -> bool:
    near = 0 < line.top - before.top < 2.5 * before.size
    return near and len(before.fields) < 2 and wraps(before, line, left, right, 0.0)


def _problems(scanned: Sequence[int]) -> Iterator[Problem]:
    """Yield a line for each run of pages without text."""
    start = 0
    for place, number in enumerate(scanned):
        if place + 1 < len(scanned) and scanned[place + 1] == number + 1:
            continue
        first = scanned[start] + 1
        pages = f"第{first}页" if first == number + 1 else f"第{first}–{number + 1}页"
        yield Problem("no_text", None, f"{pages}没有文字，像是扫描件；应为有文字的页")
        start = place + 1
