"""The samples stand in the repository as files, each with the facts that it prints."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.synthetic import samples

ROOT = Path(__file__).resolve().parents[2]
FACTS = sorted((ROOT / "tests" / "facts").glob("*.json"))


def _facts(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts


def test_every_sample_has_its_expected_facts() -> None:
    assert {path.stem for path in FACTS} == set(samples.SAMPLES)


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_a_sample_is_the_same_bytes_when_it_is_made_again(path: Path) -> None:
    facts = _facts(path)
    name, content = samples.sample_file(path.stem, facts)
    assert facts["file"] == f"data/samples/{samples.COLLECTION}/{name}"
    assert (ROOT / facts["file"]).read_bytes() == content


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_a_sample_leaves_out_indicators_whose_name_nobody_saw(path: Path) -> None:
    assert all(row["name"] for row in _facts(path)["indicators"])


def test_the_expected_facts_are_those_of_the_published_forms() -> None:
    published = ROOT.parent / "shared" / "domain" / "open_forms"
    if not published.is_dir():
        pytest.skip("../shared/domain/open_forms 不在：公开表格的事实无法比对")
    for path in FACTS:
        facts = samples.read_facts(path.stem, json.loads((published / path.name).read_text(encoding="utf-8")))
        told = _facts(path)
        told.pop("file")
        assert told == json.loads(json.dumps(facts, default=float))
