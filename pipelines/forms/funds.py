"""
The fund block: which amount belongs to which line and column.

Headings drift from their values where cells are merged, and text loses its empty cells. So
every order-preserving placing of a line's figures is judged by distance, by type and by the
line's own arithmetic (executed ÷ budget = printed rate). Two placings that both fit and
differ give null and a problem.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pipelines.forms import vocabulary
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.form import FundLine
from pipelines.forms.regions import Block
from pipelines.forms.rows import Row
from pipelines.forms.text import fold, key
from pipelines.forms.values import decimal, typed
from pipelines.readers.grid import Cell, Layout

VALUES = ("initial", "adjusted", "executed", "rate", "weight", "score")
_AMOUNTS = ("initial", "adjusted", "executed")
_SOURCES = {"fiscal", "carryover", "other", "central", "local"}
_LABEL_AMOUNT = re.compile(r"^(.*?\D)[:：]?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:万元|元|万)?$")
_LABEL_POINTS = re.compile(r"\(?(\d+(?:\.\d+)?)分")
_LINE_PREFIX = re.compile(r"^(?:其中)?[:：]?\(?[一二三四五六七八九十\d]{0,2}[)、.]?(?:其中)?[:：]?[-—·]*")


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns of one list of lines; two stand side by side where the roles repeat."""

    first: int
    last: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One line's label cells and figures."""

    labels: tuple[Cell, ...]
    parent: Cell | None
    figures: tuple[Cell, ...]
    row: int


def _groups(columns: Sequence[Column], layout: Layout) -> list[_Group]:
    """Split the columns where a money role repeats; label columns go with what follows them."""
    groups: list[list[Column]] = [[]]
    seen: set[str] = set()
    pending: list[Column] = []
    for column in columns:
        if column.role in ("", "other", "block"):
            pending.append(column)
            continue
        if column.role in seen and column.role in ("adjusted", "executed", "rate"):
            groups.append([])
            seen = set()
        groups[-1] += [*pending, column]
        pending = []
        seen.add(column.role)
    groups[-1] += pending
    firsts = [group[0].first for group in groups]
    if layout is Layout.LINES or len(groups) == 1:
        return [_Group(0, 10_000, tuple(groups[0]))]
    return [
        _Group(0 if i == 0 else firsts[i], firsts[i + 1] - 1 if i + 1 < len(groups) else 10_000, tuple(group))
        for i, group in enumerate(groups)
    ]


def line_kind(label: str) -> str:
    """Return the contract's kind of a line's label, or "source_heading" / "structure_heading" / "unknown"."""
    label, _ = split_label(label)
    compared = _LINE_PREFIX.sub("", vocabulary.trim(key(label)))
    concept = vocabulary.match("line", compared) if compared else None
    return concept.name if concept else "unknown"


def _is_figure(cell: Cell) -> bool:
    value = typed(cell.text)
    return value.numeric or value.money is not None or (value.placeholder and len(value.key) <= 3)


def _drawn(row: Row, group: _Group) -> _Drawn:
    """Return a row's label, the label of the breakdown that reaches down beside it, and figures."""
    cells = [cell for cell in row.cells if group.first <= cell.column <= group.last]
    figures = tuple(cell for cell in cells if _is_figure(cell))
    first_figure = figures[0].column if figures else 10_000
    labels = tuple(cell for cell in cells if cell not in figures and cell.column < first_figure)
    reaching = [cell for cell in row.above if group.first <= cell.column <= group.last and not _is_figure(cell)]
    parents = [cell for cell in reaching if line_kind(cell.text) in ("source_heading", "structure_heading")]
    return _Drawn(labels, parents[-1] if parents else None, figures, row.number)


