"""
Headings over columns: from one to three rows of headings to columns with a meaning.

A heading may stand over several rows, under a group heading, or broken over two rows;
`read_header` looks at all cells over a column, from the top down.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.forms import vocabulary
from pipelines.forms.company import settled_by_company
from pipelines.forms.heading_groups import roles_told
from pipelines.forms.rows import Row
from pipelines.forms.text import key
from pipelines.forms.unfolding import is_earlier_year, unfolded
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: What the claim of a heading ends with that the vocabulary does not know.
UNKNOWN_HEADING = "unknown_heading"
_NUMBERED_GOAL = re.compile(r".{0,6}目标\(?(?:\d|[一二三四五六七八九十])")
#: So many headings beside a numbered goal are those of its indicators.
_HEADINGS_BESIDE_A_GOAL = 3


@dataclass(frozen=True, slots=True)
class Column:
    """Grid columns `first` to `last`, both inclusive, and what they hold ("" = unknown heading)."""

    role: str
    first: int
    last: int
    cell: Cell  #: the lowest heading cell
    strength: int
    percent: bool = False  #: it holds weights in per cent

    def distance(self, column: int) -> int:
        """How many columns a cell stands away; 0 within."""
        return max(self.first - column, column - self.last, 0)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a block, left to right, and the cells and rows that named them."""

    part: str
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    first_row: int
    last_row: int
    blurred: bool = False  #: it can be read in several ways; columns without a role differ in them

    @property
    def roles(self) -> set[str]:
        return {column.role for column in self.columns if column.role}


#: First and last grid column of headings that stand over each other, and these cells from the top down.
_Stack = tuple[int, int, tuple[Cell, ...]]


def _stacks(rows: Sequence[Row], layout: Layout) -> list[_Stack]:
    """
    Return (first column, last column, cells from top to bottom) of each run of equal cells.

    In text, which has lost what was merged, a heading reaches over those of the next row up to the next one.
    """
    covers = _printed(rows)
    edges = sorted({edge for cell in covers for edge in (cell.column, cell.column + cell.columns)})
    stacks: list[_Stack] = []
    for column, following in pairwise(edges):  # between two edges all columns have the same cells
        stack = tuple([c for c in covers if c.column <= column < c.column + c.columns])
        if layout is Layout.TABBED and len(stack) == 1 and stack[0].row > rows[0].number:
            over = [cell for cell in rows[0].cells if cell.column < column]
            stack = (*over[-1:], *stack)
        if stack and stacks and stacks[-1][2] == stack and stacks[-1][1] == column - 1:
            stacks[-1] = (stacks[-1][0], following - 1, stack)
        elif stack:
            stacks.append((column, following - 1, stack))
    return stacks


def _printed(rows: Sequence[Row]) -> list[Cell]:
    """Return the cells of rows of headings, those that reach into the first among them, in reading order."""
    cells = [*rows[0].above, *(cell for row in rows for cell in row.cells)]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _meaning(part: str, stack: tuple[Cell, ...]) -> vocabulary.Concept | None:
    """Return what a stack of headings means: the lowest alone, joined from the top, else the topmost."""
    texts = [cell.text for cell in stack]
    candidates = [texts[-1], "".join(texts), "".join(texts[-2:])]
    found = [concept for text in candidates if (concept := vocabulary.match(part, text))]
    if not found and (topmost := vocabulary.match(part, texts[0])):
        found.append(topmost)
    if part == "funds" and len(stack) > 1 and not vocabulary.match(part, texts[-1]):
        kind = vocabulary.match("line", texts[-1])
        if (
            kind is not None and kind.name != "total"
        ):  # 财政拨款 under 批复金额: a part of the column before it
            return vocabulary.Concept("other", vocabulary.PATTERN)
    return max(found, key=lambda concept: concept.strength) if found else None


def _rivals(column: Column, among: Sequence[Column]) -> list[Column]:
    return [other for other in among if other.role == column.role and other is not column]


def _labels_apart(columns: list[Column], last_row: int) -> list[Column]:
    """
    Return the columns with the block's label told apart (绩效指标 beside 三级指标).

    It reaches down beside the rows, or repeats a role or says nothing else at the left edge.
    """
    return [
        replace(column, role="block")
        if vocabulary.match("block", column.cell.text)
        and (
            column.cell.row + column.cell.rows - 1 > last_row
            or (index == 0 and (not column.role or _rivals(column, columns)))
        )
        else column
        for index, column in enumerate(columns)
    ]


def _deepest_level_named(columns: list[Column]) -> list[Column]:
    """
    Return the columns of a table of two levels with the deeper one as the names of its rows.

    Where a weight stands behind each level (名称 权重 名称 权重), that behind the names is the row's.
    """
    roles = [column.role for column in columns]
    if "name" in roles or "level2" not in roles:
        return columns
    at = roles.index("level2")
    named = [*columns[:at], replace(columns[at], role="name"), *columns[at + 1 :]]
    weighted = roles.count("block_weight") > 1 and "weight" not in roles
    if weighted and roles[at + 1 : at + 2] == ["block_weight"]:
        named[at + 1] = replace(named[at + 1], role="weight")
    return named


def _is_own(column: Column) -> bool:
    """Whether a heading says that the unit itself gives the points (自评得分 beside 评价得分)."""
    return "自" in key(column.cell.text)


