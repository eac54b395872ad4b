"""
Where batches run: in this process, or in worker processes that may die without harm.

An executor has one method. It hands back, for each task, its number and what it gave, or a
`Failure` where the process that ran it died or took too long. An exception of the task is
our bug and is raised here with its traceback.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """A task whose process gave no answer."""

    code: str  #: "reader_crashed" or "reader_timeout"
    found: str  #: Chinese, a few words


class Executor(Protocol):
    """Runs a module-level function over tasks that can be pickled."""

    def map_unordered(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        seconds: Sequence[float] | None = None,
    ) -> Iterator[tuple[int, Result | Failure]]:
        """
        Yield (number of the task, its result or a Failure) as they are done.

        `seconds` is how long each task may take at most: wide, since a loaded machine is slow and no crash.
        """
        ...


class InProcess:
    """One task after the other, here: a crash ends the build, and no time is too long."""

    def map_unordered(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        seconds: Sequence[float] | None = None,
    ) -> Iterator[tuple[int, Result | Failure]]:
        for number, task in enumerate(tasks):
            yield number, function(task)


class Processes:
    """
    Worker processes on this machine: as many as said, or as there are processors.

    They import the main module anew, so a script that uses them stands under `if __name__ == "__main__"`.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def map_unordered(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        seconds: Sequence[float] | None = None,
    ) -> Iterator[tuple[int, Result | Failure]]:
        if not tasks:
            return
        context = multiprocessing.get_context("spawn")
        waiting = iter(enumerate(tasks))
        running: dict[Future[Result], int] = {}
        with ProcessPool(max_workers=min(self.workers, len(tasks)), context=context) as pool:
            try:
                while True:
                    # Bounded, so that a build of many files does not queue them all.
                    while len(running) < 4 * self.workers and (following := next(waiting, None)):
                        number, task = following
                        limit = None if seconds is None else seconds[number]
                        running[pool.schedule(function, args=[task], timeout=limit)] = number
                    if not running:
                        return
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        outcome = _outcome(future)
                        yield running.pop(future), outcome
            finally:
                # A bug, or a reader of ours that stops asking, leaves tasks behind: drop them.
                if running:
                    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped


def _outcome(future: "Future[Result]") -> Result | Failure:
    try:
        return future.result()
    except ProcessExpired as error:
        return Failure("reader_crashed", f"读取进程意外结束（退出码 {error.exitcode}）")
    except MemoryError:
        return Failure("reader_crashed", "读取时内存不足")
    except TimeoutError:
        return Failure("reader_timeout", "读取超过时限")
