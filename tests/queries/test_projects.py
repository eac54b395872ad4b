"""A project is followed through the years: by name, by indicators, and by what people say."""

import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.ledger import Ledger
from pipelines.ledger.links import ProjectKey, ProjectLink, link, links
from pipelines.problems import SourceError
from pipelines.queries import projects
from pipelines.queries.following import EVIDENCE, LEAST, ProjectForm, follow
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.following import measure
from tests.warehouse.made import Made, fund, indicator, warehouse

Pairs = set[tuple[str, str]]


def form(
    name: str, year: int, *indicators: str, budget: str | None = None, department: str = "甲局"
) -> ProjectForm:
    money = Decimal(budget) if budget else None
    return ProjectForm(f"{name}·{year}", "甲区", department, "project", year, name, indicators, money)


def pairs(*forms: ProjectForm, said: Iterable[ProjectLink] = ()) -> Pairs:
    return {(one.earlier, one.later) for one in follow(forms, tuple(said))}


def say(earlier: ProjectForm, later: ProjectForm, same: bool) -> ProjectLink:
    return ProjectLink("P1", earlier.key, later.key, same, "", "王芳", "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("河道清淤项目", "河道清淤项目", "name"),
        ("2022年河道清淤项目", "2023年河道清淤项目", "name"),
        ("河道清淤项目", "河道清淤专项经费", "similar_name"),
        ("310105220001-河道清淤", "310105220001 中小河流治理", "code"),
    ],
)
def test_a_name_or_a_code_says_that_it_is_one_project(before: str, after: str, by: str) -> None:
    (found,) = follow([form(before, 2022), form(after, 2023)])
    assert by in found.matched_by
    assert LEAST <= found.confidence < 1


def test_indicators_tell_a_project_under_another_name() -> None:
    rows = ("河道清淤长度", "淤泥处置量", "沿河居民满意度")
    found = follow(
        [form("河道清淤", 2022, *rows, budget="90"), form("水系综合治理", 2023, *rows, budget="100")]
    )
    assert [one.matched_by for one in found] == [("indicators", "money")]


def test_what_any_project_may_be_called_tells_nothing() -> None:
    rows = ("任务完成率", "资金支付及时率", "服务对象满意度")
    assert pairs(form("绿化养护项目", 2022, *rows), form("路灯改造项目", 2023, *rows)) == set()


def test_the_surest_pair_goes_first_and_each_form_once() -> None:
    road, tree = form("道路养护", 2022), form("绿化养护", 2022)
    found = pairs(road, tree, form("绿化养护", 2023), form("道路养护经费", 2023))
    assert found == {("绿化养护·2022", "绿化养护·2023"), ("道路养护·2022", "道路养护经费·2023")}


def test_a_year_without_a_form_is_bridged_less_surely_and_two_are_not() -> None:
    (over,) = follow([form("道路养护", 2021), form("道路养护", 2023)])
    (next_year,) = follow([form("道路养护", 2022), form("道路养护", 2023)])
    assert over.confidence < next_year.confidence
    assert pairs(form("道路养护", 2020), form("道路养护", 2023)) == set()


def test_departments_are_not_mixed() -> None:
    assert pairs(form("道路养护", 2022), form("道路养护", 2023, department="乙局")) == set()


def test_a_person_is_right() -> None:
    before, same, other = form("道路养护", 2022), form("道路养护", 2023), form("市政管养", 2023)
    assert pairs(before, same, other, said=[say(before, same, False)]) == set()
    assert pairs(before, same, other, said=[say(before, other, True)]) == {(before.form_id, other.form_id)}
    again = [say(before, other, True), say(before, same, True)]
    assert pairs(before, same, other, said=again) == {(before.form_id, same.form_id)}
    taken_back = [say(before, same, False), say(before, same, True)]
    assert pairs(before, same, other, said=taken_back) == {(before.form_id, same.form_id)}


def test_the_order_of_forms_does_not_matter() -> None:
    several = [
        form(name, year) for name in ("道路养护", "道路维护", "绿化养护", "路灯养护") for year in (2021, 2022)
    ]
    assert pairs(*several) == pairs(*reversed(several))


