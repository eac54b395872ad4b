"""The one page as a Word document: the same words as the PDF, in tables that its reader can change."""

from dataclasses import replace

import docx
from docx.document import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from dashboard.briefings.clean import clean
from dashboard.briefings.document import Briefing
from dashboard.briefings.docx_styles import install
from dashboard.briefings.docx_xml import fragment
from dashboard.briefings.ooxml import finished
from dashboard.briefings.ooxml_chart import Lettering, put_chart
from dashboard.briefings.page_docx_set import MARGINS_MM, Setter, foot, set_page, warning
from dashboard.briefings.page_text import page_text
from dashboard.briefings.parts import Chart
from dashboard.briefings.template import Template
from pipelines.problems import SourceError

_CHART_PT, _CHART_WIDE, _SHORT = 8, 160, 8


def write(briefing: Briefing, template: Template, marked: bool, record: bytes) -> bytes:
    """
    Return the document: one page, with `record` inside. The same briefing gives the same bytes.

    Raises:
        SourceError: the briefing has no one page.
    """
    page = briefing.one_page
    if page is None:
        raise SourceError("briefing_nothing", "这份简报没有一页纸", "区（县）或单位的简报")
    document = docx.Document()
    styles = install(document, template.faces, keep=False)
    _set_margins(document)
    text = page_text(briefing, page, marked)
    relation = ""
    if page.chart is not None and text.chart:
        letters = Lettering(template.faces.body, "Times New Roman", _CHART_PT)
        relation = put_chart(document.part, Part, _narrow(page.chart), letters, _CHART_WIDE)
    setter = Setter(template.faces, styles["normal"], marked)
    alt = page.chart.alt if page.chart else ""
    section = document.sections[0]
    _fill(document.element.body, set_page(text, setter, relation, alt))
    _fill(section.footer._element, foot(text, setter))
    _fill(section.header._element, warning(text, setter))
    return finished(document, Part, briefing, record)


def _narrow(chart: Chart) -> Chart:
    """The chart as it is legible in a third of the page: bars that lie, short names, no titles of axes."""
    kind = "bars" if chart.kind == "columns" else chart.kind
    names = tuple(clean(name, _SHORT) for name in chart.categories)
    return replace(chart, kind=kind, categories=names, axis_x="", axis_y="")


def _set_margins(document: Document) -> None:
    section = document.sections[0]
    top, bottom, left, right = (Mm(each) for each in MARGINS_MM)
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    section.header_distance, section.footer_distance = Mm(6), Mm(8)
    properties = document.element.body.sectPr
    for grid in properties.xpath("w:docGrid"):
        properties.remove(grid)  # a grid of lines would double the pitch of small ones


def _fill(element: object, content: str) -> None:
    """Replace all but the properties of the page."""
    for child in list(element):  # type: ignore[call-overload]
        if not child.tag.endswith("}sectPr"):
            element.remove(child)  # type: ignore[attr-defined]
    for at, child in enumerate(list(parse_xml(fragment(content)))):
        element.insert(at, child)  # type: ignore[attr-defined]