def _lines_drawn(block: Block, group: _Group, layout: Layout) -> list[_Drawn]:
    if layout is not Layout.LINES:
        return [drawn for row in block.rows if (drawn := _drawn(row, group)).labels or drawn.figures]
    drawn: list[_Drawn] = []
    labels: list[Cell] = []
    figures: list[Cell] = []
    for cell in (cell for row in block.rows for cell in row.cells):
        if _is_figure(cell):
            figures.append(cell)
            continue
        heading = bool(labels) and line_kind(labels[-1].text) in ("source_heading", "structure_heading")
        if labels and (figures or not heading or split_label(fold(labels[-1].text))[1] is not None):
            drawn.append(_Drawn(tuple(labels), None, tuple(figures), labels[0].row))
            labels, figures = [], []
        labels.append(cell)
    if labels or figures:
        drawn.append(_Drawn(tuple(labels), None, tuple(figures), (labels or figures)[0].row))
    return drawn


def _fits(role: str, cell: Cell) -> float:
    """Return how badly a figure's type fits a role."""
    value = typed(cell.text)
    if role in ("other", ""):
        return 0.3
    if value.placeholder:
        return 0.5 if role in _AMOUNTS else 0.1
    if value.percent:
        return 0.0 if role == "rate" else 6.0
    if value.money_unit:
        return 0.0 if role in _AMOUNTS else 6.0
    number = value.number if value.number is not None else value.money
    if number is None:
        return 6.0
    if role == "rate":
        return 0.2 if number <= 150 else 5.0
    if role in ("weight", "score"):
        return (0.1 if number <= 100 else 6.0) if "," not in value.key else 6.0
    return 0.0


def _number(cell: Cell | None, role: str) -> Decimal | None:
    if cell is None:
        return None
    value = typed(cell.text)
    return value.money if role in _AMOUNTS and value.money is not None else value.number


def _arithmetic(placed: dict[str, Cell]) -> float:
    """Return −3 where executed ÷ budget is the printed rate, +2 where it is not, 0 unknown."""
    cost = 0.0
    budget, executed = _number(placed.get("adjusted"), "adjusted"), _number(placed.get("executed"), "executed")
    if budget is None and "adjusted" not in placed:
        budget = _number(placed.get("initial"), "initial")
    rate = _number(placed.get("rate"), "rate")
    if budget and executed is not None and rate is not None:
        shown = executed / budget * 100
        cost += -3.0 if min(abs(shown - rate), abs(shown - rate * 100)) <= Decimal("1.01") else 2.0
    elif executed and (budget == 0 or (budget and executed > budget * 3)):
        cost += 1.0
    weight, score = _number(placed.get("weight"), "weight"), _number(placed.get("score"), "score")
    if weight is not None and score is not None:
        cost += 1.5 if score > weight else -0.2
        if weight and rate is not None and abs(score / weight * 100 - rate) <= Decimal("1.01"):
            cost -= 1.5
    return cost


def _place(figures: Sequence[Cell], columns: Sequence[Column], layout: Layout) -> tuple[dict[int, Cell], bool, bool]:
    """
    Place figures in columns.

    Returns:
        Column index → cell; whether a value left its heading; whether two placings fit alike.
    """
    indices = [i for i, column in enumerate(columns) if column.role not in ("", "block")]
    apart = [i for i, column in enumerate(columns) if column.role == "" and i > min(indices, default=0)]
    drift = {Layout.RULED: 1.5, Layout.TABBED: 0.8, Layout.LINES: 0.0}[layout]
    straight: dict[int, Cell] = {}
    for cell in figures:
        index = next((i for i in (*indices, *apart) if columns[i].distance(cell.column) == 0), None)
        if index is None or index in straight or _fits(columns[index].role, cell) >= 2:
            break
        straight[index] = cell
    else:
        if layout is not Layout.LINES and (layout is Layout.RULED or _arithmetic(_named(straight, columns)) <= 0):
            return straight, False, False
    count = min(len(figures), len(indices))
    options: list[tuple[float, dict[int, Cell]]] = []
    for chosen_cells in combinations(range(len(figures)), count):
        for chosen in combinations(indices, count):
            placed = {index: figures[i] for index, i in zip(chosen, chosen_cells, strict=True)}
            cost = sum(
                columns[i].distance(cell.column) * drift + _fits(columns[i].role, cell) for i, cell in placed.items()
            )
            cost += sum(_skipped(columns[i].role) for i in indices if i not in placed)
            cost += 4.0 * (len(figures) - count)
            options.append((cost + _arithmetic(_named(placed, columns)), placed))
    options.sort(key=lambda option: option[0])
    best_cost, best = options[0]
    rivals = [placed for cost, placed in options[1:4] if cost - best_cost < 0.05 and _differ(placed, best, columns)]
    moved = any(columns[i].distance(cell.column) > 0 for i, cell in best.items()) and layout is not Layout.LINES
    return best, moved, bool(rivals)


