"""The seed form yields what a person found in it by hand, where it stands, and no other error."""

from collections.abc import Iterator

import polars as pl
import pytest

from pipelines.audit import audit, load_profile, recompute
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

#: Rule, what it is about, the cell, the figures; None where any will do.
EXPECTED = [
    ("F-02", "R10C6", "65.12", "65.1263"),
    ("F-09", "R10C5", "65.13%", "80%"),
    ("W-01", "R38C7", "100", "96"),
    ("W-02", "R15C2", "30", "21"),
    ("W-02", "R22C2", "25", "30"),
    ("W-09", "R15C4", None, None),
    ("W-10", "R15C5", None, None),
    ("S-07", "R38C8", "97.8", "96"),
    ("S-15", "R15C6", "023年12月底前", "2023"),
    ("I-01", "R38C8", "97.80%", "82.24%"),
    ("I-02", "R38C8", "23", "23"),
    ("I-04", None, "10", "10"),
    ("I-05", None, "13", "23"),
    ("I-06", "R19C10", "3", None),
    ("I-07", "R28C4", "6", "30"),
    ("C-05", "R5C5", None, None),
    ("C-09", "R12C2", None, None),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("seed")
    samples = shipped("samples").rglob("*党群服务中心*")
    sample = next(path for path in samples if ".golden" not in path.name)
    refresh([sample], folder, workers=1)
    opened = Warehouse.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def failed(warehouse: Warehouse) -> pl.DataFrame:
    return audit(warehouse, Scope(), load_profile(), every=False)


@pytest.mark.parametrize(("rule", "place", "printed", "computed"), EXPECTED)
def test_the_seed_yields_this_finding(
    rule: str, place: str | None, printed: str | None, computed: str | None, failed: pl.DataFrame
) -> None:
    own = failed.filter(pl.col("rule") == rule)
    assert not own.is_empty()
    matching = [
        row
        for row in own.iter_rows(named=True)
        if place in (None, row["place"])
        and printed in (None, row["printed"])
        and computed in (None, row["computed"])
    ]
    assert len(matching) == 1


def test_no_other_error_is_found_in_the_seed(failed: pl.DataFrame) -> None:
    errors = failed.filter(pl.col("severity") == "E")["rule"].to_list()
    assert sorted(errors) == ["S-07", "W-01", "W-02", "W-02", "W-09", "W-10"]


def test_the_lights_and_the_signs_of_the_seed(failed: pl.DataFrame) -> None:
    one = {row["rule"]: row for row in failed.iter_rows(named=True)}
    assert (one["F-09"]["light"], one["F-09"]["subject"]) == ("yellow", "项目支出")
    assert one["I-01"]["light"] == "red"
    assert one["S-07"]["difference"] == "1.8"
    assert "+1.8" in one["S-07"]["message"]
    assert {row["profile"] for row in one.values()} == {"default@1"}
    assert len(one["I-07"]["places"]) == 12


def test_the_seeds_score_recomputed_names_what_is_unexplained(warehouse: Warehouse) -> None:
    totals, steps = recompute(warehouse, Scope(), load_profile())
    total = totals.row(0, named=True)
    figures = ("claimed_total", "rows_total", "unexplained", "recomputed_total")
    assert [str(total[name]) for name in figures] == ["97.8000", "96.0000", "1.8000", "96.0000"]
    assert str(total["unverifiable_weight"]) == "61.0000"
    assert (total["verified_rows"], total["unverifiable_rows"]) == (10, 13)
    assert (total["grade_claimed"], total["grade_recomputed"]) == ("优", "优")
    assert steps["part"].to_list() == ["claimed", "unexplained", *["indicator"] * 23, "recomputed"]
    assert str(steps.row(1, named=True)["change"]) == "-1.8000"
    assert str(steps["level"][-1]) == "96.0000"
