"""Findings, scores and waterfalls in figures: worst first, money once, heaps named, steps that add up."""

from decimal import Decimal

import polars as pl

from dashboard.figures import checked, finding_bars, findings, heaps, quadrants, waterfall
from dashboard.figures import scores as score_figures
from dashboard.theme import Look
from pipelines.audit.checked import CHECKED, REASONS
from pipelines.queries.findings import FINDINGS
from pipelines.queries.scores import SCORES, STEPS

LOOK = Look()


def finding(
    rule: str, severity: str, department: str, amount: int | None, form: str, kind: str = "project"
) -> dict:
    return {
        **dict.fromkeys(FINDINGS), "rule": rule, "severity": severity, "department": department,
        "amount_yuan": None if amount is None else Decimal(amount), "form_id": form, "form_type": kind,
        "fiscal_year": 2023, "collection": "区", "status": "open", "message": f"{rule}的说明",
        "fingerprint": f"{rule}{form}", "difference": "-4.5",
    }  # fmt: skip


def frame(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=FINDINGS, orient="row")


SEVERAL = frame(
    finding("F-09", "W", "甲局", 100, "a"),
    finding("I-01", "W", "甲局", 100, "a"),
    finding("F-09", "W", "甲局", 1000, "b", "department_overall"),
    finding("W-01", "E", "乙局", 30, "c"),
    finding("S-16", "I", "乙局", None, "d"),
)


def test_money_is_counted_once_and_projects_are_inside_the_overall_form():
    amounts = dict(finding_bars.concerned(SEVERAL).select("department", "amount_yuan").iter_rows())
    assert amounts == {"甲局": Decimal(1000), "乙局": Decimal(30)}


def test_rules_with_errors_come_first_and_a_click_gives_the_rule():
    figure = finding_bars.bars(SEVERAL, "rule", LOOK)
    errors = figure["data"][0]
    assert errors["name"] == "错误"
    assert errors["customdata"][0] == ["W-01"]
    assert errors["x"] == [1, 0, 0, 0]
    assert [trace["name"] for trace in figure["data"]] == ["错误", "违规待核", "提示"]


def test_a_department_called_like_a_tag_is_literal_in_the_bars():
    figure = finding_bars.bars(frame(finding("F-09", "W", "<b>甲</b>", 1, "a")), "department", LOOK)
    assert "&lt;b&gt;" in figure["layout"]["yaxis"]["ticktext"][0]
    assert figure["data"][0]["customdata"] == [["<b>甲</b>"]]


def test_the_chosen_findings_are_worst_first_and_every_state_is_counted():
    found = findings.chosen(SEVERAL, findings.Chosen(severities=("W", "E")))
    assert found["rule"].to_list() == ["W-01", "F-09", "F-09", "I-01"]
    assert list(findings.states_of(found, LOOK).values()) == [
        "全部 4",
        "待处理 4",
        "已说明 0",
        "已整改 0",
        "误报 0",
    ]
    assert findings.chosen(SEVERAL, findings.Chosen(words="S-16的")).height == 1


def test_a_difference_keeps_its_sign_on_screen():
    plus = frame(finding("S-07", "E", "甲局", 1, "a") | {"difference": "1.8"})
    assert findings.named(plus, LOOK)["gap"].to_list() == ["+1.8"]
    rates = frame(finding("I-01", "W", "甲局", 1, "a") | {"difference": "0.0869", "printed": "99.04%"})
    assert findings.named(rates, LOOK)["gap"].to_list() == ["+8.69 个百分点"]
    assert findings.named(SEVERAL, LOOK)["gap"].to_list()[0] == "-4.5"


def scored(claimed: list[str], recomputed: str = "90") -> pl.DataFrame:
    rows = [
        {
            **dict.fromkeys(SCORES), "form_id": str(at), "department": "甲局", "claimed_total": Decimal(one),
            "recomputed_total": Decimal(recomputed), "change": Decimal(recomputed) - Decimal(one),
            "verified_rows": 3, "unverifiable_rows": 1,
        }
        for at, one in enumerate(claimed)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCORES, orient="row")


def test_heaps_at_100_98_and_95_are_found_and_named():
    rest = ["91", "91.5", "92", "92.5", "93", "93.5", "94", "96", "96.5", "97", "99"]
    given = scored(["100"] * 6 + ["98"] * 5 + ["95"] * 4 + rest)
    assert heaps.finding(given, "claimed", LOOK) == "得分堆在 100、98、95 分，占 58%"
    figure = heaps.histogram(given, "claimed", LOOK)
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["100 分：6", "98 分：5", "95 分：4"]
    assert heaps.of_heap(given, "claimed", "98").height == 5
    assert sum(figure["data"][0]["y"]) == given.height


def test_an_even_spread_has_no_heap():
    assert "没有明显堆积" in heaps.finding(scored([str(one) for one in range(80, 100)]), "claimed", LOOK)


