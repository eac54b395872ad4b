"""The goals: what was planned beside what was achieved, as printed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column, Header, heading_fields
from pipelines.forms.form import Goal
from pipelines.forms.section import Block
from pipelines.forms.text import fold, key
from pipelines.forms.values import decimal, typed
from pipelines.readers.grid import Cell, Layout

_FIELDS = ("planned", "adjusted", "achieved")
_YEAR = "year"  #: a column of years beside the goals; the form's year is not told by it
_DASHES = re.compile("[-—–/]+")  #: nothing is told
_POINTS = re.compile(r"\(?(\d+(?:\.\d+)?)分\)?")


def read_goals(block: Block, layout: Layout, claims: Claims, start: int) -> list[Goal]:
    """
    Return one goal a row under the headings, `start` being the number of the first.

    Text too short to be a goal beside the block (目标1) is a label. [] where nothing stands
    under the headings.
    """
    header = block.header
    if header is None:
        return _beside(block, claims, start)
    weight = _weight(header.cells)
    for cell, named in heading_fields(header):
        claims.take(cell, "heading", named)
    columns = _of_goals(header, layout)
    goals: list[Goal] = []
    rows = [row.cells for row in block.rows]
    if layout is Layout.LINES:
        headings = map(_with_year, header.columns)
        after = [c for c in headings if columns and c.first >= columns[0].first and c.role]
        cells_below = [cell for cells in rows for cell in cells if not _is_label(cell)]
        uneven = len(cells_below) > len(after) and len(cells_below) % max(len(after), 1)
        figures = [at for at, cell in enumerate(cells_below) if typed(cell.text).numeric]
        rated = len(cells_below) == len(after) and all(after[at].role == "other" for at in figures)
        if uneven or (figures and not rated):
            claims.problem(
                "ambiguous_values", cells_below[0].place, "空格已失，各段文字是哪一列的目标无法判断，留空"
            )
            return []
        for cell in {cell for cells in rows for cell in cells} - set(cells_below):
            claims.take(cell, "label", "goals")  # 目标1, or the number of a goal: none is its text
        rows = _lines([tuple(cells_below)], len(after))
    for cells in rows:
        if layout is Layout.RULED and _across(cells, columns):
            continue
        number = start + len(goals)
        texts: dict[str, str] = {}
        places: dict[str, str] = {}
        words = [cell for cell in cells if claims.free(cell) and typed(cell.text).key]
        labels = [cell for cell in words if len(words) > len(columns) and _is_label(cell)]
        for cell in labels:
            claims.take(cell, "label", "goals")
        left = [cell for cell in words if cell not in labels]
        if layout is Layout.TABBED and all(any(c.distance(x.column) == 0 for x in left) for c in columns):
            left = [cell for cell in left if any(c.distance(cell.column) == 0 for c in columns)]
        if len(columns) > 1 and len(left) == 1 and key(left[0].text).endswith(":"):
            continue  # a line that leads to what follows: 以下指标由单位填写：
        under = columns if layout in (Layout.RULED, Layout.TABBED) else _in_order(header, columns, len(left))
        placed = [(cell, _column(cell, position, left, under, layout)) for position, cell in enumerate(left)]
        if layout is Layout.RULED:  # what stands under its heading goes before what stands beside one
            placed.sort(key=lambda item: item[1].distance(item[0].column) if item[1] else 0)
        for cell, column in placed:
            if column is None or column.role in texts or column.role not in (*_FIELDS, _YEAR):
                continue
            if column.role == _YEAR:
                claims.take(cell, "label", "goals")
                continue
            if _is_label(cell) and len(left) == 1 and len(key(cell.text)) <= 6:
                claims.take(cell, "label", "goals")
                continue
            if _DASHES.fullmatch(key(cell.text)):
                claims.take(cell, "label", "placeholder")
                continue
            texts[column.role] = fold(cell.text)
            places[column.role] = claims.take(cell, "value", f"goals[{number}].{column.role}")
        if texts:
            row_weight = weight if weight is not None else _weight(labels)
            goals.append(
                Goal(texts.get("planned"), texts.get("adjusted"), texts.get("achieved"), row_weight, places)
            )
    return goals


def _of_goals(header: Header, layout: Layout) -> list[Column]:
    """
    Return the columns of goals.

    Where a role comes twice, the first is a label over the headings (1.项目年度目标完成情况); in a ruled
    table no text stands under it, in text its place must not be counted.
    """
    columns = [column for column in map(_with_year, header.columns) if column.role in (*_FIELDS, _YEAR)]
    if layout is Layout.RULED:
        return columns
    later = {column.role: column for column in columns}
    return [column for column in columns if later[column.role] is column]


def _in_order(header: Header, columns: list[Column], count: int) -> list[Column]:
    """
    Return the columns of so many cells in text, where the order of all headings is all there is.

    Beside goals stand others (任务名称 | 主要内容 | 完成情况), and before them the label of the block. []
    where the cells are not as many as the headings and some of these are none of a goal's.
    """
    headings = [_with_year(column) for column in header.columns]
    labelled = headings[0] not in columns and vocabulary.match("block", headings[0].cell.text) is not None
    if labelled and count == len(headings) - 1:
        return headings[1:]
    if count == len(headings):
        return headings
    strange = [column for column in headings[labelled:] if column.role not in (*_FIELDS, _YEAR)]
    return [] if strange and count != len(columns) else columns


def _across(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether a row is one cell that lies over all columns of goals: a line of text, no goal."""
    if len(cells) != 1 or len(columns) < 2:
        return False
    first, last = cells[0].column, cells[0].column + cells[0].columns - 1
    return first <= columns[0].first and last >= columns[-1].last


