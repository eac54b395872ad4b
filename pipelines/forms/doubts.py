"""
What a row of text may mean otherwise, where its empty cells are lost.

`name 20 20` in a table with columns for target, actual, points and score can be the first two or
the last two. Every way in which a row's values fit the columns in their order is looked at; a value
that has several places is kept only where the points of the block add up to what is printed of
them, else it is null and a problem names both readings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from pipelines.forms.align import Line
from pipelines.forms.changed_target import some_of_three
from pipelines.forms.claims import Claims
from pipelines.forms.columns import Column
from pipelines.forms.company import EARLIER_TARGET
from pipelines.forms.levels import words_and_points
from pipelines.forms.text import fold
from pipelines.forms.totals import Totals
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell

_VALUES: Mapping[str, str] = {"target": "指标值", "actual": "完成值", "weight": "分值", "score": "得分"}
_NAMES: Mapping[str, str] = {
    "level1": "一级指标", "level2": "二级指标", "name": "指标名", "block_weight": "一级权重",
    "target_sign": "指标性质", EARLIER_TARGET: "年初指标值",
    **_VALUES, "target_unit": "度量单位", "reason": "偏差原因", "other": "其他列",
}  # fmt: skip
_POINTS = ("weight", "score")
#: Which of two levels, or which of two values it is, the other rows and the sums decide.
_SORTS = {
    "level1": "level", "level2": "level", "target": "value", EARLIER_TARGET: "value", "actual": "value",
    "weight": "value",
    "score": "value", "other": "reason", "": "reason",
}  # fmt: skip
_TARGET = {"target_sign", "target", "target_unit"}
_COMPARING = set("≥≤=><＝")
_MOST_POINTS = 100
#: So many rows with all their values say what the rows of a block have.
_ENOUGH = 3
_EXECUTION = re.compile(r"(?:预算|资金)?执行(?:率|情况)?(?:指标)?(?:\(\d+分\))?")
_STANDARD = re.compile("产出|效益|满意|成本|投入|过程|决策|效果")


def settle_doubts(lines: Sequence[Line], columns: Sequence[Column], totals: Totals, claims: Claims) -> None:
    """Take back, from lines read in order alone, each value that fits another column as well."""
    roles = [column.role for column in columns if column.role in _VALUES]
    sure = _adding_up(lines, totals)
    found = [_cells(line, roles) for line in lines]
    percent = any(column.percent for column in columns)
    ways = [list(_ways(cells, roles, line, percent)) for cells, line in zip(found, lines, strict=True)]
    certain = [line for line, some in zip(lines, ways, strict=True) if len(some) == 1 and _has_points(line)]
    # Where every other row has its points, a row that has them too is likelier than one without.
    pointed = len(certain) >= _ENOUGH and len(certain) * 2 > len(lines) and not _agrees(certain, totals)
    for line, cells, some in zip(lines, found, ways, strict=True):
        if pointed and len(some) > 1:
            some = [way for way in some if set(_POINTS) <= set(way)] or some
        if id(line) not in sure and some:
            _place(line, cells, some, claims)
        elif id(line) not in sure and _above_weight(line.cells):
            _take_back(line, cells, claims)
        if any(column.role == EARLIER_TARGET for column in columns):
            some_of_three(line, claims)
        _one_of_two(line, roles, claims)


def settle_words(lines: Sequence[Line], claims: Claims) -> int:
    """
    Take back, from lines of text, each word that may be of another column; return from how many lines.

    A level that is taken back leaves the levels of the rows below open, until one is printed that is sure.
    """
    doubtful = 0
    for number, line in enumerate(lines):
        open_ones = {
            role: rivals
            for role, cell in line.cells.items()
            if (rivals := line.rivals.get(cell.place, ())) and _shifts(role, rivals)
        }
        if _TARGET & open_ones.keys():  # ≥ | 10 | 次 is one target
            open_ones = {**{role: () for role in _TARGET if role in line.cells}, **open_ones}
        doubtful += bool(open_ones)
        for role, rivals in open_ones.items():
            cell = line.cells[role]
            del line.cells[role]
            line.doubted = True
            if typed(cell.text).placeholder:
                claims.take(cell, "label", "placeholder")
                continue
            line.strays.append(cell)
            levels = {"level1", "level2"} & {role, *rivals}
            if role != "reason":
                line.open_levels |= levels
            elif number + 1 < len(lines):  # the last words of a line, or the first of the next
                lines[number + 1].open_levels |= levels
            if not rivals:
                continue
            named = "或".join(_NAMES[each] for each in _NAMES if each in (role, *rivals))
            claims.problem(
                "ambiguous_values", cell.place, f"空格已失，“{fold(cell.text)[:20]}”可作{named}，留空"
            )
    return doubtful


def settle_blocks(lines: Sequence[Line], doubtful: int, totals: Totals, claims: Claims) -> None:
    """
    Take back all of a block that has lost its rows, where most are doubtful and the points do not add up.

    Where the words of so many may be of other columns, the cells beside them are no surer.
    """
    printed = totals.weight is not None or totals.score is not None
    if len(lines) < _ENOUGH or doubtful * 2 <= len(lines) or not printed or _agrees(lines, totals):
        return
    taken = [(line, role, cell) for line in lines for role, cell in line.cells.items()]
    if not taken:
        return
    for line, role, cell in taken:
        del line.cells[role]
        line.strays.append(cell)
    claims.problem(
        "ambiguous_values",
        taken[0][2].place,
        f"空格已失，{len(lines)} 行中有 {doubtful} 行的列无法判断，分值也与合计对不上：指标均未取值",
    )


def _shifts(role: str, rivals: Sequence[str]) -> bool:
    """Whether the other places of a cell are not of its own sort: a name for a level, a reason for a name."""
    sorts = {_SORTS.get(each, each) for each in (role, *rivals)}
    return len(sorts) > 1 and sorts != {"value", "reason"}


def settle_levels(lines: Sequence[Line], claims: Claims) -> None:
    """
    Take a level that stands alone for a 二级 where each other 一级 begins with its 二级.

    The words tell where they are standard (产出指标); 财务管理 may be either, and of 满意度 nobody can
    say. The execution rate is a level of its own where it stands behind the satisfaction.
    """
    both = [line for line in lines if {"level1", "level2"} <= line.cells.keys()]
    above = ""
    for line in lines:
        cell = line.cells.get("level1")
        before, above = above, typed(cell.text).key if cell is not None else above
        if cell is None and "满意" in above and (rate := _execution(line)):
            line.cells = {role: c for role, c in line.cells.items() if c is not rate} | {"level1": rate}
            above = typed(rate.text).key
        if cell is None or "level2" in line.cells or len(both) < 2 or "name" not in line.cells:
            continue
        words = typed(cell.text).key
        execution = "满意" in before and _EXECUTION.fullmatch(words)
        if execution or words.endswith("指标") or words_and_points(cell.text)[1] is not None:
            continue
        if not _STANDARD.search(words):
            line.cells["level2"] = line.cells.pop("level1")
        elif "满意" in words:
            line.strays.append(line.cells.pop("level1"))
            line.doubted, line.open_levels = True, {"level1", "level2"}
            claims.problem(
                "ambiguous_values", cell.place, f"“{fold(cell.text)}”是一级指标还是二级指标无法判断，留空"
            )


def _execution(line: Line) -> Cell | None:
    """Return the words before the name of a line, or alone before its values, that are the execution rate."""
    words = [line.cells[role] for role in ("level2", "name") if role in line.cells]
    if not words or "执行率" not in typed(words[-1].text).key:
        return None
    return words[0] if len(words) == 1 or _EXECUTION.fullmatch(typed(words[0].text).key) else None


def _cells(line: Line, roles: Sequence[str]) -> list[Cell]:
    return [line.cells[role] for role in roles if role in line.cells]


def _has_points(line: Line) -> bool:
    return set(_POINTS) <= line.cells.keys()


def _ways(
    cells: Sequence[Cell], roles: Sequence[str], line: Line, percent: bool
) -> Iterator[tuple[str, ...]]:
    """Yield every way in which the cells fit the roles in their order."""
    sign = line.cells.get("target_sign")
    follows_sign = sign is not None and bool(_COMPARING & set(typed(sign.text).key))
    for chosen in combinations(roles, len(cells)):
        placed = dict(zip(chosen, cells, strict=True))
        if _above_weight(placed):
            continue
        if follows_sign and "target" not in placed:
            continue
        if all(_fits(cell, role, percent) for role, cell in placed.items()):
            yield chosen


def _fits(cell: Cell, role: str, percent: bool) -> bool:
    """Whether a value can be of a role by its type: points are plain numbers, a sign makes a target."""
    value = typed(cell.text)
    if role in _POINTS:
        if value.number is None or value.percent is not (percent and role == "weight"):
            return value.placeholder
        return abs(value.number) <= _MOST_POINTS
    if value.points:
        return False
    return role == "target" or not value.signed


def _place(line: Line, cells: Sequence[Cell], ways: Sequence[tuple[str, ...]], claims: Claims) -> None:
    """Give each cell its role where all ways agree on it; take the others back, and say so."""
    told: list[str] = []
    for role in _VALUES:
        line.cells.pop(role, None)
    for place, cell in enumerate(cells):
        possible = list(dict.fromkeys(way[place] for way in ways))
        if len(possible) == 1:
            line.cells[possible[0]] = cell
        elif typed(cell.text).placeholder:
            claims.take(cell, "label", "placeholder")
        else:
            line.strays.append(cell)
            told.append(
                f"{cell.place}“{fold(cell.text)[:20]}”可作{'或'.join(map(_NAMES.__getitem__, possible))}"
            )
    if told:
        line.doubted = True
        first = next(cell for cell in cells if cell in line.strays)
        claims.problem(
            "ambiguous_values", first.place, f"空格已失，各值可对应不同的列，留空：{'；'.join(told)}"
        )


def _above_weight(cells: Mapping[str, Cell]) -> bool:
    """Whether cells by role say of more points than there can be, so that they are of other columns."""
    weight, score = (typed(cells[role].text).number if role in cells else None for role in _POINTS)
    return weight is not None and score is not None and score > weight


def _take_back(line: Line, cells: Sequence[Cell], claims: Claims) -> None:
    """Take all values of a line back: as read they contradict each other."""
    line.cells = {role: cell for role, cell in line.cells.items() if role not in _VALUES}
    line.strays += cells
    line.doubted = True
    told = "、".join(f"{cell.place}“{fold(cell.text)[:20]}”" for cell in cells)
    claims.problem("ambiguous_values", cells[0].place, f"空格已失，各值对不上任何一列，留空：{told}")


def _one_of_two(line: Line, roles: Sequence[str], claims: Claims) -> None:
    """Take back a value of which nobody can say whether it is the target or the actual: one is lost."""
    if not {"target", "actual"} <= set(roles) or ("target" in line.cells) == ("actual" in line.cells):
        return
    role = "target" if "target" in line.cells else "actual"
    cell = line.cells[role]
    value = typed(cell.text)
    if value.signed or value.check or "target_sign" in line.cells:
        return
    line.strays.append(line.cells.pop(role))
    line.doubted = True
    claims.problem(
        "ambiguous_values", cell.place, f"“{fold(cell.text)[:20]}”是指标值还是完成值无法判断，两者均留空"
    )


def _adding_up(lines: Sequence[Line], totals: Totals) -> set[int]:
    """Return the lines (by id) whose points, as read, add up to what the form prints of them."""
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or "level1" in line.cells:
            runs.append([])
        runs[-1].append(line)
    whole = [line for run in runs for line in run]
    if _sum(whole, "weight") is not None and _agrees(whole, totals):
        return {id(line) for line in whole}
    sure: set[int] = set()
    for run in runs:
        level = run[0].cells.get("level1")
        printed = words_and_points(level.text)[1] if level is not None else None
        if printed is not None and _sum(run, "weight") == printed:
            sure |= {id(line) for line in run}
    return sure


def _agrees(lines: Sequence[Line], totals: Totals) -> bool:
    for role, printed in (("weight", totals.weight), ("score", totals.score)):
        added = _sum(lines, role)
        if printed is not None and added is not None and printed - added in (0, totals.funds[role]):
            return True
    whole = _sum(lines, "weight")
    return bool(totals.funds["weight"]) and whole is not None and whole + totals.funds["weight"] == 100


def _sum(lines: Sequence[Line], role: str) -> Decimal | None:
    """Return the sum of the points of a role; None where no line has any."""
    numbers = [typed(line.cells[role].text).number for line in lines if role in line.cells]
    given = [number for number in numbers if number is not None]
    return sum(given, Decimal(0)) if given else None
