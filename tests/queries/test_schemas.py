"""Every question gives its declared schema, filled, empty, and of an empty warehouse."""

from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import polars as pl
import pytest

from pipelines.queries import (
    computed,
    coverage,
    execution,
    findings,
    forms,
    indicators,
    peers,
    projects,
    quality,
    rectification,
    replies,
    reports,
    review,
    scopes,
    scores,
    sources,
    unspent,
    upload,
)
from pipelines.warehouse.roster import Department
from pipelines.warehouse.schema import GOALS, GRIDS, PROBLEMS, UNREAD
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.warehouse.made import Made, fund, indicator, rosters, warehouse

Question = Callable[[Warehouse, Scope], pl.DataFrame]

#: Every public question of `queries`, by its module and name, with the schema that it declares.
QUESTIONS: dict[str, tuple[Question, pl.Schema]] = {
    "execution.by_department_year": (execution.by_department_year, execution.BY_DEPARTMENT_YEAR),
    "execution.district_by_year": (execution.district_by_year, execution.DISTRICT_BY_YEAR),
    "execution.bands": (execution.bands, execution.BANDS),
    "execution.by_kind": (execution.by_kind, execution.BY_KIND),
    "execution.buckets": (execution.buckets, execution.BUCKETS_SCHEMA),
    "execution.trend": (execution.trend, execution.TREND),
    "execution.by_line_year": (execution.by_line_year, execution.BY_LINE_YEAR),
    "unspent.under_executed": (unspent.under_executed, unspent.UNDER_EXECUTED),
    "unspent.unspent_by": (unspent.unspent_by, unspent.UNSPENT_BY),
    "unspent.projects": (unspent.projects, unspent.PROJECTS),
    "indicators.low": (indicators.low, indicators.LOW),
    "indicators.by_year": (indicators.by_year, indicators.BY_YEAR),
    "indicators.by_level": (indicators.by_level, indicators.BY_LEVEL),
    "indicators.by_department": (indicators.by_department, indicators.BY_DEPARTMENT),
    "indicators.recurring": (indicators.recurring, indicators.RECURRING),
    "indicators.across_departments": (indicators.across_departments, indicators.ACROSS_DEPARTMENTS),
    "indicators.levels": (indicators.levels, indicators.LEVELS),
    "coverage.by_year": (coverage.by_year, coverage.BY_YEAR),
    "coverage.matrix": (coverage.matrix, coverage.MATRIX),
    "coverage.missing": (coverage.missing, coverage.MISSING),
    "coverage.double_counts": (coverage.double_counts, coverage.DOUBLE_COUNTS),
    "projects.chains": (lambda w, s: projects.chains(w, (), s), projects.CHAINS),
    "peers.compare": (peers.compare, peers.COMPARE),
    "peers.position": (peers.position, peers.POSITION),
    "quality.documents": (quality.documents, quality.DOCUMENT_LIST),
    "quality.rejected": (quality.rejected, quality.DOCUMENT_LIST),
    "quality.duplicates": (quality.duplicates, quality.DOCUMENT_LIST),
    "quality.outcomes": (quality.outcomes, quality.OUTCOME_COUNTS),
    "quality.problem_list": (quality.problem_list, quality.PROBLEM_LIST),
    "quality.problems_by_code": (quality.problems_by_code, quality.PROBLEM_COUNTS),
    "quality.unread": (quality.unread, quality.UNREAD_LIST),
    "quality.superseded": (quality.superseded, quality.SUPERSEDED),
    "reports.reading_reports": (reports.reading_reports, reports.READING_REPORTS),
    "reports.corrections": (reports.corrections, reports.CORRECTION_LIST),
    "quality.not_counted": (quality.not_counted, quality.NOT_COUNTED),
    "forms.forms_list": (forms.forms_list, forms.FORM),
    "scopes.years": (scopes.years, scopes.YEARS),
    "scopes.collections": (lambda warehouse, _: scopes.collections(warehouse), scopes.COLLECTIONS),
    "scopes.kinds": (scopes.kinds, scopes.KINDS),
    "review.waiting": (lambda warehouse, _: review.waiting(warehouse, ()), review.WAITING),
    "upload.uploaded_forms": (
        lambda warehouse, _: upload.uploaded_forms(warehouse, warehouse),
        upload.UPLOADED_FORMS,
    ),
    "upload.new_files": (lambda warehouse, _: upload.new_files(warehouse, warehouse), upload.NEW_FILES),
    "upload.unusable": (lambda warehouse, _: upload.unusable(warehouse), upload.UNUSABLE),
    "upload.synthetic_collections": (
        lambda warehouse, _: upload.synthetic_collections(warehouse),
        upload.SYNTHETIC,
    ),
    "findings.findings": (findings.findings, findings.FINDINGS),
    "findings.outline": (findings.outline, findings.OUTLINE),
    "findings.counts": (findings.counts, findings.COUNTS),
    "rectification.rectification": (rectification.rectification, rectification.RECTIFICATION),
    "replies.replies": (replies.replies, replies.REPLIES),
    "scores.scores": (scores.scores, scores.SCORES),
    "scores.profiles": (lambda warehouse, _: scores.profiles(warehouse), scores.PROFILES),
    "sources.form_scores": (sources.form_scores, sources.FORM_SCORES),
    "sources.money_cells": (sources.money_cells, sources.MONEY_CELLS),
    "sources.indicator_cells": (sources.indicator_cells, sources.INDICATOR_CELLS),
    "sources.obligations": (sources.obligations, sources.OWED),
    "scopes.departments": (scopes.departments, scopes.DEPARTMENT_LIST),
}

