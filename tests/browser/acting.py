"""What a person does in front of a page: waits until it is still, clicks a row, reads the address."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from dashboard.bench.browser import DONE

#: What the first page may take on a machine that does much else: a cold start was seen to take 40 s.
PATIENCE_MS = 120_000


def visitor(browser, width: int = 1440, height: int = 1000):
    """A page of a new visitor, at a desk where nothing else is said; its context is to be closed."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def settle(page) -> None:
    """Wait until the page has run to its end and stays so: a click is answered a moment later."""
    for _ in range(40):
        page.wait_for_selector(DONE)
        page.wait_for_timeout(400)
        if page.locator(DONE).count():
            return


def soon(page, holds: Callable[[], object]) -> bool:
    """Return whether `holds` comes true before patience ends; a busy machine draws late."""
    for _ in range(PATIENCE_MS // 200):
        if holds():
            return True
        page.wait_for_timeout(200)
    return False


def first_row(page, opens: str, table: int = 0) -> None:
    """
    Click the first row of a table, and wait for the address that it opens.

    The cells are drawn on a canvas: what a screen reader finds behind them says when they are there. A
    table may move as a chart above it is drawn, so it is clicked where it has stopped.
    """
    frame = page.locator("[data-testid=stDataFrame]").nth(table)
    frame.locator("[role=gridcell]").first.wait_for(state="attached")
    frame.scroll_into_view_if_needed()
    box, before = frame.bounding_box(), None
    while box != before:
        page.wait_for_timeout(400)
        box, before = frame.bounding_box(), box
    page.mouse.click(box["x"] + 14, box["y"] + 54)
    page.wait_for_url(opens)


def address(page) -> dict[str, list[str]]:
    """The query of the page's address."""
    return parse_qs(urlsplit(page.url).query)
