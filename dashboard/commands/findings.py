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
from pipelines.ledger import STATES

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
    "amount_yuan": column("涉及金额", "Money concerned", "yuan"),
    "budget_yuan": column("全年预算数", "Budget", "yuan"),
    "status_said": column("状态", "Status"),
    "earlier_said": column("重新打开前", "Before it was reopened"),
    "why": column("理由", "Reason"),
    "who": column("处理人", "By"),
    "at": column("处理时间（UTC）", "At (UTC)"),
    "assignee": column("责任人", "Assigned to"),
    "due": column("期限", "Due"),
    "answer": column("单位答复", "Answer"),
    "carried_said": column("上年未整改", "Carried over"),
    "fingerprint": column("发现编号", "Finding"),
    "form_id": column("表编号", "Form id"),
    "profile": column("规则方案", "Profile"),
}
_STYLES = {"E": "bold red", "W": "yellow", "S": "cyan", "I": "dim"}
#: So much of a fingerprint names a finding on a terminal.
SHORT = 8


def as_objects(found: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the findings as the contract's objects; what passed or does not apply has no status."""
    return found.with_columns(pl.col("budget_yuan", "amount_yuan", "due").cast(pl.String)).to_dicts()


def as_csv(found: pl.DataFrame) -> bytes:
    """Return CSV that opens in Excel and WPS, formulas defused."""
    return exports.as_csv(_worded(found), COLUMNS)


def as_xlsx(found: pl.DataFrame, profile: str, work: str) -> bytes:
    """Return a workbook of one sheet; texts are texts."""
    failed = found.filter(pl.col("outcome") == "failed").height
    note = f"审核发现 {failed} 条　规则方案 {profile}　E 错误 · W 违规待核 · S 疑点 · I 提示　{work}"
    return exports.as_xlsx(_worded(found), COLUMNS, "审核发现", note)


def said_of_work(found: pl.DataFrame) -> str:
    """How many findings stand in each state; empty where nobody has worked on any."""
    failed = found.filter(pl.col("outcome") == "failed")
    numbers = dict(failed["status"].value_counts().iter_rows())
    again = int(failed["reopened"].sum())
    if not again and set(numbers) <= {"open"}:
        return ""
    said = "，".join(f"{wording.zh} {numbers.get(state, 0)}" for state, wording in STATES.items())
    return f"处理情况：{said}" + (f"（待处理中有 {again} 条数字变化后重新打开）" if again else "")


def print_table(found: pl.DataFrame, every: bool, work: str) -> None:
    """Print the findings for a person, worst first, after their numbers and what became of them."""
    _print(found, every, work, terminal.console())


def as_text(found: pl.DataFrame, every: bool, work: str) -> bytes:
    """Return the same table as text, 120 columns wide."""
    page = io.StringIO()
    _print(found, every, work, Console(file=page, width=120, markup=False, highlight=False, emoji=False))
    return page.getvalue().encode()


def _print(found: pl.DataFrame, every: bool, work: str, console: Console) -> None:
    failed = found.filter(pl.col("outcome") == "failed")
    if work:
        console.print(work)
    if found.is_empty():
        console.print("没有可审核的自评表，或没有发现。")
        return
    numbers = {name: failed.filter(pl.col("severity") == name).height for name in SEVERITIES}
    said = "，".join(f"{SEVERITIES[name].zh} {number}" for name, number in numbers.items())
    console.print(f"审核发现 {failed.height} 条：{said}")
    table = Table(show_lines=False)
    for heading in ("规则", "度", "年度", "单位 / 项目", "位置", "说明", "编号", *(["状态"] if work else [])):
        table.add_column(heading, overflow="fold")
    rank = {name: number for number, name in enumerate(SEVERITIES)}
    shown = found if every else failed
    for row in sorted(shown.iter_rows(named=True), key=lambda row: rank[row["severity"]]):
        mark = row["severity"] if row["outcome"] == "failed" else OUTCOMES[row["outcome"]].zh
        who = " / ".join(word for word in (row["department"], row["project"]) if word)
        cells = [
            row["rule"], mark, str(row["fiscal_year"] or ""), who or row["collection"], row["place"] or "",
            row["message"], (row["fingerprint"] or "")[:SHORT],
        ]  # fmt: skip
        if work:
            cells.append(STATES[row["status"]].zh if row["status"] else "")
        style = _STYLES[row["severity"]] if row["outcome"] == "failed" else "dim"
        words = [Text(terminal.plain(cell), style if at == 1 else "") for at, cell in enumerate(cells)]
        table.add_row(*words)
    console.print(table)


def _worded(found: pl.DataFrame) -> pl.DataFrame:
    questions = {rule.id: rule.question.zh for rule in RULES}
    outcomes = {name: wording.zh for name, wording in OUTCOMES.items()}
    states = {name: wording.zh for name, wording in STATES.items()}
    if "carried_over" in found.columns:
        found = found.with_columns(pl.when("carried_over").then(pl.lit("是")).alias("carried_said"))
    return found.with_columns(
        pl.col("rule").replace_strict(questions, return_dtype=pl.String).alias("question"),
        pl.col("difference").cast(pl.Decimal(38, 6)),  # a number: a text that begins with − is defused
        pl.col("outcome").replace_strict(outcomes, return_dtype=pl.String).alias("outcome_said"),
        pl.col("status").replace_strict(states, return_dtype=pl.String).alias("status_said"),
        pl.col("earlier_status").replace_strict(states, return_dtype=pl.String).alias("earlier_said"),
    )
