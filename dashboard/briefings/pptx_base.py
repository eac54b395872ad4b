"""The empty slides that a briefing fills: 16:9, our fonts and colours, or a bureau's own reference file."""

import io
import re
from typing import Any

import pptx
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Inches

from dashboard.briefings.ooxml import NAMESPACES
from dashboard.briefings.template import Template
from dashboard.briefings.template_reference import FURNITURE, cover_layout, title_layout

#: Of a 16:9 slide, in inches.
WIDTH, HEIGHT = 13.333, 7.5
EDGE = 0.6
BLUE = "1F4E79"


def base(template: Template) -> tuple[Presentation, SlideLayout, SlideLayout]:
    """The presentation without slides, the layout of its cover and that of all other slides."""
    slides = pptx.Presentation(io.BytesIO(template.pptx) if template.pptx else None)
    cover, titled = cover_layout(slides), title_layout(slides)
    assert cover is not None
    assert titled is not None, "a reference file is checked when it is loaded"
    if template.pptx is None:
        _make_ours(slides, cover, titled, template.faces.screen)
    _drop_slides(slides)
    return slides, cover, titled


def _make_ours(slides: Presentation, cover: SlideLayout, titled: SlideLayout, face: str) -> None:
    slides.slide_width, slides.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(slides.slide_layouts):
        if layout not in (cover, titled):
            slides.slide_layouts.remove(layout)
    for page in (slides.slide_master, cover, titled):
        for shape in list(page.placeholders):
            if shape.placeholder_format.type in FURNITURE:
                shape.element.getparent().remove(shape.element)
    master = slides.slide_master
    for shape in master.placeholders:
        _place(shape, EDGE, 0.35 if shape.placeholder_format.idx == 0 else 1.4, WIDTH - 2 * EDGE, 0.95)
    _place(titled.placeholders[0], EDGE, 0.35, WIDTH - 2 * EDGE, 0.95)
    _place(cover.placeholders[0], 1.0, 1.7, WIDTH - 2.0, 1.9)
    _place(cover.placeholders[1], 1.0, 4.95, WIDTH - 2.0, 1.2)
    _draw_below(cover, 0, 0, WIDTH, 4.4)
    _draw_below(titled, EDGE, 1.32, WIDTH - 2 * EDGE, 0.03)
    _set_master_text(master, face)
    _set_theme_fonts(master, face)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, (left, top, width, height))


def _draw_below(layout: SlideLayout, left: float, top: float, width: float, height: float) -> None:
    """A blue rectangle behind all else on a layout: the field of the cover, the rule under a title."""
    x, y, w, h = (int(Inches(each)) for each in (left, top, width, height))
    tree = layout.shapes._spTree
    drawn = parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{90 + len(tree)}" name="底色"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{BLUE}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )
    tree.insert(2, drawn)  # behind the placeholders, after the group's own properties


def _set_master_text(master: Any, face: str) -> None:
    """Titles flush left in blue, so that a title that its reader types looks like ours."""
    for style in master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr"):
        style.set("algn", "l")
        for old in style.findall(qn("a:defRPr")):
            style.remove(old)
        style.append(
            parse_xml(
                f'<a:defRPr {NAMESPACES} sz="2600" b="1" kern="1200"><a:solidFill><a:srgbClr val="{BLUE}"/>'
                f'</a:solidFill><a:latin typeface="{face}"/><a:ea typeface="{face}"/></a:defRPr>'
            )
        )


def _set_theme_fonts(master: Any, face: str) -> None:
    """Text that its reader adds takes the theme's fonts: by default 宋体 for Chinese."""
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            theme = relation.target_part
            text = theme.blob.decode("utf-8")
            for kind in ("latin", "ea"):
                text = re.sub(rf'(<a:{kind} typeface=")[^"]*(")', rf"\g<1>{face}\g<2>", text)
            theme._blob = text.encode("utf-8")


def _drop_slides(slides: Presentation) -> None:
    """Remove the slides that a reference file brings as examples."""
    listed = slides.slides._sldIdLst
    for entry in list(listed):
        slides.part.drop_rel(entry.rId)
        listed.remove(entry)
