"""Corrections through whole builds: they survive, fail loudly when the file changed, and can be withdrawn."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.ledger import Ledger, in_force
from pipelines.problems import SourceError
from pipelines.queries import forms as form_queries
from pipelines.queries import quality
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.build import build
from pipelines.warehouse.schema import CELLS, FORMS, INDICATORS, PROBLEMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

SEED = "浦锦街道党群服务中心2023年度部门整体支出绩效自评表.txt"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one published form, from which its unit has been taken away."""
    folder = tmp_path / "raw" / "公开样本"
    folder.mkdir(parents=True)
    text = next(shipped("samples").rglob(SEED)).read_text(encoding="utf-8")
    (folder / "无单位.txt").write_text(text.replace("整体支出规模（元）", "整体支出规模"), encoding="utf-8")
    return folder.parent


def built(raw: Path) -> Warehouse:
    build([raw], raw.parent / "data" / "warehouse", corrections=in_force(ledger_of(raw)))
    return Warehouse.open(raw.parent / "data" / "warehouse")


def ledger_of(raw: Path) -> Ledger:
    return Ledger.open(raw.parent / "data" / "warehouse")


def document_of(warehouse: Warehouse) -> dict[str, object]:
    return quality.documents(warehouse, Scope()).row(0, named=True)


def give_unit(raw: Path, warehouse: Warehouse) -> str:
    known = document_of(warehouse)
    made = ledger_of(raw).correct(
        str(known["sha256"]), "元", "与部门决算核对", "王芳", field="unit",
        path=str(Path(str(known["path"])).absolute()),
    )  # fmt: skip
    return made.id


def test_a_shipped_correction_is_applied_and_the_printed_text_stays(tmp_path: Path) -> None:
    sample = next(shipped("samples").rglob(SEED))
    refresh([sample], tmp_path / "w", workers=1)
    warehouse = Warehouse.open(tmp_path / "w")
    cell = warehouse.rows(CELLS, where=[Where("corrected", "is not null")]).row(0, named=True)
    assert (cell["printed"], cell["corrected"]) == ("023年12月底前", "2023年12月底前")
    assert str(cell["correction_id"]).startswith("S-")
    target = warehouse.rows(INDICATORS).filter(pl.col("name") == "完成党建活动开展工作")["target"].item()
    assert target == "2023年12月底前"
    codes = warehouse.rows(PROBLEMS)["code"].to_list()
    assert "corrected" in codes
    assert "date_cut" not in codes
    shown = form_queries.grid(warehouse, str(cell["form_id"]))
    assert shown.filter(place="R15C6")["corrected"].item() == "2023年12月底前"


def test_a_confirmed_unit_brings_the_form_into_the_totals_of_every_later_build(raw: Path) -> None:
    first = built(raw)
    plain = first.rows(FORMS).row(0, named=True)
    assert (plain["counted_reason"], plain["budget_yuan"]) == ("unit_not_printed", None)
    give_unit(raw, first)
    for _ in range(2):
        again = built(raw).rows(FORMS).row(0, named=True)
        assert (again["unit"], again["counted"]) == ("元", True)
        assert again["budget_yuan"] == Decimal("10937482.1400")
        assert again["form_id"] == plain["form_id"]


def test_a_correction_of_a_file_that_changed_is_not_applied_and_said_loudly(raw: Path) -> None:
    made = give_unit(raw, built(raw))
    path = next(raw.rglob("*.txt"))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    warehouse = built(raw)
    assert warehouse.rows(FORMS)["unit"].to_list() == [None]
    problem = quality.problem_list(warehouse, Scope(), "correction_stale").row(0, named=True)
    assert made in problem["message"]
    assert problem["path"].endswith("无单位.txt")
    row = quality.corrections(warehouse, Scope()).row(0, named=True)
    assert (row["correction_id"], row["status"]) == (made, "stale")
    # The shipped corrections are of a sample that is not here: nothing to speak of.
    assert quality.corrections(warehouse, Scope()).height == 1


def test_a_correction_whose_file_is_gone_is_listed(raw: Path) -> None:
    made = give_unit(raw, built(raw))
    path = next(raw.rglob("*.txt"))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    path.rename(path.with_name("改名.txt"))
    row = quality.corrections(built(raw), Scope()).row(0, named=True)
    assert (row["correction_id"], row["status"], row["document_id"]) == (made, "absent", None)


def test_a_correction_follows_its_content_to_another_name(raw: Path) -> None:
    give_unit(raw, built(raw))
    path = next(raw.rglob("*.txt"))
    path.rename(path.with_name("改名.txt"))
    assert built(raw).rows(FORMS)["unit"].to_list() == ["元"]


def test_a_withdrawn_correction_is_gone_from_the_next_build(raw: Path) -> None:
    made = give_unit(raw, built(raw))
    assert built(raw).rows(FORMS)["counted"].to_list() == [True]
    ledger_of(raw).withdraw(made, "王芳", "决算为万元")
    warehouse = built(raw)
    assert warehouse.rows(FORMS)["counted"].to_list() == [False]
    assert quality.corrections(warehouse, Scope()).is_empty()
    assert "corrected" not in warehouse.rows(PROBLEMS)["code"].to_list()


def test_a_guard_that_fails_is_a_problem_at_its_place(raw: Path) -> None:
    known = document_of(built(raw))
    ledger_of(raw).correct(
        str(known["sha256"]), "1", "试", "王芳", place="R7C4", grid="正文", printed="10,937,482.15"
    )
    warehouse = built(raw)
    problem = quality.problem_list(warehouse, Scope(), "correction_mismatch").row(0, named=True)
    assert problem["place"] == "R7C4"
    assert "10,937,482.14" in problem["message"]
    assert quality.corrections(warehouse, Scope())["status"].to_list() == ["mismatch"]


def test_a_cell_that_is_empty_on_the_form_keeps_what_fills_it(raw: Path) -> None:
    known = document_of(built(raw))
    ledger_of(raw).correct(str(known["sha256"]), "（元）", "试", "王芳", place="R6C9", grid="正文")
    cell = built(raw).rows(CELLS, where=[Where("corrected", "is not null")]).row(0, named=True)
    assert (cell["row_no"], cell["column_no"], cell["printed"], cell["corrected"]) == (6, 9, "", "（元）")


def test_the_same_files_and_ledger_give_the_same_checksum(raw: Path) -> None:
    built_by = Ledger(raw.parent / "l.sqlite")
    first = build([raw], raw.parent / "a", corrections=in_force(built_by)).checksum
    warehouse = Warehouse.open(raw.parent / "a")
    built_by.correct(str(document_of(warehouse)["sha256"]), "元", "核对", "王芳", field="unit")
    second = refresh([raw], raw.parent / "a", workers=1, ledger=built_by.path).checksum
    third = build([raw], raw.parent / "b", corrections=in_force(built_by)).checksum
    assert first != second
    assert second == third


def test_a_ledger_that_cannot_be_read_stops_the_build_and_the_old_generation_stays(raw: Path) -> None:
    built(raw)
    broken = raw.parent / "broken.sqlite"
    broken.write_bytes(b"no ledger" * 500)
    with pytest.raises(SourceError, match="台账"):
        refresh([raw], raw.parent / "data" / "warehouse", workers=1, ledger=broken)
    assert Warehouse.open(raw.parent / "data" / "warehouse").rows(FORMS).height == 1
