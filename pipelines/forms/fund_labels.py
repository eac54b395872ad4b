"""What the label of a fund line says: its kind, its amount, which breakdown it is part of."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pipelines.forms import vocabulary
from pipelines.forms.form import AMOUNTS, FundLine
from pipelines.forms.text import fold, key
from pipelines.forms.values import decimal

_SOURCES = {"fiscal", "carryover", "other", "central", "local"}
_STRUCTURE = {"basic", "project"}
#: Named by the vocabulary, and of no kind of the contract.
_NAMELESS_SOURCE = "nameless_source"
_HEADINGS = {"source_heading": "source", "structure_heading": "structure"}
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(rf"^(.*?\D)\s*({_FIGURE})\s*(?:万元|元|万)?$")
#: A heading or label and its amount in one cell: 执行数：28.50, 其中：财政资金28.50.
_JOINED = re.compile(rf"^(\D{{2,16}}?)[:：]?\s*({_FIGURE}(?:万元|元|%)?)$")
#: Labels with their amounts, one behind the other in a cell: 本级财政：936 上级补助：300.
_INSIDE = re.compile(
    rf"\s*([^\d:：;；,，。]{{2,16}}(?:[:：][^\d:：;；,，。]{{2,16}})?[:：])\s*({_FIGURE})(?:万元|元)?[\s;；,，、]*"
)
#: What the list of a year's tasks calls its sum.
_SUM_OF_TASKS = re.compile("金额合计:?")
#: Money of projects, and what stands beside it where a department's money is parted.
_OF_PROJECTS = re.compile("(?:项目|专项)(?:资金|预算|经费|支出)")
_RUNNING = re.compile("(?:其中:)?(?:日常)?(?:人员|公用|运转)(?:类)?(?:经费|支出)")
_PREFIX = re.compile(r"^(?:其中)?[:：]?\(?[一二三四五六七八九十\d]{0,2}[)、.]?(?:其中)?[:：]?[-—·]*")
#: What a name ends with of the heading behind it: 财政拨款年初|预算数.
_OF_HEADING = re.compile("(?:年初|年度|全年|调整后?|实际|当年|本年)$")


def split_label(label: str) -> tuple[str, Decimal | None]:
    """Return a line's label and the amount printed inside it (`其中：基本支出：900.47`)."""
    match = _AMOUNT.match(label)
    if match and match[1].rstrip().endswith((":", "：")):
        return match[1].rstrip("：: "), decimal(match[2])
    return label, None


def joined_pair(text: str) -> tuple[str, str] | None:
    """Return a heading or the label of a line, and the figure printed behind it in the same cell, or None."""
    match = _JOINED.match(text)
    if match is None or not (vocabulary.match("funds", match[1]) or line_kind(match[1]) != "unknown"):
        return None
    return match[1], match[2]


def labels_inside(text: str) -> list[str]:
    """Return each label and amount of a cell that prints several (财政：90 其他：10), else []."""
    found = list(_INSIDE.finditer(text))
    whole = sum(len(match[0]) for match in found) == len(text)
    return [f"{match[1]}{match[2]}" for match in found] if whole and len(found) > 1 else []


def line_kind(label: str) -> str:
    """Return the contract's kind of a line's label; "unknown" also for the heading of a breakdown."""
    kind = _meaning(label)
    return "unknown" if kind in (*_HEADINGS, _NAMELESS_SOURCE) else kind


def opened_by(label: str) -> str | None:
    """Return the breakdown that a heading opens (资金来源：, 按支出性质分), or None."""
    return _HEADINGS.get(_meaning(label))


def parted(label: str) -> tuple[str | None, str]:
    """Return the breakdown that a label opens before its words (资金来源：（1）财政拨款), and its kind."""
    head, _, tail = key(label).partition(":")
    if tail and (opened := opened_by(head)):
        return opened, line_kind(tail)
    return None, line_kind(label)


