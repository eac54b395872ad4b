"""What people hand in stays inside its batch, and enters a collection under a harmless name or not at all."""

import os
from pathlib import Path

import pytest

from dashboard import uploads
from dashboard.uploads import Batch


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return uploads.new_batch(tmp_path / "warehouse")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("某局2023.xlsx", "某局2023.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("D:\\报送\\表.docx", "表.docx"),
        ("..", "文件"),
        ("", "文件"),
        ("a\x00b\n<script>.xls", "abscript.xls"),
        ("甲" * 300 + ".pdf", "甲" * 60 + ".pdf"),
        ("表.没有这种结尾的名字", "表.没有这种结尾的名字"),
        (".hidden", "hidden"),
        ("gnp.\u202excod.xlsx", "gnp.xcod.xlsx"),
    ],
)
def test_a_name_keeps_its_words_and_never_leads_anywhere(given: str, kept: str) -> None:
    assert uploads.safe_name(given) == kept


def test_the_original_bytes_are_kept_inside_the_batch(batch: Batch, tmp_path: Path) -> None:
    uploads.keep(batch, "../../../出去.txt", b"\x00\xffabc")
    assert [path.read_bytes() for path in batch.kept()] == [b"\x00\xffabc"]
    assert {path.parent for path in batch.kept()} == {batch.files}
    assert not list(tmp_path.glob("*.txt"))


def test_the_same_content_is_kept_once_and_said(batch: Batch) -> None:
    uploads.keep(batch, "甲.txt", b"one")
    uploads.keep(batch, "乙.txt", b"one")
    assert [path.name for path in batch.kept()] == ["甲.txt"]
    assert batch.refused == ["乙.txt：读到：与“甲.txt”内容相同；应为：每个文件传一次"]


def test_other_content_of_the_same_name_gets_a_number(batch: Batch) -> None:
    for data in (b"one", b"two", b"three"):
        uploads.keep(batch, "表.xlsx", data)
    assert [path.name for path in batch.kept()] == ["表-2.xlsx", "表-3.xlsx", "表.xlsx"]


@pytest.mark.parametrize(("name", "data"), [("~$表.xlsx", b"x"), ("CURRENT", b"x"), ("空.xlsx", b"")])
def test_what_is_no_form_by_its_name_or_size_is_refused_by_name(batch: Batch, name: str, data: bytes) -> None:
    uploads.keep(batch, name, data)
    assert batch.kept() == []
    assert batch.refused[0].startswith(name)


def test_a_batch_is_found_by_its_token_and_by_nothing_else(batch: Batch) -> None:
    warehouse = batch.folder.parent
    assert uploads.find_batch(warehouse, batch.token) == batch
    for other in (None, "", "../" + batch.token, "0" * 16, "*"):
        assert uploads.find_batch(warehouse, other) is None


def test_a_discarded_batch_leaves_nothing(batch: Batch) -> None:
    uploads.keep(batch, "甲.txt", b"one")
    uploads.discard(batch)
    assert list(batch.folder.parent.iterdir()) == []
    assert uploads.find_batch(batch.folder.parent, batch.token) is None


@pytest.mark.parametrize(
    "name",
    ["", "  ", "..", "../外面", "a/b", "a\\b", ".hidden", "~$x", "CON:", "甲" * 61, "truth.json", "x."],
)
def test_a_collection_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert uploads.refused_collection(name, tmp_path, (), demo=False, real=True)


def test_a_collection_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    os.symlink(tmp_path, tmp_path / "raw" / "链接")
    assert uploads.refused_collection("链接", tmp_path / "raw", (), demo=False, real=True)


def test_demo_and_real_forms_never_share_a_collection(tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    told = {"raw": tmp_path, "synthetic": ("演示区",)}
    assert uploads.refused_collection("2023", demo=False, real=True, **told) is None
    assert "演示数据" in (uploads.refused_collection("演示区", demo=False, real=True, **told) or "")
    assert "演示数据" in (uploads.refused_collection("2023", demo=True, real=False, **told) or "")
    assert "演示数据" in (uploads.refused_collection("新", demo=True, real=True, **told) or "")
    assert uploads.refused_collection("演示二", demo=True, real=False, **told) is None


def test_a_file_enters_its_collection_as_it_was_and_only_once(batch: Batch, tmp_path: Path) -> None:
    uploads.keep(batch, "表.txt", b"new")
    home = tmp_path / "raw" / "2023"
    home.mkdir(parents=True)
    (home / "表.txt").write_bytes(b"old")
    for _ in range(2):
        stand = uploads.admit(tmp_path / "raw", " 2023 ", batch.kept())
        assert stand == [home / "表-2.txt"]
    assert sorted(path.name for path in home.iterdir()) == ["表-2.txt", "表.txt"]
    assert (home / "表-2.txt").read_bytes() == b"new"
    assert (home / "表.txt").read_bytes() == b"old"


def test_nothing_is_written_through_a_collection_that_leads_out(batch: Batch, tmp_path: Path) -> None:
    uploads.keep(batch, "表.txt", b"new")
    for name in ("..", "../x"):
        with pytest.raises(ValueError, match="leaves"):
            uploads.admit(tmp_path / "raw", name, batch.kept())
    assert not (tmp_path / "表.txt").exists()
