"""
What a PDF unpacks to, looked at before the library does: it ends the process where memory ends.

Pictures are passed over, for they are never unpacked to read text.
"""

import re
import zlib

from pipelines.problems import SourceError
from pipelines.readers.limits import MAX_STREAM_BYTES, MAX_STREAMS_BYTES

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 2_000  #: bytes before a stream in which its description stands
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_CHUNK = 1 << 20


def refuse_bombs(data: bytes) -> None:
    """
    Look at each compressed stream of a PDF that is no picture.

    Raises:
        SourceError: "too_large" where one unpacks to more than `MAX_STREAM_BYTES`, or all of them to more
            than `MAX_STREAMS_BYTES`.
    """
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        times = len(_FLATE.findall(head))
        if not times or re.search(rb"/Subtype\s*/Image", head):
            continue
        size = MAX_STREAM_BYTES + 1 if times > 1 else _size(data, match.end())
        total += size
        if size > MAX_STREAM_BYTES:
            raise _too_large("有一段", MAX_STREAM_BYTES)
        if total > MAX_STREAMS_BYTES:
            raise _too_large("各段共计", MAX_STREAMS_BYTES)


def _too_large(what: str, most: int) -> SourceError:
    return SourceError("too_large", f"PDF 里{what}解压后超过 {most} 字节", f"不超过 {most} 字节")


def _size(data: bytes, start: int) -> int:
    """Return to how much a stream unpacks, as far as it can be unpacked; counting stops at the limit."""
    unpacker = zlib.decompressobj()
    size = 0
    piece = memoryview(data)[start : start + _CHUNK]
    try:
        while size <= MAX_STREAM_BYTES and not unpacker.eof and piece:
            size += len(unpacker.decompress(piece, _CHUNK))
            rest = unpacker.unconsumed_tail
            if rest:
                piece = memoryview(rest)
            else:
                start += _CHUNK
                piece = memoryview(data)[start : start + _CHUNK]
    except zlib.error:  # encrypted or damaged: the library will not get further
        return size
    return size
