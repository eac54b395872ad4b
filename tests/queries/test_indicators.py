"""Low scores, against values computed by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.queries import indicators
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, indicator, warehouse


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(
        tmp_path_factory.mktemp("w"),
        Made(
            "甲局", 2021, (), (indicator("完成率", "10", "5"), indicator("满意度", "10", "10", "满意度指标"))
        ),
        Made("甲局", 2022, (), (indicator("完成 率。", "10", "6"), indicator("合格率", "10", "9"))),
        Made("甲局", 2023, (), (indicator("完成率", "10", "7"), indicator("无分值", None, "3"))),
        Made("乙局", 2023, (), (indicator("完成率", "20", "4", row=30), indicator("无得分", "5", None))),
        Made("乙局", 2022, (), (indicator("零分值", "0", "0"), indicator("完成率", "20", "20"))),
        Made("乙局", 2023, (), (indicator("完成率", "8", "2"),), form_type="project", project="道路"),
    )


def test_low_scores_are_listed_with_the_most_points_lost_first(district: Warehouse) -> None:
    rows = indicators.low(district, Scope(), 0.6).to_dicts()
    assert [(row["department"], row["fiscal_year"], row["lost_points"]) for row in rows] == [
        ("乙局", 2023, 16),
        ("乙局", 2023, 6),
        ("甲局", 2021, 5),
    ]
    assert rows[0]["score_place"] == "R30C7"
    assert rows[0]["score_rate"] == 0.2


def test_a_rate_of_exactly_the_threshold_is_not_low(district: Warehouse) -> None:
    rates = indicators.low(district, Scope(department="甲局"), 0.6)["score_rate"].to_list()
    assert rates == [0.5]


def test_low_scores_of_one_level_and_a_limit(district: Warehouse) -> None:
    assert indicators.low(district, Scope(), 1.01, "满意度指标")["name"].to_list() == ["满意度"]
    assert indicators.low(district, Scope(), 0.8, limit=1).height == 1


@pytest.mark.parametrize("threshold", [0.6, 0.61, 0.8, 0.79, 1.0])
def test_a_year_is_counted_the_same_from_the_rollup_and_from_the_rows(
    district: Warehouse, threshold: float
) -> None:
    low = indicators.low(district, Scope(), threshold, limit=None)
    counts = indicators.by_year(district, Scope(), threshold)
    for year in (2021, 2022, 2023):
        expected = low.filter(fiscal_year=year).height
        assert counts.filter(fiscal_year=year)["low"].item() == expected


def test_rows_without_weight_or_score_are_counted_and_not_scored(district: Warehouse) -> None:
    row = indicators.by_year(district, Scope(year=2023), 0.6).row(0, named=True)
    assert (row["indicators"], row["scored"], row["low"]) == (5, 3, 2)
    assert (row["weight"], row["score"], row["lost_points"]) == (38, 13, 25)
    assert row["score_rate"] == pytest.approx(13 / 38)
    assert row["low_share"] == pytest.approx(2 / 3)


def test_a_weight_of_zero_has_no_rate(district: Warehouse) -> None:
    row = indicators.by_year(district, Scope(year=2022, department="乙局"), 0.8).row(0, named=True)
    assert (row["indicators"], row["scored"], row["low"]) == (2, 1, 0)


def test_levels_are_sums_by_one_or_both(district: Warehouse) -> None:
    one = {row["level1"]: row for row in indicators.by_level(district, Scope(), 0.8, 1).to_dicts()}
    assert (one["满意度指标"]["score_rate"], one["满意度指标"]["level2"]) == (1.0, None)
    assert one["产出指标"]["low"] == 5
    both = indicators.by_level(district, Scope(), 0.8)
    assert set(both["level2"]) == {"数量指标"}


def test_departments_stand_with_the_lowest_rate_first(district: Warehouse) -> None:
    rows = indicators.by_department(district, Scope(year=2023)).to_dicts()
    assert [row["department"] for row in rows] == ["乙局", "甲局"]
    assert rows[0]["score_rate"] == pytest.approx(6 / 28)


def test_recurring_low_scores_are_the_same_name_in_different_years(district: Warehouse) -> None:
    rows = indicators.recurring(district, Scope(), 0.8).to_dicts()
    assert [(row["department"], row["years"], row["name"]) for row in rows] == [
        ("甲局", [2021, 2022, 2023], "完成率")
    ]
    assert (rows[0]["lowest_rate"], rows[0]["latest_rate"], rows[0]["lost_points"]) == (0.5, 0.7, Decimal(12))
    assert indicators.recurring(district, Scope(), 0.8, years=4).is_empty()
    # In 2023 alone it is low in the overall and in the project form of 乙局: one year, two indicators.
    assert indicators.recurring(district, Scope(department="乙局"), 0.8).is_empty()


def test_the_same_indicator_low_in_several_departments(district: Warehouse) -> None:
    rows = indicators.across_departments(district, Scope(year=2023), 0.8).to_dicts()
    assert [(row["name"], row["departments"], row["times"], row["names"]) for row in rows] == [
        ("完成率", 2, 3, ["乙局", "甲局"])
    ]
    assert rows[0]["score_rate"] == pytest.approx(13 / 38)
    assert indicators.across_departments(district, Scope(year=2022), 0.8).is_empty()


def test_the_levels_to_choose_from(district: Warehouse) -> None:
    assert indicators.levels(district, Scope())["level1"].to_list() == ["产出指标", "满意度指标"]


def test_a_superseded_form_is_in_no_count(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        Made("甲局", 2023, (), (indicator("完成率", "10", "1"),), path="甲区/a.xlsx"),
        Made("甲局", 2023, (), (indicator("完成率", "10", "9"),), path="甲区/更正/a.xlsx"),
    )
    assert indicators.by_year(opened, Scope(), 0.8)["low"].to_list() == [0]
    assert indicators.by_year(opened, Scope(), 0.81)["low"].to_list() == [0]
    assert indicators.low(opened, Scope(), 0.8).is_empty()
