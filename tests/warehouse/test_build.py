"""A build: every file accounted for once, the same content on any number of workers."""

import os
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from pipelines.problems import SourceError
from pipelines.queries import quality, scopes
from pipelines.readers.grid import Cell
from pipelines.refresh import refresh
from pipelines.synthetic import write_district
from pipelines.warehouse import deciding, inserting
from pipelines.warehouse.build import build
from pipelines.warehouse.executor import Failure, Processes
from pipelines.warehouse.inputs import find_files
from pipelines.warehouse.reading import BatchSpec
from pipelines.warehouse.reuse import PART_FILES
from pipelines.warehouse.schema import CELLS, DOCUMENTS, FORMS, TABLES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, warehouse

Result = TypeVar("Result")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    write_district(folder, departments=10, years=2, seed=3)
    return folder


@pytest.fixture(scope="module")
def built(district: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warehouse")
    build([district], folder)
    return folder


def test_two_workers_build_the_same_content_as_one(district: Path, built: Path, tmp_path: Path) -> None:
    assert len(find_files([district])) > PART_FILES  # else there is one batch, and one worker
    two = build([district], tmp_path, Processes(2))
    one = Warehouse.open(built)
    other = Warehouse.open(tmp_path)
    assert one.build_id.split("-")[1] == two.generation.split("-")[1]
    for table in TABLES[:-1]:
        assert one.rows(table).equals(other.rows(table)), table.name


def test_forms_decided_and_copied_a_few_at_a_time_are_the_same_rows(
    district: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inserting, "VALUES_AT_ONCE", 300)
    monkeypatch.setattr(deciding, "_FORMS_AT_ONCE", 5)
    monkeypatch.setattr(deciding, "_DEPARTMENTS_AT_ONCE", 2)
    build([district], tmp_path)
    whole, sliced = Warehouse.open(built), Warehouse.open(tmp_path)
    for table in TABLES[:-1]:
        assert sliced.rows(table).equals(whole.rows(table)), table.name  # in their order too


def test_the_same_files_elsewhere_have_the_same_checksum(
    district: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(district.parent)
    summary = build([district.name], tmp_path)
    assert summary.generation.split("-")[1] == Warehouse.open(built).build_id.split("-")[1]


def test_a_synthetic_collection_says_so(built: Path) -> None:
    opened = Warehouse.open(built)
    assert scopes.collections(opened)["synthetic"].to_list() == [True]
    assert scopes.is_synthetic(opened, Scope())


def test_every_cell_of_every_file_is_kept(built: Path) -> None:
    opened = Warehouse.open(built)
    read = opened.rows(DOCUMENTS).filter(outcome="read")["document_id"]
    assert set(opened.rows(CELLS)["document_id"]) == set(read)
    forms = set(opened.rows(FORMS)["form_id"])
    assert set(opened.rows(CELLS)["form_id"].drop_nulls()) <= forms


def mixed(folder: Path, district: Path) -> Path:
    """Good files and every kind of bad one."""
    root = folder / "raw"
    good = sorted(path for path in district.rglob("*.xlsx"))[:2]
    batch = root / "甲区"
    batch.mkdir(parents=True)
    for number, path in enumerate(good):
        (batch / f"好{number}.xlsx").write_bytes(path.read_bytes())
    (batch / "副本.xlsx").write_bytes(good[0].read_bytes())
    (batch / "空.xlsx").write_bytes(b"")
    (batch / "图片.xls").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (batch / "通知.txt").write_text(
        "关于开展绩效自评工作的通知\n各部门：请于月底前报送。\n", encoding="utf-8"
    )
    with zipfile.ZipFile(batch / "打包.zip", "w") as archive:
        archive.writestr("内/又一份.xlsx", good[1].read_bytes())
        archive.writestr("内/坏.xlsx", b"PK\x03\x04broken")
    return root


def test_every_file_counts_once_and_bad_ones_do_not_lose_the_good(district: Path, tmp_path: Path) -> None:
    root = mixed(tmp_path, district)
    summary = build([root, tmp_path / "没有.xlsx"], tmp_path / "warehouse")
    rejected = {Path(one.member or one.path).name: one for one in summary.rejected}
    assert set(rejected) == {"空.xlsx", "图片.xls", "坏.xlsx", "没有.xlsx"}
    assert all(one.message and "\n" not in one.message for one in rejected.values())
    # Two good files, two copies of them (one in the archive), one notice, four that cannot be read.
    assert summary.files == 9
    assert summary.duplicates == 2
    assert summary.problems["no_form"] == 1
    with_forms = summary.files - len(summary.rejected) - summary.problems["no_form"]
    assert with_forms == 4
    outcomes = dict(
        quality.outcomes(Warehouse.open(tmp_path / "warehouse"), Scope())
        .select("outcome", "files")
        .iter_rows()
    )
    assert outcomes == {"read": 2, "duplicate": 2, "no_form": 1, "rejected": 4}


def test_a_build_of_nothing_readable_is_a_generation_with_no_forms(tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").write_bytes(b"")
    summary = build([tmp_path / "空.xlsx"], tmp_path / "w")
    assert (summary.files, summary.forms, len(summary.rejected)) == (1, 0, 1)


def test_a_wrong_roster_builds_nothing(tmp_path: Path) -> None:
    (tmp_path / "甲区").mkdir()
    (tmp_path / "甲区" / ".departments.toml").write_text("[[department", encoding="utf-8")
    with pytest.raises(SourceError):
        build([tmp_path], tmp_path / "w")
    assert not (tmp_path / "w").exists()


class Fragile:
    """An executor whose process dies of one file, wherever that file is."""

    def __init__(self, poison: str) -> None:
        self.poison = poison

    def map_unordered(
        self,
        function: Callable[[BatchSpec], Result],
        tasks: Sequence[BatchSpec],
        seconds: Sequence[float] | None = None,
        fresh: bool = False,
    ) -> Iterator[tuple[int, Result | Failure]]:
        for number, task in enumerate(tasks):
            if any(self.poison in file.path for file in task.files):
                yield number, Failure("reader_crashed", "读取进程意外结束（退出码 -9）")
            else:
                yield number, function(task)


def test_a_file_that_kills_its_reader_is_put_aside_and_its_neighbours_are_read(
    district: Path, tmp_path: Path
) -> None:
    root = mixed(tmp_path, district)
    told: list[tuple[int, int]] = []
    summary = build(
        [root], tmp_path / "w", Fragile("图片.xls"), lambda done, total: told.append((done, total))
    )
    codes = {Path(one.member or one.path).name: one.code for one in summary.rejected}
    assert codes["图片.xls"] == "reader_crashed"
    assert summary.files == 8
    assert told[-1] == (7, 7)


def test_refresh_publishes_what_it_reports(district: Path, tmp_path: Path) -> None:
    summary = refresh([mixed(tmp_path, district)], tmp_path / "w", workers=1)
    assert Warehouse.open(tmp_path / "w").build_id == summary.generation
    assert set(summary.as_json()) >= {
        "generation", "files", "forms", "departments", "years", "duplicates", "superseded", "rejected",
        "problems", "unread_cells", "seconds",
    }  # fmt: skip


def test_an_archive_that_holds_one_name_twice_gives_one_form(district: Path, tmp_path: Path) -> None:
    good = next(district.rglob("*.xlsx")).read_bytes()
    with zipfile.ZipFile(tmp_path / "两份.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library says, rightly, that the name is there already
        archive.writestr("表.xlsx", good)
        archive.writestr("表.xlsx", good)
    summary = build([tmp_path / "两份.zip"], tmp_path / "w")
    opened = Warehouse.open(tmp_path / "w")
    assert (summary.files, summary.duplicates) == (2, 1)
    assert opened.rows(FORMS)["form_id"].is_unique().all()
    assert opened.rows(CELLS).select(CELLS.key).is_duplicated().sum() == 0


def test_a_file_whose_name_is_no_text_is_read_all_the_same(district: Path, tmp_path: Path) -> None:
    good = next(district.rglob("*.xlsx")).read_bytes()
    path = os.fsencode(tmp_path) + b"/\xbc\xd7\xbe\xd6.xlsx"  # 甲局 in GBK
    try:
        Path(os.fsdecode(path)).write_bytes(good)
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert build([tmp_path], tmp_path / "w").forms > 0
    assert "\ufffd" in Warehouse.open(tmp_path / "w").rows(DOCUMENTS)["path"].item()


def test_a_text_with_control_characters_is_kept(tmp_path: Path) -> None:
    cells = (Cell(1, 1, "甲\x00乙\x07丙\U0001f600"),)
    opened = warehouse(tmp_path, Made("甲局", 2023, cells=cells))
    assert opened.rows(CELLS)["printed"].to_list() == ["甲\x00乙\x07丙\U0001f600"]


def test_a_build_without_a_form_leaves_the_generation_that_has_some(built: Path, tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    first = build([bad], tmp_path / "w")  # nothing stands: people see why there is nothing
    assert (first.published, first.forms) == (True, 0)
    assert Warehouse.open(tmp_path / "w").build_id == first.generation

    shutil.copytree(built, tmp_path / "full")
    standing = Warehouse.open(tmp_path / "full").build_id
    second = build([bad], tmp_path / "full")
    assert (second.published, second.generation, second.forms) == (False, standing, 0)
    assert [Path(one.path).name for one in second.rejected] == ["坏.xlsx"]
    assert Warehouse.open(tmp_path / "full").build_id == standing
    assert not list((tmp_path / "full").glob(".*tmp*"))
