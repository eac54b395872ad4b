"""What became of every file: read or not and why, problems, unread cells, older submissions."""

import polars as pl

from pipelines.queries.frames import conform
from pipelines.queries.reports import corrections as corrections  # asked of the same page
from pipelines.queries.reports import reading_reports as reading_reports
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.schema import DOCUMENTS, FORMS, PROBLEMS, UNREAD
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

DOCUMENT_LIST = pl.Schema(
    {
        "document_id": pl.String(), "path": pl.String(), "member": pl.String(), "collection": pl.String(),
        "media_type": pl.String(), "size_bytes": pl.Int64(), "sha256": pl.String(), "outcome": pl.String(),
        "code": pl.String(), "place": pl.String(), "message": pl.String(), "forms": pl.Int32(),
        "problems": pl.Int64(), "unread": pl.Int64(), "synthetic": pl.Boolean(), "duplicate_of": pl.String(),
        "duplicate_of_path": pl.String(),
    }
)  # fmt: skip


def documents(warehouse: Warehouse, scope: Scope, outcome: str | None = None) -> pl.DataFrame:
    """
    Every file (or member of an archive) of the scope's collection.

    Args:
        warehouse: the open generation.
        scope: only its collection is looked at, since a file without a form has no year.
        outcome: a word of `words.OUTCOMES`; all where None.

    Returns:
        A frame of `DOCUMENT_LIST`, sorted by path and member. `forms` of a duplicate are those of the
        file that it repeats.
    """
    of_collection = Scope(collection=scope.collection)
    where = [] if outcome is None else [Where("outcome", "=", outcome)]
    rows = warehouse.rows(DOCUMENTS, (), of_collection, where)
    originals = tuple(rows["duplicate_of"].drop_nulls().unique().to_list())
    paths = warehouse.rows(DOCUMENTS, ("document_id", "path"), where=[Where("document_id", "in", originals)])
    problems = warehouse.sums(PROBLEMS, ("document_id",), ()).rename({"rows": "problems"})
    of_forms = warehouse.rows(FORMS, ("form_id", "document_id"), of_collection)
    unread = (
        warehouse.sums(UNREAD, ("form_id",), ())
        .join(of_forms, on="form_id")
        .group_by("document_id")
        .agg(pl.col("rows").sum().alias("unread"))
    )
    found = (
        rows.join(
            paths.rename({"document_id": "duplicate_of", "path": "duplicate_of_path"}),
            on="duplicate_of",
            how="left",
        )
        .join(problems, on="document_id", how="left")
        .join(unread, on="document_id", how="left")
        .with_columns(pl.col("problems", "unread").fill_null(0))
        .sort("path", "member", nulls_last=False)
    )
    return conform(found, DOCUMENT_LIST)


