"""
Files become `Document`s: cells as they were printed, and where each stands.

    sniff      what the bytes are, whatever the name says
    archive    the files inside a zip, tar, gz or 7z
    READERS    one module a format, each `read(data) -> grids`

To add a format: one module with a `read`, one line in `READERS`, and its signature in
`sniff`. What a file did wrong is a `SourceError`, kept beside the documents that could be
read: one bad member of an archive never loses the others.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipelines.problems import SourceError
from pipelines.readers import office, sniff
from pipelines.readers.archive import Allowance, members, passed_over
from pipelines.readers.doc import read as read_doc
from pipelines.readers.docx import read as read_docx
from pipelines.readers.grid import Document, Grid
from pipelines.readers.html import read as read_html
from pipelines.readers.limits import MAX_DEPTH, MAX_FILE_BYTES
from pipelines.readers.mht import read as read_mht
from pipelines.readers.ods import read as read_ods
from pipelines.readers.odt import read as read_odt
from pipelines.readers.pdf import read as read_pdf
from pipelines.readers.repeated import folded
from pipelines.readers.rtf import read as read_rtf
from pipelines.readers.text import read as read_text
from pipelines.readers.xls import read as read_xls
from pipelines.readers.xlsx import read as read_xlsx
from pipelines.readers.xml2003 import read as read_xml2003

__all__ = ["READERS", "ReadResult", "Rejected", "passed_over", "read", "read_bytes", "read_each"]

#: Media type → what reads it: the bytes of a file to its grids, or a `SourceError`.
READERS: Mapping[str, Callable[[bytes], tuple[Grid, ...]]] = {
    sniff.XLSX: read_xlsx,
    sniff.XLS: read_xls,
    sniff.ODS: read_ods,
    sniff.XML_2003: read_xml2003,
    sniff.DOCX: read_docx,
    sniff.DOC: read_doc,
    sniff.RTF: read_rtf,
    sniff.ODT: read_odt,
    sniff.PDF: read_pdf,
    sniff.HTML: read_html,
    sniff.MHT: read_mht,
    sniff.TEXT: read_text,
}


#: Told what is about to be read: see `read_each`.
Before = Callable[[str | None], None]


class Rejected(NamedTuple):
    """A file, or a member of an archive, that could not be used, and why."""

    member: str | None  #: None where the file itself is meant
    error: SourceError


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that one file gave, in the order of its archive."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...]


def read(path: str | Path) -> ReadResult:
    """
    Return what the file at `path` holds: one document, or for an archive one a member.

    Never raises for what a file did, be it missing, empty, cut off or hostile; that is in
    `rejected`. At least one of the two is not empty.
    """
    return _result(read_each(path))


def read_bytes(data: bytes, path: str, member: str | None = None) -> ReadResult:
    """Return what `data` holds, for a file that is not on disk; else as `read`."""
    return _result(_each(BytesIO(data), path, member, Allowance()))


def read_each(path: str | Path, before: Before = lambda member: None) -> Iterator[Document | Rejected]:
    """
    Yield what `read` returns one by one, so that a large archive need not fit in memory.

    `before` is called with the name of each member (None: the file itself) before it is looked
    at; a `SourceError` that it raises stands in place of the reading.
    """
    where = Path(path)
    try:
        before(None)
    except SourceError as error:
        yield Rejected(None, error)
        return
    if where.is_dir():
        yield Rejected(None, SourceError("directory", "一个文件夹", "一个文件"))
        return
    try:
        stream = where.open("rb")
    except FileNotFoundError:
        yield Rejected(None, SourceError("missing", "没有这个文件", "已有的文件路径"))
        return
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        yield Rejected(None, SourceError("unreadable", f"打不开（{reason}）", "可以读取的文件"))
        return
    with stream:
        yield from _each(stream, str(path), None, Allowance(), before=before)


def _result(found: Iterator[Document | Rejected]) -> ReadResult:
    documents: list[Document] = []
    rejected: list[Rejected] = []
    for one in found:
        if isinstance(one, Document):
            documents.append(one)
        else:
            rejected.append(one)
    return ReadResult(tuple(documents), tuple(rejected))


def _each(
    source: BinaryIO,
    path: str,
    member: str | None,
    allowance: Allowance,
    depth: int = 0,
    before: Before = lambda member: None,
) -> Iterator[Document | Rejected]:
    """Yield the document of one file, or those of the files inside it."""
    try:
        size = source.seek(0, 2)
        if size == 0:
            raise SourceError("empty", "空文件（0 字节）", "有内容的文件")
        media = sniff.media_type(source) if size <= MAX_FILE_BYTES else sniff.large(source, size)
        if media not in sniff.ARCHIVES:
            yield _document(source, path, member, media)
            return
        if depth == MAX_DEPTH:
            raise SourceError("too_large", f"压缩包套了 {depth + 1} 层", f"不超过 {MAX_DEPTH} 层")
        for name, data in office.ahead(members(source, allowance, media)):
            inner = f"{member}/{name}" if member else name
            if isinstance(data, SourceError):
                yield Rejected(inner, data)
                continue
            try:
                before(inner)
            except SourceError as error:
                yield Rejected(inner, error)
                continue
            yield from _each(BytesIO(data), path, inner, allowance, depth + 1, before)
    except SourceError as error:
        yield Rejected(member, error)


def _document(source: BinaryIO, path: str, member: str | None, media: str) -> Document:
    source.seek(0)
    data = source.read()
    digest = hashlib.sha256(data).hexdigest()
    grids = tuple(map(folded, READERS[media](data)))
    return Document(path, member, digest, media, grids, len(data))