MODULES = (execution, unspent, indicators, coverage, peers, quality, reports, forms, scopes, computed)

OF_ONE_FORM: dict[str, tuple[Callable[[Warehouse, str], pl.DataFrame], pl.Schema]] = {
    "forms.form": (forms.form, forms.FORM),
    "forms.grid": (forms.grid, forms.GRID),
    "forms.readings": (forms.readings, forms.READINGS),
    "forms.goals": (forms.goals, GOALS.frame_schema),
    "forms.problems": (forms.problems, PROBLEMS.frame_schema),
    "forms.unread": (forms.unread, UNREAD.frame_schema),
    "forms.grids": (forms.grids, GRIDS.frame_schema),
    "review.printed_fields": (review.printed_fields, review.PRINTED_FIELDS),
    "scores.steps": (scores.steps, scores.STEPS),
    "computed.computed": (computed.computed, computed.COMPUTED),
}

SCOPES = {
    "everything": Scope(),
    "a year": Scope(year=2023),
    "a kind": Scope(kinds=("综合",)),
    "a department": Scope(department="甲局"),
    "a type": Scope(form_type="project"),
    "nothing": Scope(year=1999, department="没有", kinds=("没有",), collection="没有", form_type="unknown"),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    funds = (fund("total", "100", "50"), fund("basic", "60", "40"), fund("project", "40", "10"))
    made = [
        Made(f"{name}局", year, funds, (indicator("完成率", "10", "5"),), form_type=kind, project=project)
        for name in "甲乙丙"
        for year in (2022, 2023)
        for kind, project in (("department_overall", None), ("project", "道路"))
    ]
    owes = ("department_overall",)
    known = rosters(*(Department(f"{name}局", kind="综合", owes=owes) for name in "甲乙丙丁"))
    return warehouse(tmp_path_factory.mktemp("w"), *made, known=known)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_gives_its_declared_schema(name: str, scope: Scope, filled: Warehouse) -> None:
    question, schema = QUESTIONS[name]
    assert question(filled, scope).schema == schema


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_of_the_empty_warehouse_gives_an_empty_frame(name: str) -> None:
    question, schema = QUESTIONS[name]
    frame = question(Warehouse.empty(), Scope(year=2023))
    assert frame.is_empty()
    assert frame.schema == schema


@pytest.mark.parametrize("name", OF_ONE_FORM)
def test_a_question_about_a_form_gives_its_declared_schema(name: str, filled: Warehouse) -> None:
    question, schema = OF_ONE_FORM[name]
    some = forms.forms_list(filled, Scope())["form_id"][0]
    assert question(filled, some).schema == schema
    missing = question(filled, "no such form")
    assert missing.is_empty()
    assert missing.schema == schema


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_answers_the_same_twice(name: str, filled: Warehouse) -> None:
    question, _ = QUESTIONS[name]
    assert question(filled, Scope()).equals(question(filled, Scope()))


def test_every_public_question_stands_in_the_list() -> None:
    modules = {
        module.__name__.rsplit(".", 1)[-1]: module
        for module in (
            execution,
            unspent,
            indicators,
            coverage,
            peers,
            quality,
            reports,
            forms,
            scopes,
            computed,
            review,
            upload,
            findings,
            rectification,
            replies,
            scores,
            sources,
            projects,
        )
    }
    public = {
        f"{short}.{name}"
        for short, module in modules.items()
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__ and name[0] != "_"
    }
    said_otherwise = {
        "scopes.is_synthetic",
        "reports.doubtful_cells",
        "sources.generation",
        "projects.key_of",
    }
    assert public - said_otherwise == {*QUESTIONS, *OF_ONE_FORM}


def test_the_folder_of_questions_has_no_module_that_is_not_listed() -> None:
    folder = Path(execution.__file__).parent
    helpers = {"__init__", "following", "frames", "lines", "measures", "worked"}
    named = {name.split(".")[0] for name in (*QUESTIONS, *OF_ONE_FORM)}
    assert {path.stem for path in folder.glob("*.py")} - helpers == named
