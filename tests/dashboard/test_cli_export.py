"""`jixiao export` as a script sees it."""

from pathlib import Path

from tests.dashboard.test_cli import jixiao


def test_open_data_are_written_and_a_folder_of_something_else_is_refused(
    warehouse_folder: Path, tmp_path: Path
) -> None:
    done = jixiao("export", tmp_path / "开放数据", "--warehouse", warehouse_folder)
    assert (done.status, done.err) == (0, "")
    assert "开放数据已写到" in done.out
    assert (tmp_path / "开放数据" / "datapackage.json").is_file()
    (tmp_path / "开放数据" / "报告.docx").write_bytes(b"x")
    refused = jixiao("export", tmp_path / "开放数据", "--warehouse", warehouse_folder)
    assert (refused.status, refused.out, len(refused.lines)) == (1, "", 1)
    assert "里有别的文件" in refused.err


def test_nothing_built_and_a_licence_that_is_none_are_one_line(tmp_path: Path) -> None:
    nothing = jixiao("export", tmp_path / "a", "--warehouse", tmp_path / "none")
    assert (nothing.status, len(nothing.lines)) == (1, 1)
    assert not (tmp_path / "a").exists()
    wrong = jixiao("export", tmp_path / "a", "--licence", "<b>", "--warehouse", tmp_path / "none")
    assert wrong.status == 2
