"""
One page of a PDF as it is printed: characters and ruled lines, upright, y growing downwards.

Points are 1/72 inch. Pages laid on their side, by the page's own turn or by the text's, are
set upright, so that whoever reads them needs to know of one direction only.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from pipelines.readers.limits import MAX_PAGE_CHARACTERS, MAX_PAGE_PATHS

_THIN = 3.0  #: a filled shape of no more is a rule, not an area
_STRAIGHT = 1.0  #: how far a straight rule may lean
_MAX_FORMS = 5  #: drawings inside drawings
_WHITE = 250
_HYPHEN_AT_END = 2  #: what the library makes of a hyphen that ends a line
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]


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


def plain_text(page: PdfPage) -> str:
    """Return the text of a page as it comes, to see what the page is about."""
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range()) if text_page.count_chars() <= MAX_PAGE_CHARACTERS else ""
    finally:
        text_page.close()


def has_pictures(page: PdfPage) -> bool:
    """Return whether a picture stands on the page, as on a scanned one."""
    return any(True for _ in _objects(page.raw, _IDENTITY, (pdfium.FPDF_PAGEOBJ_IMAGE,)))


def page_of(page: PdfPage) -> Page:
    """Return the characters and rules of a page."""
    read = Page()
    raw = list(_characters(page))
    turn = _turn(raw, page.get_rotation())
    for one in raw:
        (x0, y0), (x1, y1) = _upright((one.left, one.low), turn), _upright((one.right, one.high), turn)
        base = _upright((one.x, one.y), turn)[1]
        turned = one.angle != turn
        read.chars.append(Char(one.text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), base, turned))
    left, low, right, high = page.get_cropbox()
    read.top, read.foot = sorted((_upright((left, low), turn)[1], _upright((right, high), turn)[1]))
    for start, end in _strokes(page):
        (x0, y0), (x1, y1) = _upright(start, turn), _upright(end, turn)
        if abs(y0 - y1) <= _STRAIGHT and abs(x0 - x1) > abs(y0 - y1):
            read.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _STRAIGHT and abs(y0 - y1) > abs(x0 - x1):
            read.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return read


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


def _characters(page: PdfPage) -> Iterator[_Raw]:
    """Yield each printed character, in the order of drawing."""
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
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            angle = pdfium.FPDFText_GetCharAngle(raw, index)
            if all(map(math.isfinite, (left, low, right, high, x.value, y.value, angle))):
                quarter = round(-math.degrees(angle) / 90) * 90 % 360  # the library counts clockwise
                yield _Raw(chr(code), quarter, left, low, right, high, x.value, y.value)
    finally:
        text_page.close()


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


def _strokes(page: PdfPage) -> Iterator[tuple[Point, Point]]:
    """Yield the two ends of each straight line that can be seen, thin areas and pictures as their axis."""
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    for count, (kind, thing, matrix) in enumerate(_objects(page.raw, _IDENTITY, kinds)):
        if count > MAX_PAGE_PATHS:
            return
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield from _axis([_moved(corner, matrix) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))])
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        stroked = bool(stroke.value) and _is_seen(thing, pdfium.FPDFPageObj_GetStrokeColor)
        filled = bool(fill.value) and _is_seen(thing, pdfium.FPDFPageObj_GetFillColor)
        if not stroked and not filled:
            continue
        for corners in _subpaths(thing, matrix):
            if stroked:
                yield from pairwise(corners)
            elif filled:
                yield from _axis(corners)


def _axis(corners: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the middle line of an area that is thin enough to be a rule."""
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    if high - low <= min(_THIN, right - left):
        yield (left, (low + high) / 2), (right, (low + high) / 2)
    elif right - left <= min(_THIN, high - low):
        yield ((left + right) / 2, low), ((left + right) / 2, high)


def _subpaths(thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the corners of each part of a path; a curve breaks it."""
    corners: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(thing), MAX_PAGE_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved((x.value, y.value), matrix)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            corners.append(point)
        else:
            if len(corners) > 1:
                yield corners
            corners = [point]
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


def _objects(
    page: pdfium.FPDF_PAGE, matrix: Matrix, kinds: tuple[int, ...]
) -> Iterator[tuple[int, pdfium.FPDF_PAGEOBJECT, Matrix]]:
    """Yield the things drawn on a page, those inside drawings too, and where their points stand."""
    tops = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    waiting: list[tuple[Iterator[pdfium.FPDF_PAGEOBJECT], Matrix]] = [(tops, matrix)]
    while waiting:
        things, around = waiting[-1]
        thing = next(things, None)
        if thing is None:
            waiting.pop()
            continue
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind in kinds or kind == pdfium.FPDF_PAGEOBJ_FORM:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(thing, own)
            whole = _product((own.a, own.b, own.c, own.d, own.e, own.f), around)
            if kind in kinds:
                yield kind, thing, whole
            elif len(waiting) <= _MAX_FORMS:
                waiting.append((_inside(thing), whole))


def _inside(form: pdfium.FPDF_PAGEOBJECT) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    for index in range(max(pdfium.FPDFFormObj_CountObjects(form), 0)):
        yield pdfium.FPDFFormObj_GetObject(form, index)


def _is_seen(thing: pdfium.FPDF_PAGEOBJECT, colour_of: "pdfium.FPDFPageObj_GetFillColor") -> bool:
    """Return whether a thing is drawn in a colour that shows on paper."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not colour_of(thing, *parts):
        return True
    red, green, blue, alpha = (part.value for part in parts)
    return alpha > 0 and min(red, green, blue) < _WHITE


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
