"""
Characters become lines, and lines the text of a cell or a paragraph.

A line that ends only because the next word had no room goes on without a break; any other
line break is the author's own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipelines.readers.pdf_page import Char

#: What no line begins with.
CLOSING = "，。、；：！？）】》」』”’,.;:!?)]}%％"
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_APART = 0.25
_GAP = 1.5  #: of a character's height: more than a space, less than between columns


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as it is printed."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  #: height of its characters
    first_word: float  #: width of what must stay together at its beginning
    fields: tuple[tuple[str, float, float], ...] = ()  #: text, left, right of its parts between wide gaps


def lines_of(chars: Sequence[Char]) -> list[TextLine]:
    """Return the lines of some characters, drawn in any order, from top to foot."""
    kept = _once(char for char in chars)
    seen = [char for char in kept if not char.text.isspace()]
    if not seen:
        return []
    if _runs_down(seen):
        return [_column_line(column) for column in _columns(seen)]
    if sum(char.turned for char in seen) * 2 > len(seen):  # the order of drawing is all there is
        return [_made(kept)]
    rows: list[list[Char]] = []
    near = 0.4 * median(char.size for char in seen)
    for char in sorted(kept, key=lambda char: char.base):
        if rows and char.base - rows[-1][-1].base <= near:
            rows[-1].append(char)
        else:
            rows.append([char])
    made = [_made(sorted(row, key=lambda char: char.left)) for row in rows]
    return [line for line in made if line.text]


def joined(lines: Sequence[TextLine], left: float, right: float, inset: float) -> str:
    """Return the text of lines that stand between two edges, `inset` away from them at the least."""
    text = ""
    for number, line in enumerate(lines):
        if number:
            text += separator(lines[number - 1], line, left, right, inset)
        text += line.text
    return text


def separator(before: TextLine, line: TextLine, left: float, right: float, inset: float) -> str:
    """Return what stands between two lines: nothing or a space where the first ran out of room."""
    if not wraps(before, line, left, right, inset):
        return "\n"
    ends, begins = before.text[-1:], line.text[:1]
    return " " if ends.isascii() and ends.isalpha() and begins.isascii() and begins.isalpha() else ""


def wraps(before: TextLine, line: TextLine, left: float, right: float, inset: float) -> bool:
    """Return whether the first word of `line` had no room at the end of the line before it."""
    if max(before.size, line.size) > 1.2 * min(before.size, line.size):
        return False
    at_left, at_right = before.left - left, right - before.right
    room = at_right - inset
    if abs(at_left - at_right) < before.size or at_right < inset + 0.5:  # centred, or set to the right
        room = max(room, right - left - 2 * inset - (before.right - before.left))
    # Between Chinese and Latin characters of one line a little room is kept.
    apart = _APART * line.size * (before.text[-1:].isascii() != line.text[:1].isascii())
    return line.first_word + apart > room - 0.15 * line.size


def _once(chars: Iterable[Char]) -> list[Char]:
    """Return characters without those drawn twice in one place to look bold."""
    found: list[Char] = []
    latest: dict[str, Char] = {}
    for char in chars:
        twin = latest.get(char.text)
        if twin and max(abs(twin.x - char.x), abs(twin.y - char.y)) < 0.2 * char.size:
            continue
        latest[char.text] = char
        found.append(char)
    return found


def _runs_down(seen: Sequence[Char]) -> bool:
    """Return whether Chinese text is written from top to foot, or one character a line."""
    if len(seen) < 2 or sum(1 for char in seen if _WIDE.match(char.text)) * 2 <= len(seen):
        return False
    down = across = 0
    for before, char in pairwise(seen):
        size = max(before.size, 1.0)
        if abs(char.x - before.x) < 0.4 * size and 0.5 * size < char.y - before.y < 3 * size:
            down += 1
        elif abs(char.y - before.y) < 0.4 * size:
            if before.text.isascii() and char.text.isascii() and 0 < char.x - before.x < 1.1 * size:
                return False  # 12 in a cell that is too narrow for more
            across += 1
    return down > 0 and down > 2 * across


def _columns(seen: Sequence[Char]) -> list[list[Char]]:
    """Return the columns of text that runs down, the right one first."""
    columns: list[list[Char]] = []
    for char in sorted(seen, key=lambda char: -char.x):
        if columns and columns[-1][0].x - char.x < 0.6 * char.size:
            columns[-1].append(char)
        else:
            columns.append([char])
    return [sorted(column, key=lambda char: char.y) for column in columns]


def _column_line(column: Sequence[Char]) -> TextLine:
    """Return a column as a line whose next one always goes on without a break."""
    line = _made(column)
    return TextLine(
        "".join(char.text for char in column), line.left, line.top, line.right, line.bottom, line.size, 1e9
    )


def _made(row: Sequence[Char]) -> TextLine:
    """Return one line of characters in their order."""
    size = median(char.size for char in row)
    pieces: list[str] = []
    fields: list[tuple[str, float, float]] = []
    start: float | None = None
    before: Char | None = None
    for char in row:
        if char.text.isspace():
            if pieces and pieces[-1] != " ":
                pieces.append(" ")
            continue
        if before is not None:
            gap = char.left - before.right
            if gap > _GAP * size and start is not None:
                fields.append(("".join(pieces).strip(), start, before.right))
                pieces, start = [], None
            elif (
                gap > (0.35 if before.text.isascii() and char.text.isascii() else 1.0) * size
                and pieces[-1] != " "
            ):
                pieces.append(" ")
        start = char.left if start is None else start
        pieces.append(char.text)
        before = char
    if start is not None and before is not None:
        fields.append(("".join(pieces).strip(), start, before.right))
    seen = [char for char in row if not char.text.isspace()] or list(row)
    return TextLine(
        "  ".join(text for text, _, _ in fields),
        min(char.left for char in seen), min(char.top for char in seen),
        max(char.right for char in seen), max(char.bottom for char in seen),
        size, _first_word(seen), tuple(fields),
    )  # fmt: skip


def _first_word(seen: Sequence[Char]) -> float:
    """Return the width of what may not be parted at the beginning of a line."""
    last = 0
    if seen[0].text.isascii():
        while last + 1 < len(seen) and seen[last + 1].text.isascii() and _close(seen[last], seen[last + 1]):
            last += 1
    while last + 1 < len(seen) and seen[last + 1].text in CLOSING:
        last += 1
    return seen[last].right - seen[0].left


def _close(one: Char, other: Char) -> bool:
    return other.left - one.right < 0.25 * one.size
