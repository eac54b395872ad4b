"""A build appears complete or not at all, and people who read keep what they read."""

import os
from pathlib import Path

import pytest

from pipelines.warehouse.publish import KEPT, current_file, unfinished_file
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.store import building
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import overall, write


def test_a_new_generation_is_seen_at_the_next_opening_and_not_before(tmp_path: Path) -> None:
    write(tmp_path, [overall("甲局", 2023, "1", "1")])
    before = Warehouse.open(tmp_path)
    write(tmp_path, [overall("甲局", 2023, "1", "1"), overall("乙局", 2023, "1", "1")])
    after = Warehouse.open(tmp_path)
    assert before.rows(FORMS).height == 1
    assert after.rows(FORMS).height == 2
    assert before.build_id != after.build_id


def test_a_build_that_fails_leaves_the_old_generation_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path, [overall("甲局", 2023, "1", "1")])

    def fail() -> None:
        with building(unfinished_file(tmp_path)) as store:
            store.stage([])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert sorted(found.name for found in tmp_path.iterdir()) == sorted([path.name, "CURRENT"])
    assert current_file(tmp_path) == path


def test_the_last_generations_are_kept_and_older_ones_dropped(tmp_path: Path) -> None:
    paths = [write(tmp_path, [overall(f"{n}局", 2023, "1", "1")]) for n in range(KEPT + 2)]
    kept = sorted(tmp_path.glob("*.duckdb"))
    assert len(kept) == KEPT
    assert current_file(tmp_path) == paths[-1]


def test_the_same_content_in_the_same_second_gets_a_name_of_its_own(tmp_path: Path) -> None:
    first = write(tmp_path, [overall("甲局", 2023, "1", "1")])
    second = write(tmp_path, [overall("甲局", 2023, "1", "1")])
    assert first != second
    assert current_file(tmp_path) == second


def test_what_a_dead_build_left_is_cleared_away_after_a_day(tmp_path: Path) -> None:
    old, young = tmp_path / ".1-aa.duckdb.tmp", tmp_path / ".2-bb.duckdb.tmp"
    for left in (old, young):
        left.write_bytes(b"")
    os.utime(old, (0, 0))
    unfinished_file(tmp_path)
    assert not old.exists()
    assert young.exists()


def test_current_that_names_a_lost_file_is_no_generation(tmp_path: Path) -> None:
    path = write(tmp_path, [overall("甲局", 2023, "1", "1")])
    path.unlink()
    assert current_file(tmp_path) is None
