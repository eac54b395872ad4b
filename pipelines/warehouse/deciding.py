"""
What only all documents together can say: duplicates, current submissions, totals, obligations.

Asked of the database some departments at a time, so that memory does not grow with the build. What was
decided stands in tables that go with the connection (`told` of documents, `decided` of forms); the large
tables follow them by key.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import polars as pl

from pipelines.warehouse import inserting
from pipelines.warehouse.counting import OVERALL, Known, Overall, Overlap, obligations, overlaps
from pipelines.warehouse.derived import DEPARTMENTS, OBLIGATIONS, OVERLAPS
from pipelines.warehouse.inputs import natural
from pipelines.warehouse.inserting import rows_frame
from pipelines.warehouse.roster import Department, Rosters
from pipelines.warehouse.submissions import Submission, superseded
from pipelines.warehouse.words import UNCLASSIFIED

#: So many forms, or departments of a roster, are looked at at once.
_FORMS_AT_ONCE, _DEPARTMENTS_AT_ONCE = 2_000, 500

Problem = Mapping[str, str | None]  #: document_id, form_id, code, message


class Deciding:
    """Decides on all that is staged on a connection: `staged_…`, and `paths`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, rosters: Rosters) -> None:
        self._connection = connection
        self._rosters = rosters

    def documents(self) -> None:
        """Fill `told`: document_id, outcome, duplicate_of and path of every document."""
        again = _repeated(self._rows(_SAME_CONTENT))
        schema = {"document_id": pl.String, "duplicate_of": pl.String}
        inserting.create(self._connection, "again", pl.DataFrame(again, schema, orient="row"))
        self._connection.execute(_TOLD)

    def forms(self) -> list[Problem]:
        """
        Fill `decided`, each form that is no duplicate's, and the tables of departments; `documents` stand.

        Returns:
            The pairs whose money may stand twice, in the order of the subordinates' forms.
        """
        self._own()
        inserting.create(self._connection, "superseded", pl.DataFrame(schema=_SUPERSEDED))
        for found in self._superseded():
            frame = pl.DataFrame(list(found.items()), _SUPERSEDED, orient="row")
            inserting.append(self._connection, "superseded", frame)
        self._connection.execute(_CURRENT)
        problems = self._overlaps()
        self._connection.execute(_DECIDED)
        inserting.fill(self._connection, DEPARTMENTS, self._departments())
        self._obligations()
        return problems

    def _own(self) -> None:
        """Name each form's owner as the roster does."""
        names = self._rows(
            """SELECT DISTINCT d.collection, f.department FROM staged_forms f
            JOIN documents d ON d.document_id = f.document_id AND d.outcome = 'read'"""
        )
        owners = [(collection, printed, *self._owner(collection, printed)) for collection, printed in names]
        columns = dict.fromkeys(("collection", "printed", "department", "kind", "parent"), pl.String)
        inserting.create(self._connection, "owners", pl.DataFrame(owners, columns, orient="row"))
        self._connection.execute(f"CREATE TEMP TABLE own AS {_OWN} LIMIT 0", _WHOLE)
        for first, end in inserting.slices(self._connection, "staged_forms", _OWN_COLUMNS):
            values = {"first": first, "end": end, "last": not end}
            self._connection.execute(f"INSERT INTO own {_OWN}", values)

    def _owner(self, collection: str, printed: str | None) -> tuple[str | None, str, str | None]:
        roster = self._rosters.of(collection)
        entry = roster.find(printed)
        if entry is None:
            return printed, UNCLASSIFIED, None
        parent = roster.find(entry.parent)
        return entry.name, entry.kind or UNCLASSIFIED, parent.name if parent else entry.parent

    def _superseded(self) -> Iterator[Mapping[str, str]]:
        """Older submissions, some departments at a time: a form is one department's."""
        owners = self._rows(
            """SELECT collection, department, count(*) FROM own WHERE department IS NOT NULL
            AND fiscal_year IS NOT NULL GROUP BY ALL ORDER BY collection, department"""
        )
        for collection, first, last in _together(owners):
            rows = self._rows(
                """SELECT form_id, relative_path, member, grid_no, ordinal, collection, form_type,
                fiscal_year, department, project
                FROM own WHERE collection = ? AND department BETWEEN ? AND ? AND fiscal_year IS NOT NULL
                ORDER BY form_id""",
                [collection, first, last],
            )
            yield superseded(Submission(*row) for row in rows)

    def _overlaps(self) -> list[Problem]:
        problems: list[Problem] = []
        inserting.create(self._connection, "pairs", rows_frame(OVERLAPS, []))
        whole = f"FROM current_own WHERE form_type = '{OVERALL}' AND department IS NOT NULL"
        years = self._rows(
            f"SELECT DISTINCT collection, fiscal_year {whole} AND fiscal_year IS NOT NULL ORDER BY ALL"
        )
        for collection, year in years:
            forms = self._rows(
                f"""SELECT form_id, document_id, department, supervisor, budget_yuan {whole}
                AND collection = ? AND fiscal_year = ? ORDER BY form_id""",
                [collection, year],
            )
            pairs = overlaps((Overall(*row) for row in forms), self._rosters.of(collection))
            rows = [_pair(collection, year, pair) for pair in pairs]
            inserting.append(self._connection, "pairs", rows_frame(OVERLAPS, rows))
            problems += [_double_count(year, pair) for pair in pairs if pair.status == "unclear"]
        inserting.fill_from(self._connection, OVERLAPS, "pairs")
        return sorted(problems, key=lambda one: one["form_id"] or "")

    def _departments(self) -> pl.DataFrame:
        """Every department that filed, and every one that owes, by collection."""
        filed = self._rows("SELECT collection, department, count(*) FROM own GROUP BY ALL")
        counts = {(collection, name): forms for collection, name, forms in filed if name is not None}
        for collection in {row[0] for row in filed}:
            for entry in self._rosters.of(collection).departments:
                if entry.owes:
                    counts.setdefault((collection, entry.name), 0)
        return rows_frame(
            DEPARTMENTS,
            [
                _department(collection, name, self._rosters.of(collection).find(name), forms)
                for (collection, name), forms in counts.items()
            ],
        )

    def _obligations(self) -> None:
        inserting.create(self._connection, "owed", rows_frame(OBLIGATIONS, []))
        years: dict[str, list[int]] = defaultdict(list)
        for collection, year in self._rows(
            "SELECT DISTINCT collection, fiscal_year FROM current_own WHERE fiscal_year IS NOT NULL"
        ):
            years[collection].append(year)
        for collection, several in years.items():
            owing = [entry for entry in self._rosters.of(collection).departments if entry.owes]
            for start in range(0, len(owing), _DEPARTMENTS_AT_ONCE):
                entries = owing[start : start + _DEPARTMENTS_AT_ONCE]
                owed = obligations(collection, several, entries, self._filed(collection, entries))
                frame = rows_frame(OBLIGATIONS, map(asdict, owed))
                inserting.append(self._connection, "owed", frame)
        inserting.fill_from(self._connection, OBLIGATIONS, "owed")

    def _filed(
        self, collection: str, entries: Sequence[Department]
    ) -> Mapping[tuple[str, str], Mapping[int, Known]]:
        """The first current form of each type and year of these departments."""
        rows = self._rows(
            """SELECT DISTINCT ON (department, form_type, fiscal_year)
            department, form_type, fiscal_year, form_id, budget_yuan
            FROM current_own WHERE collection = ? AND department IN (SELECT unnest(?))
            AND fiscal_year IS NOT NULL ORDER BY department, form_type, fiscal_year, form_id""",
            [collection, [entry.name for entry in entries]],
        )
        found: dict[tuple[str, str], dict[int, Known]] = defaultdict(dict)
        for department, form_type, year, form_id, budget in rows:
            found[department, form_type][year] = Known(form_id, budget)
        return found

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()


