"""
Many small Parquet files as few sorted ones: what a large build reads its rows from.

A table is copied in slices of ids, and each slice asks every file for its rows. Of a thousand files the heads
alone would take more memory and time than the rows. In a sorted file a slice lies in one place, and the rest
is passed over.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from pipelines.warehouse.inserting import VALUES_AT_ONCE

#: So many files may be open at a time.
MOST_FILES = 100
#: Rows that are looked at together or passed over together.
_GROUP_ROWS = 8_192


def merged(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[str],
    folder: Path,
    name: str,
    ident: str,
    most: int = MOST_FILES,
) -> list[str]:
    """
    Return files with the same rows: the given ones, or fewer where they are more than `most`.

    Args:
        connection: what merges; its memory bounds how much is sorted at once.
        files: Parquet files of the same columns.
        folder: where the new ones come to stand; made where it is missing.
        name: of the table, for the names of the new files.
        ident: the column by which each new file is sorted.
        most: so many files stay as they are.
    """
    if len(files) <= most:
        return list(files)
    folder.mkdir(exist_ok=True)
    found = []
    for number, some in enumerate(_together(connection, files)):
        path = str(folder / f"{name}-{number:05d}.parquet")
        rows = connection.read_parquet(some).order(f'"{ident}"')
        rows.write_parquet(path, compression="snappy", row_group_size=_GROUP_ROWS)
        found.append(path)
    return found


def _together(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> Iterator[list[str]]:
    """The files in their order, as many at a time as can be open and sorted at once."""
    columns = len(connection.read_parquet(files[0]).columns)
    some: list[str] = []
    values = 0
    for start in range(0, len(files), MOST_FILES):
        counted = connection.execute(
            "SELECT file_name, num_rows FROM parquet_file_metadata(?)", [files[start : start + MOST_FILES]]
        ).fetchall()
        for path, rows in counted:
            if len(some) == MOST_FILES or (some and values + rows * columns > VALUES_AT_ONCE):
                yield some
                some, values = [], 0
            some.append(path)
            values += rows * columns
    if some:
        yield some
