"""The limits of a reading process leave room for what it is, whatever machine it stands on."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pipelines.shipped import shipped


def test_a_machine_of_many_processors_reads_as_a_small_one_does(tmp_path: Path) -> None:
    """Each processor costs addresses for its threads, before a single file is read."""
    done = subprocess.run(
        [
            sys.executable, "-m", "dashboard", "build", shipped("samples"), "--json",
            "--warehouse", tmp_path / "库",
        ],
        env={**os.environ, "POLARS_MAX_THREADS": "64"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["forms"] >= 15
