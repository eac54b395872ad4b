"""
What only all documents together can say: duplicates, current submissions, totals, obligations.

Works on the staged documents and forms, a few rows each; the large tables follow them by key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import polars as pl

from pipelines.warehouse.column import Table
from pipelines.warehouse.counting import Filed, Obligation, Overlap, obligations, overlaps, why_not_counted
from pipelines.warehouse.derived import DEPARTMENTS, OBLIGATIONS, OVERLAPS
from pipelines.warehouse.inputs import natural
from pipelines.warehouse.roster import Rosters
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.submissions import Submission, place
from pipelines.warehouse.words import UNCLASSIFIED

#: What is needed of documents and forms to decide on them: a few short columns, for all of a build.
DOCUMENT_COLUMNS = (
    "document_id", "path", "relative_path", "member", "collection", "sha256", "outcome",
)  # fmt: skip
FORM_COLUMNS = (
    "form_id", "document_id", "grid", "ordinal", "form_type", "fiscal_year", "department", "project",
    "supervisor", "unit", "money_basis", "budget_yuan",
)  # fmt: skip
#: What is decided of a form, beside `document_id`: which columns of `forms` it fills.
SETTLED = (
    "collection",
    "department",
    "kind",
    "parent",
    "current",
    "superseded_by",
    "counted",
    "counted_reason",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """Frames in no set order, those of whole tables with their schemas, and the problems found on the way."""

    documents: pl.DataFrame  #: document_id, outcome, duplicate_of of every document
    forms: pl.DataFrame  #: form_id, document_id and `SETTLED` of every form that is not a duplicate's
    departments: pl.DataFrame
    obligations: pl.DataFrame
    overlaps: pl.DataFrame
    problems: list[dict[str, str]]  #: document_id, form_id, code, message


def decide(documents: pl.DataFrame, forms: pl.DataFrame, grid_nos: pl.DataFrame, rosters: Rosters) -> Decided:
    """
    Decide on all documents and forms.

    Args:
        documents: `DOCUMENT_COLUMNS` of all documents.
        forms: `FORM_COLUMNS` of all forms, those of duplicates among them.
        grid_nos: document_id, grid, grid_no.
        rosters: what the collections and the product say of the departments.
    """
    told = _tell_duplicates(documents)
    kept = documents.join(told.filter(outcome="read"), on="document_id", how="semi").select(
        "document_id", "relative_path", "member", "collection"
    )
    own = (
        forms.join(kept, on="document_id")
        .join(grid_nos, on=["document_id", "grid"], how="left")
        .sort("form_id")
    )
    # Row by row: all rows as dictionaries would be the largest thing in memory.
    placed = place(map(_submission, own.iter_rows(named=True)), rosters)
    money = own.select("unit", pl.col("money_basis").is_not_null(), "budget_yuan").iter_rows()
    filed = [Filed(submission, *row) for submission, row in zip(placed, money, strict=True)]
    pairs = overlaps(filed, rosters)
    owed = obligations(filed, rosters)
    return Decided(
        told,
        own.select("form_id", "document_id").join(_settled(filed, pairs), on="form_id"),
        _departments(filed, rosters),
        rows_frame(OBLIGATIONS, [asdict(one) for one in owed]),
        rows_frame(OVERLAPS, [_overlap(pair) for pair in pairs]),
        _double_count_problems(pairs, dict(own.select("form_id", "document_id").iter_rows())),
    )


def _tell_duplicates(documents: pl.DataFrame) -> pl.DataFrame:
    """Mark every later file of the same content; only files that gave forms: all others stay listed."""
    first: dict[str, str] = {}
    rows = sorted(
        documents.select("document_id", "relative_path", "member", "sha256", "outcome").iter_rows(),
        key=lambda row: (natural(row[1]), natural(row[2] or "")),
    )
    told = []
    for document_id, _, _, sha256, outcome in rows:
        original = first.setdefault(sha256, document_id) if outcome == "read" else document_id
        again = original != document_id
        told.append((document_id, "duplicate" if again else outcome, original if again else None))
    return pl.DataFrame(
        told, dict.fromkeys(("document_id", "outcome", "duplicate_of"), pl.String), orient="row"
    )


def _submission(row: dict[str, object]) -> Submission:
    def text(name: str) -> str | None:
        value = row[name]
        return None if value is None else str(value)

    def number(name: str) -> int:
        value = row[name]
        return value if isinstance(value, int) else 0

    return Submission(
        form_id=text("form_id") or "",
        relative_path=text("relative_path") or "",
        member=text("member"),
        grid_no=number("grid_no"),
        ordinal=number("ordinal"),
        collection=text("collection") or "",
        form_type=text("form_type") or "unknown",
        fiscal_year=None if row["fiscal_year"] is None else number("fiscal_year"),
        department=text("department"),
        project=text("project"),
        supervisor=text("supervisor"),
    )


def _settled(filed: Sequence[Filed], pairs: Iterable[Overlap]) -> pl.DataFrame:
    included = {pair.child.submission.form_id: pair for pair in pairs if pair.status == "included"}
    decided = []
    for one in filed:
        reason = why_not_counted(one, included)
        submission = one.submission
        decided.append(
            {
                "form_id": submission.form_id,
                "collection": submission.collection,
                "department": submission.department,
                "kind": submission.kind,
                "parent": submission.parent,
                "current": submission.current,
                "superseded_by": submission.superseded_by,
                "counted": reason is None,
                "counted_reason": reason,
            }
        )
    return pl.DataFrame(decided, {name: FORMS.frame_schema[name] for name in ("form_id", *SETTLED)})


def _departments(filed: Sequence[Filed], rosters: Rosters) -> pl.DataFrame:
    """Every department that filed, and every one that owes, by collection."""
    counts: dict[tuple[str, str], int] = {}
    for one in filed:
        if one.submission.department is not None:
            key = (one.submission.collection, one.submission.department)
            counts[key] = counts.get(key, 0) + 1
    for collection in {one.submission.collection for one in filed}:
        for entry in rosters.of(collection).departments:
            if entry.owes or (collection, entry.name) in counts:
                counts.setdefault((collection, entry.name), 0)
    rows: list[dict[str, object]] = []
    for (collection, name), forms in sorted(counts.items()):
        known = rosters.of(collection).find(name)
        rows.append(
            {
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
        )
    return rows_frame(DEPARTMENTS, rows)


def _overlap(pair: Overlap) -> dict[str, object]:
    child, parent = pair.child.submission, pair.parent.submission
    return {
        "form_id": child.form_id,
        "parent_form_id": parent.form_id,
        "collection": child.collection,
        "fiscal_year": child.fiscal_year,
        "department": child.department,
        "parent": parent.department,
        "status": pair.status,
        "budget_yuan": pair.child.budget_yuan,
    }


def _double_count_problems(pairs: Iterable[Overlap], document_of: dict[str, str]) -> list[dict[str, str]]:
    found = []
    for pair in pairs:
        if pair.status == "unclear":
            child, parent = pair.child.submission, pair.parent.submission
            pair_named = f"“{parent.department}”与“{child.department}”"
            found.append(
                {
                    "document_id": document_of[child.form_id],
                    "form_id": child.form_id,
                    "code": "possible_double_count",
                    "message": f"{child.fiscal_year}年{pair_named}都报了整体表，"
                    "名录未说明前者是否含后者；两表均计入合计",
                }
            )
    return found


def rows_frame(table: Table, rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    """A frame of a table's schema; a column that a row does not give is null."""
    schema = table.frame_schema
    return pl.DataFrame(
        {
            name: pl.Series(name, [row.get(name) for row in rows], dtype=dtype)
            for name, dtype in schema.items()
        }
    )


__all__ = ["Decided", "Obligation", "decide", "rows_frame"]
