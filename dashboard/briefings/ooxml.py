"""What Word, slides and workbooks have in common: escaped text, and a package whose bytes never change."""

import io
import zipfile
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from dashboard.briefings.clean import LONGEST, clean
from dashboard.briefings.document import Briefing
from dashboard.briefings.embedded import put_item

PROGRAM = "绩效透视"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_MAIN = "http://schemas.openxmlformats.org"
#: Prefixes of all vocabularies that we write; put on the root of each fragment.
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_MAIN}/{rest}"'
    for prefix, rest in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "a": "drawingml/2006/main",
        "c": "drawingml/2006/chart",
        "p": "presentationml/2006/main",
        "wp": "drawingml/2006/wordprocessingDrawing",
    }.items()
)
#: Of the drawing that holds a chart.
CHART_URI = f"{_MAIN}/drawingml/2006/chart"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def escaped(text: str, longest: int | None = LONGEST) -> str:
    """Clean text, ready to stand in XML, as content or in an attribute."""
    return escape(clean(text, longest), {'"': "&quot;"})


def settled(package: bytes) -> bytes:
    """Return the same package with each entry at a fixed time: the same parts give the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            kept = zipfile.ZipInfo(entry.filename, _FIRST_DAY)
            kept.compress_type = zipfile.ZIP_DEFLATED
            kept.create_system = 0
            new.writestr(kept, old.read(entry))
    return out.getvalue()


def ordinal(id: str) -> str:
    """The number in the id of a table or chart: 「表3」 of T3."""
    return "".join(character for character in id if character.isdigit())


def table_label(id: str) -> str:
    """What a table is called: 表3 of T3, 附表1 of A1, which stands in an appendix."""
    return ("附表" if id.startswith("A") else "表") + ordinal(id)


def heading_of(briefing: Briefing) -> str:
    """The title in one line."""
    return clean("".join(briefing.title))


def moment_of(briefing: Briefing) -> datetime:
    """The day of the data as the time at which the file was made: never the clock."""
    return datetime(briefing.day.year, briefing.day.month, briefing.day.day)


def day_of(briefing: Briefing) -> str:
    """The day as official documents write it, without leading zeros."""
    return f"{briefing.day.year}年{briefing.day.month}月{briefing.day.day}日"


def finished(file: Any, kind: Any, briefing: Briefing, record: bytes) -> bytes:
    """
    Return a document or slides as bytes, the same ones each time, with the record of its facts inside.

    `kind` is the class of parts of the library that made it.
    """
    put_item(file.part, kind, record)
    set_properties(file.core_properties, briefing)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


def version_of(briefing: Briefing) -> str:
    """The line that says what a document was made from."""
    return clean(f"数据版本 {briefing.generation} · 规则方案 {briefing.profile}")


def set_properties(core: Any, briefing: Briefing) -> None:
    """Fill the core properties of a document or of slides, which otherwise name a library and a clock."""
    core.title = heading_of(briefing)
    core.author = core.last_modified_by = clean(briefing.office) or PROGRAM
    core.created = core.modified = moment_of(briefing)
    core.comments = version_of(briefing)
    core.keywords = "演示数据" if briefing.demo else ""
    core.language = "zh-CN"
    core.revision = 1
