"""OpenDocument texts (.odt, .fodt): through LibreOffice, then read as docx."""

from pipelines.readers import office
from pipelines.readers.docx import read as read_docx
from pipelines.readers.grid import Grid


def read(data: bytes) -> tuple[Grid, ...]:
    """Return one grid called 正文, as for docx; raises as `office.as_docx` and docx do."""
    ending = ".odt" if data.startswith(b"PK") else ".fodt"  # a flat one: a single XML file
    return read_docx(office.as_docx(data, ending, "OpenDocument 文档（.odt）"))
