"""What a reading depends on, as fingerprints: the file, the corrections of it, the version of the readers."""

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from stat import S_ISREG

import pipelines
from pipelines.forms.corrections import Correction
from pipelines.readers import limits
from pipelines.warehouse.inputs import FileSpec

#: Our own code that decides what a file gives.
_READING = (
    "problems.py", "readers", "forms", "warehouse/column.py", "warehouse/schema.py", "warehouse/rows.py",
    "warehouse/form_rows.py", "warehouse/reading.py", "warehouse/parts.py", "warehouse/keys.py",
)  # fmt: skip
#: Libraries that do; another version may read otherwise.
_LIBRARIES = ("lxml", "xlrd", "pypdfium2", "py7zr", "opencc", "polars")


def keyed(spec: FileSpec) -> FileSpec:
    """Give a file its key, made of its content, name and collection: all that its rows depend on."""
    content, before = "", stamp(spec)
    if before is not None:
        try:
            with open(spec.path, "rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            before = None
    named = "\0".join((content, spec.relative_path, spec.collection))
    return replace(spec, key=hashlib.sha256(os.fsencode(named)).hexdigest()[:32], stamp=before)


def stamp(spec: FileSpec) -> tuple[int, int] | None:
    """
    Return size and time of change: where they stay, so does the content.

    None for what is no file, such as a pipe, which would be waited for without end.
    """
    try:
        found = os.stat(spec.path)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    return (found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None


def corrections_key(corrections: Sequence[Correction]) -> str:
    """Fingerprint of corrections in their order; empty where there are none."""
    if not corrections:
        return ""
    return hashlib.sha256(repr(tuple(corrections)).encode()).hexdigest()[:16]


@cache
def reader_version() -> str:
    """Fingerprint of all code, wording, limits and libraries that decide what a file gives."""
    hashed = hashlib.sha256(repr(sys.version_info[:2]).encode())
    home = Path(pipelines.__file__).parent
    for name in _READING:
        for path in [home / name] if name.endswith(".py") else sorted((home / name).rglob("*")):
            if path.suffix in (".py", ".toml"):
                hashed.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        try:
            hashed.update(f"\0{library}={version(library)}".encode())
        except PackageNotFoundError:
            hashed.update(f"\0{library}=".encode())
    # They may be others than those in the source: see `limits.given`.
    hashed.update(repr(sorted((k, v) for k, v in vars(limits).items() if k.startswith("MAX_"))).encode())
    return hashed.hexdigest()[:32]
