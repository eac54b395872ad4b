"""
Where each form of a grid begins and ends, and where its parts stand.

Anchors, not positions: headings of indicators, of funds and of goals open a block; a
title, or a second head after a finished table, opens the next form. What stands on a
grid and is no form is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.forms import vocabulary
from pipelines.forms.columns import Header, looks_like_headings, read_header
from pipelines.forms.rows import Row, rows_of
from pipelines.forms.text import key
from pipelines.forms.values import typed
from pipelines.readers.grid import Cell, Grid, Layout

_MONEY_ROLES = {"initial", "adjusted", "executed", "rate"}
_SUMMARY = "汇总表"
_PREAMBLE = re.compile(r"(?:附件|附表|附)\d*(?:-\d+)*[:：]?|(?:表|公开)\d+(?:-\d+)*表?|.{0,12}公开.{0,6}表|\d{1,2}")


@dataclass(slots=True)
class Block:
    """One part of a form: its headings and the rows under them."""

    kind: str  #: "funds", "pairs", "goals" or "indicators"
    header: Header | None
    rows: list[Row] = field(default_factory=list)
    repeated: list[Row] = field(default_factory=list)  #: headings printed again at a page break


@dataclass(slots=True)
class Section:
    """The rows of one form, from its title to the last row before the next one."""

    rows: list[Row] = field(default_factory=list)
    title: Cell | None = None
    head: list[Row] = field(default_factory=list)
    between: list[Row] = field(default_factory=list)  #: rows of no block after the first
    blocks: list[Block] = field(default_factory=list)
    refused: str | None = None

    def block(self, kind: str) -> Block | None:
        return next((block for block in self.blocks if block.kind == kind), None)

    @property
    def is_form(self) -> bool:
        """Whether it has indicators, or money under a title or a head."""
        if self.refused:
            return False
        if any(block.kind == "indicators" and block.rows for block in self.blocks):
            return True
        named = self.title is not None or any(head_label(cell) for row in self.head for cell in row.cells)
        return named and any(block.kind in ("funds", "pairs") and block.rows for block in self.blocks)


def head_label(cell: Cell) -> str | None:
    """Return the head concept that a cell is the label of, or None."""
    concept = vocabulary.match("head", cell.text.split("：")[0].split(":")[0])
    return concept.name if concept else None


def _numbers(row: Row) -> int:
    return sum(typed(cell.text).numeric or typed(cell.text).money is not None for cell in row.cells)


def _indicator_header(rows: Sequence[Row], index: int, layout: Layout) -> Header | None:
    """Return the indicator header that begins in a row, over one to three rows, or None."""
    row = rows[index]
    known = [concept.name for cell in row.cells if (concept := vocabulary.match("indicators", cell.text))]
    if not known or _numbers(row) > 1 or not looks_like_headings("indicators", row):
        return None
    best: Header | None = None
    window = [row]
    for height in (1, 2, 3):
        if height > 1:
            if index + height > len(rows) or layout is Layout.LINES:
                break
            following = rows[index + height - 1]
            if not looks_like_headings("indicators", following) or _is_level_row(following):
                break
            window = [*window, following]
        header = read_header("indicators", window, layout)
        if header and (best is None or _named(header) > _named(best)):
            best = header
    if best is None:
        return None
    roles = best.roles
    named = roles & {"level1", "level2", "name"}
    measured = roles & {"target", "actual", "score", "weight", "block_weight"}
    strong = sum(column.strength >= vocabulary.TRIMMED for column in best.columns if column.role)
    return best if named and measured and len(roles) >= 3 and strong >= 2 else None


def _named(header: Header) -> int:
    return sum(bool(column.role) for column in header.columns) * 2 + len(header.roles)


def _is_level_row(row: Row) -> bool:
    return any(vocabulary.is_level1(cell.text) and vocabulary.match("indicators", cell.text) is None for cell in row.cells[:2])


def _fund_header(rows: Sequence[Row], index: int, layout: Layout) -> Header | None:
    """Return the fund header that begins in a row, over one or two rows, or None."""
    row = rows[index]
    if _numbers(row) or not any(vocabulary.match("funds", cell.text) for cell in row.cells):
        return None
    window = [row]
    best = read_header("funds", window, layout)
    following = rows[index + 1] if index + 1 < len(rows) and layout is not Layout.LINES else None
    if following and not _numbers(following) and looks_like_headings("funds", following) and not _is_line(following):
        taller = read_header("funds", [row, following], layout)
        if taller and (best is None or len(taller.roles & _MONEY_ROLES) > len(best.roles & _MONEY_ROLES)):
            best = taller
    if best is None or len(best.roles & _MONEY_ROLES) < 2:
        return None
    return best


def _is_line(row: Row) -> bool:
    """Whether a row is a fund line without figures (上年结转资金)."""
    return bool(row.cells) and vocabulary.match("line", row.cells[0].text) is not None


def _pairs(row: Row) -> bool:
    """Whether money stands beside its heading in the row: 预算数：100 执行数：98."""
    for cell, following in zip(row.cells, row.cells[1:], strict=False):
        concept = vocabulary.match("funds", cell.text)
        if concept and concept.name in _MONEY_ROLES and concept.strength >= vocabulary.TRIMMED:
            value = typed(following.text)
            if value.numeric or value.money is not None:
                return True
    return False


def _goal_header(row: Row, layout: Layout) -> Header | None:
    header = read_header("goals", [Row(row.number, row.cells, (), row.last)], layout)
    if header is None:
        return None
    roles = header.roles
    if "planned" in roles and "achieved" in roles:
        return header
    labelled = any(vocabulary.match("block", cell.text) for cell in row.cells)
    return header if "achieved" in roles and labelled and len(row.cells) <= 4 else None


def _goal_pair(row: Row) -> bool:
    """Whether a goal stands beside its label in the row: 年度绩效目标1（40分）| 完成…"""
    labels = [cell for cell in row.cells if vocabulary.match("goals", cell.text) or _goal_label(cell)]
    texts = [cell for cell in row.cells if cell not in labels and typed(cell.text).words and len(key(cell.text)) >= 6]
    return row.cells[0] in labels and bool(texts) and len(texts) <= 2 and len(row.cells) <= 5 and not _numbers(row)


def _goal_label(cell: Cell) -> bool:
    concept = vocabulary.match("block", cell.text)
    return concept is not None and concept.name == "goals"


def _summary(row: Row, header: Header) -> bool:
    """Whether a fund header heads a list with one department or project a row."""
    names = [cell for cell in row.cells if head_label(cell) in ("department", "operator", "project")]
    return bool(names) and all("：" not in cell.text and ":" not in cell.text for cell in names) and len(header.roles) >= 2


def sections(grid: Grid) -> list[Section]:
    """
    Cut a grid into sections: forms and, named in `refused`, what is none.

    Returns:
        Sections in reading order; [] for a grid without any anchor.
    """
    rows = rows_of(grid)
    found: list[Section] = []
    current: Section | None = None
    open_block: Block | None = None
    index = 0

    def begin() -> Section:
        nonlocal open_block
        open_block = None
        section = Section()
        if found:
            tail = found[-1]
            while tail.between and tail.rows[-1] is tail.between[-1] and _preamble(tail.between[-1]):
                section.rows.insert(0, tail.between.pop())
                section.head.insert(0, tail.rows.pop())
        found.append(section)
        return section

    waiting: list[Row] = []
    while index < len(rows):
        row = rows[index]
        title = next((cell for cell in row.cells if _title(cell, row)), None)
        refused = next((name for cell in row.cells if len(row.cells) <= 2 and (name := vocabulary.refused_title(cell.text))), None)
        taken = 1
        if title or refused:
            if current is None or current.blocks or current.refused:
                current = begin()
            if title:
                current.title, current.refused = title, None
            elif current.title is None:
                current.refused = refused
            current.rows += [*waiting, row]
            current.head += [*waiting, row]
            waiting = []
            index += 1
            continue
        header = _indicator_header(rows, index, grid.layout)
        if header:
            taken = sum(1 for other in rows[index:] if other.number <= header.last_row)
            if current is None:
                current = begin()
                current.head += waiting
                current.rows += waiting
                waiting = []
            if open_block and open_block.kind == "indicators" and open_block.header and _same(open_block.header, header):
                open_block.repeated += rows[index : index + taken]
            else:
                open_block = Block("indicators", header)
                current.blocks.append(open_block)
        elif (fund := _fund_header(rows, index, grid.layout)) or (_pairs(row) and not _closed(current)):
            if fund and _summary(row, fund):
                current = current if current and current.refused and not current.blocks else begin()
                current.refused = _SUMMARY
                open_block = None
            else:
                if current is None or (fund and current.block("indicators") and (current.block("funds") or current.block("pairs"))):
                    current = begin()
                    current.head += waiting
                    current.rows += waiting
                    waiting = []
                if fund:
                    taken = sum(1 for other in rows[index:] if other.number <= fund.last_row)
                    open_block = Block("funds", fund)
                    current.blocks.append(open_block)
                else:
                    if not (open_block and open_block.kind in ("pairs", "funds")):
                        open_block = Block("pairs", None)
                        current.blocks.append(open_block)
                    open_block.rows.append(row)
        elif current and not current.refused and (goal := _goal_header(row, grid.layout)):
            open_block = Block("goals", goal)
            current.blocks.append(open_block)
        elif current and not current.refused and _goal_pair(row):
            if not (open_block and open_block.kind == "goals" and open_block.header is None):
                open_block = Block("goals", None)
                current.blocks.append(open_block)
            open_block.rows.append(row)
        elif _second_head(row, current):
            current = begin()
            current.head.append(row)
        elif current is None:
            if any(head_label(cell) for cell in row.cells):
                current = begin()
                current.head += [*waiting, row]
                current.rows += waiting
                waiting = []
            else:
                waiting = [*waiting, row][-3:]
                index += 1
                continue
        elif open_block and not _ends(open_block, row):
            open_block.rows.append(row)
        else:
            open_block = None
            (current.between if current.blocks else current.head).append(row)
        current.rows += rows[index : index + taken]
        index += taken
    return found


def _title(cell: Cell, row: Row) -> bool:
    return len(row.cells) <= 3 and "\n" not in cell.text.strip() and vocabulary.is_title(cell.text) or (
        len(row.cells) <= 2 and vocabulary.is_title(cell.text)
    )


def _preamble(row: Row) -> bool:
    return len(row.cells) == 1 and bool(_PREAMBLE.fullmatch(key(row.cells[0].text)))


def _same(one: Header, other: Header) -> bool:
    return [column.role for column in one.columns] == [column.role for column in other.columns]


def _closed(section: Section | None) -> bool:
    """Whether a section has passed its funds: goals or indicators have begun."""
    return section is None or any(block.kind in ("goals", "indicators") for block in section.blocks)


def _second_head(row: Row, section: Section | None) -> bool:
    """Whether a head begins in the row although the section has its table already."""
    if section is None or not (section.block("indicators") or section.refused == _SUMMARY) or not row.cells or len(row.cells) > 8:
        return False
    concept = vocabulary.match("head", row.cells[0].text.split("：")[0].split(":")[0])
    names = concept and concept.name in ("department", "operator", "supervisor", "project") and concept.strength == vocabulary.EXACT
    return bool(names) and _numbers(row) == 0 and key(row.cells[0].text) not in ("单位", "部门")


def _ends(block: Block, row: Row) -> bool:
    """Whether a row stands after the block: notes, signatures, the seven management questions."""
    first = row.cells[0]
    concept = vocabulary.match("block", first.text)
    if concept and concept.name == "notes":
        return True
    if block.kind in ("funds", "pairs"):
        return concept is not None and concept.name in ("management", "goals", "indicators") and not _numbers(row)
    return block.kind == "goals" and concept is not None and concept.name == "indicators" and len(row.cells) == 1
