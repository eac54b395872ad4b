"""
How much one file may ask of the machine.

Published forms have some hundred cells. The limits stand far above that, and far below
what makes a build slow or a machine swap. A file beyond one is refused by name.

Where a bureau's own files are larger, the environment says so for every process:
`JIXIAO_LIMITS="MAX_CELLS=2000000 MAX_CPU_SECONDS=60"`. Files are then read anew.
"""

import os

MIB = 1024 * 1024

MAX_FILE_BYTES = 128 * MIB  #: of a single file or archive member
MAX_PART_BYTES = 128 * MIB  #: of one part inside an xlsx or docx, unpacked
MAX_EXPANDED_BYTES = 4096 * MIB  #: of all that one archive unpacks to, inner archives included
MAX_MEMBERS = 50_000  #: entries of one archive
MAX_DEPTH = 3  #: archives inside archives
MAX_CELLS = 500_000  #: with text, in one document
MAX_SHEETS = 1_000  #: of a workbook, empty ones included
MAX_CHARACTERS = 64 * MIB  #: in all cells of one document: a shared string may be used a million times
MAX_LINE_CHARACTERS = 1_000_000  #: of one line of text
MAX_ROWS = 1_048_576  #: of a sheet; those of Excel itself
MAX_COLUMNS = 16_384
MAX_SPAN = 1_000  #: rows or columns of one merged cell that are taken at their word
MAX_WORD_COLUMNS = 63  #: of one table in Word: its own limit
MAX_NESTING = 40  #: tables inside tables; what lies deeper is read as text
MAX_PAGES = 2_000  #: of a PDF
MAX_STREAM_BYTES = 16 * MIB  #: of one part of a PDF that is no picture, unpacked
MAX_STREAMS_BYTES = 256 * MIB  #: of all of them
MAX_PAGE_CHARACTERS = 50_000  #: of one page of a PDF; more are not looked at
MAX_PAGE_PATHS = 100_000  #: lines and areas drawn on one page of a PDF
MAX_OFFICE_SECONDS = 60  #: for LibreOffice to turn one document into docx; it takes one or two
MAX_OFFICE_MIB = 4_096  #: of addresses for LibreOffice

# Of the process that reads files (`pipelines.warehouse.sandbox`), whatever they are.
MAX_CPU_SECONDS = 12  #: processor time for one file or archive member: the limit that decides
MAX_WALL_SECONDS = 180  #: the same by the clock: a net for what waits for ever, wide, since machines are busy
MAX_WORKER_BYTES = 1024 * MIB  #: addresses beyond those that the process has to begin with
MAX_PARTS = 50  #: of a web page in a single file that hold others
MAX_HELD_BYTES = 512 * MIB  #: of an archive that can only be unpacked as a whole


def given(text: str) -> dict[str, int]:
    """
    Return the numbers that `JIXIAO_LIMITS` puts in the place of those above.

    Raises:
        ValueError: in Chinese, a name that is not above, or a value that is no positive whole number.
    """
    numbers = {}
    for pair in text.split():
        name, _, value = pair.partition("=")
        if name not in globals() or not name.startswith("MAX_"):
            raise ValueError(f"JIXIAO_LIMITS 读到“{name}”；应为 limits.py 里的名称，如 MAX_CELLS")
        if not (value.isascii() and value.isdigit() and int(value) > 0):
            raise ValueError(f"JIXIAO_LIMITS 的 {name} 读到“{value}”；应为正整数")
        numbers[name] = int(value)
    return numbers


# At import, since every reading process must have the same from its first file on.
try:
    globals().update(given(os.environ.get("JIXIAO_LIMITS", "")))
except ValueError as error:
    raise SystemExit(str(error)) from None
