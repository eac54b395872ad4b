"""
Samples in the formats that we do not write, turned from those that we do.

LibreOffice, Chromium or a function of `kinds` turns them; where a program is not installed
its formats are missing from `available`.
"""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipelines.readers import office
from tests import kinds

_SHORT_PAGE = b'<w:pgSz w:w="11906" w:h="9000"/>'


@dataclass(frozen=True, slots=True)
class Conversion:
    """From which of our formats, by which program or function, to which ending."""

    source: str
    ending: str
    browser: bool = False
    short_pages: bool = False
    filter: str = ""  #: of LibreOffice, where the ending does not say it
    change: Callable[[bytes], bytes] | None = None  #: instead of a program


CONVERSIONS: Mapping[str, Conversion] = {
    "xls": Conversion("xlsx", ".xls"),
    "ods": Conversion("xlsx", ".ods"),
    "fods": Conversion("xlsx", ".fods"),
    "xlsx_of_office": Conversion("xlsx", ".xlsx", filter="xlsx:Calc Office Open XML"),
    "docx_of_office": Conversion("docx", ".docx", filter="docx:MS Word 2007 XML"),
    "html_of_calc": Conversion("xlsx", ".html", filter="html:HTML (StarCalc)"),
    "html_of_writer": Conversion("docx", ".html", filter="html:HTML (StarWriter)"),
    "pdf": Conversion("docx", ".pdf"),
    "pdf_short_pages": Conversion("docx", ".pdf", short_pages=True),
    "pdf_of_a_browser": Conversion("html", ".pdf", browser=True),
    "doc": Conversion("docx", ".doc"),
    "rtf": Conversion("docx", ".rtf"),
    "odt": Conversion("docx", ".odt"),
    "csv": Conversion("text", ".csv", change=partial(kinds.as_csv, encoding="utf-8-sig")),
    "csv_gb18030": Conversion("text", ".csv", change=partial(kinds.as_csv, encoding="gb18030")),
    "mht": Conversion("html", ".mht", change=kinds.as_mht),
    "html_of_excel": Conversion("html", ".xls", change=kinds.as_page_of_excel),
    "xml_2003": Conversion("xlsx", ".xls", change=kinds.as_xml_2003),
    "xlsx_repeated": Conversion("xlsx", ".xlsx", change=kinds.with_repeats),
    "text_boxes": Conversion("text", ".txt", change=kinds.as_drawn_boxes),
    "docx_controls": Conversion("docx", ".docx", change=kinds.with_controls),
}


def available() -> list[str]:
    """Return the formats whose program is installed."""
    return [
        name
        for name, how in CONVERSIONS.items()
        if how.change or (shutil.which("chromium") if how.browser else office.installed()) is not None
    ]


def converted(files: Mapping[str, bytes], how: Conversion) -> dict[str, bytes]:
    """Return files, each under its name, in another format; one that failed is missing."""
    if how.change:
        return {name: how.change(content) for name, content in files.items()}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        target.mkdir()
        suffix = f".{how.source}"
        for name, content in files.items():
            (source / f"{name}{suffix}").write_bytes(_short(content) if how.short_pages else content)
        paths = sorted(source.iterdir())
        if how.browser:
            for path in paths:
                _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                     f"--print-to-pdf={target / path.stem}.pdf", str(path))  # fmt: skip
        else:
            profile, wanted = Path(folder, "profile").as_uri(), how.filter or how.ending[1:]
            _run(office.installed() or "soffice", "--headless", f"-env:UserInstallation={profile}",
                 "--convert-to", wanted, "--outdir", str(target), *map(str, paths))  # fmt: skip
        return {path.stem: path.read_bytes() for path in target.iterdir()}


def _run(*command: str) -> None:
    subprocess.run(command, capture_output=True, timeout=600, check=False)


def _short(document: bytes) -> bytes:
    """Return a Word file whose pages are half as high, so that many rows are cut."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'<w:pgSz w:w="11906" w:h="16838"/>', _SHORT_PAGE))
    return stream.getvalue()
