"""
The indicator block: rows under headings, with their levels, and the totals below.

A row is read by its columns; where the types contradict (a sign-and-number in 分值), the
rows under one 一级 are aligned again, with a shift that they share. Each value that left
its heading is flagged.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.forms import vocabulary
from pipelines.forms.align import LEFT_OVER, Placed, align, by_column
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column, Header
from pipelines.forms.form import Indicator
from pipelines.forms.levels import Levels
from pipelines.forms.names import clean_name, target_parts
from pipelines.forms.regions import Block
from pipelines.forms.rows import Row
from pipelines.forms.text import fold, key
from pipelines.forms.values import is_cut_date, is_placeholder_name, quantity_of, typed
from pipelines.readers.grid import Cell, Layout

_SHIFTS = (1, -1, 2, -2)
_GRADES = {"优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般", "较差"}


@dataclass(slots=True)
class Totals:
    """What the block's last rows say of the whole form."""

    weight: Decimal | None = None
    score: Decimal | None = None
    grade: str | None = None
    places: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Line:
    """One row of the block, its cells by role, and where a value left its heading."""

    number: int
    cells: dict[str, Cell]
    strays: list[Cell]
    moved: list[tuple[Column, Cell]]


def read_indicators(block: Block, layout: Layout, claims: Claims, start: int, totals: Totals) -> list[Indicator]:
    """
    Return the indicators of a block in printed order, `start` being the number of the first.

    Placeholder rows and rows with a name and nothing else are none; the latter's cells stay
    unread. `totals` is filled from rows such as 总分 and a last row of bare numbers.
    """
    header = block.header
    if header is None:
        return []
    for cell in header.cells:
        claims.take(cell, "label" if vocabulary.is_level1(cell.text) else "heading", "indicators")
    for row in block.repeated:
        for cell in row.cells:
            claims.take(cell, "heading", "indicators")
    columns = [column for column in header.columns if column.role != "block"]
    columns = _weights_decided(columns, block.rows, layout)
    rows = _totals_apart(block.rows, claims, columns, totals) if layout is Layout.LINES else block.rows
    body: list[Row] = []
    for index, row in enumerate(rows):
        if _is_total(row, columns, last=index + 1 >= len(rows) - 1):
            _read_total(row, columns, claims, totals)
        elif not _is_note(row, claims) and not _across(row, columns):
            body.append(row)
    lines = _placed_lines(body, columns, layout, claims)
    levels = Levels(layout, any(column.role == "level1" for column in columns))
    found: list[Indicator] = []
    for line in lines:
        levels.enter(line.cells.get("level1"), line.cells.get("level2"), line.cells.get("block_weight"), line.number, claims)
        indicator = _indicator(line, levels, claims, start + len(found), totals, columns)
        if indicator is not None:
            found.append(indicator)
    return found


def _weights_decided(columns: list[Column], rows: Sequence[Row], layout: Layout) -> list[Column]:
    """
    Return the columns with 权重 decided: a row's weight, or that of its block.

    It is the block's where 分值 stands beside it, or where its cells are merged or stand only
    at the first row of a 一级 (contract).
    """
    from dataclasses import replace

    if any(column.role == "weight" for column in columns):
        return columns
    result = []
    for index, column in enumerate(columns):
        if column.role == "block_weight" and layout is Layout.LINES:
            beside_level = index > 0 and columns[index - 1].role in ("level1", "level2")
            column = column if beside_level else replace(column, role="weight")
        elif column.role == "block_weight":
            cells = [cell for row in rows for cell in row.cells if column.distance(cell.column) == 0]
            figures = [cell for cell in cells if typed(cell.text).numeric]
            merged = sum(cell.rows > 1 for cell in figures)
            sparse = len(figures) * 3 < len(rows)
            if not (merged * 2 > len(figures) or (sparse and len(rows) > 3)):
                column = replace(column, role="weight")
        result.append(column)
    return result


def _is_note(row: Row, claims: Claims) -> bool:
    concept = vocabulary.match("block", row.cells[0].text)
    if concept is None or concept.name != "notes":
        return False
    claims.take(row.cells[0], "label", "notes")
    for cell in row.cells[1:]:
        claims.take(cell, "value", "notes")
    return True


