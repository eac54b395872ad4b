"""What was handed in, beside what is published: archives, known content, what is of no use."""

import zipfile
from pathlib import Path

import pytest

from pipelines.queries import upload
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.warehouse import Warehouse

OLD = "上海市闵行区浦锦街道办事处党群服务中心"


def form(department: str = OLD) -> bytes:
    seed = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    return seed.read_text(encoding="utf-8").replace(OLD, department).encode()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, Warehouse]:
    """A batch of three files (an archive of a known and a new form, a known form, a note) and a warehouse."""
    home = tmp_path_factory.mktemp("upload")
    (home / "raw").mkdir()
    (home / "raw" / "已有.txt").write_bytes(form())
    (home / "batch").mkdir()
    with zipfile.ZipFile(home / "batch" / "一批.zip", "w") as archive:
        archive.writestr("旧.txt", form())
        archive.writestr("新.txt", form("甲局"))
    (home / "batch" / "又一份.txt").write_bytes(form())
    (home / "batch" / "便条.txt").write_text("下周三前报送", encoding="utf-8")
    refresh([home / "raw"], home / "published", workers=1)
    refresh([home / "batch"], home / "staged", workers=1)
    return Warehouse.open(home / "staged"), Warehouse.open(home / "published")


def test_a_form_whose_content_is_published_says_where(pair: tuple[Warehouse, Warehouse]) -> None:
    rows = upload.uploaded_forms(*pair).sort("department")
    known = [Path(path).name if path else None for path in rows["known_path"].to_list()]
    assert dict(zip(rows["department"].to_list(), known, strict=True)) == {OLD: "已有.txt", "甲局": None}


def test_only_a_file_that_brings_something_new_is_to_enter(pair: tuple[Warehouse, Warehouse]) -> None:
    rows = upload.new_files(*pair)
    assert [(Path(path).name, forms) for path, forms in rows.iter_rows()] == [("一批.zip", 1)]


def test_what_gave_no_form_of_its_own_has_a_line(pair: tuple[Warehouse, Warehouse]) -> None:
    rows = upload.unusable(pair[0])
    assert {Path(path).name for path in rows["path"]} == {"便条.txt", "又一份.txt"}
    lines = {Path(row["path"]).name: row for row in rows.to_dicts()}
    assert "没有绩效自评表" in lines["便条.txt"]["message"]
    assert Path(lines["又一份.txt"]["duplicate_of_path"]).name == "一批.zip"


def test_beside_an_empty_warehouse_all_is_new(pair: tuple[Warehouse, Warehouse]) -> None:
    assert upload.uploaded_forms(pair[0], Warehouse.empty())["known_path"].null_count() == 2
