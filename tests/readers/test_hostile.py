"""
Files made to harm: each is refused or read within a small memory and a short time.

They are read by a child process that may not take more than a gigabyte of addresses, so
that one which does harm fails its own test and not the machine.
"""

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.readers.drawn_pdf import Sheet, pdf
from tests.readers.ole2_parts import ole2
from tests.readers.parts import cell, document, opendocument, paragraph, row, table, workbook, zipped

_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
_FAR = (
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
_ENTITY = '<c r="A1" t="inlineStr"><is><t>&i;</t></is></c>'
_ENTITY_CELL = f'<sheetData><row r="1">{_ENTITY}<c r="B1"><v>1</v></c></row></sheetData>'

_OPEN_CELL = (
    "<table:table><table:table-row><table:table-cell><text:p>&i;</text:p></table:table-cell>"
    "<table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
)


_SHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
#: A number format of a thousand conditions, and a cell that has it.
_LONG_FORMAT = (
    '<numFmts><numFmt numFmtId="200" formatCode="' + "[&gt;9]0;" * 100_000 + '"/></numFmts>'
    '<cellXfs><xf numFmtId="200"/></cellXfs>'
)
_STYLED = "<sheetData>" + '<row><c s="0"><v>1.5</v></c></row>' * 1_000 + "</sheetData>"


def _sheets(count: int) -> bytes:
    """A workbook whose tabs all show one sheet."""
    with zipfile.ZipFile(BytesIO(workbook(_FAR))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    one = '<sheet name="表" sheetId="1" r:id="rId1"/>'.encode()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(one, one * count)
    return zipped(parts)


def _merges(count: int) -> str:
    refs = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, count + 1))
    return f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>{refs}</mergeCells>'


def _nested_zip(levels: int) -> bytes:
    data = zipped({"a.txt": "甲"})
    for _ in range(levels):
        data = zipped({"z.zip": data})
    return data


