"""Which files need not be read again, because a part of an earlier build holds their reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.forms.corrections import Correction, of_files
from pipelines.warehouse.inputs import FileSpec
from pipelines.warehouse.keys import corrections_key
from pipelines.warehouse.parts import Part, PartFile, PartWriter, scratch_name
from pipelines.warehouse.rows import CHUNK_CELLS

#: Files in one part: handing a batch over then costs nothing, and the load is even.
PART_FILES = 50

#: So many small parts may stand before they are put together.
_SMALL_PARTS = 20
_SMALL_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Loose:
    """A part of which only some files are wanted."""

    part: Part
    files: tuple[PartFile, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the rows of a build's files come from; each file stands in one of the three."""

    whole: tuple[Part, ...]
    loose: tuple[Loose, ...]
    missing: tuple[FileSpec, ...]


def plan(files: Sequence[FileSpec], parts: Iterable[Part], corrections: Sequence[Correction]) -> Plan:
    """
    Decide which parts hold what is wanted.

    Args:
        files: all files of the build, with their keys.
        parts: the whole parts of this version of the readers.
        corrections: those in force; a file whose corrections are others now is read again.
    """
    wanted = {file.key for file in files}
    useful: list[tuple[Part, list[PartFile]]] = []
    for part in parts:
        fit = [
            file
            for file in part.files
            if file.key in wanted
            and not file.again
            and file.corrections == corrections_key(of_files(corrections, file.documents))
        ]
        useful.append((part, fit))
    # Parts that fit as they are first, large before small; the name decides between equals.
    useful.sort(key=lambda pair: (len(pair[1]) < len(pair[0].files), -len(pair[1]), pair[0].name))
    whole: list[Part] = []
    loose: list[Loose] = []
    taken: set[str] = set()
    for part, fit in useful:
        mine = [file for file in fit if file.key not in taken]
        taken |= {file.key for file in mine}
        if mine and len(mine) == len(part.files):
            whole.append(part)
        elif mine:
            loose.append(Loose(part, tuple(mine)))
    small = [part for part in whole if len(part.files) < PART_FILES // 2 and _size(part) < _SMALL_BYTES]
    if len(small) > _SMALL_PARTS:
        loose += [Loose(part, part.files) for part in small]
        whole = [part for part in whole if part not in small]
    return Plan(tuple(whole), tuple(loose), tuple(file for file in files if file.key not in taken))


def regroup(loose: Sequence[Loose], folder: Path, version: str) -> list[Part]:
    """Write the wanted files of loose parts into parts of their own, and return these."""
    groups: list[list[Loose]] = []
    room = 0
    for one in loose:
        if len(one.files) > room:
            groups.append([])
            room = PART_FILES
        groups[-1].append(one)
        room -= len(one.files)
    return [_together(group, folder, version) for group in groups]


def _together(group: Sequence[Loose], folder: Path, version: str) -> Part:
    writer = PartWriter(folder, scratch_name())
    held: dict[str, list[pl.DataFrame]] = {}
    cells = 0
    for one in group:
        keys = [file.key for file in one.files]
        for frames in one.part.chunks():
            documents = frames["documents"].filter(pl.col("file_key").is_in(keys))["document_id"].implode()
            for name, frame in frames.items():
                held.setdefault(name, []).append(frame.filter(pl.col("document_id").is_in(documents)))
            cells += held["cells"][-1].height if "cells" in frames else 0
            if cells >= CHUNK_CELLS:
                writer.write({name: pl.concat(pieces) for name, pieces in held.items()})
                held, cells = {}, 0
    if held:
        writer.write({name: pl.concat(pieces) for name, pieces in held.items()})
    return writer.finish(version, [file for one in group for file in one.files])


def _size(part: Part) -> int:
    return sum(path.stat().st_size for path in part.folder.glob("*.parquet"))
