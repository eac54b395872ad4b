"""The files inside a zip, unpacked in memory one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZipInfo

from pipelines.problems import SourceError
from pipelines.readers.limits import MAX_EXPANDED_BYTES, MAX_FILE_BYTES, MAX_MEMBERS
from pipelines.readers.package import content, opened

_UTF8_NAME = 0x800
_PASSED_OVER = {"thumbs.db", "desktop.ini", "truth.json"}


@dataclass(slots=True)
class Allowance:
    """What one file given to `read` may still unpack to, with all archives inside it."""

    bytes_left: int = MAX_EXPANDED_BYTES
    members_left: int = MAX_MEMBERS


def members(source: BinaryIO, allowance: Allowance) -> Iterator[tuple[str, bytes | SourceError]]:
    """
    Yield the name of each file in the zip, in its order, with its bytes or why there are none.

    Folders, hidden files and what systems leave behind are passed over without a word.

    Raises:
        SourceError: "truncated"; "empty" where there is no file; "too_large".
    """
    with opened(source) as archive:
        entries = [(_name(info), info) for info in archive.infolist()]
        wanted = [(name, info) for name, info in entries if not info.is_dir() and not passed_over(name)]
        if not wanted:
            raise SourceError("empty", "空的压缩包", "装有自评表文件的压缩包")
        allowance.members_left -= len(wanted)
        if allowance.members_left < 0:
            raise SourceError("too_large", f"压缩包里有 {len(wanted)} 个文件", f"共不超过 {MAX_MEMBERS} 个")
        for name, info in wanted:
            try:
                data = content(archive, info, min(MAX_FILE_BYTES, allowance.bytes_left))
            except SourceError as error:
                yield name, error
                continue
            allowance.bytes_left -= len(data)
            yield name, data


def passed_over(name: str) -> bool:
    """Return whether a path names a hidden file, a lock file of Office, or the like."""
    steps = name.replace("\\", "/").split("/")
    hidden = any(step.startswith((".", "~$")) and step not in (".", "..") for step in steps)
    return hidden or "__MACOSX" in steps or steps[-1].lower() in _PASSED_OVER


def _name(info: ZipInfo) -> str:
    """Return an entry's name; Chinese ones are UTF-8 or, made on Windows, GB18030."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").replace("\0", "").lstrip("/")
