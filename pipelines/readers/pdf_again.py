"""Rows with which a table of a PDF begins, printed again at the head of its next page."""

from dataclasses import dataclass, replace

from pipelines.readers.pdf_rules import positions
from pipelines.readers.pdf_table import PdfTable, on_edges
from pipelines.readers.pdf_text import TextLine


def without_repeated_head(table: PdfTable, following: PdfTable) -> PdfTable:
    """
    Return `following` without the rows with which `table` begins, printed again at the head of its page.

    Where the row below them, too, begins as that of `table` does, another form begins: nothing is left out.
    A cell that reaches out of these rows may print the rest of its text over what stands below them.
    """
    xs = positions([*table.lattice.xs, *following.lattice.xs])
    mine, other = _by_row(table, xs), _by_row(following, xs)
    count = 0
    while count + 1 < following.rows and _same(mine.get(count, []), other.get(count, [])):
        count += 1
    begins = [next((cell for cell in rows.get(count, []) if cell.text), None) for rows in (mine, other)]
    if not count or (begins[0] is not None and begins[0] == begins[1] and not begins[0].goes_on):
        return following
    heads = {
        (head.column, head.last_column): (head.text, again)
        for row in range(count)
        for head, again in zip(mine[row], other[row], strict=True)
        if head.goes_on
    }
    lattice, lower = following.lattice, on_edges(xs, following.lattice)
    rest, kept = lattice.part(count, following.rows - 1)
    rest.open_head = set()  # no cell goes on above a head
    lines, mixed = [], set()
    for place, number in enumerate(kept):
        box, text = lattice.boxes[number], following.lines[number]
        head = heads.get((lower[number].column, lower[number].last_column)) if box.row <= count else None
        if head is not None:
            text, is_mixed = _without_rest(text, following.drawn[number], lattice.ys[count], *head)
            mixed |= {place} if is_mixed else set()
        lines.append(text)
    drawn = [following.drawn[number] for number in kept]
    return replace(following, lattice=rest, lines=lines, halved=mixed, drawn=drawn)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of a row, with its text."""

    column: int
    last_column: int
    text: str
    goes_on: bool  #: in the row below it


def _same(mine: list[_Cell], other: list[_Cell]) -> bool:
    """Return whether two rows say the same, as far as cells go that end in them."""
    return (
        len(mine) == len(other)
        and any(cell.text and not cell.goes_on for cell in mine)
        and all(
            (one.column, one.last_column) == (two.column, two.last_column)
            and (one.text == two.text or (one.goes_on and (two.goes_on or one.text.startswith(two.text))))
            for one, two in zip(mine, other, strict=True)
        )
    )


def _without_rest(
    lines: list[TextLine], drawn: str, edge: float, head: str, again: _Cell
) -> tuple[list[TextLine], bool]:
    """
    Return the lines of a cell below an edge without those of a head that goes on over it.

    And whether some of them may be the head's still, where its rest is printed among them. `drawn` is the
    text of the cell in the order of drawing, which keeps the two apart.
    """
    lower = [line for line in lines if line.top > edge - 1]
    above = "".join(_text(line) for line in lines if line not in lower) if again.goes_on else again.text
    rest = head.removeprefix(above)
    if not rest or not any(rest[0] in line.text for line in lower):
        return lower, False
    first = head if again.goes_on else rest
    if not drawn.startswith(first):
        return lower, True
    own = drawn.removeprefix(first)
    return [replace(lower[-1], text=own, fields=())] if own else [], False


def _text(line: TextLine) -> str:
    return "".join(line.text.split())


def _by_row(table: PdfTable, xs: list[float]) -> dict[int, list[_Cell]]:
    """Return the cells that begin in each row, from left to right."""
    rows: dict[int, list[_Cell]] = {}
    for box, lines in sorted(
        zip(on_edges(xs, table.lattice), table.lines, strict=True), key=lambda one: one[0].column
    ):
        text = "".join(map(_text, lines))
        rows.setdefault(box.row, []).append(_Cell(box.column, box.last_column, text, box.last_row > box.row))
    return rows
