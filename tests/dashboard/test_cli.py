"""The command line as a script sees it: what stands on stdout and stderr, and the exit status."""

import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data/samples"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8

#: name on disk → content: nothing here is a form.
BAD = {
    "空.xlsx": b"",
    "噪声.docx": bytes((37 * number * number + 11 * number) % 256 for number in range(5000)),
    "截断.xlsx": b"",  # filled from a sample below
    "散文.txt": "今年春天来得早，河边的柳树已经绿了。\n我们一行人沿着河岸慢慢走。\n".encode(),
    "图片.xls": PNG,
    "空包.zip": b"PK\x05\x06" + bytes(18),
    "伪装.docx": b"PK\x03\x04" + bytes(200),
}


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of stderr."""
        return self.err.splitlines()


def jixiao(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Result:
    """Run the command as a process of its own, with nothing on stdin."""
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def samples() -> list[Path]:
    return sorted(path for path in list_files(SAMPLES) if path.suffix in (".xlsx", ".docx", ".html", ".txt"))


@pytest.fixture
def bad(tmp_path: Path, samples: list[Path]) -> dict[str, Path]:
    """Every bad file on disk, by its name; one name has no file."""
    whole = next(path for path in samples if path.suffix == ".xlsx").read_bytes()
    for name, content in BAD.items():
        (tmp_path / name).write_bytes(content if name != "截断.xlsx" else whole[: len(whole) // 2])
    return {name: tmp_path / name for name in [*BAD, "没有这个文件.xlsx"]}


def says_found_and_expected(line: str) -> bool:
    return re.search("读到：.+；.*应(为：|有).+", line) is not None


def one_clear_line(result: Result, path: Path) -> None:
    assert result.status == 1
    assert "Traceback" not in result.err
    (line,) = result.lines
    assert line.startswith(f"{path}：")
    assert says_found_and_expected(line)


@pytest.mark.parametrize("name", [*BAD, "没有这个文件.xlsx"])
def test_a_bad_file_is_one_clear_line_and_status_1(bad: dict[str, Path], name: str) -> None:
    result = jixiao("show", "--json", bad[name])
    one_clear_line(result, bad[name])
    assert result.out == ""


def test_bad_files_do_not_lose_the_good_one_beside_them(bad: dict[str, Path], samples: list[Path]) -> None:
    result = jixiao("show", "--json", *bad.values(), samples[0])
    assert result.status == 1
    assert len(result.lines) == len(bad)
    forms = [json.loads(line) for line in result.out.splitlines()]
    assert {form["source"]["path"] for form in forms} == {str(samples[0])}


def test_show_prints_one_json_object_a_form_with_the_keys_of_the_contract(samples: list[Path]) -> None:
    result = jixiao("show", "--json", *samples)
    assert (result.status, result.err) == (0, "")
    forms = [json.loads(line) for line in result.out.splitlines()]
    assert {form["source"]["path"] for form in forms} == set(map(str, samples))
    for form in forms:
        assert form.keys() >= {
            "source", "form", "places", "form_type", "fiscal_year", "department", "supervisor", "project",
            "unit", "funds", "goals", "indicators", "total_weight", "total_score", "grade",
            "problems", "unread",
        }  # fmt: skip
        assert form["source"].keys() >= {"path", "member", "sha256", "media_type", "grid"}
        assert re.fullmatch("[0-9a-f]{64}", form["source"]["sha256"])


def test_show_without_json_is_a_table_that_a_person_can_read(samples: list[Path]) -> None:
    seed = next(path for path in samples if "党群服务中心" in path.name)
    result = jixiao("show", seed)
    assert result.status == 0
    for shown in ("填报单位", "97.8 / 100", "部门满意度", "5086868.42", "R37"):
        assert shown in result.out


def test_an_archive_shows_the_forms_of_all_its_members(tmp_path: Path, samples: list[Path]) -> None:
    archive = tmp_path / "全区.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in samples[:3]:
            packed.write(path, f"2023/{path.name}")
        packed.writestr("2023/图片.xls", PNG)
    result = jixiao("show", "--json", archive)
    members = {json.loads(line)["source"]["member"] for line in result.out.splitlines()}
    assert members == {f"2023/{path.name}" for path in samples[:3]}
    assert result.status == 1  # one member is no form
    assert len(result.lines) == 1
    assert "2023/图片.xls" in result.err


def test_text_of_a_file_is_no_command_to_the_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "坏名\x1b[31m[bold]x[bold].txt"
    hostile.write_text("\x1b]0;pwned\x07不是表", encoding="utf-8")
    result = jixiao("show", hostile)
    assert result.status == 1
    assert "\x1b" not in result.out + result.err
    assert "[bold]x[bold]" in result.err


def test_build_and_status_say_the_same(tmp_path: Path, bad: dict[str, Path], samples: list[Path]) -> None:
    warehouse = tmp_path / "库"
    built = jixiao("build", SAMPLES, *bad.values(), "--json", "--warehouse", warehouse)
    assert built.status == 0, built.err
    summary = json.loads(built.out)
    assert summary["forms"] >= len(samples)
    assert summary["files"] == len(list_files(SAMPLES)) + len(bad)
    assert {Path(entry["path"]).name for entry in summary["rejected"]} >= {"空.xlsx", "图片.xls", "截断.xlsx"}
    assert summary["problems"].get("no_form", 0) + len(summary["rejected"]) == len(bad)
    status = json.loads(jixiao("status", "--json", "--warehouse", warehouse).out)
    assert summary.pop("seconds") > 0
    assert {key: status[key] for key in summary} == summary


def list_files(folder: Path) -> list[Path]:
    """The files that a build reads: not the facts and golden readings beside them."""
    endings = (".facts.json", ".golden.txt", ".golden.json")
    return [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(endings)]


def test_build_of_nothing_but_bad_files_is_status_1(tmp_path: Path, bad: dict[str, Path]) -> None:
    result = jixiao("build", *bad.values(), "--warehouse", tmp_path / "库")
    assert result.status == 1
    assert "Traceback" not in result.err
    assert len(result.lines) == len(bad)
    assert [line for line in result.lines if not says_found_and_expected(line)] == []


def test_a_mistyped_path_does_not_replace_the_warehouse(tmp_path: Path, samples: list[Path]) -> None:
    warehouse = tmp_path / "库"
    assert jixiao("build", samples[0], "--warehouse", warehouse).status == 0
    (tmp_path / "空文件夹").mkdir()
    mistyped = jixiao("build", tmp_path / "打错了", tmp_path / "空文件夹", "--warehouse", warehouse)
    assert mistyped.status == 1
    assert [line.split("：")[0] for line in mistyped.lines] == [f"{tmp_path}/打错了", f"{tmp_path}/空文件夹"]
    assert json.loads(jixiao("status", "--json", "--warehouse", warehouse).out)["forms"] == 1


def test_a_build_that_reads_nothing_does_not_replace_the_warehouse(
    tmp_path: Path, samples: list[Path], bad: dict[str, Path]
) -> None:
    warehouse = tmp_path / "库"
    first = json.loads(jixiao("build", samples[0], "--json", "--warehouse", warehouse).out)
    result = jixiao("build", *bad.values(), "--json", "--warehouse", warehouse)
    told = json.loads(result.out)
    assert (result.status, len(result.lines)) == (1, len(bad))
    assert (told["published"], told["generation"], told["forms"]) == (False, first["generation"], 0)
    assert json.loads(jixiao("status", "--json", "--warehouse", warehouse).out)["forms"] == 1


def test_a_build_if_changed_reads_again_only_after_a_change(tmp_path: Path, samples: list[Path]) -> None:
    folder = tmp_path / "表"
    folder.mkdir()
    (folder / samples[0].name).write_bytes(samples[0].read_bytes())
    arguments = ("build", folder, "--if-changed", "--json", "--warehouse", tmp_path / "库")
    first, second = (json.loads(jixiao(*arguments).out) for _ in range(2))
    assert second["generation"] == first["generation"]
    (folder / samples[1].name).write_bytes(samples[1].read_bytes())
    third = json.loads(jixiao(*arguments).out)
    assert third["generation"] != first["generation"]
    assert third["files"] == 2


def test_the_warehouse_is_where_the_environment_says(tmp_path: Path, samples: list[Path]) -> None:
    assert jixiao("build", samples[0], cwd=tmp_path, JIXIAO_WAREHOUSE="这里").status == 0
    assert (tmp_path / "这里/CURRENT").is_file()
    assert json.loads(jixiao("status", "--json", cwd=tmp_path, JIXIAO_WAREHOUSE="这里").out)["files"] == 1


def test_status_of_no_warehouse_is_empty_and_says_so(tmp_path: Path) -> None:
    result = jixiao("status", "--json", "--warehouse", tmp_path / "无")
    assert result.status == 0
    assert json.loads(result.out)["forms"] == 0
    assert "jixiao build" in jixiao("status", "--warehouse", tmp_path / "无").out


def test_demo_writes_the_departments_asked_for_and_never_over_something(tmp_path: Path) -> None:
    out = tmp_path / "演示"
    assert jixiao("demo", "--departments", "10", "--years", "2", "-o", out).status == 0
    assert json.loads((out / "truth.json").read_text(encoding="utf-8"))["departments"] is not None
    built = json.loads(jixiao("build", out, "--json", "--warehouse", tmp_path / "库").out)
    assert built["departments"] == 10
    again = jixiao("demo", "-o", out)
    assert again.status == 1
    assert "非空的文件夹" in again.err


@pytest.mark.parametrize("command", [["build", SAMPLES, "--warehouse"], ["demo", "-o"]])
def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "文件").write_bytes(b"")
    one_clear_line(jixiao(*command, tmp_path / "文件" / "库"), tmp_path / "文件" / "库")


def test_a_port_that_is_taken_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = jixiao("serve", "--port", str(port))
    assert result.status == 1
    assert f"端口 {port}：读到：已被别的程序占用" in result.err


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path, samples: list[Path]) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(odd, "wb") as file:
        file.write(next(path for path in samples if "党群服务中心" in path.name).read_bytes())
    result = jixiao("show", "--json", os.fsdecode(odd))
    assert (result.status, result.err) == (0, "")
    assert os.fsencode(json.loads(result.out)["source"]["path"]) == odd
    assert jixiao("build", tmp_path, "--warehouse", tmp_path / "库").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "缺少参数"),
        (["serve", "--port", "99999"], "1–65535"),
        (["demo", "--departments", "零", "-o", "x"], "整数"),
        (["画图"], "没有这个选择"),
    ],
)
def test_wrong_usage_is_status_2_in_chinese(arguments: list[str], said: str) -> None:
    result = jixiao(*arguments)
    assert result.status == 2
    assert said in result.err
    assert "用法：" in result.err


@pytest.mark.parametrize("command", ["show", "build", "status", "demo", "serve", "bench"])
def test_help_of_a_command_is_chinese_and_has_examples(command: str) -> None:
    result = jixiao(command, "--help")
    assert result.status == 0
    assert "示例：" in result.out
    assert f"jixiao {command}" in result.out
    assert not re.search(r"\b(usage|positional|options|show this)\b", result.out)


def test_a_reader_that_goes_away_is_no_error(samples: list[Path]) -> None:
    command = f'"{sys.executable}" -m dashboard show "{samples[0]}" "{samples[1]}" | head -1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, check=False
    )
    assert done.stderr == b""
