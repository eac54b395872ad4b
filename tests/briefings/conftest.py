"""What the tests of content share: gathered districts and their briefings, real and synthetic."""

from pathlib import Path

import pytest

from dashboard.briefings import compose
from dashboard.briefings.document import Briefing
from dashboard.briefings.gather import gather
from dashboard.briefings.gathered import Gathered
from pipelines.warehouse.warehouse import Warehouse

SEED = "上海市闵行区浦锦街道办事处党群服务中心"


def _gathered(folder: Path) -> Gathered:
    warehouse = Warehouse.open(folder)
    try:
        return gather(warehouse)
    finally:
        warehouse.close()


@pytest.fixture(scope="session")
def district(district_warehouse_folder: Path) -> Gathered:
    """The synthetic district's latest year."""
    return _gathered(district_warehouse_folder)


@pytest.fixture(scope="session")
def published(warehouse_folder: Path) -> Gathered:
    """The latest year of the samples, which stand beside the synthetic district in one warehouse."""
    return _gathered(warehouse_folder)


@pytest.fixture(scope="session")
def briefings(district: Gathered, published: Gathered) -> dict[str, Briefing]:
    """Every kind of briefing of both."""
    return {
        "district": compose.district(district),
        "department": compose.department(district, district.departments[0]),
        "letter": compose.letter(district, district.departments[0]),
        "published": compose.district(published),
        "published department": compose.department(published, SEED),
        "published letter": compose.letter(published, SEED),
    }
