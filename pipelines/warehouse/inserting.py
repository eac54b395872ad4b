"""Frames into tables of the unfinished file."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import duckdb
import polars as pl

from pipelines.warehouse.column import Table

#: So many values are joined and sorted at once: both want part of it all in memory, whatever goes to disk.
#: In half of the memory that the store allows they still fit.
VALUES_AT_ONCE = 750_000


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


def fill_from(connection: duckdb.DuckDBPyConnection, table: Table, name: str, ident: str = "") -> None:
    """
    Add all rows of another table of the same columns to a table, in the order of its key.

    Of many rows, some at a time where the key begins with `ident`, a column of ids without nulls.
    """
    order = ", ".join(table.key)
    if not ident:
        connection.execute(f'INSERT INTO "{table.name}" FROM "{name}" ORDER BY {order}')
        return
    fill_sliced(connection, table, name, f'FROM "{name}"', f'"{ident}"', order)


def fill_sliced(
    connection: duckdb.DuckDBPyConnection, table: Table, name: str, query: str, ident: str, order: str
) -> None:
    """Add what a query without a condition gives of a table of that name, sorted, some ids at a time."""
    for first, end in slices(connection, name, len(table.names)):
        connection.execute(
            f"""INSERT INTO "{table.name}" {query}
            WHERE {ident} >= $first AND ($last OR {ident} < $end) ORDER BY {order}""",
            {"first": first, "end": end, "last": not end},
        )


def slices(connection: duckdb.DuckDBPyConnection, name: str, columns: int) -> list[tuple[str, str]]:
    """
    Return ranges of ids, in their order, in which a table has rows that can be sorted at once.

    Ids are hashes, so they are spread evenly. The last range has no end, "".

    Args:
        connection: where the table is.
        name: of the table.
        columns: how many of each row are taken.
    """
    row = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    values = int(row[0]) * columns if row else 0
    count = min(256, -(-values // VALUES_AT_ONCE) or 1)
    return list(pairwise(["", *(f"{256 * number // count:02x}" for number in range(1, count)), ""]))
