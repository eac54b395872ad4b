"""Each sample is read as its golden reading says, which a person has held against the form."""

import shutil
from pathlib import Path

import pytest

from tests.golden import ENDING, golden_path, golden_text, main

SAMPLES = Path(__file__).resolve().parents[1] / "data/samples"
FILES = sorted(
    path
    for path in SAMPLES.rglob("*")
    if path.is_file() and not path.name.startswith(".") and not path.name.endswith((ENDING, ".facts.json"))
)


def test_there_are_samples() -> None:
    assert len(FILES) >= 15


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_is_read_as_its_golden_reading_says(path: Path) -> None:
    assert golden_path(path).is_file(), f"make golden FILE={path.relative_to(SAMPLES.parents[1])}"
    assert golden_text(path) == golden_path(path).read_text(encoding="utf-8")


def test_every_golden_reading_belongs_to_a_sample() -> None:
    assert set(SAMPLES.rglob(f"*{ENDING}")) <= {golden_path(path) for path in FILES}


def test_a_golden_reading_is_never_overwritten(tmp_path: Path) -> None:
    copy = Path(shutil.copy(FILES[0], tmp_path))
    assert main([str(copy)]) == 0
    golden_path(copy).write_text("一个人核对过的", encoding="utf-8")
    assert main([str(copy)]) == 1
    assert golden_path(copy).read_text(encoding="utf-8") == "一个人核对过的"
