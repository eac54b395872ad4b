"""What pages hand to plotly without a check of each visit is checked here once."""

import json

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from pipelines.queries import forms, projects, scopes
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.pages.test_pages import every_page, opened, page_of


def charts(page: AppTest) -> list[go.Figure]:
    """Return the figures of a page; plotly raises where one has a part that it does not know."""
    assert not page.exception
    return [go.Figure(**json.loads(chart.proto.spec)) for chart in page.get("plotly_chart")]


@every_page
def test_every_chart_of_a_page_is_one_that_plotly_knows(monkeypatch, warehouse_folder, entry):
    for figure in charts(opened(monkeypatch, warehouse_folder, entry)):
        assert figure.data


@pytest.mark.parametrize("address", ["department", "form", "projects"])
def test_so_is_every_chart_of_one_department_one_form_and_one_project(monkeypatch, warehouse_folder, address):
    opened_warehouse = Warehouse.open(warehouse_folder)
    chain = projects.chains(opened_warehouse, (), Scope())["chain_id"][0]
    of_one = {
        "department": {"department": scopes.departments(opened_warehouse, Scope())["department"][0]},
        "form": {"form": forms.forms_list(opened_warehouse, Scope())["form_id"][0]},
        "projects": {"chain": chain, "collection": "全部"},
    }[address]
    assert charts(opened(monkeypatch, warehouse_folder, page_of(address), **of_one))