def _understated() -> bytes:
    """A zip whose directory says that three megabytes are ten bytes."""
    data = bytearray(zipped({"a.txt": b"a" * 3_000_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def _shared() -> bytes:
    """A zip whose directory names one content a thousand times."""
    data = zipped({"a.txt": b"a" * 1_000_000})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries, tail = data[start:end] * 1_000, bytearray(data[end:])
    tail[8:20] = struct.pack("<HHII", 1_000, 1_000, len(entries), start)
    return data[:start] + entries + bytes(tail)


def _crossing_lines() -> bytes:
    """A page on which millions of lines cross."""
    sheet = Sheet()
    sheet.write(50, 50, "部门整体支出")
    for number in range(3_000):
        sheet.rule(10, 10 + number * 0.2, 500, 10 + number * 0.2)
        sheet.rule(10 + number * 0.15, 10, 10 + number * 0.15, 700)
    return pdf([sheet])


#: File → the code of its refusal, or None where it is read.
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "bomb.zip": (lambda: zipped({"a.txt": b"\0" * (129 * 1024 * 1024)}), "too_large"),
    "shared.zip": (_shared, "unreadable"),
    "bomb.xlsx": (lambda: workbook(_FAR + " " * (129 * 1024 * 1024)), "too_large"),
    "understated.zip": (_understated, "truncated"),
    "far_cell.xlsx": (lambda: workbook(_FAR), None),
    "merges.xlsx": (lambda: workbook(_merges(20_001)), None),
    "laughs.xlsx": (lambda: workbook(_ENTITY_CELL, prolog=_LAUGHS), "unreadable"),
    "laughs.docx": (lambda: document(paragraph("&i;甲"), prolog=_LAUGHS), "unreadable"),
    "laughs.xls": (
        lambda: (
            f'{_LAUGHS}<Workbook xmlns="{_SHEET_2003}"><Worksheet><Table><Row><Cell><Data>&i;</Data></Cell>'
            "</Row></Table></Worksheet></Workbook>"
        ).encode(),
        "unreadable",
    ),
    "sheets.xlsx": (lambda: _sheets(1_001), "too_large"),
    "formats.xlsx": (lambda: workbook(_STYLED, styles=_LONG_FORMAT), None),
    "outside.xlsx": (lambda: workbook(_ENTITY_CELL, prolog=_OUTSIDE), None),
    "outside.docx": (lambda: document(paragraph("&i;"), prolog=_OUTSIDE), "empty"),
    "wide_span.docx": (
        lambda: document(table(row(cell("甲", '<w:gridSpan w:val="100000000"/>'), cell("乙")))),
        None,
    ),
    "laughs.ods": (lambda: opendocument(_OPEN_CELL, prolog=_LAUGHS), "unreadable"),
    "outside.ods": (lambda: opendocument(_OPEN_CELL, prolog=_OUTSIDE), None),
    "deep.ods": (
        lambda: opendocument(_OPEN_CELL.replace("&i;", "<text:span>" * 5_000 + "</text:span>" * 5_000)),
        "unreadable",
    ),
    "nested.docx": (
        lambda: document("<w:tbl><w:tr><w:tc>" * 60 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 60),
        "too_large",
    ),
    "very_nested.docx": (
        lambda: document("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000),
        "unreadable",
    ),
    "deep.html": (lambda: "<html>甲".encode() + b"<div>" * 200_000, None),
    "nested_tables.html": (lambda: "<html>甲".encode() + b"<table><tr><td>" * 20_000, None),
    "attributes.html": (
        lambda: b"<table><tr><td " + b" ".join(b"a%d" % n for n in range(200_000)) + b">x",
        "too_large",
    ),
    "inner_pages.html": (lambda: b"<html>" + b"<iframe srcdoc='<p>a'></iframe>" * 100, "too_large"),
    "wide_spans.html": (
        lambda: b"<table>" + b"<tr><td rowspan=100000 colspan=100000>1<td>2</tr>" * 50 + b"</table>",
        "too_large",
    ),
    "tall_spans.html": (
        lambda: b"<table>" + b"<tr><td rowspan=100000>1<td colspan=2>2</tr>" * 500 + b"</table>",
        None,
    ),
    "pages.pdf": (lambda: pdf([Sheet()] * 5_000), "too_large"),
    "lines.pdf": (_crossing_lines, "overrun_rows"),
    "bomb.pdf": (lambda: pdf([Sheet(strokes=["0 0 m 1 1 l S\n" * 2_000_000])], packed=True), "too_large"),
    "bombs.pdf": (
        lambda: pdf([Sheet(strokes=["0 0 m 1 1 l S\n" * 1_000_000])] * 30, packed=True),
        "too_large",
    ),
    "endless.xls": (lambda: ole2({"Workbook": b"x", "a": b"y"}, siblings=(1, 2)), "unreadable"),
    "nested.zip": (lambda: _nested_zip(200), "too_large"),
    "escape.zip": (lambda: zipped({"../../../etc/a.txt": "甲", "/b.txt": "乙"}), None),
    "many.zip": (lambda: zipped({f"{n}.txt": "" for n in range(50_001)}), "too_large"),
    "long_lines.txt": (lambda: (b"1\t" * 1_000_000 + b"\n") * 2, "too_large"),
    "quotes.txt": (lambda: b'a\t"b\n' * 100_000, None),
}

_CHILD = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from pipelines.readers import read
for path in sys.argv[1:]:
    began = time.process_time()
    result = read(path)
    print(json.dumps({
        "name": path.rsplit("/", 1)[-1], "seconds": time.process_time() - began,
        "codes": [error.code for _, error in result.rejected],
        "texts": [cell.text[:50] for one in result.documents for cell in one.grids[0].cells[:10]],
        "members": [one.member for one in result.documents],
    }), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What the child said of each file; a file that killed it is missing."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for name, (make, _) in HOSTILE.items():
        paths.append(str(folder / name))
        Path(paths[-1]).write_bytes(make())
    said = subprocess.run(
        [sys.executable, "-c", _CHILD, *paths],
        capture_output=True, text=True, timeout=120, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    assert lines, said.stderr
    return {line["name"]: line for line in lines} | {"stderr": {"said": said.stderr[-2000:]}}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_does_no_harm(outcomes: dict[str, dict[str, object]], name: str) -> None:
    assert name in outcomes, outcomes["stderr"]
    outcome, code = outcomes[name], HOSTILE[name][1]
    assert outcome["codes"] == ([code] if code else [])
    assert bool(outcome["texts"]) is (code is None)
    assert float(str(outcome["seconds"])) < 5


def test_no_file_outside_is_read(outcomes: dict[str, dict[str, object]]) -> None:
    hostname = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "\0"
    for name in ("outside.xlsx", "outside.docx", "outside.ods"):
        assert hostname not in "".join(map(str, outcomes[name]["texts"]))


def test_a_member_named_to_escape_is_only_a_name(outcomes: dict[str, dict[str, object]]) -> None:
    assert outcomes["escape.zip"]["members"] == ["../../../etc/a.txt", "b.txt"]
