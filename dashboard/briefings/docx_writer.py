"""A briefing as a Word document by GB/T 9704; with `marked` as the copy that is checked."""

import io

import docx
from docx.document import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.section import Section as PageSection
from docx.shared import Mm

from dashboard.briefings.document import Briefing
from dashboard.briefings.docx_body import Drawing, Pen
from dashboard.briefings.docx_sources import APPENDIX, listed_keys, sources
from dashboard.briefings.docx_styles import PITCH, font_table, install
from dashboard.briefings.docx_xml import fragment, run
from dashboard.briefings.ooxml import (
    NAMESPACES,
    day_of,
    finished,
    version_of,
)
from dashboard.briefings.ooxml_chart import Lettering, put_chart
from dashboard.briefings.parts import Block, Chart, Heading
from dashboard.briefings.template import Template

_CHART_MM, _BAR_MM = 80, 7


def write(briefing: Briefing, template: Template, marked: bool, record: bytes) -> bytes:
    """
    Return the document, with `record` inside.

    In the clean copy numbers are links without marks; `marked` puts a mark at each and 「核对稿」 on
    every page. The same briefing gives the same bytes.
    """
    document = docx.Document(io.BytesIO(template.docx) if template.docx else None)
    styles = install(document, template.faces, keep=template.docx is not None)
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    page = document.sections[0]
    if template.docx is None:
        _set_page(document, page)
        _replace_fonts(document, template)
    pen = Pen(
        styles,
        briefing.ids,
        listed_keys(briefing),
        marked,
        _width_twips(page),
    )
    pen.drawings = _draw(document, briefing, pen, template.faces.body)
    content = _front(briefing, template, pen) + _main(briefing, pen)
    content += _appendices(briefing, pen, sources(briefing, pen))
    for child in list(parse_xml(fragment(content))):
        body.insert(len(body) - 1, child)
    _foot(document, briefing, pen)
    _warn(document, briefing, pen)
    return finished(document, Part, briefing, record)


def _set_page(document: Document, page: PageSection) -> None:
    """A4 with the margins of the standard; a grid of lines alone, since one of letters spreads them."""
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(20), Mm(20)
    properties = document.element.body.sectPr
    for old in properties.xpath("w:docGrid"):
        properties.remove(old)
    properties.append(parse_xml(f'<w:docGrid {NAMESPACES} w:type="lines" w:linePitch="{PITCH}"/>'))
    document.settings.odd_and_even_pages_header_footer = True


def _replace_fonts(document: Document, template: Template) -> None:
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = font_table(template.faces)


def _width_twips(page: PageSection) -> int:
    widths = (page.page_width, page.left_margin, page.right_margin)
    whole, left, right = (width or Mm(0) for width in widths)
    return round((whole - left - right) / 635)


def _draw(document: Document, briefing: Briefing, pen: Pen, face: str) -> dict[str, Drawing]:
    """Put each chart and its workbook into the package."""
    drawings: dict[str, Drawing] = {}
    letters = Lettering(face, "Times New Roman", 10.5)
    charts = (block for section in briefing.sections for block in section.blocks if isinstance(block, Chart))
    for chart in charts:
        relation = put_chart(document.part, Part, chart, letters, pen.width_twips / 20)
        bars = len(chart.categories) * len(chart.series)
        height = 20 + _BAR_MM * bars if chart.kind == "bars" else _CHART_MM
        drawings[chart.id] = pen.drawing(relation, min(height, 170))
    return drawings


