"""Which files and folders the published generation was built from, so that it can be built again."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from pipelines.warehouse.publish import UNFINISHED, current_file

#: Beside `CURRENT`: a generation's name and the paths that were given to its build.
RECORD = ".roots.json"


def record_roots(folder: Path, generation: str, paths: Sequence[str | Path]) -> None:
    """Note what `generation` was built from. The paths are made absolute: a server has its own folder."""
    roots = [os.path.abspath(path) for path in paths]
    unfinished = folder / f"{RECORD}-{os.urandom(4).hex()}{UNFINISHED}"
    told = json.dumps({"generation": generation, "roots": roots}, ensure_ascii=False)
    unfinished.write_text(told, encoding="utf-8", errors="surrogateescape")
    os.replace(unfinished, folder / RECORD)


def recorded_roots(folder: Path) -> list[Path] | None:
    """
    Return the paths that the published generation was built from, as they were given.

    [] where nothing is published; None where it was published without such a note, so that
    nobody knows what else it holds.
    """
    published = current_file(folder)
    if published is None:
        return []
    try:
        told = json.loads((folder / RECORD).read_text(encoding="utf-8", errors="surrogateescape"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    if not isinstance(told, dict) or told.get("generation") != published.stem:
        return None
    return [Path(str(root)) for root in told["roots"]]
