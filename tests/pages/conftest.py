"""Warehouses for pages: of one form, and of nothing."""

import sys
from pathlib import Path

import pytest

from pipelines.refresh import refresh
from pipelines.shipped import shipped


@pytest.fixture(scope="session")
def one_form_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one published form."""
    seed = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    folder = tmp_path_factory.mktemp("one")
    refresh([seed], folder, workers=1)
    return folder


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which nothing has been built."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(autouse=True)
def no_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages as on a machine without an office program: setting a document takes it seconds."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
