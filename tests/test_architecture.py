"""The house rules that a machine can check: sizes, homes, tables of things, words, addresses."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("pipelines", "dashboard")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

#: Homes of Streamlit: all else is tested without it.
STREAMLIT = (
    "dashboard/pages/", "dashboard/form_view/", "dashboard/frame_words/", "dashboard/controls.py",
    "dashboard/session.py",
    "dashboard/main.py", "dashboard/serve.py", "dashboard/head.py", "dashboard/blocks.py",
    "dashboard/tables.py", "dashboard/building.py", "dashboard/desk.py", "dashboard/intake.py",
    "dashboard/drawer.py", "dashboard/checkup.py", "dashboard/journey.py", "dashboard/drafting.py",
    "dashboard/handed_out.py",
)  # fmt: skip
#: Where the environment is read: the mouths of the program, never at another module's import.
ENVIRONMENT = (
    "dashboard/cli.py", "dashboard/session.py", "dashboard/serve.py", "dashboard/main.py",
    "pipelines/readers/limits.py",  # every reading process must have the same from its first file on
)  # fmt: skip
#: Hosts that a tracked text may name: this machine, names of XML vocabularies, licences and habits.
HOSTS = {
    "127.0.0.1", "localhost", "www.apache.org", "keepachangelog.com", "semver.org", "www.w3.org",
    "schemas.openxmlformats.org", "schemas.microsoft.com", "purl.org", "purl.oclc.org", "openoffice.org",
}  # fmt: skip


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules_of(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, at the top or inside a function."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def tracked() -> tuple[Path, ...]:
    git = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if git.returncode:
        pytest.skip("此处不是 git 检出，无法列出受管文件")
    return tuple(path for line in git.stdout.decode().split("\0") if line and (path := ROOT / line).is_file())


def texts() -> Iterator[tuple[Path, str]]:
    """Tracked files that are text, data aside: what a form says is its publisher's."""
    for path in tracked():
        if name(path).startswith(("data/", "tests/facts/")):
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_one_thing_of_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem != "__main__"], ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "no docstring"


def test_streamlit_stays_in_its_homes() -> None:
    users = {
        name(path) for path in MODULES if any(module.split(".")[0] == "streamlit" for module in imports(path))
    }
    assert {user for user in users if not user.startswith(STREAMLIT)} == set()


def test_session_state_stands_in_three_modules() -> None:
    users = {name(path) for path in MODULES if "session_state" in path.read_text(encoding="utf-8")}
    assert users <= {"dashboard/session.py", "dashboard/controls.py", "dashboard/journey.py"}


def test_only_the_warehouse_and_the_bench_know_the_database() -> None:
    users = {name(path) for path in MODULES if "duckdb" in imports(path)}
    assert {
        user for user in users if not user.startswith(("pipelines/warehouse/", "dashboard/bench/"))
    } == set()


def test_the_environment_is_read_at_the_mouths_only() -> None:
    users = {
        name(path) for path in MODULES if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    }
    assert users <= set(ENVIRONMENT)


def test_every_module_has_its_layer() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    placed = {word.strip("() ") for layer in layers for word in layer.split("|")}
    beside = {"pipelines.synthetic", "pipelines.data"}  # of the district, which reads nothing
    stand = {
        f"{package}.{path.stem}"
        for package in PACKAGES
        for path in (ROOT / package).iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()
    }
    assert stand - placed - beside == set()


def test_every_package_is_packaged() -> None:
    stand = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for path in (ROOT / package).rglob("__init__.py")
    }
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == stand | {"pipelines.data"}


def test_every_command_is_in_the_table() -> None:
    from dashboard.cli import COMMANDS

    helpers = {
        "briefing_files", "changed", "comparing", "explain", "findings", "options", "sheet", "summary",
        "terminal", "worklist",
    }  # fmt: skip
    listed = {command.__name__.rsplit(".", 1)[-1] for command in COMMANDS}
    assert listed == (modules_of("dashboard/commands") - helpers) | {"bench"}


def test_every_reader_is_in_the_table() -> None:
    from pipelines.readers import READERS

    listed = {reader.__module__.rsplit(".", 1)[-1] for reader in READERS.values()}
    readers = {
        path.stem
        for path in (ROOT / "pipelines/readers").glob("[!_]*.py")
        if any(isinstance(node, ast.FunctionDef) and node.name == "read" for node in tree(path).body)
    }
    assert listed == readers


