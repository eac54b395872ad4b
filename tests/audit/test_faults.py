"""A fault planted into a clean form is found by its rule."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import RULES, audit, load_profile
from pipelines.refresh import refresh
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.audit.faults import FAULTS, plant_all

SEEDS = (0, 1)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Rule and collection of every finding over all planted forms."""
    folder = tmp_path_factory.mktemp("faults")
    plant_all(folder / "forms", SEEDS)
    refresh([folder / "forms"], folder / "warehouse", workers=1)
    findings = audit(Warehouse.open(folder / "warehouse"), Scope(), load_profile(), every=False)
    return set(findings.select("rule", pl.col("collection")).iter_rows())


def test_every_rule_has_its_fault() -> None:
    assert set(FAULTS) == {rule.id for rule in RULES}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found(rule: str, seed: int, found: set[tuple[str, str]]) -> None:
    assert (rule, f"{rule}·{seed}") in found


def test_the_plants_stand_on_disk(tmp_path: Path) -> None:
    numbers = plant_all(tmp_path, [0])
    assert set(numbers.values()) == {1}
