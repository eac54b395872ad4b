"""Execution, against values computed by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.queries import execution, unspent
from pipelines.warehouse.roster import Department
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, overall, rosters, warehouse

#: The seed form of the domain's notes, whose figures are computed there by hand.
SEED_FUNDS = (
    fund("fiscal", "10937482.14", "8995241.89"),
    fund("other", "0.00", "0.00"),
    fund("basic", "5850613.72", "5682353.47"),
    fund("project", "5086868.42", "3312888.42", row=8),
)


def parts(basic: tuple[str, str], project: tuple[str, str]) -> tuple[object, ...]:
    total = [str(Decimal(basic[at]) + Decimal(project[at])) for at in (0, 1)]
    return (fund("total", *total), fund("basic", *basic), fund("project", *project, row=8))


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Two departments and a school inside one of them, over three years."""
    made = [
        Made("甲局", 2021, parts(("60", "60"), ("40", "20")), total_score="90"),
        Made("甲局", 2022, parts(("60", "57"), ("40", "30")), total_score="91"),
        Made("甲局", 2023, parts(("60", "54"), ("140", "56")), total_score="92"),
        Made("乙局", 2021, parts(("10", "10"), ("10", "10"))),
        Made("乙局", 2023, parts(("10", "10"), ("0", "0"))),
        Made("一中", 2023, parts(("5", "5"), ("15", "3"))),
        Made("甲局", 2023, (fund("total", "80", "8"),), form_type="project", project="道路"),
        Made("甲局", 2023, (fund("total", "60", "48"),), form_type="project", project="绿化"),
        Made("乙局", 2023, (fund("total", "0", "0"),), form_type="project", project="停办"),
    ]
    known = rosters(
        Department("甲局", kind="综合"),
        Department("乙局", kind="综合"),
        Department("一中", kind="教育", parent="甲局", included_in_parent=True),
    )
    return warehouse(tmp_path_factory.mktemp("w"), *made, known=known)


def test_the_seed_form_yields_what_was_computed_by_hand(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, Made("党群服务中心", 2023, SEED_FUNDS, total_score="97.8"))
    rates = {row["line"]: row["execution_rate"] for row in execution.by_line_year(opened, Scope()).to_dicts()}
    assert rates["total"] == pytest.approx(0.822423, abs=5e-7)
    assert rates["basic"] == pytest.approx(0.971241, abs=5e-7)
    assert rates["project"] == pytest.approx(0.651263, abs=5e-7)
    assert rates["other"] is None
    by_structure = unspent.unspent_by(opened, Scope(), "structure").to_dicts()
    assert sum(row["unspent_yuan"] for row in by_structure) == Decimal("1942240.25")
    assert (by_structure[0]["part"], by_structure[0]["unspent_yuan"]) == ("project", Decimal("1773980"))
    assert by_structure[0]["share"] == pytest.approx(0.913, abs=5e-4)
    assert by_structure[0]["place"] == "R8C4"


def test_a_departments_rate_and_its_change_in_percentage_points(district: Warehouse) -> None:
    rows = {
        (row["department"], row["fiscal_year"]): row
        for row in execution.by_department_year(district, Scope()).to_dicts()
    }
    assert rows["甲局", 2021]["execution_rate"] == 0.8
    assert rows["甲局", 2022]["execution_rate"] == 0.87
    assert rows["甲局", 2022]["change_pp"] == pytest.approx(7)
    assert rows["甲局", 2023]["change_pp"] == pytest.approx(-32)
    assert rows["甲局", 2023]["total_score"] == 92
    # 乙局 has no form for 2022: two years apart is no change on last year.
    assert rows["乙局", 2023]["change_pp"] is None
    assert rows["一中", 2023]["counted"] is False


def test_a_change_is_told_even_where_only_one_year_is_asked(district: Warehouse) -> None:
    rows = execution.by_department_year(district, Scope(year=2022, department="甲局"))
    assert rows["change_pp"].to_list() == [pytest.approx(7)]


