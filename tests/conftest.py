"""What many tests share: a small real district and the warehouse built of it through the whole pipeline."""

from pathlib import Path

import pytest

from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.synthetic import write_district


@pytest.fixture(scope="session")
def district_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic district of 12 departments and 3 years as files, with `truth.json` beside them."""
    folder = tmp_path_factory.mktemp("district")
    write_district(folder, departments=12, years=3, seed=1)
    return folder


@pytest.fixture(scope="session")
def district_warehouse_folder(district_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse of that district alone."""
    folder = tmp_path_factory.mktemp("district_warehouse")
    refresh([district_folder], folder, workers=1)
    return folder


@pytest.fixture(scope="session")
def warehouse_folder(district_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse of the samples and the district: what `make run` shows at first."""
    folder = tmp_path_factory.mktemp("warehouse")
    refresh([shipped("samples"), district_folder], folder, workers=1)
    return folder