def _front(briefing: Briefing, template: Template, pen: Pen) -> str:
    """Red head, title, addressee."""
    head = ""
    if template.red_head:
        size = min(96, 880 // max(len(template.red_head), 1))  # half-points: one line, whatever its length
        head = pen.paragraph(
            "head", run(template.red_head, f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
        )
        rule = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="1" w:color="C00000"/></w:pBdr>'
        head += pen.paragraph("body", "", rule) + pen.paragraph("body", "")
    title = "".join(pen.paragraph("title", run(line)) for line in briefing.title)
    to = pen.paragraph("to", run(briefing.addressee)) if briefing.addressee else ""
    return head + title + pen.paragraph("body", "") + to


def _main(briefing: Briefing, pen: Pen) -> str:
    """The sections, then what is attached, then who signs and when."""
    text = "".join(
        pen.block(block)
        for section in briefing.sections
        if section.key != APPENDIX
        for block in section.blocks
    )
    keep = "<w:keepNext/>"  # who signs never stands alone on a page
    attached = "".join(
        pen.paragraph("body", run(("附件：" if at == 0 else "　　　") + f"{at + 1}．{name}"), keep)
        for at, name in enumerate(_attached(briefing))
    )
    signed = pen.paragraph("signed", run(briefing.office), keep) if briefing.office else ""
    empty = pen.paragraph("body", "", keep)
    return f"{text}{empty}{attached}{empty}{signed}{pen.paragraph('signed', run(day_of(briefing)))}"


def _attached(briefing: Briefing) -> list[str]:
    """Names of the appendices: those that the briefing brings along, then the sources of its numbers."""
    return [*(name for name, _ in _own_appendices(briefing)), "数据来源索引"]


def _own_appendices(briefing: Briefing) -> list[tuple[str, list[Block]]]:
    """Each first-level heading of the appendix section begins one of its own, and is its title."""
    found: list[tuple[str, list[Block]]] = []
    for section in briefing.sections:
        if section.key == APPENDIX:
            for block in section.blocks:
                if isinstance(block, Heading) and block.level == 1:
                    found.append((block.text, []))
                else:
                    found = found or [("规则、口径与数据说明", [])]
                    found[-1][1].append(block)
    return found


def _appendices(briefing: Briefing, pen: Pen, last: str) -> str:
    """Each on a new page: its number flush left, its title, what it holds."""
    own = ["".join(pen.block(block) for block in blocks) for _, blocks in _own_appendices(briefing)]
    pages = []
    for at, (name, content) in enumerate(zip(_attached(briefing), [*own, last], strict=True)):
        number = pen.paragraph(
            "h1", run(f"附件{at + 1}"), '<w:pageBreakBefore/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
        )
        pages.append(number + pen.paragraph("title", run(name)) + content)
    return "".join(pages)


def _foot(document: Document, briefing: Briefing, pen: Pen) -> None:
    """— 1 — at the outer side, one character in; under it, small, what the numbers were made from."""
    page = document.sections[0]
    feet = [(page.footer, "right")]
    if document.settings.odd_and_even_pages_header_footer:
        feet.append((page.even_page_footer, "left"))
    for foot, side in feet:
        if any(paragraph.text.strip() for paragraph in foot.paragraphs):
            continue  # a reference file has its own
        field = "".join(
            f"<w:r>{piece}</w:r>"
            for piece in (
                '<w:fldChar w:fldCharType="begin"/>',
                '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>1</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        inset = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
        number = pen.paragraph("footer", run("— ") + field + run(" —"), inset)
        _fill(foot, number + pen.paragraph("small", run(version_of(briefing))))


def _warn(document: Document, briefing: Briefing, pen: Pen) -> None:
    """What every page must say: that the data are invented, that the copy is one to check."""
    words = [word for word, so in (("演示数据", briefing.demo), ("核对稿", pen.marked)) if so]
    if not words:
        return
    page = document.sections[0]
    heads = [page.header]
    if document.settings.odd_and_even_pages_header_footer:
        heads.append(page.even_page_header)
    if page.different_first_page_header_footer:
        heads.append(page.first_page_header)
    for head in heads:
        own = any(paragraph.text.strip() for paragraph in head.paragraphs)
        line = pen.paragraph("header", run("　".join(f"【{word}】" for word in words), "<w:b/>"))
        _fill(head, line, keep=own)


def _fill(part: object, content: str, keep: bool = False) -> None:
    """Put paragraphs into a header or footer; what a reference file has there stays with `keep`."""
    element = part._element  # type: ignore[attr-defined]  # python-docx has no public way to it
    if not keep:
        for child in list(element):
            element.remove(child)
    for child in list(parse_xml(fragment(content))):
        element.append(child)