def _skipped(role: str) -> float:
    return {"adjusted": 0.4, "executed": 0.4, "initial": 0.3, "rate": 0.25, "other": 0.05, "": 0.0}.get(role, 0.1)


def _named(placed: dict[int, Cell], columns: Sequence[Column]) -> dict[str, Cell]:
    return {columns[index].role: cell for index, cell in placed.items()}


def _differ(one: dict[int, Cell], other: dict[int, Cell], columns: Sequence[Column]) -> bool:
    first, second = _named(one, columns), _named(other, columns)
    return any(_number(first.get(role), role) != _number(second.get(role), role) for role in VALUES)


def split_label(label: str) -> tuple[str, Decimal | None]:
    """Return a line's label and the amount printed inside it (`其中：基本支出：900.47`)."""
    if match := _LABEL_AMOUNT.match(label):
        words = match[1].rstrip()
        if words.endswith((":", "：")) or re.search(r"[:：]\s*$", label[: match.start(2)]):
            return words.rstrip("：: "), decimal(match[2])
    return label, None


def read_funds(block: Block, layout: Layout, claims: Claims, start: int) -> list[FundLine]:
    """
    Return the lines of a fund block in printed order, `start` being the number of the first.

    A line keeps its place although it has no figures. [] for a block without lines.
    """
    header = block.header
    if header is None:
        return []
    for cell in header.cells:
        claims.take(cell, "heading", "funds")
    for row in block.repeated:
        for cell in row.cells:
            claims.take(cell, "heading", "funds")
    points = _header_points(header.cells)
    lines: list[FundLine] = []
    for group in _groups(header.columns, layout):
        breakdown = _side_heading(group)
        for drawn in _lines_drawn(block, group, layout):
            line, breakdown = _line(drawn, group, layout, breakdown, claims, start + len(lines), lines)
            if line is not None:
                lines.append(line)
    if points is not None and lines and lines[0].weight is None:
        lines[0] = _with(lines[0], weight=points)
    return lines


def _header_points(cells: Sequence[Cell]) -> Decimal | None:
    """Return the points that a heading of the block names: 得分（20分*执行率）, 预算执行情况（20分）."""
    found = [match for cell in cells if (match := _LABEL_POINTS.search(key(cell.text)))]
    return Decimal(found[0][1]) if found else None


def _side_heading(group: _Group) -> str | None:
    for column in group.columns:
        kind = line_kind(column.cell.text)
        if column.role in ("", "other") and kind in ("source_heading", "structure_heading"):
            return kind.removesuffix("_heading")
    return None


def _with(line: FundLine, **changes: Decimal) -> FundLine:
    from dataclasses import replace

    return replace(line, **changes)  # type: ignore[arg-type]


