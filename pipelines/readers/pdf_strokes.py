"""The straight lines that are drawn on a page of a PDF, as the file has them: y grows upwards."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from pipelines.readers.limits import MAX_PAGE_PATHS

WHITE = 250  #: from here on a colour does not show on paper
_THIN = 3.0  #: a filled shape of no more is a rule, not an area
_MAX_FORMS = 5  #: drawings inside drawings
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]


def has_pictures(page: PdfPage) -> bool:
    """Return whether a picture stands on the page, as on a scanned one."""
    return any(True for _ in _objects(page.raw, _IDENTITY, (pdfium.FPDF_PAGEOBJ_IMAGE,)))


def strokes(page: PdfPage) -> Iterator[tuple[Point, Point]]:
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


def areas(page: PdfPage) -> Iterator[tuple[Point, Point]]:
    """Yield two opposite corners of each filled rectangle that is too thick for a line, in any colour."""
    for count, (_, thing, matrix) in enumerate(_objects(page.raw, _IDENTITY, (pdfium.FPDF_PAGEOBJ_PATH,))):
        if count > MAX_PAGE_PATHS:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        for corners in _subpaths(thing, matrix) if fill.value else ():
            xs, ys = {round(x, 1) for x, _ in corners}, {round(y, 1) for _, y in corners}
            if len(xs) == len(ys) == 2 and min(max(xs) - min(xs), max(ys) - min(ys)) > _THIN:
                yield (min(xs), min(ys)), (max(xs), max(ys))


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
    return alpha > 0 and min(red, green, blue) < WHITE


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
