"""What a generation holds, in a few numbers: the answer of `jixiao build` and `jixiao status`."""

from dataclasses import asdict, dataclass

import polars as pl

from pipelines.warehouse.column import Table
from pipelines.warehouse.derived import GENERATION, OBLIGATIONS
from pipelines.warehouse.schema import DOCUMENTS, FORMS, PROBLEMS, UNREAD
from pipelines.warehouse.warehouse import Warehouse, Where


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that could not be read, and why."""

    path: str
    member: str | None
    place: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What a build read, in numbers: one generation, unless it was not `published`.

    A file counts once, the members of an archive instead of it: `files` are those that gave a
    form (duplicates among them), those rejected, and those without a form (`problems["no_form"]`).
    `without_form` says of the last ones why. `departments` are distinct after the roster; `missing` counts
    owed forms that did not come. A build that gave no form is not published over a generation that has
    some: then `generation` is the one that stands, and nothing of these numbers is in it.
    """

    generation: str
    files: int
    forms: int
    departments: int
    years: list[int]
    duplicates: int
    superseded: int
    rejected: list[RejectedFile]
    without_form: list[RejectedFile]
    problems: dict[str, int]
    unread_cells: int
    missing: int
    synthetic_forms: int
    checksum: str | None
    seconds: float | None
    published: bool = True

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints; `status` leaves `seconds` out."""
        return asdict(self)


def summarise(warehouse: Warehouse) -> Summary:
    """Return the numbers of one generation; zeros and empty lists for the empty warehouse."""
    outcomes = _counted(warehouse, DOCUMENTS, "outcome")
    forms = warehouse.sums(FORMS, ("collection", "department", "fiscal_year"), ("current", "synthetic"))
    signed = warehouse.rows(GENERATION).to_dicts()
    return Summary(
        generation=signed[0]["generation"] if signed else warehouse.build_id,
        files=sum(outcomes.values()),
        forms=_sum(forms, "rows"),
        departments=forms.drop_nulls("department").select("collection", "department").n_unique(),
        years=sorted(forms["fiscal_year"].drop_nulls().unique().to_list()),
        duplicates=outcomes.get("duplicate", 0),
        superseded=_sum(forms, "rows") - _sum(forms, "current"),
        rejected=_files(warehouse, "rejected"),
        without_form=_files(warehouse, "no_form"),
        problems=_counted(warehouse, PROBLEMS, "code"),
        unread_cells=_sum(warehouse.sums(UNREAD, (), ()), "rows"),
        missing=_counted(warehouse, OBLIGATIONS, "status").get("missing", 0),
        synthetic_forms=_sum(forms, "synthetic"),
        checksum=signed[0]["checksum"] if signed else None,
        seconds=round(signed[0]["seconds"], 3) if signed else None,
    )


def _counted(warehouse: Warehouse, table: Table, column: str) -> dict[str, int]:
    """How many rows have each value, in the order of the values: counted where they lie, not read."""
    rows = warehouse.sums(table, (column,), ()).sort(column)
    return dict(rows.select(column, "rows").iter_rows())


def _sum(frame: pl.DataFrame, column: str) -> int:
    return int(frame[column].sum())


def _files(warehouse: Warehouse, outcome: str) -> list[RejectedFile]:
    columns, order = ("path", "member", "place", "code", "message"), ("relative_path", "member")
    found = warehouse.rows(DOCUMENTS, columns, None, [Where("outcome", "=", outcome)], order)
    return [RejectedFile(*row) for row in found.iter_rows()]
