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

SCREENS = ROOT / "docs" / "screens"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
HALF = "place=33@&period=2024-H1"
PAGES = {
    "tong-quan": f"tong-quan?{HALF}",
    "chi-tieu": f"chi-tieu?indicator=EC01&{HALF}",
    "nguon": "nguon",
    "nap-so-lieu": "nap-so-lieu",
    "ra-soat": "ra-soat",
    "cam-ket": "cam-ket",
    "dia-ban": f"dia-ban?{HALF}",
    "ma-tran": f"ma-tran?{HALF}",
}
WIDTHS = {"": 1440, "-390": 390}
_COLOURS = 128
_TALLEST = 5000


def take(page: Page, address: str, width: int) -> Image.Image:
    """The whole page at a width, charts drawn."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(2500)
    main = page.locator('[data-testid="stMain"]')
    height = int(main.evaluate("element => element.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(height + 10, _TALLEST)})
    page.wait_for_timeout(1200)
    return Image.open(BytesIO(page.screenshot()))


def main() -> None:
    """Every page, full and over an empty store, at both widths, as small palette pictures."""
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        full = Path(directory) / "full"
        etl(["run", "--store", str(full)])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for store, suffix in ((full, ""), (Path(directory) / "empty", "-trong")):
            with served(store) as port:
                page = browser.new_page()
                for name, path in PAGES.items():
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
