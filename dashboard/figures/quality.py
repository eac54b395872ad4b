"""The state of the data in figures: what became of the files, and who has not filed."""

from collections.abc import Mapping

import polars as pl

from dashboard.figures.cards import Card
from dashboard.figures.shapes import Bars, bars, heat
from dashboard.formats import count, plain
from dashboard.theme import Figure, Look
from pipelines.warehouse.problem_codes import PROBLEM_CODES
from pipelines.warehouse.words import FORM_TYPES, NOT_COUNTED, OBLIGATION_STATUS, OVERLAP_STATUS
from pipelines.wording import Wording

_STATUS_VALUE = {"filed": 0.9, "exempt": 0.78, "missing": 0.0}


def file_cards(outcomes: pl.DataFrame, unread: int, by_code: pl.DataFrame, look: Look) -> list[Card]:
    """Return the big figures of 数据质量 from `queries.quality.OUTCOME_COUNTS` and `PROBLEM_COUNTS`."""
    files = {row["outcome"]: row for row in outcomes.iter_rows(named=True)}
    read = files.get("read", {})

    def number(outcome: str) -> str:
        return count(files.get(outcome, {}).get("files", 0))

    return [
        Card(look.say("文件", "Files"), count(int(outcomes["files"].sum()))),
        Card(look.say("自评表", "Forms"), count(read.get("forms", 0))),
        Card(look.say("无法读取", "Rejected"), number("rejected")),
        Card(look.say("没有自评表", "Without a form"), number("no_form")),
        Card(look.say("内容重复", "Duplicates"), number("duplicate")),
        Card(look.say("未读单元格", "Unread cells"), count(unread)),
        Card(look.say("问题", "Problems"), count(int(by_code["problems"].sum()))),
    ]


def problems(frame: pl.DataFrame, look: Look, chosen: str | None) -> Figure:
    """
    Return bars of problems by kind, most frequent first; a click gives [code].

    `frame` has the columns of `queries.quality.PROBLEM_COUNTS`; kinds other than `chosen` are pale.
    """
    rows = frame.head(12).to_dicts()
    strong = look.line["overall"]
    names = [_name(row["code"], look) for row in rows]
    return bars(
        look,
        Bars(
            names,
            [row["problems"] for row in rows],
            [
                look.say(
                    f"{row['problems']:,} 处 · {row['forms']:,} 张表",
                    f"{row['problems']:,} in {row['forms']:,}",
                )
                for row in rows
            ],
            [strong if chosen in (None, row["code"]) else look.rule for row in rows],
            [[row["code"]] for row in rows],
        ),
        label_length=20,
        room=1.5,
    )


def missing(frame: pl.DataFrame, look: Look, rows: int = 30) -> Figure:
    """
    Return departments × years with what became of each obligation; a click gives [department, year].

    `frame` has the columns of `queries.coverage.MATRIX`; departments that miss most come first,
    and those that miss nothing are left out.
    """
    gaps = (
        frame.group_by("department")
        .agg((pl.col("status") == "missing").sum().alias("gaps"))
        .filter(pl.col("gaps") > 0)
        .sort("gaps", "department", descending=[True, False])
        .head(rows)
    )
    names = gaps["department"].to_list()
    years = frame["fiscal_year"].drop_nulls().unique().sort().to_list()
    # A department may owe several forms a year: one missing is what the cell says.
    worst = {"filed": 0, "exempt": 1, "missing": 2}
    found: dict[tuple[str, int], str] = {}
    for row in frame.iter_rows(named=True):
        key = (row["department"], row["fiscal_year"])
        found[key] = max(found.get(key, row["status"]), row["status"], key=lambda word: worst.get(word, 0))
    cells = [[found.get((name, year)) for year in years] for name in names]
    words = [
        [look.name(OBLIGATION_STATUS[cell]) if cell in OBLIGATION_STATUS else "" for cell in line]
        for line in cells
    ]
    return heat(
        look,
        names,
        [str(year) for year in years],
        [[_STATUS_VALUE.get(cell or "") for cell in line] for line in cells],
        [[[name, str(year)] for year in years] for name in names],
        [
            [[f"{year} {name}", word] for year, word in zip(years, line, strict=True)]
            for name, line in zip(names, words, strict=True)
        ],
        words,
    )


def _name(code: str, look: Look) -> str:
    return look.name(PROBLEM_CODES[code]) if code in PROBLEM_CODES else code


def problems_finding(by_code: pl.DataFrame, look: Look) -> str:
    """Return the most frequent kind of problem."""
    if by_code.is_empty():
        return look.say("没有发现问题", "No problems found")
    first = by_code.row(0, named=True)
    name = plain(_name(first["code"], look))
    return look.say(
        f"最常见：{name}（{first['problems']:,} 处）", f"Most often: {name} ({first['problems']:,})"
    )


def problems_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.quality.PROBLEM_LIST` with kinds by name."""
    names = {code: _name(code, look) for code in frame["code"].unique().to_list()}
    return frame.with_columns(pl.col("code").replace(names))


def types_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return a frame with its form types by name."""
    return _named(frame, "form_type", FORM_TYPES, look)


def reasons_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.quality.NOT_COUNTED` with reasons and form types by name."""
    return types_named(_named(frame, "counted_reason", NOT_COUNTED, look), look)


def overlaps_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `queries.coverage.DOUBLE_COUNTS` with the treatment by name."""
    return _named(frame, "status", OVERLAP_STATUS, look)


def _named(frame: pl.DataFrame, column: str, words: Mapping[str, Wording], look: Look) -> pl.DataFrame:
    return frame.with_columns(pl.col(column).replace({key: look.name(word) for key, word in words.items()}))


def missing_finding(coverage: pl.DataFrame, look: Look) -> str:
    """Return owed and missing, from `queries.coverage.BY_YEAR`; no roster, nothing is owed."""
    owed, missing = int(coverage["owed"].sum()), int(coverage["missing"].sum())
    if not owed:
        return look.say("没有名录，不知道谁应报", "No roster: nobody knows who owes a form")
    if not missing:
        return look.say(f"应报 {owed} 张，全部已报", f"All {owed} owed forms were filed")
    return look.say(f"应报 {owed} 张，缺报 {missing} 张", f"{missing} of {owed} owed forms are missing")


def missing_note(coverage: pl.DataFrame, look: Look) -> str:
    """Return what the matrix under the finding shows, or what is needed for one."""
    if coverage.is_empty():
        return look.say(
            "在批次文件夹里放一份名录（.departments.toml），就能看出谁缺报",
            "Put a roster (.departments.toml) into the collection's folder to see who is missing",
        )
    return look.say(
        "只列有缺报的部门；点一格看那一年", "Departments that miss a form; click a cell for its year"
    )


def lists(look: Look) -> dict[str, str]:
    """Return the lists that 数据质量 offers, by name."""
    return {
        "rejected": look.say("无法读取", "Rejected"),
        "no_form": look.say("没有自评表", "Without a form"),
        "duplicate": look.say("内容重复", "Duplicates"),
        "superseded": look.say("已被取代", "Superseded"),
        "unread": look.say("未读单元格", "Unread cells"),
        "not_counted": look.say("不进合计", "Not in totals"),
        "double": look.say("重复计入", "Double counts"),
        "read": look.say("已读文件", "Files read"),
    }
