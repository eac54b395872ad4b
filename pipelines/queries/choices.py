"""What there is to choose from, and how much a scope covers: for the controls above a page."""

from dataclasses import dataclass

import polars as pl

from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

_CURRENT = (Where("current", "=", True),)


@dataclass(frozen=True, slots=True)
class Choices:
    """Years, collections and kinds of all forms, each sorted; empty where there are none."""

    years: tuple[int, ...]
    collections: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """How much a scope covers: distinct departments, current forms, form types with their counts."""

    departments: int
    forms: int
    synthetic: bool
    form_types: dict[str, int]


def choices(warehouse: Warehouse) -> Choices:
    """Return what the controls may offer; forms without a year offer none."""
    found = warehouse.sums(FORMS, ["fiscal_year", "collection", "kind"], [], where=_CURRENT)
    return Choices(
        tuple(sorted(found["fiscal_year"].drop_nulls().unique().to_list())),
        tuple(sorted(found["collection"].drop_nulls().unique().to_list())),
        tuple(sorted(found["kind"].drop_nulls().unique().to_list())),
    )


def covered(warehouse: Warehouse, scope: Scope) -> Covered:
    """Return the departments and current forms in `scope`; all zero where it holds none."""
    found = warehouse.sums(FORMS, ["department", "form_type", "synthetic"], [], scope, _CURRENT)
    types = found.group_by("form_type").agg(pl.col("rows").sum()).sort("form_type")
    return Covered(
        found["department"].drop_nulls().n_unique(),
        int(found["rows"].sum()),
        bool(found["synthetic"].any()),
        dict(types.iter_rows()),
    )
