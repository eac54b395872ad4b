"""The file of a ledger: one SQLite database that every call opens for itself, and that only grows."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipelines.ledger.tables import VERSION, statements
from pipelines.problems import SourceError

#: How long a writer waits for another one.
_BUSY_SECONDS = 10.0
_AGAIN_SECONDS = 0.02


class LedgerFile:
    """
    Rows of tables, read and added. Threads may share the object, since every call opens the file for itself.

    A ledger that nobody has written to is no file; it reads as empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> list[sqlite3.Row]:
        """Return all rows of a table in the order of writing; [] of a ledger older than the table."""
        return self._asked(table, f"SELECT * FROM {table} ORDER BY id")

    def last(self, table: str) -> int:
        """
        Return the number of the latest row of a table, 0 where it has none.

        As rows are only added, it tells whether there are others than before.
        """
        found = self._asked(table, f"SELECT max(id) AS last FROM {table}")
        return int(found[0]["last"] or 0) if found else 0

    def _asked(self, table: str, query: str) -> list[sqlite3.Row]:
        if not self.path.is_file():
            return []
        address = self.path.absolute().as_uri()
        try:
            return _read(f"{address}?mode=ro", table, query)
        except sqlite3.OperationalError:
            # WAL wants to make a file beside it. Who may only read sees what is in the file itself, which is
            # all of it once the last writer has closed it, as every writer here does at once.
            try:
                return _read(f"{address}?immutable=1", table, query)
            except sqlite3.Error as error:
                raise _unusable(error) from error
        except sqlite3.Error as error:
            raise _unusable(error) from error

    def add(self, table: str, **values: object) -> int:
        """Add one row; return its number. The values are the columns beside `id`."""
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(error) from error
        with self._connected() as connection, connection:
            cursor = connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())
            )
            return int(cursor.lastrowid or 0)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own, laid out, closed in any case; what SQLite refuses is a SourceError."""
        try:
            with contextlib.closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as connection:
                connection.row_factory = sqlite3.Row
                _lay(connection)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise _unusable(error) from error


def now() -> str:
    """Return the time of writing: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _read(address: str, table: str, query: str) -> list[sqlite3.Row]:
    connected = sqlite3.connect(address, timeout=_BUSY_SECONDS, uri=True)
    with contextlib.closing(connected) as connection:
        connection.row_factory = sqlite3.Row
        # A file that was made and not yet laid out holds nothing; nor does one that is older than the table,
        # which the next writer brings up to date.
        if not _version(connection) or table not in _tables(connection):
            return []
        return connection.execute(query).fetchall()


def _version(connection: sqlite3.Connection) -> int:
    """The version of a ledger, 0 for a new file; SourceError for a later one and for another database."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = _tables(connection)
    if version > VERSION:
        raise SourceError("ledger_unusable", f"台账版本 {version}", f"版本 {VERSION} 以内；请升级程序")
    if tables and "withdrawals" not in tables:
        raise SourceError("ledger_unusable", "别的 SQLite 数据库", "台账文件")
    return version


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _lay(connection: sqlite3.Connection) -> None:
    """
    Lay out a new ledger, or what an older one lacks; nothing that stands in it changes.

    Several may try at once, and a change of journal does not wait: so ask again.
    """
    give_up = time.monotonic() + _BUSY_SECONDS
    while _version(connection) < VERSION:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in statements():
                    connection.execute(statement)
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(_AGAIN_SECONDS)


def _unusable(error: Exception) -> SourceError:
    return SourceError("ledger_unusable", str(error)[:120], "能写的台账文件（SQLite）")
