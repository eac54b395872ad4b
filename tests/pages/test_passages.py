"""The drawer of a finding about two texts shows both, what they share marked."""

import polars as pl

from pipelines.queries import findings
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.pages.test_pages import opened, page_of, said


def test_a_copied_text_stands_beside_the_one_that_it_was_copied_from(monkeypatch, warehouse_folder):
    every = findings.findings(Warehouse.open(warehouse_folder), Scope())
    row = every.filter(pl.col("rule") == "I-09").row(0, named=True)
    assert row["other_form_id"] != row["form_id"]
    page = opened(monkeypatch, warehouse_folder, page_of("findings"), finding=row["fingerprint"])
    assert not page.exception
    marked = [text.value for text in page.markdown if ":orange-background[" in text.value]
    assert len(marked) == 2
    assert "段文字相同" in said(page)
