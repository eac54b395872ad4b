"""Pages of a finished document as pictures, to be looked at before it is handed out."""

import io

import pypdfium2

from dashboard.briefings.document import Briefing
from dashboard.briefings.template import Template
from dashboard.briefings.writers import WRITERS
from pipelines.readers import office

_WIDTH_PX = 1000


def pages(briefing: Briefing, form: str, template: Template) -> tuple[bytes, ...]:
    """
    Return each page of the briefing, written as `form` (a key of `WRITERS`), as a PNG.

    The file is the one that would be handed out; an office program sets it, a PDF needs none.

    Raises:
        SourceError: no office program is installed, or it made nothing of the file.
    """
    writer = WRITERS[form]
    content = writer.write(briefing, template)
    if writer.ending != ".pdf":
        content = office.as_pdf(content, writer.ending, writer.wording.zh)
    document = pypdfium2.PdfDocument(content)
    pictures = []
    for page in document:
        buffer = io.BytesIO()
        page.render(scale=_WIDTH_PX / page.get_width()).to_pil().save(buffer, "PNG", optimize=False)
        pictures.append(buffer.getvalue())
    return tuple(pictures)
