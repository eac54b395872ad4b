"""The record of the facts inside of the files, and the refusal of what is not ours."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.briefings import docx_writer, page_docx, page_pdf, pptx_writer, xlsx_writer
from dashboard.briefings.embedded import extract
from dashboard.briefings.template import Template
from pipelines.problems import SourceError
from tests.briefings.made import made

#: Larger than a cell of a workbook holds, even when it is packed.
RECORD = b'{"format": "jixiao-briefing/1"}' + bytes(at * at % 251 for at in range(90_000))
WRITERS: dict[str, Callable[..., bytes]] = {
    "a.docx": docx_writer.write,
    "a.pptx": pptx_writer.write,
    "a.xlsx": xlsx_writer.write,
    "b.docx": page_docx.write,
    "b.pdf": page_pdf.write,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_record_comes_out_as_it_went_in(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[name](made(), Template(), False, RECORD))
    assert extract(path) == RECORD


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "briefing_foreign"),
        (b"hello", "briefing_foreign"),
        (b"PK\x03\x04 not a zip", "briefing_damaged"),
        (b"%PDF-1.7 not a pdf", "briefing_damaged"),
    ],
)
def test_what_is_not_ours_is_refused_in_one_line(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "别的文件.docx"
    path.write_bytes(content)
    with pytest.raises(SourceError) as refused:
        extract(path)
    assert refused.value.code == code
    assert "\n" not in refused.value.line()


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"打不开 没有\.docx"):
        extract(tmp_path / "没有.docx")


def test_an_office_file_without_our_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/sharedStrings.xml", "<sst/>")
    with pytest.raises(SourceError, match="没有本系统写入的数字记录"):
        extract(path)


@pytest.mark.parametrize("letters", ["AAAA", "eJw=", "not letters"])
def test_a_damaged_record_is_said_to_be_damaged(letters: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("customXml/item1.xml", f'<record xmlns="urn:jixiao:briefing">{letters}</record>')
    with pytest.raises(SourceError):
        extract(path)
