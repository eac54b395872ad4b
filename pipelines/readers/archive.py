"""The files inside an archive, unpacked in memory one after the other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZipInfo

from pipelines.problems import SourceError
from pipelines.readers.limits import MAX_EXPANDED_BYTES, MAX_FILE_BYTES, MAX_MEMBERS
from pipelines.readers.package import content, opened
from pipelines.readers.sniff import GZIP, SEVEN_ZIP, TAR, ZIP
from pipelines.readers.unpack import of_7z, of_gzip, of_tar

_UTF8_NAME = 0x800
_PASSED_OVER = {"thumbs.db", "desktop.ini", "truth.json"}


@dataclass(slots=True)
class Allowance:
    """What one file given to `read` may still unpack to, with all archives inside it."""

    bytes_left: int = MAX_EXPANDED_BYTES
    members_left: int = MAX_MEMBERS


def members(
    source: BinaryIO, allowance: Allowance, media: str = ZIP
) -> Iterator[tuple[str, bytes | SourceError]]:
    """
    Yield the name of each file in the archive, in its order, with its bytes or why there are none.

    Folders, links, hidden files and what systems leave behind are passed over without a word.

    Raises:
        SourceError: "truncated"; "empty" where there is no file; "encrypted"; "too_large".
    """
    found = False
    for name, data in _UNPACKED[media](source, allowance):
        name = name.replace("\\", "/").replace("\0", "").lstrip("/")
        if passed_over(name):
            continue
        found = True
        if isinstance(data, bytes):
            allowance.bytes_left -= len(data)
        yield name, data
    if not found:
        raise SourceError("empty", "空的压缩包", "装有自评表文件的压缩包")


def _of_zip(source: BinaryIO, allowance: Allowance) -> Iterator[tuple[str, bytes | SourceError]]:
    with opened(source) as archive:
        entries = [(_name(info), info) for info in archive.infolist()]
        wanted = [(name, info) for name, info in entries if not info.is_dir() and not passed_over(name)]
        allowance.members_left -= len(wanted)
        if allowance.members_left < 0:
            raise SourceError("too_large", f"压缩包里有 {len(wanted)} 个文件", f"共不超过 {MAX_MEMBERS} 个")
        if len({info.header_offset for _, info in wanted}) < len(wanted):
            raise SourceError("unreadable", "几个文件共用同一段内容的压缩包", "完好的压缩包")
        for name, info in wanted:
            try:
                yield name, content(archive, info, min(MAX_FILE_BYTES, allowance.bytes_left))
            except SourceError as error:
                yield name, error


def _counted(
    unpacked: Callable[[BinaryIO, int], Iterator[tuple[str, bytes | SourceError]]],
) -> Callable[[BinaryIO, Allowance], Iterator[tuple[str, bytes | SourceError]]]:
    """Return the files of an archive without a directory at its end, counted one by one."""

    def files(source: BinaryIO, allowance: Allowance) -> Iterator[tuple[str, bytes | SourceError]]:
        for member in unpacked(source, allowance.bytes_left):
            allowance.members_left -= 1
            if allowance.members_left < 0:
                raise SourceError(
                    "too_large", f"压缩包里超过 {MAX_MEMBERS} 个文件", f"共不超过 {MAX_MEMBERS} 个"
                )
            yield member

    return files


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
    return name


_UNPACKED: Mapping[str, Callable[[BinaryIO, Allowance], Iterator[tuple[str, bytes | SourceError]]]] = {
    ZIP: _of_zip,
    TAR: _counted(of_tar),
    GZIP: _counted(of_gzip),
    SEVEN_ZIP: _counted(of_7z),
}
