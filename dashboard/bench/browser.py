"""What a person waits for in the browser: the first chart, and a change of the year."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from dashboard.bench.report import Figure

LIMIT_COLD_MS = 3500.0
LIMIT_WARM_MS = 2500.0
LIMIT_CHANGE_MS = 600.0

CHART = ".js-plotly-plot .main-svg"
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"

_FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"

# Clicks a year that is not the chosen one, and returns the milliseconds to the last change of
# the page before it stands still; null where there is no other year.
_CHANGE_YEAR = """number => new Promise(resolve => {
    const isOther = button => /^(19|20)\\d\\d$/.test(button.innerText.trim())
        && button.getAttribute('aria-checked') !== 'true';
    const years = [...document.querySelectorAll('button')].filter(isOther);
    if (years.length === 0) return resolve(null);
    const start = performance.now();
    let last = start;
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(document.body, {attributes: true, childList: true, characterData: true, subtree: true});
    const timer = setInterval(() => {
        if (performance.now() - last < 700) return;
        clearInterval(timer);
        observer.disconnect();
        resolve(last - start);
    }, 50);
    years[number % years.length].click();
})"""


def missing() -> str | None:
    """Return what the measurement lacks, in Chinese; None where it can be made."""
    if find_spec("playwright") is None:
        return "没有装 playwright（只在开发环境里有）"
    if _chromium() is None:
        return "没有 Chromium（sudo apt-get install chromium fonts-noto-cjk）"
    return None


def looking(warehouse: Path, rounds: int) -> list[Figure]:
    """Open the start page with an empty and a filled browser cache, then change the year."""
    from playwright.sync_api import sync_playwright  # there in a development environment only

    with _serving(warehouse) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        _first_chart(browser.new_page(), address)  # the server's own first visit imports everything
        cold, paints = [], []
        for _ in range(rounds):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            cold.append(_first_chart(page, address))
            paints.append(float(page.evaluate(_FIRST_PAINT)))
            if len(cold) < rounds:
                context.close()
        warm = [_first_chart(page, address) for _ in range(rounds)]
        taken = [page.evaluate(_CHANGE_YEAR, number) for number in range(rounds * 2)]
        changes = [float(one) for one in taken if one is not None]
        browser.close()
    return [
        Figure(
            "总览的第一笔，浏览器缓存为空", median(paints), "ms", None, "浏览器自己的 first-contentful-paint"
        ),
        Figure("总览的第一张图，浏览器缓存为空", median(cold), "ms", LIMIT_COLD_MS, f"{rounds} 次的中位数"),
        Figure("总览的第一张图，再次打开", median(warm), "ms", LIMIT_WARM_MS, f"{rounds} 次的中位数"),
        Figure(
            "换一个年度，到画面停下", median(changes), "ms", LIMIT_CHANGE_MS, f"{len(changes)} 次的中位数"
        ),
    ]


def _first_chart(page: Any, address: str) -> float:
    """Return the milliseconds from going to the address to its first chart."""
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(CHART, state="visible", timeout=60_000)
    taken = (time.perf_counter() - start) * 1000
    page.wait_for_selector(DONE, timeout=60_000)
    return taken


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def _serving(warehouse: Path) -> Iterator[str]:
    """Serve a warehouse from a process of its own, as people do; yield the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), "--warehouse", str(warehouse)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
