"""The menus of Streamlit's own page and tables speak Chinese where the page does."""

import pytest

from tests.browser.acting import settle, soon

pytestmark = pytest.mark.browser

_LABELS = "[data-testid=stMainMenuPopover] button"


def menu(page) -> list[str]:
    """What the menu of the page offers, without its icons."""
    page.locator("[data-testid=stMainMenu] button").click()
    page.locator(_LABELS).first.wait_for()
    words = page.locator(_LABELS).all_inner_texts()
    page.keyboard.press("Escape")
    return [said.splitlines()[-1] for said in words if said.strip()]


def test_the_menu_of_the_page_is_chinese_on_a_chinese_page_alone(page, served):
    page.goto(f"{served}/about")
    settle(page)
    assert soon(page, lambda: menu(page) == ["随系统", "浅色", "深色", "打印", "录制屏幕"]), menu(page)
    page.goto(f"{served}/about?lang=en")
    settle(page)
    assert menu(page) == ["System", "Light", "Dark", "Print", "Record screen"]


def test_a_word_that_streamlit_draws_again_is_replaced_again(page, served):
    page.goto(f"{served}/department")
    settle(page)
    search = page.locator("[data-testid=stElementToolbar] button[aria-label^=查找]").first
    tool = search.element_handle()
    said = """async one => {
        one.setAttribute("aria-label", "Search")
        await new Promise(done => setTimeout(done))
        return one.getAttribute("aria-label")
    }"""
    assert tool.evaluate(said) == "查找"


def test_the_tools_of_a_table_are_named_in_chinese(page, served):
    page.goto(f"{served}/department")
    settle(page)
    tools = page.locator("[data-testid=stElementToolbar] button")
    tools.first.wait_for(state="attached")

    def named() -> set[str]:
        return {str(one.get_attribute("aria-label")).split(":")[0] for one in tools.all()}

    assert soon(page, lambda: named() == {"显示或隐藏列", "查找", "全屏"}), named()
