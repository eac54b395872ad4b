"""What was checked, in words: of how many each rule was asked, where it could check nothing, and why."""

from collections.abc import Mapping

import polars as pl

from dashboard.figures.columns import DEPARTMENT, YEAR
from dashboard.figures.findings import BY_ID
from dashboard.formats import Column, column, plain
from dashboard.theme import Look
from pipelines.warehouse.words import FORM_TYPES
from pipelines.wording import Wording

#: Of `table`; in files too.
COLUMNS: Mapping[str, Column] = {
    "rule": column("规则", "Rule"),
    "question": column("规则的问题", "Question", width="medium"),
    "checked": column("已查", "Checked", "count"),
    "unchecked": column("没能查", "Not checked", "count"),
    "findings": column("发现（条）", "Findings", "count"),
    "why": column("为什么没能查", "Why not", width="large"),
    "counted": column("数的是", "Counts"),
}
#: Of `unchecked`.
UNCHECKED: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "fiscal_year": YEAR,
    "form_type": column("表类型", "Form type"),
    "project": column("项目", "Project", width="medium"),
    "collection": column("批次", "Collection"),
    "why": column("为什么没能查", "Why not", width="large"),
}
#: What is counted, by what the rule looks at.
COUNTED: Mapping[str, Wording] = {
    "form": Wording("自评表", "forms"),
    "year-pair": Wording("自评表", "forms"),
    "department": Wording("单位年度", "departments' years"),
    "district": Wording("批次年度", "collections' years"),
}
_NAMED = 5


def table(asked: pl.DataFrame, reasons: pl.DataFrame, look: Look) -> pl.DataFrame:
    """
    Return one row a rule for `COLUMNS`, those that could be checked nowhere first.

    `asked` is of `audit.checked.CHECKED`, `reasons` of its `REASONS`. `findings` is null where nothing was
    checked: none can be found there, which is not the same as 0.
    """
    reason = pl.col("reason_en" if look.language == "en" else "reason")
    count = pl.col("unchecked").cast(pl.String)
    said = pl.when(pl.len().over("rule") > 1).then(reason + " " + count).otherwise(reason)
    why = reasons.with_columns(said.alias("why")).group_by("rule", maintain_order=True).agg("why")
    return (
        asked.join(why, on="rule", how="left", maintain_order="left")
        .with_columns(
            pl.col("why").list.join(look.say("；", "; ")),
            pl.col("rule")
            .replace({name: look.name(one.question) for name, one in BY_ID.items()})
            .alias("question"),
            pl.col("rule_scope")
            .replace({name: look.name(one) for name, one in COUNTED.items()})
            .alias("counted"),
            pl.when(pl.col("checked") > 0).then("findings").alias("findings"),
        )
        .sort(pl.col("checked") > 0, maintain_order=True)
    )


def nowhere(asked: pl.DataFrame) -> list[str]:
    """Return the rules that were asked and could check nothing at all."""
    return asked.filter(pl.col("asked") > 0, pl.col("checked") == 0)["rule"].to_list()


def forms(asked: pl.DataFrame) -> int:
    """Return how many forms the rules were asked of."""
    return int(asked.filter(pl.col("rule_scope") == "form")["asked"].to_list()[0]) if asked.height else 0


def finding(asked: pl.DataFrame, look: Look) -> str:
    """Return how many forms and rules, and how many rules could check nothing at all, in one line."""
    blind, rules, several = len(nowhere(asked)), asked.height, forms(asked)
    if not blind:
        return look.say(
            f"{rules} 条规则查了 {several:,} 张自评表，每条都有查到的",
            f"{rules} rules were asked of {several:,} forms; each could check some",
        )
    return look.say(
        f"{rules} 条规则查了 {several:,} 张自评表，其中 {blind} 条一处也没能查",
        f"{rules} rules were asked of {several:,} forms; {blind} could check nothing",
    )


def note(asked: pl.DataFrame, look: Look) -> str:
    """Return what the table means, and the rules that could check nothing by name, in one line."""
    names = nowhere(asked)
    said = "、".join(
        plain(name if look.language == "en" else f"{name} {BY_ID[name].question.zh}")
        for name in names[:_NAMED]
    )
    more = look.say("等", "…") if len(names) > _NAMED else ""
    blind = (
        look.say(f"一处也没能查的：{said}{more}。", f"Could check nothing: {said}{more}. ") if names else ""
    )
    return blind + look.say(
        "没能查不等于没有问题：表上没有所需的数，或没有可比的表；点一行看是哪些表",
        "Not checked does not mean all right; click a row for the forms",
    )


def rules(asked: pl.DataFrame, look: Look) -> dict[str, str]:
    """Return the rules that could not check everything, in their order: id and question with the count."""
    return {
        row["rule"]: f"{row['rule']} {look.name(BY_ID[row['rule']].question)}（{row['unchecked']:,}）"
        for row in asked.filter(pl.col("unchecked") > 0).iter_rows(named=True)
    }


def unchecked(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return rows of `audit.checked.UNCHECKED_FORMS` in words, for `UNCHECKED`."""
    types = {name: look.name(words) for name, words in FORM_TYPES.items()}
    return frame.with_columns(
        pl.col("form_type").replace(types),
        pl.col("reason_en" if look.language == "en" else "reason").alias("why"),
    )


def leads_to(rule: str) -> tuple[str, dict[str, str]] | None:
    """Return the page that a row of `unchecked` opens, and its parameters; None for whole collections."""
    match BY_ID[rule].scope:
        case "district":
            return None
        case "department":
            return "department", {"department": "department"}
        case _:
            return "form", {"form": "form_id"}


def nothing(asked: pl.DataFrame, look: Look) -> str:
    """Return what it means that nothing was found: out of how many forms, and what could not be checked."""
    if not forms(asked):
        return look.say("没有审核发现：这里没有查过任何表", "No findings: no form was checked here")
    blind = asked.filter(pl.col("asked") > 0, pl.col("unchecked") > 0).height
    part = look.say(
        f"；{blind} 条规则有没能查的表" if blind else "",
        f"; {blind} rules could not check all" if blind else "",
    )
    return (
        look.say(f"查了 {forms(asked):,} 张自评表，没有发现问题", f"No findings in {forms(asked):,} forms")
        + part
    )
