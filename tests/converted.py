"""
Samples in the formats that only an office program or a browser writes.

LibreOffice and Chromium turn them from the formats that we write; where a program is not
installed its formats are missing from `available`.
"""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.readers import office

_SHORT_PAGE = b'<w:pgSz w:w="11906" w:h="9000"/>'


@dataclass(frozen=True, slots=True)
class Conversion:
    """From which of our formats, by which program, to which ending."""

    source: str
    ending: str
    browser: bool = False
    short_pages: bool = False


CONVERSIONS: Mapping[str, Conversion] = {
    "xls": Conversion("xlsx", ".xls"),
    "ods": Conversion("xlsx", ".ods"),
    "pdf": Conversion("docx", ".pdf"),
    "pdf_short_pages": Conversion("docx", ".pdf", short_pages=True),
    "pdf_of_a_browser": Conversion("html", ".pdf", browser=True),
    "doc": Conversion("docx", ".doc"),
    "rtf": Conversion("docx", ".rtf"),
    "odt": Conversion("docx", ".odt"),
}


def available() -> list[str]:
    """Return the formats whose program is installed."""
    return [
        name
        for name, how in CONVERSIONS.items()
        if (shutil.which("chromium") if how.browser else office.installed()) is not None
    ]


def converted(files: Mapping[str, bytes], how: Conversion) -> dict[str, bytes]:
    """Return files, each under its name, in another format; one that failed is missing."""
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
            profile = Path(folder, "profile").as_uri()
            _run(office.installed() or "soffice", "--headless", f"-env:UserInstallation={profile}",
                 "--convert-to", how.ending[1:], "--outdir", str(target), *map(str, paths))  # fmt: skip
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
