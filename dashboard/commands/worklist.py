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
from dashboard.replies import sheet
from pipelines.audit import SEVERITIES
from pipelines.ledger import Ledger, acts
from pipelines.problems import SourceError
from pipelines.queries import scopes
from pipelines.queries.rectification import STANDINGS, rectification
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

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
    return sheet(warehouse, scope, acts(ledger))


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
