"""OLE2 files put together by hand: the streams at their root, and trees that no writer makes."""

from collections.abc import Mapping
from struct import pack

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def ole2(streams: Mapping[str, bytes], siblings: tuple[int, int] | None = None) -> bytes:
    """
    Return an OLE2 file; each stream is padded to 4096 bytes, so none is in the mini stream.

    `siblings` replaces the left and right of every entry, to make a tree that never ends.
    """
    padded = {
        name: data + b"\0" * (-len(data) % 4096 or (4096 if not data else 0))
        for name, data in streams.items()
    }
    directory_sectors = (len(padded) + 1 + 3) // 4
    table = [_TABLE, *range(2, directory_sectors + 1), _END]
    entries = [_entry("Root Entry", 5, 1 if padded else _FREE, _END, 0, (_FREE, _FREE))]
    content = b""
    for number, (name, data) in enumerate(padded.items(), 1):
        first, count = len(table), len(data) // _SECTOR
        table += [*range(first + 1, first + count), _END]
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, _FREE, first, len(data), siblings or (_FREE, right)))
        content += data
    table += [_FREE] * (128 - len(table))
    assert len(table) == 128, "one table sector holds 64 KiB"
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 10
        + pack("<IIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0) + pack("<109I", 0, *[_FREE] * 108)
    )  # fmt: skip
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    return header + pack("<128I", *table) + directory + content


def _entry(name: str, kind: int, child: int, first: int, size: int, siblings: tuple[int, int]) -> bytes:
    raw = name.encode("utf-16-le")
    return (
        raw.ljust(64, b"\0") + pack("<HBBIII", len(raw) + 2, kind, 1, *siblings, child)
        + b"\0" * 36 + pack("<III", first, size, 0)
    )  # fmt: skip