def rejected(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Files that could not be read, with code, place and message: a frame of `DOCUMENT_LIST`."""
    return documents(warehouse, scope, "rejected")


def duplicates(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Files whose content another file before them has: a frame of `DOCUMENT_LIST`."""
    return documents(warehouse, scope, "duplicate")


OUTCOME_COUNTS = pl.Schema({"outcome": pl.String(), "files": pl.Int64(), "forms": pl.Int64()})


def outcomes(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    How many files had each outcome.

    Returns:
        A frame of `OUTCOME_COUNTS`, sorted by outcome; an outcome that no file had is left out. `forms`
        counts forms in the warehouse, so it is 0 for duplicates.
    """
    rows = warehouse.rows(DOCUMENTS, ("outcome", "forms"), Scope(collection=scope.collection))
    counts = rows.group_by("outcome").agg(
        pl.len().alias("files"), pl.col("forms").filter(pl.col("outcome") == "read").sum()
    )
    return conform(counts.sort("outcome"), OUTCOME_COUNTS)


PROBLEM_LIST = pl.Schema(
    {
        "code": pl.String(), "place": pl.String(), "message": pl.String(), "collection": pl.String(),
        "department": pl.String(), "fiscal_year": pl.Int16(), "form_type": pl.String(),
        "form_id": pl.String(), "document_id": pl.String(), "path": pl.String(), "member": pl.String(),
        "current": pl.Boolean(),
    }
)  # fmt: skip


def problem_list(
    warehouse: Warehouse, scope: Scope, code: str | None = None, limit: int | None = None
) -> pl.DataFrame:
    """
    Problems, each with its file, its form where it has one, and its place.

    Args:
        warehouse: the open generation.
        scope: a scope that names a year, a department or a form type leaves out problems of no form.
        code: a word of a `PROBLEM_CODES` table; all where None.
        limit: at most so many rows.

    Returns:
        A frame of `PROBLEM_LIST`, sorted by code, path, member and number in the file.
    """
    of_forms = warehouse.rows(
        FORMS, ("form_id", "department", "kind", "fiscal_year", "form_type", "current"), scope
    )
    of_files = warehouse.rows(
        DOCUMENTS, ("document_id", "path", "member", "collection"), Scope(collection=scope.collection)
    )
    only_forms = bool(scope.year or scope.department or scope.form_type or scope.kinds)
    found = (
        warehouse.rows(PROBLEMS)
        .filter(pl.lit(True) if code is None else pl.col("code") == code)
        .join(of_files, on="document_id")
        .join(of_forms, on="form_id", how="inner" if only_forms else "left")
        .sort("code", "path", "member", "problem_no")
    )
    return conform(found if limit is None else found.head(limit), PROBLEM_LIST)


PROBLEM_COUNTS = pl.Schema(
    {"code": pl.String(), "problems": pl.Int64(), "forms": pl.Int64(), "files": pl.Int64()}
)


def problems_by_code(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    How often each kind of problem occurs.

    Returns:
        A frame of `PROBLEM_COUNTS`, most frequent first, then by code.
    """
    counts = (
        problem_list(warehouse, scope)
        .group_by("code")
        .agg(
            pl.len().alias("problems"),
            pl.col("form_id").drop_nulls().n_unique().alias("forms"),
            pl.col("document_id").n_unique().alias("files"),
        )
    )
    return conform(counts.sort("problems", "code", descending=[True, False]), PROBLEM_COUNTS)


UNREAD_LIST = pl.Schema(
    {
        "place": pl.String(), "printed": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "form_id": pl.String(), "path": pl.String(),
        "member": pl.String(),
    }
)  # fmt: skip


def unread(warehouse: Warehouse, scope: Scope, limit: int | None = None) -> pl.DataFrame:
    """
    Cells that were not understood.

    Returns:
        A frame of `UNREAD_LIST`, sorted by path, member, form and number in the form.
    """
    forms = warehouse.rows(
        FORMS, ("form_id", "document_id", "collection", "department", "fiscal_year", "form_type"), scope
    )
    files = warehouse.rows(DOCUMENTS, ("document_id", "path", "member"))
    found = (
        warehouse.rows(UNREAD)
        .join(forms, on="form_id")
        .join(files, on="document_id")
        .sort("path", "member", "form_id", "unread_no")
    )
    return conform(found if limit is None else found.head(limit), UNREAD_LIST)


SUPERSEDED = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "fiscal_year": pl.Int16(),
        "form_type": pl.String(), "project": pl.String(), "form_id": pl.String(), "path": pl.String(),
        "member": pl.String(), "total_score": POINTS, "budget_yuan": MONEY, "executed_yuan": MONEY,
        "superseded_by": pl.String(), "new_path": pl.String(), "new_total_score": POINTS,
        "new_budget_yuan": MONEY, "new_executed_yuan": MONEY,
    }
)  # fmt: skip


def superseded(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Older submissions beside the one that took the place of each next.

    Returns:
        A frame of `SUPERSEDED`, sorted by collection, department, year, type and form.
    """
    files = warehouse.rows(DOCUMENTS, ("document_id", "path", "member"))
    forms = warehouse.rows(FORMS, (), scope).join(files, on="document_id")
    newer = forms.select(
        pl.col("form_id").alias("superseded_by"),
        *(
            pl.col(name).alias(f"new_{name}")
            for name in ("path", "total_score", "budget_yuan", "executed_yuan")
        ),
    )
    found = forms.drop_nulls("superseded_by").join(newer, on="superseded_by", how="left")
    return conform(found.sort("collection", "department", "fiscal_year", "form_type", "form_id"), SUPERSEDED)


NOT_COUNTED = pl.Schema(
    {
        "counted_reason": pl.String(), "collection": pl.String(), "department": pl.String(),
        "fiscal_year": pl.Int16(), "form_type": pl.String(), "project": pl.String(), "form_id": pl.String(),
        "budget_yuan": MONEY,
    }
)  # fmt: skip


def not_counted(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Current forms that enter no total, with the reason (a word of `words.NOT_COUNTED`).

    Returns:
        A frame of `NOT_COUNTED`, sorted by reason, collection, department and year.
    """
    rows = warehouse.rows(FORMS, (), scope).filter(pl.col("current"), ~pl.col("counted"))
    return conform(
        rows.sort("counted_reason", "collection", "department", "fiscal_year", "form_id"), NOT_COUNTED
    )