def _repeated(rows: Iterable[tuple[str, str, str | None, str]]) -> list[tuple[str, str]]:
    """
    Every later document of the same content, and the first one.

    `rows` give document_id, relative_path, member and sha256; first is what people list first.
    """
    first: dict[str, str] = {}
    again = []
    for document_id, _, _, sha256 in sorted(rows, key=lambda row: (natural(row[1]), natural(row[2] or ""))):
        original = first.setdefault(sha256, document_id)
        if original != document_id:
            again.append((document_id, original))
    return again


def _together(owners: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str, str]]:
    """Departments of a collection, in their order, that have some thousand forms: the first and the last."""
    now: tuple[str, str, str] | None = None
    held = 0
    for collection, department, forms in owners:
        if now is not None and now[0] == collection and held + forms <= _FORMS_AT_ONCE:
            now, held = (collection, now[1], department), held + forms
            continue
        if now is not None:
            yield now
        now, held = (collection, department, department), forms
    if now is not None:
        yield now


def _pair(collection: str, year: int, pair: Overlap) -> dict[str, object]:
    return {
        "form_id": pair.child.form_id,
        "parent_form_id": pair.parent.form_id,
        "collection": collection,
        "fiscal_year": year,
        "department": pair.child.department,
        "parent": pair.parent.department,
        "status": pair.status,
        "budget_yuan": pair.child.budget_yuan,
    }


