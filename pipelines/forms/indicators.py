"""
The indicator block: rows under headings, with their levels, and the totals below.

A row is read by its columns; where the types contradict (a sign-and-number in 分值), the
rows under one 一级 are aligned again, with a shift that they share. Each value that left
its heading is flagged.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.align import Line
from pipelines.forms.changed_target import counting_target
from pipelines.forms.claims import Claims
from pipelines.forms.column_numbers import numbers_apart
from pipelines.forms.columns import Column, Header, heading_fields
from pipelines.forms.doubts import settle_blocks, settle_doubts, settle_levels, settle_words
from pipelines.forms.ending import tail_apart
from pipelines.forms.execution_row import execution_apart
from pipelines.forms.form import Indicator
from pipelines.forms.levels import Levels, levels_told
from pipelines.forms.misplaced import settle_misplaced, settle_targets
from pipelines.forms.names import clean_name, sharing_a_heading, target_parts
from pipelines.forms.percent_weights import percent_weights_told
from pipelines.forms.placing import placed_lines, weights_decided
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import fold
from pipelines.forms.totals import Totals, is_note, is_total, read_total, subtotals_apart, totals_apart
from pipelines.forms.values import is_cut_date, is_placeholder_name, typed
from pipelines.readers.grid import Cell, Layout


def read_indicators(
    block: Block, layout: Layout, claims: Claims, start: int, totals: Totals
) -> list[Indicator]:
    """
    Return the indicators of a block in printed order, `start` being the number of the first.

    Placeholder rows and rows with a name and nothing else are none; the latter's cells stay
    unread. `totals` is filled from rows such as 总分 and a last row of bare numbers.
    """
    header = block.header
    if header is None:
        return []
    for cell, named in heading_fields(header):
        claims.take(cell, "label" if vocabulary.is_level1(cell.text) else "heading", named)
    block = numbers_apart(block, layout)
    for row in block.repeated:
        for cell in row.cells:
            claims.take(cell, "heading", "indicators")
    columns = [column for column in header.columns if column.role != "block"]
    columns = levels_told(columns, block.rows, layout)
    columns = weights_decided(columns, block.rows, layout)
    rows = block.rows
    if layout is Layout.LINES:
        rows = totals_apart(block.rows, claims, columns, totals)
        if len(rows) == len(block.rows):
            rows = tail_apart(rows, columns, claims)
        rows = subtotals_apart(rows, columns, claims)
    rows = execution_apart(rows, columns, layout, claims, totals)
    body: list[Row] = []
    over: list[Cell] = []  #: 一级 in rows of their own, over their indicators
    for index, row in enumerate(rows):
        if is_total(row, columns, last=index + 1 >= len(rows) - 1):
            read_total(row, columns, claims, totals, layout)
        elif is_note(row, claims):
            continue
        elif _across(row, columns):
            over += [cell for cell in row.cells if vocabulary.is_level1(cell.text)]
        else:
            body.append(row)
    columns = percent_weights_told(columns, body, layout, totals)
    lines = placed_lines(body, columns, layout, claims)
    if layout in (Layout.LINES, Layout.CLOSED):
        settle_levels(lines, claims)
        settle_doubts(lines, columns, totals, claims)
        doubtful = settle_words(lines, claims)
        if layout is Layout.LINES:
            settle_blocks(lines, doubtful, totals, claims)
        settle_targets(lines, claims)
        settle_misplaced(lines, totals, claims, rows_lost=layout is Layout.LINES)
    levels = Levels(layout, bool(over) or any(column.role == "level1" for column in columns))
    found: list[Indicator] = []
    for line in lines:
        levels.leave_open(line.open_levels)
        while over and over[0].row < line.number:
            levels.enter(over.pop(0), None, None, claims)
        if layout is Layout.RULED:
            line.cells = sharing_a_heading(line.cells, line.strays, columns)
            _leave_shared_points(line, columns, claims)
        levels.enter(
            line.cells.get("level1"),
            line.cells.get("level2"),
            line.cells.get("block_weight"),
            claims,
        )
        indicator = _indicator(line, levels, claims, start + len(found))
        if indicator is not None:
            found.append(indicator)
    return found


def _leave_shared_points(line: Line, columns: Sequence[Column], claims: Claims) -> None:
    """Leave points null where another number stands under the same merged heading (得分 over two parties)."""
    for column in columns:
        cell = line.cells.get(column.role) if column.role in ("weight", "score", "block_weight") else None
        shared = [c for c in line.strays if column.distance(c.column) == 0 and typed(c.text).numeric]
        if cell is not None and shared and column.distance(cell.column) == 0:
            del line.cells[column.role]
            named = "、".join(f"“{fold(c.text)}”" for c in (cell, *shared))
            claims.problem(
                "ambiguous_values", cell.place, f"“{fold(column.cell.text)}”下有 {named}，无法判断，留空"
            )


def _across(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row is one cell that lies over the columns of values: a line of text, no indicator."""
    if len(row.cells) != 1 or row.cells[0].columns == 1:
        return False
    cell = row.cells[0]
    return any(c.role in ("target", "actual", "score") and cell.covers(c.first) for c in columns)