def test_every_page_is_in_the_table() -> None:
    from dashboard.main import PAGES

    assert {entry.script for entry in PAGES} == {f"{stem}.py" for stem in modules_of("dashboard/pages")}
    assert len({entry.address for entry in PAGES}) == len(PAGES)


def test_every_problem_has_its_wording() -> None:
    from pipelines.warehouse.problem_codes import PROBLEM_CODES

    #: Said of the warehouse or a roster itself, which stop a build or a page: never a row of `problems`.
    of_no_file = {
        "warehouse_unusable", "warehouse_version", "roster_unreadable", "roster_name_twice",
        "corrections_unreadable", "correction_wrong", "finding_wrong", "link_wrong", "wording_wrong",
        "ledger_unusable",
        "profile_missing", "profile_unreadable", "profile_wrong",
        "export_nothing", "export_foreign",
        "briefing_nothing", "briefing_foreign", "briefing_damaged", "font_missing",
        "template_missing", "template_unreadable", "template_wrong",
    }  # fmt: skip
    said = set()
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called in {"Problem", "SourceError", "Failure", "problem"}:
                    said.add(node.args[0].value)
    assert len(said) > 15
    assert said - set(PROBLEM_CODES) - of_no_file == set()


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard/pages").glob("[!_]*.py")), ids=name)
def test_a_page_is_a_short_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_every_column_of_the_warehouse_is_in_the_glossary() -> None:
    from pipelines.warehouse.schema import TABLES

    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = {
        (column.name, column.wording.zh, column.wording.en) for table in TABLES for column in table.columns
    }
    missing = sorted(
        f"| `{code}` | {zh} | {en} |"
        for code, zh, en in rows
        if f"| `{code}` | {zh} | {en} |" not in glossary
    )
    assert missing == [], "add to docs/glossary.md:\n" + "\n".join(missing)


def test_nothing_that_we_ban_stands_in_the_code() -> None:
    # Written in two halves, so that this file is not its own finding.
    banned = [
        "unsafe_allow" + "_html",
        "except " + "Exception",
        "except" + ":",
        "TO" + "DO",
        "FIX" + "ME",
        "pytest.mark." + "skip(",
        "pytest.mark." + "xfail",
    ]
    found = {
        f"{name(path)}: {word}"
        for path, text in texts()
        if path.suffix == ".py"
        for word in banned
        if word in text
    }
    assert found == set()


def allowed(host: str) -> bool:
    return host in HOSTS or host.endswith(".example")


def test_no_tracked_text_names_a_host_or_a_path_of_one_machine() -> None:
    found = []
    machine = re.compile(r"(?<![\w.~-])/(?:work|root|tmp|home)/\w|[A-Z]:\\\\?Users\\\\?\w")
    for path, text in texts():
        found += [
            f"{name(path)}: {host}"
            for host in re.findall(r"https?://([\w-]+(?:\.[\w-]+)+)", text)
            if not allowed(host)
        ]
        if path != Path(__file__):
            found += [f"{name(path)}: {hit}" for hit in machine.findall(text)]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    entry = re.compile(r"[a-z0-9.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?|#.*|")
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not entry.fullmatch(line)] == []
    assert not any(word in "\n".join(lines) for word in ("--index", "--find-links", "@ file"))


def test_every_dependency_is_locked() -> None:
    def bare(requirement: str) -> str:
        return re.split(r"[<>=\[; ]", requirement)[0].lower()

    def locked(lock: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), flags=re.M))

    run = {bare(requirement) for requirement in PYPROJECT["project"]["dependencies"]}
    dev = {bare(requirement) for requirement in PYPROJECT["project"]["optional-dependencies"]["dev"]}
    assert run <= locked("requirements.txt")
    assert run | dev <= locked("requirements-dev.txt")


def test_the_version_is_the_same_everywhere() -> None:
    stated = PYPROJECT["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert version("jixiao") == stated
    assert re.findall(r"^## \[(\d[^\]]*)\]", changelog, flags=re.M)[0] == stated


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_readme_names_the_two_commands_and_shows_pictures_that_exist(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert len(pictures) >= 4
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


@pytest.mark.parametrize("page", sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]), ids=name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_ci_runs_make_test() -> None:
    script = ROOT / ".ci/run"
    assert "make test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
