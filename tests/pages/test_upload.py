"""上传: what was handed in is understood, shown and let in; nothing enters without the word."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import rebuild, uploads
from dashboard.uploads import Batch
from pipelines.ledger import ledger_file
from pipelines.queries import scopes
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.warehouse import Warehouse
from tests.pages.test_pages import opened, page_of, said

SEED = "*党群服务中心*自评表.txt"
NEW = "上海市闵行区浦锦街道办事处测试服务中心"


def form(department: str = NEW) -> bytes:
    text = next(shipped("samples").rglob(SEED)).read_text(encoding="utf-8")
    return text.replace("上海市闵行区浦锦街道办事处党群服务中心", department).encode()


def batch_of(folder: Path, **files: bytes) -> Batch:
    """Keep files as the page does, and read them in this process."""
    batch = uploads.new_batch(folder)
    for name, data in files.items():
        uploads.keep(batch, name, data)
    refresh([batch.files], batch.warehouse, workers=1, ledger=ledger_file(folder))
    return batch


def waited(folder: Path) -> rebuild.Job:
    for _ in range(600):
        job = rebuild.job(folder)
        if job and not job.running:
            return job
        time.sleep(0.1)
    raise AssertionError("no build ended")


def button(page: AppTest, start: str):
    return next(one for one in page.button if one.label.startswith(start))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a warehouse of one published form, that lies outside the folder for uploads."""
    refresh([next(shipped("samples").rglob(SEED))], tmp_path / "warehouse", workers=1)
    return tmp_path / "warehouse"


def test_files_dropped_on_an_empty_warehouse_are_read_and_enter_it_when_confirmed(monkeypatch, tmp_path):
    folder = tmp_path / "warehouse"
    (tmp_path / "raw" / "二〇二三").mkdir(parents=True)  # the test's driver cannot type a new one
    page = opened(monkeypatch, folder, page_of("upload"))
    assert not page.exception
    page.file_uploader[0].upload("新单位.txt", form(), "text/plain")
    page.run()
    token = "".join(page.query_params["batch"])  # a list of one, or the word itself
    batch = uploads.find_batch(folder, token)
    assert batch is not None
    waited(batch.warehouse)
    page.run()
    assert not page.exception
    assert {metric.label: metric.value for metric in page.metric}["读出自评表"] == "1"
    assert Warehouse.open(folder).is_empty
    assert not list((tmp_path / "raw" / "二〇二三").iterdir())
    page.selectbox(key="into").set_value("二〇二三").run()
    button(page, "确认入库").click().run()
    assert not page.exception
    assert waited(folder).failed is None
    assert [path.read_bytes() for path in (tmp_path / "raw" / "二〇二三").iterdir()] == [form()]
    assert scopes.collections(Warehouse.open(folder))["collection"].to_list() == ["二〇二三"]
    assert not batch.folder.exists()
    page.run()
    assert "batch" not in page.query_params
    button(page, "在总览里看“二〇二三”").click().run()
    assert not page.exception
    assert [title.value for title in page.title] == ["总览"]
    assert page.metric


def test_a_batch_says_what_was_understood_and_what_was_of_no_use(monkeypatch, site):
    batch = batch_of(site, **{"新.txt": form(), "已有.txt": form("上海市闵行区浦锦街道办事处党群服务中心"),
                              "假.xls": b"\x89PNG\r\n\x1a\n" + bytes(64), "空.xlsx": b""})  # fmt: skip
    page = opened(monkeypatch, site, page_of("upload"), batch=batch.token)
    assert not page.exception
    shown = {metric.label: metric.value for metric in page.metric}
    assert (shown["收到文件"], shown["读出自评表"], shown["库中已有"], shown["没有用上的文件"]) == (
        "3", "2", "1", "2",
    )  # fmt: skip
    assert "空.xlsx：读到：空文件（0 字节）；应为：有内容的文件" in [text.value for text in page.text]
    assert button(page, "确认入库（1 个文件）").disabled  # no collection is chosen
    forms = page.dataframe[0].value
    assert sorted(forms["path"]) == ["已有.txt", "新.txt"]
    assert set(forms["form_year"]) == {2023}
    assert str(site) not in said(page) + forms.to_csv() + page.dataframe[1].value.to_csv()


def test_the_form_of_a_batch_is_shown_with_its_cell(monkeypatch, site):
    batch = batch_of(site, **{"新.txt": form()})
    row = Warehouse.open(batch.warehouse)
    form_id = scopes_form(row)
    page = opened(monkeypatch, site, page_of("upload"), batch=batch.token, form=form_id, place="R7C4")
    assert not page.exception
    assert "单元格 R7C4" in said(page)
    assert "10,937,482.14" in [text.value for text in page.text]


def scopes_form(warehouse: Warehouse) -> str:
    from pipelines.warehouse.schema import FORMS

    return str(warehouse.rows(FORMS)["form_id"].item())


def test_a_discarded_batch_is_gone_and_nothing_was_built(monkeypatch, site):
    batch = batch_of(site, **{"新.txt": form()})
    before = Warehouse.open(site).build_id
    page = opened(monkeypatch, site, page_of("upload"), batch=batch.token)
    button(page, "放弃").click().run()
    assert not page.exception
    assert not batch.folder.exists()
    assert "batch" not in page.query_params
    assert Warehouse.open(site).build_id == before
    assert not (site.parent / "raw").exists()


def test_a_collection_that_leads_elsewhere_cannot_be_confirmed(monkeypatch, site):
    batch = batch_of(site, **{"新.txt": form()})
    page = opened(monkeypatch, site, page_of("upload"), batch=batch.token, into="../外面")
    assert not page.exception
    assert len(page.error) == 1
    assert button(page, "确认入库").disabled


def test_what_the_warehouse_held_before_is_still_there_after_an_upload(monkeypatch, site):
    batch = batch_of(site, **{"新.txt": form()})
    (site.parent / "raw" / "二〇二三").mkdir(parents=True)
    page = opened(monkeypatch, site, page_of("upload"), batch=batch.token)
    page.selectbox(key="into").set_value("二〇二三").run()
    button(page, "确认入库").click().run()
    assert waited(site).failed is None
    departments = scopes.departments(Warehouse.open(site), scopes.Scope())["department"].to_list()
    assert sorted(departments) == sorted([NEW, "上海市闵行区浦锦街道办事处党群服务中心"])


def test_the_names_of_strangers_files_are_shown_and_not_obeyed(monkeypatch, site):
    name = "**甲** ![x](http_evil) $a$.txt"
    batch = batch_of(site, **{name: form("**乙** $a$ :material/home:"), "![x](y).xlsx": b""})
    warehouse = Warehouse.open(batch.warehouse)
    page = opened(monkeypatch, site, page_of("upload"), batch=batch.token, form=scopes_form(warehouse))
    assert not page.exception
    marked = [str(part.value) for part in (*page.title, *page.header, *page.caption, *page.markdown)]
    for words in marked:
        for attack in ("![x](", "**甲**", "**乙**", "$a$", ":material/home:"):
            assert attack not in words
