"""A briefing as slides: a sentence as the title of each, native charts, the source at the foot."""

from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.slide import Slide as Leaf

from dashboard.briefings.clean import clean
from dashboard.briefings.document import Briefing, Slide, slide_facts
from dashboard.briefings.ooxml import NAMESPACES, day_of, finished, version_of
from dashboard.briefings.ooxml_chart import Lettering, put_chart
from dashboard.briefings.ooxml_fit import size_that_fits
from dashboard.briefings.ooxml_sources import sources_in_words
from dashboard.briefings.parts import Chart, Sentence
from dashboard.briefings.pptx_base import BLUE, EDGE, WIDTH, base
from dashboard.briefings.pptx_slides import Page
from dashboard.briefings.pptx_xml import DARK, Ink, paragraph
from dashboard.briefings.template import Template

COVER = "cover"
_CHART_PT = 14


def write(briefing: Briefing, template: Template, marked: bool, record: bytes) -> bytes:
    """
    Return the slides, with `record` inside; a cover is made where the briefing has none.

    `marked` puts a mark at each number and 「核对稿」 on every slide. The notes of a slide say what its
    numbers mean. The same briefing gives the same bytes.
    """
    slides, cover, titled = base(template)
    face = template.faces.screen
    ink = Ink(face, briefing.ids, marked)
    words = [word for word, so in (("演示数据", briefing.demo), ("核对稿", marked)) if so]
    first = next((one for one in briefing.slides if one.key == COVER), None)
    leaf = slides.slides.add_slide(cover)
    _cover(leaf, briefing, first, ink, own=template.pptx is None)
    _add(leaf, Page(ink, _no_chart), words)
    for number, slide in enumerate((one for one in briefing.slides if one.key != COVER), 2):
        leaf = slides.slides.add_slide(titled)
        _title(leaf, slide.title, ink, 26, BLUE, WIDTH - 2 * EDGE, 0.9)

        def put(chart: Chart, width_pt: float, leaf: Leaf = leaf) -> str:
            return put_chart(leaf.part, Part, chart, Lettering(face, face, _CHART_PT), width_pt)

        page = Page(ink, put)
        page.fill(slide)
        source = "　".join(part for part in (slide.source, version_of(briefing)) if part)
        page.furniture(source, number, words)
        _add(leaf, page, [])
        _note(leaf, briefing, slide)
    return finished(slides, Part, briefing, record)


def _no_chart(chart: Chart, width_pt: float) -> str:
    raise AssertionError("a cover has no chart")


def _cover(leaf: Leaf, briefing: Briefing, slide: Slide | None, ink: Ink, own: bool) -> None:
    """The title of the document, who reports, and the day of the data."""
    colour = "FFFFFF" if own else BLUE
    if slide is None or slide.title.plain() == "".join(briefing.title):
        lines = [ink.run(line, 36, colour, bold=True) for line in briefing.title]
    else:
        lines = [ink.parts(slide.title.parts, 36, colour, bold=True)]
    _set_text(leaf.shapes.title, "".join(paragraph(line, line=120) for line in lines))
    below = [word for word in (briefing.office, day_of(briefing), version_of(briefing)) if word]
    sizes = [20] * (len(below) - 1) + [12]
    text = "".join(
        paragraph(ink.run(word, size, DARK), line=130) for word, size in zip(below, sizes, strict=True)
    )
    for shape in leaf.placeholders:
        if shape.placeholder_format.idx == 1:
            _set_text(shape, text)


def _title(
    leaf: Leaf, title: Sentence, ink: Ink, size: float, colour: str, width: float, height: float
) -> None:
    fitting = size_that_fits([title.plain()], width - 0.2, height, (size, 24, 22, 20, 18, 16), 1.25)
    _set_text(leaf.shapes.title, paragraph(ink.parts(title.parts, fitting, colour, bold=True)))


def _set_text(shape: object, paragraphs: str) -> None:
    """Put paragraphs into a placeholder, which keeps its place in the outline."""
    body = shape.text_frame._txBody  # type: ignore[attr-defined]
    for old in body.p_lst:
        body.remove(old)
    for new in parse_xml(f"<p:txBody {NAMESPACES}>{paragraphs}</p:txBody>"):
        body.append(new)


def _add(leaf: Leaf, page: Page, words: list[str]) -> None:
    page.warn(words)
    for shape in page.shapes:
        leaf.shapes._spTree.append(parse_xml(shape))


def _note(leaf: Leaf, briefing: Briefing, slide: Slide) -> None:
    """What the numbers of a slide mean and where they come from, for whoever is asked."""
    lines = []
    for one in {fact.key: fact for fact in slide_facts(slide)}.values():
        sources = sources_in_words(one.rows(), briefing.forms)
        lines.append(f"{briefing.ids[one.key]} {one.text} {one.shown}：{one.definition}；来源：{sources}")
    frame = leaf.notes_slide.notes_text_frame
    if lines and frame is not None:
        frame.text = "\n".join(clean(line, 500) for line in lines)
