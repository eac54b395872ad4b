"""One form: what was printed, cell by cell, and what was understood of it."""

import json
from decimal import Decimal

import polars as pl

from pipelines.queries.frames import conform, exact
from pipelines.queries.lines import AMOUNTS
from pipelines.queries.measures import ADJUSTMENT_RATE, EXECUTION_RATE, UNSPENT
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.schema import (
    CELLS,
    DOCUMENTS,
    FORMS,
    FUNDS,
    GOALS,
    GRIDS,
    INDICATORS,
    PROBLEMS,
    UNREAD,
)
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

FORM = pl.Schema(
    {
        **FORMS.frame_schema,
        "path": pl.String(), "member": pl.String(), "sha256": pl.String(), "media_type": pl.String(),
        "initial_yuan": MONEY, "budget_yuan": MONEY, "executed_yuan": MONEY, "unspent_yuan": MONEY,
        "execution_rate": pl.Float64(), "adjustment_rate": pl.Float64(), "total_weight": POINTS,
        "total_score": POINTS, "problems": pl.Int64(), "unread": pl.Int64(),
    }
)  # fmt: skip


def form(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    The head of one form, with its own money, its file, and how many problems and unread cells it has.

    Returns:
        A frame of `FORM` with one row; none where there is no such form.
    """
    return _with_files(warehouse, warehouse.rows(FORMS, (), where=[Where("form_id", "=", form_id)]))


def forms_list(warehouse: Warehouse, scope: Scope, current: bool = True) -> pl.DataFrame:
    """
    The forms in the scope.

    Args:
        warehouse: the open generation.
        scope: of all years and types where it names none.
        current: leave out those that a later submission has superseded.

    Returns:
        A frame of `FORM`, sorted by collection, department, year (latest first), type, project and id.
    """
    where = [Where("current", "=", True)] if current else []
    return _with_files(warehouse, warehouse.rows(FORMS, (), scope, where))


def _with_files(warehouse: Warehouse, rows: pl.DataFrame) -> pl.DataFrame:
    one = [Where("form_id", "=", rows["form_id"].item())] if rows.height == 1 else []
    files = warehouse.rows(DOCUMENTS, ("document_id", "path", "member", "sha256", "media_type"))
    problems = warehouse.sums(PROBLEMS, ("form_id",), (), where=one).rename({"rows": "problems"})
    unread = warehouse.sums(UNREAD, ("form_id",), (), where=one).rename({"rows": "unread"})
    return conform(
        exact(rows, *AMOUNTS)
        .with_columns(EXECUTION_RATE.expression, UNSPENT.expression, ADJUSTMENT_RATE.expression)
        .join(files, on="document_id", how="left")
        .join(problems, on="form_id", how="left")
        .join(unread, on="form_id", how="left")
        .with_columns(pl.col("problems", "unread").fill_null(0))
        .sort(
            "collection", "department", "fiscal_year", "form_type", "project", "form_id",
            descending=[False, False, True, False, False, False], nulls_last=True,
        ),
        FORM,
    )  # fmt: skip


GRID = pl.Schema(
    {
        "grid_no": pl.Int32(), "grid": pl.String(), "row_no": pl.Int32(), "column_no": pl.Int32(),
        "row_span": pl.Int32(), "column_span": pl.Int32(), "printed": pl.String(), "stored": pl.String(),
        "hidden": pl.Boolean(), "role": pl.String(), "field": pl.String(), "place": pl.String(),
        "corrected": pl.String(), "correction_id": pl.String(),
    }
)  # fmt: skip


def grid(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    The cells of a form as it was printed: its rows of its own grid, then those of another grid it goes on in.

    What its head was read from elsewhere (a year over the first form of the sheet) is among them.

    Returns:
        A frame of `GRID`, in reading order. `place` is how this form names the cell: `R15C6`, with
        the grid before it (`grid!R15C6`) where it is not the form's own. None where there is no such form.
    """
    head = warehouse.rows(
        FORMS,
        ("document_id", "grid", "first_row", "last_row", "places"),
        where=[Where("form_id", "=", form_id)],
    )
    if head.is_empty():
        return pl.DataFrame(schema=GRID)
    document_id, own, first, last, places = head.row(0)
    # Any text of the same grid between the form's rows belongs to what people see of it.
    inside = pl.col("row_no").is_between(first, last) & (pl.col("grid") == own)
    bare = pl.concat_str(pl.lit("R"), "row_no", pl.lit("C"), "column_no")
    return conform(
        warehouse.rows(CELLS, (), where=[Where("document_id", "=", document_id)])
        .with_columns(
            pl.when(pl.col("grid") == own)
            .then(bare)
            .otherwise(pl.concat_str("grid", pl.lit("!"), bare))
            .alias("place")
        )
        .filter(
            inside
            | ((pl.col("grid") != own) & (pl.col("form_id") == form_id))
            | pl.col("place").is_in(list(json.loads(places or "{}").values()))
        )
        .sort(pl.col("grid") != own, "grid_no", "row_no", "column_no"),
        GRID,
    )


READINGS = pl.Schema(
    {
        "place": pl.String(), "part": pl.String(), "row": pl.Int32(), "field": pl.String(),
        "subject": pl.String(), "understood": pl.String(), "unit": pl.String(), "printed": pl.String(),
    }
)  # fmt: skip

#: Which column of a table holds what the field of a place was understood as.
_FUND_FIELDS = {
    "initial": "initial_printed", "adjusted": "budget_printed", "executed": "executed_printed",
    "amount": "amount_printed", "rate_pct": "printed_rate",
}  # fmt: skip


def readings(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    What was read where: each value of the form, beside the text of its cell.

    Returns:
        A frame of `READINGS`, sorted by part ("form", "funds", "goals", "indicators"), row and field.
        `field` is the contract's word; `understood` the value as text, money in the printed `unit`;
        `printed` the cell's text. One cell may give several values.
    """
    where = [Where("form_id", "=", form_id)]
    head = warehouse.rows(FORMS, (), where=where)
    unit = head["unit"].item() if head.height else None
    rows: list[dict[str, object]] = []
    for part, table, number, subject in (
        ("form", head, None, "title"),
        ("funds", warehouse.rows(FUNDS, (), where=where), "line_no", "label"),
        ("goals", warehouse.rows(GOALS, (), where=where), "goal_no", None),
        ("indicators", warehouse.rows(INDICATORS, (), where=where), "indicator_no", "name"),
    ):
        for record in table.to_dicts():
            for field, place in json.loads(record["places"] or "{}").items():
                column = _FUND_FIELDS.get(field, field) if part == "funds" else field
                value = record.get("department_printed" if field == "department" else column)
                rows.append(
                    {
                        "place": place,
                        "part": part,
                        "row": record[number] if number else None,
                        "field": field,
                        "subject": record[subject] if subject else None,
                        "understood": None if value is None else _plain(value),
                        "unit": unit if column.endswith("_printed") else None,
                    }
                )
    found = pl.DataFrame(rows, schema={k: v for k, v in READINGS.items() if k != "printed"})
    cells = grid(warehouse, form_id).select("place", "printed")
    order = pl.col("part").replace_strict({"form": 0, "funds": 1, "goals": 2, "indicators": 3}, default=9)
    return conform(found.join(cells, on="place", how="left").sort(order, "row", "field"), READINGS)


def goals(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """The goals of one form, in its order: a frame of the table's own schema."""
    rows = warehouse.rows(GOALS, (), where=[Where("form_id", "=", form_id)])
    return conform(rows.sort("goal_no"), GOALS.frame_schema)


def problems(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """The problems of one form, in the order in which they were found: the table's own schema."""
    rows = warehouse.rows(PROBLEMS, (), where=[Where("form_id", "=", form_id)])
    return conform(rows.sort("problem_no"), PROBLEMS.frame_schema)


def unread(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """The unread cells of one form, in the form's order: the table's own schema."""
    rows = warehouse.rows(UNREAD, (), where=[Where("form_id", "=", form_id)])
    return conform(rows.sort("unread_no"), UNREAD.frame_schema)


def grids(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """The grids of the form's file, in the file's order: the table's own schema."""
    head = warehouse.rows(FORMS, ("document_id",), where=[Where("form_id", "=", form_id)])
    wanted = head["document_id"].item() if head.height else ""
    rows = warehouse.rows(GRIDS, (), where=[Where("document_id", "=", wanted)])
    return conform(rows.sort("grid_no"), GRIDS.frame_schema)


def _plain(value: object) -> str:
    """A value as text: an exact number without the zeros that its column adds."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)
