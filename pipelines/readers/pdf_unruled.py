"""Text of a PDF without ruled tables: columns are found by the gaps between words."""

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.readers.pdf_text import TextLine

_FEWEST_FIELDS = 3
#: Of the lines with fields: no more may cross a gap for it to part two columns.
_MOST_CROSSING = 0.05
_WIDEST_PAGE = 20_000  #: points


def tabbed(lines: Sequence[TextLine | str]) -> list[str]:
    """
    Return lines as text with tabs between columns; empty fields keep their place.

    Lines that have no wide gap stay as they are.
    """
    told = [line for line in lines if isinstance(line, TextLine)]
    ends = _ends([line for line in told if len(line.fields) >= _FEWEST_FIELDS])
    return [line if isinstance(line, str) else _with_tabs(line, ends) for line in lines]


def _with_tabs(line: TextLine, ends: Sequence[float]) -> str:
    if len(line.fields) < 2:
        return line.text
    cells: list[str] = []
    for text, left, right in line.fields:
        column = bisect_left(ends, (left + right) / 2)
        if column < len(cells):  # two fields over one column: the gap inside it is only white space
            cells[-1] += " " + text
            continue
        cells += [""] * (column - len(cells)) + [text]
    return "\t".join(cells)


def _ends(lines: Sequence[TextLine]) -> list[float]:
    """Return the middles of the gaps that run through nearly all lines."""
    spans = [(left, right) for line in lines for _, left, right in line.fields]
    if not spans:
        return []
    start = min(left for left, _ in spans)
    width = min(int(max(right for _, right in spans) - start) + 1, _WIDEST_PAGE)
    changes = [0] * (width + 2)
    for left, right in spans:
        changes[min(int(left - start), width)] += 1
        changes[min(int(right - start) + 1, width + 1)] -= 1
    most = _MOST_CROSSING * len(lines)
    ends: list[float] = []
    covered = 0
    gap_from: int | None = None
    for x in range(width):
        covered += changes[x]
        if covered <= most:
            gap_from = x if gap_from is None else gap_from
        elif gap_from is not None:
            ends.append(start + (gap_from + x) / 2)
            gap_from = None
    return ends
