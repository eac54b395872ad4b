"""What a generation holds, in a few numbers: the answer of `jixiao build` and `jixiao status`."""

from dataclasses import asdict, dataclass

import polars as pl

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
    documents = warehouse.rows(DOCUMENTS, order=("relative_path", "member"))
    forms = warehouse.rows(
        FORMS, ("collection", "department", "fiscal_year", "current", "synthetic", "superseded_by")
    )
    problems = warehouse.rows(PROBLEMS, ("code",))["code"].value_counts().sort("code")
    signed = warehouse.rows(GENERATION).to_dicts()
    missing = warehouse.rows(OBLIGATIONS, ("status",), where=[Where("status", "=", "missing")])
    return Summary(
        generation=signed[0]["generation"] if signed else warehouse.build_id,
        files=documents.height,
        forms=forms.height,
        departments=forms.drop_nulls("department").select("collection", "department").n_unique(),
        years=sorted(forms["fiscal_year"].drop_nulls().unique().to_list()),
        duplicates=documents.filter(pl.col("outcome") == "duplicate").height,
        superseded=forms.filter(~pl.col("current")).height,
        rejected=_files(documents, "rejected"),
        without_form=_files(documents, "no_form"),
        problems=dict(problems.iter_rows()),
        unread_cells=warehouse.rows(UNREAD, ("form_id",)).height,
        missing=missing.height,
        synthetic_forms=forms.filter(pl.col("synthetic")).height,
        checksum=signed[0]["checksum"] if signed else None,
        seconds=round(signed[0]["seconds"], 3) if signed else None,
    )


def _files(documents: pl.DataFrame, outcome: str) -> list[RejectedFile]:
    found = documents.filter(pl.col("outcome") == outcome).select(
        "path", "member", "place", "code", "message"
    )
    return [RejectedFile(*row) for row in found.iter_rows()]
