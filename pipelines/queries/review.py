"""What a person needs to correct a form: what its fields were before, and what no build has replayed yet."""

from collections.abc import Sequence

import polars as pl

from pipelines.forms.corrections import FIELDS, Correction
from pipelines.queries.frames import conform
from pipelines.warehouse.schema import CORRECTIONS, DOCUMENTS, FORMS
from pipelines.warehouse.unmet import SHIPPED
from pipelines.warehouse.warehouse import Warehouse, Where

PRINTED_FIELDS = pl.Schema({"field": pl.String(), "printed": pl.String()})

#: Which column of `forms` holds what a form gave for a field.
_COLUMNS = {
    "unit": "unit", "fiscal_year": "fiscal_year", "department": "department_printed", "project": "project",
}  # fmt: skip


def printed_fields(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    What a form gives by itself for each field that a correction may give.

    Returns:
        A frame of `PRINTED_FIELDS` in the order of `forms.corrections.FIELDS`; `printed` is null where the
        form gives nothing, and never what a correction gave. No rows where there is no such form.
    """
    of_form = [Where("form_id", "=", form_id)]
    found = warehouse.rows(FORMS, tuple(_COLUMNS.values()), where=of_form).to_dicts()
    if not found:
        return pl.DataFrame(schema=PRINTED_FIELDS)
    applied = warehouse.rows(
        CORRECTIONS, ("field", "printed"), where=[*of_form, Where("status", "=", "applied")]
    )
    before = dict(applied.drop_nulls("field").iter_rows())
    now = {name: found[0][column] for name, column in _COLUMNS.items()}
    rows = {name: before.get(name, None if now[name] is None else str(now[name])) for name in FIELDS}
    return pl.DataFrame({"field": list(rows), "printed": list(rows.values())}, schema=PRINTED_FIELDS)


WAITING = pl.Schema({"correction_id": pl.String()})


def waiting(warehouse: Warehouse, written: Sequence[Correction]) -> pl.DataFrame:
    """
    Corrections that this generation was built without, or with though they are withdrawn.

    Args:
        warehouse: the open generation.
        written: what a build would replay now (`ledger.in_force`). A shipped one counts only where its
            document is in this generation.

    Returns:
        A frame of `WAITING`, sorted by id; none where a new build would replay the same.
    """
    replayed = set(warehouse.rows(CORRECTIONS, ("correction_id",))["correction_id"].to_list())
    present = set(warehouse.rows(DOCUMENTS, ("sha256",))["sha256"].to_list())
    now = {one.id for one in written if not one.id.startswith(SHIPPED) or one.document in present}
    rows = {"correction_id": sorted(replayed ^ now)}
    return conform(pl.DataFrame(rows, schema=WAITING), WAITING)
