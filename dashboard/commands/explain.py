"""How a form was understood, cell by cell, on a terminal: `jixiao show --explain`."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard.commands.terminal import plain
from pipelines.forms.checks import CHECKS, checks
from pipelines.forms.explain import STRENGTHS, CellNote, explain
from pipelines.forms.form import Form
from pipelines.forms.report import report
from pipelines.readers.grid import Document

_ROLES = {"value": "值", "heading": "表头", "label": "标签", "unread": "未读懂"}
_LONGEST = 24


def print_explanation(form: Form, document: Document, console: Console) -> None:
    """Print each cell with what it was taken for and why, the checks, and the confidence."""
    source = document.path + (f" › {document.member}" if document.member else "")
    console.rule(_text(f"{source} › {form.grid} › 第 {form.ordinal} 张表"), align="left")
    console.print(_cells(explain(form, document)))
    console.print(_checks(form))
    for problem in form.problems:
        console.print(_text(f"疑点 {problem.place or '全表'}：{problem.message}"))
    told = report(form)
    console.print(
        _text(
            f"读出 {told.values} 个值：{told.supported} 个有算术印证，{told.contradicted} 个与算术不符，"
            f"{told.moved} 个错列对回；未读懂 {told.unread} 格；"
            f"支持度 {told.support}，可信度 {told.confidence}"
        )
    )
    console.print()


def _cells(notes: tuple[CellNote, ...]) -> Table:
    table = Table(title=Text(f"单元格（{len(notes)} 个）"), title_justify="left")
    for heading in ("位置", "原文", "角色", "字段", "怎样读的"):
        table.add_column(heading, overflow="fold")
    for note in notes:
        shown = plain(note.text)
        shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
        row = (note.place, shown, _ROLES[note.role], note.field or "", _how(note))
        table.add_row(*map(_text, row))
    return table


def _how(note: CellNote) -> str:
    """Return why: the concept and how surely it was matched, or the value and whether it was moved."""
    if note.role == "value":
        read = plain(note.understood or "")
        same = read == plain(note.text)
        words = [] if same or not read else [f"读作 {read if len(read) <= _LONGEST else read[:20] + '…'}"]
        return "；".join([*words, *(["错列，按类型与算术对回"] if note.moved else [])])
    if note.concept and note.strength:
        return f"{note.concept}（{STRENGTHS[note.strength]}）"
    if note.role == "heading" and (note.field or "").endswith("unknown_heading"):
        return "词表里没有"
    return "隐藏，不取值" if note.field == "hidden" else ""


def _checks(form: Form) -> Table:
    found = checks(form)
    table = Table(title=Text(f"算术核对（{len(found)} 项）"), title_justify="left")
    for heading in ("", "核对", "对象", "位置"):
        table.add_column(heading, overflow="fold")
    for heading in ("印出", "计算"):
        table.add_column(heading, justify="right")
    for check in found:
        mark = "✓" if check.agrees else "≠"
        words = (mark, CHECKS[check.name].zh, check.subject or "", check.place or "")
        figures = (format(check.printed, "f"), format(round(check.computed, 4), "f"))
        table.add_row(*map(_text, (*words, *figures)))
    return table


def _text(words: str) -> Text:
    return Text(plain(words))
