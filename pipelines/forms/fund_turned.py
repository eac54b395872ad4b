"""
Money whose sources are its columns: 合计 | 中央 | 省级 over rows 预算数, 执行数, 执行率.

The table of money turned round: each column is a line, each row one of its figures.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.form import AMOUNTS, FundLine
from pipelines.forms.fund_figures import VALUES, number_for
from pipelines.forms.fund_labels import line_kind, natural_breakdown
from pipelines.forms.fund_tasks import is_of_words
from pipelines.forms.rates_beside import rate_beside
from pipelines.forms.rows import Row
from pipelines.forms.section import Block
from pipelines.forms.text import fold
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: Of so many lines of text at the most is such a table.
_LONGEST = 120


def turned(rows: Sequence[Row], index: int, layout: Layout) -> list[Row]:
    """
    Return the row of sources that stands at an index and the rows of figures below it; [] where none does.

    Two sources at least, without a figure, and below them two rows at least that begin with a heading of
    money, what was planned and what was spent among them. Where one cell stands a line, each heading is
    followed by as many figures.
    """
    if layout is Layout.LINES:
        return _turned_lines(rows, index)
    if index + 1 == len(rows) or _role(rows[index + 1]) is None:
        return []
    if len(_sources(rows[index])) < 2:
        return []
    found = [rows[index]]
    for row in rows[index + 1 :]:
        if _role(row) is None or not any(typed(cell.text).figure for cell in row.cells):
            break
        found.append(row)
    return found if _tells_money(found[1:]) else []


def _tells_money(rows: Sequence[Row]) -> bool:
    roles = {role[1] for row in rows if (role := _role(row))}
    return "executed" in roles and bool(roles & {"initial", "adjusted"})


def _turned_lines(rows: Sequence[Row], index: int) -> list[Row]:
    if line_kind(rows[index].cells[0].text) == "unknown":
        return []
    cells = [cell for row in rows[index : index + _LONGEST] for cell in row.cells]
    head, *groups = _put_together(cells)
    counts = {len(row.cells) for row in groups}
    if len(head.cells) < 2 or len(counts) != 1 or not _tells_money(groups):
        return []
    last = groups[-1].cells[-1]
    found = list(takewhile(lambda row: row.cells[0].row <= last.row, rows[index:]))
    return found if found[-1].cells[-1] is last and max(counts) <= len(head.cells) + 1 else []


def _put_together(cells: Sequence[Cell]) -> list[Row]:
    """Return the row of sources and those of a heading and its figures, of cells that stand one a line."""
    sources = list(takewhile(_is_source, cells))
    found = [Row(cells[0].row, tuple(sources))]
    at = len(sources)
    if at < len(cells) and is_of_words(cells[at]):  # 备注
        at += 1
    while at < len(cells) and vocabulary.match("funds", cells[at].text):
        figures = list(takewhile(_is_figure, cells[at + 1 :]))
        if not figures:
            break
        found.append(Row(cells[at].row, (cells[at], *figures)))
        at += 1 + len(figures)
    return found


def _is_source(cell: Cell) -> bool:
    return line_kind(cell.text) != "unknown" and not vocabulary.match("funds", cell.text)


def _is_figure(cell: Cell) -> bool:
    return typed(cell.text).figure or typed(cell.text).placeholder


def _sources(row: Row) -> list[Cell]:
    """Return the cells of a row that name a source or the total; [] where one is a heading or a figure."""
    label = vocabulary.match("block", row.cells[0].text)
    begun = label is not None and label.name == "funds"  # 项目资金 beside the sources
    named = [cell for cell in row.cells[begun:] if line_kind(cell.text) != "unknown"]
    others = [cell for cell in row.cells if cell not in named and typed(cell.text).figure]
    first = row.cells.index(named[0]) if named else 0
    headed = any(vocabulary.match("funds", cell.text) for cell in named)
    return [] if others or headed or first > 2 else named


def _role(row: Row) -> tuple[Cell, str] | None:
    """Return the heading of money with which a row begins, behind a label of the block at the most."""
    for cell in row.cells[:2]:
        if concept := vocabulary.match("funds", cell.text):
            return cell, concept.name
        if vocabulary.match("block", cell.text) is None:
            return None
    return None


def read_turned(block: Block, layout: Layout, claims: Claims, start: int) -> list[FundLine]:
    """
    Return a line for each source in printed order, `start` being the number of the first.

    Where empty cells are lost, a row with fewer figures than sources gives but the total, where the others
    add up to it.
    """
    lost = layout in (Layout.CLOSED, Layout.LINES)
    if layout is Layout.LINES:
        head, *rows = _put_together([cell for row in block.rows for cell in row.cells])
        for cell in {cell for row in block.rows for cell in row.cells if is_of_words(cell)}:
            claims.take(cell, "heading", "funds.other")
    else:
        head, *rows = block.rows
    sources = _sources(head)
    values: list[dict[str, Decimal]] = [{} for _ in sources]
    places: list[dict[str, str]] = [{} for _ in sources]
    for cell in head.cells:
        if cell not in sources:
            claims.take(cell, "heading", "funds")
    whole: dict[str, Cell] = {}  #: the total's figures of rows that have lost one
    for row in rows:
        told = _role(row)
        if told is None:
            continue
        heading, role = told
        claims.take(heading, "heading", f"funds.{role}")
        figures = [cell for cell in row.cells if cell is not heading and not typed(cell.text).words]
        if lost and len(figures) != len(sources):
            if line_kind(sources[0].text) == "total" and _is_of_the_total(figures, role, whole):
                whole[role] = figures[0]
            claims.problem(
                "ambiguous_values",
                heading.place,
                f"“{fold(heading.text)}”一行空格已失，各数属于哪一资金来源无法判断，留空",
            )
            continue
        for at, source in enumerate(sources):
            under = figures[at : at + 1] if lost else [cell for cell in figures if source.covers(cell.column)]
            if len(under) != 1 or role not in VALUES or role in places[at]:
                continue
            name = "rate_pct" if role == "rate" else role
            value = number_for(under[0], role)
            if value is None:
                claims.take(under[0], "label", "placeholder" if typed(under[0].text).placeholder else name)
                continue
            values[at][role] = value
            places[at][name] = claims.take(under[0], "value", f"funds[{start + at}].{name}")
    for role, figure in whole.items():
        values[0].setdefault(role, number_for(figure, role) or Decimal(0))
        name = "rate_pct" if role == "rate" else role
        places[0].setdefault(name, claims.take(figure, "value", f"funds[{start}].{name}"))
    return [_line(cell, start + at, values[at], places[at], claims) for at, cell in enumerate(sources)]


def _is_of_the_total(figures: Sequence[Cell], role: str, before: Mapping[str, Cell]) -> bool:
    """Whether the first of several amounts is the sum of the others, or the rate of two such sums."""
    if role not in AMOUNTS:
        return role == "rate" and rate_beside(figures[:1], before) is not None
    whole, *parts = (number_for(cell, "adjusted") for cell in figures)
    told = [part for part in parts if part is not None]
    return len(told) == len(parts) > 1 and whole == sum(told)


def _line(
    source: Cell, number: int, values: dict[str, Decimal], places: dict[str, str], claims: Claims
) -> FundLine:
    claims.take(source, "label", f"funds[{number}].label")
    kind = line_kind(source.text)
    initial, adjusted, executed = (values.get(role) for role in AMOUNTS)
    return FundLine(
        fold(source.text), kind, "total" if kind == "total" else natural_breakdown(kind),
        0 if kind == "total" else 1, initial=initial, adjusted=adjusted, executed=executed,
        rate_pct=values.get("rate"), weight=values.get("weight"), score=values.get("score"),
        place=source.place, places=places,
    )  # fmt: skip
