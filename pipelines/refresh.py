"""The one way to a new generation: read everything, build, judge, publish."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipelines.audit import judging, profile_in_force
from pipelines.ledger import Ledger, in_force
from pipelines.ledger.links import links
from pipelines.warehouse.build import build
from pipelines.warehouse.executor import Processes, Sandbox
from pipelines.warehouse.reading import Progress
from pipelines.warehouse.roots import record_roots
from pipelines.warehouse.summary import Summary


def refresh(
    paths: Sequence[str | Path],
    folder: str | Path,
    workers: int | None = None,
    progress: Progress | None = None,
    roster: Path | None = None,
    ledger: Path | None = None,
    sandbox: Sandbox | None = None,
) -> Summary:
    """
    Build a new generation from `paths` in `folder` and publish it, unless it would put nothing over forms.

    Args:
        paths: files and folders; the generation holds these and nothing of earlier ones.
        folder: the warehouse's folder.
        workers: sandboxed processes that read; where None, as many as there are processors. The
            result is the same for any number.
        progress: told how many files are done, and of how many.
        roster: stands in for the product's own roster.
        ledger: stands in for the ledger that stands beside the warehouse. Its corrections, and before
            them those that are shipped, are replayed; the profile beside it, else the default one, gives
            the thresholds of the findings. What it says of renamed projects is followed.
        sandbox: limits of those processes, in place of `readers.limits`.

    Returns:
        The summary, as `jixiao build --json` prints it.

    Raises:
        SourceError: a roster, the ledger, the profile or the file of corrections cannot be read; nothing is
            built and the old generation stays.
    """
    executor = Processes(workers, sandbox)
    book = Ledger.open(folder, ledger)
    profile = profile_in_force(book.path)
    judge = partial(judging, profile=profile, links=links(book))
    summary = build(paths, folder, executor, progress, roster, in_force(book), judge)
    if summary.published:
        record_roots(Path(folder), summary.generation, paths)
    return summary
