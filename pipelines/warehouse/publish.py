"""
One complete file per build, and `CURRENT`, one line that names it.

A build writes under a hidden temporary name; only a finished file gets its own name, and
only then does `CURRENT` change, by a replacement that the file system makes at once. Readers
that hold an older generation keep it; the next that open take the new one.
"""

import contextlib
import os
import shutil
import time
from datetime import datetime
from pathlib import Path

CURRENT = "CURRENT"
SUFFIX = ".duckdb"
UNFINISHED = ".tmp"

#: Generations kept, the published one among them: people may still be reading the last ones.
KEPT = 3
#: A build that left its unfinished file so long ago is dead.
DEAD_AFTER_SECONDS = 24 * 3600


def current_file(folder: Path) -> Path | None:
    """The published generation's file; None where there is none (yet)."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    # CURRENT names a file beside it, never a path that leads elsewhere.
    path = folder / Path(name).name
    return path if name and path.is_file() else None


def unfinished_file(folder: Path) -> Path:
    """A new name for a build to write to; also clears away what dead builds left."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f".*{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > DEAD_AFTER_SECONDS:
                if left.is_dir():
                    shutil.rmtree(left)
                else:
                    left.unlink()
    return folder / f".{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}{UNFINISHED}"


def generation_name(folder: Path, built_at: datetime, checksum: str) -> str:
    """The new generation's name, `20260102T030405Z-1a2b3c4d`; with a number where it is taken."""
    name = f"{built_at:%Y%m%dT%H%M%SZ}-{checksum[:8]}"
    names = [name, *(f"{name}-{number}" for number in range(2, 1000))]
    return next(candidate for candidate in names if not (folder / f"{candidate}{SUFFIX}").exists())


def generations(folder: Path) -> list[str]:
    """The names of the generations that are kept, the oldest first."""
    return sorted(path.stem for path in folder.glob(f"*{SUFFIX}"))


def publish(unfinished: Path, generation: str) -> Path:
    """
    Give a finished file its name, let `CURRENT` name it, and drop the oldest generations.

    Returns:
        The published file.
    """
    folder = unfinished.parent
    path = folder / f"{generation}{SUFFIX}"
    os.replace(unfinished, path)
    pointer = folder / f".{CURRENT}-{os.urandom(4).hex()}{UNFINISHED}"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(path.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(pointer, folder / CURRENT)
    _drop_oldest(folder, path)
    return path


def _drop_oldest(folder: Path, published: Path) -> None:
    others = sorted(path for path in folder.glob(f"*{SUFFIX}") if path != published)
    for path in others[: max(0, len(others) - (KEPT - 1))]:
        # Where a reader's system does not let go of an open file, it stays until the next build.
        with contextlib.suppress(OSError):
            path.unlink()
