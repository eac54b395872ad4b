"""Findings as a build keeps them: judged before it is published, and named alike in every generation."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import audit, judge, load_profile, recompute
from pipelines.problems import SourceError
from pipelines.queries.findings import findings
from pipelines.queries.scores import scores, steps
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.derived import GENERATION
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, indicator, overall, warehouse

ROWS = [indicator("甲", "50", "50"), indicator("乙", "46", "40", level1="效益指标", row=21)]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("w") / "warehouse"
    refresh([shipped("samples")], folder, workers=1)
    return Warehouse.open(folder)


def prints(tmp_path: Path, *made: Made, profile: str = "default") -> pl.DataFrame:
    """Rule, subject and fingerprints of the findings over these forms."""
    opened = warehouse(tmp_path, *made)
    found = judge(opened, load_profile(profile)).findings
    return found.select("rule", "subject", "fiscal_year", "place", "fingerprint", "series", "figures")


def test_a_build_keeps_what_an_audit_finds(samples: Warehouse) -> None:
    asked = audit(samples, Scope(), load_profile(), every=False)
    kept = findings(samples, Scope())
    assert kept.select(asked.columns).equals(asked)
    totals, way = recompute(samples, Scope(), load_profile())
    assert scores(samples, Scope()).select(totals.columns).equals(totals)
    form = totals["form_id"][0]
    assert steps(samples, form).equals(way.filter(form_id=form))
    assert samples.rows(GENERATION, ("profile",)).item() == "default@1"


def test_every_finding_has_a_fingerprint_of_its_own(samples: Warehouse) -> None:
    assert findings(samples, Scope())["fingerprint"].is_unique().all()


def test_the_default_profile_is_replaced_by_the_one_beside_the_ledger(tmp_path: Path) -> None:
    form = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    own = tmp_path / "ledger" / "profile.toml"
    own.parent.mkdir()
    own.write_text('name = "我区"\nversion = "2"\ninherits = "default"\n[severity]\nW-02 = "W"\n', "utf-8")
    first = refresh([form], tmp_path / "warehouse", workers=1)
    made = Warehouse.open(tmp_path / "warehouse")
    kept = findings(made, Scope()).filter(rule="W-02")
    assert set(kept["severity"]) == {"W"}
    assert set(kept["profile"]) == {"我区@2"}
    # What is handed in is judged as the rest: its small warehouse is built with the same ledger.
    refresh([form], tmp_path / "batch" / "w", workers=1, ledger=tmp_path / "ledger" / "warehouse.sqlite")
    batch = Warehouse.open(tmp_path / "batch" / "w")
    assert batch.rows(GENERATION, ("profile",)).item() == "我区@2"
    own.unlink()
    assert refresh([form], tmp_path / "warehouse", workers=1).checksum == first.checksum
    own.write_text("[thresholds]\n", "utf-8")
    with pytest.raises(SourceError, match=r"profile\.toml 的 name"):
        refresh([form], tmp_path / "warehouse", workers=1)


def test_a_fingerprint_stays_when_cells_move_figures_change_and_profiles_differ(tmp_path: Path) -> None:
    own = tmp_path / "我区.toml"
    own.write_text('name = "我区"\nversion = "2"\ninherits = "default"\n', "utf-8")
    first = prints(tmp_path / "1", overall("甲局", 2023, "100", "50", indicators=ROWS))
    moved = [replace(row, place="R90", places={"score": "R90C7", "weight": "R90C6"}) for row in ROWS]
    second = prints(
        tmp_path / "2",
        overall("甲局", 2023, "100", "50", indicators=moved, path="甲区/另一个名字.xlsx"),
        overall("丙局", 2023, "100", "50", indicators=ROWS),
        profile=str(own),
    )
    names = ["rule", "subject", "fingerprint", "series", "figures"]
    both = first.join(second, on=names, how="inner", nulls_equal=True)
    assert both.height == first.height > 5
    other = prints(tmp_path / "3", overall("甲局", 2023, "100", "40", indicators=ROWS))
    weak = [frame.filter(rule="F-09").row(0, named=True) for frame in (first, other)]
    assert weak[0]["fingerprint"] == weak[1]["fingerprint"]
    assert weak[0]["figures"] != weak[1]["figures"]


def test_a_series_is_the_same_thing_in_another_year(tmp_path: Path) -> None:
    years = [overall("甲局", year, "100", "50", indicators=ROWS) for year in (2022, 2023)]
    weak = prints(tmp_path, *years).filter(rule="F-09")
    assert weak["fiscal_year"].to_list() == [2022, 2023]
    assert weak["series"].n_unique() == 1
    assert weak["fingerprint"].n_unique() == 2


def test_forms_that_name_no_department_do_not_share_their_findings(tmp_path: Path) -> None:
    forms = [Made(None, 2023, (fund("total", "100", "50"),), path=f"甲区/{n}.xlsx") for n in "一二"]
    assert prints(tmp_path, *forms)["fingerprint"].is_unique().all()
