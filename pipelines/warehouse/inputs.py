"""
Which files a build reads, in which order, and to which collection each belongs.

The first folder under a given path is the collection (地区/批次); an archive there is one
too. A given folder that holds a roster of its own is a collection by itself.
"""

import fnmatch
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROSTER_FILE = ".departments.toml"

#: The collection of files that lie in no folder of their own.
LOOSE = "未分批次"

#: What is passed over without a word: the product's own, and what office programs and systems leave.
PASSED_OVER = (
    ".*", "~$*", "truth.json", "*.facts.json", "*.golden.txt", "*.golden.json",
    "__MACOSX", "Thumbs.db", "desktop.ini", "*.duckdb", "CURRENT", "*.part", "*.parts",
    "*.sqlite", "*.sqlite-*",
)  # fmt: skip

_ARCHIVE_ENDING = ".zip"
_NUMBER = re.compile("([0-9]+)")


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file to read. `relative_path` is unique in a build and the same on every machine."""

    path: str  #: as given, or under what was given
    relative_path: str
    collection: str
    key: str = ""  #: under which its reading is kept (`keys.keyed`)
    stamp: tuple[int, int] | None = None  #: size and time of change when the key was made; None: no file


def find_files(paths: Sequence[str | Path], warehouse: Path | None = None) -> list[FileSpec]:
    """
    List every file under the paths, sorted by name with numbers in their order.

    A path that does not exist is listed too: the reader says so. A file that is reached
    twice is listed once. The warehouse's own folder is passed over.
    """
    # Paths as text: for fifty thousand files, objects of the library would be most of a build's memory.
    own = os.path.realpath(warehouse) if warehouse else None
    seen: set[str] = set()
    taken: set[str] = set()
    found: list[FileSpec] = []
    for given in map(Path, paths):
        for path in [str(given)] if not given.is_dir() else sorted(_walk(given, own)):
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            lies = Path(path)
            relative = lies.name if lies == given else lies.relative_to(given).as_posix()
            number = 1
            while (unique := relative if number == 1 else f"{relative}#{number}") in taken:
                number += 1
            taken.add(unique)
            found.append(FileSpec(str(lies), unique, sys.intern(collection_name(given, lies))))
    return sorted(found, key=lambda spec: natural(spec.relative_path))


def find_rosters(paths: Sequence[str | Path]) -> dict[str, Path]:
    """Return the roster files that collections bring along, by collection."""
    rosters: dict[str, Path] = {}
    for given in map(Path, paths):
        if not given.is_dir():
            continue
        for folder in [given, *sorted(child for child in given.iterdir() if child.is_dir())]:
            roster = folder / ROSTER_FILE
            if roster.is_file():
                rosters.setdefault(collection_name(given, roster), roster)
    return rosters


def collection_name(given: Path, path: Path) -> str:
    """Return the collection of a file found under a given path."""
    if path == given:
        return LOOSE
    if (given / ROSTER_FILE).is_file():
        return given.resolve().name or LOOSE
    parts = path.relative_to(given).parts
    if len(parts) > 1:
        return parts[0]
    return path.stem if path.suffix.lower() == _ARCHIVE_ENDING else LOOSE


def natural(text: str) -> str:
    """
    A key that sorts 2 before 10, and numbers before words: as text, which takes a tenth of a tuple's memory.

    A number is written with its length before it; equal ones are equal however many zeros they begin with.
    """
    return "".join(
        f"\0{chr(len(piece.lstrip('0')))}{piece.lstrip('0')}"
        if piece.isascii() and piece.isdigit()
        else f"\1{piece}"
        for piece in _NUMBER.split(text)
        if piece
    )


def _walk(folder: Path, own: str | None) -> Iterable[str]:
    """Files under a folder, behind links too; each real folder once, since links may run in a circle."""
    entered: set[str] = set()
    for directory, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(directory)
        if real in entered or real == own:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not _passed_over(name))
        for path in (os.path.join(directory, name) for name in files if not _passed_over(name)):
            # A link to nothing is listed, so that the reader says so; a device or a pipe is no file.
            if os.path.isfile(path) or os.path.islink(path):
                yield path


def _passed_over(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in PASSED_OVER)
