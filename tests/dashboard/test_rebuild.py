"""A build in the background says how far it is, how it ended, and keeps the old generation on failure."""

import time
from pathlib import Path

from dashboard import rebuild
from pipelines.ledger import ledger_file
from pipelines.shipped import shipped
from pipelines.warehouse.publish import current_file
from pipelines.warehouse.roots import recorded_roots

SEED = "*党群服务中心*自评表.txt"


def ended(folder: Path) -> rebuild.Job:
    for _ in range(600):
        job = rebuild.job(folder)
        assert job is not None
        if not job.running:
            return job
        time.sleep(0.1)
    raise AssertionError("the build never ended")


def test_a_build_publishes_and_one_asked_for_meanwhile_follows_it(tmp_path: Path) -> None:
    folder, raw = tmp_path / "warehouse", tmp_path / "raw"
    raw.mkdir()
    seed = next(shipped("samples").rglob(SEED))
    (raw / "一.txt").write_bytes(seed.read_bytes())
    first = rebuild.start(folder, [raw], ledger_file(folder))
    (raw / "二.txt").write_bytes(seed.read_bytes() + b"\n")
    assert rebuild.start(folder, [raw], ledger_file(folder)) is first
    job = ended(folder)
    assert (job.failed, job.forms, job.done, job.total) == (None, 2, 2, 2)
    published = current_file(folder)
    assert published is not None
    assert job.generation == published.stem
    assert recorded_roots(folder) == [raw]
    rebuild.forget(folder)
    assert rebuild.job(folder) is None


def test_a_build_that_fails_says_why_and_publishes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no ledger" * 500)
    rebuild.start(folder, [next(shipped("samples").rglob(SEED))], broken)
    job = ended(folder)
    assert job.failed is not None
    assert "台账" in job.failed
    assert current_file(folder) is None
