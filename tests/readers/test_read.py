"""`read` never loses a good file for a bad one, and never fails for what a file did."""

import hashlib
import pickle
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import passed_over, read, read_bytes, read_each
from pipelines.readers.grid import Document
from pipelines.readers.limits import MAX_DEPTH
from tests.readers.parts import cell, document, paragraph, row, table, workbook, zipped

TEXT = "指标\t分值\n甲\t10\n".encode()
SHEET = workbook('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "自评表.txt"
    path.write_bytes(TEXT)
    result = read(str(path))
    assert result.rejected == ()
    (one,) = result.documents
    assert (one.path, one.member, one.name) == (str(path), None, "自评表.txt")
    assert one.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert (one.media_type, one.size) == ("text/plain", len(TEXT))


def _code(path: Path) -> str:
    result = read(path)
    assert result.documents == ()
    ((member, error),) = result.rejected
    assert member is None
    assert "读到：" in error.line()
    return error.code


def test_a_path_without_a_file_is_said_to_be_none(tmp_path: Path) -> None:
    assert _code(tmp_path / "没有.xlsx") == "missing"
    assert _code(tmp_path) == "directory"
    empty = tmp_path / "空.xlsx"
    empty.touch()
    assert _code(empty) == "empty"
    assert _code(Path("a\0b")) == "unreadable"


def test_a_path_through_a_file_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_bytes(TEXT)
    assert _code(path / "里面.txt") == "unreadable"


def test_one_bad_member_never_loses_the_others() -> None:
    archive = zipped(
        {
            "甲/一.xlsx": SHEET,
            "甲/图.xls": b"\x89PNG\r\n\x1a\n",
            "甲/断.xlsx": SHEET[:100],
            "甲/空.txt": b"",
            "甲/坏.xlsx": workbook("<sheetData><row>"),
            "乙.docx": document(paragraph("自评表")),
        }
    )
    result = read_bytes(archive, "全区.zip")
    assert [one.member for one in result.documents] == ["甲/一.xlsx", "乙.docx"]
    assert [(member, error.code) for member, error in result.rejected] == [
        ("甲/图.xls", "not_supported"),
        ("甲/断.xlsx", "truncated"),
        ("甲/空.txt", "empty"),
        ("甲/坏.xlsx", "unreadable"),
    ]


def test_an_archive_in_an_archive_gives_its_members_too() -> None:
    inner = zipped({"b.txt": TEXT})
    result = read_bytes(zipped({"a.zip": inner, "c.txt": TEXT}), "外.zip")
    assert [one.member for one in result.documents] == ["a.zip/b.txt", "c.txt"]
    assert result.documents[0].name == "b.txt"
    assert result.documents[0].sha256 == hashlib.sha256(TEXT).hexdigest()


def test_archives_nested_too_deeply_are_refused() -> None:
    data = zipped({"a.txt": TEXT})
    for _ in range(MAX_DEPTH):
        data = zipped({"z.zip": data})
    ((member, error),) = read_bytes(data, "a.zip").rejected
    assert member == "/".join(["z.zip"] * MAX_DEPTH)
    assert error.code == "too_large"


def test_names_from_chinese_windows_are_read() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("AAAAAAAA/BBBBBBBB.txt", TEXT)
        archive.writestr("CCCCCC.txt", TEXT)
    data = stream.getvalue()
    for ascii_name, raw in (
        (b"AAAAAAAA", "农业农村".encode("gb18030")),
        (b"BBBBBBBB", "绩效自评".encode("gb18030")),
        (b"CCCCCC", "朱镕".encode()),
    ):
        data = data.replace(ascii_name, raw)
    members = [one.member for one in read_bytes(data, "a.zip").documents]
    assert members == ["农业农村/绩效自评.txt", "朱镕.txt"]


def test_what_systems_leave_in_archives_is_passed_over_without_a_word() -> None:
    archive = zipped(
        {"__MACOSX/._a.txt": b"\0", ".DS_Store": b"\0", "~$a.docx": b"\0", "b/.x/a": b"\0", "a.txt": TEXT}
    )
    result = read_bytes(archive, "a.zip")
    assert [one.member for one in result.documents] == ["a.txt"]
    assert result.rejected == ()


@pytest.mark.parametrize(
    ("name", "passed"),
    [
        (".departments.toml", True), ("a/~$表.xlsx", True), ("truth.json", True), ("a/Thumbs.db", True),
        ("表.xlsx", False), ("../表.xlsx", False), ("./a/表.v1.xlsx", False),
    ],
)  # fmt: skip
def test_hidden_files_are_known_by_their_names(name: str, passed: bool) -> None:
    assert passed_over(name) is passed


def test_an_archive_without_files_is_empty() -> None:
    for entries in ({}, {"a/": b""}, {".x": b"1"}):
        ((_, error),) = read_bytes(zipped(entries), "a.zip").rejected
        assert (error.code, error.found) == ("empty", "空的压缩包")


def test_a_password_is_named() -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    ((member, error),) = read_bytes(bytes(data), "a.zip").rejected
    assert (member, error.code) == ("a.txt", "encrypted")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_entry_that_was_overwritten_is_refused_whatever_packed_it(method: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", bytes(range(256)) * 40)
    data = bytearray(stream.getvalue())
    data[45:65] = b"\xff" * 20
    ((member, error),) = read_bytes(bytes(data), "a.zip").rejected
    assert (member, error.code) == ("a.txt", "truncated")


def test_documents_can_be_taken_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": TEXT, "b.txt": b""}))
    first, second = read_each(path)
    assert isinstance(first, Document)
    assert not isinstance(second, Document)
    assert second.member == "b.txt"


def test_what_was_read_comes_whole_from_another_process() -> None:
    result = read_bytes(zipped({"a.txt": TEXT, "b.txt": b""}), "a.zip")
    again = pickle.loads(pickle.dumps(result))
    assert again.documents == result.documents
    assert again.rejected[0].error.line() == result.rejected[0].error.line()


_FILES = (
    SHEET,
    document(paragraph("自评表") + table(row(cell("甲"), cell("乙", '<w:gridSpan w:val="2"/>')))),
    "<html><table><tr><td rowspan=2>甲<td>乙<tr><td colspan=2>丙</table></html>".encode("gb18030"),
    '指标\t分值\n甲\t"1\n2"\n| a | b |\n'.encode(),
)


@settings(max_examples=300, deadline=None)
@given(
    file=st.sampled_from(_FILES),
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    instead=st.one_of(
        st.binary(max_size=8), st.sampled_from([b"<", b'"', b"\t", b"-1", b"99999999", b"</td>"])
    ),
)
def test_a_damaged_file_gives_its_cells_or_says_why_not(
    file: bytes, at: float, length: int, instead: bytes
) -> None:
    start = int(at * len(file))
    result = read_bytes(file[:start] + instead + file[start + length :], "损坏")
    assert result.documents or result.rejected
