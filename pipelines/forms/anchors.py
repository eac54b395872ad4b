"""What a row is by its own words: headings of a block, a pair, a title, a head."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.forms import vocabulary
from pipelines.forms.columns import Header, blurred, divides, looks_like_headings, read_header, read_headers
from pipelines.forms.company import may_mean
from pipelines.forms.form import AMOUNTS
from pipelines.forms.fund_figures import agreeing
from pipelines.forms.fund_labels import joined_pair, named_money
from pipelines.forms.heading_groups import are_parties, is_period
from pipelines.forms.rows import Row
from pipelines.forms.text import fold, key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Layout

#: How many rows below headings tell which of two ways to read them agrees.
_LINES_TRIED = 12
_MONEY_ROLES = {*AMOUNTS, "rate"}
#: Longer words beside a heading of goals are a goal.
_LONGEST_GOAL_HEADING = 12
_PREAMBLE = re.compile(
    r"(?:附件|附表|附)\d*(?:-\d+)*[:：]?|(?:表|公开)\d+(?:-\d+)*表?|.{0,12}公开.{0,6}表|\d{1,2}"
)

#: What is printed before or behind a title at a page break.
_CONTINUED = re.compile(r"[(]?续表?\d*[)]?$|^续表?[:：]?")


def head_label(cell: Cell) -> str | None:
    """Return the head concept that a cell is the label of, or None."""
    concept = vocabulary.head(cell.text)
    return concept.name if concept else None


def numbers(row: Row) -> int:
    return sum(typed(cell.text).figure for cell in row.cells)


def indicator_header(rows: Sequence[Row], index: int, layout: Layout) -> Header | None:
    """Return the indicator header that begins in a row, over one to three rows, or None."""
    row = rows[index]
    known = [concept.name for cell in row.cells if (concept := vocabulary.match("indicators", cell.text))]
    if not known or numbers(row) > 1 or not looks_like_headings("indicators", row):
        return None
    best: Header | None = None
    window = [row]
    for height in (1, 2, 3):
        if height > 1:
            if index + height > len(rows) or layout is Layout.LINES:
                break
            following = rows[index + height - 1]
            if not looks_like_headings("indicators", following) and not _divided_by(row, following, layout):
                break
            if _is_level_row(following):
                break
            window = [*window, following]
            if layout is Layout.CLOSED and not divides("indicators", window):
                continue  # a third row may divide the second
        if height == 1 and may_mean("indicators", row) < 3:
            continue
        header = read_header("indicators", window, layout)
        if header and (best is None or _named(header) > _named(best)):
            best = header
    if best is None or (best.last_row > row.end and _only_below(rows, index, best, layout)):
        return None
    roles = best.roles
    named = roles & {"level1", "level2", "name"}
    measured = roles & {"target", "actual", "score", "weight", "block_weight"}
    strong = sum(column.strength >= vocabulary.TRIMMED for column in best.columns if column.role)
    return best if named and measured and len(roles) >= 3 and strong >= 2 else None


def _divided_by(row: Row, following: Row, layout: Layout) -> bool:
    """Whether all of a row divide merged headings: periods (上半年 | 全年), or who gives the points."""
    if layout is not Layout.RULED:  # text has lost what was merged: a heading reaches up to the next one
        over = [cell for cell in row.cells if cell.column <= following.cells[0].column][-1:]
        behind = (cell.column for cell in row.cells if over and cell.column > over[0].column)
        inside = following.cells[-1].column < min(behind, default=math.inf)
        score = [told.name for cell in over if (told := vocabulary.match("indicators", cell.text))] == [
            "score"
        ]
        return are_parties(following.cells) and (layout is Layout.CLOSED or (score and inside))

    def divides_one(cell: Cell) -> bool:
        over = next((c for c in row.cells if c.covers(cell.column)), None)
        told = vocabulary.match("indicators", over.text) if over and over.columns > 1 else None
        party = told is not None and told.name == "score" and typed(cell.text).words
        return told is not None and (party or is_period(cell))

    return all(map(divides_one, following.cells))


def _only_below(rows: Sequence[Row], index: int, header: Header, layout: Layout) -> bool:
    """Whether a header stands wholly in the rows below, the first row being words of something else."""
    strange = [
        c
        for c in rows[index].cells
        if not vocabulary.match("indicators", c.text) and not vocabulary.match("block", c.text)
    ]
    if any(cell.rows > 1 and vocabulary.match("indicators", cell.text) for cell in rows[index].cells):
        return False  # its headings reach down beside the next row's
    below = [row for row in rows[index + 1 :] if row.number <= header.last_row]
    without = read_header("indicators", below, layout) if below else None
    return bool(strange) and without is not None and _named(without) >= _named(header)


def _named(header: Header) -> int:
    return sum(bool(column.role) for column in header.columns) * 2 + len(header.roles)


def _is_level_row(row: Row) -> bool:
    return any(
        vocabulary.is_level1(cell.text) and vocabulary.match("indicators", cell.text) is None
        for cell in row.cells[:2]
    )


def fund_header(rows: Sequence[Row], index: int, layout: Layout) -> Header | None:
    """Return the fund header that begins in a row, over one or two rows, or None."""
    row = rows[index]
    if numbers(row) or not any(vocabulary.match("funds", cell.text) for cell in row.cells):
        return None
    best = read_header("funds", [row], layout) if may_mean("funds", row) > 1 else None
    if best is not None and layout is Layout.LINES:
        best = _that_agrees(read_headers("funds", [row], layout), rows[index + 1 :], layout)
    following = rows[index + 1] if index + 1 < len(rows) and layout is not Layout.LINES else None
    if following is not None and layout is Layout.CLOSED:
        if divides("funds", [row, following]):
            found = read_headers("funds", [row, following], layout)
            best = _that_agrees(found, rows[index + 2 :], layout)
    elif following is not None and not numbers(following):
        grouped = _under_groups(row, following, layout)
        if grouped or (looks_like_headings("funds", following) and not _is_line(following)):
            taller = read_header("funds", [row, following], layout)
            if taller and (grouped or best is None or _money(taller) > _money(best)):
                best = taller
    return best if best is not None and (best.blurred or _money(best) >= 2) else None


def _that_agrees(headers: Sequence[Header], below: Sequence[Row], layout: Layout) -> Header | None:
    """
    Return the one way to read headings with which the figures below agree.

    Where none or several do, the columns that are not the same in all of them are of unknown meaning.
    """
    headers = [header for header in headers if _money(header) >= 2]
    if len(headers) < 2:
        return next(iter(headers), None)
    figures = [row.cells for row in below[:_LINES_TRIED] if numbers(row)]
    if layout is Layout.LINES:
        figures = [sum((row.cells for row in below[:_LINES_TRIED]), ())]
    missed = [agreeing(figures, header.columns) for header in headers]
    if missed.count(min(missed)) == 1:
        return headers[missed.index(min(missed))]
    return blurred(headers)


def _money(header: Header) -> int:
    return len(header.roles & _MONEY_ROLES)


def _under_groups(row: Row, following: Row, layout: Layout) -> bool:
    """
    Whether each cell of a row lies under a fund heading that is merged over several columns.

    In text, which has lost what was merged, a heading of money reaches up to the next one; then two
    cells at least stand under one of them, so that it is no line of money without figures.
    """
    groups = [(c.column, c.columns) for c in row.cells if c.columns > 1 and vocabulary.match("funds", c.text)]
    if layout is Layout.TABBED:
        groups = [
            (cell.column, later.column - cell.column)
            for cell, later in pairwise(row.cells)
            if (told := vocabulary.match("funds", cell.text)) and told.name in _MONEY_ROLES
        ]
    under = [sum(first <= cell.column < first + width for cell in following.cells) for first, width in groups]
    several = layout is not Layout.TABBED or max(under, default=0) > 1
    return bool(groups) and several and sum(under) == len(following.cells)


def _is_line(row: Row) -> bool:
    """Whether a row is a fund line without figures (上年结转资金)."""
    return bool(row.cells) and vocabulary.match("line", row.cells[0].text) is not None


def holds_pairs(row: Row, labels: bool = True) -> bool:
    """
    Whether money stands beside its heading or its label in the row: 预算数：100, 基本支出总额 | 655.3.

    In one cell (执行数：28.50) it counts too. Without `labels` only a heading beside its money counts.
    """
    joined = [pair for cell in row.cells if (pair := joined_pair(fold(cell.text)))]
    headings = [told.name for name, _ in joined if (told := vocabulary.match("funds", name))]
    if len(set(headings) & _MONEY_ROLES) > (len(row.cells) > 1):
        return True
    for cell, following in pairwise(row.cells):
        value = typed(following.text)
        if value.money is None and not value.percent:
            continue
        concept = vocabulary.match("funds", cell.text)
        if named_money(cell.text):
            return True
        beside = concept and concept.name == "other" and key(cell.text).endswith(":")  # 到位数：
        if concept and concept.strength >= vocabulary.TRIMMED and (concept.name in _MONEY_ROLES or beside):
            return True
        if labels and re.fullmatch(r"(?:基本|项目|部门整体)支出(?:总额|合计)", key(cell.text)):
            return True
    return False


def goal_header(row: Row, layout: Layout) -> Header | None:
    """Return the headings of goals that stand in a row: planned beside achieved, or None."""
    if not any(vocabulary.match("goals", cell.text) for cell in row.cells) or _goal_beside(row):
        return None
    header = read_header("goals", [Row(row.number, row.cells, (), row.last)], layout)
    if header is None:
        return None
    roles = header.roles
    if "planned" in roles and "achieved" in roles:
        return header
    labelled = any(vocabulary.match("block", cell.text) for cell in row.cells)
    return header if "achieved" in roles and labelled and len(row.cells) <= 4 else None


def _goal_beside(row: Row) -> bool:
    """Whether a goal's words stand beside their label, before the next: 预期目标 | 完成… | 完成情况 | …"""
    return any(
        vocabulary.match("goals", label.text)
        and typed(text.text).words
        and len(key(text.text)) > _LONGEST_GOAL_HEADING
        and not (vocabulary.match("goals", text.text) or vocabulary.match("block", text.text))
        for label, text in pairwise(row.cells)
    )


