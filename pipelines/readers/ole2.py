"""
The streams inside an OLE2 file (.xls, .et, .doc, .wps), read without trusting its tables.

Ours because the one in `xlrd` refuses files of some Chinese systems whose tables name a
sector twice, and never ends on a directory made to be walked for ever.
"""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from struct import unpack_from

from pipelines.problems import SourceError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_ENTRIES = 10_000
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    first: int
    size: int


class Ole2:
    """
    An OLE2 file; `names` are the streams that stand at its root.

    Raises:
        SourceError: "truncated" where its tables lead nowhere.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            shift, mini_shift = unpack_from("<HH", data, 30)
            first_directory, _, self._cutoff, first_mini = unpack_from("<IIII", data, 48)
            if not 7 <= shift <= 16 or mini_shift >= shift:
                raise _broken()
            self._size, self._mini_size = 1 << shift, 1 << mini_shift
            self._table = self._allocation()
            self._entries = self._directory(self._chain(first_directory))
            self._mini_table = array("I", _whole(self._chain(first_mini)))
            self._mini = self._chain(self._entries[0].first)
        except (struct.error, IndexError) as error:
            raise _broken() from error
        self._by_name = {entry.name: entry for entry in self._at_root()}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._by_name)

    def stream(self, name: str) -> bytes:
        """Return the bytes of the stream `name`, which must be one of `names`."""
        entry = self._by_name[name]
        if entry.size >= self._cutoff:
            return self._chain(entry.first)[: entry.size]
        pieces: list[bytes] = []
        sector = entry.first
        for _ in range(len(self._mini_table)):
            if sector >= len(self._mini_table):
                break
            pieces.append(self._mini[sector * self._mini_size : (sector + 1) * self._mini_size])
            sector = self._mini_table[sector]
        return b"".join(pieces)[: entry.size]

    def _allocation(self) -> Sequence[int]:
        """Return for each sector the one that follows it."""
        sectors = list(unpack_from("<109I", self._data, 76))
        after, _ = unpack_from("<II", self._data, 68)
        table = array("I")
        most = len(self._data) // self._size + 1
        for _ in range(most):  # the list of the table's own sectors goes on in a chain
            block = self._sector(after)
            if not block:
                break
            more = array("I", _whole(block))
            after = more.pop() if more else most
            sectors += more
        for sector in sectors[:most]:
            if block := self._sector(sector):
                table.frombytes(_whole(block))
        return table

    def _sector(self, number: int) -> bytes:
        """Return one sector; b"" for a number that stands for none."""
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, first: int) -> bytes:
        pieces: list[bytes] = []
        sector = first
        for _ in range(len(self._data) // self._size + 1):
            piece = self._sector(sector)
            if not piece:
                break
            pieces.append(piece)
            if sector >= len(self._table):
                break
            sector = self._table[sector]
        return b"".join(pieces)

    def _directory(self, data: bytes) -> list[_Entry]:
        entries: list[_Entry] = []
        for start in range(0, min(len(data), _MOST_ENTRIES * 128) - 127, 128):
            length, kind = unpack_from("<HB", data, start + 64)
            left, right, child = unpack_from("<III", data, start + 68)
            first, size = unpack_from("<II", data, start + 116)
            name = data[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entries.append(_Entry(name, kind, left, right, child, first, size))
        if not entries or entries[0].kind != _ROOT:
            raise _broken()
        return entries

    def _at_root(self) -> list[_Entry]:
        """Return the streams at the root: its children are a tree of left and right."""
        found: list[_Entry] = []
        waiting, seen = [self._entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            if entry.kind == _STREAM:
                found.append(entry)
            waiting += (entry.left, entry.right)
        return found


def _whole(data: bytes) -> bytes:
    """Return as much of `data` as makes whole numbers of four bytes."""
    return data[: len(data) // 4 * 4]


def _broken() -> SourceError:
    return SourceError("truncated", "不完整的 OLE2 结构（文件被截断或损坏）", "完整的文件")
