"""The file of corrections: strict, and true of the samples that it corrects."""

from pathlib import Path

import pytest

from pipelines.forms.corrections import read_corrected
from pipelines.ledger import read_corrections, shipped_corrections
from pipelines.problems import SourceError
from pipelines.readers import Rejected, read_each
from pipelines.shipped import shipped

GOOD = f"""
[[correction]]
document = "{"ab" * 32}"
place = "R15C6"
printed = "023年12月底前"
value = "2023年12月底前"
reason = "首字符缺失"
when = 2026-11-25
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return read_corrections(path)


def test_an_entry_becomes_a_record_whose_id_stays_when_others_come(tmp_path: Path) -> None:
    alone = read_corrections(_written(tmp_path, GOOD))
    more = read_corrections(_written(tmp_path, GOOD.replace("R15C6", "R1C1") + GOOD))
    assert alone[0].id == more[1].id
    assert alone[0].id.startswith("S-")
    assert (alone[0].when, alone[0].printed) == ("2026-11-25", "023年12月底前")


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[correction]", "TOML"),
        ("[[fix]]", "fix"),
        ("correction = 3", "correction"),
        (GOOD.replace("printed", "found"), "found"),
        (GOOD.replace('reason = "首字符缺失"', ""), "reason"),
        (GOOD.replace('"2023年12月底前"', "2023"), "value = 2023"),
        (GOOD.replace("R15C6", "15行"), "15行"),
        (GOOD + "form = true", "form"),
        (GOOD.replace("2026-11-25", "12"), "when"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=r"corrections\.toml") as raised:
        read(tmp_path, text)
    assert said in raised.value.line()


def test_every_shipped_correction_fits_a_sample_that_is_shipped() -> None:
    wanted = shipped_corrections()
    applied = set()
    for path in sorted(shipped("samples").rglob("*")):
        if path.is_dir() or path.name.endswith((".golden.txt", ".json")):
            continue
        for document in read_each(str(path)):
            if isinstance(document, Rejected):
                continue
            for outcome in read_corrected(document, wanted).outcomes:
                assert outcome.status == "applied", outcome
                assert str(path).endswith(outcome.correction.path or "?")
                applied.add(outcome.correction.id)
    assert applied == {one.id for one in wanted}
    assert applied
