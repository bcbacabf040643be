"""Takes the pictures of the pages in docs/screens: `make screens`; needs Chromium."""

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from serving import served  # noqa: E402 - found through the path above

from etl.__main__ import main as etl  # noqa: E402
from yardstick.ui.navigation import ENTRIES  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
HALF = "place=33@&period=2024-H1"
# What a page is opened with; pages not named here are opened bare.
ASKED = {
    "tong-quan": HALF,
    "chi-tieu": f"indicator=EC01&{HALF}",
    "dia-ban": HALF,
    "ma-tran": HALF,
}
DISTRICTS = "within=33@:district&period=2024-H1"
ASKED_OF_DEMO = {
    "tong-quan": HALF,
    "chi-tieu": f"indicator=IV02&{HALF}",
    "dia-ban": "place=325@&period=2024-H1",
    "ma-tran": DISTRICTS,
}
WIDTHS = {"": 1440, "-390": 390}
DRAWN = """() => document.querySelectorAll('[data-testid="stSkeleton"]').length === 0
    && [...document.querySelectorAll('.stPlotlyChart')].every(e => e.querySelector('.main-svg'))"""
_COLOURS = 128
_TALLEST = 5000


def take(page: Page, address: str, width: int) -> Image.Image:
    """The whole page at a width, charts drawn."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(1500)
    main = page.locator('[data-testid="stMain"]')
    height = int(main.evaluate("element => element.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(height + 10, _TALLEST)})
    page.wait_for_timeout(1200)
    return Image.open(BytesIO(page.screenshot()))


def main() -> None:
    """Every page, full, over an empty store and over made-up figures, at both widths."""
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        full, demo = Path(directory) / "full", Path(directory) / "demo"
        etl(["run", "--store", str(full)])
        etl(["illustrate", "--store", str(demo)])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        stores = (
            (full, "", ASKED),
            (Path(directory) / "empty", "-trong", {}),
            (demo, "-minh-hoa", ASKED_OF_DEMO),
        )
        for store, suffix, asked in stores:
            with served(store) as port:
                page = browser.new_page()
                for name in (entry.url_path for entry in ENTRIES if entry.exists):
                    path = f"{name}?{asked.get(name, '')}"
                    for mark, width in WIDTHS.items():
                        picture = take(page, f"http://127.0.0.1:{port}/{path}", width)
                        small = picture.convert(
                            "P", palette=Image.Palette.ADAPTIVE, colors=_COLOURS
                        )
                        small.save(SCREENS / f"{name}{suffix}{mark}.png", optimize=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
