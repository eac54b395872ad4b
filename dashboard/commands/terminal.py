"""What stands on the terminal: a stranger's text made harmless, complaints, progress."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

#: `(done, total)`: how far a long work has come.
Report = Callable[[int, int], None]

# Control characters move the cursor or start escape sequences, and the marks of writing
# direction make one name look like another: a file's text may hold either.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return `text` on one line, with white space folded and nothing that a terminal obeys."""
    return _UNSAFE.sub("�", " ".join(text.split()))


def prepare() -> None:
    """
    Make the streams take any text.

    A pipe or a file gets UTF-8 whatever the locale; a name that is no valid text is
    written as an escape, which inside JSON is a valid one.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def complain(line: str) -> None:
    """Write one line to stderr."""
    print(plain(line), file=sys.stderr)


def made_folder(folder: Path) -> bool:
    """Make a folder to write in; where that cannot be, complain and return False."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        complain(f"{folder}：读到：不能建这个文件夹（{error.strerror}）；应为：可以写入的文件夹")
        return False
    if not os.access(folder, os.W_OK):
        complain(f"{folder}：读到：没有写入的权限；应为：可以写入的文件夹")
        return False
    return True


def deliver(content: bytes, output: str | None) -> int:
    """Write to the file `output`, else to stdout; complain and return 1 where the file cannot be written."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        complain(f"{output}：读到：写不进这个文件（{error.strerror}）；应为：可以写入的位置")
        return 1
    return 0


def console() -> Console:
    """Return the console of stdout; 120 columns wide where it is no terminal."""
    return Console(width=None if sys.stdout.isatty() else 120, markup=False, highlight=False, emoji=False)


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """Draw a bar on stderr while a long work runs; nothing where stderr is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
    with bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report
