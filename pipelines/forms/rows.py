"""
A grid as rows of non-blank, visible cells.

Where a file prints one cell a line, a run of headings is one row, so that the same
recognition serves every layout.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.forms import vocabulary
from pipelines.forms.form import AMOUNTS
from pipelines.forms.fund_labels import named_money
from pipelines.forms.fund_tasks import is_of_words
from pipelines.forms.heading_groups import are_parties
from pipelines.forms.money_headings import divided_money, is_amount, money_role
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Grid, Layout

_LONGEST_GOAL_LABEL = 12
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)$")
#: What stands over the names of a list of tasks.
_TASKS = {"任务名称", "任务", "重点任务", "主要任务", "年度任务", "工作任务", "重点工作任务", "年度主要任务"}
#: What headings of indicators name beside the levels and the name.
_VALUES = {"target", "target_adjusted", "actual", "weight", "score", "reason"}
#: What a heading over several of the headings below it may seem to name, and what names a column before them.
_GROUPS, _ORDINALS = {*_VALUES, "other"}, {"序号", "编号"}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in one row, and those that reach into it from above."""

    number: int
    cells: tuple[Cell, ...]
    above: tuple[Cell, ...] = ()
    last: int = 0  #: the last grid row it covers, where a run of lines is one row

    @property
    def end(self) -> int:
        return max(self.number, self.last)


def settled(grid: Grid) -> Grid:
    """
    Return the grid with its layout settled: `CLOSED` where separators stand but no empty cell does.

    In a table with merged levels some row begins with an empty cell; where none has a gap and
    the rows differ in length, the empty cells were lost on the way.
    """
    if grid.layout is not Layout.TABBED:
        return grid
    columns: dict[int, list[int]] = {}
    for cell in grid.cells:
        if cell.text.strip():
            columns.setdefault(cell.row, []).append(cell.column)
    lengths = {len(row) for row in columns.values() if len(row) > 3}
    gapless = all(sorted(row) == list(range(1, len(row) + 1)) for row in columns.values())
    return replace(grid, layout=Layout.CLOSED) if gapless and len(lengths) > 1 else grid


def rows_of(grid: Grid) -> list[Row]:
    """Return the rows with at least one visible, non-blank cell, top to bottom."""
    cells = [cell for cell in grid.cells if not cell.hidden and cell.text.strip()]
    if grid.layout is Layout.LINES:
        return _runs(cells)
    starting: dict[int, list[Cell]] = {}
    reaching: dict[int, list[Cell]] = {}
    for cell in cells:
        starting.setdefault(cell.row, []).append(cell)
        if cell.rows > 1:
            for row in range(cell.row + 1, min(cell.row + cell.rows, cell.row + 400)):
                reaching.setdefault(row, []).append(cell)
    return [
        Row(
            number,
            tuple(sorted(starting[number], key=lambda cell: cell.column)),
            tuple(reaching.get(number, ())),
        )
        for number in sorted(starting)
    ]


def _runs(cells: list[Cell]) -> list[Row]:
    """Return one row a line; a run of headings of one part is one row."""
    rows: list[Row] = []
    index = 0
    while index < len(cells):
        length = max(
            # Where a longer run begins one line further down, this is a heading over it (年度预算数).
            0 if _run(part, least, cells, index + 1) > here else here
            for part, least in (("indicators", 4), ("funds", 2), ("goals", 2))
            for here in [_run(part, least, cells, index)]
        )
        length = length or _listing(cells, index)
        length += _lower_row(cells, index, index + length) if length >= 4 else 0
        length += divided_money(cells, index, index + length) if length >= 2 else 0
        length += _beside_again(cells, index, length) if length >= 2 else 0
        length = max(length, _pair(cells, index), _labelled_goal(cells, index), 1)
        run = tuple(cells[index : index + length])
        rows.append(Row(run[0].row, run, (), run[-1].row))
        index += len(run)
    return rows


