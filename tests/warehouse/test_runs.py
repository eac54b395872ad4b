"""Many small files become few sorted ones with the same rows."""

from pathlib import Path

import duckdb
import polars as pl

from pipelines.warehouse.runs import merged
from pipelines.warehouse.store import building

#: Ids in no order, some in several files.
_IDS = ["c9", "04", "a1", "04", "7f", "00", "ee", "a1", "31"]


def _files(folder: Path) -> list[str]:
    paths = [folder / f"{number}.parquet" for number in range(len(_IDS))]
    for number, path in enumerate(paths):
        pl.DataFrame({"document_id": [_IDS[number]], "printed": [f"“{number}”"]}).write_parquet(path)
    return [str(path) for path in paths]


def test_many_files_become_a_few_with_the_same_rows_each_in_order(tmp_path: Path) -> None:
    few = merged(duckdb.connect(), _files(tmp_path), tmp_path / "甲's", "cells", "document_id", most=3)
    frames = [pl.read_parquet(path) for path in few]
    assert len(few) < len(_IDS)
    assert all(frame["document_id"].is_sorted() for frame in frames)
    rows = sorted(pl.concat(frames).rows(), key=lambda row: row[1])
    assert rows == [(one, f"“{number}”") for number, one in enumerate(_IDS)]


def test_few_files_stay_as_they_are(tmp_path: Path) -> None:
    files = _files(tmp_path)
    assert merged(duckdb.connect(), files, tmp_path / "runs", "cells", "document_id") == files
    assert not (tmp_path / "runs").exists()


def test_a_build_asks_for_no_more_memory_on_a_machine_of_many_processors(tmp_path: Path) -> None:
    with building(tmp_path / "new.duckdb") as store:
        asked = "SELECT current_setting('threads'), current_setting('memory_limit')"
        assert store._connection.execute(asked).fetchone() == (2, "61.0 MiB")
