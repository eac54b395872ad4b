"""Clean forms of every template give no error and no breach."""

import polars as pl
import pytest

from pipelines.audit import audit, load_profile
from pipelines.refresh import refresh
from pipelines.synthetic.templates import TEMPLATES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.audit.clean import clean_facts, write_form

SEEDS = range(3)
FORMATS = ("xlsx", "docx", "html")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("clean")
    for template in TEMPLATES:
        for seed in SEEDS:
            write_form(folder / "forms" / "全区", clean_facts(template, seed), template, FORMATS[seed % 3])
    refresh([folder / "forms"], folder / "warehouse", workers=1)
    return audit(Warehouse.open(folder / "warehouse"), Scope(), load_profile())


def test_clean_forms_are_all_there(findings: pl.DataFrame) -> None:
    assert findings["form_id"].drop_nulls().n_unique() == len(TEMPLATES) * len(SEEDS)


def test_clean_forms_give_no_error_and_no_breach(findings: pl.DataFrame) -> None:
    wrong = findings.filter((pl.col("outcome") == "failed") & pl.col("severity").is_in(["E", "W"]))
    assert wrong.select("rule", "department", "place", "message").rows() == []
