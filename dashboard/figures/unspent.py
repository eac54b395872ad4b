"""Unspent money in figures: with whom it lies, and what it consists of."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.figures.cards import of_year
from dashboard.figures.shapes import Bars, bars
from dashboard.formats import money, pct, plain
from dashboard.theme import Figure, Look
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.words import LINES


def by_department(frame: pl.DataFrame, look: Look) -> Figure:
    """
    Return bars of unspent money with rates; a click gives [department].

    `frame` has the columns of `queries.unspent.UNDER_EXECUTED`, in the order to be drawn.
    """
    rows = frame.drop_nulls("unspent_yuan").to_dicts()
    colour = look.line["project"]
    return bars(
        look,
        Bars(
            [row["department"] for row in rows],
            [float(row["unspent_yuan"]) / 1e4 for row in rows],
            [
                f"{money(row['unspent_yuan'], look.language)} · {pct(row['execution_rate'], 1)}"
                for row in rows
            ],
            [colour] * len(rows),
            [[row["department"]] for row in rows],
            [
                [
                    row["department"],
                    look.say("未执行 ", "Unspent ") + money(row["unspent_yuan"], look.language),
                    look.say("执行率 ", "Rate ") + pct(row["execution_rate"]),
                    look.say("预算 ", "Budget ") + money(row["budget_yuan"], look.language),
                ]
                for row in rows
            ],
        ),
        room=1.35,
    )


def by_department_finding(
    frame: pl.DataFrame, district: pl.DataFrame, line: str, year: int | None, look: Look
) -> str:
    """Return which share of the unspent money of a line lies with the departments in `frame`."""
    name = look.name(LINES[line])
    whole = of_year(district.filter(pl.col("line") == line), year).get("unspent_yuan")
    part = frame["unspent_yuan"].sum() if frame.height else None
    if not whole or part is None or whole <= 0 or part > whole:
        return look.say(f"{name}：未执行的资金在哪里", f"{name}: where money lies unspent")
    share = pct(float(part) / float(whole), 0)
    return look.say(
        f"{name}未执行共 {money(whole)}，{share} 在这 {frame.height} 个部门",
        f"{name}: {share} of {money(whole, 'en')} unspent lies with {frame.height} departments",
    )


def parts(frame: pl.DataFrame, look: Look, by: str) -> Figure:
    """
    Return what the unspent money consists of, largest first.

    `frame` has the columns of `queries.unspent.UNSPENT_BY` asked `by`; words of `LINES` are
    named. A click gives [form, place] of a project, else [part].
    """
    rows = frame.drop_nulls("unspent_yuan").to_dicts()
    names = [_part_name(row["part"], look) for row in rows]
    return bars(
        look,
        Bars(
            names,
            [float(row["unspent_yuan"]) / 1e4 for row in rows],
            [f"{money(row['unspent_yuan'], look.language)} · {pct(row['share'], 0)}" for row in rows],
            _part_colours([row["part"] for row in rows], look),
            [[row["form_id"], row["place"]] if by == "project" else [row["part"] or ""] for row in rows],
            [
                [name, look.say("执行率 ", "Rate ") + pct(row["execution_rate"])]
                for name, row in zip(names, rows, strict=True)
            ],
        ),
        room=1.35,
    )


def parts_finding(frame: pl.DataFrame, look: Look) -> str:
    """Return the largest part of the unspent money."""
    first = frame.row(0, named=True) if frame.height else {}
    if first.get("share") is None or first["share"] > 1:
        return look.say("未执行资金的构成", "What the unspent money consists of")
    name, share = plain(_part_name(first["part"], look)), pct(first["share"], 1)
    return look.say(f"未执行资金的 {share} 是{name}", f"{share} of the unspent money: {name}")


def _part_name(part: str | None, look: Look) -> str:
    if part in LINES:
        return look.name(LINES[part])
    return part or look.say("未印名称", "no name printed")


def _part_colours(names: Sequence[str | None], look: Look) -> list[str]:
    known = {"basic": look.line["basic"], "project": look.line["project"]}
    return [known.get(name or "", look.line["source"]) for name in names]


def ways(look: Look) -> dict[str, str]:
    """Return how unspent money may be taken apart: the words of `queries.unspent.unspent_by`."""
    return {
        "structure": look.say("按资金结构", "By structure"),
        "source": look.say("按资金来源", "By source"),
        "department": look.say("按部门", "By department"),
        "project": look.say("按项目", "By project"),
    }


def scope_of(scope: Scope, by: str) -> Scope:
    """Return the scope for one of the `ways`: projects are asked of project forms, whatever its type."""
    return replace(scope, form_type=None) if by == "project" else scope
