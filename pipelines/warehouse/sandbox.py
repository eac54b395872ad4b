"""
What a reading process may ask of the machine, and what its end means.

The limits lie inside the process that reads, so that they hold whoever runs it: a process
that breaks one is ended by the system, wherever in foreign code it stands. Processor time
decides, since it is the same on a busy machine; the clock is a wide net for a file that
waits for ever. Both begin anew with every file and every member of an archive.

On Linux all of it holds. macOS does not enforce the limit of memory; Windows knows none of
the three, and there only the executor's wide time limit for a whole batch ends a process.
"""

import math
import os
import signal
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl

from pipelines.readers.limits import MAX_CPU_SECONDS, MAX_WALL_SECONDS, MAX_WORKER_BYTES, MIB

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The limits of one reading process."""

    cpu_seconds: int = MAX_CPU_SECONDS  #: of one file or member of an archive
    wall_seconds: int = MAX_WALL_SECONDS  #: the same, by the clock
    memory_bytes: int = MAX_WORKER_BYTES  #: addresses beyond those that it has to begin with


@dataclass(frozen=True, slots=True)
class Failure:
    """A task whose process gave no answer."""

    code: str  #: "reader_crashed", "reader_timeout" or "reader_memory"
    found: str  #: Chinese, a few words
    expected: str = "能够正常读完的文件"
    passing: bool = True  #: may be otherwise another time: memory, the clock, an end from outside


#: The sandbox of this process; None where it reads for itself, without limits.
_inside: Sandbox | None = None


def enter(sandbox: Sandbox) -> None:
    """Make this process a reading process, for the rest of its life."""
    global _inside
    # The threads that write tables start now: later there may be no memory left to start them in.
    pl.DataFrame({"warm": [1]}).write_parquet(BytesIO())
    # What a library says when it dies is nobody's line: the executor says it.
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    os.close(silent)
    if sys.platform != "win32":
        # Only the soft limits are set, so that a program which a reader starts may be given others.
        _soft(resource.RLIMIT_CORE, 0)
        if sandbox.memory_bytes:
            _soft(resource.RLIMIT_AS, _addresses() + sandbox.memory_bytes)
    _inside = sandbox


def renew() -> None:
    """Begin the time of the next file or member; nothing outside a sandbox."""
    if _inside is None or sys.platform == "win32":
        return
    _soft(resource.RLIMIT_CPU, math.ceil(_cpu_used()) + _inside.cpu_seconds)
    signal.setitimer(signal.ITIMER_REAL, _inside.wall_seconds)


def rest() -> None:
    """No file is being read: nothing may end this process now."""
    if _inside is None or sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_REAL, 0)
    _soft(resource.RLIMIT_CPU, resource.RLIM_INFINITY)


def ended(exit_code: int | None, sandbox: Sandbox) -> Failure:
    """Say why a process ended, by its exit code (minus the signal's number)."""
    if sys.platform != "win32":
        cpu, wall = sandbox.cpu_seconds, sandbox.wall_seconds
        if exit_code == -signal.SIGXCPU:
            found, expected = f"读取超过 {cpu} 秒处理器时间", f"{cpu} 秒内能读完的文件"
            return Failure("reader_timeout", found, expected, passing=False)
        if exit_code == -signal.SIGALRM:
            return Failure("reader_timeout", f"读取等待超过 {wall} 秒", f"{wall} 秒内能读完的文件")
    return Failure("reader_crashed", f"读取进程意外结束（退出码 {exit_code}）")


def out_of_memory(sandbox: Sandbox) -> Failure:
    """What to say of a file whose reading asks for more memory than there is."""
    limit = sandbox.memory_bytes // MIB
    return Failure("reader_memory", f"读取需要的内存超过 {limit} MiB", f"{limit} MiB 内存能读完的文件")


def _addresses() -> int:
    """
    Return the bytes of addresses that this process has now; 0 where the system does not say.

    Mostly the stacks and pools of threads: 0.6 GiB on two processors, several on 64.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _cpu_used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _soft(kind: int, value: int) -> None:
    """Set a soft limit, never beyond the hard one that the process was given."""
    _, hard = resource.getrlimit(kind)
    within = value if hard == resource.RLIM_INFINITY or 0 <= value <= hard else hard
    resource.setrlimit(kind, (within, hard))
