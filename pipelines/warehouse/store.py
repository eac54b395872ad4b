"""
A generation in the making: rows staged in any order, then one commit that sorts and decides.

Rows are staged as the Parquet parts in which they were written and go from there straight to
their table, sorted on disk where they are many, so memory does not grow with the build. What
is committed depends on the files alone, never on which worker came first.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath

import polars as pl

from pipelines.forms.corrections import Correction
from pipelines.warehouse.column import SCOPE_NAMES, Table
from pipelines.warehouse.connecting import to_write
from pipelines.warehouse.deciding import Deciding
from pipelines.warehouse.derived import GENERATION, INDICATOR_TOTALS
from pipelines.warehouse.giving_back import give_back
from pipelines.warehouse.inserting import append, create, fill, fill_from, fill_sliced, rows_frame
from pipelines.warehouse.judged import AS_JUDGED, FINDINGS, JUDGED, RECOMPUTED, STEPS, Judge
from pipelines.warehouse.numbering import number_findings
from pipelines.warehouse.parts import tables_in
from pipelines.warehouse.roster import Rosters
from pipelines.warehouse.rows import STAGED, printable, staged_schema
from pipelines.warehouse.runs import merged
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
    SCHEMA_VERSION,
    TABLES,
    UNREAD,
)
from pipelines.warehouse.unmet import Unmet, unmet
from pipelines.warehouse.warehouse import Warehouse

#: Where the files lie on this machine: no part of the content.
_NOT_CONTENT = {("documents", "path")}
#: The build itself, and what a profile makes of the content: another profile is no other content.
_NO_CONTENT = (*JUDGED, GENERATION)

#: Of memory for the database: what is larger is sorted on disk, beside the unfinished file. More made no
#: build measured faster. Who judges looks at some forms at a time, and needs the rest for them.
_MEMORY, _MEMORY_JUDGING = "64MB", "32MB"


class Store:
    """The unfinished file. Only `building` makes one, which closes it whatever happens."""

    def __init__(self, path: Path) -> None:
        self._path, self._runs = path, path.with_name(f"{path.name}.runs")
        self._connection = connection = to_write(path, _MEMORY)
        self._profile: tuple[str | None, str | None] = (None, None)
        # In one transaction, since each one waits for the disk.
        connection.begin()
        for table in TABLES:
            connection.execute(table.ddl)
        connection.commit()

    def close(self) -> None:
        self._connection.close()
        shutil.rmtree(self._runs, ignore_errors=True)

    def stage(self, parts: Sequence[Path], located: pl.DataFrame | None = None) -> None:
        """
        Name the folders of the parts that the generation is made of, once, before `commit`.

        `located` says where each file lies now (`paths_frame`): a part may be of an earlier build.
        """
        files: dict[str, list[str]] = {table.name: [] for table in STAGED}
        for part in parts:
            for name, found in tables_in(part).items():
                files[name] += [str(path) for path in found]
        for table in STAGED:
            name = f"staged_{table.name}"
            if files[table.name]:
                ident = "form_id" if "form_id" in table.key else "document_id"
                few = merged(self._connection, files[table.name], self._runs, table.name, ident)
                self._connection.read_parquet(few).create_view(name)
            else:
                create(self._connection, name, pl.DataFrame(schema=staged_schema(table)))
        create(self._connection, "paths", paths_frame(()))
        if located is not None:
            append(self._connection, "paths", located)

    def commit(self, rosters: Rosters, corrections: Sequence[Correction] = ()) -> None:
        """
        Decide on all staged rows and fill the tables, each in the order of its key.

        `corrections` are those that the documents were read with; here it is seen which met none.
        """
        connection = self._connection
        connection.begin()
        deciding = Deciding(connection, rosters)
        deciding.documents()
        self._settle(DOCUMENTS, "told", ("document_id",))
        problems = deciding.forms()
        self._settle(FORMS, "decided", ("form_id", "document_id"))
        for table in (GRIDS, CELLS, PROBLEMS, CORRECTIONS):
            self._follow_documents(table)
        for table in (MONEY_LINES, FUNDS, GOALS, INDICATORS, UNREAD, CHECKS):
            self._follow_forms(table)
        left = self._unmet(corrections)
        fill(connection, CORRECTIONS, rows_frame(CORRECTIONS, left.rows))
        self._add_problems([*problems, *left.problems])
        connection.commit()
        # With the connection goes what it holds of the parts: open files, pages, the tables of decisions.
        self.close()
        give_back()
        self._connection = to_write(self._path, _MEMORY_JUDGING)
        self._total_indicators()

    def _total_indicators(self) -> None:
        """Some departments at a time, in the order of the whole: what is grouped is held in memory."""
        self._connection.begin()
        for some in self._connection.execute(_INDICATOR_GROUPS).fetchall():
            self._connection.execute(_INDICATOR_TOTALS, some)
        self._connection.commit()

    def checksum(self) -> str:
        """
        A fingerprint of the content, whatever the order of the rows: 32 hex digits.

        Count, exclusive or and sum of a hash over the text of every row, table by table; the
        places of the files on this machine, the time of the build and its findings are no part of it.
        """
        parts = []
        for table in TABLES:
            if table in _NO_CONTENT:
                continue
            columns = [
                f"""coalesce(CAST("{name}" AS VARCHAR), chr(1))"""
                for name in table.names
                if (table.name, name) not in _NOT_CONTENT
            ]
            hashed = f"md5_number_lower(concat_ws(chr(31), {', '.join(columns)}))"
            row = self._connection.execute(
                "SELECT count(*), bit_xor(h), sum(CAST(h AS HUGEINT)) "
                f'FROM (SELECT {hashed} AS h FROM "{table.name}")'
            ).fetchone()
            parts.append(f"{table.name}:{row}")
        found = self._connection.execute("SELECT md5(?)", ["\n".join(parts)]).fetchone()
        return str(found[0]) if found else ""

    def judge(self, judge: Judge) -> None:
        """Let somebody look at all that was committed, and keep what they found."""
        connection = self._connection
        connection.begin()
        for table in (FINDINGS, RECOMPUTED, STEPS):
            create(connection, f"judged_{table.name}", rows_frame(table, []))
        for judgement in judge(Warehouse(connection, "unfinished", None)):
            for table, frame in judgement.tables.items():
                append(connection, table.name if table in AS_JUDGED else f"judged_{table.name}", frame)
            # A transaction holds on to every frame that was registered in it.
            connection.commit()
            connection.begin()
            rules, self._profile = judgement.rules, (judgement.profile, judgement.profile_digest)
            del judgement, frame  # or else they would be held while the next ones are worked out
        number_findings(connection, rules)
        for table in (RECOMPUTED, STEPS):
            fill_from(connection, table, f"judged_{table.name}", table.key[0])
        connection.commit()

    def sign(self, generation: str, built_at: datetime, checksum: str, seconds: float) -> None:
        """Write the one row that names the generation."""
        values = [
            generation,
            built_at.replace(tzinfo=None),
            checksum,
            SCHEMA_VERSION,
            seconds,
            *self._profile,
        ]
        self._connection.execute("INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _unmet(self, corrections: Sequence[Correction]) -> Unmet:
        """What is to be told of corrections, of documents with their content or their file's name."""
        documents: pl.DataFrame = self._connection.sql(
            """SELECT document_id, path, relative_path, member, sha256 FROM documents
            WHERE sha256 IN (SELECT unnest($contents))
            OR parse_filename(relative_path) IN (SELECT unnest($names)) ORDER BY document_id""",
            params={
                "contents": [one.document for one in corrections],
                "names": [PurePath(one.path).name for one in corrections if one.path],
            },
        ).pl()
        return unmet(corrections, documents)

    def _settle(self, table: Table, decided: str, key: Sequence[str]) -> None:
        """Rows of a table as staged, and in place of their own columns those that were decided."""
        own = {row[0] for row in self._connection.execute(f'DESCRIBE "{decided}"').fetchall()}
        columns = ", ".join(f'{"d" if name in own else "s"}."{name}"' for name in table.names)
        same = " AND ".join(f"d.{name} = s.{name}" for name in key)
        self._follow(table, columns, f"{decided} d ON {same}", key[0])

    def _follow_documents(self, table: Table) -> None:
        """Rows of documents that are no duplicates."""
        columns = ", ".join(f's."{name}"' for name in table.names)
        same = "d.document_id = s.document_id AND d.outcome <> 'duplicate'"
        self._follow(table, columns, f"documents d ON {same}", "document_id")

    def _follow_forms(self, table: Table) -> None:
        """Rows of forms that are no duplicates, with what was decided of their form."""
        columns = ", ".join(f'f."{name}"' if name in SCOPE_NAMES else f's."{name}"' for name in table.names)
        same = "f.form_id = s.form_id AND f.document_id = s.document_id"
        self._follow(table, columns, f"forms f ON {same}", "form_id")

    def _follow(self, table: Table, columns: str, joined: str, ident: str) -> None:
        """Copy staged rows whose documents or forms are kept, some at a time, in their order."""
        name = f"staged_{table.name}"
        query = f'SELECT {columns} FROM "{name}" s JOIN {joined}'
        fill_sliced(self._connection, table, name, query, f"s.{ident}", _order(table))

    def _add_problems(self, problems: Sequence[Mapping[str, str | None]]) -> None:
        for problem in problems:
            self._connection.execute(
                """INSERT INTO problems SELECT ?, coalesce(max(problem_no), 0) + 1, ?, ?, ?, ?
                FROM problems WHERE document_id = ?""",
                [
                    problem["document_id"],
                    problem["form_id"],
                    problem["code"],
                    problem.get("place"),
                    problem["message"],
                    problem["document_id"],
                ],
            )


