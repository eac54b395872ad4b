"""A form laid out for printing: lines of text around rows of cells with spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Slot:
    """
    One cell, merged or not.

    `text` is what a person sees. `number` with its `number_format` (a spreadsheet's
    format code) is what a spreadsheet stores instead, where it stores numbers at all.
    """

    text: str = ""
    columns: int = 1
    rows: int = 1
    number: float | None = None
    number_format: str = "General"


Row = list[Slot]


@dataclass(slots=True)
class Table:
    """
    One form. `rows` list the slots that begin in each row, from left to right, as in html.

    `above` are lines over the table (the title first), `right` a line at the upper right
    (单位：元), `below` are notes. A `below` line belongs to this form.
    """

    above: list[str]
    rows: list[Row]
    below: list[str] = field(default_factory=list)
    right: str | None = None
    name: str = "自评表"  #: of its sheet

    @property
    def width(self) -> int:
        return max((column + slot.columns for _, column, slot in self.placed()), default=0)

    def placed(self) -> Iterator[tuple[int, int, Slot]]:
        """Yield (row, column, slot) counted from 0, in reading order, no two overlapping."""
        held: dict[int, int] = {}  # column → first row in which it is free again
        for number, slots in enumerate(self.rows):
            column = 0
            for slot in slots:
                while held.get(column, 0) > number:
                    column += 1
                yield number, column, slot
                for taken in range(column, column + slot.columns):
                    held[taken] = number + slot.rows
                column += slot.columns


def share(total: int, parts: int) -> list[int]:
    """Return `parts` widths that sum to `total`, as even as can be, the wider ones first."""
    least, more = divmod(total, parts)
    return [least + (place < more) for place in range(parts)]


def spread(slots: Sequence[Slot], total: int) -> Row:
    """Return the slots stretched evenly over `total` columns."""
    return [
        Slot(slot.text, width, slot.rows, slot.number, slot.number_format)
        for slot, width in zip(slots, share(total, len(slots)), strict=True)
    ]


def pairs(cells: Sequence[tuple[str, str]], total: int) -> Row:
    """Return label and value, label and value … over `total` columns, the labels narrow."""
    row: Row = []
    for (label, value), width in zip(cells, share(total, len(cells)), strict=True):
        narrow = max(1, min(2, width // 3))
        row += [Slot(label, narrow), Slot(value, width - narrow)]
    return row
