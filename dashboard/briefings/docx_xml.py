"""Small pieces of Word's XML: runs, links, cells, places of charts."""

from collections.abc import Iterable

from dashboard.briefings.fact import Fact
from dashboard.briefings.ooxml import CHART_URI, NAMESPACES, escaped
from dashboard.briefings.parts import Name, Part


def run(text: str, letters: str = "") -> str:
    """Text as one run; a line break of ours stays one, whatever a stranger wrote is one line."""
    properties = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{lines}</w:r>"


def bookmarked(name: str, number: int, content: str) -> str:
    """Content that links can lead to; `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, content: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def plain(parts: Iterable[Part]) -> str:
    """Parts as they are read."""
    return "".join(
        part.shown if isinstance(part, Fact) else part.text if isinstance(part, Name) else part
        for part in parts
    )


def cell(width: int, content: str, shade: str = "", border: str = "", align: str = "center") -> str:
    """A `w:tc` of `width` twips; `border` is a whole `w:tcBorders`, `align` the vertical one."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border}{fill}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )


def drawing_run(relation: str, width_emu: int, height_emu: int, number: int, alt: str) -> str:
    """The run that shows a chart of the package; `number` is unique in the document."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width_emu}" cy="{height_emu}"/>'
        f'<wp:docPr id="{number}" name="图{number}" descr="{escaped(alt)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART_URI}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def fragment(content: str) -> str:
    """Blocks under one root that declares all prefixes."""
    return f"<w:body {NAMESPACES}>{content}</w:body>"
