"""A finished document as a PDF, and its pages as pictures, to be looked at before it is handed out."""

import io

import pypdfium2

from dashboard.briefings.document import Briefing
from dashboard.briefings.template import Template
from dashboard.briefings.writers import WRITERS
from pipelines.readers import office

_WIDTH_PX = 1000


def pdf(briefing: Briefing, form: str, template: Template) -> bytes:
    """
    Return the briefing, written as `form` (a key of `WRITERS`), as a PDF.

    The file is the one that would be handed out; an office program sets it, a PDF needs none.

    Raises:
        SourceError: no office program is installed, or it made nothing of the file.
    """
    writer = WRITERS[form]
    content = writer.write(briefing, template)
    if writer.ending == ".pdf":
        return content
    return office.as_pdf(content, writer.ending, writer.wording.zh)


def count(content: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(pypdfium2.PdfDocument(content))


def page(content: bytes, at: int) -> bytes:
    """Return the page `at` of a PDF, counted from 0, as a PNG; to draw all takes as long as to set them."""
    drawn = pypdfium2.PdfDocument(content)[at]
    buffer = io.BytesIO()
    drawn.render(scale=_WIDTH_PX / drawn.get_width()).to_pil().save(buffer, "PNG", optimize=False)
    return buffer.getvalue()
