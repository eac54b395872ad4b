"""What LibreOffice is asked to do, and what is said where it is absent, hangs or gives nothing."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from pipelines.problems import SourceError
from pipelines.readers import office, read_bytes, sniff
from tests.readers.ole2_parts import ole2
from tests.readers.parts import zipped

RTF = b"{\\rtf1\\ansi x}"
WORD = ole2({"WordDocument": b"\xec\xa5" + bytes(30)})
ODT = zipped({"mimetype": sniff.ODT, "content.xml": "<x/>"})

pytestmark = pytest.mark.skipif(os.name != "posix", reason="用脚本代替 LibreOffice 需要 POSIX 系统")


def program(folder: Path, script: str) -> None:
    """Put a program called soffice into a folder."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def copier(folder: Path) -> None:
    """Put a program into a folder that makes the same docx of each RTF but a bad one, and notes its calls."""
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表")
    made.save(str(folder / "made.docx"))
    program(
        folder,
        f"""echo call >> {folder}/said
for one in "$@"; do
  [ "$before" = --outdir ] && out="$one"
  before="$one"
  case "$one" in
    *.rtf) grep -q bad "$one" && continue
      mkdir -p "$out"; cp {folder}/made.docx "$out/$(basename "$one" .rtf).docx";;
  esac
done""",
    )


def refused(data: bytes) -> SourceError:
    (rejected,) = read_bytes(data, "自评表.doc").rejected
    return rejected.error


@pytest.mark.parametrize(
    ("data", "name"),
    [(RTF, "RTF 文档"), (WORD, "旧版 Word 文档（.doc、.wps）"), (ODT, "OpenDocument 文档（.odt）")],
)
def test_without_it_a_line_says_what_is_missing(
    data: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused(data)
    assert error.code == "no_tool"
    assert error.found == f"{name}，读取它需要 LibreOffice：未安装"


def test_one_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, f"/bin/sleep 100 &\necho $! > {tmp_path}/child\nwait")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "MAX_OFFICE_SECONDS", 1)
    assert refused(RTF).code == "too_slow"
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    pytest.fail("its child lives on")


def test_one_that_ends_well_and_writes_nothing_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(RTF).code == "unreadable"


def test_each_call_has_a_profile_of_its_own_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, f'for one in "$@"; do echo "$one"; done >> {tmp_path}/said')
    monkeypatch.setenv("PATH", str(tmp_path))
    refused(RTF)
    refused(RTF)
    said = (tmp_path / "said").read_text().splitlines()
    profiles = [line.partition("=file://")[2] for line in said if line.startswith("-env:UserInstallation=")]
    assert len(set(profiles)) == 2
    assert not any(Path(profile).exists() for profile in profiles)
    assert "--headless" in said


def test_a_protected_document_is_told_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    locked = ole2({"WordDocument": b"\xec\xa5" + bytes(8) + (0x0100).to_bytes(2, "little") + bytes(30)})
    assert refused(locked).code == "encrypted"


def test_documents_that_are_read_together_are_turned_in_one_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copier(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    told = {"甲.rtf": RTF, "乙.rtf": RTF[:-1] + b"y}", "坏.rtf": RTF[:-1] + b"bad}"}
    for name, data in told.items():
        (tmp_path / name).write_bytes(data)
    office.prepare([tmp_path / name for name in (*told, "没有.rtf")])
    for name in ("甲.rtf", "乙.rtf"):
        assert read_bytes(told[name], name).documents
    assert (tmp_path / "said").read_text().split() == ["call"]
    assert refused(told["坏.rtf"]).code == "unreadable"  # turned alone, and named
    assert (tmp_path / "said").read_text().split() == ["call"] * 2
    assert read_bytes(told["甲.rtf"], "甲.rtf").documents  # what was at hand is given once
    assert (tmp_path / "said").read_text().split() == ["call"] * 3


def test_documents_of_an_archive_are_turned_together_and_come_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copier(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    names = ["一.rtf", "二.txt", "三.rtf", "坏.rtf", "四.rtf"]
    told = {name: RTF[:-1] + (b"bad}" if name == "坏.rtf" else name.encode()) for name in names}
    result = read_bytes(zipped(told | {"二.txt": "甲"}), "批.zip")
    assert [one.member for one in result.documents] == ["一.rtf", "二.txt", "三.rtf", "四.rtf"]
    assert [(one.member, one.error.code) for one in result.rejected] == [("坏.rtf", "unreadable")]
    assert (tmp_path / "said").read_text().split() == ["call"] * 2  # the bad one again, alone


def test_what_comes_before_the_end_of_a_broken_archive_is_not_lost() -> None:
    def members() -> Iterator[office.Member]:
        yield "甲.txt", b"x"
        raise SourceError("truncated", "x", "y")

    found = office.ahead(members())
    assert next(found) == ("甲.txt", b"x")
    with pytest.raises(SourceError):
        next(found)
