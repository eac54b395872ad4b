"""
What one document gave, as rows of the warehouse's tables.

Only what the document itself says: which submission is current, what counts and what a
department's canonical name is are worked out when all documents are there (`commit`), so the
scope columns are left null here. Every staged row also carries its `document_id`.
"""

import hashlib
from collections.abc import Iterable, Sequence

import polars as pl

from pipelines.forms.corrections import PLACE, Corrected, Outcome
from pipelines.problems import Problem
from pipelines.readers.grid import Cell, Document, Grid
from pipelines.warehouse.column import Table
from pipelines.warehouse.form_rows import Row, form_rows
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.schema import (
    CELLS,
    CHECKS,
    CORRECTIONS,
    DOCUMENTS,
    FORMS,
    FUNDS,
    GOALS,
    GRIDS,
    INDICATORS,
    MONEY_LINES,
    PROBLEMS,
    UNREAD,
)

#: The tables that documents fill.
STAGED: tuple[Table, ...] = (
    DOCUMENTS, GRIDS, CELLS, FORMS, MONEY_LINES, FUNDS, GOALS, INDICATORS, PROBLEMS, UNREAD, CHECKS,
    CORRECTIONS,
)  # fmt: skip

#: Rank, role, field and form of a cell.
_Claimed = tuple[int, str | None, str | None, str | None]
_UNCLAIMED: _Claimed = (9, None, None, None)
#: Corrected text and correction of a cell that has none.
_AS_PRINTED: tuple[str | None, str | None] = (None, None)
#: So many cells in memory are enough: what reads them hands them on.
CHUNK_CELLS = 200_000
_ROLE_RANK = {"value": 0, "label": 1, "heading": 2, "unread": 3}


def staged_schema(table: Table) -> pl.Schema:
    """
    The schema of a table's staged rows: its own columns, and `document_id` where it has none.

    Documents also carry `file_key`, which tells the file of the build that each came from.
    """
    schema = table.frame_schema
    return pl.Schema({**schema, "file_key" if table is DOCUMENTS else "document_id": pl.String()})