def holds_goal(row: Row) -> bool:
    """Whether a goal stands beside its label in the row: 年度绩效目标1（40分）| 完成…"""
    if len(row.cells) > 5:
        return False
    labels = [cell for cell in row.cells if vocabulary.match("goals", cell.text) or _goal_label(cell)]
    texts = [
        cell
        for cell in row.cells
        if cell not in labels and typed(cell.text).words and len(key(cell.text)) >= 6
    ]
    first = vocabulary.match("goals", row.cells[0].text)
    return (
        row.cells[0] in labels
        and not (first and first.name == "other")  # 未完成原因和改进措施 beside its words
        and bool(texts)
        and len(texts) <= 2
        and not numbers(row)
    )


def _goal_label(cell: Cell) -> bool:
    concept = vocabulary.match("block", cell.text)
    return concept is not None and concept.name == "goals"


def is_title_of(cell: Cell, row: Row) -> bool:
    beside = len(row.cells) - 1
    return beside <= 2 and vocabulary.is_title(cell.text) and (beside <= 1 or "\n" not in cell.text.strip())


def is_same_title(one: Cell, other: Cell) -> bool:
    """Whether two titles are of the same words, but for those that say that a form goes on (续表)."""
    return _CONTINUED.sub("", key(one.text)) == _CONTINUED.sub("", key(other.text))


def is_printed_again(title: Cell) -> bool:
    """Whether a title says that it goes on: … 续表."""
    return bool(_CONTINUED.search(key(title.text)))


def is_total(row: Row) -> bool:
    """Whether a row begins with the words of a total: 总分, 合计."""
    concept = vocabulary.match("block", row.cells[0].text)
    return concept is not None and concept.name == "totals"


def is_preamble(row: Row) -> bool:
    return len(row.cells) == 1 and bool(_PREAMBLE.fullmatch(key(row.cells[0].text)))


def same_headings(one: Header, other: Header) -> bool:
    """Whether headings are printed again: the same meanings, or some of the same words in their columns."""
    if [column.role for column in one.columns] == [column.role for column in other.columns]:
        return True
    words = {(cell.column, key(cell.text)) for cell in one.cells}
    return len(other.cells) > 2 and {(cell.column, key(cell.text)) for cell in other.cells} <= words
