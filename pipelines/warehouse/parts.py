"""
Parts: what reading a batch of files gave, as Parquet beside the warehouse.

    parts/<id>.part/            one batch: `<table>-<number>.parquet`, and `part.json`, its list of files
    parts/<generation>.parts    which parts a generation was made of, one a line

A part appears complete or not at all, and is never changed. Its id is a hash of the version of
the readers and of the keys of its files, so that a build finds what an earlier one, finished
or killed, has read already. A part that is not whole any more is as good as absent.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

FOLDER = "parts"
PART = ".part"
UNFINISHED = ".tmp"
LIST = ".parts"

_MANIFEST = "part.json"
_JOURNAL = "reading"


@dataclass(frozen=True, slots=True)
class PartFile:
    """One file that was read into a part."""

    key: str  #: of its content, name and collection: `keys.file_key`
    documents: tuple[str, ...]  #: sha256 of what it gave: itself, or the members of an archive
    corrections: str  #: fingerprint of the corrections of those documents
    again: bool  #: to be read anew next time: what went wrong may have passed


@dataclass(frozen=True, slots=True)
class Part:
    """A finished part."""

    folder: Path
    files: tuple[PartFile, ...]

    @property
    def name(self) -> str:
        return self.folder.name

    def touch(self) -> None:
        """Say that it is in use, so that no other build sweeps it."""
        os.utime(self.folder)

    def chunks(self) -> Iterator[dict[str, pl.DataFrame]]:
        """Its rows, in pieces as large as they were written."""
        pieces: dict[str, dict[str, Path]] = {}
        for table, paths in tables_in(self.folder).items():
            for path in paths:
                pieces.setdefault(path.stem.rpartition("-")[2], {})[table] = path
        for _, tables in sorted(pieces.items()):
            yield {table: pl.read_parquet(path) for table, path in tables.items()}


def tables_in(folder: Path) -> dict[str, list[Path]]:
    """The Parquet files of each table that has rows in a part's folder, in their order."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*.parquet")):
        found.setdefault(path.stem.rpartition("-")[0], []).append(path)
    return found


def scratch_name() -> str:
    """A new name for a part in the making."""
    return f".{os.getpid()}-{os.urandom(6).hex()}{UNFINISHED}"


class PartWriter:
    """A part in the making, in a hidden folder of its own."""

    def __init__(self, parts: Path, scratch: str) -> None:
        self._parts = parts
        self.folder = parts / scratch
        # A batch that is read again begins anew.
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._hashes: dict[str, str] = {}
        self._chunks = 0

    def note(self, file: int, member: int) -> None:
        """
        Note which file of the batch is being read, for whoever finds this process dead.

        `member` counts what is inside an archive, from 1; 0 is the file itself.
        """
        (self.folder / _JOURNAL).write_text(f"{file} {member}", encoding="ascii")

    def write(self, frames: Mapping[str, pl.DataFrame]) -> None:
        """Write rows, one frame of `staged_schema` a table; empty frames leave no file."""
        if frames["documents"].is_empty():
            return
        for name, frame in frames.items():
            if frame.is_empty():
                continue
            path = self.folder / f"{name}-{self._chunks:05d}.parquet"
            frame.write_parquet(path, compression="zstd", compression_level=1)
            self._hashes[path.name] = _file_hash(path)
        self._chunks += 1

    def finish(self, version: str, files: Sequence[PartFile]) -> Part:
        """Give the part its name."""
        (self.folder / _JOURNAL).unlink(missing_ok=True)
        manifest = {"version": version, "files": [asdict(file) for file in files], "tables": self._hashes}
        (self.folder / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        final = self._parts / f"{_part_id(version, files)}{PART}"
        try:
            # Neither system replaces a folder with files in it: a part that stands is never touched.
            os.rename(self.folder, final)
        except OSError:
            if not final.is_dir():
                raise
            # Another build was faster; its part is equal.
            shutil.rmtree(self.folder, ignore_errors=True)
        return Part(final, tuple(files))


def being_read(parts: Path, scratch: str) -> tuple[int, int] | None:
    """Return the file and member that an unfinished batch was reading; None where they are not known."""
    try:
        file, member = (parts / scratch / _JOURNAL).read_text(encoding="ascii").split()
        return int(file), int(member)
    except (OSError, ValueError):
        return None


def discard(parts: Path, scratch: str) -> None:
    """Remove what an unfinished batch left."""
    shutil.rmtree(parts / scratch, ignore_errors=True)


def whole_parts(parts: Path, version: str) -> Iterator[Part]:
    """
    The parts of this version of the readers, by name.

    One whose files are not as they were written is removed, so that the next reading can take its place.
    """
    for folder in sorted(parts.glob(f"*{PART}")):
        try:
            manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
            if manifest["version"] != version:
                continue
            files = tuple(
                PartFile(file["key"], tuple(file["documents"]), file["corrections"], file["again"])
                for file in manifest["files"]
            )
            whole = all(_file_hash(folder / name) == known for name, known in manifest["tables"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            whole = False
        if whole:
            yield Part(folder, files)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def name_parts(parts: Path, generation: str, names: Iterable[str]) -> None:
    """Note the names of the parts that a generation is made of, so that `sweep` keeps them."""
    parts.mkdir(parents=True, exist_ok=True)
    (parts / f"{generation}{LIST}").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def sweep(parts: Path, kept: Iterable[str], older_than: float) -> None:
    """
    Remove parts that no kept generation is made of, lists of generations that are gone, and remains.

    Only what was made or used last before `older_than` (seconds of the epoch): a build that is
    still running, or was killed and will be taken up again, names its parts to nobody.
    """
    names = {f"{generation}{LIST}" for generation in kept}
    named: set[str] = set()
    for listed in parts.glob(f"*{LIST}"):
        if listed.name in names:
            named |= set(listed.read_text(encoding="utf-8").split())
        else:
            listed.unlink(missing_ok=True)
    for folder in [*parts.glob(f"*{PART}"), *parts.glob(f".*{UNFINISHED}")]:
        try:
            old = folder.stat().st_mtime < older_than
        except OSError:
            continue  # another build sweeps too
        if old and folder.name not in named:
            shutil.rmtree(folder, ignore_errors=True)


def _part_id(version: str, files: Iterable[PartFile]) -> str:
    hashed = hashlib.sha256(version.encode())
    for file in files:
        hashed.update(f"\0{file.key}\0{file.corrections}".encode())
        if file.again:
            # What is read anew may give something else: such a part is like no other.
            hashed.update(os.urandom(16))
    return hashed.hexdigest()[:32]


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
