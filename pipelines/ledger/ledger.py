"""Corrections and confirmations, written by people and kept."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.forms.corrections import Correction, wrong
from pipelines.ledger.file import LedgerFile, now
from pipelines.problems import SourceError


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


class Ledger(LedgerFile):
    """One ledger: what people corrected and confirmed. What they did with findings is in `acts`."""

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
            "", document, value, reason.strip(), who.strip(), now(), place, grid, field, form, printed, path,
            member,
        )  # fmt: skip
        if reason_against := wrong(made):
            raise SourceError("correction_wrong", reason_against, "一条完整的更正")
        if not made.who:
            raise SourceError("correction_wrong", "没有写是谁", "更正人的姓名")
        number = self.add(
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
        made = Confirmation("", form_id, who.strip(), now(), note, reading)
        number = self.add(
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
        self.add("withdrawals", record=record, reason=reason, who=who, at=now())

    def corrections(self, withdrawn: bool = False) -> tuple[Correction, ...]:
        """Return the corrections in the order of writing; the withdrawn ones too where asked for."""
        gone = frozenset[str]() if withdrawn else frozenset(self.withdrawn())
        found = []
        for row in self.rows("corrections"):
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
            for r in self.rows("confirmations")
        )
        return tuple(one for one in found if one.id not in gone)

    def withdrawn(self) -> dict[str, str]:
        """Return the ids of withdrawn records, each with the reason."""
        return {row["record"]: row["reason"] for row in self.rows("withdrawals")}
