"""
The kinds of files that a briefing becomes, each with its writer.

    docx, pptx, xlsx                the briefing, its slides, its workbook
    onepage_docx, onepage_pdf       the one page
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.briefings import docx_writer, page_docx, page_pdf, pptx_writer, xlsx_writer
from dashboard.briefings.document import Briefing
from dashboard.briefings.record import as_record
from dashboard.briefings.template import Template, applied
from pipelines.wording import Wording

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of file: who writes it, how its name ends, what a browser calls it."""

    make: Callable[[Briefing, Template, bool, bytes], bytes]
    ending: str
    media_type: str
    wording: Wording

    def write(self, briefing: Briefing, template: Template | None = None, marked: bool = False) -> bytes:
        """
        Return the file: as the template wants it, with the record of its facts inside.

        `marked` gives the copy that is checked. The same briefing and template give the same bytes.
        """
        template = template or Template()
        wanted = applied(briefing, template)
        return self.make(wanted, template, marked, as_record(wanted))


WRITERS: Mapping[str, Writer] = {
    "docx": Writer(
        docx_writer.write,
        ".docx",
        f"{_OFFICE}.wordprocessingml.document",
        Wording("Word 文档", "Word document"),
    ),
    "pptx": Writer(
        pptx_writer.write, ".pptx", f"{_OFFICE}.presentationml.presentation", Wording("幻灯片", "Slides")
    ),
    "xlsx": Writer(
        xlsx_writer.write, ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", Wording("工作簿", "Workbook")
    ),
    "onepage_docx": Writer(
        page_docx.write,
        ".docx",
        f"{_OFFICE}.wordprocessingml.document",
        Wording("一页纸（Word）", "One page (Word)"),
    ),
    "onepage_pdf": Writer(
        page_pdf.write, ".pdf", "application/pdf", Wording("一页纸（PDF）", "One page (PDF)")
    ),
}
