"""项目沿革: what was joined is shown with its reasons, and a person's word is kept and followed."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.ledger import Ledger
from pipelines.ledger.links import links
from pipelines.queries import projects
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.pages.test_pages import opened, page_of, said

PAGE = page_of("projects")


@pytest.fixture(scope="module")
def renamed(warehouse_folder: Path) -> dict[str, object]:
    """A form that was joined to another under another name, as a row of `CHAINS`."""
    every = projects.chains(Warehouse.open(warehouse_folder), (), Scope())
    latest = every["fiscal_year"].max()
    return every.filter(pl.col("renamed") & (pl.col("fiscal_year") == latest)).row(0, named=True)


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ledger:
    monkeypatch.setenv("JIXIAO_LEDGER", str(tmp_path / "ledger.sqlite"))
    monkeypatch.setenv("JIXIAO_USER", "王芳")
    return Ledger(tmp_path / "ledger.sqlite")


def test_a_project_opens_by_its_address_with_what_joined_its_forms(
    monkeypatch, warehouse_folder, ledger, renamed
):
    page = opened(monkeypatch, warehouse_folder, PAGE, chain=renamed["chain_id"])
    assert not page.exception
    assert f"“{renamed['previous_project']}” → {renamed['fiscal_year']}“{renamed['project']}”" in said(page)


def test_a_persons_no_is_kept_and_parts_the_project_at_once(monkeypatch, warehouse_folder, ledger, renamed):
    page = opened(monkeypatch, warehouse_folder, PAGE, chain=renamed["chain_id"])
    next(button for button in page.button if button.label == "不是同一项目").click()
    page.run()
    assert not page.exception
    (written,) = links(ledger)
    assert (written.later.project, written.same, written.who) == (renamed["project"], False, "王芳")
    assert f"→ {renamed['fiscal_year']}“{renamed['project']}”" not in said(page)
    assert "不是同一项目" in said(page)


def test_an_unusable_project_is_said_and_the_list_is_there(monkeypatch, warehouse_folder, ledger):
    page = opened(monkeypatch, warehouse_folder, PAGE, chain="<b>没有")
    assert not page.exception
    assert "地址中的 chain 无法使用" in said(page)
    assert page.dataframe
