"""Which files a build reads, and to which collection each belongs."""

import shutil
from pathlib import Path

from pipelines.warehouse.inputs import LOOSE, find_files, find_rosters


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_the_first_folder_is_the_collection_and_so_is_an_archive(tmp_path: Path) -> None:
    touch(tmp_path, "甲区/2023/a.xlsx", "乙区.zip", "散.xlsx")
    found = {spec.relative_path: spec.collection for spec in find_files([tmp_path])}
    assert found == {"甲区/2023/a.xlsx": "甲区", "乙区.zip": "乙区", "散.xlsx": LOOSE}


def test_a_folder_with_a_roster_is_a_collection_by_itself(tmp_path: Path) -> None:
    touch(tmp_path, "甲区/.departments.toml", "甲区/2023/a.xlsx")
    assert find_files([tmp_path / "甲区"])[0].collection == "甲区"
    assert find_rosters([tmp_path / "甲区"]) == {"甲区": tmp_path / "甲区" / ".departments.toml"}
    assert find_rosters([tmp_path]) == {"甲区": tmp_path / "甲区" / ".departments.toml"}


def test_hidden_files_office_locks_and_the_products_own_are_passed_over(tmp_path: Path) -> None:
    touch(
        tmp_path, "a.xlsx", ".hidden", ".git/b.xlsx", "~$a.xlsx", "truth.json", "__MACOSX/a.xlsx",
        "warehouse/CURRENT", "warehouse/20260102T030405Z-aa.duckdb", "warehouse/b.xlsx",
    )  # fmt: skip
    found = find_files([tmp_path], tmp_path / "warehouse")
    assert [spec.relative_path for spec in found] == ["a.xlsx"]
    assert find_files([tmp_path / "warehouse"], tmp_path / "warehouse") == []


def test_files_are_listed_once_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    touch(tmp_path, "a/10.xlsx", "a/9.xlsx", "b/1.xlsx")
    found = find_files([tmp_path, tmp_path / "a", tmp_path / "a" / "9.xlsx"])
    assert [spec.relative_path for spec in found] == ["a/9.xlsx", "a/10.xlsx", "b/1.xlsx"]


def test_two_files_of_one_relative_path_keep_apart(tmp_path: Path) -> None:
    touch(tmp_path, "one/a.xlsx", "two/a.xlsx")
    found = find_files([tmp_path / "one", tmp_path / "two"])
    assert sorted(spec.relative_path for spec in found) == ["a.xlsx", "a.xlsx#2"]


def test_a_missing_path_is_listed_so_that_the_reader_says_so(tmp_path: Path) -> None:
    found = find_files([tmp_path / "nothing.xlsx"])
    assert [spec.path for spec in found] == [str(tmp_path / "nothing.xlsx")]


def test_the_same_files_elsewhere_have_the_same_names(tmp_path: Path) -> None:
    touch(tmp_path / "here", "甲区/a.xlsx", "甲区/b.xlsx")
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    here = [spec.relative_path for spec in find_files([tmp_path / "here"])]
    assert here == [spec.relative_path for spec in find_files([tmp_path / "there"])]


def test_links_are_followed_and_may_run_in_a_circle(tmp_path: Path) -> None:
    touch(tmp_path, "elsewhere/a.xlsx", "raw/b.xlsx")
    (tmp_path / "raw" / "甲区").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "raw" / "again").symlink_to(tmp_path / "raw")
    (tmp_path / "raw" / "lost.xlsx").symlink_to(tmp_path / "nothing")
    found = [spec.relative_path for spec in find_files([tmp_path / "raw"])]
    assert found == ["b.xlsx", "lost.xlsx", "甲区/a.xlsx"]
