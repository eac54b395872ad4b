"""What a batch that was handed in holds, beside what the published warehouse has already."""

import polars as pl

from pipelines.queries import forms, quality
from pipelines.queries.frames import conform
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.schema import DOCUMENTS, FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

UPLOADED_FORMS = pl.Schema(
    {
        "form_id": pl.String(), "path": pl.String(), "member": pl.String(), "form_type": pl.String(),
        "fiscal_year": pl.Int16(), "department": pl.String(), "project": pl.String(),
        "budget_yuan": MONEY, "executed_yuan": MONEY, "execution_rate": pl.Float64(),
        "total_score": POINTS, "indicators": pl.Int32(), "confidence": pl.Float64(),
        "values_contradicted": pl.Int32(), "values_moved": pl.Int32(), "problems": pl.Int64(),
        "unread": pl.Int64(), "known_path": pl.String(), "synthetic": pl.Boolean(),
    }
)  # fmt: skip


def uploaded_forms(batch: Warehouse, published: Warehouse) -> pl.DataFrame:
    """
    One row a form of the batch.

    Args:
        batch: the warehouse of what was handed in.
        published: the one that people look at.

    Returns:
        A frame of `UPLOADED_FORMS`, the least sure reading first, then by file. `known_path` is where the
        same content is already, null where it is new.
    """
    found = forms.forms_list(batch, Scope(), current=False)
    return conform(
        found.join(_known(batch, published), on="document_id", how="left").sort(
            "confidence", "path", "member", "ordinal", nulls_last=True
        ),
        UPLOADED_FORMS,
    )


def _known(batch: Warehouse, published: Warehouse) -> pl.DataFrame:
    """The documents of the batch whose content is published, each with the first path of it."""
    mine = batch.rows(DOCUMENTS, ("document_id", "sha256"))
    contents = tuple(mine["sha256"].drop_nulls().unique().to_list())
    theirs = published.rows(
        DOCUMENTS, ("sha256", "path"), where=[Where("sha256", "in", contents), Where("outcome", "=", "read")]
    )
    first = theirs.group_by("sha256").agg(pl.col("path").min().alias("known_path"))
    return mine.join(first, on="sha256").select("document_id", "known_path")


NEW_FILES = pl.Schema({"path": pl.String(), "forms": pl.Int64()})


def new_files(batch: Warehouse, published: Warehouse) -> pl.DataFrame:
    """
    Files of the batch that bring something: a form whose content is not published yet.

    Returns:
        A frame of `NEW_FILES`, sorted by path; an archive is one file. `forms` are the new ones.
    """
    rows = uploaded_forms(batch, published).filter(pl.col("known_path").is_null())
    return conform(rows.group_by("path").agg(pl.len().alias("forms")).sort("path"), NEW_FILES)


UNUSABLE = pl.Schema(
    {
        "path": pl.String(), "member": pl.String(), "message": pl.String(), "duplicate_of_path": pl.String(),
    }
)  # fmt: skip


def unusable(batch: Warehouse) -> pl.DataFrame:
    """
    Files and members of archives that gave no form of their own.

    Returns:
        A frame of `UNUSABLE`, sorted by path and member: rejected or without a form, each with its line,
        or a repetition, with the file that it repeats.
    """
    return conform(quality.documents(batch, Scope()).filter(pl.col("outcome") != "read"), UNUSABLE)


SYNTHETIC = pl.Schema({"collection": pl.String(), "synthetic": pl.Boolean()})


def synthetic_collections(published: Warehouse) -> pl.DataFrame:
    """
    The collections that hold forms, and whether one of them says 演示数据.

    Returns:
        A frame of `SYNTHETIC`, sorted by collection.
    """
    rows = published.rows(FORMS, ("collection", "synthetic"))
    return conform(rows.group_by("collection").agg(pl.col("synthetic").any()).sort("collection"), SYNTHETIC)
