"""
The published warehouse, read-only and locked down: the one place that asks in SQL.

Reads are scoped and return whole columns of one table; the questions themselves are asked
in polars, in `queries`. Each read has a cursor of its own, since a connection serves one thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from pipelines.problems import SourceError
from pipelines.warehouse.column import Table
from pipelines.warehouse.connecting import to_read
from pipelines.warehouse.derived import GENERATION
from pipelines.warehouse.publish import current_file
from pipelines.warehouse.schema import SCHEMA_VERSION, TABLES
from pipelines.warehouse.scope import Scope

Comparison = Literal["=", "<", "<=", ">", ">=", "<>", "in", "is null", "is not null"]


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a column; `value` is a scalar, a tuple for "in", unused for the null tests."""

    column: str
    comparison: Comparison = "="
    value: str | int | float | bool | tuple[str, ...] | tuple[int, ...] | None = None


class Warehouse:
    """
    One generation, open for reading.

    Attributes:
        build_id: names the generation; an answer may be kept under it and its scalars.
        path: the file, or None for the empty warehouse.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, build_id: str, path: Path | None) -> None:
        self._connection = connection
        self.build_id = build_id
        self.path = path

    @classmethod
    def open(cls, folder: Path | str) -> "Warehouse":
        """
        Open the generation that is published in `folder`; an empty one where none is.

        Raises:
            SourceError: the file is no warehouse, or one of another version.
        """
        path = current_file(Path(folder))
        return cls.empty() if path is None else cls.open_file(path)

    @classmethod
    def open_file(cls, path: Path) -> "Warehouse":
        """Open one generation's file. Raises SourceError where it is no warehouse of this version."""
        try:
            connection = to_read(path)
            warehouse = cls(connection, path.stem, path)
            version = warehouse.rows(GENERATION)["schema_version"].to_list()
        except duckdb.Error as error:
            reason = str(error).splitlines()[0][:120]
            raise SourceError("warehouse_unusable", reason, "本程序生成的数据仓库文件") from error
        if version != [SCHEMA_VERSION]:
            connection.close()
            raise SourceError(
                "warehouse_version", f"数据仓库结构版本 {version}", f"版本 {SCHEMA_VERSION}，请重新生成"
            )
        return warehouse

    @classmethod
    def empty(cls) -> "Warehouse":
        """A warehouse of all tables and no rows, so that nobody needs a special case."""
        connection = to_read(":memory:")
        for table in TABLES:
            connection.execute(table.ddl)
        return cls(connection, "empty", None)

    @property
    def is_empty(self) -> bool:
        """True where nothing has been built yet."""
        return self.path is None

    def close(self) -> None:
        self._connection.close()

    def rows(
        self,
        table: Table,
        columns: Sequence[str] = (),
        scope: Scope | None = None,
        where: Sequence[Where] = (),
        order: Sequence[str] = (),
        limit: int | None = None,
    ) -> pl.DataFrame:
        """
        Rows of one table.

        Args:
            table: one of the schema's literals.
            columns: those wanted; all where empty.
            scope: restricts by those of its fields that are columns of the table.
            where: further conditions, all of which hold.
            order: columns, each with an optional "-" before it for descending; nulls last.
            limit: at most so many rows.

        Returns:
            A frame with the table's own types; in the table's stored order where no `order` is given.
        """
        conditions, values = _conditions(table, [*_of_scope(table, scope or Scope()), *where])
        wanted = ", ".join(_quoted(table, name) for name in (columns or table.names))
        query = f'SELECT {wanted} FROM "{table.name}"'
        if conditions:
            query += " WHERE " + " AND ".join(conditions)
        if order:
            query += " ORDER BY " + ", ".join(_ordered(table, name) for name in order)
        if limit is not None:
            query += f" LIMIT {int(limit)}"
        return self._frame(query, values)

    def sums(
        self,
        table: Table,
        by: Sequence[str],
        summed: Sequence[str],
        scope: Scope | None = None,
        where: Sequence[Where] = (),
        distinct: Sequence[str] = (),
    ) -> pl.DataFrame:
        """
        Sums of columns by the columns `by`, with `rows`, the number of rows; in no set order.

        Whole numbers, flags (counted) and money keep their exactness: sums are BIGINT or
        DECIMAL(38, …). With `distinct`, a column of that name counts different combinations.
        """
        conditions, values = _conditions(table, [*_of_scope(table, scope or Scope()), *where])
        types = {column.name: column.sql for column in table}
        keys = [_quoted(table, name) for name in by]
        parts = [*keys, *(_sum(name, types[name]) for name in summed), "count(*) AS rows"]
        if distinct:
            joined = f"concat_ws(chr(31), {', '.join(_quoted(table, name) for name in distinct)})"
            parts.append(f"count(DISTINCT {joined}) AS distinct")
        query = f'SELECT {", ".join(parts)} FROM "{table.name}"'
        if conditions:
            query += " WHERE " + " AND ".join(conditions)
        if keys:
            query += " GROUP BY " + ", ".join(keys)
        return self._frame(query, values)

    def repeated(
        self,
        table: Table,
        by: Sequence[str],
        over: str,
        summed: str,
        times: int,
        scope: Scope | None = None,
        where: Sequence[Where] = (),
        limit: int | None = None,
    ) -> pl.DataFrame:
        """
        Combinations of `by` that occur with `times` different values of `over` or more.

        Returns:
            The columns `by`, `times` and the sum of `summed`; most times first, then the largest sum,
            then by `by`.
        """
        conditions, values = _conditions(table, [*_of_scope(table, scope or Scope()), *where])
        keys = ", ".join(_quoted(table, name) for name in by)
        total = _quoted(table, summed)
        chosen = (" WHERE " + " AND ".join(conditions)) if conditions else ""
        query = (
            f"SELECT {keys}, count(*) AS times, sum({total}) AS {total} FROM "
            f'(SELECT {keys}, {_quoted(table, over)}, sum({total}) AS {total} FROM "{table.name}"{chosen} '
            f"GROUP BY {keys}, {_quoted(table, over)}) GROUP BY {keys} HAVING count(*) >= ? "
            f"ORDER BY times DESC, {total} DESC NULLS LAST, {keys}"
        )
        if limit is not None:
            query += f" LIMIT {int(limit)}"
        return self._frame(query, [*values, times])

    def _frame(self, query: str, values: Sequence[object]) -> pl.DataFrame:
        """Rows of `query`; a cursor of its own, since a connection serves one thread."""
        frame: pl.DataFrame = self._connection.cursor().sql(query, params=list(values)).pl()
        return frame


