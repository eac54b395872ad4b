"""
Published forms as real files of each kind, written by LibreOffice from the samples.

`files/` holds one or two a kind, called after the number of their facts in `tests/facts`.
"""

import json
from pathlib import Path

import pytest

from pipelines.readers import office
from pipelines.synthetic.samples import sample_file
from tests.accuracy import FACTS, compare, read_bytes_of
from tests.converted import CONVERSIONS, converted

FILES = sorted((Path(__file__).parent / "files").iterdir())
NEED_OFFICE = {".doc", ".wps", ".rtf", ".odt"}
without_office = pytest.mark.skipif(
    office.installed() is None, reason="LibreOffice 未安装：不读 doc、rtf、odt"
)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=without_office if path.suffix in NEED_OFFICE else (), id=path.name)
        for path in FILES
    ],
)
def test_a_published_form_is_read_right_from_a_file_of_each_kind(path: Path) -> None:
    facts = json.loads((FACTS / f"{path.stem}.json").read_text(encoding="utf-8"))
    (form,) = read_bytes_of(path.name, path.read_bytes())
    tally = compare(facts, form, path.name)
    assert tally.expected > 30
    assert (tally.missed, tally.wrong) == ([], [])


@pytest.mark.parametrize("kind", [kind for kind, how in CONVERSIONS.items() if how.change])
def test_a_published_form_is_read_right_however_another_program_kept_it(kind: str) -> None:
    how = CONVERSIONS[kind]
    facts = json.loads((FACTS / "013.json").read_text(encoding="utf-8"))
    _, content = sample_file("013", facts, how.source)
    (form,) = read_bytes_of(f"013{how.ending}", converted({"013": content}, how)["013"])
    tally = compare(facts, form, kind)
    assert tally.expected > 30
    assert (tally.missed, tally.wrong) == ([], [])


def test_there_is_a_file_of_each_kind() -> None:
    assert {path.suffix for path in FILES} == {".xls", ".ods", ".pdf", ".doc", ".rtf", ".odt"}
