"""
Reading as a pure function over a batch of files, and all batches through an executor.

`read_batch` knows no database, clock, random number or working folder: the same files give
the same rows in any process. A file that kills its reader costs itself alone: its batch is
read again file by file, and the culprit is put aside with the reason.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.forms.corrections import Correction, read_corrected
from pipelines.problems import Problem
from pipelines.readers import Rejected, read_each
from pipelines.warehouse.executor import Executor, Failure
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.rows import Rows

#: Large enough that handing a batch over costs nothing, small enough for an even load.
BATCH_FILES = 50

#: Limits are wide: a process that works is never stopped for a machine that is busy.
_START_SECONDS = 60.0
_FILE_SECONDS = 5.0
_MEGABYTE_SECONDS = 60.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """Files to read together, and the corrections that may be of them."""

    batch_id: int
    files: tuple[FileSpec, ...]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The rows of a batch, one frame a table."""

    batch_id: int
    frames: Mapping[str, pl.DataFrame]


def read_batch(spec: BatchSpec) -> BatchResult:
    """Read every file of the batch. What a file did wrong is a row; a bug of ours is raised."""
    rows = Rows()
    for file in spec.files:
        for found in read_each(file.path):
            if isinstance(found, Rejected):
                rows.add_rejected(file, found.member, None, found.error.as_problem())
            else:
                rows.add(file, found, read_corrected(found, spec.corrections))
    return BatchResult(spec.batch_id, rows.frames())


def read_all(
    files: Sequence[FileSpec],
    executor: Executor,
    progress: Progress | None = None,
    corrections: Sequence[Correction] = (),
) -> Iterator[BatchResult]:
    """
    Read all files in batches, in whatever order they are done.

    Args:
        files: what to read.
        executor: where batches run.
        progress: told how many files are done, and of how many.
        corrections: those in force, in the order in which they were made.
    """
    done = 0
    total = len(files)
    specs = _batches(files, BATCH_FILES, corrections)
    suspects: list[FileSpec] = []
    for number, result in executor.map_unordered(read_batch, specs, _limits(specs)):
        if isinstance(result, Failure):
            suspects += specs[number].files
            continue
        done += len(specs[number].files)
        if progress:
            progress(done, total)
        yield result
    singles = _batches(suspects, 1, corrections)
    for number, result in executor.map_unordered(read_batch, singles, _limits(singles)):
        yield result if isinstance(result, BatchResult) else _put_aside(singles[number], result)
        done += 1
        if progress:
            progress(done, total)


def _batches(files: Sequence[FileSpec], size: int, corrections: Sequence[Correction] = ()) -> list[BatchSpec]:
    starts = range(0, len(files), size)
    return [
        BatchSpec(number, tuple(files[start : start + size]), tuple(corrections))
        for number, start in enumerate(starts)
    ]


def _limits(specs: Sequence[BatchSpec]) -> list[float]:
    """How many seconds each batch may take: a hundred times what it should, by its files and their size."""
    return [_START_SECONDS + sum(_seconds(file) for file in spec.files) for spec in specs]


def _seconds(file: FileSpec) -> float:
    try:
        size = os.path.getsize(file.path)
    except OSError:
        size = 0  # the reader will say what is wrong
    return _FILE_SECONDS + size / 1_000_000 * _MEGABYTE_SECONDS


def _put_aside(spec: BatchSpec, failure: Failure) -> BatchResult:
    rows = Rows()
    for file in spec.files:
        problem = Problem(failure.code, None, f"读到：{failure.found}；应为：能够正常读完的文件；已单独隔离")
        rows.add_rejected(file, None, None, problem)
    return BatchResult(spec.batch_id, rows.frames())
