"""A long sheet dropped on the page: seconds to the preview a person sees, in a real browser.

Beside it what the server's processor worked for it, which says more on a machine that is busy with
other things, and pandas reading the same file without any meaning.
"""

import io
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median as middle

import pandas as pd

from benchmarks.province import fill
from benchmarks.sheets import long_list
from benchmarks.timing import Row, median
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from serving import ask, free_port, serve  # noqa: E402 - found through the path above

_RUNS = 5
_FIGURES = 100_000
_PREVIEW = '[class*="st-key-upload-preview-"] table.ys-df'
_READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def rows(chromium: str, flags: list[str]) -> list[Row]:
    """Seconds from dropping 5,000 rows to their preview; none without a browser."""
    if shutil.which(chromium) is None:
        print(f"no browser at {chromium}: an upload is not measured")
        return []
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    gazetteer = read_places(ROOT / "data" / "places")
    files = [long_list(catalogue, gazetteer, first=run) for run in range(_RUNS + 1)]
    with tempfile.TemporaryDirectory() as directory:
        store = Path(directory) / "store"
        fill(Store(store), catalogue, gazetteer, _FIGURES)
        with _server(store) as (port, process):
            waited, worked = _waits(
                f"http://127.0.0.1:{port}/nap-so-lieu", files, process, chromium, flags
            )
    found = []
    for engine in ("openpyxl", "calamine"):
        plain = median(
            lambda engine=engine: pd.read_excel(  # type: ignore[misc]
                io.BytesIO(files[0]), engine=engine, header=None
            ),
            runs=3,
        )
        peer = f"pandas with {engine}, no meaning"
        found.append(
            Row("5,000 rows dropped to their preview in a browser", waited, "<= 2 s", peer, plain)
        )
        if worked is not None:
            found.append(Row("… of it the server's processor", worked, "<= 1 s", peer, plain))
    return found


@contextmanager
def _server(store: Path) -> Iterator[tuple[int, int]]:
    """Port and process of a server over a store."""
    port = free_port()
    server = serve(port, "127.0.0.1", store)
    try:
        for _ in range(160):
            try:
                if ask(port, "/api/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.25)
        yield port, server.pid
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _waits(
    address: str, files: list[bytes], process: int, chromium: str, flags: list[str]
) -> tuple[float, float | None]:
    """Median seconds on the clock and of the server's processor; the first file warms it up."""
    from playwright.sync_api import sync_playwright

    waited: list[float] = []
    worked: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for data in files:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(address)
            page.locator('input[type="file"]').first.wait_for(state="attached")
            page.locator(_READY).wait_for()
            before = _processor_seconds(process)
            started = time.perf_counter()
            page.locator('input[type="file"]').first.set_input_files(
                {"name": "a.xlsx", "mimeType": "application/octet-stream", "buffer": data}
            )
            until_seen(page, _PREVIEW)
            waited.append(time.perf_counter() - started)
            page.locator(_READY).wait_for()
            after = _processor_seconds(process)
            if before is not None and after is not None:
                worked.append(after - before)
            context.close()
        browser.close()
    return middle(waited[1:]), middle(worked[1:]) if worked else None


def until_seen(page: object, selector: str) -> None:
    """Wait for an element to have a size on the screen, to ten milliseconds.

    Playwright's own waiting looks again after half a second once it has looked a few times.
    """
    page.wait_for_function(  # type: ignore[attr-defined]
        "selector => [...document.querySelectorAll(selector)].some(one => {"
        " const { width, height } = one.getBoundingClientRect(); return width && height; })",
        arg=selector,
        polling=10,
        timeout=120_000,
    )


def _processor_seconds(process: int) -> float | None:
    """What a process has worked so far; None where the system does not tell."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return None
    # The name of the program, in brackets, may hold anything; user and system ticks come after.
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
