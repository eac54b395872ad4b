"""A project's years as a list, as a timeline, and in the words in which people judge them."""

import polars as pl
import pytest

from dashboard.figures import projects as figures
from dashboard.theme import Look
from pipelines.ledger.links import ProjectLink
from pipelines.queries import projects
from pipelines.warehouse.scope import Scope
from tests.warehouse.made import Made, fund, indicator, warehouse

LOOK = Look()
TAG = "<b>水系</b>治理项目"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    def project(name: str, year: int, budget: str | None, executed: str | None) -> Made:
        words = ("路灯",) if "路灯" in name else ("河道清淤", "河道疏浚")
        rows = [indicator(f"{word}长度", "45", "45", row=20 + at) for at, word in enumerate(words)]
        return Made("甲局", year, [fund("total", budget, executed)], rows, "project", name, total_score="96")

    made = warehouse(
        tmp_path_factory.mktemp("w"),
        project("河道清淤项目", 2021, "100", "40"),
        project(TAG, 2022, "0", "0"),
        project("路灯项目", 2022, None, None),
    )
    return projects.chains(made, (), Scope())


@pytest.fixture(scope="module")
def renamed(every: pl.DataFrame) -> pl.DataFrame:
    return figures.of_view(every, "renamed")


def test_the_list_names_a_project_as_it_is_called_now_and_was_before(every: pl.DataFrame) -> None:
    rows = {row["project"]: row for row in figures.listed(every).to_dicts()}
    assert (rows[TAG]["former"], rows[TAG]["span"], rows[TAG]["rates"]) == (
        "河道清淤项目",
        "2021–2022",
        [0.4, None],
    )
    assert (rows["路灯项目"]["former"], rows["路灯项目"]["span"]) == (None, "2022")
    assert figures.finding(every, LOOK) == "2 个项目，1 个改过名"
    assert set(figures.views(every, LOOK)) == {"", "renamed", "doubtful"}


def test_a_timeline_has_a_bar_a_year_and_a_strangers_tag_stays_text(renamed: pl.DataFrame) -> None:
    figure = figures.timeline(renamed, LOOK)
    assert [bars["y"] for bars in figure["data"]] == [[100.0, 0.0], [40.0, 0.0]]
    assert [one["text"] for one in figure["layout"]["annotations"]] == ["40.0%<br>96 分", "不适用<br>96 分"]
    assert figure["layout"]["xaxis"]["ticktext"][1].startswith("2022<br>&lt;b&gt;水系")
    assert "<b>" not in str(figure)


def test_a_project_without_any_money_says_so(every: pl.DataFrame) -> None:
    lamp = every.filter(pl.col("project") == "路灯项目")
    assert figures.timeline(lamp, LOOK)["layout"]["meta"] == "各年都没有印金额"


def test_a_joint_says_what_speaks_for_it(renamed: pl.DataFrame) -> None:
    (joint,) = figures.joints(renamed, LOOK)
    assert joint.text.startswith(f"2021“河道清淤项目” → 2022“{TAG}”：指标相近，把握 ")
    assert not joint.said
    assert figures.years(renamed, LOOK)["by"].to_list() == ["指标相近", None]


def test_what_people_said_is_told_with_who_and_why(every: pl.DataFrame, renamed: pl.DataFrame) -> None:
    lamp = every.filter(pl.col("project") == "路灯项目")
    ends = figures.before(every, lamp)
    assert ends == {}  # the other project still goes on
    (joint,) = figures.joints(renamed, LOOK)
    link = ProjectLink(
        "P1", joint.earlier, joint.later, False, "两个立项", "王芳", "2026-03-01T00:00:00+00:00"
    )
    (line,) = figures.said((link,), renamed, LOOK)
    assert line.startswith("P1 · 2026-03-01 · 王芳 · 2021“河道清淤项目” 与 2022“")
    assert line.endswith("不是同一项目 · 两个立项")
