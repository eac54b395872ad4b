"""Connections to a database file: silent, never on the network, and read ones locked down for good."""

from pathlib import Path

import duckdb

_Config = dict[str, str | bool | int | float | list[str]]

#: Extensions come with the engine or not at all: it would fetch them from the internet.
_OFFLINE: _Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
#: Nothing outside the file can be reached, and nothing of this can be undone later.
_READING: _Config = {
    **_OFFLINE,
    "enable_external_access": "false",
    "threads": "1",
    "allowed_configs": ["enable_progress_bar"],
    "lock_configuration": "true",
}
#: Each thread holds memory of its own: with 32 of them a thousand files did not fit into what is allowed.
_WRITING: _Config = {**_OFFLINE, "threads": "2"}


def to_read(path: Path | str) -> duckdb.DuckDBPyConnection:
    """Open a file to be read only, or `:memory:`; nobody can change its settings later."""
    connection = duckdb.connect(str(path), read_only=path != ":memory:", config=_READING)
    _silent(connection)
    return connection


def to_write(path: Path, memory: str) -> duckdb.DuckDBPyConnection:
    """Open or make a file to be written, with so much memory, as `64MB`."""
    connection = duckdb.connect(str(path), config={**_WRITING, "memory_limit": memory})
    _silent(connection)
    return connection


def _silent(connection: duckdb.DuckDBPyConnection) -> None:
    """
    A bar drawn on standard output, after two seconds of a query, would stand amid what a command prints.

    It belongs to a connection and its cursors, so it can't stand among the settings of the file.
    """
    connection.execute("SET enable_progress_bar = false")