def _beside(block: Block, claims: Claims, start: int) -> list[Goal]:
    """Return goals that stand beside their labels; a label that comes again begins the next goal."""
    goals: list[Goal] = []
    texts: dict[str, str] = {}
    places: dict[str, str] = {}
    weight: Decimal | None = None

    def finish() -> None:
        if texts:
            goals.append(
                Goal(texts.get("planned"), texts.get("adjusted"), texts.get("achieved"), weight, dict(places))
            )
        texts.clear()
        places.clear()

    for row in block.rows:
        role = "planned"
        told = ""
        for cell in row.cells:
            if fact := vocabulary.match("head", cell.text):
                told = claims.take(cell, "label", f"head.{fact.name}")
                continue
            if told:
                claims.take(cell, "value", "head")
                continue
            concept = vocabulary.match("goals", cell.text)
            if concept or _is_label(cell):
                role = concept.name if concept else role
                claims.take(cell, "label", "goals")
                points = _weight([cell])
                if role in texts or points is not None:
                    finish()
                weight = points if points is not None else weight
                continue
            if role in texts:
                continue  # a second text without a heading of its own: nobody says what it is
            texts[role] = fold(cell.text)
            places[role] = claims.take(cell, "value", f"goals[{start + len(goals)}].{role}")
    finish()
    return goals


def _with_year(column: Column) -> Column:
    concept = vocabulary.match("head", column.cell.text) if not column.role else None
    return replace(column, role=_YEAR) if concept is not None and concept.name == "year" else column


def _lines(rows: list[tuple[Cell, ...]], count: int) -> list[tuple[Cell, ...]]:
    """Return cells that stand one a line as rows of `count`."""
    cells = [cell for row in rows for cell in row]
    return [tuple(cells[i : i + count]) for i in range(0, len(cells), max(count, 1))]


def _column(
    cell: Cell, position: int, cells: list[Cell], columns: list[Column], layout: Layout
) -> Column | None:
    """Return the column over a cell; in text, with as many cells as columns, by order."""
    if not columns:
        return None
    if layout is not Layout.RULED and len(cells) == len(columns):
        return columns[position]
    nearest = min(columns, key=lambda column: column.distance(cell.column))
    return nearest if layout in (Layout.RULED, Layout.TABBED) else columns[min(position, len(columns) - 1)]


def _is_label(cell: Cell) -> bool:
    concept = vocabulary.match("block", cell.text)
    return bool(concept) or bool(re.fullmatch(r"(?:目标|总体目标|绩效目标)?\d{0,2}[:：.、]?", key(cell.text)))


def _weight(cells: tuple[Cell, ...] | list[Cell]) -> Decimal | None:
    """Return the points that a goal's label carries: 年度绩效目标1（40分）."""
    for cell in cells:
        compared = key(cell.text)
        if "目标" in compared and len(compared) <= 20 and (match := _POINTS.search(compared)):
            return decimal(match[1])
    return None
