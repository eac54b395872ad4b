"""整改反馈表: what a department is asked to answer, one row a finding, with room for the answer."""

from collections.abc import Sequence

import polars as pl

from pipelines.ledger import Act
from pipelines.queries.findings import findings
from pipelines.queries.frames import conform
from pipelines.warehouse.column import MONEY
from pipelines.warehouse.schema import DOCUMENTS, FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from pipelines.warehouse.words import SEVERITIES

#: What a department is asked to do, by severity.
ASKED = {
    "E": "请核对并更正后重新报送",
    "W": "请说明情况；确有问题的请整改",
    "S": "请说明情况",
    "I": "请知悉",
}

REPLIES = pl.Schema(
    {
        "number": pl.Int32(), "fingerprint": pl.String(), "fiscal_year": pl.Int16(), "form_id": pl.String(),
        "file": pl.String(), "form_type": pl.String(), "project": pl.String(), "rule": pl.String(),
        "severity": pl.String(), "subject": pl.String(), "place": pl.String(), "printed": pl.String(),
        "computed": pl.String(), "difference": pl.String(), "message": pl.String(), "asked": pl.String(),
        "amount_yuan": MONEY, "due": pl.Date(), "carried_over": pl.Boolean(), "reopened": pl.Boolean(),
        "answer": pl.String(), "answered_by": pl.String(), "answered_at": pl.String(),
    }
)  # fmt: skip


def replies(
    warehouse: Warehouse,
    scope: Scope,
    done: Sequence[Act] = (),
    severities: tuple[str, ...] = ("E", "W", "S"),
) -> pl.DataFrame:
    """
    The open findings of the scope as they are sent to the department.

    Args:
        warehouse: the open generation.
        scope: names the department; of all years where it names none.
        done: what people did; what was explained, rectified or dismissed is not asked again.
        severities: those that are sent.

    Returns:
        A frame of `REPLIES`, numbered from 1: by year, form type, project, then worst first, then by rule.
        `file` is the form's file under the build's root; `answer` is empty where nothing was answered yet.
    """
    files = warehouse.rows(FORMS, ("form_id", "document_id")).join(
        warehouse.rows(DOCUMENTS, ("document_id", "relative_path")), on="document_id"
    )
    found = (
        findings(warehouse, scope, done)
        .filter(pl.col("status") == "open", pl.col("severity").is_in(severities))
        .join(files.select("form_id", pl.col("relative_path").alias("file")), on="form_id", how="left")
        .with_columns(
            pl.col("severity").replace_strict(ASKED, return_dtype=pl.String).alias("asked"),
            pl.col("severity").replace_strict(_RANK, return_dtype=pl.Int8).alias("rank"),
        )
        .sort(
            "fiscal_year", "form_type", "project", "rank", "rule", "finding_no", nulls_last=True,
        )
        .with_columns(pl.int_range(1, pl.len() + 1).alias("number"))
    )  # fmt: skip
    return conform(found, REPLIES)


_RANK = {name: at for at, name in enumerate(SEVERITIES)}
