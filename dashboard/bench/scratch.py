"""A scratch warehouse of any size: a small one, many times over under other names."""

import shutil
from pathlib import Path

import duckdb

from pipelines.warehouse.column import Table
from pipelines.warehouse.connecting import to_write
from pipelines.warehouse.publish import CURRENT, current_file
from pipelines.warehouse.schema import TABLES

#: Columns that name a thing of one copy; each copy has its own.
NAMES = {
    "form_id", "document_id", "department", "parent", "department_printed", "relative_path", "path",
    "superseded_by", "duplicate_of", "parent_form_id", "fingerprint", "series", "other_form_id",
}  # fmt: skip
#: Left out: no question of the pages' charts reads them, and they would be most of the bytes.
_LEFT_OUT = {"cells", "grids", "unread"}


def multiply(small: Path, folder: Path, indicator_rows: int, whole: bool = False) -> int:
    """
    Write a warehouse of at least `indicator_rows` indicators into `folder`, and publish it.

    Args:
        small: the folder of a warehouse that holds forms.
        folder: a new folder.
        indicator_rows: how many rows the table `indicators` is to have.
        whole: with the cells, which rules look at.

    Returns:
        How many it has.
    """
    source = current_file(small)
    if source is None:
        raise ValueError(f"no warehouse in {small}")
    folder.mkdir(parents=True)
    left_out = set() if whole else _LEFT_OUT
    file = folder / "scratch.duckdb"
    connection = to_write(file, "2GB")
    try:
        connection.execute(f"ATTACH '{str(source).replace(chr(39), chr(39) * 2)}' AS small (READ_ONLY)")
        copies = -(-indicator_rows // max(1, _count(connection, "small.indicators")))
        for table in TABLES:
            connection.execute(table.ddl)
            if table.name not in left_out:
                connection.execute(_copy(table, 1 if table.name == "generation" else copies))
        connection.execute("CHECKPOINT")
        return _count(connection, "indicators")
    finally:
        connection.close()
        (folder / CURRENT).write_text(file.name + "\n", encoding="utf-8")


def remove(folder: Path) -> None:
    """Remove a scratch folder and all in it."""
    shutil.rmtree(folder, ignore_errors=True)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _copy(table: Table, copies: int) -> str:
    columns = ", ".join(
        f'CASE WHEN copy = 0 THEN "{name}" ELSE "{name}" || \'·\' || copy END'
        if name in NAMES
        else f'"{name}"'
        for name in table.names
    )
    order = ", ".join(str(table.names.index(name) + 1) for name in table.key)
    return (
        f'INSERT INTO "{table.name}" SELECT {columns} FROM small."{table.name}", range({copies}) AS r(copy) '
        f"ORDER BY {order}"
    )
