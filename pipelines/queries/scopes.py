"""What there is to choose from: years, collections, kinds and departments."""

import polars as pl

from pipelines.queries.frames import conform
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.schema import DOCUMENTS, FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

_CURRENT = Where("current", "=", True)

YEARS = pl.Schema({"fiscal_year": pl.Int16(), "forms": pl.Int64()})


def years(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    The years of current forms, whatever the scope's year.

    Returns:
        A frame of `YEARS`, latest first; forms without a year are in none.
    """
    wanted = Scope(None, scope.collection, scope.kinds, scope.department, scope.form_type)
    rows = warehouse.rows(FORMS, ("fiscal_year",), wanted, [_CURRENT]).drop_nulls()
    counts = rows.group_by("fiscal_year").agg(pl.len().alias("forms"))
    return conform(counts.sort("fiscal_year", descending=True), YEARS)


COLLECTIONS = pl.Schema(
    {"collection": pl.String(), "files": pl.Int64(), "forms": pl.Int64(), "synthetic": pl.Boolean()}
)


def collections(warehouse: Warehouse) -> pl.DataFrame:
    """
    The collections (地区/批次) and whether each holds synthetic forms.

    Returns:
        A frame of `COLLECTIONS`, sorted by name; a collection without any form is left out.
    """
    files = warehouse.rows(DOCUMENTS, ("collection", "forms", "synthetic", "outcome"))
    counts = (
        files.group_by("collection")
        .agg(
            pl.len().alias("files"),
            pl.col("forms").filter(pl.col("outcome") == "read").sum(),
            pl.col("synthetic").any(),
        )
        .filter(pl.col("forms") > 0)
    )
    return conform(counts.sort("collection"), COLLECTIONS)


KINDS = pl.Schema({"kind": pl.String(), "departments": pl.Int64()})


def kinds(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    The kinds of departments that filed.

    Returns:
        A frame of `KINDS`, sorted by name.
    """
    wanted = Scope(collection=scope.collection)
    rows = warehouse.rows(DEPARTMENTS, ("kind",), wanted, [Where("forms", ">", 0)])
    return conform(rows.group_by("kind").agg(pl.len().alias("departments")).sort("kind"), KINDS)


DEPARTMENT_LIST = pl.Schema(
    {
        "collection": pl.String(), "department": pl.String(), "kind": pl.String(), "parent": pl.String(),
        "in_roster": pl.Boolean(), "forms": pl.Int64(), "form_types": pl.List(pl.String()),
        "years": pl.List(pl.Int16()),
    }
)  # fmt: skip


def departments(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    The departments with a current form in the scope.

    Returns:
        A frame of `DEPARTMENT_LIST`, sorted by collection and name.
    """
    forms = warehouse.rows(FORMS, ("collection", "department", "form_type", "fiscal_year"), scope, [_CURRENT])
    found = (
        forms.drop_nulls("department")
        .group_by("collection", "department")
        .agg(
            pl.len().alias("forms"),
            pl.col("form_type").unique().sort().alias("form_types"),
            pl.col("fiscal_year").drop_nulls().unique().sort().alias("years"),
        )
        .join(
            warehouse.rows(DEPARTMENTS, ("collection", "department", "kind", "parent", "in_roster")),
            on=["collection", "department"],
            how="left",
        )
    )
    return conform(found.sort("collection", "department"), DEPARTMENT_LIST)


def is_synthetic(warehouse: Warehouse, scope: Scope) -> bool:
    """True where any form in the scope says 演示数据; False for the empty warehouse."""
    return not warehouse.rows(FORMS, ("form_id",), scope, [Where("synthetic", "=", True)], limit=1).is_empty()