def _quoted(table: Table, name: str) -> str:
    """A column's name for SQL; a name that is none of the table's is our bug."""
    if name not in table.names:
        raise KeyError(f"{table.name} has no column {name}")
    return f'"{name}"'


def _ordered(table: Table, name: str) -> str:
    direction = "DESC" if name.startswith("-") else "ASC"
    return f"{_quoted(table, name.removeprefix('-'))} {direction} NULLS LAST"


def _sum(name: str, sql: str) -> str:
    whole = sql in ("INTEGER", "BIGINT", "SMALLINT", "BOOLEAN")
    part = f'CAST("{name}" AS INTEGER)' if sql == "BOOLEAN" else f'"{name}"'
    return f'CAST(sum({part}) AS BIGINT) AS "{name}"' if whole else f'sum({part}) AS "{name}"'


def _of_scope(table: Table, scope: Scope) -> list[Where]:
    """The conditions of a scope that this table can answer."""
    wanted = [
        ("fiscal_year", scope.year),
        ("collection", scope.collection),
        ("department", scope.department),
        ("form_type", scope.form_type),
    ]
    found = [Where(name, "=", value) for name, value in wanted if value is not None and name in table.names]
    if scope.kinds and "kind" in table.names:
        found.append(Where("kind", "in", scope.kinds))
    return found


def _conditions(table: Table, where: Sequence[Where]) -> tuple[list[str], list[object]]:
    """SQL of the conditions, with a `?` for each condition, and the values."""
    texts: list[str] = []
    values: list[object] = []
    for condition in where:
        name = _quoted(table, condition.column)
        if condition.comparison in ("is null", "is not null"):
            texts.append(f"{name} {condition.comparison}")
        elif condition.comparison == "in":
            members = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            texts.append(f"{name} = ANY(?)")  # one list: hundreds of `?` take longer than the query itself
            values.append(list(members))
        else:
            texts.append(f"{name} {condition.comparison} ?")
            values.append(condition.value)
    return texts, values
