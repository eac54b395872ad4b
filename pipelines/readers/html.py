"""
Web pages, and the web pages that Excel, WPS and many systems save under the name .xls.

The whole page is one grid: tables with their spans, and the text around them. What a
browser does not show (scripts, comments) is not read; what it hides (`display:none`) is
kept as hidden.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from pipelines.problems import SourceError
from pipelines.readers.decode import decode
from pipelines.readers.flow import Block, Line, grid_of
from pipelines.readers.grid import Grid
from pipelines.readers.html_table import Rows
from pipelines.readers.limits import MAX_NESTING, MAX_PARTS

_NOT_SHOWN = {"script", "style", "head", "template", "noscript", "object", "svg", "iframe", "option"}
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "form", "hr",
    "section", "article", "header", "footer", "main", "nav", "aside", "fieldset", "legend", "blockquote",
    "center", "address", "figure", "figcaption", "caption", "body", "details", "summary",
    "table", "tr", "td", "th",
}  # fmt: skip
#: Those of them that only part the text before from the text behind.
_PARTING = _BLOCKS - {"pre", "table", "tr", "td", "th"}
#: All others (span, b, a) only let their text run on: most elements of a page are such.
_ACTING = _BLOCKS | _NOT_SHOWN | {"br", "input", "select", "tbody", "thead", "tfoot", "col"}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_WIDE = "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6"
#: A line break of the source between two Chinese characters is no space, as browsers have it.
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n]+[ \t\r\n\f]*(?=[{_WIDE}])")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
#: The prefix that some systems put before each element.
_PREFIX = re.compile(r"xmlns:([\w-]+)=[\"']http://www\.w3\.org/1999/xhtml")
_HEAD = 4096
#: Long mostly because a picture stands in a value, which is quoted.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{65536,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 5_000
_FRAMES = "<frameset"
_MAX_INNER = 1  #: pages inside pages (srcdoc)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read(data: bytes) -> tuple[Grid, ...]:
    """
    Return one grid called 正文.

    Rows are numbered without gaps over the lines of text and the rows of all tables, in
    the order of the page. A table that only lays out the page counts as what is in it.

    Raises:
        SourceError: "unreadable", "too_large"; "empty" where there is no text.
    """
    # The parser would believe a declaration in the page; what is decoded has none any more.
    page = _DECLARATION.sub("", decode(data).replace("\0", ""), count=1)
    if prefix := _PREFIX.search(page, 0, _HEAD):
        page = re.sub(rf"(</?){re.escape(prefix[1])}:", r"\1", page)
    _refuse_attributes(page)
    if (inner := page.count("srcdoc=")) > MAX_PARTS:
        raise SourceError("too_large", f"网页里套了 {inner} 个网页", f"不超过 {MAX_PARTS} 个")
    if _FRAMES in page.lower() and "<td" not in page.lower():
        raise SourceError("empty", "只有框架的网页，内容在它引用的其他文件里", "框架里的那个网页文件")
    grid = grid_of(_blocks_of(page), split_lines=True)
    if not any(cell.text for cell in grid.cells):
        raise SourceError("empty", "网页里没有文字", "填有自评表的网页")
    return (grid,)


def _refuse_attributes(page: str) -> None:
    """Raise where an element has so many attributes that the parser, which compares all, would not end."""
    for tag in _LONG_TAG.finditer(page):
        if (count := len(_QUOTED.sub("", tag[0]).split()) - 1) > _MOST_ATTRIBUTES:
            raise SourceError("too_large", f"一个标签有 {count} 个属性", f"不超过 {_MOST_ATTRIBUTES} 个")


def _blocks_of(page: str, depth: int = 0) -> list[Block]:
    """Return the blocks of a page, or of a page inside a page."""
    # huge_tree: without it all that lies deeper than 256 elements is lost without a word.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it that could be an element
        root = None
    return _Page(depth).blocks(root) if root is not None else []


@dataclass(slots=True)
class _Box:
    """The body or one cell: blocks that are finished, and the text that is still running."""

    blocks: list[Block] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    hidden: bool = False

    def say(self, text: str, *, hidden: bool) -> None:
        if hidden is not self.hidden:
            self.close()
            self.hidden = hidden
        if text[:1] == " " and (not self.running or self.running[-1][-1:] in (" ", "\n")):
            text = text[1:]
        if text:
            self.running.append(text)

    def close(self) -> None:
        """End the running text: a block begins or ends here."""
        if not self.running:
            return
        text = "".join(self.running)
        if text.strip():
            lines = [line.strip(" ") for line in text.split("\n")]
            self.blocks.append(Line("\n".join(lines), self.hidden))
        self.running.clear()


class _Page:
    """The walk over a page, element by element, without recursion: pages may be very deep."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.boxes = [_Box()]  # the page, then the open cell of each open table
        self.tables: list[Rows] = []
        self.opened: list[etree._Element] = []  # the elements of the open tables and cells
        self.not_shown = 0
        self.hiding: list[etree._Element] = []  # the open elements that hide what is in them
        self.preformatted = 0

    def blocks(self, root: etree._Element) -> list[Block]:
        """Return the blocks of the page in reading order."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag
            if event == "start":
                if _hides(element):
                    self.hiding.append(element)
                if tag in _PARTING:
                    self._part()
                elif tag in _ACTING:
                    self._start(element, tag)
                text = element.text
            else:
                if tag in _PARTING:
                    self._part()
                elif tag in _ACTING:
                    self._end(element, tag)
                if self.hiding and self.hiding[-1] is element:
                    self.hiding.pop()
                text = element.tail
            if text and not self.not_shown:
                self._text(text)
        self.boxes[0].close()
        return self.boxes[0].blocks

    def _part(self) -> None:
        box = self.boxes[-1]
        if box.running and not self.not_shown:
            box.close()

    def _text(self, text: str) -> None:
        if not self.preformatted:
            if "\n" in text or "\r" in text:
                text = _WRAPPED.sub("", text)
            text = _SPACES.sub(" ", text)
        self.boxes[-1].say(text, hidden=bool(self.hiding))

    def _start(self, element: etree._Element, tag: str) -> None:
        inner = element.get("srcdoc") if tag == "iframe" else None
        if inner and not self.not_shown and self.depth < _MAX_INNER:
            self.boxes[-1].close()
            self.boxes[-1].blocks += _blocks_of(inner, self.depth + 1)
        self.not_shown += tag in _NOT_SHOWN
        self.preformatted += tag == "pre"
        if self.not_shown:
            return
        hidden = bool(self.hiding)
        between = len(self.boxes) == len(self.tables)  # a table is open and none of its cells is
        if between and tag in ("td", "th"):
            self.tables[-1].cell(element, hidden=hidden)
            self.boxes.append(_Box())
            self.opened.append(element)
        elif tag == "br":
            self.boxes[-1].say("\n", hidden=hidden)
        elif tag in ("input", "select"):
            self.boxes[-1].say(_entered(element), hidden=hidden)
        elif tag == "table" and not between and len(self.tables) < MAX_NESTING:
            self.boxes[-1].close()
            self.tables.append(Rows())
            self.opened.append(element)
        elif between and tag in ("tr", "tbody", "thead", "tfoot", "col"):
            self.tables[-1].begin(element, hidden=hidden)
        elif tag in _BLOCKS:
            self.boxes[-1].close()

    def _end(self, element: etree._Element, tag: str) -> None:
        if self.opened and self.opened[-1] is element:
            self.opened.pop()
            if tag == "table":
                self.boxes[-1].close()
                self.boxes[-1].blocks.append(self.tables.pop().table())
            else:
                box = self.boxes.pop()
                box.close()
                self.tables[-1].fill(box.blocks)
        elif tag == "tr" and len(self.boxes) == len(self.tables):
            self.tables[-1].end_row()
        elif tag in _BLOCKS and not self.not_shown:
            self.boxes[-1].close()
        self.not_shown -= tag in _NOT_SHOWN
        self.preformatted -= tag == "pre"


def _hides(element: etree._Element) -> bool:
    style = element.get("style")
    if style is not None and _HIDING.search(style) is not None:
        return True
    return element.get("hidden") is not None


def _entered(element: etree._Element) -> str:
    """Return what a field of an electronic form shows."""
    if element.tag == "select":
        options = element.findall(".//option")
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return " ".join("".join(one.itertext()).strip() for one in chosen)
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "□" if element.get("checked") is None else "☑"
    return element.get("value") or "" if kind in ("text", "number", "date", "month") else ""
