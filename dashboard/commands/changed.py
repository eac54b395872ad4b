"""Whether a build would give anything new: files, rosters, corrections and the program, by their dates."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pipelines
from pipelines.audit import OWN
from pipelines.ledger import Ledger, in_force
from pipelines.ledger.links import links
from pipelines.shipped import shipped
from pipelines.warehouse.inputs import find_files, find_rosters
from pipelines.warehouse.publish import current_file

#: Beside `CURRENT`: the fingerprint of what the published generation was built from, and its name.
RECORD = ".inputs"


def fingerprint(paths: Sequence[str], warehouse: Path, ledger: Path | None = None) -> str:
    """
    Return a hash over name, size and date of all that a build of `paths` would read.

    The program's own modules and vocabulary are among it: a new version reads anew. Of the ledger what a
    build replays counts, not what people did with findings. Like make, this trusts dates; a build
    without `--if-changed` trusts nothing. Raises SourceError where the ledger cannot be read.
    """
    files = [Path(spec.path) for spec in find_files(paths, warehouse)]
    rosters = [*find_rosters(paths).values(), shipped("departments.toml")]
    book = Ledger.open(warehouse, ledger)
    people = [shipped("corrections.toml"), book.path.with_name(OWN)]
    home = Path(pipelines.__file__).parent
    program = [path for path in home.rglob("*") if path.suffix in (".py", ".toml")]
    hashed = hashlib.sha256(repr((in_force(book), links(book))).encode("utf-8", "backslashreplace"))
    for line in _lines([*files, *rosters, *people, *program]):
        hashed.update(line)
    return hashed.hexdigest()


def unchanged(warehouse: Path, now: str) -> bool:
    """Whether the published generation was built from what `now` is the fingerprint of."""
    published = current_file(warehouse)
    try:
        recorded = (warehouse / RECORD).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return False
    return published is not None and recorded == [now, published.name]


def record(warehouse: Path, now: str) -> None:
    """Note what the published generation was built from."""
    published = current_file(warehouse)
    if published is not None:
        (warehouse / RECORD).write_text(f"{now} {published.name}\n", encoding="utf-8")


def _lines(paths: Iterable[Path]) -> Iterable[bytes]:
    for path in sorted(paths):
        try:
            stat = path.stat()
        except OSError:
            yield os.fsencode(path) + b"\0missing\n"
        else:
            yield os.fsencode(path.absolute()) + f"\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode()
