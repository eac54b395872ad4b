"""The files inside a tar, a tar.gz, a gz or a 7z, unpacked in memory and never onto disk."""

import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from pipelines.problems import SourceError
from pipelines.readers.limits import MAX_FILE_BYTES, MAX_HELD_BYTES

Member = tuple[str, bytes | SourceError]
_BROKEN_TAR = (tarfile.TarError, EOFError, OSError, ValueError, zlib.error)
_BROKEN_7Z = (
    py7zr.exceptions.ArchiveError, lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, TypeError,
    LookupError, AttributeError, ArithmeticError, AssertionError, RuntimeError, MemoryError,
)  # fmt: skip
_BLOCK = 512


def of_tar(source: BinaryIO, bytes_left: int) -> Iterator[Member]:
    """
    Yield name and content of each plain file in a tar; links, pipes and devices are passed over.

    Raises:
        SourceError: "truncated" where it is damaged.
    """
    source.seek(0)
    yield from _of_tar(_Limited(source, max(bytes_left, 1)))


def of_gzip(source: BinaryIO, bytes_left: int) -> Iterator[Member]:
    """Yield what a gz holds: the files of a tar, or the one file that was compressed; raises as `of_tar`."""
    source.seek(0)
    name = _name_in(source.read(_BLOCK))
    source.seek(0)
    with gzip.GzipFile(fileobj=source) as unpacked:
        limited = _Limited(cast(BinaryIO, unpacked), bytes_left)
        try:
            is_tar = looks_like_tar(limited.read(_BLOCK))
            limited.seek(0)
            if not is_tar:
                data = limited.read(MAX_FILE_BYTES)
                if limited.read(1):
                    raise SourceError(
                        "too_large", f"解压后超过 {MAX_FILE_BYTES} 字节", f"不超过 {MAX_FILE_BYTES} 字节"
                    )
                yield name, data
                return
        except _BROKEN_TAR as error:
            raise _cut_off() from error
        yield from _of_tar(limited)


def of_7z(source: BinaryIO, bytes_left: int) -> Iterator[Member]:
    """
    Yield name and content of each file in a 7z.

    Its files are packed as one, so all are held in memory at once: `MAX_HELD_BYTES` at most.

    Raises:
        SourceError: "encrypted", "too_large"; "truncated" where it is damaged.
    """
    source.seek(0)
    most = min(bytes_left, MAX_HELD_BYTES)
    kept = _Kept(most)
    try:
        with py7zr.SevenZipFile(source) as archive:
            if archive.needs_password():
                raise _locked()
            entries = [one for one in archive.list() if one.is_file]
            if sum(one.uncompressed for one in entries) > most:
                raise _too_much(most)
            archive.extractall(factory=kept)
    except py7zr.exceptions.PasswordRequired as error:
        raise _locked() from error
    except _BROKEN_7Z as error:
        raise _cut_off() from error
    for one in entries:
        part = kept.parts.get(one.filename)
        if part is not None:
            yield one.filename, bytes(part.data)


def looks_like_tar(head: bytes) -> bool:
    """Return whether the first block is a tar's: its checksum is right."""
    if len(head) < _BLOCK or not any(head):
        return False
    try:
        stated = int(head[148:156].strip(b" \0") or b"x", 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 8 * 0x20 + sum(head[156:_BLOCK])


def _of_tar(source: "_Limited") -> Iterator[Member]:
    try:
        with tarfile.open(
            fileobj=cast(BinaryIO, source), mode="r:", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            for info in archive:
                if not info.isreg():
                    continue
                if info.size > MAX_FILE_BYTES:
                    yield _readable(info.name), _too_much(MAX_FILE_BYTES, f"{info.size} 字节")
                    continue
                content = archive.extractfile(info)
                yield _readable(info.name), content.read() if content else b""
    except _BROKEN_TAR as error:
        raise _cut_off() from error


class _Limited:
    """A stream that is read to a limit and no further, whatever the sizes written in it."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._most = stream, most

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > MAX_FILE_BYTES:
            raise _too_much(MAX_FILE_BYTES)
        data = self._stream.read(size)
        self._check(self._stream.tell())
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        if whence == 0:
            self._check(place)
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def _check(self, place: int) -> None:
        if place > self._most:
            raise _too_much(self._most)


class _Part(Py7zIO):
    """The content of one file of a 7z."""

    def __init__(self, of: "_Kept") -> None:
        self.data = bytearray()
        self._of = of

    def write(self, s: bytes | bytearray) -> int:
        self._of.take(len(s))
        self.data += s
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return bytes(self.data[:size])

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        return None

    def size(self) -> int:
        return len(self.data)


class _Kept(WriterFactory):
    """The files of a 7z by name, held to a limit."""

    def __init__(self, most: int) -> None:
        self.parts: dict[str, _Part] = {}
        self._most = self._left = most

    def create(self, filename: str) -> Py7zIO:
        part = self.parts[filename] = _Part(self)
        return part

    def take(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise _too_much(self._most)


def _name_in(head: bytes) -> str:
    """Return the name that a gz gives of its file."""
    start = 10
    if len(head) < start or not head[3] & 0x08:
        return "内容"
    if head[3] & 0x04:
        start += 2 + int.from_bytes(head[10:12], "little")
    name = head[start:].split(b"\0")[0]
    return _readable(name.decode("utf-8", "surrogateescape")) or "内容"


def _readable(name: str) -> str:
    """Return a name whose bytes may be GB18030."""
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _too_much(most: int, found: str = "") -> SourceError:
    return SourceError("too_large", f"解压后{found or f'超过 {most} 字节'}", f"不超过 {most} 字节")


def _locked() -> SourceError:
    return SourceError("encrypted", "加了密码的 7z 压缩包", "没有密码的文件")


def _cut_off() -> SourceError:
    return SourceError("truncated", "不完整的压缩包（文件被截断或损坏）", "完整的文件")
