"""
Published forms as real files of each kind, written by LibreOffice from the samples.

`files/` holds one or two a kind, called after the number of their facts in `tests/facts`.
"""

import json
from pathlib import Path

import pytest

from pipelines.readers import office
from tests.accuracy import FACTS, compare, read_bytes_of

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


def test_there_is_a_file_of_each_kind() -> None:
    assert {path.suffix for path in FILES} == {".xls", ".ods", ".pdf", ".doc", ".rtf", ".odt"}
