"""A served dashboard and a Chromium that looks at it; without one, the tests skip and say so."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.acting import visitor
from tests.browser.serving import QUIET, chromium, serving


@pytest.fixture(scope="session")
def served(warehouse_folder: Path) -> Iterator[str]:
    """The address of a dashboard over the shared warehouse."""
    with serving(warehouse_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium; skips, visibly, where playwright or Chromium is missing."""
    if find_spec("playwright") is None or chromium() is None:
        pytest.skip(
            "没有 Chromium 或 playwright，浏览器测试未运行（sudo apt-get install chromium fonts-noto-cjk）"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """A page of a new visitor at a desk."""
    opened = visitor(browser)
    yield opened
    opened.context.close()