def _one_a_role(columns: list[Column]) -> list[Column]:
    """
    Return the columns with each role once: the surest, then the leftmost heading keeps it.

    Where 分值 stands behind each level, that behind the name is the row's, that behind the 一级
    the block's.
    """
    name = next((column.first for column in columns if column.role == "name"), 0)
    kept: list[Column] = []
    for index, column in enumerate(columns):
        others = _rivals(column, columns)
        if others and column.role not in ("", "other", "block"):
            best = max([column, *others], key=lambda c: (c.strength, c.first > name, _is_own(c), -c.first))
            if column.role == "weight" and any(c.first > name for c in (column, *others)):
                best = next(c for c in columns if c.role == "weight" and c.first > name)
            behind = columns[index - 1].role if index else ""
            lesser = "block_weight" if column.role == "weight" and behind == "level1" else "other"
            column = column if best is column else replace(column, role=lesser)
        kept.append(column)
    return kept


def _columns_of(part: str, stacks: Sequence[_Stack]) -> list[Column]:
    told = [_meaning(part, stack) for _, _, stack in stacks]
    roles = [concept.name if concept else "" for concept in told]
    roles = roles_told(part, roles, [stack for _, _, stack in stacks])
    return [
        Column(role, first, last, stack[-1], concept.strength if concept else 0)
        for role, concept, (first, last, stack) in zip(roles, told, stacks, strict=True)
    ]


def _by_row(part: str, rows: Sequence[Row]) -> list[list[Column]]:
    return [
        _columns_of(part, [(number, number, (cell,)) for number, cell in enumerate(row.cells, 1)])
        for row in rows
    ]


def _columns_in_order(part: str, rows: Sequence[Row]) -> list[list[Column]]:
    """Return every order that columns of text can have whose order is all there is."""
    by_row = _by_row(part, rows)
    plain = [column for columns in by_row for column in columns]
    plain = [replace(column, first=place, last=place) for place, column in enumerate(plain, 1)]
    return unfolded(part, by_row) or [plain]


def read_header(part: str, rows: Sequence[Row], layout: Layout) -> Header | None:
    """
    Return the columns that one to three adjacent rows of headings name; the likeliest of `read_headers`.

    Returns:
        None where no heading of `part` stands in the rows.
    """
    return next(iter(read_headers(part, rows, layout)), None)


def read_headers(part: str, rows: Sequence[Row], layout: Layout) -> list[Header]:
    """
    Return every way in which adjacent rows of headings can name columns, the likeliest first.

    More than one only in text that has lost which heading is over which. In text, whose merged cells
    are lost, a heading reaches up to the next one. [] where no heading of `part` stands in the rows.
    """
    if layout is Layout.LINES or (layout is Layout.CLOSED and len(rows) > 1):
        orders = _columns_in_order(part, rows)
    else:
        orders = [_columns_of(part, _stacks(rows, layout))]
    named = [columns for columns in orders if any(column.role for column in columns)]
    if not named:
        return []
    cells = tuple(_printed(rows))
    ends = min(row.number for row in rows), max(row.end for row in rows)
    return [Header(part, tuple(_settled(part, columns, rows, layout)), cells, *ends) for columns in named]


def divides(part: str, rows: Sequence[Row]) -> bool:
    """Whether, in text, each row of headings but the first stands in the place of some of the row above."""
    return bool(unfolded(part, _by_row(part, rows)))


def blurred(headers: Sequence[Header]) -> Header:
    """Return what several ways to read the same headings agree on; other columns have no meaning."""
    columns = (
        each[0] if len({column.role for column in each}) == 1 else replace(each[0], role="")
        for each in zip(*(header.columns for header in headers), strict=True)
    )
    return replace(headers[0], columns=tuple(columns), blurred=True)


def _settled(part: str, columns: list[Column], rows: Sequence[Row], layout: Layout) -> list[Column]:
    columns = _labels_apart(columns, max(row.end for row in rows))
    if part == "indicators":
        columns = _one_a_role(_deepest_level_named(columns))
    columns = settled_by_company(part, columns)
    if layout is Layout.TABBED:
        ends = [column.first - 1 for column in columns[1:]] + [columns[-1].last]
        columns = [
            replace(column, last=end) if end > column.last else column
            for column, end in zip(columns, ends, strict=True)
        ]
    return columns


def heading_fields(header: Header) -> Iterator[tuple[Cell, str]]:
    """
    Yield each cell of the headings with what it names: `funds.executed`, `funds.unknown_heading`.

    A cell over other headings, whose meaning is theirs, and the block's label name only the part;
    so does the first heading of the fund lines (整体支出规模), under which stand their labels.
    """
    roles: dict[Cell, str] = {}
    for index, column in enumerate(header.columns):
        if index == 0 and header.part == "funds" and not column.role:
            continue
        roles[column.cell] = roles.get(column.cell) or column.role
    for cell in header.cells:
        role = roles.get(cell, "block")
        yield cell, header.part if role == "block" else f"{header.part}.{role or UNKNOWN_HEADING}"


def looks_like_headings(part: str, row: Row) -> bool:
    """
    Whether every cell of the row is a heading of `part` or a short word that is no value.

    A numbered goal beside its words (年度目标1（40分）) is no heading, whatever it holds; it may be the label
    beside several.
    """
    if part == "indicators" and len(row.cells) > 1 and all(map(is_earlier_year, row.cells)):
        return True  # 2020年 | 2021年 under 历史完成值
    known = [cell for cell in row.cells if vocabulary.match(part, cell.text)]
    numbered = part == "indicators" and row.cells and _NUMBERED_GOAL.match(key(row.cells[0].text))
    if numbered and sum(cell is not row.cells[0] for cell in known) < _HEADINGS_BESIDE_A_GOAL:
        return False
    if not known or len(known) * 2 < len(row.cells):
        return False
    return all(
        cell in known or (typed(cell.text).words and len(typed(cell.text).key) <= 12) for cell in row.cells
    )