def _pair(cells: list[Cell], index: int) -> int:
    """Return 2 where a fund heading and its amount follow each other (预算数： / 100), else 0."""
    concept = vocabulary.match("funds", cells[index].text)
    following = cells[index + 1 : index + 2]
    amount = bool(following) and is_amount(following[0])
    money = (concept and concept.name in (*AMOUNTS, "rate")) or named_money(cells[index].text)
    beside = concept and concept.name == "other" and key(cells[index].text).endswith(":")  # 到位数：
    total = re.fullmatch(r"(?:基本|项目|部门整体)支出(?:总额|合计)", key(cells[index].text))
    alone = total and not (index + 2 < len(cells) and is_amount(cells[index + 2]))
    return 2 if amount and (money or beside or alone) else 0


def _labelled_goal(cells: list[Cell], index: int) -> int:
    """Return 2 where a goal's label (年度绩效目标2（40分）, 年度目标) and its text stand, else 0."""
    label = key(cells[index].text)
    concept = vocabulary.match("goals", cells[index].text)
    named = concept is not None and concept.name != "other" and len(label) <= _LONGEST_GOAL_LABEL
    numbered = re.fullmatch(r"(?:年度)?(?:总体|绩效)*目标\d?:?\(\d+分\)", label)
    following = cells[index + 1 : index + 2]
    is_text = (
        following
        and len(key(following[0].text)) >= (6 if numbered else 8)
        and vocabulary.match("goals", following[0].text) is None
        and vocabulary.match("indicators", following[0].text) is None
    )
    return 2 if (numbered or named) and is_text else 0


def _lower_row(cells: list[Cell], first: int, start: int) -> int:
    """Return how many headings of a lower row (指标性质 指标值, 自评 复核) follow a run, 0 if but one."""
    names: list[str] = []
    for cell in cells[start : start + 8]:
        concept = vocabulary.match("indicators", cell.text)
        if concept is None or concept.name in ("level1", "level2", "name", *names):
            break
        names.append(concept.name)
    over = {concept.name for c in cells[first:start] if (concept := vocabulary.match("indicators", c.text))}
    if len(names) >= 2 and over & {"target", "actual"}:
        return len(names)
    parties = (count for count in (4, 3, 2) if are_parties(cells[start : start + count]))
    return next(parties, 0) if "score" in over else 0


def _beside_again(cells: list[Cell], index: int, length: int) -> int:
    """Return how many headings of a second list of money follow the same of the first, with its label."""
    first = [key(cell.text) for cell in cells[max(index - 1, 0) : index + length]]
    second = [key(cell.text) for cell in cells[index + length : index + 2 * length + 1]]
    return length + 1 if first == second and index and money_role(cells[index]) else 0


def _run(part: str, least: int, cells: list[Cell], start: int) -> int:
    """Return how many cells from `start` are distinct headings of `part`, 0 if fewer than `least`."""
    if start < len(cells) and part == "goals" and (_opens_goals(cells, start) or _beside(cells, start)):
        return 0
    seen: set[str] = set()
    before = ""
    count = 0
    for at, cell in enumerate(cells[start : start + 16], start):
        concept = vocabulary.match(part, cell.text)
        if part == "funds" and key(cell.text).endswith(":") and _pair(cells, at):
            break  # it stands beside its own figure
        if concept is None and part == "indicators" and len(seen) >= 3 and _heads_on(cells, at, seen):
            count += 1
            continue
        level = part == "indicators" and concept is not None and concept.name == "level1"
        groups = seen & _GROUPS and key(cells[start].text) not in _ORDINALS
        if level and groups and "level1" not in seen and _heads_all(cells, at):
            return 0  # groups (评价指标, 目标及完成, 评分) over the headings of all columns
        # 三级指标, the last of a lower row, where 绩效指标 stands over the levels
        below = concept is not None and concept.name == "name" and before == "level2"
        if concept is None or (concept.name in seen and concept.name != "other" and not below):
            break
        if not count and concept.name in _VALUES and part == "indicators" and _labels_block(cells, at):
            count += 1  # 绩效指标完成情况, the label of the block before its headings
            continue
        before = concept.name
        seen.add(concept.name)
        count += 1
    named = part == "funds" and any(named_money(cell.text) for cell in cells[start : start + count])
    if named and not _heads_figures(cells, start + count):
        return 0  # labels of lines whose figures are lost: 年度资金总额预算数, 年度资金总额执行数
    return count + _again(cells, start, count) if len(seen) >= least else 0


