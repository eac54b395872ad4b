"""A person walks from the whole district to one cell of one form, by clicks; the address keeps it."""

import re
from urllib.parse import urlsplit

import pytest

from dashboard.main import PAGES
from tests.browser.acting import address as asked_of
from tests.browser.acting import first_row, settle, soon, visitor

pytestmark = pytest.mark.browser


def test_from_the_overview_to_the_marked_cell_by_clicks_and_back_by_its_address(browser, page, served):
    page.goto(served)
    settle(page)
    assert page.locator("h1").inner_text() == "总览"

    bar = page.locator(".js-plotly-plot").nth(2).locator(".bars .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()  # the figure's own layer takes the click, not the bar
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    page.wait_for_url("**/department?*")
    settle(page)
    assert soon(page, lambda: page.locator("h1").inner_text() == "部门画像")
    department = asked_of(page)["department"][0]
    assert page.get_by_role("heading", name=department, exact=True).is_visible()

    first_row(page, "**/form?*")
    marked = page.locator("td.hit")
    marked.wait_for()
    settle(page)
    asked = asked_of(page)
    assert marked.get_attribute("data-place") == asked["place"][0]
    assert re.fullmatch(r"[\d,.]+", marked.inner_text())
    printed, address = marked.inner_text(), page.url

    afresh = visitor(browser, 390, 844)
    afresh.goto(address)
    again = afresh.locator("td.hit")
    again.wait_for()
    settle(afresh)
    assert again.get_attribute("data-place") == asked["place"][0]
    assert again.inner_text() == printed
    assert again.is_visible()
    assert afresh.evaluate("document.documentElement.scrollWidth") <= 390
    afresh.context.close()


def test_another_cell_is_picked_by_click_and_by_keyboard_and_back_undoes_it(page, served):
    page.goto(f"{served}/form")
    settle(page)
    first_row(page, "**/form?form=*")
    page.locator("td.value").first.wait_for()
    settle(page)
    cells = page.locator("td.value")
    cells.first.click()
    first = cells.first.get_attribute("data-place")
    assert soon(page, lambda: asked_of(page).get("place") == [first])
    settle(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert soon(page, lambda: asked_of(page)["place"] != [first])
    settle(page)
    page.go_back()
    page.locator(f"td.hit[data-place={first}]").wait_for()


def test_the_year_stays_when_the_page_changes(page, served):
    page.goto(served)
    settle(page)
    year = page.get_by_role("radio", name=re.compile(r"^20\d\d$")).first
    chosen = year.inner_text().strip()
    year.click()
    settle(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="低分指标").click()
    page.wait_for_url("**/indicators*")
    settle(page)
    assert asked_of(page)["year"] == [chosen]
    assert soon(page, lambda: f"{chosen} 年度" in page.get_by_test_id("stMain").inner_text())


def test_back_after_a_drill_down_brings_back_what_was_chosen(page, served):
    page.goto(f"{served}/execution?threshold=95&line=total")
    settle(page)
    first_row(page, "**/form?*")
    settle(page)
    page.go_back()
    page.wait_for_url("**/execution?*threshold=95*")
    settle(page)
    asked = asked_of(page)
    assert asked["line"] == ["total"]
    assert "form" not in asked
    assert soon(page, lambda: "低于 95%" in page.get_by_test_id("stMain").inner_text())


def test_no_request_leaves_the_machine(page, served):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    refused = []  # what the browser itself would not fetch is asked for all the same
    page.on("console", lambda line: refused.append(line.text) if "Security Policy" in line.text else None)
    for entry in PAGES:
        page.goto(f"{served}/{entry.address}")
        settle(page)
    hosts = {
        urlsplit(url).hostname for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")
    }
    assert len(asked) > 50
    assert hosts == {"127.0.0.1"}
    assert refused == []


def test_a_table_is_exported_as_a_file_that_a_spreadsheet_reads(page, served):
    page.goto(f"{served}/execution")
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").first.click()
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "部门（单位）" in data.decode("utf-8-sig").splitlines()[0]