def paths_frame(paths: Iterable[tuple[str, str]]) -> pl.DataFrame:
    """Where each file lies now, by its key: `file_key` and `path`, both text."""
    located = ((key, printable(path)) for key, path in paths)
    return pl.DataFrame(located, pl.Schema({"file_key": pl.String(), "path": pl.String()}), orient="row")


@contextmanager
def building(path: Path) -> Iterator[Store]:
    """Open a new file to build in; closed at the end, removed where the build fails."""
    store = Store(path)
    try:
        yield store
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    store.close()


def _order(table: Table) -> str:
    return ", ".join(f's."{name}"' for name in table.key)


_GROUPED = "collection, fiscal_year, form_type, kind, department, level1, level2"
_INDICATOR_GROUPS = """SELECT DISTINCT collection, fiscal_year, form_type, kind FROM indicators WHERE current
ORDER BY ALL"""
_INDICATOR_TOTALS = f"""INSERT INTO {INDICATOR_TOTALS.name}
SELECT {_GROUPED}, rate_step, CAST(count(*) AS INTEGER), sum(weight), sum(score) FROM (
    SELECT {_GROUPED}, weight, score,
        CASE WHEN score_rate IS NOT NULL
            THEN CAST(least(20, greatest(0, floor(score_rate * 20 + 1e-9))) AS SMALLINT) END AS rate_step
    FROM indicators WHERE current AND collection IS NOT DISTINCT FROM ? AND fiscal_year IS NOT DISTINCT FROM ?
        AND form_type IS NOT DISTINCT FROM ? AND kind IS NOT DISTINCT FROM ?
) GROUP BY {_GROUPED}, rate_step ORDER BY {_GROUPED}, rate_step"""
