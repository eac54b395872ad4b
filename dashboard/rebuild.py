"""
Building while people look: in a process of its own, with its progress for whoever asks.

    start(folder, paths, ledger)    begin, or begin once more after the one that runs
    job(folder)                     Job, how far it is or how it ended

A folder has one build at a time, or a later one with fewer files might be published last.
The process is this module run as a script: it reports each step as one line of JSON.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

#: What stands in for the reason where the process ended without one: our bug, whose traceback is in the log.
BUG = "程序出错，详情已写入服务窗口的日志"


@dataclass(slots=True)
class Job:
    """The build of one folder, running or ended."""

    paths: tuple[str, ...]
    ledger: str
    done: int = 0  #: files
    total: int = 0
    running: bool = True
    again: bool = False  #: something changed after it began
    generation: str | None = None
    forms: int | None = None
    failed: str | None = None  #: Chinese, one line
    ended: datetime | None = None


_jobs: dict[Path, Job] = {}
_lock = threading.Lock()


def start(folder: Path, paths: Sequence[Path], ledger: Path) -> Job:
    """Build `folder` from `paths` in the background; after the build that runs, where one does."""
    key, told = folder.absolute(), tuple(str(path.absolute()) for path in paths)
    with _lock:
        now = _jobs.get(key)
        if now and now.running:
            now.paths, now.again = told, True
            return now
        made = _jobs[key] = Job(told, str(ledger.absolute()))
    threading.Thread(target=_follow, args=(key, made), daemon=True).start()
    return made


def job(folder: Path) -> Job | None:
    """Return the build of `folder` that runs, or the last one of this server; None where there was none."""
    return _jobs.get(folder.absolute())


def forget(folder: Path) -> None:
    """Drop what is known of a folder that is gone."""
    with _lock:
        _jobs.pop(folder.absolute(), None)


def _follow(folder: Path, made: Job) -> None:
    """Run the process, and again where it was asked for meanwhile, until nothing is left to do."""
    left = True
    try:
        while left:
            code = _run(folder, made)
            with _lock:
                if code and not made.failed:
                    made.failed = BUG
                left = made.again
                if left:
                    made.again, made.done, made.total, made.failed = False, 0, 0, None
                else:
                    made.ended, made.running = datetime.now(), False
    finally:
        if made.running:  # the process could not even be started; the log has the reason
            made.failed, made.ended, made.running = BUG, datetime.now(), False


def _run(folder: Path, made: Job) -> int:
    command = [sys.executable, "-m", "dashboard.rebuild", str(folder), made.ledger, *made.paths]
    # Python looks for modules in the working folder first: let it be the one that holds ours.
    home = Path(__file__).resolve().parent.parent
    with subprocess.Popen(
        command, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for line in process.stdout or ():
            told = json.loads(line)
            made.done, made.total = told.get("done", made.done), told.get("total", made.total)
            made.generation = told.get("generation", made.generation)
            made.forms = told.get("forms", made.forms)
            made.failed = told.get("failed", made.failed)
    return process.returncode


def main(folder: str, ledger: str, *paths: str) -> int:
    """Build here, and say each step; 1 where nothing was built."""
    # What a library prints must not stand among the steps, here or in a process that reads.
    steps_out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    from pipelines.warehouse.forking import warm_up

    warm_up()
    from pipelines.problems import SourceError
    from pipelines.refresh import refresh

    def tell(**steps: object) -> None:
        print(json.dumps(steps, ensure_ascii=False), file=steps_out, flush=True)

    try:
        built = refresh(
            paths, folder, progress=lambda done, total: tell(done=done, total=total), ledger=Path(ledger)
        )
    except SourceError as error:
        tell(failed=error.line())
        return 1
    except OSError as error:
        tell(failed=f"写不了 {folder}：{error.strerror}")
        return 1
    if not built.published:
        tell(failed=f"{built.files} 个文件里一张自评表也没有读成")
        return 1
    tell(generation=built.generation, forms=built.forms)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
