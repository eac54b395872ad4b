"""
Samples of every format, mutated: whatever comes of it is forms or one line, never a traceback.

Bytes are cut, overwritten, repeated and moved as they stand in the file; of zips also what is
inside, since a flipped byte of a compressed part is only ever a wrong checksum.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.forms import read_forms
from pipelines.readers import read_bytes
from pipelines.shipped import shipped
from tests.readers.test_mht import saved

_FILES = [
    path for path in shipped("samples").rglob("*自评表*") if path.is_file() and ".golden" not in path.name
]
_FILES += [
    path for path in (Path(__file__).parent / "files").iterdir() if path.suffix in (".xls", ".ods", ".pdf")
]
#: The smallest of each format: the first is as good as any other, and quick.
SAMPLES = {
    suffix: min(
        (path for path in _FILES if path.suffix == suffix), key=lambda path: path.stat().st_size
    ).read_bytes()
    for suffix in sorted({path.suffix for path in _FILES} - {".htm"})
}
SAMPLES[".csv"] = SAMPLES[".txt"].replace(b",", b";").replace(b"\t", b",")
SAMPLES[".mht"] = saved(("file:///a.htm", "text/html", SAMPLES[".html"]))
#: A zip of XML.
OFFICE = {".xlsx", ".ods", ".docx"}
#: Words that steer readers: numbers too large, tags left open, spans, entities, control characters.
WORDS = [
    b"", b"\0", b"\xff\xfe", b"99999999999", b"-1", b"<table>", b"</tr>", b"<td rowspan=70000 colspan=70000>",
    b"&#x110000;", b"]]>", b"<!--", "万元".encode(), "\u202e\u2028".encode(), "得分".encode("gb18030"),
    "项目支出绩效自评表".encode(), b"\t\t\t", b"\n", b"%%EOF", b"obj", b"1e309", b"%", b"NaN",
]  # fmt: skip

Edit = tuple[float, int, bytes]
Change = Callable[[bytes, list[Edit]], bytes]
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 400), st.sampled_from(WORDS) | st.binary(max_size=8)),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, edits: list[Edit]) -> bytes:
    """Put words in the place of stretches of the data, at parts of its length."""
    for where, length, word in edits:
        at = int(where * len(data))
        data = data[:at] + word + data[at + length :]
    return data


def inside(change: Change) -> Change:
    """Change the largest XML part of a zip, which stays a zip."""

    def changed(data: bytes, edits: list[Edit]) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
            parts = [info for info in old.infolist() if info.filename.endswith(".xml")]
            largest = max(parts, key=lambda info: info.file_size).filename
            for info in old.infolist():
                part = old.read(info)
                new.writestr(info.filename, change(part, edits) if info.filename == largest else part)
        return stream.getvalue()

    return changed


def reworded(data: bytes, edits: list[Edit]) -> bytes:
    """Put words in the place of texts and numbers between and in tags, which stay well formed."""
    for where, length, word in edits:
        spots = list(re.finditer(rb"(?<=>)[^<>]+(?=</)|(?<==\")[0-9]+(?=\")", data))
        if spots:
            first = int(where * (len(spots) - 1))
            safe = escape(word.decode("utf-8", "ignore").replace("\0", ""), {'"': "&quot;"}).encode()
            for spot in reversed(spots[first : first + 1 + length % 5]):
                data = data[: spot.start()] + safe + data[spot.end() :]
    return data


def check(data: bytes, name: str) -> None:
    result = read_bytes(data, name)
    assert result.documents or result.rejected
    for document in result.documents:
        read_forms(document)
    assert all("\n" not in rejected.error.line() for rejected in result.rejected)


CASES: list[tuple[str, str, Change]] = [
    *((suffix, "mutated", mutated) for suffix in SAMPLES),
    *((suffix, "inside", inside(mutated)) for suffix in SAMPLES if suffix in OFFICE),
    *((suffix, "reworded", inside(reworded)) for suffix in SAMPLES if suffix in OFFICE),
    (".html", "reworded", reworded),
]


@pytest.mark.parametrize(("suffix", "name", "change"), CASES, ids=[f"{s}-{n}" for s, n, _ in CASES])
def test_a_mutated_sample_is_read_or_refused(suffix: str, name: str, change: Change) -> None:
    @settings(
        max_examples=60, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(EDITS)
    def mutate(edits: list[Edit]) -> None:
        check(change(SAMPLES[suffix], edits), f"自评表{suffix}")

    mutate()


def test_the_samples_themselves_are_read() -> None:
    for suffix, data in SAMPLES.items():
        assert any(read_forms(document).forms for document in read_bytes(data, suffix).documents), suffix
