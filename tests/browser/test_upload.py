"""Two files are handed in, one of them no form; what was understood is seen, let in, and stands on 总览."""

import re
from pathlib import Path

import pytest

from pipelines.refresh import refresh
from pipelines.shipped import shipped
from tests.browser.acting import first_row, settle, soon, visitor
from tests.browser.serving import serving

pytestmark = pytest.mark.browser

OLD, NEW = "浦锦街道办事处党群服务中心", "浦锦街道办事处测试服务中心"


def test_files_are_handed_in_understood_and_let_in_by_clicks(browser, tmp_path: Path):
    seed = next(shipped("samples").rglob("*党群服务中心*自评表.txt"))
    refresh([seed], tmp_path / "warehouse", workers=1)
    good, picture = tmp_path / "新单位2023.txt", tmp_path / "假.xls"
    good.write_text(seed.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    page = visitor(browser)
    with serving(tmp_path / "warehouse") as address:
        page.goto(f"{address}/upload")
        settle(page)
        shown = "getComputedStyle(document.querySelector('{} button p'), '::after').content"
        assert page.evaluate(shown.format("[data-testid=stFileUploaderDropzone]")) == '"选择文件"'
        page.locator("input[type=file]").set_input_files([str(good), str(picture)])
        page.get_by_role("heading", name="读懂 1 张表，1 个部门").wait_for()
        settle(page)
        assert page.get_by_role("heading", name="1 个文件没有用上").is_visible()
        assert soon(page, lambda: re.search(r"[?&]batch=[0-9a-f]{16}", page.url))

        first_row(page, "**form=*")
        page.locator("td.value").first.wait_for()
        settle(page)
        assert NEW in page.get_by_role("heading", name=NEW).inner_text()

        box = page.get_by_test_id("stSelectbox").last.locator("input")
        box.click()
        box.fill("二〇二三年自评")
        page.keyboard.press("Enter")
        settle(page)
        page.get_by_role("button", name="确认入库（1 个文件）").click()
        see = page.get_by_role("button", name="在总览里看“二〇二三年自评”")
        see.wait_for()
        settle(page)
        see.click()
        page.get_by_role("heading", name="总览").wait_for()
        settle(page)
        covers = "二〇二三年自评 · 2023 年度 · 1 个部门（单位）"
        assert soon(page, lambda: covers in page.get_by_test_id("stMain").inner_text())
    page.context.close()
    kept = list((tmp_path / "raw" / "二〇二三年自评").iterdir())
    assert [path.read_bytes() for path in kept] == [good.read_bytes()]
    assert not list((tmp_path / "warehouse").glob(".upload*"))
