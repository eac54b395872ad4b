"""
A sheet too wide for its paper, printed over pages side by side: its columns stand on different pages.

The rows of both pages stand at the same heights, the columns do not, and the second has no line over
its table but pieces of the first one's. Cells are torn through their words there, so nothing is taken
from either page.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from pipelines.readers.pdf_rules import NEAR
from pipelines.readers.pdf_table import PdfTable

#: The right part comes so many pages after its left part at most.
_PAGES_APART = 6
#: So many rows at the same heights are no chance.
_FEWEST_ROWS = 6
#: So many of the lines may be missing from one of the parts.
_MISSING_LINES = 2
#: So much text in two lines is from one.
_SHARED = 4


def split_pages(pages: Sequence[Sequence[object]]) -> list[int]:
    """Return the numbers of pages (from 0) of which one holds the right part of a table on another."""
    found: set[int] = set()
    begun = [_begun(page) for page in pages]
    for right, second in enumerate(begun):
        for left in range(max(0, right - _PAGES_APART), right):
            first = begun[left]
            if not (first and second and _torn(first[0], second[0]) and _same_rows(first[1], second[1])):
                continue
            # Two forms of one template have the same columns; then only half a line gives a torn one away.
            if not _same_columns(first[1], second[1]) or _half(first[0], second[0]):
                found |= {left, right}
    return sorted(found)


def _begun(page: Sequence[object]) -> tuple[list[str], PdfTable] | None:
    """Return the first table of a page and the lines over it."""
    lines: list[str] = []
    for piece in page:
        if isinstance(piece, PdfTable):
            return lines, piece
        lines.append("".join(str(getattr(piece, "text", piece)).split()))
    return None


def _torn(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the lines over the right part are what the edge left of those over the left part."""
    return all(
        any(_shared(one, other) >= min(_SHARED, len(one), len(other)) for other in left) for one in right
    )


def _shared(one: str, other: str) -> int:
    """Return the length of the longest text in both."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _half(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a line over one part holds a line over the other part, and more."""
    return any(one != other and (one in other or other in one) for one in right for other in left)


def _same_rows(table: PdfTable, other: PdfTable) -> bool:
    """Whether lines stand at the same heights, but for one or two: where a merged cell has none."""
    mine, others = table.lattice.ys, other.lattice.ys
    same = sum(1 for one in mine if any(abs(one - two) <= 1 for two in others))
    return same > _FEWEST_ROWS and max(len(mine), len(others)) - same <= _MISSING_LINES


def _same_columns(table: PdfTable, other: PdfTable) -> bool:
    mine, others = table.lattice.xs, other.lattice.xs
    return len(mine) == len(others) and all(
        abs(one - two) <= NEAR for one, two in zip(mine, others, strict=True)
    )