def test_project_money_stands_apart_and_zero_budget_has_no_rate(district: Warehouse) -> None:
    rows = execution.by_department_year(district, Scope(year=2023), "project").to_dicts()
    assert {row["department"]: row["execution_rate"] for row in rows} == {
        "一中": 0.2,
        "乙局": None,
        "甲局": 0.4,
    }


def test_the_district_adds_counted_overall_forms_once(district: Warehouse) -> None:
    rows = {
        (row["fiscal_year"], row["line"]): row
        for row in execution.district_by_year(district, Scope()).to_dicts()
    }
    total = rows[2023, "total"]
    # 200 of 甲局 and 10 of 乙局; 一中 is inside 甲局, and project forms are inside overall forms.
    assert (total["budget_yuan"], total["executed_yuan"], total["departments"]) == (210, 120, 2)
    assert total["execution_rate"] == pytest.approx(120 / 210)
    assert (rows[2023, "project"]["budget_yuan"], rows[2023, "basic"]["budget_yuan"]) == (140, 70)
    assert rows[2022, "total"]["change_pp"] == pytest.approx((87 / 100 - 100 / 120) * 100)
    assert [line for year, line in rows if year == 2023] == ["total", "basic", "project"]


def test_project_forms_are_added_among_themselves(district: Warehouse) -> None:
    rows = execution.district_by_year(district, Scope(year=2023, form_type="project")).to_dicts()
    assert [(row["line"], row["budget_yuan"], row["executed_yuan"], row["forms"]) for row in rows] == [
        ("total", 140, 56, 3)
    ]


def test_a_form_that_prints_only_its_budget_bends_no_rate(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path,
        overall("甲局", 2023, "100", "80"),
        overall("乙局", 2023, "900", None),
        overall("丙局", 2023, None, None),
    )
    row = execution.district_by_year(opened, Scope()).row(0, named=True)
    assert (row["budget_yuan"], row["executed_yuan"], row["execution_rate"]) == (100, 80, 0.8)
    assert (row["forms"], row["incomplete"]) == (2, 1)
    alone = execution.by_department_year(opened, Scope(department="乙局")).row(0, named=True)
    assert (alone["budget_yuan"], alone["executed_yuan"], alone["execution_rate"]) == (900, None, None)


def test_money_is_in_yuan_whatever_the_form_prints(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path, overall("甲局", 2023, "1.234567", "1", unit="万元"), overall("乙局", 2023, "100", "1")
    )
    row = execution.district_by_year(opened, Scope()).row(0, named=True)
    assert row["budget_yuan"] == Decimal("12445.67")


def test_a_form_without_a_unit_is_in_no_total(tmp_path: Path) -> None:
    opened = warehouse(
        tmp_path, overall("甲局", 2023, "5", "1", unit=None), overall("乙局", 2023, "100", "1")
    )
    assert execution.district_by_year(opened, Scope()).row(0, named=True)["budget_yuan"] == 100


def test_buckets_hold_their_lower_bound_and_every_counted_department_once(tmp_path: Path) -> None:
    rates = ["29.99", "30", "59.99", "60", "79.99", "80", "99.99", "100", "100.01"]
    made = [overall(f"{number}局", 2023, "100", rate) for number, rate in enumerate(rates)]
    opened = warehouse(tmp_path, *made, overall("零局", 2023, "0", "0"))
    found = execution.buckets(opened, Scope())
    assert found["bucket"].to_list() == list(execution.BUCKETS)
    assert found["departments"].to_list() == [1, 2, 2, 2, 1, 1, 1]
    assert found["budget_yuan"].to_list() == [100, 200, 200, 200, 100, 100, 0]


def test_bands_are_of_departments_that_have_a_rate(tmp_path: Path) -> None:
    made = [overall(f"{rate}局", 2023, "100", str(rate)) for rate in (10, 20, 30, 40)]
    opened = warehouse(tmp_path, *made, overall("零局", 2023, "0", "0"))
    row = execution.bands(opened, Scope()).row(0, named=True)
    assert (row["departments"], row["lowest"], row["median"], row["highest"]) == (4, 0.1, 0.25, 0.4)
    assert (row["quartile1"], row["quartile3"]) == (pytest.approx(0.175), pytest.approx(0.325))


