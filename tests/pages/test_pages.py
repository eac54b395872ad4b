"""Every page, in every state: filled, of one form, empty, in English, with unusable addresses."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.main import PAGES, PageEntry
from pipelines.queries import forms, scopes, unspent
from pipelines.queries.findings import findings
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

APP = Path(__file__).resolve().parents[2] / "app.py"
#: The badge of synthetic data.
DEMO = ":orange-badge[:material/science: 演示数据]"
every_page = pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.address or "start")


def opened(monkeypatch, folder: Path, entry: PageEntry, **params: str) -> AppTest:
    """Open the page at its address, as a link from elsewhere would."""
    monkeypatch.setenv("JIXIAO_WAREHOUSE", str(folder))
    page = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in params.items():
        page.query_params[name] = value
    if entry.address:
        page.switch_page(f"dashboard/pages/{entry.script}")
    return page.run()


def page_of(address: str) -> PageEntry:
    return next(entry for entry in PAGES if entry.address == address)


def said(page: AppTest) -> str:
    """Return all that the page says in places that read markdown, and in plain text."""
    parts = [*page.title, *page.header, *page.caption, *page.text, *page.markdown, *page.code]
    return "\n".join(str(part.value) for part in parts)


@every_page
def test_a_page_of_a_filled_warehouse_shows_something_and_says_that_it_is_demo(
    monkeypatch, warehouse_folder, entry
):
    page = opened(monkeypatch, warehouse_folder, entry)
    assert not page.exception
    assert [title.value for title in page.title] == [entry.wording.zh]
    assert page.header
    assert "演示数据" in said(page)


@every_page
def test_a_page_of_one_form_is_whole(monkeypatch, one_form_folder, entry):
    page = opened(monkeypatch, one_form_folder, entry)
    assert not page.exception
    assert [title.value for title in page.title] == [entry.wording.zh]
    assert page.header
    assert DEMO not in said(page)


@every_page
def test_an_empty_warehouse_says_which_command_fills_it(monkeypatch, empty_folder, entry):
    page = opened(monkeypatch, empty_folder, entry)
    assert not page.exception
    assert [title.value for title in page.title] == [entry.wording.zh]
    if not entry.from_nothing:
        assert "jixiao build" in said(page)


@every_page
def test_a_page_in_english_has_its_english_name(monkeypatch, warehouse_folder, entry):
    page = opened(monkeypatch, warehouse_folder, entry, lang="en")
    assert not page.exception
    assert [title.value for title in page.title] == [entry.wording.en]


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("", "year", "1800"),
        ("", "type", "dream"),
        ("execution", "line", "dream"),
        ("execution", "bucket", "<0%"),
        ("indicators", "level", "没有这一级"),
        ("department", "department", "没有这个部门"),
        ("form", "form", "../../etc/passwd"),
        ("quality", "list", "dream"),
        ("quality", "code", "dream"),
        ("review", "form", "dream"),
        ("upload", "batch", "../../etc"),
        ("findings", "rule", "Z-99"),
        ("findings", "severity", "dream"),
        ("findings", "status", "dream"),
        ("findings", "department", "没有这个部门"),
        ("findings", "finding", "<img src=x>"),
        ("scores", "heap", "dream"),
        ("scores", "basis", "dream"),
    ],
)
def test_an_unusable_parameter_falls_back_and_says_so(monkeypatch, warehouse_folder, address, name, value):
    page = opened(monkeypatch, warehouse_folder, page_of(address), **{name: value})
    assert not page.exception
    assert f"地址中的 {name} 无法使用" in said(page)


def test_the_overview_of_the_seed_form_says_what_the_form_prints(monkeypatch, one_form_folder):
    page = opened(monkeypatch, one_form_folder, page_of(""))
    shown = {metric.label: metric.value for metric in page.metric}
    assert shown["已报部门"] == "1 个"
    assert shown["预算总额"] == "1,094 万元"
    assert shown["整体执行率"] == "82.24%"
    assert shown["项目支出执行率"] == "65.13%"


def test_an_address_with_form_and_place_shows_that_cell_and_its_reading(monkeypatch, one_form_folder):
    warehouse = Warehouse.open(one_form_folder)
    row = unspent.under_executed(warehouse, Scope(year=2023)).row(0, named=True)
    page = opened(monkeypatch, one_form_folder, page_of("form"), form=row["form_id"], place=row["place"])
    assert not page.exception
    assert f"单元格 {row['place']}" in said(page)
    assert "3,312,888.42" in [text.value for text in page.text]


def test_a_place_outside_the_form_is_not_marked_and_said(monkeypatch, one_form_folder):
    form_id = forms.forms_list(Warehouse.open(one_form_folder), Scope())["form_id"][0]
    page = opened(monkeypatch, one_form_folder, page_of("form"), form=form_id, place="R999C999")
    assert not page.exception
    assert "地址中的 place 无法使用" in said(page)


def test_the_department_of_an_address_is_shown(monkeypatch, one_form_folder):
    name = "上海市闵行区浦锦街道办事处党群服务中心"
    page = opened(monkeypatch, one_form_folder, page_of("department"), department=name)
    assert [metric.value for metric in page.metric] == ["1,094 万元", "82.24%", "65.13%", "97.8"]


def test_a_year_of_the_address_is_the_year_shown(monkeypatch, warehouse_folder):
    warehouse = Warehouse.open(warehouse_folder)
    largest = scopes.collections(warehouse).sort("forms")["collection"][-1]
    year = str(scopes.years(warehouse, Scope(collection=largest))["fiscal_year"].min())
    assert f"{year} 年度" in said(opened(monkeypatch, warehouse_folder, page_of(""), year=year))


def test_a_collection_of_the_address_is_the_one_shown(monkeypatch, warehouse_folder):
    collections = scopes.collections(Warehouse.open(warehouse_folder)).sort("forms")["collection"].to_list()
    smallest = opened(monkeypatch, warehouse_folder, page_of(""), collection=collections[0])
    everything = opened(monkeypatch, warehouse_folder, page_of(""), collection="全部")
    assert collections[0] in said(smallest)
    assert "演示数据" not in said(smallest)
    assert "演示数据" in said(everything)


def test_a_link_to_a_department_outside_the_scope_shows_it_and_not_as_demo(monkeypatch, warehouse_folder):
    name = "上海市闵行区浦锦街道办事处党群服务中心"
    page = opened(monkeypatch, warehouse_folder, page_of("department"), department=name, year="2023")
    assert [metric.value for metric in page.metric] == ["1,094 万元", "82.24%", "65.13%", "97.8"]
    assert "演示数据" not in said(page)


def test_a_synthetic_form_says_so_whatever_the_scope(monkeypatch, warehouse_folder):
    found = forms.forms_list(Warehouse.open(warehouse_folder), Scope())
    demo = found.filter(found["synthetic"])["form_id"][0]
    real = found.filter(~found["synthetic"])["form_id"][0]
    names = {"collection": "公开样本"}
    assert DEMO in said(opened(monkeypatch, warehouse_folder, page_of("form"), form=demo, **names))
    assert DEMO not in said(opened(monkeypatch, warehouse_folder, page_of("form"), form=real))


def test_a_file_that_is_no_warehouse_is_said_in_one_line(monkeypatch, tmp_path):
    (tmp_path / "x.duckdb").write_bytes(b"no database")
    (tmp_path / "CURRENT").write_text("x.duckdb\n", encoding="utf-8")
    page = opened(monkeypatch, tmp_path, page_of(""))
    assert not page.exception
    assert [title.value for title in page.title] == ["总览"]
    assert len(page.error) == 1
    assert "数据仓库无法打开" in page.error[0].value


def test_a_build_while_people_look_is_seen_at_the_next_question(monkeypatch, tmp_path, one_form_folder):
    page = opened(monkeypatch, tmp_path, page_of(""))
    assert "jixiao build" in said(page)
    refresh([next(shipped("samples").rglob("*党群服务中心*自评表.txt"))], tmp_path, workers=1)
    page.run()
    assert not page.exception
    assert page.metric


HOSTILE = "**甲** ![x](http://evil.example/x.png) <img src=x> $a$ :material/home: www.evil.example"


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory) -> Path:
    """A warehouse of one form whose department is called like an attack."""
    source = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    root = tmp_path_factory.mktemp("hostile")
    text = source.read_text(encoding="utf-8").replace("上海市闵行区浦锦街道办事处党群服务中心", HOSTILE)
    (root / "表.txt").write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("hostile_warehouse")
    refresh([root], folder, workers=1)
    return folder


@every_page
def test_the_words_of_a_strangers_form_are_shown_and_not_obeyed(monkeypatch, hostile_folder, entry):
    form_id = forms.forms_list(Warehouse.open(hostile_folder), Scope())["form_id"][0]
    finding = findings(Warehouse.open(hostile_folder), Scope())["fingerprint"][0]
    params = {"findings": {"finding": finding}, "form": {"form": form_id}, "review": {"form": form_id}}.get(
        entry.address, {}
    )
    page = opened(monkeypatch, hostile_folder, entry, **params)
    assert not page.exception
    marked = [str(part.value) for part in (*page.title, *page.header, *page.caption, *page.markdown)]
    labels = [metric.label for metric in page.metric] + [link.label for link in page.get("page_link")]
    for words in [*marked, *labels]:
        for attack in ("![x](", "**甲**", "<img", "$a$", ":material/home:", "www.evil"):
            assert attack not in words.replace("\\<", "")
