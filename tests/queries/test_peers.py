"""Departments side by side, and places among peers."""

from pathlib import Path

import pytest

from pipelines.queries import peers
from pipelines.warehouse.roster import Department
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, indicator, overall, rosters, warehouse


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    schools = [overall(f"{n}中", 2023, "100", str(n * 10), total_score=str(90 + n)) for n in (1, 2, 3, 4, 5)]
    others = [overall(f"{n}局", 2023, "100", str(n * 10)) for n in (6, 7)]
    known = rosters(
        *(Department(f"{n}中", kind="教育") for n in range(1, 6)),
        *(Department(f"{n}局", kind="综合") for n in (6, 7)),
    )
    return warehouse(tmp_path_factory.mktemp("w"), *schools, *others, known=known)


def test_a_place_is_told_with_the_number_of_peers(district: Warehouse) -> None:
    rows = {row["measure"]: row for row in peers.position(district, Scope(year=2023), "4中").to_dicts()}
    rate = rows["execution_rate"]
    assert (rate["value"], rate["rank"], rate["n"]) == (0.4, 2, 5)
    assert (rate["quartile1"], rate["median"], rate["quartile3"]) == (0.2, 0.3, 0.4)
    assert rows["total_score"]["rank"] == 2
    assert "project_rate" not in rows  # it has none


def test_fewer_than_five_peers_give_no_rank(district: Warehouse) -> None:
    row = peers.position(district, Scope(year=2023), "6局").row(0, named=True)
    assert (row["n"], row["rank"], row["median"], row["value"]) == (2, None, None, 0.6)


def test_a_place_is_the_same_asked_for_one_or_for_all(district: Warehouse) -> None:
    everyone = peers.position(district, Scope())
    assert everyone.filter(department="4中").equals(peers.position(district, Scope(), "4中"))
    assert everyone.filter(measure="execution_rate").height == 7


def test_departments_are_compared_year_by_year(tmp_path: Path) -> None:
    funds = (fund("total", "100", "80"), fund("basic", "60", "57"), fund("project", "40", "23"))
    opened = warehouse(
        tmp_path,
        Made("甲局", 2022, funds, (indicator("完成率", "10", "5"), indicator("合格率", "10", "10"))),
        overall("乙局", 2022, "50", "50"),
        overall("丙局", 2022, "50", "50"),
    )
    rows = {row["department"]: row for row in peers.compare(opened, Scope(), ("甲局", "乙局")).to_dicts()}
    assert set(rows) == {"甲局", "乙局"}
    first = rows["甲局"]
    assert (first["execution_rate"], first["basic_rate"], first["project_rate"]) == (0.8, 0.95, 0.575)
    assert (first["project_unspent_yuan"], first["indicators"], first["low"]) == (17, 2, 1)
    assert first["score_rate"] == 0.75
    assert rows["乙局"]["project_rate"] is None
    assert rows["乙局"]["indicators"] is None