def _totals_apart(rows: Sequence[Row], claims: Claims, columns: Sequence[Column], totals: Totals) -> list[Row]:
    """
    Return the rows of a one-a-line block before its total, reading the total.

    The total is the last 总分 or 合计 with what follows it, else figures at the end that are
    no row's.
    """
    for index in range(len(rows) - 1, -1, -1):
        cell = rows[index].cells[0]
        concept = vocabulary.match("block", cell.text)
        if concept and concept.name == "totals" and not vocabulary.is_level1(cell.text):
            following = [c for row in rows[index + 1 : index + 5] for c in row.cells]
            taken = [c for c in following if typed(c.text).numeric or typed(c.text).key in _GRADES]
            taken = taken[: next((i for i, c in enumerate(following) if c not in taken), len(following))]
            _read_total(Row(cell.row, (cell, *taken)), (), claims, totals)
            for row in rows[index + 1 + len(taken) :]:
                if not _is_note(row, claims):
                    break
            return list(rows[:index])
    return list(rows)


def _across(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row is one cell that lies over the columns of values: a line of text, no indicator."""
    if len(row.cells) != 1 or row.cells[0].columns == 1:
        return False
    cell = row.cells[0]
    return any(c.role in ("target", "actual", "score") and cell.column <= c.first < cell.column + cell.columns for c in columns)


def _is_total(row: Row, columns: Sequence[Column], *, last: bool) -> bool:
    """Whether a row says 总分 and figures, or is bare figures under 分值 and 得分 at the end."""
    words = [cell for cell in row.cells if typed(cell.text).words]
    figures = [cell for cell in row.cells if typed(cell.text).numeric]
    if words:
        concept = vocabulary.match("block", words[0].text)
        if concept is None or concept.name != "totals" or vocabulary.is_level1(words[0].text):
            return False
        return len(words) <= 4 and all(len(key(cell.text)) <= 16 for cell in words) and words[0] is row.cells[0]
    if not last or not figures or len(figures) > 2:
        return False
    at = [column.role for cell in figures for column in columns if column.distance(cell.column) == 0]
    return len(at) == len(figures) and set(at) <= {"weight", "score", "actual", "reason"} and max(
        typed(cell.text).number or 0 for cell in figures
    ) >= 20


def _read_total(row: Row, columns: Sequence[Column], claims: Claims, totals: Totals) -> None:
    figures: list[Cell] = []
    for cell in row.cells:
        value = typed(cell.text)
        if value.numeric and not value.percent:
            figures.append(cell)
        elif value.key in _GRADES:
            totals.grade = totals.grade or value.text
            totals.places.setdefault("grade", claims.take(cell, "value", "grade"))
        else:
            claims.take(cell, "label", "totals")
    roles = [next((c.role for c in columns if c.distance(cell.column) == 0), "") for cell in figures]
    if len(figures) >= 2 and not ({"weight", "score"} & set(roles)):
        roles = ["weight", "score", *[""] * (len(figures) - 2)]
    elif len(figures) == 1 and roles[0] not in ("weight", "score"):
        roles = ["score"]
    elif len(figures) == 2 and roles.count("score") == 1 and "weight" not in roles:
        roles = ["weight", "score"] if roles[1] == "score" else roles
    elif len(figures) == 2 and roles.count("weight") == 1 and "score" not in roles:
        roles = ["weight", "score"] if roles[0] == "weight" else roles
    for cell, role in zip(figures, roles, strict=True):
        if role == "weight" and totals.weight is None:
            totals.weight = typed(cell.text).number
            totals.places["total_weight"] = claims.take(cell, "value", "total_weight")
        elif role == "score" and totals.score is None:
            totals.score = typed(cell.text).number
            totals.places["total_score"] = claims.take(cell, "value", "total_score")


def _placed_lines(rows: Sequence[Row], columns: list[Column], layout: Layout, claims: Claims) -> list[_Line]:
    """Return each row's cells by role, aligned anew where the columns contradict the types."""
    if layout is Layout.LINES:
        cells = [cell for row in rows for cell in row.cells]
        return _streamed(cells, columns, claims)
    straight = [by_column(row.cells, columns) for row in rows]
    result: list[_Line] = []
    for first, last in _segments(rows, columns):
        costs = [cost for cost, _ in straight[first:last]]
        if layout is Layout.TABBED or max(costs, default=0) >= LEFT_OVER - 1:
            placed = _aligned(rows[first:last], straight[first:last], columns, layout)
        else:
            placed = [[(0, item) for item in items] for _, items in straight[first:last]]
        for row, items in zip(rows[first:last], placed, strict=True):
            result += _lines_of(row, [item for _, item in items], columns)
    return result


def _segments(rows: Sequence[Row], columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return the runs of rows that stand under one 一级."""
    level = next((column for column in columns if column.role == "level1"), None)
    starts = [
        index
        for index, row in enumerate(rows)
        if index == 0 or (level and any(level.distance(cell.column) == 0 and typed(cell.text).words for cell in row.cells))
    ]
    return list(zip(starts, [*starts[1:], len(rows)], strict=False))  # no rows: no run


def _aligned(
    rows: Sequence[Row], straight: list[tuple[float, list[Placed]]], columns: list[Column], layout: Layout
) -> list[list[tuple[int, Placed]]]:
    """
    Return the placings of rows that stand under one 一级.

    Each row first finds its own shift; the shift that most rows share is then preferred.
    """
    best: list[tuple[float, int, list[Placed]]] = []
    for row, (cost, items) in zip(rows, straight, strict=True):
        if cost == 0:
            best.append((0.0, 0, items))
            continue
        options = [(*align(row.cells, columns, layout, shift), shift) for shift in (0, *_SHIFTS)]
        cost, items, shift = min(options, key=lambda option: option[0] + abs(option[2]) * 0.2)
        best.append((cost, shift, items))
    shared, votes = Counter(shift for _, shift, _ in best).most_common(1)[0]
    result = []
    for row, (cost, shift, items) in zip(rows, best, strict=True):
        if shared and shift != shared and votes * 2 > len(rows):
            other, again = align(row.cells, columns, layout, shared)
            items = again if other <= cost + 2.0 else items
        result.append([(0, item) for item in items])
    return result


def _lines_of(row: Row, items: Sequence[Placed], columns: Sequence[Column]) -> list[_Line]:
    """Return the rows that one printed row gave (more than one where row breaks are lost)."""
    lines: dict[int, _Line] = {}
    for item in items:
        line = lines.setdefault(item.row, _Line(row.number, {}, [], []))
        if item.column is None:
            line.strays.append(item.cell)
            continue
        column = columns[item.column]
        if column.role in line.cells or column.role in ("", "other"):
            line.strays.append(item.cell)
            continue
        line.cells[column.role] = item.cell
        if column.distance(item.cell.column):
            line.moved.append((column, item.cell))
    return [lines[number] for number in sorted(lines)]


def _streamed(cells: Sequence[Cell], columns: Sequence[Column], claims: Claims) -> list[_Line]:
    kept = [cell for cell in cells if not _keeps_a_place(cell)]
    for cell in cells:
        if cell not in kept:
            claims.take(cell, "label", "placeholder")
    _, placed = align(kept, columns, Layout.LINES)
    lines: dict[int, _Line] = {}
    for item in placed:
        line = lines.setdefault(item.row, _Line(item.cell.row, {}, [], []))
        role = columns[item.column].role if item.column is not None else ""
        if role in ("", "other") or role in line.cells:
            line.strays.append(item.cell)
        else:
            line.cells[role] = item.cell
    for line in lines.values():
        _doubt(line, columns, claims)
    return [lines[number] for number in sorted(lines)]


def _keeps_a_place(cell: Cell) -> bool:
    """Whether a line is only a filler: `指标2：`, `……`."""
    compared = key(cell.text)
    return is_placeholder_name(cell.text) and (compared.startswith("指标") or compared[:1] in ".…·")


def _doubt(line: _Line, columns: Sequence[Column], claims: Claims) -> None:
    """Take back a value that is the target or the actual, nobody can say which: one stands, the other is lost."""
    both = {"target", "actual"} <= {column.role for column in columns}
    if not both or ("target" in line.cells) == ("actual" in line.cells):
        return
    role = "target" if "target" in line.cells else "actual"
    cell = line.cells[role]
    value = typed(cell.text)
    if value.signed or value.check or "target_sign" in line.cells:
        return
    line.strays.append(line.cells.pop(role))
    claims.problem("ambiguous_values", cell.place, f"“{fold(cell.text)[:20]}”是指标值还是完成值无法判断，两者均留空")


def _indicator(
    line: _Line, levels: Levels, claims: Claims, number: int, totals: Totals, columns: Sequence[Column]
) -> Indicator | None:
    cells = dict(line.cells)
    name_cell = cells.get("name")
    if name_cell is None and (spill := levels.spill(cells)):
        name_cell = cells["name"] = spill
    if name_cell is not None and is_placeholder_name(name_cell.text):
        claims.take(name_cell, "label", "placeholder")
        name_cell = None
    values = [cells.get(role) for role in ("target", "actual", "weight", "score")]
    says = [cell for cell in values if cell is not None and not typed(cell.text).placeholder]
    if name_cell is None and not _nameless(cells, says):
        for cell in [*cells.values(), *line.strays]:
            if typed(cell.text).placeholder or is_placeholder_name(cell.text):
                claims.take(cell, "label", "placeholder")
        return None
    if not says and not (cells.get("reason") and typed(cells["reason"].text).words):
        for cell in cells.values():
            if cell is not name_cell and typed(cell.text).placeholder:
                claims.take(cell, "label", "placeholder")
        if name_cell is not None and name_cell in line.cells.values():
            claims.problem("indicator_without_values", name_cell.place, f"只有指标名“{fold(name_cell.text)[:30]}”，没有指标值、完成值和分数")
        return None
    places: dict[str, str] = {}
    for role in ("name", "actual", "weight", "score", "reason"):
        if cell := cells.get(role):
            places[role] = cell.place
    target, target_cells = target_parts(cells.get("target_sign"), cells.get("target"), cells.get("target_unit"))
    for cell in target_cells:
        claims.take(cell, "value", f"indicators[{number}].target")
    if cells.get("target") or target_cells:
        places["target"] = (cells.get("target") or target_cells[0]).place
    for role in ("name", "actual", "reason"):
        if cell := cells.get(role):
            claims.take(cell, "value", f"indicators[{number}].{role}")
    weight = _points(cells.get("weight"), "weight", number, claims, places)
    score = _points(cells.get("score"), "score", number, claims, places)
    actual = fold(cells["actual"].text) if "actual" in cells else None
    if target_cells and is_cut_date(target_cells[0].text):
        claims.problem("date_cut", target_cells[0].place, f"日期缺首字，未作更改：{target}")
    _flag(line, claims)
    place = f"R{(name_cell or next(iter(cells.values()))).row}"
    return Indicator(
        name=clean_name(fold(name_cell.text)) if name_cell is not None else None,
        level1=levels.level1, level2=levels.level2, level2_candidates=levels.candidates,
        target=target, actual=actual, weight=weight, score=score,
        reason=fold(cells["reason"].text) if "reason" in cells else None,
        target_value=quantity_of(key(target)) if target else None,
        actual_value=quantity_of(key(actual)) if actual else None,
        level1_weight=levels.weight1, level2_weight=levels.weight2, place=place, places={**levels.places, **places},
    )  # fmt: skip


def _nameless(cells: dict[str, Cell], says: Sequence[Cell]) -> bool:
    """Whether a row without a name is an indicator all the same: it has an actual or target, and points."""
    measured = any(cells.get(role) in says for role in ("target", "actual"))
    scored = any(cells.get(role) in says for role in ("weight", "score"))
    return measured and scored


def _points(cell: Cell | None, role: str, number: int, claims: Claims, places: dict[str, str]) -> Decimal | None:
    if cell is None:
        return None
    value = typed(cell.text)
    if value.numeric and not value.percent:
        claims.take(cell, "value", f"indicators[{number}].{role}")
        return value.number
    del places[role]
    if value.placeholder:
        claims.take(cell, "label", "placeholder")
    else:
        wording = "分值" if role == "weight" else "得分"
        claims.problem("points_not_a_number", cell.place, f"{wording}应为数字，读到“{fold(cell.text)[:20]}”，留空")
    return None


def _flag(line: _Line, claims: Claims) -> None:
    if line.moved:
        shown = "、".join(f"{cell.place}按“{fold(column.cell.text)}”读" for column, cell in line.moved)
        claims.problem("value_moved", line.moved[0][1].place, f"本行内容与表头错列，按类型对回：{shown}")


def reads(header: Header | None) -> bool:
    """Whether a block's columns can hold a self-evaluation: something achieved or scored."""
    return bool(header and header.roles & {"actual", "score"})
