"""
Printed beside computed: what one form says of itself, and what its own figures give.

Not an audit: it lists every figure that can be recomputed from the same form, whether it
agrees or not, so that a reader sees both side by side. The arithmetic is `forms.checks`.
"""

import polars as pl

from pipelines.forms.checks import CHECKS
from pipelines.queries.frames import conform
from pipelines.warehouse.schema import CHECKS as TABLE
from pipelines.warehouse.warehouse import Warehouse, Where

__all__ = ["CHECKS", "COMPUTED", "computed"]

COMPUTED = pl.Schema(
    {
        "check": pl.String(), "subject": pl.String(), "place": pl.String(), "unit": pl.String(),
        "printed": pl.Decimal(38, 4), "computed": pl.Decimal(38, 4), "difference": pl.Decimal(38, 4),
        "agrees": pl.Boolean(),
    }
)  # fmt: skip


def computed(warehouse: Warehouse, form_id: str) -> pl.DataFrame:
    """
    Every figure of a form that its other figures give, printed and computed.

    Returns:
        A frame of `COMPUTED`, in the order of `CHECKS`, then of the form. `unit` is "%" (rates, 0–100),
        "元" or "分", null for money of a form that prints no unit; `difference` is printed − computed;
        `agrees` allows for rounding (`forms.checks`). A figure that is not printed, or that nothing
        gives, has no row.
    """
    rows = warehouse.rows(TABLE, where=[Where("form_id", "=", form_id)], order=("check_no",))
    printed, found = (pl.col(name).cast(pl.Decimal(38, 4)) for name in ("printed_number", "computed_number"))
    return conform(
        rows.select(
            "subject",
            "place",
            "agrees",
            pl.col("check_name").alias("check"),
            pl.col("check_unit").alias("unit"),
            printed.alias("printed"),
            found.alias("computed"),
            (printed - found).alias("difference"),
        ),
        COMPUTED,
    )
