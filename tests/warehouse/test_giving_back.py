"""Memory that was freed goes back to the system."""

import platform
import sys
from pathlib import Path

import pytest

from pipelines.warehouse.giving_back import give_back

_MIB = 2**20


@pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="only glibc can be told to"
)
def test_freed_memory_below_what_is_held_goes_back_to_the_system() -> None:
    pieces = [bytes(1_000) for _ in range(60_000)]
    last = pieces[-1]  # what lies below it is not given back by itself
    held = _resident()
    del pieces
    give_back()
    assert held - _resident() > 30 * _MIB
    assert last == bytes(1_000)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4_096
