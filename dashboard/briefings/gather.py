"""Loads all that the briefings of one collection and year are made of, once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dashboard.briefings.fact import Row
from dashboard.briefings.gathered import Checked, Finding, FormRow, Gathered, Owed, Rows, Scored
from pipelines.audit import RULES, Profile, judge, load_profile
from pipelines.ledger import Act
from pipelines.ledger.links import ProjectLink
from pipelines.problems import SourceError
from pipelines.queries import findings, scopes, scores, sources
from pipelines.warehouse.judged import ASKED, UNCHECKED
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse


def gather(
    warehouse: Warehouse,
    collection: str | None = None,
    year: int | None = None,
    profile: Profile | str = "default",
    department: str | None = None,
    done: Sequence[Act] = (),
    links: Sequence[ProjectLink] = (),
) -> Gathered:
    """
    Load one collection's year.

    Args:
        warehouse: the open generation.
        collection: where None, the one with the most forms, published ones before 演示数据.
        year: where None, the latest that the collection, or the department, has forms of.
        profile: its name, its file or itself; findings and scores stored with another are worked out anew.
        department: where given, a collection that has forms of it is taken.
        done: what people did with findings.
        links: what people said of projects; asked where findings are worked out anew.

    Raises:
        SourceError: there is no form, no such collection, year or department, or no such profile.
    """
    chosen, others = _chosen(warehouse, collection, department)
    wide = Scope(collection=chosen)
    own = Scope(collection=chosen, department=department)
    known = scopes.years(warehouse, own)["fiscal_year"].to_list()
    if year is None and not known:
        raise SourceError(
            "briefing_nothing", f"{department or chosen}的自评表都没有年度", "至少一张印有年度的自评表"
        )
    if year is not None and year not in known:
        said = "、".join(str(one) for one in sorted(known))
        raise SourceError(
            "briefing_nothing", f"{department or chosen}没有{year}年度的自评表", f"有表的年度：{said}"
        )
    wanted = year if year is not None else max(known)
    rules = load_profile(profile) if isinstance(profile, str) else profile
    of_year = Scope(year=wanted, collection=chosen)
    judged, totals, asked, unchecked = _judged(warehouse, of_year, rules, done, links)
    heads = sources.form_scores(warehouse, wide).filter(
        pl.col("fiscal_year").is_null() | (pl.col("fiscal_year") <= wanted)
    )
    money = sources.money_cells(warehouse, wide)
    kept = judged.filter(pl.col("status") != "dismissed")
    generation = sources.generation(warehouse).row(0, named=True)
    return Gathered(
        chosen,
        wanted,
        str(generation["generation"]),
        generation["built_at"].date(),
        scopes.is_synthetic(warehouse, wide),
        rules,
        _forms(heads.filter("current"), totals, bool(rules.grades)),
        _cells(money),
        frozenset(money.filter("half").select("form_id", "line").unique().iter_rows()),
        _findings(kept.filter(pl.col("fiscal_year") == wanted)),
        _findings(kept.filter(pl.col("fiscal_year") == wanted - 1)),
        _findings(judged.filter(pl.col("fiscal_year") == wanted, pl.col("status") == "dismissed")),
        _owed(sources.obligations(warehouse, of_year)),
        _indicators(sources.indicator_cells(warehouse, of_year)),
        _checked(
            asked.filter(pl.col("fiscal_year") == wanted),
            unchecked.filter(pl.col("fiscal_year") == wanted),
            f"{chosen}/{wanted}",
        ),
        heads.filter(~pl.col("current"), pl.col("fiscal_year") == wanted)["form_id"].to_list(),
        others,
    )


def _chosen(warehouse: Warehouse, collection: str | None, department: str | None) -> tuple[str, list[str]]:
    known = scopes.collections(warehouse).sort("synthetic", -pl.col("forms"), "collection")
    names = known["collection"].to_list()
    if not names:
        raise SourceError("briefing_nothing", "数据仓库里没有自评表", "先运行 jixiao build 文件夹")
    if department is not None:
        filed = scopes.departments(warehouse, Scope(department=department, collection=collection))
        having = set(filed["collection"].to_list())
        if not having:
            raise SourceError(
                "briefing_nothing", f"没有“{department}”的自评表", "jixiao status 里有的单位名称"
            )
        names = [name for name in names if name in having]
    if collection is not None and collection not in names:
        said = "、".join(known["collection"].to_list())
        raise SourceError("briefing_nothing", f"没有批次“{collection}”", f"其中之一：{said}")
    chosen = collection if collection is not None else names[0]
    return chosen, [name for name in known["collection"].to_list() if name != chosen]


def _judged(
    warehouse: Warehouse,
    of_year: Scope,
    profile: Profile,
    done: Sequence[Act],
    links: Sequence[ProjectLink],
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """
    Findings with their states, recomputed totals, whom rules were asked of, and what they could not check.

    Those that are stored, where the profile is the same. The first two are of all years.
    """
    scope = replace(of_year, year=None)
    stored = findings.findings(warehouse, scope, done)
    if sources.generation(warehouse)["profile_digest"].to_list() == [profile.digest]:
        asked, unchecked = (warehouse.rows(table, (), of_year) for table in (ASKED, UNCHECKED))
        return stored, scores.scores(warehouse, scope), asked, unchecked
    states = stored.select("fingerprint", "status")
    made = judge(warehouse, profile, links, scope)
    found = made.findings.join(states, on="fingerprint", how="left", maintain_order="left")
    return found.with_columns(pl.col("status").fill_null("open")), made.recomputed, made.asked, made.unchecked


def _checked(
    asked: pl.DataFrame, unchecked: pl.DataFrame, about: str
) -> dict[tuple[str, str | None], Checked]:
    """What became of each rule, of all and of each department, from what was stored of one year."""
    known = asked.drop_nulls("department")
    several = [
        *((scope, None, count) for scope, count in asked.group_by("rule_scope").len().iter_rows()),
        *known.group_by("rule_scope", "department").len().iter_rows(),
    ]
    counts = {(scope, department): count for scope, department, count in several}
    why: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    reasons = unchecked.group_by("rule", "department", "reason").len()
    for rule, department, reason, count in reasons.sort(pl.all(), nulls_last=True).iter_rows():
        for key in {(rule, None), (rule, department)}:
            why[key][reason] += count
    return {
        (rule.id, department): Checked(
            count,
            why[rule.id, department].total(),
            "；".join(reason for reason, _ in why[rule.id, department].most_common()),
            f"{about}/{rule.id}",
        )
        for (scope, department), count in counts.items()
        for rule in RULES
        if rule.scope == scope
    }


def _forms(heads: pl.DataFrame, totals: pl.DataFrame, graded: bool) -> list[FormRow]:
    # A total that leaves out so many points that nobody can grade it stands beside no claimed one.
    if graded:
        totals = totals.filter(pl.col("grade_recomputed").is_not_null())
    known = {row["form_id"]: row for row in totals.iter_rows(named=True)}
    nothing: dict[str, Any] = {"recomputed_total": None}
    found = []
    for row in heads.iter_rows(named=True):
        total = known.get(row["form_id"], nothing)
        found.append(
            FormRow(
                row["form_id"], row["form_type"], row["fiscal_year"], row["department"], row["kind"],
                row["project"], row["counted"], row["counted_reason"], row["total_score"],
                row["score_place"], total["recomputed_total"], row["path"],
            )
        )  # fmt: skip
    return found


def _cells(money: pl.DataFrame) -> dict[tuple[str, str, str], Rows]:
    found: dict[tuple[str, str, str], list[Row]] = {}
    for form_id, line, _, amount, place, value in money.iter_rows():
        source = f"form:{form_id}#{place}" if place else f"form:{form_id}"
        found.setdefault((form_id, line, amount), []).append(Row(source, value))
    return {key: tuple(rows) for key, rows in found.items()}


def _findings(rows: pl.DataFrame) -> list[Finding]:
    names = [name for name in Finding.__slots__ if name in rows.columns]
    return [Finding(**row) for row in rows.select(names).iter_rows(named=True)]


def _owed(rows: pl.DataFrame) -> list[Owed]:
    return [
        Owed(
            row["department"], row["form_type"], row["kind"], row["status"],
            row["budget_yuan"] if row["status"] == "filed" else row["known_budget_yuan"],
            f"owed:{row['collection']}/{row['fiscal_year']}/{row['form_type']}/{row['department']}",
        )
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip


def _indicators(rows: pl.DataFrame) -> dict[str, list[Scored]]:
    found: dict[str, list[Scored]] = {}
    for row in rows.iter_rows(named=True):
        at = f"form:{row['form_id']}#"
        found.setdefault(row["form_id"], []).append(
            Scored(
                row["level1"], row["name"], Row(at + str(row["weight_place"]), row["weight"]),
                Row(at + str(row["score_place"]), row["score"]), row["lost_points"], row["reason"],
            )
        )  # fmt: skip
    return found
