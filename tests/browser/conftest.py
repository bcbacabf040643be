"""A real browser (Debian's chromium through Playwright) in front of a real server."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from serving import served

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# A busy machine draws a page of charts in seconds, not at once.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser; YARDSTICK_BROWSER=1 turns its absence into a failure."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if shutil.which(CHROMIUM) is None:
        if os.environ.get("YARDSTICK_BROWSER") == "1":
            pytest.fail(f"no browser at {CHROMIUM}, and YARDSTICK_BROWSER=1 asks for one")
        pytest.skip(f"needs a browser, and there is none at {CHROMIUM}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the served store lies; override it with a fixture that fills one."""
    return tmp_path / "store"


@pytest.fixture
def address(store: Path) -> Iterator[str]:
    """The address of a server over `store`."""
    with served(store) as port:
        yield f"http://127.0.0.1:{port}"


# Every chart has its marks; a lazily loaded element shows a skeleton until then.
_DRAWN = """() => document.querySelectorAll('[data-testid="stSkeleton"]').length === 0
    && [...document.querySelectorAll('.stPlotlyChart')].every(e => e.querySelector('.main-svg'))"""


class Visit:
    """A page in the browser, and every request it made to another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.route("**/*", self._watch)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _watch(self, route: Route) -> None:
        url = route.request.url
        if url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(url)
            route.abort()

    def open(self, path: str = "") -> Page:
        """Goes to a path and waits until the page has run."""
        self.page.goto(f"{self.address}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Waits until the page's script has ended and its charts are drawn."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        self.page.wait_for_function(_DRAWN)
        self.page.wait_for_timeout(400)

    def sideways(self) -> int:
        """By how many pixels the page scrolls sideways."""
        main = self.page.locator('[data-testid="stMain"]')
        return int(main.evaluate("element => element.scrollWidth - element.clientWidth"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens the application: `visit()` at 1440 px, `visit(width="phone")` at 390 px."""
    opened: list[Page] = []

    def start(width: str = "wide") -> Visit:
        size = PHONE if width == "phone" else WIDE
        page = browser.new_page(viewport=size)
        page.set_default_timeout(30_000)
        opened.append(page)
        return Visit(page, address)

    yield start
    for page in opened:
        page.close()
