"""Every rule answers its cases: fires, does not fire, does not apply, and the edge of each threshold."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.audit import RULES, audit, load_profile
from pipelines.audit.figures import plain
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.audit.cases import Case, read_cases, write_cases

CASES = read_cases()
#: Rules that always apply: the text that they look for is there or not.
ALWAYS = {"W-09", "C-02", "C-05", "C-09"}
#: Facts that a case may hold the first finding to.
HELD = ("severity", "light", "printed", "computed", "difference", "place", "subject", "amount_yuan")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("cases")
    write_cases(folder, CASES)
    return audit(Warehouse.open(folder), Scope(), load_profile())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_answers_its_case(case: Case, answers: pl.DataFrame) -> None:
    own = answers.filter((pl.col("collection") == case.collection) & (pl.col("rule") == case.rule))
    failed = own.filter(pl.col("outcome") == "failed")
    assert failed.height == case.data.get("fails", 0), failed["message"].to_list()
    if "passes" in case.data:
        assert "passed" in own["outcome"].to_list()
    if "not_applicable" in case.data:
        assert set(own["outcome"]) == {"not_applicable"}
        assert case.data["not_applicable"] in own["message"][0]
    for fact in HELD:
        if fact in case.data:
            found = failed[fact][0]
            assert (plain(found) if fact == "amount_yuan" else found) == case.data[fact]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_cases_of_each_outcome(rule: object) -> None:
    own = [case.data for case in CASES if case.rule == rule.id]  # type: ignore[attr-defined]
    words = {word for data in own for word in ("fails", "passes", "not_applicable") if word in data}
    assert words >= {"fails", "passes"} | (
        {"not_applicable"} - ({"not_applicable"} if rule.id in ALWAYS else set())
    )  # type: ignore[attr-defined]


def test_every_rule_is_one_module_with_its_question() -> None:
    folder = Path(__file__).resolve().parents[2] / "pipelines/audit/rules"
    modules = {path.stem[:3]: path for path in folder.glob("[a-z]*.py")}
    assert {rule.id.replace("-", "").lower() for rule in RULES} == set(modules)
    for path in modules.values():
        text = path.read_text(encoding="utf-8")
        assert "Passes over:" in text, path.name
        assert "For example:" in text, path.name


def test_no_rule_stands_twice_in_the_table() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