def test_a_department_whose_forms_score_alike_comes_first():
    given = pl.concat(
        [scored(["95", "95.2", "95.4"]), scored(["80", "90", "99"]).with_columns(department=pl.lit("乙局"))]
    )
    assert score_figures.spreads(given, "claimed")["department"].to_list() == ["甲局", "乙局"]
    assert score_figures.spread_finding(given, "claimed", LOOK) == "2 个部门中 1 个，各表得分相差不到 1 分"


def test_a_form_with_a_good_score_and_weak_execution_claims_more():
    given = scored(["97.8", "95", "70"]).with_columns(execution_rate=pl.Series([0.65, 0.95, 0.5]))
    placed = quadrants.points(given, "claimed_total", Decimal(90), Decimal("0.8"))
    assert placed["quadrant"].to_list() == ["claims_more", "both", "neither"]
    assert (
        quadrants.points(given, "recomputed_total", Decimal(90), Decimal("0.8"))["score"].to_list()
        == [90.0] * 3
    )


def step(
    number: int, part: str, change: str, level: str, subject: str = "", place: str | None = "R1C1"
) -> dict:
    return {
        **dict.fromkeys(STEPS), "form_id": "f", "step_no": number, "part": part, "subject": subject or part,
        "place": place, "change": Decimal(change), "level": Decimal(level),
        "basis": "S-02" if part == "indicator" else None,
    }  # fmt: skip


def steps(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=STEPS, orient="row")


WATERFALL = steps(
    step(1, "claimed", "97.8", "97.8"),
    step(2, "unexplained", "-1.8", "96"),
    step(3, "indicator", "0", "96", "不变"),
    step(4, "indicator", "-2", "94", "少得"),
    step(5, "recomputed", "94", "94", place=None),
)


def test_the_waterfall_leads_from_the_claimed_to_the_recomputed_total():
    trace = waterfall.bars(WATERFALL, LOOK)["data"][0]
    assert trace["text"] == ["97.8", "-1.8", "-2", "94"]
    ends = [round(base + width, 4) for base, width in zip(trace["base"], trace["x"], strict=True)]
    assert ends == [97.8, 96.0, 94.0, 94.0]
    assert trace["customdata"][1] == ["R1C1"]
    assert waterfall.steps_named(WATERFALL, LOOK)["subject"].to_list()[:2] == ["自评总分", "没有来由的分数"]


def test_many_small_steps_are_one_bar_and_the_levels_still_add_up():
    small = [step(2 + at, "indicator", "-0.1", str(Decimal(100) - Decimal(at + 1) / 10)) for at in range(30)]
    rows = steps(step(1, "claimed", "100", "100"), *small, step(40, "recomputed", "97", "97", place=None))
    trace = waterfall.bars(rows, LOOK)["data"][0]
    assert len(trace["y"]) == 16
    assert trace["text"][-2:] == ["-1.7", "97"]
    assert round(trace["base"][-2] + trace["x"][-2], 4) == 97.0


def test_without_scores_the_waterfall_says_so():
    figure = waterfall.bars(pl.DataFrame(schema=STEPS), LOOK)
    assert figure["data"] == []
    assert figure["layout"]["meta"] == "没有可重算的得分"
    assert waterfall.finding(None, LOOK) == "没有印得分，无从重算"


ASKED = pl.DataFrame(
    [("F-01", "form", 20, 18, 2, 0), ("F-07", "form", 20, 0, 20, 0), ("C-06", "department", 9, 9, 0, 3)],
    schema=CHECKED,
    orient="row",
)
WHY = pl.DataFrame(
    [
        ("F-01", "没有率", "No rate", 1),
        ("F-01", "没有预算", "No budget", 1),
        ("F-07", "未印年初预算数", "None", 20),
    ],
    schema=REASONS,
    orient="row",
)


def test_what_could_be_checked_nowhere_comes_first_and_has_no_number_of_findings():
    table = checked.table(ASKED, WHY, LOOK)
    assert table.select("rule", "findings", "why", "counted").rows() == [
        ("F-07", None, "未印年初预算数", "自评表"),
        ("F-01", 0, "没有率 1；没有预算 1", "自评表"),
        ("C-06", 3, None, "单位年度"),
    ]
    assert checked.finding(ASKED, LOOK) == "3 条规则查了 20 张自评表，其中 1 条一处也没能查"
    assert checked.note(ASKED, LOOK).startswith("一处也没能查的：F\\-07 有年中才出现的资金吗。没能查不等于")
    assert list(checked.rules(ASKED, LOOK)) == ["F-01", "F-07"]


def test_nothing_found_is_said_out_of_how_many():
    assert checked.nothing(ASKED, LOOK) == "查了 20 张自评表，没有发现问题；2 条规则有没能查的表"
    assert "没有查过任何表" in checked.nothing(ASKED.clear(), LOOK)


def test_a_row_leads_to_the_form_or_to_the_department_that_filed_none():
    assert checked.leads_to("F-07") == ("form", {"form": "form_id"})
    assert checked.leads_to("C-06") == ("department", {"department": "department"})
    assert checked.leads_to("C-01") is None
