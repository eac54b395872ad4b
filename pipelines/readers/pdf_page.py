"""
One page of a PDF as it is printed: characters and ruled lines, upright, y growing downwards.

Points are 1/72 inch. Pages laid on their side, by the page's own turn or by the text's, are
set upright, so that whoever reads them needs to know of one direction only.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from pipelines.readers.limits import MAX_PAGE_CHARACTERS
from pipelines.readers.pdf_areas import Area, cells_of
from pipelines.readers.pdf_strokes import WHITE, Point, areas, strokes

_FEWEST_RULES = 2  #: across: a page of fewer has no ruled table
_STRAIGHT = 1.0  #: how far a straight rule may lean
_HYPHEN_AT_END = 2  #: what the library makes of a hyphen that ends a line
_OBLIQUE = 3  #: degrees off the upright: text so set is a watermark
_LARGE = 2.0  #: times the usual height of a character
_PALE = 150


class Char(NamedTuple):
    """One printed character and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float  #: y of the line on which it stands, whatever its font
    turned: bool  #: runs in another direction than most of the page

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return self.bottom - self.top


class Rule(NamedTuple):
    """A straight line: `at` is its y (or x), from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What is printed on a page; characters in the order in which they were drawn."""

    chars: list[Char] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    top: float = 0.0  #: edges of the paper
    foot: float = 0.0
    left: float = 0.0
    right: float = 0.0


def plain_text(page: PdfPage) -> str:
    """Return the text of a page as it comes, to see what the page is about."""
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range()) if text_page.count_chars() <= MAX_PAGE_CHARACTERS else ""
    finally:
        text_page.close()


def page_of(page: PdfPage) -> Page:
    """Return the characters and rules of a page."""
    read = Page()
    raw = _characters(page)
    turn = _turn(raw, page.get_rotation())
    if turn == 0:  # as nearly all pages are: half the time of the general way
        read.chars = [
            Char(text, left, -high, right, -low, -y, angle != 0)
            for text, angle, left, low, right, high, _, y in raw
        ]
    for one in raw if turn else ():
        (x0, y0), (x1, y1) = _upright((one.left, one.low), turn), _upright((one.right, one.high), turn)
        base = _upright((one.x, one.y), turn)[1]
        turned = one.angle != turn
        read.chars.append(Char(one.text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), base, turned))
    left, low, right, high = page.get_cropbox()
    corners = _upright((left, low), turn), _upright((right, high), turn)
    read.left, read.right = sorted(x for x, _ in corners)
    read.top, read.foot = sorted(y for _, y in corners)
    for start, end in strokes(page):
        (x0, y0), (x1, y1) = _upright(start, turn), _upright(end, turn)
        if abs(y0 - y1) <= _STRAIGHT and abs(x0 - x1) > abs(y0 - y1):
            read.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _STRAIGHT and abs(y0 - y1) > abs(x0 - x1):
            read.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    if len(read.across) < _FEWEST_RULES or not read.down:
        _rule_by_areas(read, page, turn)
    return read


def _rule_by_areas(read: Page, page: PdfPage, turn: int) -> None:
    """Give a page without lines those between the filled areas that are the cells of a table."""
    corners = ((_upright(one, turn), _upright(other, turn)) for one, other in areas(page))
    found = [Area(min(x, p), min(y, q), max(x, p), max(y, q)) for (x, y), (p, q) in corners]
    for left, top, right, foot in cells_of(found):
        read.across += [Rule(top, left, right), Rule(foot, left, right)]
        read.down += [Rule(left, top, foot), Rule(right, top, foot)]


class _Raw(NamedTuple):
    """A character as the file has it: its angle, box and origin, y growing upwards."""

    text: str
    angle: int  #: 0, 90, 180 or 270, counter-clockwise
    left: float
    low: float
    right: float
    high: float
    x: float
    y: float


def _characters(page: PdfPage) -> list[_Raw]:
    """Return each printed character, in the order of drawing, but those of a watermark."""
    found: list[tuple[int, _Raw]] = []
    text_page = page.get_textpage()
    raw = text_page.raw
    loose = pdfium.FS_RECTF()
    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    try:
        for index in range(min(text_page.count_chars(), MAX_PAGE_CHARACTERS)):
            code = pdfium.FPDFText_GetUnicode(raw, index)
            if code == ord(" ") and pdfium.FPDFText_IsGenerated(raw, index) == 1:
                continue  # the library's guess at a gap; we look ourselves
            if code == _HYPHEN_AT_END:
                code = ord("-")
            if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
                continue
            if not pdfium.FPDFText_GetLooseCharBox(raw, index, loose):
                continue
            left, low, right, high = loose.left, loose.bottom, loose.right, loose.top
            if abs(high - low) < 1 or abs(right - left) < 0.1:  # a font that does not tell its height
                pdfium.FPDFText_GetCharBox(raw, index, box[0], box[2], box[1], box[3])
                left, right, low, high = box[0].value, box[2].value, box[1].value, box[3].value
            if left > right or low > high:  # a font that is mirrored
                left, right, low, high = min(left, right), max(left, right), min(low, high), max(low, high)
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            angle = pdfium.FPDFText_GetCharAngle(raw, index)
            if not all(map(math.isfinite, (left, low, right, high, x.value, y.value, angle))):
                continue
            degrees = -math.degrees(angle)  # the library counts clockwise
            quarters = round(degrees / 90)
            if abs(degrees - quarters * 90) <= _OBLIQUE:
                found.append(
                    (index, _Raw(chr(code), quarters * 90 % 360, left, low, right, high, x.value, y.value))
                )
        usual = median(one.high - one.low for _, one in found) if found else 0.0
        return [
            one for index, one in found if one.high - one.low <= _LARGE * usual or not _is_pale(raw, index)
        ]
    finally:
        text_page.close()


def _is_pale(text_page: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    """Return whether a character is printed in a light grey or lets through what is under it."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(text_page, index, *parts):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    return alpha < 255 or _PALE <= min(red, green, blue) < WHITE


def _turn(raw: list[_Raw], page_turn: int) -> int:
    """Return how far the page must be turned clockwise: as most of its text runs, else as it says."""
    turns = Counter(one.angle for one in raw if one.text != " ")
    if turns:
        turn, often = turns.most_common(1)[0]
        if often * 10 >= turns.total() * 6:
            return turn
    return page_turn % 360


def _upright(point: Point, turn: int) -> Point:
    x, y = point
    if turn == 90:
        return y, x
    if turn == 180:
        return -x, y
    if turn == 270:
        return -y, -x
    return x, -y