def _heads_figures(cells: list[Cell], start: int) -> bool:
    """Whether more than one figure stands below a run of headings."""
    return len(cells) > start + 1 and is_amount(cells[start]) and is_amount(cells[start + 1])


def _listing(cells: list[Cell], at: int) -> int:
    """Return how many headings stand here behind the label of a list or its names: 项目 before the levels."""
    words = key(cells[at].text)
    label = vocabulary.match("block", cells[at].text)
    if label is not None and label.name == "funds" and _POINTS.search(words):
        return 1 + run if (run := _run("funds", 3, cells, at + 1)) else 0  # their points are the money's
    if words in _TASKS:
        beside = len(list(takewhile(is_of_words, cells[at + 1 : at + 4])))
        tasks = _run("funds", 2, cells, at + 1 + beside) if beside else 0
        return 1 + beside + tasks if tasks else 0
    indicators = _run("indicators", 4, cells, at + 1) if words in ("项目", "项目名称") else 0
    funds = _run("funds", 3, cells, at + 1) if words == "项目名称" else 0
    return 1 + max(indicators, funds) if indicators or funds else 0


def _labels_block(cells: list[Cell], at: int) -> bool:
    """Whether a cell is the label of the indicators, whatever else its words mean: the levels follow it."""
    label = vocabulary.match("block", cells[at].text)
    following = vocabulary.match("indicators", cells[at + 1].text) if at + 1 < len(cells) else None
    levels = following is not None and following.name in ("level1", "level2")
    return levels and label is not None and label.name == "indicators"


def _heads_all(cells: list[Cell], start: int) -> bool:
    """Whether levels and values stand among the distinct headings that follow each other from `start`."""
    names: list[str] = []
    for cell in cells[start : start + 12]:
        concept = vocabulary.match("indicators", cell.text)
        if concept is None or (concept.name in names and concept.name != "other"):
            break
        names.append(concept.name)
    return "name" in names and "score" in names and bool({"target", "actual"} & set(names))


def _again(cells: list[Cell], start: int, count: int) -> int:
    """Return how many cells behind a run print its last headings again (名称 权重 名称 权重), else 0."""
    words = [key(cell.text) for cell in cells[start : start + count + 4]]
    sizes = (2, 3) if count > 4 else ()
    return next((n for n in sizes if words[count - n : count] == words[count : count + n]), 0)


def _heads_on(cells: list[Cell], at: int, seen: set[str]) -> bool:
    """Whether an unknown short word is a heading, since one that was not there yet follows it."""
    value = typed(cells[at].text)
    following = cells[at + 1 : at + 2]
    concept = vocabulary.match("indicators", following[0].text) if following else None
    known = concept is not None and concept.strength >= vocabulary.TRIMMED and concept.name not in seen
    return known and value.words and len(value.key) <= 10


def _beside(cells: list[Cell], start: int) -> bool:
    """Whether a label over the goals is followed by one that stands beside its own goal, and another."""
    following = [vocabulary.match("goals", cell.text) for cell in cells[start + 1 : start + 4]]
    label = vocabulary.match("block", cells[start].text)
    known = [concept is not None and concept.name != "other" for concept in following]
    return label is not None and label.name == "goals" and known == [True, False, True]


def _opens_goals(cells: list[Cell], start: int) -> bool:
    """Whether a cell is the label over the two headings that follow it (总体目标完成情况)."""
    here = vocabulary.match("block", cells[start].text)
    following = [vocabulary.match("goals", cell.text) for cell in cells[start + 1 : start + 3]]
    names = {concept.name for concept in following if concept}
    return here is not None and here.name == "goals" and {"planned", "achieved"} <= names