def test_nearly_all_renamed_projects_of_an_invented_district_are_followed_and_none_wrongly() -> None:
    figures = measure(120, 4, 11)
    assert len(figures.true) > 700
    assert figures.recall > 0.985
    assert figures.recall_of_renamed > 0.8
    assert figures.wrong == set()


@pytest.fixture
def made(tmp_path: Path) -> Warehouse:
    def project(name: str, year: int, budget: str, executed: str, score: str) -> Made:
        words = ("路灯",) if "路灯" in name else ("河道清淤", "河道疏浚")
        rows = [indicator(f"{word}长度", "45", "45", row=20 + at) for at, word in enumerate(words)]
        return Made(
            "甲局", year, [fund("total", budget, executed)], rows, "project", name, total_score=score,
        )  # fmt: skip

    return warehouse(
        tmp_path,
        project("河道清淤项目", 2021, "100", "40", "96"),
        project("河道清淤项目", 2022, "110", "99", "97"),
        project("水系治理项目", 2023, "0", "0", "98"),
        project("路灯项目", 2023, "50", "50", "99"),
    )


def test_a_chain_has_a_row_a_year_with_its_money_and_its_score(made: Warehouse) -> None:
    frame = projects.chains(made, (), Scope())
    assert frame.schema == projects.CHAINS
    first = frame.filter(pl.col("chain_id") == frame["chain_id"][0])
    assert first["fiscal_year"].to_list() == [2021, 2022, 2023]
    assert first["execution_rate"].to_list() == [0.4, 0.9, None]
    assert first["renamed"].to_list() == [False, False, True]
    assert first["previous_project"].to_list() == [None, "河道清淤项目", "河道清淤项目"]
    assert first["confidence"].is_null().to_list() == [True, False, False]
    assert set(first["matched_by"].explode(empty_as_null=True).drop_nulls()) <= set(EVIDENCE)
    assert frame.filter(pl.col("project") == "路灯项目")["chain_id"].n_unique() == 1


def test_a_year_gives_the_projects_of_that_year_in_all_their_years(made: Warehouse) -> None:
    assert projects.chains(made, (), Scope(year=2021))["fiscal_year"].to_list() == [2021, 2022, 2023]
    assert projects.chains(made, (), Scope(year=2023)).height == 4


def test_a_no_in_the_ledger_parts_a_chain(made: Warehouse, tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "w")
    rows = projects.chains(made, (), Scope()).filter(pl.col("fiscal_year") > 2021).to_dicts()
    keys = [projects.key_of(row) for row in rows[:2]]
    assert [key.project for key in keys] == ["河道清淤项目", "水系治理项目"]
    written = link(ledger, *keys, same=False, who="王芳", why="两个立项")
    assert links(ledger) == (written,)
    frame = projects.chains(made, links(ledger), Scope())
    assert frame["chain_id"].n_unique() == 3


def test_a_link_that_cannot_be_is_refused(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "w")
    one = ProjectKey("甲区", "甲局", "project", 2022, "甲")
    for other, who in (
        (ProjectKey("甲区", "甲局", "project", 2022, "乙"), "王芳"),
        (ProjectKey("甲区", "乙局", "project", 2023, "甲"), "王芳"),
        (ProjectKey("甲区", "甲局", "project", 2023, "甲"), " "),
    ):
        with pytest.raises(SourceError):
            link(ledger, one, other, same=True, who=who)
    assert links(ledger) == ()


def test_the_chains_of_a_district_are_those_of_its_plan(
    district_folder: Path, district_warehouse_folder: Path
) -> None:
    truth = json.loads((district_folder / "truth.json").read_text(encoding="utf-8"))
    expected = {
        frozenset((chain["department"], one["year"], one["project"]) for one in chain["forms"])
        for chain in truth["project_chains"]
    }
    frame = projects.chains(Warehouse.open(district_warehouse_folder), (), Scope())
    found: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for row in frame.iter_rows(named=True):
        found[row["chain_id"]].add((row["department"], row["fiscal_year"], row["project"]))
    assert {one for chain in found.values() for one in chain} == {one for chain in expected for one in chain}
    right = {frozenset(chain) for chain in found.values()} & expected
    assert len(right) / len(expected) > 0.9
