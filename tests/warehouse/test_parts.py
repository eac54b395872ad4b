"""Parts: a build reads only what no earlier build has read, and gives what a build from nothing gives."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from pipelines.forms.corrections import Correction
from pipelines.synthetic import write_district
from pipelines.warehouse import reuse
from pipelines.warehouse.build import build
from pipelines.warehouse.executor import Failure, InProcess
from pipelines.warehouse.parts import FOLDER
from pipelines.warehouse.publish import DEAD_AFTER_SECONDS
from pipelines.warehouse.reading import BatchSpec
from pipelines.warehouse.schema import DOCUMENTS
from pipelines.warehouse.warehouse import Warehouse

Result = TypeVar("Result")


class Noting:
    """Reads in this process, and notes what it was asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def map_unordered(
        self,
        function: Callable[[BatchSpec], Result],
        tasks: Sequence[BatchSpec],
        seconds: Sequence[float] | None = None,
        fresh: bool = False,
    ) -> Iterator[tuple[int, Result | Failure]]:
        self.read += [Path(file.path).name for task in tasks for file in task.files]
        return InProcess().map_unordered(function, tasks, seconds, fresh)


def read_by(root: Path, warehouse: Path, corrections: Sequence[Correction] = ()) -> tuple[list[str], str]:
    """Build, and return the names of the files that were read, and the checksum."""
    noting = Noting()
    summary = build([root], warehouse, noting, corrections=corrections)
    return noting.read, summary.checksum or ""


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Sixty files, each a form of its own."""
    folder = tmp_path_factory.mktemp("pool")
    write_district(folder, departments=14, years=3, seed=3)
    found = sorted(path for path in folder.rglob("*.*") if path.suffix in (".xlsx", ".docx"))
    return found[:60]


@pytest.fixture
def sixty(pool: list[Path], tmp_path: Path) -> Path:
    """A collection of all of them."""
    return laid(pool, tmp_path)


@pytest.fixture
def root(pool: list[Path], tmp_path: Path) -> Path:
    """A collection of some of them."""
    return laid(pool[:12], tmp_path)


def laid(files: list[Path], folder: Path) -> Path:
    (folder / "raw" / "甲区").mkdir(parents=True)
    for number, path in enumerate(files):
        (folder / "raw" / "甲区" / f"{number:02d}{path.suffix}").write_bytes(path.read_bytes())
    return folder / "raw"


def nth(root: Path, number: int) -> Path:
    return sorted((root / "甲区").iterdir())[number]


def change(path: Path) -> None:
    """Give a file another content that reads the same: a zip may be followed by a remark."""
    data = bytearray(path.read_bytes())
    data[-2:] = (1).to_bytes(2, "little")
    path.write_bytes(bytes(data) + b"x")


def parts(warehouse: Path) -> set[str]:
    return {path.name for path in (warehouse / FOLDER).glob("*.part")}


def test_only_what_changed_is_read_again(sixty: Path, tmp_path: Path) -> None:
    first, before = read_by(sixty, tmp_path / "w")
    assert len(first) == 60
    assert read_by(sixty, tmp_path / "w") == ([], before)
    changed = nth(sixty, 7)
    change(changed)
    again, after = read_by(sixty, tmp_path / "w")
    assert again == [changed.name]
    assert after == read_by(sixty, tmp_path / "new")[1] != before


def test_a_file_that_is_gone_and_one_renamed_leave_the_others_unread(root: Path, tmp_path: Path) -> None:
    read_by(root, tmp_path / "w")
    nth(root, 8).unlink()
    # The year and the department may stand in a file's name.
    nth(root, 8).rename(root / "甲区" / "renamed")
    again, after = read_by(root, tmp_path / "w")
    assert again == ["renamed"]
    assert after == read_by(root, tmp_path / "fresh")[1]


def test_files_moved_with_their_folder_are_not_read_again_and_say_where_they_are(
    root: Path, tmp_path: Path
) -> None:
    _, before = read_by(root, tmp_path / "w")
    moved = root.rename(tmp_path / "moved")
    assert read_by(moved, tmp_path / "w") == ([], before)
    paths = Warehouse.open(tmp_path / "w").rows(DOCUMENTS)["path"]
    assert paths.str.starts_with(str(moved)).all()


def test_a_correction_reads_its_own_file_again_and_so_does_its_withdrawal(root: Path, tmp_path: Path) -> None:
    _, before = read_by(root, tmp_path / "w")
    document = Warehouse.open(tmp_path / "w").rows(DOCUMENTS).filter(outcome="read").row(5, named=True)
    one = Correction(
        "L1", document["sha256"], "2099", "试", "某", "2026-01-02", field="fiscal_year", printed="2023"
    )
    again, corrected = read_by(root, tmp_path / "w", [one])
    assert again == [Path(document["path"]).name]
    assert corrected != before
    assert read_by(root, tmp_path / "w", [one]) == ([], corrected)
    assert read_by(root, tmp_path / "w", [replace(one, value="2098")])[0] == again
    # The reading of before the correction stands yet: nothing is read, and all is as it was.
    assert read_by(root, tmp_path / "w") == ([], before)


def test_what_may_read_otherwise_next_time_is_read_again(root: Path, tmp_path: Path) -> None:
    (root / "甲区" / "lost.xlsx").symlink_to(tmp_path / "nothing.xlsx")
    (root / "甲区" / "empty.xlsx").write_bytes(b"")
    assert len(read_by(root, tmp_path / "w")[0]) == 14
    assert read_by(root, tmp_path / "w")[0] == ["lost.xlsx"]
    (tmp_path / "nothing.xlsx").write_bytes(nth(root, 0).read_bytes())
    assert read_by(root, tmp_path / "w")[0] == ["lost.xlsx"]
    assert read_by(root, tmp_path / "w")[0] == []


@pytest.mark.parametrize("harm", ["cut", "lost", "manifest"])
def test_a_damaged_part_is_read_anew(root: Path, tmp_path: Path, harm: str) -> None:
    _, before = read_by(root, tmp_path / "w")
    part = sorted((tmp_path / "w" / FOLDER).glob("*.part"))[0]
    cells = part / "cells-00000.parquet"
    if harm == "cut":
        cells.write_bytes(cells.read_bytes()[:-10])
    elif harm == "lost":
        cells.unlink()
    else:
        (part / "part.json").write_text('["no manifest"]', encoding="utf-8")
    again, after = read_by(root, tmp_path / "w")
    assert 0 < len(again) <= 6
    assert after == before


def test_many_small_parts_are_put_together(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse, "_SMALL_PARTS", 3)
    files = sorted((root / "甲区").iterdir())
    aside = tmp_path / "aside"
    aside.mkdir()
    for path in files:
        path.rename(aside / path.name)
    for path in files[:6]:
        (aside / path.name).rename(path)
        again, last = read_by(root, tmp_path / "w")
        assert again == [path.name]
    generation = Warehouse.open(tmp_path / "w").build_id
    assert len((tmp_path / "w" / FOLDER / f"{generation}.parts").read_text().split()) == 3
    assert last == read_by(root, tmp_path / "fresh")[1]


def test_parts_that_no_kept_generation_names_are_swept_after_a_day(root: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    read_by(root, warehouse)
    named = parts(warehouse)
    other = warehouse / FOLDER / "0123.part"
    other.mkdir()
    (other / "part.json").write_text('{"version": "of another program"}', encoding="utf-8")
    (warehouse / FOLDER / ".1-ab.tmp").mkdir()
    read_by(root, warehouse)
    assert parts(warehouse) == named | {"0123.part"}  # another build may be writing it
    long_ago = datetime.now(UTC).timestamp() - DEAD_AFTER_SECONDS - 1
    for path in (warehouse / FOLDER).iterdir():
        os.utime(path, (long_ago, long_ago))
    read_by(root, warehouse)
    assert parts(warehouse) == named
    assert not (warehouse / FOLDER / ".1-ab.tmp").exists()


def test_a_killed_build_is_taken_up_where_it_was(sixty: Path, tmp_path: Path) -> None:
    expected = read_by(sixty, tmp_path / "clean")[1]
    warehouse = tmp_path / "w"
    command = [sys.executable, "-m", "dashboard", "build", str(sixty), "--workers", "1", "--warehouse"]
    running = subprocess.Popen([*command, str(warehouse)], cwd=Path(__file__).parents[2])
    for _ in range(3000):
        if len(parts(warehouse)) >= 2 or running.poll() is not None:
            break
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert parts(warehouse), "killed before anything was read"
    again, checksum = read_by(sixty, warehouse)
    assert checksum == expected
    assert len(again) <= 60 * 0.55