def _indicator(line: Line, levels: Levels, claims: Claims, number: int) -> Indicator | None:
    """Return the indicator of a line, or None where it only keeps a place or has a name alone."""
    cells, other_target = counting_target(line.cells)
    if other_target is not None:
        blank = typed(other_target.text).placeholder
        claims.take(other_target, *(("label", "placeholder") if blank else ("unread", "indicators.target")))
    if "name" not in cells and (spill := levels.spill(cells)):
        cells["name"] = spill
    name_cell = cells.get("name")
    if name_cell is not None and is_placeholder_name(name_cell.text):
        claims.take(name_cell, "label", "placeholder")
        name_cell = None
    values = [cells.get(role) for role in ("target", "actual", "weight", "score")]
    says = [cell for cell in values if cell is not None and not typed(cell.text).placeholder]
    explained = "reason" in cells and typed(cells["reason"].text).words
    if (name_cell is None and not _nameless(cells, says)) or not (says or explained or line.doubted):
        for cell in [*cells.values(), *line.strays]:
            if typed(cell.text).placeholder or is_placeholder_name(cell.text):
                claims.take(cell, "label", "placeholder")
        if name_cell is not None and claims.free(name_cell):
            named = fold(name_cell.text)[:30]
            claims.problem(
                "indicator_without_values", name_cell.place, f"只有指标名“{named}”，没有指标值、完成值和分数"
            )
        return None
    field = f"indicators[{number}]"
    places: dict[str, str] = {}
    for role in ("name", "actual", "reason"):
        if role in cells and not (role == "name" and name_cell is None):
            places[role] = claims.take(cells[role], "value", f"{field}.{role}")
    target, target_cells = target_parts(
        cells.get("target_sign"), cells.get("target"), cells.get("target_unit")
    )
    for cell in target_cells:
        claims.take(cell, "value", f"{field}.target")
    if target_cells:
        places["target"] = cells.get("target", target_cells[0]).place
        if is_cut_date(target_cells[0].text):
            claims.problem("date_cut", target_cells[0].place, f"日期缺首字，未作更改：{target}")
    actual = fold(cells["actual"].text) if "actual" in cells else None
    points = {role: _points(cells.get(role), role, field, claims, places) for role in ("weight", "score")}
    _flag(line, claims)
    return Indicator(
        name=clean_name(fold(name_cell.text)) if name_cell is not None else None,
        level1=levels.level1, level2=levels.level2, level2_candidates=levels.candidates,
        target=target, actual=actual, weight=points["weight"], score=points["score"],
        reason=fold(cells["reason"].text) if "reason" in cells else None,
        target_value=typed(target).quantity if target else None,
        actual_value=typed(actual).quantity if actual else None,
        level1_weight=levels.weight1, level2_weight=levels.weight2,
        place=f"R{line.number}", places={**levels.places, **places},
    )  # fmt: skip


def _nameless(cells: Mapping[str, Cell], says: Sequence[Cell]) -> bool:
    """Whether a row without a name is an indicator all the same: it has an actual or target, and points."""
    measured = any(cells.get(role) in says for role in ("target", "actual"))
    scored = any(cells.get(role) in says for role in ("weight", "score"))
    return measured and scored


def _points(
    cell: Cell | None, role: str, field: str, claims: Claims, places: dict[str, str]
) -> Decimal | None:
    """Return the points of a cell; text where points belong leaves null and a problem."""
    if cell is None:
        return None
    value = typed(cell.text)
    if value.numeric and (not value.percent or role == "weight"):  # 权重 20%: of the hundred that a form has
        places[role] = claims.take(cell, "value", f"{field}.{role}")
        return value.number
    if value.placeholder:
        claims.take(cell, "label", "placeholder")
    else:
        wording = "分值" if role == "weight" else "得分"
        claims.problem(
            "points_not_a_number", cell.place, f"{wording}应为数字，读到“{fold(cell.text)[:20]}”，留空"
        )
    return None


def _flag(line: Line, claims: Claims) -> None:
    for column, cell in line.moved:
        claims.move(cell, fold(column.cell.text))


def reads(header: Header | None) -> bool:
    """Whether a block's columns can hold a self-evaluation: something achieved or scored."""
    return bool(header and header.roles & {"actual", "score"})
