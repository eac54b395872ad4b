"""Corrections and confirmations, written by people and kept."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipelines.forms.corrections import Correction, wrong
from pipelines.ledger.tables import VERSION, statements
from pipelines.problems import SourceError

#: How long a writer waits for another one.
_BUSY_SECONDS = 10.0
_AGAIN_SECONDS = 0.02


def ledger_file(warehouse: Path | str) -> Path:
    """
    Where the ledger of a warehouse stands: `data/ledger/warehouse.sqlite` for `data/warehouse`.

    Beside the warehouse and not in it, so that a warehouse may be deleted and built anew.
    """
    folder = Path(warehouse).absolute()
    return folder.parent / "ledger" / f"{folder.name}.sqlite"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody compared a form's reading with the form and found it right."""

    id: str  #: "C7"
    form_id: str
    who: str
    when: str  #: ISO 8601, UTC
    note: str | None = None
    reading: str | None = None  #: `forms.reading` of the warehouse at that time: what was confirmed


class Ledger:
    """
    One ledger. Every call opens the file for itself, so that threads may share the object.

    A ledger that nobody has written to is no file; it reads as empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, warehouse: Path | str, path: Path | str | None = None) -> "Ledger":
        """Open the ledger of a warehouse's folder, or the file `path`; nothing is made or read yet."""
        return cls(Path(path) if path else ledger_file(warehouse))

    def correct(
        self,
        document: str,
        value: str,
        reason: str,
        who: str,
        *,
        place: str | None = None,
        grid: str | None = None,
        field: str | None = None,
        form: int = 1,
        printed: str | None = None,
        path: str | None = None,
        member: str | None = None,
    ) -> Correction:
        """
        Write one correction.

        Args:
            document: sha256 of the file's (or member's) own bytes: `documents.sha256`.
            value: what the cell should say, or the field's value.
            reason: why; never blank.
            who: who says so.
            place: the cell (`R15C6`); or else `field`.
            grid: the cell's grid.
            field: one of `forms.corrections.FIELDS`.
            form: of which form of the document the field is, from 1.
            printed: what the cell says now (or what the form gives for the field): the guard.
            path: where the document lies, for people and for `correction_stale`.
            member: its path inside an archive.

        Raises:
            SourceError: the record is wrong by itself, or the ledger cannot be written.
        """
        made = Correction(
            "", document, value, reason.strip(), who.strip(), _now(), place, grid, field, form, printed, path,
            member,
        )  # fmt: skip
        if reason_against := wrong(made):
            raise SourceError("correction_wrong", reason_against, "一条完整的更正")
        if not made.who:
            raise SourceError("correction_wrong", "没有写是谁", "更正人的姓名")
        number = self._add(
            "corrections",
            document=document, member=member, grid=grid, place=place, field=field, form=form,
            printed=printed, value=value, reason=made.reason, path=path, who=made.who, at=made.when,
        )  # fmt: skip
        return replace(made, id=f"L{number}")

    def confirm(
        self, form_id: str, who: str, note: str | None = None, reading: str | None = None
    ) -> Confirmation:
        """
        Write that the reading of a form was found right.

        Args:
            form_id: the form.
            who: who compared it.
            note: what else there is to say.
            reading: `forms.reading` of the warehouse; where the reading changes later, the confirmation
                no longer holds.
        """
        if not who.strip():
            raise SourceError("correction_wrong", "没有写是谁", "确认人的姓名")
        made = Confirmation("", form_id, who.strip(), _now(), note, reading)
        number = self._add(
            "confirmations", form_id=form_id, reading=reading, note=note, who=made.who, at=made.when
        )
        return replace(made, id=f"C{number}")

    def withdraw(self, record: str, who: str, reason: str) -> None:
        """
        Withdraw a record by its id: of a correction here ("L3") or shipped ("S-…"), or a confirmation ("C7").

        Raises:
            SourceError: there is no such record of this ledger, or it was withdrawn already.
        """
        known = {one.id for one in self.corrections(True)} | {one.id for one in self.confirmations(True)}
        if record not in known and not record.startswith("S-"):
            raise SourceError("correction_wrong", f"没有编号 {record}", "台账中的编号，如 L3")
        if record in self.withdrawn():
            raise SourceError("correction_wrong", f"{record} 已经撤回", "仍然有效的编号")
        self._add("withdrawals", record=record, reason=reason, who=who, at=_now())

    def corrections(self, withdrawn: bool = False) -> tuple[Correction, ...]:
        """Return the corrections in the order of writing; the withdrawn ones too where asked for."""
        gone = frozenset[str]() if withdrawn else frozenset(self.withdrawn())
        found = []
        for row in self._rows("corrections"):
            one = Correction(
                f"L{row['id']}", row["document"], row["value"], row["reason"], row["who"], row["at"],
                row["place"], row["grid"], row["field"], row["form"], row["printed"], row["path"],
                row["member"],
            )  # fmt: skip
            if one.id not in gone:
                found.append(one)
        return tuple(found)

    def confirmations(self, withdrawn: bool = False) -> tuple[Confirmation, ...]:
        """Return the confirmations in the order of writing; the withdrawn ones too where asked for."""
        gone = frozenset[str]() if withdrawn else frozenset(self.withdrawn())
        found = (
            Confirmation(f"C{r['id']}", r["form_id"], r["who"], r["at"], r["note"], r["reading"])
            for r in self._rows("confirmations")
        )
        return tuple(one for one in found if one.id not in gone)

    def withdrawn(self) -> dict[str, str]:
        """Return the ids of withdrawn records, each with the reason."""
        return {row["record"]: row["reason"] for row in self._rows("withdrawals")}

    def _rows(self, table: str) -> list[sqlite3.Row]:
        if not self.path.is_file():
            return []
        query = f"SELECT * FROM {table} ORDER BY id"
        address = self.path.absolute().as_uri()
        try:
            return _read(f"{address}?mode=ro", query)
        except sqlite3.OperationalError:
            # WAL wants to make a file beside it. Who may only read sees what is in the file itself, which is
            # all of it once the last writer has closed it, as every writer here does at once.
            try:
                return _read(f"{address}?immutable=1", query)
            except sqlite3.Error as error:
                raise _unusable(error) from error
        except sqlite3.Error as error:
            raise _unusable(error) from error

    def _add(self, table: str, **values: object) -> int:
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


def _read(address: str, query: str) -> list[sqlite3.Row]:
    connected = sqlite3.connect(address, timeout=_BUSY_SECONDS, uri=True)
    with contextlib.closing(connected) as connection:
        connection.row_factory = sqlite3.Row
        # A file that was made and not yet laid out holds nothing.
        return connection.execute(query).fetchall() if _version(connection) else []


def _version(connection: sqlite3.Connection) -> int:
    """The version of a ledger, 0 for a new file; SourceError for a later one and for another database."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if version > VERSION:
        raise SourceError("ledger_unusable", f"台账版本 {version}", f"版本 {VERSION} 以内；请升级程序")
    if tables and "withdrawals" not in tables:
        raise SourceError("ledger_unusable", "别的 SQLite 数据库", "台账文件")
    return version


def _lay(connection: sqlite3.Connection) -> None:
    """Lay out a new ledger. Several may try at once, and a change of journal does not wait: so ask again."""
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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
