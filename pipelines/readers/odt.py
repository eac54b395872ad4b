"""OpenDocument texts (.odt): through LibreOffice, then read as docx."""

from pipelines.readers import office
from pipelines.readers.docx import read as read_docx
from pipelines.readers.grid import Grid


def read(data: bytes) -> tuple[Grid, ...]:
    """Return one grid called 正文, as for docx; raises as `office.as_docx` and docx do."""
    return read_docx(office.as_docx(data, ".odt", "OpenDocument 文档（.odt）"))
