"""Rows with which a table of a PDF begins, printed again at the head of its next page."""

from dataclasses import replace

from pipelines.readers.pdf_rules import Lattice, positions
from pipelines.readers.pdf_table import PdfTable, on_edges


def without_repeated_head(table: PdfTable, following: PdfTable) -> PdfTable:
    """
    Return `following` without the rows with which `table` begins, printed again at the head of its page.

    Where the row below them, too, begins as that of `table` does, another form begins: nothing is left out.
    """
    xs = positions([*table.lattice.xs, *following.lattice.xs])
    mine, other = _by_row(table, xs), _by_row(following, xs)
    count = 0
    while count + 1 < following.rows and mine.get(count) and mine[count] == other.get(count):
        count += 1
    begins = [next(iter(rows.get(count, [])), None) for rows in (mine, other)]
    if not count or (begins[0] is not None and begins[0] == begins[1]):
        return following
    lattice = following.lattice
    kept = [number for number, box in enumerate(lattice.boxes) if box.row >= count]
    boxes = [replace(lattice.boxes[number], row=lattice.boxes[number].row - count) for number in kept]
    for box in boxes:
        box.last_row -= count
    foot = {place for place, number in enumerate(kept) if number in lattice.open_foot}
    rest = Lattice(lattice.xs, lattice.ys[count:], boxes, set(), foot)
    return replace(following, lattice=rest, lines=[following.lines[number] for number in kept])


def _by_row(table: PdfTable, xs: list[float]) -> dict[int, list[tuple[int, int, str]]]:
    """Return first and last column and text of the cells of each row; none where one goes on below it."""
    rows: dict[int, list[tuple[int, int, str]]] = {}
    crossed: set[int] = set()
    for box, lines in sorted(
        zip(on_edges(xs, table.lattice), table.lines, strict=True), key=lambda one: one[0].column
    ):
        text = "".join("".join(line.text for line in lines).split())
        rows.setdefault(box.row, []).append((box.column, box.last_column, text))
        crossed |= set(range(box.row, box.last_row))
    return {row: [] if row in crossed else cells for row, cells in rows.items()}
