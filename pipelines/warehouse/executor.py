"""
Where batches run: in this process, or in worker processes that may die without harm.

An executor has one method. It hands back, for each task, its number and what it gave, or a
`Failure` where the process that ran it died or took too long. An exception of the task is
our bug and is raised here with its traceback.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipelines.warehouse import forking
from pipelines.warehouse.sandbox import Failure, Sandbox, ended, enter, out_of_memory

__all__ = ["Executor", "Failure", "InProcess", "Processes", "Sandbox"]

Task = TypeVar("Task")
Result = TypeVar("Result")


class Executor(Protocol):
    """Runs a module-level function over tasks that can be pickled."""

    def map_unordered(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        seconds: Sequence[float] | None = None,
        fresh: bool = False,
    ) -> Iterator[tuple[int, Result | Failure]]:
        """
        Yield (number of the task, its result or a Failure) as they are done.

        `seconds` is how long each task may take at most: wide, since a loaded machine is slow and
        no crash. `fresh` gives every task a process that has read nothing before.
        """
        ...


class InProcess:
    """One task after the other, here: a crash ends the build, and no time is too long."""

    def map_unordered(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        seconds: Sequence[float] | None = None,
        fresh: bool = False,
    ) -> Iterator[tuple[int, Result | Failure]]:
        for number, task in enumerate(tasks):
            yield number, function(task)


class Processes:
    """
    Sandboxed worker processes on this machine: as many as said, or as there are processors.

    They import the main module anew, so a script that uses them stands under `if __name__ == "__main__"`.
    """

    def __init__(self, workers: int | None = None, sandbox: Sandbox | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.sandbox = sandbox or Sandbox()

    def map_unordered(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        seconds: Sequence[float] | None = None,
        fresh: bool = False,
    ) -> Iterator[tuple[int, Result | Failure]]:
        left = deque(enumerate(tasks))
        while left:
            before = len(left)
            yield from self._one_pool(function, left, seconds, fresh)
            if len(left) == before:
                raise BrokenProcessPool("no reading process can be started")

    def _one_pool(
        self,
        function: Callable[[Task], Result],
        left: deque[tuple[int, Task]],
        seconds: Sequence[float] | None,
        fresh: bool,
    ) -> Iterator[tuple[int, Result | Failure]]:
        """Run tasks until none is `left`, or until every worker was killed while it had no task."""
        running: dict[Future[Result], tuple[int, Task]] = {}
        pool = ProcessPool(
            max_workers=min(self.workers, len(left)),
            max_tasks=1 if fresh else 0,
            initializer=enter,
            initargs=(self.sandbox,),
            context=forking.context(),
        )
        with pool:
            try:
                while True:
                    # Bounded, so that a build of many files does not queue them all.
                    while left and len(running) < 4 * self.workers:
                        number, task = left.popleft()
                        limit = None if seconds is None else seconds[number]
                        running[pool.schedule(function, args=[task], timeout=limit)] = number, task
                    if not running:
                        return
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        try:
                            outcome = self._outcome(future)
                        except BrokenProcessPool:
                            left.extendleft(running.values())
                            running.clear()
                            return
                        yield running.pop(future)[0], outcome
            finally:
                # A bug, or a reader of ours that stops asking, leaves tasks behind: drop them.
                if running:
                    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped

    def _outcome(self, future: "Future[Result]") -> Result | Failure:
        try:
            return future.result()
        except ProcessExpired as error:
            return ended(error.exitcode, self.sandbox)
        except MemoryError:
            return out_of_memory(self.sandbox)
        except TimeoutError:
            return Failure("reader_timeout", "读取超过时限")