def _double_count(year: int, pair: Overlap) -> Problem:
    named = f"“{pair.parent.department}”与“{pair.child.department}”"
    return {
        "document_id": pair.child.document_id,
        "form_id": pair.child.form_id,
        "code": "possible_double_count",
        "message": f"{year}年{named}都报了整体表，名录未说明前者是否含后者；两表均计入合计",
    }


def _department(collection: str, name: str, known: Department | None, forms: int) -> dict[str, object]:
    return {
        "collection": collection,
        "department": name,
        "former_names": "、".join(known.former_names) if known and known.former_names else None,
        "parent": known.parent if known else None,
        "included_in_parent": known.included_in_parent if known else None,
        "kind": (known.kind if known else None) or UNCLASSIFIED,
        "size_group": known.size_group if known else None,
        "owes": "、".join(known.owes) if known and known.owes else None,
        "in_roster": known is not None,
        "forms": forms,
    }


_SUPERSEDED = pl.Schema({"form_id": pl.String(), "superseded_by": pl.String()})

#: Only files that gave forms are duplicates of each other: all others stay listed.
_SAME_CONTENT = """SELECT document_id, relative_path, member, sha256 FROM staged_documents
WHERE outcome = 'read' AND sha256 IN (
    SELECT sha256 FROM staged_documents WHERE outcome = 'read' GROUP BY sha256 HAVING count(*) > 1
)"""
_TOLD = """CREATE TEMP TABLE told AS
SELECT s.document_id, CASE WHEN a.document_id IS NULL THEN s.outcome ELSE 'duplicate' END AS outcome,
    a.duplicate_of, coalesce(p.path, s.path) AS path
FROM staged_documents s
LEFT JOIN again a ON a.document_id = s.document_id
LEFT JOIN paths p ON p.file_key = s.file_key"""
_OWN = """SELECT f.form_id, f.document_id, d.collection, o.department, o.kind, o.parent, f.form_type,
    f.fiscal_year, f.project, f.supervisor, f.unit, f.money_basis, f.budget_yuan,
    d.relative_path, d.member, coalesce(g.grid_no, 0) AS grid_no, f.ordinal
FROM staged_forms f
JOIN (FROM documents WHERE document_id >= $first AND ($last OR document_id < $end)) d
    ON d.document_id = f.document_id AND d.outcome = 'read'
JOIN owners o ON o.collection = d.collection AND o.printed IS NOT DISTINCT FROM f.department
LEFT JOIN (SELECT document_id, grid, min(grid_no) AS grid_no FROM staged_grids
    WHERE document_id >= $first AND ($last OR document_id < $end) GROUP BY ALL) g
    ON g.document_id = f.document_id AND g.grid = f.grid
WHERE f.document_id >= $first AND ($last OR f.document_id < $end)"""
_OWN_COLUMNS = 40  # those, and what is joined for them
_WHOLE = {"first": "", "end": "", "last": True}
_CURRENT = "CREATE TEMP VIEW current_own AS FROM own WHERE form_id NOT IN (SELECT form_id FROM superseded)"
#: The words of `words.NOT_COUNTED`, the first that holds.
_DECIDED = f"""CREATE TEMP TABLE decided AS
SELECT *, counted_reason IS NULL AS counted FROM (
    SELECT o.form_id, o.document_id, o.collection, o.department, o.kind, o.parent,
        s.form_id IS NULL AS current, s.superseded_by,
        CASE WHEN s.form_id IS NOT NULL THEN 'superseded'
            WHEN o.money_basis IS NULL THEN 'no_money'
            WHEN o.unit IS NULL THEN 'unit_not_printed'
            WHEN o.fiscal_year IS NULL THEN 'year_unknown'
            WHEN o.department IS NULL AND o.form_type = '{OVERALL}' THEN 'department_unknown'
            WHEN o.form_type = 'unknown' THEN 'type_unknown'
            WHEN i.form_id IS NOT NULL THEN 'included_in_parent'
        END AS counted_reason
    FROM own o
    LEFT JOIN superseded s ON s.form_id = o.form_id
    LEFT JOIN (SELECT DISTINCT form_id FROM pairs WHERE status = 'included') i ON i.form_id = o.form_id
)"""
