"""
The lines of a fund block: label, kind, figures, one above the other or side by side.

`fund_labels` says what a label means, `fund_figures` which figure belongs to which column.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.column_numbers import numbers_apart
from pipelines.forms.columns import UNKNOWN_HEADING, heading_fields
from pipelines.forms.form import FundLine
from pipelines.forms.fund_across import lines_across, parts_apart
from pipelines.forms.fund_drawn import DrawnLine, is_figure, lines_drawn
from pipelines.forms.fund_figures import VALUES, number_for, place_figures
from pipelines.forms.fund_groups import Group, groups_of, side_heading
from pipelines.forms.fund_labels import opened_by, part_of, parted, split_label
from pipelines.forms.fund_points import give_points, header_points, points_apart, with_points
from pipelines.forms.fund_turned import read_turned
from pipelines.forms.rates import told_by_rates
from pipelines.forms.rates_beside import rate_beside, rate_headings, without
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: Words without figures that are longer are no label of a line.
_LONGEST_LABEL = 30
#: The end of a sentence, or an amount among words (14.14万元结转): no label has them.
_OF_A_REMARK = re.compile(r"[,;。]|\d(?:万|亿|千)?元.|.[^:\d]\d+(?:\.\d+)?(?:万|亿|千)?元$")


def _heading_again(rows: Sequence[Row]) -> Cell | None:
    """Return the words that come again before the first figure: headings of a second row, and no labels."""
    cells = (cell for row in rows for cell in row.cells)
    seen: set[str] = set()
    for cell in takewhile(lambda cell: not is_figure(cell), cells):
        if key(cell.text) in seen:
            return cell
        seen.add(key(cell.text))
    return None


def read_funds(block: Block, layout: Layout, claims: Claims, start: int) -> list[FundLine]:
    """
    Return the lines of a fund block in printed order, `start` being the number of the first.

    A line keeps its place although it has no figures. [] for a block without lines.
    """
    header = block.header
    if header is None:
        return read_turned(block, layout, claims, start)
    if any(vocabulary.match("apart", c.text) for c in header.cells):
        return []
    for cell, named in heading_fields(header):
        claims.take(cell, "heading", named)
    block = numbers_apart(block, layout)
    for row in block.repeated:
        for cell in row.cells:
            claims.take(cell, "heading", "funds")
    if header.blurred:
        claims.problem(
            "ambiguous_values",
            header.cells[0].place,
            "两行表头的上下关系已失，数值与几种对法都合：对法不同的列留空",
        )
    if layout is Layout.LINES and (again := _heading_again(block.rows)):
        claims.problem(
            "ambiguous_values",
            again.place,
            f"空格已失，数值之前“{fold(again.text)[:20]}”印了两次，是第二行表头：在哪一列之下无法判断，资金未取值",
        )
        return []
    points = header_points(header.cells)
    lines: list[FundLine] = []
    block, told = points_apart(block, layout)
    block, parts = parts_apart(block, layout)
    header = told_by_rates(header, block.rows, layout, claims)
    headings = rate_headings(block)
    for cell in headings:
        claims.take(cell, "heading", "funds.rate")
    block = without(block, headings)
    for group in groups_of(header.columns, layout):
        group = replace(group, rated=bool(headings))
        breakdown = side_heading(group)
        for drawn in lines_drawn(block, group, layout, claims):
            line, breakdown = _line(drawn, group, layout, breakdown, claims, start + len(lines), lines)
            if line is not None:
                lines.append(line)
    with_points(lines, told, claims, start)
    give_points(lines, points)
    lines_across(parts, header, claims, lines, start)
    return lines


def _line(
    drawn: DrawnLine,
    group: Group,
    layout: Layout,
    breakdown: str | None,
    claims: Claims,
    number: int,
    before: Sequence[FundLine],
) -> tuple[FundLine | None, str | None]:
    """Return one line, and the breakdown that is open after it."""
    labels = [cell for cell in drawn.labels if drawn.inside or claims.free(cell)]
    cell = _label_of(labels)
    if cell is None and not drawn.figures:
        return None, breakdown
    for other in [*([drawn.parent] if drawn.parent else []), *labels]:
        if other is not cell and (opened_by(other.text) or vocabulary.match("block", other.text)):
            breakdown = opened_by(other.text) or breakdown
            claims.take(other, "label", "funds")
    label, amount = split_label(fold(cell.text)) if cell else (None, None)
    opens, kind = parted(label) if label else (None, "total")
    if cell is not None and typed(cell.text).quantity is not None and kind == "unknown":
        return None, breakdown  # ≥100%: a row of something else, not a line of money (①基本支出 is one)
    heading = opened_by(label) if label else None
    breakdown = opens or heading or breakdown
    if cell is not None:
        bare = not drawn.figures and amount is None
        if bare and (_is_remark(cell, kind) or (kind == "unknown" and _may_be_beside(group, layout, before))):
            return None, breakdown
        claims.take(cell, "label", f"funds[{number}].label")
        empty = kind == "unknown" and not heading and bare
        if empty and vocabulary.match("block", cell.text):
            return None, breakdown
    if heading:
        part, depth = None, 0
    elif kind == "total":
        part, depth = "total", 0
    else:
        part, depth = part_of(kind, label or "", breakdown, before)
    values, places = _values(drawn, group, layout, claims, number)
    line = FundLine(
        label, kind, part, depth, initial=values.get("initial"), adjusted=values.get("adjusted"),
        executed=values.get("executed"), rate_pct=values.get("rate"), weight=values.get("weight"),
        score=values.get("score"), amount=amount, places=places,
        place=cell.place if cell else f"R{drawn.row}",
    )  # fmt: skip
    return line, breakdown


def _is_remark(cell: Cell, kind: str) -> bool:
    """Whether words without figures tell something of the money: a sentence, whatever it names."""
    compared = key(cell.text)
    told = re.sub(r"\([^()]*\)", "", compared)
    return (kind == "unknown" and len(compared) > _LONGEST_LABEL) or bool(_OF_A_REMARK.search(told))


def _may_be_beside(group: Group, layout: Layout, before: Sequence[FundLine]) -> bool:
    """Whether words without figures may be under the last heading (备注) of the line above: text lost it."""
    return layout is Layout.LINES and bool(before) and group.columns[-1].role == "other"


def _label_of(labels: Sequence[Cell]) -> Cell | None:
    """Return the cell that names a line: the last whose kind is known, else the first that heads nothing."""
    known = [cell for cell in labels if parted(fold(cell.text))[1] != "unknown"]
    own = [cell for cell in labels if not opened_by(cell.text) and not vocabulary.match("block", cell.text)]
    return known[-1] if known else own[0] if own else labels[-1] if labels else None


def _values(
    drawn: DrawnLine, group: Group, layout: Layout, claims: Claims, number: int
) -> tuple[dict[str, Decimal], dict[str, str]]:
    """Return a line's figures by role, and the place of each by the contract's name."""
    figures = [cell for cell in drawn.figures if claims.free(cell)]
    beside = figures[-1:] if group.rated and figures and typed(figures[-1].text).percent else []
    placing = place_figures(figures[: len(figures) - len(beside)], group.columns, layout)
    if placing.ambiguous:
        open_ones = [cell for cell in figures if cell not in placing.cells.values()]
        named = "、".join(f"{cell.place}“{fold(cell.text)}”" for cell in open_ones)
        claims.problem("ambiguous_values", figures[0].place, f"数值可对应不同的列，留空：{named}")
    values: dict[str, Decimal] = {}
    places: dict[str, str] = {}
    for index, cell in sorted(placing.cells.items()):
        column = group.columns[index]
        if column.role not in VALUES:
            claims.take(cell, "unread", f"funds.{column.role or UNKNOWN_HEADING}")
            continue
        name = "rate_pct" if column.role == "rate" else column.role
        value = number_for(cell, column.role)
        if value is None:
            claims.take(cell, "label", "placeholder" if typed(cell.text).placeholder else name)
            continue
        values[column.role] = value
        places[name] = claims.take(cell, "value", f"funds[{number}].{name}")
        if placing.moved and column.distance(cell.column):
            claims.move(cell, fold(column.cell.text))
    by_role = {group.columns[index].role: cell for index, cell in placing.cells.items()}
    if rate := rate_beside(beside, by_role):
        values["rate"] = typed(rate.text).number or Decimal(0)
        places["rate_pct"] = claims.take(rate, "value", f"funds[{number}].rate_pct")
    return values, places
