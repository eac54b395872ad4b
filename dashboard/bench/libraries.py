"""What reading a file's cells costs beside the bare library of its format, on the same file."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import mean
from zipfile import ZipFile

import docx
import pypdfium2
import xlrd
from lxml import etree, html

from dashboard.bench.report import Figure
from pipelines.forms import read_forms
from pipelines.readers import office, read_bytes

#: What merged cells, hidden rows and what is shown may cost above the bare library, a file.
LIMIT_ABOVE_MS = 5.0
#: A page with its ruled table put together; its library only gives the characters.
LIMIT_PAGE_MS = 25.0


def _xlsx(data: bytes) -> int:
    import openpyxl  # of the developers' installation

    book = openpyxl.load_workbook(BytesIO(data))
    return sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def _xls(data: bytes) -> int:
    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    return sum(1 for sheet in book.sheets() for row in range(sheet.nrows) for _ in sheet.row(row))


def _ods(data: bytes) -> int:
    with ZipFile(BytesIO(data)) as package:
        content = etree.fromstring(package.read("content.xml"))
    return sum(1 for _ in content.iter("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"))


def _docx(data: bytes) -> int:
    document = docx.Document(BytesIO(data))
    return sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)


def _html(data: bytes) -> int:
    return sum(len(cell.text_content()) for cell in html.fromstring(data).iter("td"))


def _text(data: bytes) -> int:
    return sum(len(line.split("\t")) for line in data.decode("utf-8", "replace").splitlines())


def _pdf(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


#: Ending → its library, and how it reads every cell.
LIBRARIES: Mapping[str, tuple[str, Callable[[bytes], int]]] = {
    ".xlsx": ("openpyxl", _xlsx),
    ".xls": ("xlrd", _xls),
    ".ods": ("lxml", _ods),
    ".docx": ("python-docx", _docx),
    ".html": ("lxml", _html),
    ".txt": ("split", _text),
    ".pdf": ("pypdfium2", _pdf),
}
#: Ending → the format that LibreOffice turns it into, for want of a writer of ours.
_TURNED = {".xls": ".xlsx", ".ods": ".xlsx", ".pdf": ".docx", ".doc": ".docx"}


def comparing(folder: Path, files: int, rounds: int) -> list[Figure]:
    """
    Measure our reading of cells beside the bare library, format by format.

    Args:
        folder: files as the district writes them.
        files: how many of each format.
        rounds: each file is read so often in both ways, in turn; the best time counts.

    Returns:
        One figure a format; those that only LibreOffice writes are missing where it is not installed.
    """
    found = {ending: _some(folder, ending, files) for ending in LIBRARIES}
    if office.installed() is not None:
        for ending, source in _TURNED.items():
            found[ending] = office.turned(_some(folder, source, files), source, ending)
    figures = []
    for ending, (library, bare) in LIBRARIES.items():
        every = found[ending]
        if every:
            figures.append(_figure(ending, library, bare, every, rounds))
    if older := found.get(".doc"):
        figures.append(_older(older))
    return figures


def _some(folder: Path, ending: str, files: int) -> list[bytes]:
    paths = sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())
    return [path.read_bytes() for path in paths[:: max(1, len(paths) // files)][:files]]


def _figure(
    ending: str, library: str, bare: Callable[[bytes], int], every: Sequence[bytes], rounds: int
) -> Figure:
    theirs = mean(_best(partial(bare, data), rounds) for data in every)
    ours = mean(_best(partial(read_bytes, data, f"自评表{ending}"), rounds) for data in every)
    whole = mean(_best(partial(_understood, data, ending), rounds) for data in every)
    beside = (
        f"{library} {theirs:.1f} ms，读单元格 {ours:.1f} ms，完整读 {whole:.1f} ms（{len(every)} 份平均）"
    )
    if ending == ".pdf":
        pages = mean(_pages(data) for data in every)
        return Figure(
            "pdf：读一页的单元格", ours / pages, "ms", LIMIT_PAGE_MS, f"每份 {pages:.1f} 页；{beside}"
        )
    return Figure(f"{ending[1:]}：读单元格，在裸库之上", ours - theirs, "ms", LIMIT_ABOVE_MS, beside)


def _older(every: Sequence[bytes]) -> Figure:
    """Return what one older Word document costs, most of it LibreOffice."""
    start = time.perf_counter()
    for data in every[:3]:
        _understood(data, ".doc")
    each = (time.perf_counter() - start) * 1000 / len(every[:3])
    start = time.perf_counter()
    office.turned(every, ".doc", ".docx")
    together = (time.perf_counter() - start) * 1000 / len(every)
    beside = f"LibreOffice 一次一份；一次 {len(every)} 份时每份 {together:.0f} ms"
    return Figure("doc：完整读一份", each, "ms", None, beside)


def _understood(data: bytes, ending: str) -> None:
    for document in read_bytes(data, f"自评表{ending}").documents:
        read_forms(document)


def _pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _best(once: Callable[[], object], rounds: int) -> float:
    """Return the best time in milliseconds: other work on the machine only makes one slower."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        once()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)
