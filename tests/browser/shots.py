"""
Take pictures of every page, wide and narrow, light and dark: `python -m tests.browser.shots`.

All go to `out/shots`; the few that the README shows, cut to one window, to `docs/pictures`.
Without `--warehouse DIR` a small one is built of the samples and a synthetic district.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.bench.browser import DONE
from dashboard.main import PAGES
from pipelines.queries import unspent
from pipelines.refresh import refresh
from pipelines.synthetic import write_district
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.browser.serving import QUIET, chromium, serving

SIZES = ((1440, 900), (390, 844))
THEMES = ("light", "dark")
#: Pictures of the README: page and theme.
README = {("overview", "light"), ("execution", "light"), ("department", "light"), ("form", "light"),
          ("overview", "dark")}  # fmt: skip
_TALLEST = 5000


def targets(warehouse: Warehouse) -> dict[str, str]:
    """Return a name and an address for each page; a page of one thing shows the most telling one."""
    rows = unspent.under_executed(warehouse, Scope(), 1.0, "project", 1).to_dicts()
    chosen: dict[str, list[tuple[str, str]]] = {}
    if rows:
        worst = rows[0]
        department = ("department", worst["department"])
        chosen = {
            "department": [department, ("year", str(worst["fiscal_year"]))],
            "form": [("form", worst["form_id"]), ("place", worst["place"])],
            "peers": [department],
        }
    return {
        entry.address or "overview": f"/{entry.address}?{urlencode(chosen.get(entry.address, []))}"
        for entry in PAGES
    }


def take(page: Any, address: str, width: int, height: int, path: Path, whole: bool) -> None:
    """Take one picture: of the whole page, or of what stands in the window."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.wait_for_selector(DONE, timeout=60_000)
    if page.locator("[data-testid=stPlotlyChart]").count():
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    if whole:
        tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, min(tall, _TALLEST))})
        page.wait_for_timeout(900)
    page.screenshot(path=str(path))
    print(path)


def main() -> None:
    """Take all pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/shots"))
    parser.add_argument("--pictures", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--warehouse", type=Path, default=None)
    given = parser.parse_args()
    if chromium() is None:
        sys.exit("没有 Chromium：sudo apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright  # there in a development environment only

    given.out.mkdir(parents=True, exist_ok=True)
    given.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = given.warehouse
        if folder is None:
            folder = Path(scratch) / "warehouse"
            write_district(Path(scratch) / "district", departments=60, years=5, seed=1)
            refresh([Path(scratch) / "district"], folder)
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        with serving(folder) as address:
            for theme in THEMES:
                page = browser.new_context(color_scheme=theme, locale="zh-CN").new_page()
                for name, path in targets(Warehouse.open(folder)).items():
                    for width, height in SIZES:
                        file = given.out / f"{name}_{width}_{theme}.png"
                        take(page, address + path, width, height, file, whole=True)
                    if (name, theme) in README:
                        file = given.pictures / f"{name}_1440_{theme}.png"
                        take(page, address + path, 1440, 1000, file, whole=False)
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
