"""Every format that a table can be written in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.synthetic.table import Table
from pipelines.synthetic.write_docx import word
from pipelines.synthetic.write_html import html
from pipelines.synthetic.write_text import closed_up, one_a_line, piped, tabbed
from pipelines.synthetic.write_xlsx import xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write tables into a file."""

    ending: str
    write: Callable[[Sequence[Table]], bytes]


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(".xlsx", xlsx),
    "xlsx_text": Format(".xlsx", lambda tables: xlsx(tables, numbers_as_text=True)),
    "docx": Format(".docx", word),
    "html": Format(".html", html),
    "html_gb18030": Format(".htm", lambda tables: html(tables, "gb18030")),
    "text": Format(".txt", lambda tables: tabbed(tables).encode()),
    "text_gb18030": Format(".txt", lambda tables: tabbed(tables).encode("gb18030")),
    "pipes": Format(".txt", lambda tables: piped(tables).encode()),
    "web": Format(".txt", lambda tables: closed_up(tables).encode()),
    "lines": Format(".txt", lambda tables: one_a_line(tables).encode()),
}


def write(tables: Sequence[Table], fmt: str) -> bytes:
    """Return the tables as one file of `fmt` (a key of `FORMATS`); the same bytes every time."""
    return FORMATS[fmt].write(tables)