class Rows:
    """Rows gathered from the documents of one batch; a column that is not given is null."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {table.name: [] for table in STAGED}
        #: Nine of ten rows are cells, so they are kept as bare tuples in the order of the table's columns.
        self._cells: list[tuple[object, ...]] = []
        self._times: dict[str, int] = {}

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self._cells)

    def take(self) -> dict[str, pl.DataFrame]:
        """Return `frames` and begin anew, knowing still which documents there were."""
        frames = self.frames()
        for rows in self._rows.values():
            rows.clear()
        self._cells.clear()
        return frames

    def frames(self) -> dict[str, pl.DataFrame]:
        """One frame of `staged_schema` a table, keyed by the table's name."""
        return {table.name: self._frame(table) for table in STAGED}

    def _frame(self, table: Table) -> pl.DataFrame:
        schema = staged_schema(table)
        columns: Iterable[Sequence[object]]
        if table is CELLS:
            columns = list(zip(*self._cells, strict=True)) or [()] * len(schema)
        else:
            rows = self._rows[table.name]
            columns = ([row.get(name) for row in rows] for name in schema)
        return pl.DataFrame(
            [
                pl.Series(name, values, dtype=dtype)
                for (name, dtype), values in zip(schema.items(), columns, strict=True)
            ]
        )

    def add_rejected(self, spec: FileSpec, member: str | None, sha256: str | None, problem: Problem) -> None:
        """A file, or a member of an archive, that could not be read at all."""
        self._rows["documents"].append(
            {
                **self._head(spec, member, sha256),
                "outcome": "rejected",
                "code": problem.code,
                "place": problem.place,
                "message": problem.message,
                "forms": 0,
                "synthetic": False,
            }
        )

    def add(self, spec: FileSpec, document: Document, corrected: Corrected) -> None:
        """
        A document that was read, with the forms that it gave (none: outcome `no_form`).

        `document` is as printed; what a correction makes of a cell stands beside its text.
        """
        reading = corrected.reading
        head = self._head(spec, document.member, document.sha256)
        document_id = str(head["document_id"])
        reasons = [problem for problem in reading.problems if problem.code == "no_form"]
        none = not reading.forms
        self._rows["documents"].append(
            {
                **head,
                "media_type": document.media_type,
                "size_bytes": document.size,
                "outcome": "no_form" if none else "read",
                "code": "no_form" if none else None,
                "place": reasons[0].place if none and reasons else None,
                "message": ("；".join(p.message for p in reasons) or "没有找到自评表") if none else None,
                "forms": len(reading.forms),
                "synthetic": any(form.synthetic for form in reading.forms),
            }
        )
        self._add_cells(document_id, document, corrected)
        self._rows["corrections"] += [
            {**correction_row(one), "document_id": document_id} for one in corrected.outcomes
        ]
        problems: list[tuple[str | None, Problem]] = []
        if none:
            place = reasons[0].place if reasons else None
            message = "；".join(p.message for p in reasons) or "没有找到自评表"
            problems.append((None, Problem("no_form", place, message)))
        for problem in reading.problems:
            if problem.code != "no_form":
                problems.append((None, problem))
            elif not none:
                # The file gave a form; that one of its sheets is another table is a remark.
                problems.append((None, Problem("grid_without_form", problem.place, problem.message)))
        for form in reading.forms:
            rows, found = form_rows(form, document_id)
            for table, added in rows.items():
                self._rows[table] += added
            problems += [(form.form_id, problem) for problem in found]
        self._rows["problems"] += [
            {
                "document_id": document_id,
                "problem_no": number,
                "form_id": form_id,
                "code": problem.code,
                "place": problem.place,
                "message": problem.message,
            }
            for number, (form_id, problem) in enumerate(problems, 1)
        ]

    def _add_cells(self, document_id: str, document: Document, corrected: Corrected) -> None:
        forms = corrected.reading.forms
        claims: dict[tuple[str, str], _Claimed] = {}
        for form in forms:
            for claim in form.claims:
                grid, _, place = claim.place.rpartition("!")
                key = (grid or form.grid, place)
                entry = (_ROLE_RANK.get(claim.role, 9), claim.role, claim.field, form.form_id)
                known = claims.get(key)
                # One cell may hold a label and an amount: what it is for people is the value.
                claims[key] = entry if known is None or entry[0] < known[0] else known
        for grid_no, sheet in enumerate(document.grids, 1):
            self._rows["grids"].append(
                {
                    "document_id": document_id,
                    "grid_no": grid_no,
                    "grid": sheet.name,
                    "layout": sheet.layout.value,
                    "hidden": sheet.hidden,
                    "cells": len(sheet.cells),
                }
            )
            spans = [(f.first_row, f.last_row, f.form_id) for f in forms if f.grid == sheet.name]
            for cell in self._printed(sheet, corrected):
                _, role, field, form_id = claims.get((sheet.name, cell.place), _UNCLAIMED)
                change = corrected.cells.get((sheet.name, cell.place))
                if form_id is None:
                    form_id = next((fid for first, last, fid in spans if first <= cell.row <= last), None)
                self._cells.append(
                    (
                        document_id, grid_no, sheet.name, cell.row, cell.column, cell.rows, cell.columns,
                        cell.text, cell.stored, cell.hidden or sheet.hidden, role, field, form_id,
                        *((change.value, change.id) if change else _AS_PRINTED),
                    )
                )  # fmt: skip

    @staticmethod
    def _printed(sheet: Grid, corrected: Corrected) -> Iterable[Cell]:
        """The cells as printed, and an empty one for each that only a correction fills."""
        known = sheet.by_place if corrected.cells else {}
        filled = (
            Cell(int(match[1]), int(match[2]), "")
            for (grid, place) in corrected.cells
            if grid == sheet.name and place not in known and (match := PLACE.fullmatch(place))
        )
        return (*sheet.cells, *filled)

    def _head(self, spec: FileSpec, member: str | None, sha256: str | None) -> Row:
        """What names a document: unique even where an archive holds one name twice."""
        relative_path, inside = printable(spec.relative_path), None if member is None else printable(member)
        identity = "\0".join((relative_path, inside or "", sha256 or ""))
        times = self._times[identity] = self._times.get(identity, 0) + 1
        named = identity if times == 1 else f"{identity}\0{times}"
        return {
            "document_id": hashlib.sha256(named.encode()).hexdigest()[:16],
            "path": printable(spec.path),
            "relative_path": relative_path,
            "member": inside,
            "collection": printable(spec.collection),
            "sha256": sha256,
            "file_key": spec.key,
        }


def correction_row(outcome: Outcome) -> Row:
    """What became of one correction, without the document that it met."""
    one = outcome.correction
    return {
        "correction_id": one.id,
        "form_id": outcome.form_id,
        "status": outcome.status,
        "grid": one.grid,
        "place": one.place,
        "field": one.field,
        "printed": one.printed,
        "corrected": one.value,
        "reason": one.reason,
        "who": one.who,
        "written_at": one.when,
        "path": None if one.path is None else printable(one.path),
        "member": one.member,
        "message": outcome.message,
    }


def printable(path: str) -> str:
    """A path as text: bytes of a file's name that are no UTF-8 become �, since no table can hold them."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
