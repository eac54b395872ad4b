"""
Findings and scores as a build keeps them, each finding with fingerprints that outlive the build.

`fingerprint` says which finding it is: collection, department, year, type, project, rule and
subject. Neither the place nor the message is part of it, so it stays when cells move, files are
read anew or a profile changes. `series` is the same without the year. `figures` is a digest of what was
printed and computed: where it changes, the finding is another question than the one that was answered.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.audit.engine import Asking
from pipelines.audit.profile import Profile
from pipelines.audit.recompute import RECOMPUTED, STEPS, recompute_all
from pipelines.audit.rules import RULES
from pipelines.forms.text import key
from pipelines.ledger.links import ProjectLink
from pipelines.queries.frames import conform
from pipelines.warehouse import judged
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.judged import Judgement
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

_WHOLE = Scope()
_EMPTY = ((0, pl.DataFrame(schema=RECOMPUTED)), (1, pl.DataFrame(schema=STEPS)))
_PRINTS = pl.Schema({"fingerprint": pl.String(), "series": pl.String(), "figures": pl.String()})


def judge(
    warehouse: Warehouse, profile: Profile, links: Sequence[ProjectLink] = (), scope: Scope = _WHOLE
) -> Judgement:
    """
    Ask all rules of the forms of the scope, and recompute their scores: rows of `warehouse.judged`.

    `links` are what people said of projects that were renamed.
    """
    asking = Asking(warehouse, scope, profile, False, RULES, links)
    scored = [recompute_all(subjects, profile) for subjects in asking.batches()]
    totals, steps = (pl.concat([one[at] for one in scored]) if scored else empty for at, empty in _EMPTY)
    found = identified(asking.findings())
    wanted = warehouse.rows(FORMS, ("form_id",), scope)
    kinds = warehouse.rows(DEPARTMENTS, ("collection", "department", "kind"))
    of_department = ["collection", "department"]
    return Judgement(
        conform(
            found.join(kinds, on=of_department, how="left", maintain_order="left").with_columns(
                pl.int_range(1, pl.len() + 1).alias("finding_no"),
                pl.col("places").list.join("\n").alias("all_places"),
            ),
            judged.FINDINGS.frame_schema,
        ),
        conform(
            totals.join(kinds, on=of_department, how="left").join(wanted, on="form_id", how="semi"),
            judged.RECOMPUTED.frame_schema,
        ),
        conform(steps.join(wanted, on="form_id", how="semi"), judged.STEPS.frame_schema),
        profile.label,
        profile.digest,
    )


def identified(findings: pl.DataFrame) -> pl.DataFrame:
    """
    Answers with `fingerprint`, `series` and `figures`: 16 hex digits each, null where nothing failed.

    Several of one rule on one subject of one form are told apart by their order, which is the form's.
    """
    seen: Counter[str] = Counter()
    prints: list[tuple[str | None, ...]] = []
    for row in findings.iter_rows(named=True):
        if row["outcome"] != "failed":
            prints.append((None, None, None))
            continue
        about = _about(row)
        ofyear = _hash(about, row["fiscal_year"])
        seen[ofyear] += 1
        prints.append(
            (
                _hash(about, row["fiscal_year"], seen[ofyear]),
                _hash(about, seen[ofyear]),
                _hash(row["printed"], row["computed"], row["difference"]),
            )
        )
    return findings.hstack(pl.DataFrame(prints, schema=_PRINTS, orient="row"))


def _about(row: Mapping[str, Any]) -> tuple[str, ...]:
    folded = (key(row[name] or "") for name in ("department", "project", "subject"))
    # Forms that name no department, or no project, are told apart by their content alone.
    nameless = row["department"] is None or (row["form_type"] == "project" and row["project"] is None)
    form = row["form_id"] if nameless and row["form_id"] else ""
    return (row["collection"], *folded, row["form_type"] or "", row["rule"], form)


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
