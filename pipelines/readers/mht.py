"""
Web pages in a single file (.mht), as browsers, Word, Excel and WPS save them.

The file is an e-mail whose parts are the page and its pictures. Each page in it is read as
any web page is; Excel keeps one a sheet. Nothing that a page links to is fetched.
"""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from pipelines.problems import SourceError
from pipelines.readers.grid import Grid
from pipelines.readers.html import read as read_html
from pipelines.readers.limits import MAX_PARTS

_PAGES = ("text/html", "application/xhtml+xml")
#: A page of frames says only that the browser cannot show frames.
_FRAMES = b"<frameset"
_MOST_LINES = 20_000  #: that begin as one between two parts does; a comment of a page may, too
_MOST_HEAD_BYTES = 100_000  #: before a part's content; the standard library takes seconds for a million lines
_BOUNDARY = re.compile(rb"""boundary=["']?([^"';\s]+)""", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\n\r?\n")


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return a grid for each page that has text: the first is 正文, others are called after their part.

    Raises:
        SourceError: "unreadable" or "too_large"; "empty" where no page has text.
    """
    # Each part inside a part makes the standard library compare every line once more.
    if data.lower().count(b"boundary=") > MAX_PARTS:
        raise SourceError("too_large", f"超过 {MAX_PARTS} 层的单个文件网页", "浏览器保存的网页")
    if data.count(b"\n--") > _MOST_LINES:
        raise SourceError("too_large", f"超过 {_MOST_LINES} 段的单个文件网页", "浏览器保存的网页")
    if _is_all_head(data):
        raise SourceError("too_large", f"开头超过 {_MOST_HEAD_BYTES} 字节的单个文件网页", "浏览器保存的网页")
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        pages = [
            (_name(part), _content(part)) for part in message.walk() if part.get_content_type() in _PAGES
        ]
    except (MessageError, LookupError, ValueError, AssertionError, RecursionError) as error:
        raise SourceError("unreadable", "损坏的单个文件网页（.mht）", "完好的网页") from error
    grids: list[Grid] = []
    refusal = SourceError("empty", "单个文件网页里没有文字", "填有自评表的网页")
    for name, page in pages:
        if _FRAMES in page.lower():
            continue
        try:
            (grid,) = read_html(page)
        except SourceError as error:
            refusal = error
        else:
            taken = {one.name for one in grids}
            named = name if name and name not in taken else f"正文{len(grids) + 1}"
            grids.append(replace(grid, name=named) if grids else grid)
    if not grids:
        raise refusal
    return tuple(grids)


def _is_all_head(data: bytes) -> bool:
    """Whether the file, or a part of it, goes on and on before its first blank line."""
    starts = [0]
    for boundary in set(_BOUNDARY.findall(data)):
        between = re.compile(re.escape(b"\n--" + boundary) + rb"(?!--)")
        starts += [found.end() for found in between.finditer(data)]
    return any(
        len(data) - start > _MOST_HEAD_BYTES
        and _BLANK_LINE.search(data, start, start + _MOST_HEAD_BYTES) is None
        for start in starts
    )


def _name(part: "Message[str, str]") -> str:
    """Return what a part is called: the last step of its address, without the ending."""
    address = str(part.get("Content-Location") or "").replace("\\", "/")
    return address.split("?")[0].rsplit("/", 1)[-1].rsplit(".", 1)[0][:100]


def _content(part: "Message[str, str]") -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
