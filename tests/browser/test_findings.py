"""A reviewer walks from a finding to its cells, says what it is, and sees it counted."""

import re

import pytest

from tests.browser.acting import address, first_row, settle, soon, visitor

pytestmark = pytest.mark.browser


def count_of(page, word: str) -> int:
    """The number that stands behind a state above the findings."""
    label = page.get_by_role("radio", name=re.compile(rf"^{word} [\d,]+$")).inner_text()
    return int(label.split()[-1].replace(",", ""))


def test_a_finding_opens_beside_its_marked_cell_and_its_state_is_counted(page, served):
    page.goto(f"{served}/findings")
    settle(page)
    assert page.locator("h1").inner_text() == "审核发现"
    open_before, explained_before = count_of(page, "待处理"), count_of(page, "已说明")

    first_row(page, "**/findings?*finding=*")
    drawer = page.get_by_role("dialog")
    drawer.locator("td.hit").wait_for()
    settle(page)
    marked = drawer.locator("td.hit")
    assert marked.is_visible()
    assert re.search(rf"\b{marked.get_attribute('data-place')}\b", drawer.inner_text())

    drawer.get_by_label("您的姓名").fill("王芳")
    drawer.get_by_label("您的姓名").press("Enter")
    settle(page)
    drawer.get_by_label("记为").click()
    page.get_by_role("option", name="已说明").click()
    drawer.get_by_label("理由").fill("与决算报表一致")
    drawer.get_by_role("button", name="记入台账").click()
    page.get_by_text("已记入台账").wait_for()
    assert soon(page, lambda: "王芳：记为已说明：与决算报表一致" in drawer.inner_text())
    settle(page)

    page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    assert soon(page, lambda: "finding" not in address(page))
    settle(page)
    assert soon(page, lambda: count_of(page, "待处理") == open_before - 1)
    assert count_of(page, "已说明") == explained_before + 1


def test_an_address_of_a_finding_opens_it_elsewhere(browser, page, served):
    page.goto(f"{served}/findings")
    settle(page)
    first_row(page, "**/findings?*finding=*")
    page.get_by_role("dialog").locator("td.hit").wait_for()
    place = page.locator("td.hit").get_attribute("data-place")

    afresh = visitor(browser, 390, 844)
    afresh.goto(page.url)
    afresh.get_by_role("dialog").locator("td.hit").wait_for()
    assert afresh.locator("td.hit").get_attribute("data-place") == place
    assert afresh.evaluate("document.documentElement.scrollWidth") <= 390
    afresh.context.close()


def test_a_rule_of_the_overview_leads_to_its_findings(page, served):
    page.goto(served)
    settle(page)
    bar = page.locator(".js-plotly-plot").nth(-1).locator(".bars .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + max(box["width"] / 2, 1), box["y"] + box["height"] / 2)
    page.wait_for_url("**/findings?*rule=*")
    settle(page)
    rule = address(page)["rule"][0]
    chosen = page.get_by_label("规则", exact=True)
    assert soon(page, lambda: chosen.input_value().startswith(rule))
