"""
Headings of indicators that stand twice in a row: two forms side by side, or one list in two halves.

A list that is folded to fit a page goes on beside itself; its halves weigh a hundred together. Whatever
else has its headings twice is more than one form, and no row of it may be read across.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.forms import vocabulary
from pipelines.forms.anchors import is_total
from pipelines.forms.columns import Header, read_header
from pipelines.forms.going_on import is_whole, of_one_form, weight_of
from pipelines.forms.rows import Row
from pipelines.forms.section import Block, Section
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

_NAMED = {"level1", "level2", "name"}
_VALUES = {"target", "actual", "score"}
#: What a section is called whose rows are of more than one form.
ABREAST = "并排印有几张表，同一行分属不同的表，无法可靠分开"

#: What a section is called whose list has a whole form's weight for each of several projects.
OF_SEVERAL = "一张表里列有几个项目的指标，各自满分，不是一张自评表"


def begins_again(cells: Sequence[Cell]) -> int | None:
    """
    Return at which cell of a row the headings of indicators begin a second time, or None.

    A level or a name, and a value, stand on both sides of it: 三级指标 … 得分 | 三级指标 … 得分.
    """
    roles = [told.name if (told := vocabulary.match("indicators", cell.text)) else "" for cell in cells]
    if not any(roles.count(role) > 1 for role in _NAMED):
        return None
    keys = [key(cell.text) for cell in cells]
    parts = []
    for at in range(1, len(cells)):
        both = set(roles[:at]) & set(roles[at:])
        if both & _NAMED and both & _VALUES:
            parts.append(at)
    first = next((keys.index(keys[at]) for at in parts if keys[at] in keys[:2]), None)
    if first is not None:
        return next(at for at in parts if keys[at] == keys[first])
    return next((at for at in parts if roles[at] in _NAMED and roles[at - 1] not in _NAMED), None)


def settle_halves(section: Section, layout: Layout) -> None:
    """Part the lists of indicators of a section that stand in halves; refuse what is of several forms."""
    blocks: list[Block] = []
    for block in section.blocks:
        if layout in (Layout.RULED, Layout.TABBED) and _is_of_several(block):
            section.refused = OF_SEVERAL
            return
        parts = _halves(block, layout) if block.kind == "indicators" else [block]
        if not parts:
            section.refused = ABREAST
            return
        blocks += parts
    section.blocks = blocks


def _is_of_several(block: Block) -> bool:
    """Whether a column before the names parts the rows of a list so that each part weighs a whole."""
    if block.kind != "indicators" or block.header is None:
        return False
    name = next((column.first for column in block.header.columns if column.role == "name"), 0)
    for column in block.header.columns:
        if column.role not in ("", "other", "target_unit") or column.first >= name:
            continue
        parts: dict[str, list[Row]] = {}
        label = ""
        for row in block.rows:
            told = [c for c in row.cells if column.first <= c.column <= column.last and typed(c.text).words]
            label = key(told[0].text) if told else label
            parts.setdefault(label, []).append(row)
        if len(parts) > 1 and all(is_whole(weight_of(block.header, rows)) for rows in parts.values()):
            return True
    return False


def _halves(block: Block, layout: Layout) -> list[Block]:
    """Return a block as it is, or its halves from left to right; [] where they are of several forms."""
    if block.header is None:
        return [block]
    if layout is Layout.LINES:  # the second headings are of the same run, or one right below the first
        below = block.repeated and block.rows and block.repeated[0].number < block.rows[0].number
        return [] if below or begins_again(block.header.cells) is not None else [block]
    edge = _edge(block.header)
    if edge is None:
        return [block]
    if layout is Layout.CLOSED or not all(_may_be_parted(row, edge) for row in block.rows):
        return []
    left = _side(block, block.header, edge, layout, right=False)
    parts = _halves(_side(block, block.header, edge, layout, right=True), layout)
    return (
        [left, *parts]
        if parts
        and of_one_form([weight_of(part.header, part.rows) for part in (left, *parts) if part.header])
        else []
    )


def _edge(header: Header) -> int | None:
    """Return the column at which headings begin again in one of their rows."""
    for number in sorted({cell.row for cell in header.cells}):
        cells = [cell for cell in header.cells if cell.row == number]
        if (at := begins_again(cells)) is not None:
            return cells[at].column
    return None


def _may_be_parted(row: Row, edge: int) -> bool:
    """Whether no cell of a row lies over the edge, or it is one text, or one total for both sides."""
    totals = sum(is_total(replace(row, cells=(cell,))) for cell in row.cells)
    over = any(cell.column < edge < cell.column + cell.columns for cell in row.cells)
    return totals <= 1 and (not over or totals == 1 or len(row.cells) == 1)


def _side(block: Block, header: Header, edge: int, layout: Layout, *, right: bool) -> Block:
    """Return the part of a block on one side of an edge; a total of both, and a note, goes to the right."""

    def of_it(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(cell for cell in cells if (cell.column >= edge) is right)

    headings = [
        Row(number, cells)
        for number in sorted({cell.row for cell in header.cells})
        if (cells := of_it([cell for cell in header.cells if cell.row == number]))
    ]
    rows = []
    for row in block.rows:
        whole = is_total(row) or (len(row.cells) == 1 and row.cells[0].column + row.cells[0].columns > edge)
        cells = (row.cells if right else ()) if whole else of_it(row.cells)
        if cells:
            rows.append(replace(row, cells=cells, above=of_it(row.above)))
    repeated = [replace(row, cells=cells) for row in block.repeated if (cells := of_it(row.cells))]
    return replace(block, header=read_header(block.kind, headings, layout), rows=rows, repeated=repeated)