def test_a_kinds_rate_is_of_sums_and_its_median_of_departments(district: Warehouse) -> None:
    rows = {(row["kind"], row["fiscal_year"]): row for row in execution.by_kind(district, Scope()).to_dicts()}
    general = rows["综合", 2023]
    assert general["execution_rate"] == pytest.approx(120 / 210)
    assert general["median"] == pytest.approx((110 / 200 + 1) / 2)
    assert ("教育", 2023) not in rows  # its only form is inside its parent's


def test_a_trend_tells_weighted_and_plain_means_apart(district: Warehouse) -> None:
    row = execution.trend(district, Scope(department="甲局")).row(0, named=True)
    assert row["years"] == [2021, 2022, 2023]
    assert row["rates"] == [0.8, 0.87, 0.55]
    assert row["weighted_rate"] == pytest.approx((80 + 87 + 110) / 400)
    assert row["mean_rate"] == pytest.approx((0.8 + 0.87 + 0.55) / 3)
    assert row["slope_pp"] == pytest.approx(-12.5)
    assert (row["execution_rate"], row["change_pp"]) == (0.55, pytest.approx(-32))


def test_a_trend_ends_with_the_scopes_year(district: Warehouse) -> None:
    row = execution.trend(district, Scope(department="甲局", year=2022)).row(0, named=True)
    assert (row["last_year"], row["slope_pp"]) == (2022, pytest.approx(7))


def test_a_year_without_a_rate_stays_in_the_trend_as_null(district: Warehouse) -> None:
    row = execution.trend(district, Scope(department="乙局"), "project").row(0, named=True)
    assert row["rates"] == [1.0, None]
    assert (row["slope_pp"], row["mean_rate"], row["execution_rate"]) == (None, 1.0, None)


def test_the_under_executed_stand_in_the_order_of_idle_money(district: Warehouse) -> None:
    rows = unspent.under_executed(district, Scope(), 0.8, "project").to_dicts()
    assert [(row["department"], row["fiscal_year"], row["unspent_yuan"]) for row in rows] == [
        ("甲局", 2023, 84),
        ("甲局", 2021, 20),
        ("一中", 2023, 12),
        ("甲局", 2022, 10),
    ]
    assert rows[0]["weighted_rate"] == pytest.approx(106 / 220)
    assert rows[0]["place"] == "R8C4"


def test_a_rate_of_exactly_the_threshold_is_not_below_it(district: Warehouse) -> None:
    rows = unspent.under_executed(district, Scope(year=2022), 0.75, "project")
    assert rows.is_empty()


def test_the_unspent_money_of_a_year_is_shared_out_whole(district: Warehouse) -> None:
    by_department = unspent.unspent_by(district, Scope(year=2023), "department").to_dicts()
    assert [(row["part"], row["unspent_yuan"], row["share"]) for row in by_department] == [
        ("甲局", 90, 1.0),
        ("乙局", 0, 0.0),
    ]
    by_project = unspent.unspent_by(district, Scope(year=2023), "project").to_dicts()
    assert [(row["part"], row["unspent_yuan"]) for row in by_project] == [
        ("道路", 72),
        ("绿化", 12),
        ("停办", 0),
    ]
    assert by_project[0]["form_id"] is not None


def test_a_share_is_not_applicable_where_nothing_is_left(tmp_path: Path) -> None:
    opened = warehouse(tmp_path, overall("甲局", 2023, "100", "100"))
    assert unspent.unspent_by(opened, Scope(), "department")["share"].to_list() == [None]


def test_projects_below_a_threshold_lead_to_their_form(district: Warehouse) -> None:
    rows = unspent.projects(district, Scope(year=2023), 0.8).to_dicts()
    assert [(row["project"], row["execution_rate"], row["department"]) for row in rows] == [
        ("道路", 0.1, "甲局")
    ]
    assert rows[0]["place"] == "R5C4"
    assert unspent.projects(district, Scope(year=2023)).height == 3
