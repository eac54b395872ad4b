"""Execution in figures: what is drawn and said is what the queries answered."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from dashboard.figures import buckets, cards, unspent
from dashboard.figures import execution as figures
from dashboard.theme import Look
from pipelines.queries import execution
from pipelines.queries import unspent as unspent_queries
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

LOOK = Look()


def district(*rows: tuple[int, str, str, str, float | None, float | None]) -> pl.DataFrame:
    """Return a frame of `DISTRICT_BY_YEAR`: year, line, budget, executed, rate, change."""
    full = [
        {
            "fiscal_year": year,
            "line": line,
            "departments": 3,
            "forms": 3,
            "incomplete": 0,
            "initial_yuan": None,
            "budget_yuan": Decimal(budget),
            "executed_yuan": Decimal(executed),
            "unspent_yuan": Decimal(budget) - Decimal(executed),
            "execution_rate": rate,
            "change_pp": change,
        }
        for year, line, budget, executed, rate, change in rows
    ]
    return pl.DataFrame(full, schema=execution.DISTRICT_BY_YEAR)


SEED = district(
    (2023, "total", "10937482.14", "8995241.89", 0.822423, None),
    (2023, "basic", "5850613.72", "5682353.47", 0.971241, None),
    (2023, "project", "5086868.42", "3312888.42", 0.651263, None),
)


def test_the_yearly_lines_hold_the_rates_and_lead_to_their_year():
    figure = figures.yearly(SEED, LOOK)
    drawn = {trace["name"]: trace["y"] for trace in figure["data"]}
    assert drawn == {"基本支出": [0.971241], "项目支出": [0.651263], "整体": [0.822423]}
    assert figure["data"][0]["customdata"] == [["2023"]]


def test_a_good_total_that_hides_idle_project_money_is_said():
    assert figures.yearly_finding(SEED, 2023, LOOK) == "整体 82.2% 掩盖了项目支出的 65.1%"


def test_without_a_rate_nothing_is_claimed():
    nothing = district((2023, "total", "0", "0", None, None))
    assert figures.yearly_finding(nothing, 2023, LOOK) == "各年执行率"
    assert cards.rate("整体执行率", nothing, 2023, LOOK).value == "不适用"


def test_a_year_without_rows_is_a_dash_and_not_zero():
    assert cards.budget("预算", SEED, 2019, LOOK).value == "—"
    assert cards.rate("执行率", SEED, 2019, LOOK).value == "—"


def test_a_change_is_in_percentage_points():
    frame = district(
        (2022, "total", "100", "80", 0.8, None),
        (2023, "total", "100", "85", 0.85, 5.0),
    )
    card = cards.rate("执行率", frame, 2023, LOOK)
    assert card.change == "+5.00 个百分点"
    assert list(card.history) == [0.8, 0.85]


@pytest.fixture(scope="module")
def warehouse(warehouse_folder: Path) -> Warehouse:
    return Warehouse.open(warehouse_folder)


@pytest.mark.parametrize("line", ["total", "project"])
def test_the_list_of_a_bucket_has_as_many_departments_as_its_bar(warehouse, line):
    by_year = execution.by_department_year(warehouse, Scope(), line)
    for row in execution.buckets(warehouse, Scope(), line).iter_rows(named=True):
        listed = buckets.inside_of(by_year.clear(), by_year, row["bucket"], row["fiscal_year"])
        assert listed.height == row["departments"], row


def test_money_that_stands_in_a_parents_form_too_is_listed_but_not_added():
    frame = pl.DataFrame({"unspent_yuan": [Decimal(30_000), Decimal(20_000)], "counted": [True, False]})
    told = figures.under_finding(frame, None, 0.8, "project", LOOK)
    assert told == "项目支出执行率 低于 80% 的有 1 个部门，未执行 3.00 万元；另列 1 个已计入上级的"


def test_buckets_other_than_the_chosen_are_pale(warehouse):
    year = int(execution.bands(warehouse, Scope())["fiscal_year"][-1])
    frame = execution.buckets(warehouse, Scope(year=year), "project")
    shades = buckets.bars(frame, LOOK, "80–100%")["data"][0]["marker"]["color"]
    assert shades.count(LOOK.rule) == len(shades) - 1


def test_the_heat_map_begins_with_the_weakest_of_the_last_year(warehouse):
    frame = execution.by_department_year(warehouse, Scope(), "project")
    order = figures.worst_first(frame)
    last = {
        name: frame.filter(pl.col("department") == name).sort("fiscal_year")["execution_rate"][-1]
        for name in order
    }
    rates = [rate for rate in (last[name] for name in order) if rate is not None]
    assert rates == sorted(rates)


def test_the_parts_of_unspent_money_keep_their_order_and_lead_to_their_form(warehouse):
    frame = unspent_queries.unspent_by(warehouse, Scope(), "project", 5)
    frame = frame.filter(pl.col("fiscal_year") == frame["fiscal_year"].max())
    figure = unspent.parts(frame, LOOK, "project")
    assert figure["data"][0]["customdata"] == frame.select("form_id", "place").to_numpy().tolist()


def test_both_themes_and_languages_draw_the_same_numbers():
    light, dark = figures.yearly(SEED, LOOK), figures.yearly(SEED, Look("en", dark=True))
    assert [trace["y"] for trace in light["data"]] == [trace["y"] for trace in dark["data"]]
    assert dark["data"][0]["name"] == "Basic expenditure"
