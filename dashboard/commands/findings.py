"""Findings as a table on a terminal, as JSON, CSV and xlsx."""

import io
from collections.abc import Mapping
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard import exports
from dashboard.commands import terminal
from dashboard.formats import Column, column
from pipelines.audit import OUTCOMES, RULES, SEVERITIES

COLUMNS: Mapping[str, Column] = {
    "rule": column("规则", "Rule"),
    "question": column("问题", "Question"),
    "outcome_said": column("结论", "Outcome"),
    "severity": column("严重程度", "Severity"),
    "light": column("灯", "Light"),
    "collection": column("批次", "Collection"),
    "department": column("单位", "Department"),
    "fiscal_year": column("年度", "Year", "year"),
    "form_type": column("表类型", "Form type"),
    "project": column("项目", "Project"),
    "subject": column("对象", "Subject"),
    "place": column("位置", "Place"),
    "printed": column("印的", "Printed"),
    "computed": column("算的", "Computed"),
    "difference": column("差", "Difference", "amount"),
    "message": column("说明", "Message"),
    "budget_yuan": column("涉及预算", "Budget concerned", "yuan"),
    "form_id": column("表编号", "Form id"),
    "profile": column("规则方案", "Profile"),
}
#: Of a finding that nobody has worked on.
_OPEN = "open"
_STYLES = {"E": "bold red", "W": "yellow", "S": "cyan", "I": "dim"}


def as_objects(found: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the findings as the contract's objects; a failed one is open, others have no status."""
    rows = found.with_columns(pl.col("budget_yuan", "amount_yuan").cast(pl.String)).iter_rows(named=True)
    return [{**row, "status": _OPEN if row["outcome"] == "failed" else None} for row in rows]


def as_csv(found: pl.DataFrame) -> bytes:
    """Return CSV that opens in Excel and WPS, formulas defused."""
    return exports.as_csv(_worded(found), COLUMNS)


def as_xlsx(found: pl.DataFrame, profile: str) -> bytes:
    """Return a workbook of one sheet; texts are texts."""
    failed = found.filter(pl.col("outcome") == "failed").height
    note = f"审核发现 {failed} 条　规则方案 {profile}　E 错误 · W 违规待核 · S 疑点 · I 提示"
    return exports.as_xlsx(_worded(found), COLUMNS, "审核发现", note)


def print_table(found: pl.DataFrame, every: bool) -> None:
    """Print the findings for a person, worst first, after their numbers."""
    _print(found, every, terminal.console())


def as_text(found: pl.DataFrame, every: bool) -> bytes:
    """Return the same table as text, 120 columns wide."""
    page = io.StringIO()
    _print(found, every, Console(file=page, width=120, markup=False, highlight=False, emoji=False))
    return page.getvalue().encode()


def _print(found: pl.DataFrame, every: bool, console: Console) -> None:
    failed = found.filter(pl.col("outcome") == "failed")
    if found.is_empty():
        console.print("没有可审核的自评表，或没有发现。")
        return
    numbers = {name: failed.filter(pl.col("severity") == name).height for name in SEVERITIES}
    said = "，".join(f"{SEVERITIES[name].zh} {number}" for name, number in numbers.items())
    console.print(f"审核发现 {failed.height} 条：{said}")
    table = Table(show_lines=False)
    for heading in ("规则", "度", "年度", "单位 / 项目", "位置", "说明"):
        table.add_column(heading, overflow="fold")
    rank = {name: number for number, name in enumerate(SEVERITIES)}
    shown = found if every else failed
    for row in sorted(shown.iter_rows(named=True), key=lambda row: rank[row["severity"]]):
        mark = row["severity"] if row["outcome"] == "failed" else OUTCOMES[row["outcome"]].zh
        who = " / ".join(word for word in (row["department"], row["project"]) if word)
        year, place = str(row["fiscal_year"] or ""), row["place"] or ""
        cells = (row["rule"], mark, year, who or row["collection"], place, row["message"])
        style = _STYLES[row["severity"]] if row["outcome"] == "failed" else "dim"
        words = [Text(terminal.plain(cell), style if at == 1 else "") for at, cell in enumerate(cells)]
        table.add_row(*words)
    console.print(table)


def _worded(found: pl.DataFrame) -> pl.DataFrame:
    questions = {rule.id: rule.question.zh for rule in RULES}
    outcomes = {name: wording.zh for name, wording in OUTCOMES.items()}
    return found.with_columns(
        pl.col("rule").replace_strict(questions, return_dtype=pl.String).alias("question"),
        pl.col("difference").cast(pl.Decimal(38, 6)),  # a number: a text that begins with − is defused
        pl.col("outcome").replace_strict(outcomes, return_dtype=pl.String).alias("outcome_said"),
    )
