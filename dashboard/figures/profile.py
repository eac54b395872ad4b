"""One department, and one form: names, facts and lists as they are read."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.figures.cards import Card, of_year, rate
from dashboard.formats import count, money, pct, plain, points, score
from dashboard.theme import Look
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.words import FORM_TYPES, LINES


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem: its message, plain, and the cell that it names."""

    text: str
    place: str | None
    cell: str  #: the place without its grid, for a label


def forms_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.forms.FORM` with form types by name and files without their folders."""
    types = {name: look.name(words) for name, words in FORM_TYPES.items()}
    file = pl.coalesce("member", "path").str.replace_all("\\", "/", literal=True).str.split("/").list.last()
    return frame.with_columns(pl.col("form_type").replace(types), file.alias("path"))


def lines_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `BY_LINE_YEAR` with lines by name, latest year first."""
    names = {line: look.name(words) for line, words in LINES.items()}
    return frame.sort("fiscal_year", descending=True, maintain_order=True).with_columns(
        pl.col("line").replace(names)
    )


def form_name(head: pl.DataFrame, look: Look) -> str:
    """Return the form's year, department, type and project, neutral for markdown."""
    row = head.row(0, named=True)
    parts = [
        row["department"] or row["department_printed"] or look.say("未印单位", "no department printed"),
        row["project"],
        f"{row['fiscal_year']} {look.say('年度', '')}"
        if row["fiscal_year"]
        else look.say("未标年度", "no year"),
        look.name(FORM_TYPES[row["form_type"]]) if row["form_type"] in FORM_TYPES else None,
    ]
    return plain(" · ".join(part.strip() for part in parts if part))


def source(head: pl.DataFrame, look: Look) -> str:
    """Return the file, the grid, the start of its hash and the unit: plain text."""
    row = head.row(0, named=True)
    file = (row["path"] or "").replace("\\", "/").rsplit("/", 1)[-1]
    parts = [
        f"{file} › {row['member']}" if row["member"] else file,
        row["grid"],
        f"SHA-256 {(row['sha256'] or '')[:12]}",
        look.say("单位 ", "unit ") + (row["unit"] or look.say("未印", "not printed")),
    ]
    return " · ".join(part for part in parts if part)


def superseded_by(head: pl.DataFrame) -> str | None:
    """Return the form that took this one's place, None where it is current."""
    found = head.row(0, named=True)["superseded_by"]
    return str(found) if found else None


def problems_finding(problems: pl.DataFrame, look: Look) -> str:
    if problems.is_empty():
        return look.say("没有发现问题", "No problems found")
    return look.say(f"读表时发现 {problems.height} 处问题", f"{problems.height} problems while reading")


def problem_lines(problems: pl.DataFrame, most: int = 30) -> list[ProblemLine]:
    """Return the first `most` problems of `queries.forms.problems`."""
    return [
        ProblemLine(row["message"] or row["code"], row["place"], (row["place"] or "").rsplit("!", 1)[-1])
        for row in problems.head(most).iter_rows(named=True)
    ]


def cards(by_line: pl.DataFrame, compared: pl.DataFrame, year: int | None, look: Look) -> list[Card]:
    """
    Return the four big figures of 部门画像.

    `by_line` has the columns of `queries.execution.BY_LINE_YEAR`, `compared` those of
    `queries.peers.COMPARE`, both of one department and all years.
    """
    total, project = (by_line.filter(pl.col("line") == line) for line in ("total", "project"))
    now, own = of_year(total, year), of_year(compared, year)
    before = of_year(compared, year - 1) if year else {}
    return [
        Card(
            look.say("全年预算", "Budget"),
            money(now.get("budget_yuan"), look.language),
            None,
            look.say("未执行 ", "unspent ") + money(now.get("unspent_yuan"), look.language),
            good="off",
        ),
        rate(look.say("整体执行率", "Overall execution"), total, year, look),
        rate(look.say("项目支出执行率", "Project execution"), project, year, look),
        Card(
            look.say("自评总分", "Total score"),
            score(own.get("total_score")),
            _moved(own.get("total_score"), before.get("total_score")),
            look.say("指标得分率 ", "score rate ") + pct(own.get("score_rate"), 1),
        ),
    ]


def _moved(now: Any, before: Any) -> str | None:
    return f"{float(now) - float(before):+.2f}" if now is not None and before is not None else None


def trend_finding(trend: pl.DataFrame, look: Look) -> str:
    """Return average and trend of one department's project money, from `queries.execution.TREND`."""
    row = trend.row(0, named=True) if trend.height else {}
    if row.get("weighted_rate") is None or row.get("slope_pp") is None:
        return look.say("各年执行率", "Rates over the years")
    rate_now, slope = pct(row["weighted_rate"], 1), points(row["slope_pp"], look.language)
    return look.say(
        f"项目支出多年合计 {rate_now}，每年 {slope}", f"Project money {rate_now} overall, {slope} a year"
    )


def low_finding(low: pl.DataFrame, look: Look) -> str:
    return look.say(f"{count(low.height)} 项低分指标", f"{count(low.height)} low indicators")


def department(head: pl.DataFrame) -> str | None:
    """Return the department whose form it is, None where the form names none."""
    found = head.row(0, named=True)["department"]
    return str(found) if found else None


def own_scope(everyone: pl.DataFrame, name: str, scope: Scope) -> Scope:
    """
    Return the scope of one department over all years.

    `everyone` has the columns of `queries.scopes.DEPARTMENT_LIST`. A link may name a
    department outside the collection or form type that the controls show: then its own
    collection and its first form type are taken.
    """
    rows = everyone.filter(pl.col("department") == name)
    found = rows.to_dicts()
    row = next((one for one in found if one["collection"] == scope.collection), found[0])
    types = [kind for kind in FORM_TYPES if kind in row["form_types"]]
    return Scope(
        collection=row["collection"] if scope.collection else None,
        department=name,
        form_type=scope.form_type if scope.form_type in types else next(iter(types), None),
    )


def is_synthetic(forms: pl.DataFrame) -> bool:
    """Return True where any of the forms says that it is 演示数据."""
    return bool(forms["synthetic"].any())


def absent(by_line: pl.DataFrame, year: int | None, look: Look) -> str:
    """Return the note for a department without money in `year`; empty where it has some."""
    years = by_line["fiscal_year"].drop_nulls().unique().sort().to_list()
    if year is None or year in years or not years:
        return ""
    listed = "、".join(str(one) for one in years)
    return look.say(
        f"{year} 年没有这个部门的表；有的年度：{listed}", f"No form in {year}; there are {listed}"
    )
