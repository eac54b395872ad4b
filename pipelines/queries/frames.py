"""Small helpers that every question uses on its frames."""

from collections.abc import Sequence
from typing import Any

import polars as pl


def conform(frame: pl.DataFrame | pl.LazyFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the schema's columns in its order and its types; a missing column is our bug."""
    return frame.lazy().select(pl.col(name).cast(dtype) for name, dtype in schema.items()).collect()


def by_column(rows: Sequence[tuple[Any, ...]], schema: pl.Schema) -> pl.DataFrame:
    """Rows in the order of the schema as a frame, column by column, which is faster than row by row."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pl.DataFrame(
        [
            pl.Series(name, list(values), dtype=dtype)
            for (name, dtype), values in zip(schema.items(), columns, strict=True)
        ]
    )


def exact(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Give money and points the room that sums of them need."""
    return frame.with_columns(pl.col(name).cast(pl.Decimal(38, 4)) for name in names)