def _line(
    drawn: _Drawn,
    group: _Group,
    layout: Layout,
    breakdown: str | None,
    claims: Claims,
    number: int,
    before: list[FundLine],
) -> tuple[FundLine | None, str | None]:
    """Return one line, and the breakdown that is open after it."""
    labels = [cell for cell in drawn.labels if claims.free(cell)]
    for cell in labels[:-1]:
        claims.take(cell, "label", "funds")
    label_cell = labels[-1] if labels else None
    label, amount = split_label(fold(label_cell.text)) if label_cell else (None, None)
    for cell in [*labels[:-1], *([drawn.parent] if drawn.parent else [])]:
        kind = line_kind(cell.text)
        if kind in ("source_heading", "structure_heading"):
            breakdown = kind.removesuffix("_heading")
    if label_cell:
        claims.take(label_cell, "label", f"funds[{number}].label")
    head, _, tail = (key(label) if label else "").partition(":")
    inner = line_kind(head) if tail else ""
    if inner in ("source_heading", "structure_heading"):  # 资金来源：（1）财政拨款
        breakdown = inner.removesuffix("_heading")
        kind = line_kind(tail)
    else:
        kind = line_kind(label or "") if label else "total"
    if kind in ("source_heading", "structure_heading"):
        breakdown, kind = kind.removesuffix("_heading"), "unknown"
        heading_line = True
    else:
        heading_line = False
    if label_cell is None and not drawn.figures:
        return None, breakdown
    if kind == "unknown" and not drawn.figures and not heading_line and amount is None:
        block_label = vocabulary.match("block", label or "")
        if block_label:
            return None, breakdown
    values, places = _values(drawn, group, layout, claims, number, label_cell)
    if kind == "total" and before and breakdown and not _is_grand(label or ""):
        pass
    part_of = None if heading_line else "total" if kind == "total" else breakdown or _breakdown_of(kind)
    depth = 0 if kind == "total" or heading_line else _depth(label or "", before, part_of)
    place = label_cell.place if label_cell else f"R{drawn.row}"
    line = FundLine(
        label, kind, part_of, depth, amount=amount, place=place, places=places,
        **{("rate_pct" if role == "rate" else role): value for role, value in values.items()},
    )  # fmt: skip
    return line, breakdown


def _is_grand(label: str) -> bool:
    return "总额" in label or "总" in label


def _breakdown_of(kind: str) -> str | None:
    return "source" if kind in _SOURCES else "structure" if kind in ("basic", "project") else None


def _depth(label: str, before: list[FundLine], breakdown: str | None) -> int:
    """Return 2 for a 其中 that opens below a part (not below the total or a heading), else 1."""
    if not before:
        return 1
    previous = before[-1]
    opens = key(label).startswith("其中")
    if opens and previous.depth == 1 and previous.breakdown == breakdown:
        return 2
    return 2 if not opens and previous.depth == 2 and breakdown == previous.breakdown and not re.match(r"\(?[\d一二三四五六七八九]", key(label)) and breakdown is None else 1


def _values(
    drawn: _Drawn, group: _Group, layout: Layout, claims: Claims, number: int, label: Cell | None
) -> tuple[dict[str, Decimal], dict[str, str]]:
    figures = [cell for cell in drawn.figures if claims.free(cell)]
    if not figures:
        return {}, {}
    placed, moved, ambiguous = _place(figures, group.columns, layout)
    values: dict[str, Decimal] = {}
    places: dict[str, str] = {}
    if ambiguous:
        named = "、".join(f"{cell.place}“{fold(cell.text)}”" for cell in figures)
        claims.problem("ambiguous_values", figures[0].place, f"数值可对应不同的列，留空：{named}")
        return {}, {}
    for index, cell in placed.items():
        role = group.columns[index].role
        if role not in VALUES:
            claims.take(cell, "unread", f"funds.{role or 'unknown_heading'}")
            continue
        value = _number(cell, role)
        name = "rate_pct" if role == "rate" else role
        if value is None:
            claims.take(cell, "label", "placeholder" if typed(cell.text).placeholder else f"funds[{number}].{name}")
            continue
        values[role] = value
        places[name] = claims.take(cell, "value", f"funds[{number}].{name}")
    if moved:
        shown = "、".join(f"{group.columns[i].cell.place}“{fold(group.columns[i].cell.text)}”的值在 {c.place}" for i, c in sorted(placed.items()) if group.columns[i].distance(c.column))
        claims.problem("value_moved", figures[0].place, f"数值与表头错列，按本行算术与类型对回：{shown}")
    return values, places
