"""How much room words take, counted beforehand: no office program is asked."""

import re
from collections.abc import Sequence

#: What is never broken over two lines: codes, numbers, letters.
_WHOLE = re.compile(r"[\x21-\x7e\u2014]+")
_LEAST, _LEAST_HEAD = 4.0, 3.0  # ems of a column of Chinese text, and of its head
_MARGINS = 0.9  # ems, both sides together
_CROWDED = 0.7
_BY_HAND = 6.0
_LONG_ENOUGH = 14.0  #: a longer text takes several lines and asks for no more


def width_of(text: str) -> float:
    """How many ems a text takes: a Chinese character one, a capital three quarters, all else about half."""
    return sum(
        1.0 if ord(character) > 0x2E7F or character in "“”‘’…—·" else 0.75 if character.isupper() else 0.55
        for character in text
    )


def size_that_fits(
    texts: Sequence[str], width: float, height: float, sizes: Sequence[float], pitch: float
) -> float:
    """The largest of `sizes` (points) at which texts below each other fit into inches; else the smallest."""
    for size in sizes:
        ems = width * 72 / size
        lines = sum(max(1, -(-width_of(text) // ems)) for text in texts)
        if lines * size * pitch / 72 <= height:
            return size
    return sizes[-1]


def column_widths(
    heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], total: float, size: float
) -> list[float]:
    """
    Widths of a table's columns that add up to `total`, in points as `size`.

    Every column is as wide as its longest number or code, so that none is broken. What remains goes first
    to the columns that would like more, then to those whose text would take several lines, then to all by
    their `shares`. Heads break where they have a line break.
    """
    least, wanted, whole = _needs(heads, rows)
    room = total / size
    if sum(least) >= room:
        return [total * each / sum(least) for each in least]
    given = _towards(wanted, least, room)
    given = _towards(whole, given, room)
    rest = max(room - sum(given), 0.0)
    return [(each + rest * share / sum(shares)) * size for each, share in zip(given, shares, strict=True)]


def _towards(aim: Sequence[float], given: Sequence[float], room: float) -> list[float]:
    """Give each column what it lacks of its aim, or a like part of it as far as there is room."""
    lacking = [max(most - own, 0.0) for most, own in zip(aim, given, strict=True)]
    part = min(1.0, max(room - sum(given), 0.0) / sum(lacking)) if sum(lacking) else 0.0
    return [own + part * more for own, more in zip(given, lacking, strict=True)]


def is_crowded(heads: Sequence[str], rows: Sequence[Sequence[str]], total: float, size: float) -> bool:
    """Whether the columns that may not break leave too little to those that may."""
    least, wanted, _ = _needs(heads, rows)
    room = total / size
    return sum(wanted) > room and sum(least) > _CROWDED * room


def _needs(
    heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[float], list[float], list[float]]:
    """How many ems each column must have, would like to have, and would fill in one line; with margins."""
    least, wanted, lines = [], [], []
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(heads)
    for head, cells in zip(heads, columns, strict=True):
        title = max(width_of(line) for line in head.split("\n"))
        whole = max((width_of(part) for text in cells for part in _WHOLE.findall(text)), default=0.0)
        # A column of empty cells is there to be filled in by hand.
        text = max((width_of(text) for text in cells), default=0.0) or _BY_HAND
        few = text if not any(cells) else min(text, _LEAST)
        least.append(max(whole, few, min(title, _LEAST_HEAD)) + _MARGINS)
        wanted.append(max(min(text, _LONG_ENOUGH), title, whole) + _MARGINS)
        lines.append(max(text, title) + _MARGINS)
    return least, wanted, lines
