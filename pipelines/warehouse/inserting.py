"""Frames into tables of the unfinished file."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import duckdb
import polars as pl

from pipelines.warehouse.column import Table

#: Rows of so many things are joined and sorted at once: both want part of it all in memory.
_AT_ONCE = 2_000


def rows_frame(table: Table, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """A frame of a table's schema; a column that a row does not give is null."""
    given = list(rows)
    schema = table.frame_schema
    return pl.DataFrame(
        {
            name: pl.Series(name, [row.get(name) for row in given], dtype=dtype)
            for name, dtype in schema.items()
        }
    )


def create(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Make a table of the frame's rows that goes with the connection."""
    connection.register("incoming", frame)
    connection.execute(f'CREATE TEMP TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")


def append(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Add the frame's rows to a table, column by name; those that the frame lacks are null."""
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    connection.register("incoming", frame)
    connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM incoming')
    connection.unregister("incoming")


def fill(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    """Add the frame's rows to a table in the order of its key."""
    append(connection, table.name, frame.select(table.names).sort(table.key))


def slices(connection: duckdb.DuckDBPyConnection, things: str) -> list[tuple[str, str]]:
    """
    Return ranges of the ids of things, in their order, that hold some thousand each.

    Ids are hashes, so they are spread evenly. The last range has no end, "".
    """
    row = connection.execute(f'SELECT count(*) FROM "{things}"').fetchone()
    count = min(256, -(-int(row[0]) // _AT_ONCE) or 1) if row else 1
    return list(pairwise(["", *(f"{256 * number // count:02x}" for number in range(1, count)), ""]))
