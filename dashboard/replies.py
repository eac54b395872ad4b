"""反馈表: what a department is asked to answer, as a workbook with room for its answers."""

from collections.abc import Mapping, Sequence

import polars as pl

from dashboard import exports
from dashboard.formats import Column, column
from pipelines.audit import RULES, SEVERITIES
from pipelines.ledger import Act
from pipelines.queries import scopes
from pipelines.queries.replies import replies
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from pipelines.warehouse.words import FORM_TYPES
from pipelines.wording import Wording

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


def sheet(warehouse: Warehouse, scope: Scope, done: Sequence[Act]) -> bytes:
    """
    Return the 反馈表 of the scope's department as xlsx, in Chinese, with empty columns for its answers.

    `done` is what people did (`ledger.acts`): what was explained, rectified or dismissed is not asked again.
    Without findings it has its headings alone.
    """
    found = replies(warehouse, scope, done)
    questions = {rule.id: rule.question.zh for rule in RULES}
    worded = found.with_columns(
        pl.col("severity").replace_strict(_words(SEVERITIES), return_dtype=pl.String).alias("severity_said"),
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


def _words(table: Mapping[str, Wording]) -> dict[str, str]:
    return {name: wording.zh for name, wording in table.items()}
