"""
Sources: the cells in which the figures of many forms stand, so that a sum can name all of its parts.

A line of `money` may be a sum of several printed lines; here each printed amount is a row of its
own, in yuan, with its place. What adds up is decided as in `forms.money`.
"""

import polars as pl

from pipelines.queries.frames import conform, exact
from pipelines.warehouse.column import MONEY, POINTS
from pipelines.warehouse.derived import GENERATION, OBLIGATIONS
from pipelines.warehouse.schema import DOCUMENTS, FORMS, FUNDS, INDICATORS, MONEY_LINES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where
from pipelines.warehouse.words import SOURCE_LINES, STRUCTURE_LINES

_CURRENT = Where("current", "=", True)
#: Column of an amount → the contract's word for the field whose place it has.
_FIELDS = {"initial_yuan": "initial", "budget_yuan": "adjusted", "executed_yuan": "executed"}

FORM_SCORES = pl.Schema(
    {
        "form_id": pl.String(), "collection": pl.String(), "form_type": pl.String(),
        "fiscal_year": pl.Int16(), "department": pl.String(), "kind": pl.String(), "parent": pl.String(),
        "project": pl.String(), "synthetic": pl.Boolean(), "current": pl.Boolean(),
        "counted": pl.Boolean(), "counted_reason": pl.String(), "total_score": POINTS,
        "score_place": pl.String(), "total_weight": POINTS, "path": pl.String(),
    }
)  # fmt: skip


def form_scores(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    The forms of the scope, superseded ones too, with their printed total and where it stands.

    Returns:
        A frame of `FORM_SCORES`, sorted by year, department, type, project and id; `path` is that of the
        file under the build's root, with the member of an archive.
    """
    files = warehouse.rows(DOCUMENTS, ("document_id", "relative_path", "member")).select(
        "document_id",
        pl.concat_str("relative_path", "member", separator="/", ignore_nulls=True).alias("path"),
    )
    rows = warehouse.rows(FORMS, (), scope).join(files, on="document_id", how="left")
    return conform(
        rows.with_columns(_place("total_score").alias("score_place")).sort(
            "fiscal_year", "department", "form_type", "project", "form_id", nulls_last=True
        ),
        FORM_SCORES,
    )


MONEY_CELLS = pl.Schema(
    {
        "form_id": pl.String(), "line": pl.String(), "half": pl.Boolean(), "amount": pl.String(),
        "place": pl.String(), "amount_yuan": MONEY,
    }
)  # fmt: skip


def money_cells(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Each printed amount that makes the money of a current form, line by line.

    Returns:
        A frame of `MONEY_CELLS`, sorted by form, line, amount and place. `line` is a word of `words.LINES`,
        `amount` one of initial_yuan, budget_yuan, executed_yuan; `half` as in `money`. The amounts of
        one form, line and amount add up to that of `money`; an amount that is not printed has no row.
    """
    wanted = warehouse.rows(MONEY_LINES, ("form_id", "line", "half"), scope, [_CURRENT])
    basis = warehouse.rows(FORMS, ("form_id", "money_basis"), scope, [_CURRENT])
    funds = (
        exact(warehouse.rows(FUNDS), *_FIELDS)
        .join(basis, on="form_id")
        .with_columns(_place(word).alias(f"place_{name}") for name, word in _FIELDS.items())
    )
    printed = pl.any_horizontal(
        pl.col(name).is_not_null() for name in ("initial_printed", "budget_printed", "executed_printed")
    )
    first = (
        funds.filter(pl.col("depth") == 0, pl.col("line_kind") == "total", printed)
        .sort("form_id", "line_no")
        .unique("form_id", keep="first", maintain_order=True)
    )
    parts = funds.filter(pl.col("depth") == 1)
    of_structure = (pl.col("breakdown") == "structure") & pl.col("line_kind").is_in(STRUCTURE_LINES)
    of_source = (pl.col("breakdown") == "source") & pl.col("line_kind").is_in(SOURCE_LINES)
    lines = pl.concat(
        [
            first.filter(pl.col("money_basis") == "total").with_columns(pl.lit("total").alias("line")),
            parts.filter(pl.col("money_basis") == pl.col("breakdown")).with_columns(
                pl.lit("total").alias("line")
            ),
            parts.filter(of_structure | of_source).with_columns(pl.col("line_kind").alias("line")),
        ]
    )
    cells = pl.concat(
        [
            lines.select(
                "form_id",
                "line",
                pl.lit(name).alias("amount"),
                pl.coalesce(f"place_{name}", "place").alias("place"),
                pl.col(name).alias("amount_yuan"),
            ).drop_nulls("amount_yuan")
            for name in _FIELDS
        ]
    )
    return conform(
        cells.join(wanted, on=["form_id", "line"]).sort("form_id", "line", "amount", "place"), MONEY_CELLS
    )


INDICATOR_CELLS = pl.Schema(
    {
        "form_id": pl.String(), "indicator_no": pl.Int32(), "level1": pl.String(), "name": pl.String(),
        "weight": POINTS, "weight_place": pl.String(), "score": POINTS, "score_place": pl.String(),
        "lost_points": POINTS, "reason": pl.String(),
    }
)  # fmt: skip


def indicator_cells(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Indicators of current forms that have a score rate, with the cells of weight and score.

    Returns:
        A frame of `INDICATOR_CELLS`, sorted by form and number.
    """
    where = [_CURRENT, Where("score_rate", "is not null")]
    rows = warehouse.rows(INDICATORS, (), scope, where)
    return conform(
        rows.with_columns(
            pl.coalesce(_place("weight"), "place").alias("weight_place"),
            pl.coalesce("score_place", "place").alias("score_place"),
        ).sort("form_id", "indicator_no"),
        INDICATOR_CELLS,
    )


OWED = pl.Schema(
    {
        "collection": pl.String(), "fiscal_year": pl.Int16(), "form_type": pl.String(),
        "kind": pl.String(), "department": pl.String(), "status": pl.String(), "form_id": pl.String(),
        "budget_yuan": MONEY, "known_budget_yuan": MONEY, "known_year": pl.Int16(),
    }
)  # fmt: skip


def obligations(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """
    Each form that a department owes, with the budget by which it is weighed.

    Returns:
        A frame of `OWED`, sorted by collection, year, type, kind and department; empty where no roster covers
        the scope. `status` is a word of `words.OBLIGATION_STATUS`; `known_budget_yuan` that of
        the nearest year, of missing forms alone.
    """
    rows = warehouse.rows(OBLIGATIONS, OWED.names(), scope)
    return conform(rows.sort("collection", "fiscal_year", "form_type", "kind", "department"), OWED)


def generation(warehouse: Warehouse) -> pl.DataFrame:
    """The one row that names the generation: a frame of the table's own schema; none of the empty one."""
    return conform(warehouse.rows(GENERATION), GENERATION.frame_schema)


def _place(field: str) -> pl.Expr:
    return pl.col("places").str.json_path_match(f"$.{field}")
