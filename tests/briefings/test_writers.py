"""The table of writers: every format, the record inside of each, the same bytes in another process."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.briefings.embedded import extract
from dashboard.briefings.record import read_record
from dashboard.briefings.template import Template
from dashboard.briefings.writers import WRITERS
from tests.briefings.made import made

ROOT = Path(__file__).resolve().parents[2]
_PRINT_SUMS = """
import hashlib, json
from dashboard.briefings.writers import WRITERS
from tests.briefings.made import made
print(json.dumps({name: hashlib.sha256(one.write(made())).hexdigest() for name, one in WRITERS.items()}))
"""


@pytest.mark.parametrize("form", WRITERS)
def test_each_file_holds_the_record_of_its_facts(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{WRITERS[form].ending}"
    path.write_bytes(WRITERS[form].write(made()))
    record = read_record(extract(path))
    assert record["generation"] == "20240329-9704abcd"
    assert {one["id"] for one in record["facts"]} == set(made().ids.values())


def test_the_record_is_that_of_the_briefing_as_the_template_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    template = Template(sections={"problems": False})
    path.write_bytes(WRITERS["docx"].write(made(slides=(), one_page=None), template))
    sections = {one["section"] for one in read_record(extract(path))["facts"]}
    assert sections == {"lead", "basis"}


def test_another_process_writes_the_same_bytes() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    run = subprocess.run(
        [sys.executable, "-c", _PRINT_SUMS], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    own = {name: hashlib.sha256(one.write(made())).hexdigest() for name, one in WRITERS.items()}
    assert json.loads(run.stdout) == own
