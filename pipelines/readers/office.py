"""
LibreOffice, where it is installed, turns older Word formats into docx, and documents of ours into PDF.

It runs without a window, without macros and links. Each call has a profile of its own,
which costs a fifth of a second and vanishes with it: two calls in one profile join, and die
together. A file that hangs it costs that file alone: it runs in a session of its own, which
is ended as a whole. Its exit status says nothing, so what counts is whether a file came out.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from pipelines.problems import SourceError
from pipelines.readers.limits import MAX_OFFICE_MIB, MAX_OFFICE_SECONDS, MAX_PART_BYTES, MIB

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_DOCX = "docx:MS Word 2007 XML"
#: Endings of older documents, and which of them their format has.
_OLDER = {".doc": ".doc", ".wps": ".doc", ".rtf": ".rtf", ".odt": ".odt"}
#: Documents turned in one call: one that hangs it costs the rest of its call another try.
_TOGETHER = 10
#: Larger documents are turned alone, when they are read.
_SMALL_BYTES = 8 * MIB
#: How much of an archive is looked at ahead for documents to turn together.
_AHEAD_BYTES = 32 * MIB
_AHEAD_MEMBERS = 100
#: How the documents begin that their ending promises.
_STARTS = {".doc": b"\xd0\xcf\x11\xe0", ".rtf": b"{\\rtf", ".odt": b"PK"}
#: The bytes of a document, and the ending of its format.
_Older = tuple[bytes, str]
#: The name of a member of an archive, and its bytes or why there are none.
Member = tuple[str, bytes | SourceError]
#: Documents in docx until they are asked for, by the hash of their content and their ending.
_ready: dict[tuple[str, str], bytes] = {}
#: What each further document of one call may take.
_NEXT_SECONDS = 5
#: No macro runs, no link is followed, nothing is recovered or asked.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="AutoSave" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


def installed() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return next((path for name in (*_NAMES, *_PLACES) if (path := shutil.which(name))), None)


def as_docx(data: bytes, ending: str, called: str) -> bytes:
    """
    Return a document as docx; `ending` is that of its format (".doc"), `called` its name for people.

    Raises:
        SourceError: "no_tool" without LibreOffice; "too_slow"; "unreadable" where nothing
            came out, which may be a password or damage.
    """
    if ready := _ready.pop((hashlib.sha256(data).hexdigest(), ending), None):
        return ready
    return _converted(data, ending, called, ".docx", _DOCX)


def as_pdf(data: bytes, ending: str, called: str) -> bytes:
    """Return a document (".docx", ".pptx") as PDF, to be looked at. Raises as `as_docx`."""
    return _converted(data, ending, called, ".pdf", "pdf")


def prepare(paths: Sequence[Path]) -> None:
    """
    Turn the older documents among files into docx, some in one call, so that `as_docx` has them at hand.

    Starting LibreOffice is most of what a document costs. This is a hint, by the endings of names: what
    does not come out here is turned alone when it is read, and says there why not.
    """
    _ready.clear()
    older = [path for path in paths if path.suffix.lower() in _OLDER and path.is_file()]
    for start in range(0, len(older), _TOGETHER):
        documents: list[_Older] = []
        for path in older[start : start + _TOGETHER]:
            # What cannot be opened is named when it is read.
            with suppress(OSError):
                if path.stat().st_size <= _SMALL_BYTES:
                    documents.append((path.read_bytes(), _OLDER[path.suffix.lower()]))
        _prepare(documents)


def ahead(members: Iterable[Member]) -> Iterator[Member]:
    """
    Yield the members of an archive as they come, older documents among the next few turned as by `prepare`.

    No more than `_AHEAD_BYTES` and one member are held. An error of the archive comes after its members.
    """
    group: list[Member] = []
    try:
        for member in members:
            group.append(member)
            size = sum(len(data) for _, data in group if isinstance(data, bytes))
            if len(_older(group)) == _TOGETHER or size > _AHEAD_BYTES or len(group) == _AHEAD_MEMBERS:
                _prepare(_older(group))
                yield from group
                group = []
    except SourceError:
        _prepare(_older(group))
        yield from group
        raise
    _prepare(_older(group))
    yield from group


def _older(members: Iterable[Member]) -> list[_Older]:
    """Return the older documents among members, told by name and first bytes."""
    return [
        (data, ending)
        for name, data in members
        if (ending := _OLDER.get(PurePosixPath(name).suffix.lower()))
        and isinstance(data, bytes)
        and len(data) <= _SMALL_BYTES
        and data.startswith(_STARTS[ending])
    ]


def _prepare(documents: Sequence[_Older]) -> None:
    program = installed()
    if program is None or len(documents) < 2:
        return
    with _workplace() as folder:
        sources: dict[Path, tuple[str, str]] = {}
        for number, (data, ending) in enumerate(documents):
            source = folder / f"{number}{ending}"
            source.write_bytes(data)
            sources[source] = hashlib.sha256(data).hexdigest(), ending
        with suppress(SourceError):
            _run(program, list(sources), folder, _DOCX)
        for source, content in sources.items():
            made = folder / "out" / f"{source.stem}.docx"
            if made.is_file() and 0 < made.stat().st_size <= MAX_PART_BYTES:
                _ready[content] = made.read_bytes()


def turned(documents: Sequence[bytes], ending: str, wanted: str) -> list[bytes]:
    """
    Return documents of one format in another, all in one call; [] without LibreOffice.

    For documents of ours: one that does not come out is missing, and nobody is told.
    """
    program = installed()
    if program is None or not documents:
        return []
    with _workplace() as folder:
        sources = [folder / f"{number:05}{ending}" for number in range(len(documents))]
        for path, data in zip(sources, documents, strict=True):
            path.write_bytes(data)
        _run(program, sources, folder, wanted[1:])
        made = [folder / "out" / f"{path.stem}{wanted}" for path in sources]
        return [path.read_bytes() for path in made if path.is_file()]


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder with a profile of LibreOffice that vanishes with it."""
    with tempfile.TemporaryDirectory(prefix="jixiao-office-", ignore_cleanup_errors=True) as name:
        settings = Path(name, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        yield Path(name)


def _converted(data: bytes, ending: str, called: str, wanted: str, how: str) -> bytes:
    program = installed()
    if program is None:
        raise SourceError(
            "no_tool",
            f"{called}，读取它需要 LibreOffice：未安装",
            "装有 LibreOffice 的机器，或另存为 docx 的文件",
        )
    with _workplace() as folder:
        source = folder / f"in{ending}"
        source.write_bytes(data)
        if not _run(program, [source], folder, how):
            raise SourceError(
                "too_slow", f"LibreOffice 用了超过 {MAX_OFFICE_SECONDS} 秒（{called}）", "可以转换的文件"
            )
        made = folder / "out" / f"in{wanted}"
        if not made.is_file():
            raise SourceError(
                "unreadable", f"LibreOffice 打不开的{called}（可能有密码或已损坏）", "完好且没有密码的文件"
            )
        if made.stat().st_size > MAX_PART_BYTES:
            raise SourceError(
                "too_large", f"转换后 {made.stat().st_size} 字节", f"不超过 {MAX_PART_BYTES} 字节"
            )
        return made.read_bytes()


def _run(program: str, sources: Sequence[Path], folder: Path, how: str) -> bool:
    """Convert into `out`; return False where the time ran out. Whether files came out is another question."""
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", how,
        "--outdir", str(folder / "out"), *map(str, sources),
    ]  # fmt: skip
    if sys.platform != "win32":
        # The shell sets limits that all processes below it keep.
        limits = f'ulimit -v {MAX_OFFICE_MIB * 1024}; ulimit -t {2 * MAX_OFFICE_SECONDS}; exec "$0" "$@"'
        command = ["/bin/sh", "-c", limits, *command]
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise SourceError(
            "no_tool", f"启动不了的 LibreOffice（{error.strerror}）", "能用的 LibreOffice"
        ) from error
    with process:
        try:
            process.wait(MAX_OFFICE_SECONDS + _NEXT_SECONDS * (len(sources) - 1))
            return True
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all that it started: its first process is only a starter."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # all of them have ended
        return
