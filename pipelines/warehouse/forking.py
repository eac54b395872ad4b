"""How reading processes begin; imports nothing that is slow, so that it can be called first of all."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from multiprocessing.context import BaseContext

if sys.platform != "win32":
    from multiprocessing.forkserver import ensure_running

#: Loaded once in the process from which workers are forked, so that a new worker costs 20 ms.
_PRELOADED = ["pipelines.warehouse.reading"]


def warm_up(main: str | None = None) -> None:
    """
    Begin to load what workers need, in the background, where the system can fork them from it.

    Costs nothing to call and nothing to leave out: the first worker then waits half a second.
    `main` is a module that the main script imports, and so every worker after it.
    """
    if sys.platform != "win32":
        context([main] if main else [])
        ensure_running()


def context(also: Sequence[str] = ()) -> BaseContext:
    """How processes are started: forked from one that has loaded all, or anew where there is no fork."""
    # A new interpreter looks for modules in the working folder first, which may be that of a
    # stranger's files: a `polars.py` among them must not run.
    os.putenv("PYTHONSAFEPATH", "1")
    # A library that runs out of memory would spend a minute on telling where.
    os.putenv("RUST_BACKTRACE", "0")
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([*_PRELOADED, *also])
    return forks