@lru_cache(maxsize=20_000)
def _meaning(label: str) -> str:
    label, _ = split_label(label)
    compared = _PREFIX.sub("", vocabulary.trim(key(label)))
    concept = vocabulary.match("line", compared) if compared else None
    return concept.name if concept else "unknown"


@lru_cache(maxsize=20_000)
def named_money(text: str) -> tuple[str, str] | None:
    """
    Return the line and the role that one label names: 其中：当年财政拨款预算数（A）.

    None for a heading without a line (预算执行率), and for a line without one.
    """
    printed = fold(text)
    compared = vocabulary.trim(key(printed))
    for at in range(len(compared) - 3, 1, -1):
        name, ending = compared[:at], compared[at:]
        concept = vocabulary.match("funds", ending)
        money = concept is not None and concept.name in (*AMOUNTS, "rate") and ending in printed
        known = money and (line_kind(name) != "unknown" or opened_by(name))
        if concept and known and concept.strength == vocabulary.EXACT and not _OF_HEADING.search(name):
            return printed[: printed.rfind(ending)], concept.name
    return None


def with_one_total(lines: Sequence[FundLine], of_tasks: Collection[str] = ()) -> list[FundLine]:
    """
    Return a form's lines, the sum of a list of tasks (金额合计) being no total beside another.

    `of_tasks` are the places of the cells of such lists.
    """
    lines = _with_projects(lines)
    totals = [line for line in lines if line.kind == "total"]
    tasks = [
        line for line in totals if line.place in of_tasks or _SUM_OF_TASKS.fullmatch(key(line.label or ""))
    ]
    if len(tasks) == len(totals):
        return list(lines)
    return [
        replace(line, kind="unknown", breakdown=None, depth=1) if line in tasks else line for line in lines
    ]


def _with_projects(lines: Sequence[FundLine]) -> list[FundLine]:
    """
    Return lines of which 项目经费 below another total and beside 人员经费 is a part of the structure.

    By itself it is all the money of a project, hence a total.
    """
    labels = [vocabulary.trim(key(line.label or "")) for line in lines]
    running = any(
        line.kind == "basic" or _RUNNING.fullmatch(label) for line, label in zip(lines, labels, strict=True)
    )
    first = next((at for at, line in enumerate(lines) if line.kind == "total"), len(lines))
    return [
        replace(line, kind="project", breakdown="structure", depth=1)
        if running and at > first and line.kind == "total" and _OF_PROJECTS.fullmatch(label)
        else line
        for at, (line, label) in enumerate(zip(lines, labels, strict=True))
    ]


def natural_breakdown(kind: str) -> str | None:
    """Return the breakdown in which a kind stands by itself: a source, a part of the structure, or None."""
    return "source" if kind in _SOURCES else "structure" if kind in _STRUCTURE else None


def part_of(kind: str, label: str, opened: str | None, before: Sequence[FundLine]) -> tuple[str | None, int]:
    """
    Return the breakdown and the depth of a line that is neither the total nor a heading.

    A 其中 below the total or a heading opens its parts (depth 1); below a part it opens parts
    of that part (depth 2), and lines of that sort go on until the next part. `opened` is the
    breakdown whose heading stands above.
    """
    source = "source" if _meaning(label) == _NAMELESS_SOURCE else None
    own = natural_breakdown(kind) or source or opened
    previous = before[-1] if before else None
    if previous is None or previous.depth == 0:
        return own, 1
    within = key(label).startswith("其中")
    parent = next((line for line in reversed(before) if line.depth == 1), previous)
    if previous.depth == 1:
        new_list = previous.breakdown == "source" and own == "structure"
        deeper = within and not new_list
    elif parent.breakdown == "structure":
        deeper = own == "source" or (kind == "unknown" and not opened)
    else:
        deeper = kind == previous.kind
    return (parent.breakdown if deeper else own), 2 if deeper else 1
