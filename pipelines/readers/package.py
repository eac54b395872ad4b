"""
Reading out of a zip without trusting it: the office formats and archives stand on this.

Nothing is written to disk. A part is read in chunks and only up to its limit, so that a
small file which unpacks to gigabytes costs nothing.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from lzma import LZMAError
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.limits import MAX_PART_BYTES

_CHUNK = 1 << 20
#: What the standard library raises for entries that are cut off or overwritten.
_BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, IndexError)
_COMPLETE = "完整的文件"


@contextmanager
def opened(source: bytes | BinaryIO) -> Iterator[ZipFile]:
    """
    Open a zip.

    Raises:
        SourceError: "truncated" where the directory at its end is missing or wrong.
    """
    try:
        archive = ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError("truncated", "不完整的压缩结构（文件被截断或损坏）", _COMPLETE) from error
    with archive:
        yield archive


def content(archive: ZipFile, info: ZipInfo, limit: int = MAX_PART_BYTES) -> bytes:
    """
    Return the bytes of one entry.

    Raises:
        SourceError: "too_large" where it is declared or found to be over `limit` bytes,
            "encrypted", or "truncated" where it cannot be unpacked.
    """
    if info.flag_bits & 0x1:
        raise SourceError("encrypted", "加了密码的压缩内容", "没有密码的文件")
    if info.file_size > limit:
        raise SourceError("too_large", f"解压后 {info.file_size} 字节", f"不超过 {limit} 字节")
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise SourceError("too_large", f"解压后超过 {limit} 字节", f"不超过 {limit} 字节")
                chunks.append(chunk)
    except _BROKEN as error:
        raise SourceError("truncated", "无法解压的内容（文件被截断或损坏）", _COMPLETE) from error
    except (NotImplementedError, RuntimeError) as error:
        raise SourceError("not_supported", "不常见的压缩方式", "普通 zip 压缩") from error
    return b"".join(chunks)


def part(archive: ZipFile, name: str) -> bytes | None:
    """Return the part of an office file called `name`, or None; raises as `content` does."""
    wanted = name.lstrip("/")
    try:
        return content(archive, archive.getinfo(wanted))
    except KeyError:
        pass
    # Some writers spell a part's name in other letters than the reference to it.
    for info in archive.infolist():
        if info.filename.replace("\\", "/").lstrip("/").lower() == wanted.lower():
            return content(archive, info)
    return None


def xml(data: bytes) -> etree._Element:
    """
    Return the root of an XML part; entities stay unexpanded and nothing is fetched.

    Raises:
        SourceError: "unreadable" where it is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise bad_xml(error) from error
    return root


def bad_xml(error: etree.XMLSyntaxError) -> SourceError:
    """Return what to say of a part that is not well-formed XML."""
    return SourceError("unreadable", f"损坏的 XML（第 {error.lineno} 行）", "完好的 Office 文件")


def relations(archive: ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """
    Return the relations of the part `name` ("" for the package): id → (kind, target).

    Kind is the last word of the relation's type, target a name inside the package.
    Relations that lead out of the file are left out: nothing is fetched.
    """
    folder, _, last = name.rpartition("/")
    data = part(archive, f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels")
    if data is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for relation in xml(data).iterfind("{*}Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target if target.startswith("/") else f"{folder}/{target}"
        steps: list[str] = []
        for step in path.split("/"):
            if step == "..":
                del steps[-1:]
            elif step not in ("", "."):
                steps.append(step)
        found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], "/".join(steps))
    return found


def local_name(element: etree._Element) -> str:
    """Return an element's name whatever its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute whatever its namespace, for strict files have another one."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)
