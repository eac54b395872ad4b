"""The benchmarks measure what they say, on small amounts; how fast it was is asserted nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.bench import (
    briefings,
    files,
    judging,
    libraries,
    memory,
    projects,
    questions,
    scratch,
    similar,
)
from dashboard.bench.report import Figure, print_figures
from pipelines.queries import execution
from pipelines.readers import office
from pipelines.shipped import shipped
from pipelines.warehouse.schema import FORMS, INDICATORS, TABLES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def large(district_warehouse_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The small district, three times over."""
    small = Warehouse.open(district_warehouse_folder).rows(INDICATORS, ("form_id",)).height
    folder = tmp_path_factory.mktemp("scratch") / "large"
    assert scratch.multiply(district_warehouse_folder, folder, 3 * small - 5) == 3 * small
    return Warehouse.open(folder)


def test_a_multiplied_warehouse_has_every_form_under_a_name_of_its_own(
    large: Warehouse, district_warehouse_folder: Path
) -> None:
    small = Warehouse.open(district_warehouse_folder)
    for table in (FORMS, INDICATORS):
        once, thrice = (one.rows(table, table.key) for one in (small, large))
        assert thrice.height == 3 * once.height
        assert thrice.is_unique().all()


def test_each_copy_of_the_district_spends_as_much_as_the_district(
    large: Warehouse, district_warehouse_folder: Path
) -> None:
    once = execution.district_by_year(Warehouse.open(district_warehouse_folder), Scope(), ("total",))
    thrice = execution.district_by_year(large, Scope(), ("total",))
    assert thrice["executed_yuan"].to_list() == [3 * value for value in once["executed_yuan"]]
    assert thrice["execution_rate"].to_list() == pytest.approx(once["execution_rate"].to_list())


def test_a_multiplied_warehouse_names_only_columns_that_there_are() -> None:
    there = {name for table in TABLES for name in table.names}
    assert scratch.NAMES - there == set()


def test_every_question_is_asked_and_answered(large: Warehouse) -> None:
    assert large.path is not None
    figures = questions.asking(large.path.parent, rounds=1)
    assert [figure.what for figure in figures] == list(questions.QUESTIONS)
    assert all(figure.value > 0 and not figure.beside.startswith("0 ") for figure in figures)


def test_briefings_are_written_of_a_district_made_larger(
    district_warehouse_folder: Path, tmp_path: Path
) -> None:
    briefings.enlarge(district_warehouse_folder, tmp_path / "many", 20)
    figures = briefings.writing(tmp_path / "many", workers=1)
    assert figures[0].what == "全区简报 docx"
    assert figures[0].beside.startswith("24 个单位")
    assert all(figure.limit is not None and figure.value > 0 for figure in figures)


def test_reading_is_measured_for_the_formats_that_the_district_has(district_folder: Path) -> None:
    figures = files.reading(district_folder, files_a_format=2, rounds=1)
    assert 3 <= len(figures) <= len(files.FORMATS)  # a small one may have a format in archives only
    assert all(figure.limit == files.LIMIT_ABOVE_BARE_MS for figure in figures)


def test_cells_are_read_beside_the_bare_library_of_each_format(
    district_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_NAMES", ())  # what LibreOffice writes takes seconds
    monkeypatch.setattr(office, "_PLACES", ())
    figures = libraries.comparing(district_folder, files=1, rounds=1)
    assert len(figures) >= 3
    assert all(
        figure.limit == libraries.LIMIT_ABOVE_MS and "（1 份平均）" in figure.beside for figure in figures
    )


@pytest.mark.parametrize(("ending", "bare"), [(end, bare) for end, (_, bare) in libraries.LIBRARIES.items()])
def test_the_bare_library_finds_cells(ending: str, bare: Callable[[bytes], int]) -> None:
    places = (shipped("samples"), Path(__file__).parents[1] / "readers" / "files")
    path = next(path for place in places for path in sorted(place.rglob(f"*{ending}")) if path.is_file())
    assert bare(path.read_bytes()) > 20


def test_a_district_made_larger_is_judged(district_warehouse_folder: Path, tmp_path: Path) -> None:
    figures = judging.judging(district_warehouse_folder, tmp_path, 300)
    assert "条发现" in figures[0].beside
    assert [figure.limit for figure in figures] == [20.0, 2.0, 300.0]
    assert all(figure.value > 0 and not figure.beside.startswith("0 ") for figure in figures)


def test_copied_narratives_are_found_among_many() -> None:
    (figure,) = similar.comparing(700)
    assert figure.value > 0
    assert "找到 0 篇" not in figure.beside


def test_projects_are_followed_among_many() -> None:
    (figure,) = projects.following(900)
    assert figure.value > 0
    assert "对应 0 对" not in figure.beside


@pytest.mark.parametrize(("value", "limit", "verdict"), [(5, 5, "达到"), (5.1, 5, "超出"), (9, None, "")])
def test_a_figure_stands_beside_its_limit(
    value: float, limit: float | None, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_figures("一张表", [Figure("一件事", value, "ms", limit)])
    printed = capsys.readouterr().out
    assert verdict in printed
    assert ("≤" in printed) == (limit is not None)


def test_the_memory_of_a_build_is_that_of_processes_of_its_own(tmp_path: Path) -> None:
    held = bytearray(2**30)  # what this process holds is no part of it
    held[::4096] = b"x" * len(held[::4096])
    first, second = memory.building(tmp_path, (1, 2))
    assert 50 < first.value < 900
    assert second.limit == pytest.approx(first.value * memory.LIMIT_TIMES)
