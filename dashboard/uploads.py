"""
Files that people hand in: kept aside, read aside, and let in only when somebody says so.

    keep(batch, name, data)         the original bytes into the batch's own folder
    refused_collection(…)           why a batch may not go into a collection, None where it may
    admit(batch, raw, name, files)  the original bytes into `raw/<collection>`
    discard(batch)                  nothing stays

A batch is a hidden folder inside the warehouse with a small warehouse of its own, so that
all that is asked of the big one can be asked of it too. No name of a stranger is ever a path:
a folder is dropped from it, and so is all that a file system or a build would take otherwise.
The first build a day later sweeps what nobody wanted.
"""

import fnmatch
import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.warehouse.inputs import PASSED_OVER
from pipelines.warehouse.publish import UNFINISHED

MAX_FILES = 500  #: of one batch
MAX_BYTES = 1024 * 1024 * 1024  #: of one batch
MAX_NAME = 60  #: characters of a file's name without its ending, and of a collection's

_TOKEN = re.compile(r"[0-9a-f]{16}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
#: What some file system does not take, or a build understands as something else.
_NO_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Batch:
    """What one person handed in and has not decided on yet."""

    token: str
    folder: Path

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse"

    @property
    def refused(self) -> list[str]:
        """One line for each file that was not even kept."""
        path = self.folder / "refused.txt"
        return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []

    def kept(self) -> list[Path]:
        """The files, in the order of their names."""
        return sorted(self.files.iterdir()) if self.files.is_dir() else []


def new_batch(warehouse: Path) -> Batch:
    """Make an empty batch inside the warehouse's folder."""
    made = _batch(warehouse, secrets.token_hex(8))
    made.files.mkdir(parents=True)
    return made


def find_batch(warehouse: Path, token: str | None) -> Batch | None:
    """Return the batch of that name; None where there is none (any more)."""
    if not token or not _TOKEN.fullmatch(token):
        return None
    found = _batch(warehouse, token)
    return found if found.files.is_dir() else None


def _batch(warehouse: Path, token: str) -> Batch:
    # Named as what a build leaves unfinished: the next one a day later clears it away.
    return Batch(token, warehouse.absolute() / f".upload-{token}{UNFINISHED}")


def keep(batch: Batch, name: str, data: bytes) -> None:
    """Keep the bytes of one file under a harmless name; what is not kept is a line of `refused`."""
    kept = batch.kept()
    shown = safe_name(name)
    why = None
    if any(fnmatch.fnmatchcase(shown, pattern) for pattern in PASSED_OVER):
        why = "读到：临时文件或系统文件的名称；应为：自评表文件"
    elif not data:
        why = "读到：空文件（0 字节）；应为：有内容的文件"
    elif len(kept) >= MAX_FILES:
        why = f"读到：超过 {MAX_FILES} 个文件；应为：分几次上传，或压成一个 zip"
    elif sum(path.stat().st_size for path in kept) + len(data) > MAX_BYTES:
        why = f"读到：一批超过 {MAX_BYTES // 1024**2} MB；应为：分几次上传"
    elif twin := _twin(kept, data):
        why = f"读到：与“{twin.name}”内容相同；应为：每个文件传一次"
    if why:
        with (batch.folder / "refused.txt").open("a", encoding="utf-8") as lines:
            lines.write(f"{shown}：{why}\n")
        return
    _free(batch.files, shown).write_bytes(data)


def safe_name(name: str) -> str:
    """Return the last part of a name as every file system takes it, its ending kept; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, ending = _NO_NAME.sub("", last).strip(" .").rpartition(".")
    if not dot or not _ENDING.fullmatch(f".{ending}"):
        stem, dot, ending = f"{stem}{dot}{ending}", "", ""
    return f"{stem.strip(' .')[:MAX_NAME] or '文件'}{dot}{ending}"


def refused_collection(
    name: str, raw: Path, synthetic: Collection[str], demo: bool, real: bool
) -> str | None:
    """
    Return why a batch may not go into the collection `name` (Chinese, one line), None where it may.

    Args:
        name: as somebody typed or chose it.
        raw: the folder of collections.
        synthetic: the collections of the warehouse that hold 演示数据.
        demo: the batch has forms that say 演示数据.
        real: the batch has others.
    """
    clean = name.strip()
    if not clean or len(clean) > MAX_NAME:
        return f"读到：{len(clean)} 个字；应为：1–{MAX_NAME} 个字的批次名，如 2023年"
    if _NO_NAME.search(clean) or clean[0] in ".~" or clean[-1] == ".":
        return "读到：批次名里有文件夹名不能用的字符；应为：文字、数字、短横"
    if any(fnmatch.fnmatchcase(clean, pattern) for pattern in PASSED_OVER):
        return "读到：系统保留的名称；应为：另一个批次名"
    if clean in synthetic:
        return "读到：演示数据的批次；应为：真实数据的批次，两者不混放"
    target = raw / clean
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        return "读到：同名的文件或链接；应为：另一个批次名"
    if demo and real:
        return "读到：演示数据与真实的表在同一次上传里；应为：分开上传"
    if demo and target.exists():
        return "读到：演示数据；应为：放进一个新的批次，不与真实数据混放"
    return None


def admit(raw: Path, collection: str, files: Sequence[Path]) -> list[Path]:
    """
    Copy the original bytes into `raw/<collection>`, which `refused_collection` has let pass.

    Returns:
        Where each file came to stand: its own name, with a number where that is taken by other
        content. A file that stands there already is not copied again.
    """
    home = raw / collection.strip()
    home.mkdir(parents=True, exist_ok=True)
    if home.resolve().parent != raw.resolve():
        raise ValueError(f"{home} leaves {raw}")  # refused_collection was not asked
    present = sorted(path for path in home.iterdir() if path.is_file())
    stand = []
    for path in files:
        data = path.read_bytes()
        target = _twin(present, data)
        if target is None:
            target = _free(home, path.name)
            half = home / f".{secrets.token_hex(8)}{UNFINISHED}"
            half.write_bytes(data)
            os.replace(half, target)
            present.append(target)
        stand.append(target)
    return stand


def discard(batch: Batch) -> None:
    """Delete the batch and all that it holds."""
    shutil.rmtree(batch.folder, ignore_errors=True)


def _twin(paths: Sequence[Path], data: bytes) -> Path | None:
    """Return the file among the paths that has this content."""
    same = [path for path in paths if path.stat().st_size == len(data)]
    digest = hashlib.sha256(data).digest()
    return next((path for path in same if hashlib.sha256(path.read_bytes()).digest() == digest), None)


def _free(folder: Path, name: str) -> Path:
    """Return a path for `name` that nothing has: 表.xlsx, 表-2.xlsx, …"""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    number = 1
    while (path := folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")).exists():
        number += 1
    return path
