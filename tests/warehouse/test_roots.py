"""A generation says what it was built from."""

import os
from pathlib import Path

import pytest

from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.build import build
from pipelines.warehouse.roots import RECORD, recorded_roots


def test_what_a_generation_was_built_from_is_kept_as_absolute_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recorded_roots(tmp_path / "w") == []
    (tmp_path / "raw").mkdir()
    seed = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    (tmp_path / "raw" / "表.txt").write_bytes(seed.read_bytes())
    monkeypatch.chdir(tmp_path)
    refresh(["raw", Path("没有")], "w", workers=1)
    assert recorded_roots(Path("w")) == [tmp_path / "raw", tmp_path / "没有"]
    build(["raw"], "w")  # not noted: nobody knows
    assert recorded_roots(Path("w")) is None


def test_an_unusable_note_is_none(tmp_path: Path) -> None:
    build([next(shipped("samples").rglob("*党群服务中心*自评表.txt"))], tmp_path)
    for text in ("", "{", "[]", '{"generation": "other", "roots": []}'):
        (tmp_path / RECORD).write_text(text, encoding="utf-8")
        assert recorded_roots(tmp_path) is None
    os.unlink(tmp_path / RECORD)
    assert recorded_roots(tmp_path) is None
