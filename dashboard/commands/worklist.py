"""整改台账 and 反馈表 as files: what was worked on, and what a department is asked to answer."""

import io
import json
from collections.abc import Mapping
from datetime import date

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard import exports
from dashboard.commands import terminal
from dashboard.formats import Column, column
from pipelines.audit import RULES, SEVERITIES
from pipelines.ledger import Ledger, acts
from pipelines.problems import SourceError
from pipelines.queries import scopes
from pipelines.queries.rectification import STANDINGS, rectification
from pipelines.queries.replies import replies
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from pipelines.warehouse.words import FORM_TYPES

LISTED: Mapping[str, Column] = {
    "standing_said": column("状态", "Status"),
    "overdue_said": column("逾期", "Overdue"),
    "due": column("期限", "Due"),
    "assignee": column("责任人", "Assigned to"),
    "department": column("单位", "Department"),
    "fiscal_year": column("年度", "Year", "year"),
    "project": column("项目", "Project"),
    "rule": column("规则", "Rule"),
    "severity_said": column("严重程度", "Severity"),
    "subject": column("对象", "Subject"),
    "place": column("位置", "Place"),
    "printed": column("印的", "Printed"),
    "computed": column("算的", "Computed"),
    "message": column("说明", "Message"),
    "amount_yuan": column("涉及金额", "Money concerned", "yuan"),
    "answer": column("单位答复", "Answer"),
    "answered_by": column("答复人", "Answered by"),
    "why": column("处理理由", "Reason"),
    "who": column("处理人", "By"),
    "at": column("处理时间（UTC）", "At (UTC)"),
    "carried_said": column("上年未整改", "Carried over"),
    "next_said": column("下年仍有", "Again next year"),
    "begun_at": column("列入台账（UTC）", "Listed at (UTC)"),
    "collection": column("批次", "Collection"),
    "fingerprint": column("发现编号", "Finding"),
}
REPLY: Mapping[str, Column] = {
    "number": column("序号", "No.", "count"),
    "fiscal_year": column("年度", "Year", "year"),
    "type_said": column("表类型", "Form type"),
    "project": column("项目", "Project"),
    "severity_said": column("严重程度", "Severity"),
    "question": column("核对的问题", "Question"),
    "place": column("原表位置", "Place"),
    "printed": column("表上印的", "Printed"),
    "computed": column("核算的", "Computed"),
    "difference": column("差", "Difference", "amount"),
    "message": column("说明", "Message"),
    "asked": column("请单位", "Asked"),
    "due": column("期限", "Due"),
    "answer": column("单位说明或整改情况（请填写）", "Answer"),
    "reply_by": column("填写人（请填写）", "Filled in by"),
    "reply_at": column("填写日期（请填写）", "Date"),
    "file": column("文件", "File"),
    "fingerprint": column("发现编号（请勿改动）", "Finding"),
}
_YES = pl.lit("是")


def listed(warehouse: Warehouse, scope: Scope, ledger: Ledger, today: date, kind: str) -> bytes:
    """Return the 整改台账 as "table", "csv", "xlsx" or "json"."""
    found = rectification(warehouse, scope, acts(ledger), today)
    if kind == "json":
        rows = found.with_columns(pl.col("amount_yuan", "due").cast(pl.String)).to_dicts()
        return json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"
    worded = _worded(found).with_columns(
        pl.col("standing").replace_strict(_words(STANDINGS), return_dtype=pl.String).alias("standing_said"),
        pl.when("overdue").then(_YES).alias("overdue_said"),
        pl.when("carried_over").then(_YES).alias("carried_said"),
        pl.when("next_year").then(_YES).alias("next_said"),
    )
    late = int(found["overdue"].sum())
    gone = found.filter(standing="gone").height
    note = f"整改台账 {found.height} 条，逾期 {late} 条，已消除 {gone} 条　截至 {today}"
    match kind:
        case "xlsx":
            note += "　（含演示数据）" if scopes.is_synthetic(warehouse, scope) else ""
            return exports.as_xlsx(worded, LISTED, "整改台账", note)
        case "csv":
            return exports.as_csv(worded, LISTED)
    return _table(worded, note)


def reply(warehouse: Warehouse, scope: Scope, ledger: Ledger) -> bytes:
    """
    Return the 反馈表 of a department as xlsx, with empty columns for its answers.

    Raises:
        SourceError: there is no such department in this generation.
    """
    if scopes.departments(warehouse, Scope(department=scope.department)).is_empty():
        raise SourceError("finding_wrong", f"没有单位 {scope.department}", "这一版数据里的单位全称")
    found = replies(warehouse, scope, acts(ledger))
    questions = {rule.id: rule.question.zh for rule in RULES}
    worded = _worded(found).with_columns(
        pl.col("rule").replace_strict(questions, return_dtype=pl.String).alias("question"),
        pl.col("form_type").replace_strict(_words(FORM_TYPES), return_dtype=pl.String).alias("type_said"),
        pl.col("difference").cast(pl.Decimal(38, 6)),
        pl.col("answered_by").alias("reply_by"),
        pl.col("answered_at").str.slice(0, 10).alias("reply_at"),
    )
    demo = "　演示数据" if scopes.is_synthetic(warehouse, scope) else ""
    when = f"{scope.year}年度" if scope.year else "各年度"
    note = f"{scope.department}　{when}绩效自评审核反馈表　共 {found.height} 项{demo}"
    return exports.as_xlsx(worded, REPLY, "反馈表", note)


def _words(table: Mapping[str, object]) -> dict[str, str]:
    return {name: wording.zh for name, wording in table.items()}  # type: ignore[attr-defined]


def _worded(found: pl.DataFrame) -> pl.DataFrame:
    return found.with_columns(
        pl.col("severity").replace_strict(_words(SEVERITIES), return_dtype=pl.String).alias("severity_said")
    )


def _table(worded: pl.DataFrame, note: str) -> bytes:
    page = io.StringIO()
    console = Console(file=page, width=120, markup=False, highlight=False, emoji=False)
    console.print(note)
    names = ("standing_said", "due", "assignee", "fiscal_year", "department", "rule", "message", "answer")
    table = Table(show_lines=False)
    for heading in ("编号", *(LISTED[name].wording.zh for name in names), "备注"):
        table.add_column(heading, overflow="fold")
    for row in worded.iter_rows(named=True):
        notes = [word for word, name in (("逾期", "overdue"), ("上年未整改", "carried_over")) if row[name]]
        cells = [row["fingerprint"][:8], *(row[name] for name in names), "、".join(notes)]
        table.add_row(*(Text("" if cell is None else terminal.plain(str(cell))) for cell in cells))
    if worded.height:
        console.print(table)
    return page.getvalue().encode()
