"""The sandbox: a file that hangs, devours or kills its reader costs itself alone, and says so."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from pipelines.shipped import shipped
from pipelines.warehouse.build import build
from pipelines.warehouse.executor import Failure, Processes, Sandbox
from pipelines.warehouse.reading import BatchSpec
from tests.readers.parts import zipped
from tests.readers.test_hostile import HOSTILE
from tests.warehouse.tasks import killed_once

Result = TypeVar("Result")
ROOT = Path(__file__).parents[2]
MEBIBYTE = 1 << 20

#: A form of a few lines, thousands of times: a minute of processor time.
_FORM = (
    "项目支出绩效自评表\n项目名称\t甲\n年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "年度资金总额\t1\t1\t1\t10\t100%\t10\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t甲\t1\t1\t50\t50\n"
)
ENDLESS = (_FORM * 15_000).encode()


def good_files(count: int) -> list[Path]:
    found = sorted(
        path for path in shipped("samples").rglob("*自评表.*") if path.suffix in (".xlsx", ".docx")
    )
    assert len(found) >= count
    return found[:count]


def _encrypted() -> bytes:
    data = bytearray(zipped({"甲.xlsx": "secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _twelve_deep() -> bytes:
    data = zipped({"a.txt": "甲"})
    for _ in range(12):
        data = zipped({"inner.zip": data})
    return data


#: Beside those of the readers' own test: file → the codes of which one says why it is refused.
MORE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "endless.txt": (lambda: ENDLESS, {"reader_timeout"}),
    "one_line.txt": (lambda: "甲\t".encode() + b"a" * 60_000_000, {"too_large"}),
    "tags.html": (lambda: b"<html><table>" + b"<b>" * 400_000 + b"x", {"empty"}),
    "twelve_deep.zip": (_twelve_deep, {"too_large"}),
    "encrypted.zip": (_encrypted, {"encrypted"}),
    "truncated.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", {"unreadable", "truncated"}),
    "noise.xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 30,
        {"unreadable", "truncated"},
    ),
    "picture.xls": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), {"not_supported"}),
}


#: Of the readers' own test only the quick ones: there each is read under a limit too.
TRIED = MORE | {
    name: (HOSTILE[name][0], {code} if (code := HOSTILE[name][1]) else set())
    for name in (
        "bomb.zip", "understated.zip", "laughs.xlsx", "laughs.docx", "far_cell.xlsx", "wide_span.docx",
        "wide_spans.html", "nested.docx", "nested.zip", "escape.zip", "deep.html",
    )
}  # fmt: skip


#: Runs a command and writes what its largest process took (KiB): this process has had other children.
_TAKING = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:], check=False).returncode
with open(sys.argv[1], "w") as told:
    told.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What `jixiao build` said of a folder of hostile files and two good ones, and what it took."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "raw").mkdir()
    for name, (make, _) in TRIED.items():
        (folder / "raw" / name).write_bytes(make())
    for path in good_files(2):
        (folder / "raw" / path.name).write_bytes(path.read_bytes())
    # The working folder is a stranger's: what looks like a library there must not run.
    (folder / "raw" / "polars.py").write_text(f"open({str(folder / 'ran')!r}, 'w')", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "dashboard", "build", ".", "--json", "--warehouse", "../w"]
    said = subprocess.run(
        [sys.executable, "-P", "-c", _TAKING, str(folder / "took"), *command],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=folder / "raw",
        env={**os.environ, "JIXIAO_LIMITS": "MAX_CPU_SECONDS=3", "PYTHONPATH": str(ROOT)},
    )
    assert said.returncode == 0, said.stderr[-3000:]
    return {
        "summary": json.loads(said.stdout),
        "stderr": said.stderr,
        "ran": (folder / "ran").exists(),
        "memory": int((folder / "took").read_text()) * 1024,
    }


def rejected(summary: dict[str, list[dict[str, str]]]) -> dict[str, dict[str, str]]:
    return {Path(one["path"]).name: one for one in summary["rejected"]}


def test_the_good_files_beside_hostile_ones_are_read(built: dict[str, dict[str, int]]) -> None:
    assert built["summary"]["forms"] >= 2


@pytest.mark.parametrize("name", [name for name, (_, codes) in TRIED.items() if codes])
def test_each_hostile_file_is_turned_away_with_one_line(built: dict[str, object], name: str) -> None:
    one = rejected(built["summary"])[name]  # type: ignore[arg-type]
    assert one["code"] in TRIED[name][1]
    assert "读到：" in one["message"]
    assert "应为：" in one["message"]
    assert "\n" not in one["message"]
    assert sum(line.startswith(name) for line in str(built["stderr"]).splitlines()) == 1
    assert "Traceback" not in str(built["stderr"])


def test_no_process_takes_more_memory_than_its_limit(built: dict[str, int]) -> None:
    assert built["memory"] < 1536 * MEBIBYTE


def test_a_pipe_is_waited_for_no_longer_than_the_limit(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.xlsx")
    summary = build([tmp_path / "never.xlsx"], tmp_path / "w", Processes(1, Sandbox(wall_seconds=1)))
    assert [(one.code, one.message) for one in summary.rejected] == [
        ("reader_timeout", "读到：读取等待超过 1 秒；应为：1 秒内能读完的文件；已单独隔离")
    ]


def test_no_module_of_the_working_folder_is_run(built: dict[str, bool]) -> None:
    assert not built["ran"]


def test_the_member_of_an_archive_that_breaks_a_limit_is_put_aside_alone(tmp_path: Path) -> None:
    first, second = good_files(2)
    with zipfile.ZipFile(tmp_path / "批.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("一" + first.suffix, first.read_bytes())
        archive.writestr("二.txt", ENDLESS)
        archive.writestr("三" + second.suffix, second.read_bytes())
    summary = build([tmp_path / "批.zip"], tmp_path / "w", Processes(1, Sandbox(cpu_seconds=1)))
    assert [(one.member, one.code) for one in summary.rejected] == [("二.txt", "reader_timeout")]
    assert summary.files == 3
    # What breaks the limit of processor time breaks it again: it is not tried a second time.
    again = build([tmp_path / "批.zip"], tmp_path / "w", Processes(1, Sandbox(cpu_seconds=1)))
    assert again.checksum == summary.checksum


class Killing(Processes):
    """Workers of which one is killed from outside, as by the system when memory is short."""

    def __init__(self, workers: int, mark: Path) -> None:
        super().__init__(workers)
        self.mark = mark

    def map_unordered(
        self,
        function: Callable[[BatchSpec], Result],
        tasks: Sequence[BatchSpec],
        seconds: Sequence[float] | None = None,
        fresh: bool = False,
    ) -> Iterator[tuple[int, Result | Failure]]:
        return super().map_unordered(partial(killed_once, str(self.mark), function), tasks, seconds, fresh)


def test_a_worker_killed_from_outside_changes_nothing(tmp_path: Path) -> None:
    for number, path in enumerate(good_files(6)):
        target = tmp_path / "raw" / f"{number}{path.suffix}"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    killed = build([tmp_path / "raw"], tmp_path / "one", Killing(2, tmp_path / "mark"))
    assert (tmp_path / "mark").exists()
    assert killed.rejected == []
    assert killed.checksum == build([tmp_path / "raw"], tmp_path / "two").checksum
