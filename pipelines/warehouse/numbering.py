"""Findings in their order, rule by rule and some departments at a time: what is sorted is held in memory."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import duckdb

from pipelines.warehouse.judged import FINDINGS, ORDER

#: So many findings are sorted at once: the texts of each take half a kilobyte.
_AT_ONCE = 10_000


def number_findings(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[str], most: int = _AT_ONCE
) -> None:
    """
    Copy the rows of `judged_findings` to their table and number them: by rule, then in `ORDER`.

    Args:
        connection: where both are.
        rules: in the order in which their findings are numbered.
        most: so many rows are sorted at once, but all of one department.
    """
    columns = ", ".join(f'"{name}"' for name in FINDINGS.names if name != "finding_no")
    order = ", ".join([*(f'"{name}" NULLS LAST' for name in ORDER), "finding_no"])
    row = connection.execute("SELECT count(*) FROM findings").fetchone()
    before = row[0] if row else 0
    for rule in rules:
        for collection, first, last, count in _together(connection, rule, most):
            connection.execute(
                f"""INSERT INTO findings BY NAME
                SELECT $before + row_number() OVER () AS finding_no, {columns}
                FROM (SELECT {columns} FROM judged_findings
                    WHERE rule = $rule AND collection IS NOT DISTINCT FROM $collection
                    AND (department BETWEEN $first AND $last OR ($first IS NULL AND department IS NULL))
                    ORDER BY {order})""",
                {"before": before, "rule": rule, "collection": collection, "first": first, "last": last},
            )
            before += count


_Range = tuple[str | None, str | None, str | None, int]


def _together(connection: duckdb.DuckDBPyConnection, rule: str, most: int) -> Iterator[_Range]:
    """A rule's departments in their order: collection, the first and the last of some, and how many rows."""
    owners = connection.execute(
        """SELECT collection, department, count(*) FROM judged_findings WHERE rule = ?
        GROUP BY ALL ORDER BY collection NULLS LAST, department NULLS LAST""",
        [rule],
    ).fetchall()
    for collection, several in groupby(owners, key=itemgetter(0)):
        now: _Range | None = None
        for _, department, count in several:
            if now is not None and department is not None and now[3] + count <= most:
                now = (collection, now[1], department, now[3] + count)
                continue
            if now is not None:
                yield now
            now = (collection, department, department, count)
        if now is not None:
            yield now
