"""
Reading as a pure function over a batch of files, and all batches through an executor.

`read_batch` knows no database, clock, random number or working folder: the same files give
the same rows in any process. A file that ends its process costs itself alone, and a member of
an archive its member: the files around it are read again without it, and it gets one more try
by itself in a process that has read nothing before, so that what counts is the file and never
what was read ahead of it. Only who breaks the limit of processor time has had its try.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.forms.corrections import Correction, of_files, read_corrected
from pipelines.problems import SourceError
from pipelines.readers import Rejected, office, read_each
from pipelines.warehouse import sandbox
from pipelines.warehouse.executor import Executor, Failure
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.keys import corrections_key, reader_version, stamp
from pipelines.warehouse.parts import Part, PartFile, PartWriter, being_read, discard, scratch_name
from pipelines.warehouse.reuse import PART_FILES
from pipelines.warehouse.rows import CHUNK_CELLS, Rows

#: A batch of so many bytes is full: a large archive is read alone.
_BATCH_BYTES = 32_000_000
#: Few files are spread over batches at least so small, so that every process has its share.
_LEAST_FILES = 5

#: For a whole batch, by the clock, where the sandbox has no limits of its own: a hundred times what it takes.
_START_SECONDS = 60.0
_FILE_SECONDS = 5.0
_MEGABYTE_SECONDS = 60.0

#: What may be otherwise next time although the file is the same: of a file itself, and of any member.
_PASSING = {"missing", "directory", "unreadable", "no_tool", "too_slow"}
_PASSING_ANYWHERE = {"no_tool", "too_slow"}

#: So many members of one file may end their process before the file is put aside as a whole.
_DEAD_MEMBERS = 5

Progress = Callable[[int, int], None]


#: Members of an archive, by number, that ended the process which read them, each with the reason.
Dead = tuple[tuple[int, Failure], ...]


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """Files to read together, the corrections that may be of them, and where their part comes to stand."""

    files: tuple[FileSpec, ...]
    corrections: tuple[Correction, ...]
    folder: str
    scratch: str
    version: str
    dead: Dead = ()  #: of the only file


def read_batch(spec: BatchSpec) -> Part:
    """Read every file of the batch into a part. What a file did wrong is a row; a bug of ours is raised."""
    writer = PartWriter(Path(spec.folder), spec.scratch)
    rows = Rows()
    files: list[PartFile] = []
    office.prepare([Path(file.path) for file in spec.files])
    try:
        for number, file in enumerate(spec.files):
            contents: list[str] = []
            again = file.stamp is None or any(failure.passing for _, failure in spec.dead)
            for found in read_each(file.path, _Before(writer, number, spec.dead)):
                if isinstance(found, Rejected):
                    passing = _PASSING if found.member is None else _PASSING_ANYWHERE
                    again = again or found.error.code in passing
                    rows.add_rejected(file, found.member, None, found.error.as_problem())
                else:
                    contents.append(found.sha256)
                    rows.add(file, found, read_corrected(found, spec.corrections))
                if rows.size >= CHUNK_CELLS:
                    writer.write(rows.take())
            # What changed while it was read has no key that is its own.
            again = again or stamp(file) != file.stamp
            own = corrections_key(of_files(spec.corrections, contents))
            files.append(PartFile(file.key, tuple(contents), own, again))
        sandbox.renew()
        writer.write(rows.take())
    finally:
        sandbox.rest()
    return writer.finish(spec.version, files)


class _Before:
    """Before each member: its name goes into the journal, its time begins, and the dead are refused."""

    def __init__(self, writer: PartWriter, file: int, dead: Dead) -> None:
        self._writer, self._file, self._dead = writer, file, dict(dead)
        self._member = -1

    def __call__(self, member: str | None) -> None:
        self._member += 1
        self._writer.note(self._file, self._member)
        sandbox.renew()
        if failure := self._dead.get(self._member):
            raise _refusal(failure)


def read_all(
    files: Sequence[FileSpec],
    executor: Executor,
    folder: Path,
    corrections: Sequence[Correction] = (),
) -> Iterator[Part]:
    """
    Read all files in batches, in whatever order they are done; a part for each batch.

    Args:
        files: what to read, with their keys.
        executor: where batches run.
        folder: where parts stand.
        corrections: those in force, in the order in which they were made.
    """

    def batch(group: Sequence[FileSpec], dead: Dead = ()) -> BatchSpec:
        version = reader_version()
        return BatchSpec(tuple(group), tuple(corrections), str(folder), scratch_name(), version, dead)

    together = [batch(group) for group in _groups(files) if group]
    alone: list[BatchSpec] = []
    while together or alone:
        around: list[Sequence[FileSpec]] = []
        suspects: list[BatchSpec] = []
        for number, result in executor.map_unordered(read_batch, together, _limits(together)):
            spec = together[number]
            if isinstance(result, Part):
                yield result
                continue
            found = being_read(folder, spec.scratch)
            discard(folder, spec.scratch)
            if found is None:
                suspects += [batch([file]) for file in spec.files]
                continue
            culprit, member = found
            around += [spec.files[:culprit], spec.files[culprit + 1 :]]
            file = spec.files[culprit]
            # What may pass gets one more try; the limit of processor time is the same each time.
            if result.passing:
                suspects.append(batch([file]))
            elif member:
                suspects.append(batch([file], ((member, result),)))
            else:
                yield _put_aside(batch([file]), result)
        for number, result in executor.map_unordered(read_batch, alone, _limits(alone), fresh=True):
            spec = alone[number]
            if isinstance(result, Part):
                yield result
                continue
            found = being_read(folder, spec.scratch)
            discard(folder, spec.scratch)
            if found is None or not found[1] or len(spec.dead) == _DEAD_MEMBERS:
                yield _put_aside(spec, result)
            else:
                suspects.append(batch(spec.files, (*spec.dead, (found[1], result))))
        together, alone = [batch(group) for group in around if group], suspects


def _groups(files: Sequence[FileSpec]) -> Iterator[Sequence[FileSpec]]:
    most = max(_LEAST_FILES, min(PART_FILES, len(files) // 4))
    start, room = 0, _BATCH_BYTES
    for number, file in enumerate(files):
        size = file.stamp[0] if file.stamp else 0
        if number > start and (number - start == most or size > room):
            yield files[start:number]
            start, room = number, _BATCH_BYTES
        room -= size
    yield files[start:]


def _limits(specs: Sequence[BatchSpec]) -> list[float]:
    """How many seconds each batch may take."""
    sizes = [[file.stamp[0] if file.stamp else 0 for file in spec.files] for spec in specs]
    return [
        _START_SECONDS + sum(_FILE_SECONDS + size / 1_000_000 * _MEGABYTE_SECONDS for size in batch)
        for batch in sizes
    ]


def _put_aside(spec: BatchSpec, failure: Failure) -> Part:
    """A part that says of the only file of the batch why it is not read."""
    (file,) = spec.files
    rows = Rows()
    rows.add_rejected(file, None, None, _refusal(failure).as_problem())
    writer = PartWriter(Path(spec.folder), spec.scratch)
    writer.write(rows.take())
    return writer.finish(spec.version, [PartFile(file.key, (), "", failure.passing)])


def _refusal(failure: Failure) -> SourceError:
    return SourceError(failure.code, failure.found, f"{failure.expected}；已单独隔离")
