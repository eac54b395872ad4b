"""
Tables that go on over a page break, made one.

A table goes on where the next page begins with one of the same width. A merged cell that the
break has cut is put back together, and so is a row whose text the break has cut: `pdf_cut` tells.
Where it cannot tell, the row stays two, and the cells on both sides are marked.
"""

from dataclasses import replace

from pipelines.readers.pdf_cut import Cut, is_cut, is_label
from pipelines.readers.pdf_rules import NEAR, Box, Lattice, positions
from pipelines.readers.pdf_table import PdfTable, on_edges
from pipelines.readers.pdf_text import TextLine

_FEWEST_EDGES = 3  #: a table of less is no part of another


def goes_on(table: PdfTable, following: PdfTable) -> bool:
    """Return whether a table at the head of the next page is the same table."""
    mine, other = table.lattice.xs, following.lattice.xs
    if abs(mine[-1] - other[-1]) > NEAR:
        return False
    # Merged cells that go on at the left are not drawn again by some programs.
    inside = all(any(abs(x - edge) <= NEAR for edge in mine) for x in other)
    return abs(mine[0] - other[0]) <= NEAR or (inside and len(other) > _FEWEST_EDGES)


def put_together(table: PdfTable, following: PdfTable) -> PdfTable:
    """Return one table of two that stand on both sides of a page break."""
    following = _without_bare_head(following)
    xs = positions([*table.lattice.xs, *following.lattice.xs])
    upper, lower = on_edges(xs, table.lattice), on_edges(xs, following.lattice)
    ends = {
        (box.column, box.last_column): number
        for number, box in enumerate(upper)
        if box.last_row == table.rows - 1
    }
    begins = {(box.column, box.last_column): number for number, box in enumerate(lower) if box.row == 0}
    # Under other columns, another part of the form begins: no label goes on there.
    is_alike = len(begins.keys() & ends.keys()) * 2 > len(begins)
    told = is_cut(table, following, ends, begins, xs)
    cut = told is Cut.YES
    down = table.rows - cut
    height = table.lattice.ys[-1] - following.lattice.ys[0]
    boxes, lines = list(upper), [list(one) for one in table.lines]
    on_page, halved = list(table.on_page), set(table.halved)
    place_of: list[int] = []  # of each cell of the following table, where it is now
    for number, box in enumerate(lower):
        above = ends.get((box.column, box.last_column)) if box.row == 0 else None
        here = following.lines[number]
        if (
            number not in following.halved
            and above is not None
            and (
                cut
                or (above in table.lattice.open_foot and number in following.lattice.open_head)
                or _is_one(boxes[above], box, lines[above], here)
                or (is_alike and is_label(table, above, box, here, xs))
            )
        ):
            boxes[above].last_row = box.last_row + down
            lines[above] += here
            on_page[above] = here
            place_of.append(above)
        else:
            halved |= {len(boxes)} if number in following.halved else set()
            place_of.append(len(boxes))
            if told is Cut.MAYBE and above is not None and here and lines[above]:
                halved |= {above, len(boxes)}
            boxes.append(Box(box.row + down, box.column, box.last_row + down, box.last_column))
            lines.append(here)
            on_page.append(here)
    ys = [*table.lattice.ys[: len(table.lattice.ys) - cut], *(y + height for y in following.lattice.ys[1:])]
    lattice = Lattice(xs, ys, boxes, set(), {place_of[one] for one in following.lattice.open_foot})
    whole = PdfTable(lattice, lines, min(table.inset, following.inset), following.foot)
    whole.on_page = on_page
    whole.spaces, whole.halved = table.spaces + following.spaces, halved
    assert whole.rows == table.rows + following.rows - cut
    return whole


def _without_bare_head(table: PdfTable) -> PdfTable:
    """Return a table without a first row that is but the end of blank cells from the page before."""
    lattice = table.lattice
    ends = [number for number, box in enumerate(lattice.boxes) if box.last_row == 0]
    if table.rows <= 1 or not ends or len(ends) == len({b.column for b in lattice.boxes if b.row == 0}):
        return table
    if any(table.lines[number] for number in ends):
        return table
    rest, kept = lattice.part(1, table.rows - 1)
    halved = {place for place, number in enumerate(kept) if number in table.halved}
    return replace(table, lattice=rest, lines=[table.lines[number] for number in kept], halved=halved)


def _is_one(above: Box, box: Box, text_above: list[TextLine], text: list[TextLine]) -> bool:
    """Return whether a cell at the foot of a page and one at the head of the next are one merged cell."""
    return not text and (box.last_row > box.row or above.last_row > above.row) and bool(text_above)
