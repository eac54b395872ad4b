"""What a table and a column are, and the types that they have in SQL and in polars."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pipelines.wording import Wording

MONEY_SQL = "DECIMAL(20,4)"
#: What its digits hold is below this.
MONEY_LIMIT = Decimal(10) ** 16
POINTS_SQL = "DECIMAL(14,4)"
#: Sums of points: however large the points of a row are that are kept, so many rows fit.
POINTS_SUM_SQL = "DECIMAL(20,4)"

#: Sums of money; a sum in DuckDB and in polars has this type.
MONEY = pl.Decimal(38, 4)
POINTS = pl.Decimal(38, 4)

_DTYPES: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "SMALLINT": pl.Int16(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "BOOLEAN": pl.Boolean(),
    "DOUBLE": pl.Float64(),
    "TIMESTAMP": pl.Datetime("us"),
    MONEY_SQL: pl.Decimal(20, 4),
    POINTS_SQL: pl.Decimal(14, 4),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in code, its SQL type, and what people call it."""

    name: str
    sql: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `key` gives the order in which its rows are stored, and is unique."""

    name: str
    wording: Wording
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def frame_schema(self) -> pl.Schema:
        """The polars schema of a frame of this table's rows."""
        return pl.Schema({column.name: _DTYPES[column.sql] for column in self.columns})

    @property
    def ddl(self) -> str:
        columns = ", ".join(f'"{column.name}" {column.sql}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" ({columns})'


def column(name: str, sql: str, zh: str, en: str) -> Column:
    return Column(name, sql, Wording(zh, en))


#: Carried by every row that questions filter, so that none needs a join.
SCOPE_COLUMNS: tuple[Column, ...] = (
    column("collection", "VARCHAR", "批次", "Collection"),
    column("form_type", "VARCHAR", "表类型", "Form type"),
    column("fiscal_year", "SMALLINT", "年度", "Fiscal year"),
    column("department", "VARCHAR", "单位", "Department"),
    column("kind", "VARCHAR", "单位类别", "Kind of department"),
    column("parent", "VARCHAR", "上级单位", "Parent department"),
    column("project", "VARCHAR", "项目", "Project"),
    column("synthetic", "BOOLEAN", "演示数据", "Synthetic"),
    column("current", "BOOLEAN", "现行", "Current submission"),
    column("counted", "BOOLEAN", "计入合计", "Counted in totals"),
)
SCOPE_NAMES = frozenset(one.name for one in SCOPE_COLUMNS)
