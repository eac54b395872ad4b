"""
Findings and scores as a build keeps them, each finding with fingerprints that outlive the build.

`fingerprint` says which finding it is: collection, department, year, type, project, rule and
subject. Neither the place nor the message is part of it, so it stays when cells move, files are
read anew or a profile changes. `series` is the same without the year. `figures` is a digest of what was
printed and computed: where it changes, the finding is another question than the one that was answered.
"""

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import polars as pl

from pipelines.audit.asked import Asked
from pipelines.audit.engine import Asking
from pipelines.audit.facts import Subject
from pipelines.audit.profile import Profile
from pipelines.audit.recompute import recompute_all
from pipelines.audit.rules import RULES
from pipelines.forms.text import key
from pipelines.ledger.links import ProjectLink
from pipelines.queries.frames import conform
from pipelines.warehouse.derived import DEPARTMENTS
from pipelines.warehouse.judged import ASKED, FINDINGS, ORDER, RECOMPUTED, STEPS, UNCHECKED, Judgement
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

_WHOLE = Scope()
_RULE_IDS = tuple(rule.id for rule in RULES)
#: What the fingerprints of a finding are made of.
_TOLD = (
    "outcome", "collection", "department", "fiscal_year", "form_type", "project", "rule", "subject",
    "form_id", "printed", "computed", "difference",
)  # fmt: skip
_PRINTS = pl.Schema({"fingerprint": pl.String(), "series": pl.String(), "figures": pl.String()})


def judging(
    warehouse: Warehouse, profile: Profile, links: Sequence[ProjectLink] = (), scope: Scope = _WHOLE
) -> Iterator[Judgement]:
    """
    Ask all rules of the forms of the scope, and recompute their scores, some departments at a time.

    `links` are what people said of projects that were renamed. At least one judgement comes, without rows
    where there are no forms.
    """
    asked = Asked()
    asking = Asking(warehouse, scope, profile, False, RULES, links, asked)
    wanted = warehouse.rows(FORMS, ("form_id",), scope)
    kinds = warehouse.rows(DEPARTMENTS, ("collection", "department", "kind"))

    def judged(subjects: Sequence[Subject]) -> Judgement:
        findings = _with_kinds(identified(asking.take()), kinds).with_columns(
            pl.int_range(1, pl.len() + 1).alias("finding_no"),
            pl.col("places").list.join("\n").alias("all_places"),
        )
        totals, steps = (
            one.join(wanted, on="form_id", how="semi") for one in recompute_all(subjects, profile)
        )
        looked_at, unchecked = asked.take()
        return Judgement(
            conform(findings, FINDINGS.frame_schema),
            conform(_with_kinds(totals, kinds), RECOMPUTED.frame_schema),
            conform(steps, STEPS.frame_schema),
            conform(_with_kinds(looked_at, kinds), ASKED.frame_schema),
            conform(_with_kinds(unchecked, kinds), UNCHECKED.frame_schema),
            _RULE_IDS,
            profile.label,
            profile.digest,
        )

    with _no_search_for_cycles():
        for subjects in asking.batches():
            yield judged(subjects)
            del subjects  # or else they would be held while the next ones are loaded
        yield judged(())  # where there was nothing to ask of, there is a judgement all the same


def judge(
    warehouse: Warehouse, profile: Profile, links: Sequence[ProjectLink] = (), scope: Scope = _WHOLE
) -> Judgement:
    """As `judging`, all at once: findings in the order of the rules, then of collections and departments."""
    several = list(judging(warehouse, profile, links, scope))
    findings = pl.concat([one.findings for one in several])
    number = pl.col("rule").replace_strict(dict(zip(_RULE_IDS, range(len(_RULE_IDS)), strict=True)))
    ordered = findings.sort(number, *ORDER, "finding_no", nulls_last=True)
    return replace(
        several[0],
        findings=ordered.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int32).alias("finding_no")),
        recomputed=pl.concat([one.recomputed for one in several]),
        steps=pl.concat([one.steps for one in several]),
        asked=pl.concat([one.asked for one in several]),
        unchecked=pl.concat([one.unchecked for one in several]),
    )


def _with_kinds(frame: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    return frame.join(kinds, on=["collection", "department"], how="left", maintain_order="left")


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Forms and findings are a million small objects that never point at each other in a ring."""
    searching = gc.isenabled()
    gc.disable()  # a tenth of the time, for nothing: they go when nobody holds them any more
    try:
        yield
    finally:
        if searching:
            gc.enable()


def identified(findings: pl.DataFrame) -> pl.DataFrame:
    """
    Answers with `fingerprint`, `series` and `figures`: 16 hex digits each, null where nothing failed.

    Several of one rule on one subject of one form are told apart by their order, which is the form's.
    """
    seen: Counter[tuple[tuple[str, ...], int | None]] = Counter()
    prints: list[tuple[str | None, ...]] = []
    for row in findings.select(_TOLD).iter_rows(named=True):
        if row["outcome"] != "failed":
            prints.append((None, None, None))
            continue
        about, year = _about(row), row["fiscal_year"]
        seen[about, year] += 1
        prints.append(
            (
                _hash(about, year, seen[about, year]),
                _hash(about, seen[about, year]),
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
