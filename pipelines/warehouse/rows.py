"""
What one document gave, as rows of the warehouse's tables.

Only what the document itself says: which submission is current, what counts and what a
department's canonical name is are worked out when all documents are there (`commit`), so the
scope columns are left null here. Every staged row also carries its `document_id`.
"""

import hashlib

import polars as pl

from pipelines.forms.form import Form, Reading
from pipelines.problems import Problem
from pipelines.readers.grid import Document
from pipelines.warehouse.column import Table
from pipelines.warehouse.form_rows import Row, form_rows
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.schema import (
    CELLS,
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
    DOCUMENTS, GRIDS, CELLS, FORMS, MONEY_LINES, FUNDS, GOALS, INDICATORS, PROBLEMS, UNREAD,
)  # fmt: skip

_ROLE_RANK = {"value": 0, "label": 1, "heading": 2, "unread": 3}


def staged_schema(table: Table) -> pl.Schema:
    """The schema of a table's staged rows: its own columns, and `document_id` where it has none."""
    schema = table.frame_schema
    return schema if "document_id" in schema else pl.Schema({**schema, "document_id": pl.String()})


class Rows:
    """Rows gathered from the documents of one batch; a column that is not given is null."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {table.name: [] for table in STAGED}

    def frames(self) -> dict[str, pl.DataFrame]:
        """One frame of `staged_schema` a table, keyed by the table's name."""
        return {
            table.name: pl.DataFrame(
                {
                    name: pl.Series(name, [row.get(name) for row in self._rows[table.name]], dtype=dtype)
                    for name, dtype in staged_schema(table).items()
                }
            )
            for table in STAGED
        }

    def add_rejected(self, spec: FileSpec, member: str | None, sha256: str | None, problem: Problem) -> None:
        """A file, or a member of an archive, that could not be read at all."""
        self._rows["documents"].append(
            {
                **_document_head(spec, member, sha256),
                "outcome": "rejected",
                "code": problem.code,
                "place": problem.place,
                "message": problem.message,
                "forms": 0,
                "synthetic": False,
            }
        )

    def add(self, spec: FileSpec, document: Document, reading: Reading) -> None:
        """A document that was read, with the forms that it gave (none: outcome `no_form`)."""
        head = _document_head(spec, document.member, document.sha256)
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
        self._add_cells(document_id, document, reading.forms)
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

    def _add_cells(self, document_id: str, document: Document, forms: tuple[Form, ...]) -> None:
        claims: dict[tuple[str, str], tuple[int, str, str | None, str]] = {}
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
            for cell in sheet.cells:
                claimed = claims.get((sheet.name, cell.place))
                covering = next((fid for first, last, fid in spans if first <= cell.row <= last), None)
                self._rows["cells"].append(
                    {
                        "document_id": document_id,
                        "grid_no": grid_no,
                        "grid": sheet.name,
                        "row_no": cell.row,
                        "column_no": cell.column,
                        "row_span": cell.rows,
                        "column_span": cell.columns,
                        "printed": cell.text,
                        "stored": cell.stored,
                        "hidden": cell.hidden or sheet.hidden,
                        "role": claimed[1] if claimed else None,
                        "field": claimed[2] if claimed else None,
                        "form_id": claimed[3] if claimed else covering,
                    }
                )


def _document_head(spec: FileSpec, member: str | None, sha256: str | None) -> Row:
    identity = "\0".join((spec.relative_path, member or "", sha256 or ""))
    return {
        "document_id": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "path": spec.path,
        "relative_path": spec.relative_path,
        "member": member,
        "collection": spec.collection_of(member),
        "sha256": sha256,
    }
