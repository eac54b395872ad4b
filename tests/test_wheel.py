"""An installed wheel, outside the checkout, is the same program: samples, roster, pages and all."""

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKED = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "pipelines",
    "dashboard",
    "data/samples",
    *(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").glob("*.toml")),
)

pytestmark = pytest.mark.wheel


@dataclass(frozen=True)
class Installed:
    """An environment that has the wheel, and a folder that is no checkout."""

    bin: Path
    wheel: Path
    folder: Path

    def run(self, *command: str) -> str:
        """Run a program of the environment; its stdout."""
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "JIXIAO"))
        }
        done = subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=180,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """
    The wheel, built from a copy of the sources and installed beside this environment's libraries.

    The libraries come in by path, which brings no `.pth` of theirs: the editable
    installation of the checkout stays out.
    """
    home = tmp_path_factory.mktemp("wheel")
    source = home / "source"
    for name in PACKED:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", home, source], check=True
    )
    (wheel,) = home.glob("jixiao-*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "venv"], check=True)
    (libraries,) = (home / "venv").glob("lib/python*/site-packages")
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = home / "venv/bin/python"
    subprocess.run(
        [*pip, "--python", python, "install", "--no-deps", "--no-index", "--ignore-installed", wheel],
        check=True,
    )
    (home / "elsewhere").mkdir()
    return Installed(home / "venv/bin", wheel, home / "elsewhere")


@pytest.fixture(scope="module")
def address(installed: Installed) -> Iterator[str]:
    """The address of the installed dashboard, over a warehouse of the shipped samples."""
    installed.run("jixiao", "build", "--samples")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [installed.bin / "jixiao", "serve", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=installed.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def fetched(address: str, seconds: float = 60) -> bytes:
    """What an address answers, once the server has started."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_the_wheel_holds_the_data_that_the_program_needs(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    needed = {
        path.relative_to(ROOT).as_posix()
        for package in ("pipelines", "dashboard")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    samples = [path.relative_to(ROOT) for path in (ROOT / "data/samples").rglob("*") if path.is_file()]
    needed |= {f"pipelines/{path.as_posix()}" for path in samples} | {
        f"pipelines/data/{path.name}" for path in (ROOT / "data").glob("*.toml")
    }
    assert needed - names == set()
    unwanted = ("tests/", "pipelines/data/raw/", "pipelines/data/warehouse/", "pipelines/data/demo/")
    assert {name for name in names if name.startswith(unwanted)} == set()


def test_the_installed_program_is_not_the_checkout(installed: Installed) -> None:
    where = installed.run(
        "python", "-c", "import pipelines, dashboard; print(pipelines.__file__, dashboard.__file__)"
    )
    assert str(ROOT) not in where


def test_the_installed_demo_is_built_into_a_warehouse(installed: Installed) -> None:
    installed.run("jixiao", "demo", "--departments", "10", "--years", "2", "-o", "演示")
    summary = json.loads(installed.run("jixiao", "build", "演示", "--json", "--warehouse", "演示库"))
    assert summary["departments"] == 10
    assert summary["rejected"] == []


def test_the_installed_dashboard_answers(address: str) -> None:
    assert fetched(f"{address}/_stcore/health") == b"ok"
    assert "绩效透视" in fetched(address).decode()


def test_an_installed_page_shows_the_samples(installed: Installed, address: str) -> None:
    script = """
from pathlib import Path
import dashboard
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(Path(dashboard.__file__).with_name("start") / "app.py", default_timeout=60).run()
assert not page.exception, page.exception
print(page.title[0].value)
"""
    assert "总览" in installed.run("python", "-c", script)
