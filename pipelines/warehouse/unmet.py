"""
Corrections that met no document: its file has changed, or it is no part of this build.

A changed file is a problem of that file, said loudly: somebody has to look again. A record of
the ledger whose file is nowhere is listed, since it may have been moved or renamed *and* changed;
a shipped one whose sample is not built is nothing to speak of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipelines.forms.corrections import Correction, Outcome
from pipelines.forms.text import fold
from pipelines.warehouse.form_rows import Row
from pipelines.warehouse.rows import correction_row

#: Ids of corrections that are shipped with the product begin so.
SHIPPED = "S-"


@dataclass(slots=True)
class Unmet:
    """Rows for `corrections`, and the problems of the documents that have changed."""

    rows: list[Row] = field(default_factory=list)
    problems: list[dict[str, str | None]] = field(default_factory=list)


def unmet(corrections: Sequence[Correction], documents: pl.DataFrame) -> Unmet:
    """
    Tell what became of the corrections whose content is in no document.

    Args:
        corrections: all that the build was given.
        documents: document_id, path, relative_path, member and sha256 of every document.
    """
    known = set(documents["sha256"].drop_nulls())
    found = Unmet()
    missing = [one for one in corrections if one.document not in known]
    rows = documents.to_dicts() if missing else []
    for one in missing:
        here = [row for row in rows if _at(one, row)]
        for row in here:
            read = f"内容指纹 {row['sha256'][:12]}…" if row["sha256"] else "读不成的文件"
            printed = f"“{fold(one.printed)[:30]}”" if one.printed else "没有印"
            what = f"{one.place or one.field}：{printed}→“{fold(one.value)[:30]}”"
            message = (
                f"更正{one.id}未应用（{what}）：读到{read}；应为 {one.document[:12]}…；"
                "文件已变，请核对后重新更正或撤回"
            )
            told = correction_row(Outcome(one, "stale", message=message))
            found.rows.append({**told, "document_id": row["document_id"]})
            found.problems.append(
                {
                    "document_id": row["document_id"],
                    "form_id": None,
                    "code": "correction_stale",
                    "place": one.place,
                    "message": message,
                }
            )
        if not here and not one.id.startswith(SHIPPED):
            message = f"更正{one.id}未应用：读到：没有这份文件；应为 {one.path or one.document[:12]}"
            found.rows.append(correction_row(Outcome(one, "absent", message=message)))
    return found


def _at(one: Correction, row: dict[str, str | None]) -> bool:
    """Whether a document lies where the correction's document lay."""
    if not one.path or (one.member or None) != row["member"]:
        return False
    if Path(one.path).is_absolute():
        return str(Path(row["path"] or "").absolute()) == one.path
    relative = row["relative_path"] or ""
    return relative == one.path or (row["path"] or "").replace("\\", "/").endswith("/" + one.path)
