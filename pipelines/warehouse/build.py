"""One build: every file under the paths, in a new file that appears complete or not at all."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pipelines.forms.corrections import Correction
from pipelines.problems import SourceError
from pipelines.shipped import shipped
from pipelines.warehouse.executor import Executor, InProcess
from pipelines.warehouse.inputs import FileSpec, find_files, find_rosters
from pipelines.warehouse.judged import Judge
from pipelines.warehouse.keys import keyed, reader_version
from pipelines.warehouse.parts import FOLDER, Part, name_parts, sweep, whole_parts
from pipelines.warehouse.publish import (
    DEAD_AFTER_SECONDS,
    current_file,
    generation_name,
    generations,
    publish,
    unfinished_file,
)
from pipelines.warehouse.reading import Progress, read_all
from pipelines.warehouse.reuse import plan, regroup
from pipelines.warehouse.roster import Roster, Rosters, read_roster
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.store import Store, building, paths_frame
from pipelines.warehouse.summary import Summary, summarise
from pipelines.warehouse.warehouse import Warehouse


def build(
    paths: Sequence[str | Path],
    folder: str | Path,
    executor: Executor | None = None,
    progress: Progress | None = None,
    roster: Path | None = None,
    corrections: Sequence[Correction] = (),
    judge: Judge | None = None,
) -> Summary:
    """
    Read every file under `paths` into a new generation in `folder`, and publish it.

    A build that gives no form is published only where no form is published: then people see why.
    Over forms it would put an empty picture, and a folder whose share was not mounted would do so at night.

    Args:
        paths: files and folders; the generation holds these and nothing of earlier ones.
        folder: the warehouse's folder; made where it is missing.
        executor: where files are read; in this process where None.
        progress: told how many files are done, and of how many.
        roster: stands in for the product's own roster.
        corrections: those in force, in the order in which they were made.
        judge: looks at the finished generation; what it finds is kept in it. Nothing is where None.

    Returns:
        The summary, as `jixiao build --json` prints it.

    Raises:
        SourceError: a roster cannot be read; nothing is built.
    """
    started = time.monotonic()
    built_at = datetime.now(UTC)
    home = Path(folder)
    rosters = read_rosters(paths, roster)
    unfinished = unfinished_file(home)
    with building(unfinished) as store:
        made_of = _staged(store, paths, home, executor or InProcess(), progress, corrections)
        store.commit(rosters, corrections)
        checksum = store.checksum()
        if judge is not None:
            store.judge(judge)
        generation = generation_name(home, built_at, checksum)
        store.sign(generation, built_at, checksum, time.monotonic() - started)
    # The file is asked before people see it: one that does not open is never published.
    checked = Warehouse.open_file(unfinished)
    try:
        summary = summarise(checked)
    finally:
        checked.close()
    standing = current_file(home)
    if not summary.forms and standing is not None and _holds_forms(standing):
        unfinished.unlink()
        return replace(summary, generation=standing.stem, published=False)
    name_parts(home / FOLDER, generation, made_of)
    publish(unfinished, generation)
    sweep(home / FOLDER, generations(home), time.time() - DEAD_AFTER_SECONDS)
    return summary


def _staged(
    store: Store,
    paths: Sequence[str | Path],
    home: Path,
    executor: Executor,
    progress: Progress | None,
    corrections: Sequence[Correction],
) -> list[str]:
    """Read and stage all files; only the names of the parts are kept in memory."""
    files = [keyed(file) for file in find_files(paths, home)]
    folders = [part.folder for part in read_parts(files, home / FOLDER, executor, progress, corrections)]
    located = paths_frame((file.key, file.path) for file in files)
    del files  # what is known of fifty thousand goes before the database fills its memory
    store.stage(folders, located)
    return [folder.name for folder in folders]


def read_parts(
    files: Sequence[FileSpec],
    folder: Path,
    executor: Executor,
    progress: Progress | None = None,
    corrections: Sequence[Correction] = (),
) -> list[Part]:
    """
    Return the parts that hold the rows of all files, reading only what no part holds yet.

    Args:
        files: with their keys.
        folder: where parts stand.
        executor: where files are read.
        progress: told how many files are done, and of how many.
        corrections: those in force, in the order in which they were made.
    """
    known = plan(files, whole_parts(folder, reader_version()), corrections)
    parts = [*known.whole, *regroup(known.loose, folder, reader_version())]
    for part in known.whole:
        part.touch()
    done = sum(len(part.files) for part in parts)
    for part in read_all(known.missing, executor, folder, corrections):
        parts.append(part)
        done += len(part.files)
        if progress:
            progress(done, len(files))
    if progress and not known.missing:
        progress(done, len(files))
    return parts


def _holds_forms(published: Path) -> bool:
    try:
        warehouse = Warehouse.open_file(published)
    except SourceError:  # of an older version, or damaged: nobody can look at it
        return False
    try:
        return not warehouse.rows(FORMS, ("form_id",)).is_empty()
    finally:
        warehouse.close()


def read_rosters(paths: Sequence[str | Path], roster: Path | None = None) -> Rosters:
    """Read the rosters that the collections bring, and the default one."""
    brought: Mapping[str, Path] = find_rosters(paths)
    default = roster if roster is not None else shipped("departments.toml")
    return Rosters(
        {collection: read_roster(path) for collection, path in brought.items()},
        read_roster(default) if default.is_file() else Roster(),
    )
