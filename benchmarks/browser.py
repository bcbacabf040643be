"""What a person waits for: the first chart and a changed filter, in a real browser.

`python -m benchmarks.browser --figures 3000000`. Beside it, in the same run and browser, a bare
Streamlit page with one chart: on a machine that is busy with other things the ratio says more.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import uploading
from benchmarks.province import fill
from benchmarks.timing import Row, show
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from serving import ask, free_port, served  # noqa: E402 - found through the path above

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
_RUNS = 5
_CHART = ".stPlotlyChart .main-svg"
_ENDED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass(frozen=True)
class Waits:
    """Median seconds to the first chart in a fresh and in a used browser, and after a choice."""

    cold: float
    warm: float
    changed: float


def rows(figures: int) -> list[Row]:
    """First charts and changed filters of ours and of the bare page; none without a browser."""
    if shutil.which(CHROMIUM) is None:
        print(f"no browser at {CHROMIUM}: what a person waits for is not measured")
        return []
    with tempfile.TemporaryDirectory() as directory:
        store = Path(directory) / "store"
        catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
        held = fill(Store(store), catalogue, read_places(ROOT / "data" / "places"), figures)
        with served(store) as port, _toy() as toy:
            page = "chi-tieu?indicator=FN01&place=33@&period=2024-H1"
            ours = _waits(f"http://127.0.0.1:{port}/{page}", "h1")
            peer = _waits(f"http://127.0.0.1:{toy}/", "h3")
    name = "bare Streamlit page, one chart"
    figures_held = f"{held:,} figures"
    return [
        Row(f"first chart, cold browser, {figures_held}", ours.cold, "<= 2.2 s", name, peer.cold),
        Row("first chart, warm browser", ours.warm, "<= 1.0 s", name, peer.warm),
        Row("changed filter on screen", ours.changed, "<= 250 ms", name, peer.changed),
    ]


@contextmanager
def _toy() -> Iterator[int]:
    """The port of the bare page."""
    port = free_port()
    script = str(ROOT / "benchmarks" / "toy.py")
    options = ["--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(120):
            try:
                if ask(port, "/_stcore/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.25)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


def _waits(address: str, title: str) -> Waits:
    from playwright.sync_api import sync_playwright

    cold, warm, changed = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        for run in range(_RUNS + 1):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            times = []
            for _ in range(2):
                started = time.perf_counter()
                page.goto(address, wait_until="commit")
                uploading.until_seen(page, _CHART)
                times.append(time.perf_counter() - started)
            page.locator(_ENDED).wait_for()
            # The first visit of all also warms the server.
            if run:
                cold.append(times[0])
                warm.append(times[1])
            for step in (1, 2):
                changed.append(_change(page, title, step))
            context.close()
        browser.close()
    return Waits(median(cold), median(warm), median(changed))


def _change(page: object, title: str, step: int) -> float:
    """Seconds from choosing another option of the first list to the new title and chart."""
    before = page.locator(title).first.inner_text()  # type: ignore[attr-defined]
    field = page.locator(".stSelectbox").nth(1 if title == "h1" else 0)  # type: ignore[attr-defined]
    field.locator("input").first.click()
    option = page.get_by_role("option").nth(step)  # type: ignore[attr-defined]
    option.wait_for()
    started = time.perf_counter()
    option.click()
    page.wait_for_function(  # type: ignore[attr-defined]
        "([title, before]) => document.querySelector(title)?.innerText !== before"
        f" && document.querySelector('{_ENDED}')",
        arg=[title, before],
        polling=10,
    )
    return time.perf_counter() - started


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="what a person waits for in a real browser")
    parser.add_argument("--figures", type=int, default=3_000_000)
    show([*rows(parser.parse_args().figures), *uploading.rows(CHROMIUM, _FLAGS)])


if __name__ == "__main__":
    main()
