"""Briefings of all departments at once, or letters to them: two processes, each loads what it needs once."""

import io
import multiprocessing
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dashboard.briefings import compose, edited
from dashboard.briefings.clean import file_name
from dashboard.briefings.gather import gather
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.template import Template
from dashboard.briefings.writers import WRITERS
from pipelines.audit import Profile
from pipelines.ledger import Act
from pipelines.ledger.briefs import About
from pipelines.ledger.links import ProjectLink
from pipelines.warehouse.warehouse import Warehouse

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Batch:
    """What every file of a batch has in common; scalars and the generation's file, so that it can be sent."""

    file: Path
    collection: str
    year: int
    profile: Profile
    kind: Literal["department", "letter"]
    to: str  #: a name of `WRITERS`
    template: Template
    marked: bool
    done: tuple[Act, ...] = ()
    texts: Mapping[About, Mapping[str, str]] = field(default_factory=dict)
    links: tuple[ProjectLink, ...] = ()


def write(
    batch: Batch,
    departments: Sequence[str],
    report: Callable[[int, int], None] | None = None,
    workers: int = 2,
) -> bytes:
    """
    Return a zip with one file a department, in the order of their names.

    The same generation, profile and template give the same bytes, on any number of processes. `report` is
    told how many are done, and of how many.
    """
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:  # its entries are packed already
        for number, (name, content) in enumerate(_made(batch, departments, workers), 1):
            entry = zipfile.ZipInfo(_file_name(name, batch, taken), _FIRST_DAY)
            entry.create_system = 0
            package.writestr(entry, content)
            if report is not None:
                report(number, len(departments))
    return out.getvalue()


def _made(batch: Batch, departments: Sequence[str], workers: int) -> Iterator[tuple[str, bytes]]:
    ordered = sorted(departments)
    if workers == 1 or len(ordered) < 8:  # a process of its own costs more than a few files
        _prepare(batch)
        yield from ((name, _one(name)) for name in ordered)
        return
    # Spawned, not forked: the database and the frames have threads, which a fork would leave half alive.
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(batch,)
    ) as pool:
        yield from zip(ordered, pool.map(_one, ordered, chunksize=4), strict=True)


_ready: dict[str, tuple[Batch, Gathered]] = {}


def _prepare(batch: Batch) -> None:
    """Load what this process needs, once."""
    warehouse = Warehouse.open_file(batch.file)
    try:
        gathered = gather(
            warehouse, batch.collection, batch.year, batch.profile, done=batch.done, links=batch.links
        )
    finally:
        warehouse.close()
    _ready["batch"] = (batch, gathered)


def _one(department: str) -> bytes:
    batch, gathered = _ready["batch"]
    made = compose.of_kind(gathered, batch.kind, department)
    return WRITERS[batch.to].write(edited.worded(made, batch.texts), batch.template, batch.marked)


def _file_name(department: str, batch: Batch, taken: set[str]) -> str:
    """「某局2023年度绩效自评情况.docx」; two names that look the same get a number."""
    what = "绩效自评审核反馈函" if batch.kind == "letter" else "绩效自评情况"
    stem = file_name(department, _LONGEST) or "未名单位"
    name, number = f"{stem}{batch.year}年度{what}{WRITERS[batch.to].ending}", 2
    while name.casefold() in taken:
        name = f"{stem}_{number}{batch.year}年度{what}{WRITERS[batch.to].ending}"
        number += 1
    taken.add(name.casefold())
    return name
