"""How sure the reading of each form is, who confirmed it, and which corrections were applied."""

from collections.abc import Sequence

import polars as pl

from pipelines.forms.explain import doubtful_part
from pipelines.ledger import Confirmation
from pipelines.queries.frames import conform
from pipelines.warehouse.schema import CELLS, CHECKS, CORRECTIONS, DOCUMENTS, FORMS, PROBLEMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from pipelines.warehouse.words import UNMET

READING_REPORTS = pl.Schema(
    {
        "form_id": pl.String(), "document_id": pl.String(), "collection": pl.String(),
        "department": pl.String(), "fiscal_year": pl.Int16(), "form_type": pl.String(),
        "project": pl.String(), "path": pl.String(), "member": pl.String(), "grid": pl.String(),
        "confidence": pl.Float64(), "support": pl.Float64(), "values_read": pl.Int32(),
        "values_supported": pl.Int32(), "values_contradicted": pl.Int32(), "values_moved": pl.Int32(),
        "values_unread": pl.Int32(), "checks_agree": pl.Int64(), "checks_differ": pl.Int64(),
        "problems": pl.Int64(), "corrections": pl.Int64(), "state": pl.String(),
        "confirmed_by": pl.String(), "confirmed_at": pl.String(), "reading": pl.String(),
        "current": pl.Boolean(), "synthetic": pl.Boolean(),
    }
)  # fmt: skip


def reading_reports(
    warehouse: Warehouse,
    scope: Scope,
    confirmed: Sequence[Confirmation] = (),
    current: bool = True,
    limit: int | None = None,
) -> pl.DataFrame:
    """
    One row a form: what speaks for its reading, worst first.

    Args:
        warehouse: the open generation.
        scope: of all years and types where it names none.
        confirmed: the ledger's confirmations as they are now; the last one of a form counts.
        current: leave out those that a later submission has superseded.
        limit: at most so many rows.

    Returns:
        A frame of `READING_REPORTS`, sorted by confidence, then most contradicted, moved and unread
        values, then by form. `state` is a word of `words.READING_STATES`: "corrected" where a correction
        was applied, "changed" where the confirmed reading is not the present one, else "confirmed" or
        "open". `confidence` and `support` are 0–1.
    """
    where = [Where("current", "=", True)] if current else []
    rows = warehouse.rows(FORMS, (), scope, where)
    files = warehouse.rows(DOCUMENTS, ("document_id", "path", "member"))
    checks = warehouse.sums(CHECKS, ("form_id",), ("agrees",))
    problems = warehouse.sums(PROBLEMS, ("form_id",), ()).rename({"rows": "problems"})
    applied = warehouse.sums(CORRECTIONS, ("form_id",), (), where=[Where("status", "=", "applied")])
    counted = (
        rows.join(files, on="document_id", how="left")
        .join(checks.rename({"agrees": "checks_agree", "rows": "checks"}), on="form_id", how="left")
        .join(problems, on="form_id", how="left")
        .join(applied.rename({"rows": "corrections"}), on="form_id", how="left")
        .join(_confirmed(confirmed), on="form_id", how="left")
        .with_columns(pl.col("checks", "checks_agree", "problems", "corrections").fill_null(0))
    )
    found = counted.with_columns(
        (pl.col("checks") - pl.col("checks_agree")).alias("checks_differ"),
        pl.when(pl.col("corrections") > 0)
        .then(pl.lit("corrected"))
        .when(pl.col("confirmed_by").is_null())
        .then(pl.lit("open"))
        .when(pl.col("was").is_not_null() & (pl.col("was") != pl.col("reading")))
        .then(pl.lit("changed"))
        .otherwise(pl.lit("confirmed"))
        .alias("state"),
    ).sort(
        "confidence", "values_contradicted", "values_moved", "values_unread", "form_id",
        descending=[False, True, True, True, False],
    )  # fmt: skip
    return conform(found if limit is None else found.head(limit), READING_REPORTS)


def _confirmed(confirmed: Sequence[Confirmation]) -> pl.DataFrame:
    last = {one.form_id: one for one in confirmed}.values()
    return pl.DataFrame(
        [(one.form_id, one.who, one.when, one.reading) for one in last],
        schema={"form_id": pl.String, "confirmed_by": pl.String, "confirmed_at": pl.String, "was": pl.String},
        orient="row",
    )


DOUBTFUL = pl.Schema({"part": pl.String(), "printed": pl.String(), "path": pl.String(), "place": pl.String()})


def doubtful_cells(warehouse: Warehouse, scope: Scope | None = None) -> pl.DataFrame:
    """
    Headings that the vocabulary does not know, and unread short words, of all forms in the scope.

    Returns:
        A frame of `DOUBTFUL` in the order of the cells; `part` is "funds", "goals", "indicators" or
        "unread" (`forms.explain.doubtful_part`).
    """
    files = warehouse.rows(DOCUMENTS, ("document_id", "path"))
    forms = warehouse.rows(FORMS, ("form_id",), scope or Scope())
    bare = pl.concat_str(pl.lit("R"), "row_no", pl.lit("C"), "column_no")
    cells = (
        warehouse.rows(
            CELLS,
            ("document_id", "form_id", "row_no", "column_no", "printed", "role", "field"),
            where=[Where("role", "in", ("heading", "unread"))],
        )
        .join(forms, on="form_id", maintain_order="left")
        .join(files, on="document_id", maintain_order="left")
    )
    part = [doubtful_part(*row) for row in cells.select("role", "field", "printed").iter_rows()]
    named = cells.with_columns(pl.Series("part", part, dtype=pl.String), bare.alias("place"))
    return conform(named.drop_nulls("part"), DOUBTFUL)


CORRECTION_LIST = pl.Schema(
    {
        "correction_id": pl.String(), "status": pl.String(), "form_id": pl.String(),
        "document_id": pl.String(), "path": pl.String(), "member": pl.String(), "grid": pl.String(),
        "place": pl.String(), "field": pl.String(), "printed": pl.String(), "corrected": pl.String(),
        "reason": pl.String(), "who": pl.String(), "written_at": pl.String(), "message": pl.String(),
        "collection": pl.String(), "department": pl.String(), "fiscal_year": pl.Int16(),
    }
)  # fmt: skip


def corrections(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    What became of each correction in this generation, those to look at again first.

    A scope that names a year, a department or a type leaves out corrections of no form.

    Returns:
        A frame of `CORRECTION_LIST`, sorted by whether it was met, then by id. `path` is that of the
        document in this build, or where it was when it was corrected.
    """
    only_forms = bool(scope.year or scope.department or scope.form_type or scope.kinds)
    forms = warehouse.rows(FORMS, ("form_id", "collection", "department", "fiscal_year"), scope)
    files = warehouse.rows(
        DOCUMENTS, ("document_id", "path", "collection"), Scope(collection=scope.collection)
    ).rename({"path": "path_now", "collection": "of_file"})
    found = (
        warehouse.rows(CORRECTIONS)
        .join(forms, on="form_id", how="inner" if only_forms else "left")
        .join(files, on="document_id", how="left")
        .with_columns(
            pl.coalesce("path_now", "path").alias("path"),
            pl.coalesce("collection", "of_file").alias("collection"),
        )
        .sort(~pl.col("status").is_in(UNMET), "correction_id", "document_id", nulls_last=True)
    )
    if scope.collection:
        found = found.filter(pl.col("collection") == scope.collection)
    return conform(found, CORRECTION_LIST)
