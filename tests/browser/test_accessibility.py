"""Whom the screen must also serve: axe on every page, keys alone, greyscale, a reader."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect
from serving import served

from yardstick.ui.navigation import ENTRIES

PAGES = [entry.url_path for entry in ENTRIES if entry.exists]
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module", params=["full", "empty", "demo"])
def address(
    request: pytest.FixtureRequest,
    filled: Path,
    demo: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Servers over what ships, over nothing and over made-up figures; only looked at."""
    stores = {"full": filled, "demo": demo, "empty": tmp_path_factory.mktemp("none") / "store"}
    with served(stores[request.param]) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_grave(visit: Callable[..., Any], path: str) -> None:
    opened = visit()
    page = opened.open(path)
    page.wait_for_timeout(600)
    found = Axe().run(page).response["violations"]
    told = [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
    assert told == []
    assert opened.outside == []
    assert opened.errors == []


def test_keys_alone_lead_from_the_entry_to_the_origin(
    visit: Callable[..., Any], request: pytest.FixtureRequest
) -> None:
    if "empty" in request.node.name:
        pytest.skip("an empty store has no origin to open")
    opened = visit()
    page = opened.open("tong-quan?place=33@&period=2024-H1")
    page.locator("body").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if "Nguồn" in (page.evaluate("document.activeElement.innerText") or "") and page.evaluate(
            "document.activeElement.closest('.stPopover') !== null"
        ):
            break
    else:
        pytest.fail("sixty steps of the keyboard reach no origin")
    page.keyboard.press("Enter")
    origin = page.locator('[data-testid="stPopoverBody"]')
    expect(origin.locator(".ys-origin-title").first).to_be_visible()


def test_verdicts_are_told_apart_without_colour(
    visit: Callable[..., Any], request: pytest.FixtureRequest
) -> None:
    if "demo" not in request.node.name:
        pytest.skip("only the made-up figures have every verdict on one page")
    page = visit().open("ma-tran?within=33@:district&period=2024-H1")
    chips = page.locator(".ys-chips .ys-chip")
    pictures = []
    for number in range(chips.count()):
        glyph = chips.nth(number).locator(".ys-glyph")
        grey = Image.open(BytesIO(glyph.screenshot())).convert("L").resize((16, 16))
        dark = min(grey.tobytes())
        assert dark < 140, "a shape is too pale to be seen in grey"
        pictures.append(tuple(level < (dark + 255) // 2 for level in grey.tobytes()))
        assert chips.nth(number).inner_text().strip()
    assert len(pictures) >= 5
    for first, second in combinations(pictures, 2):
        assert sum(a != b for a, b in zip(first, second, strict=True)) > 12


def test_the_alternative_of_every_chart_carries_its_numbers(visit: Callable[..., Any]) -> None:
    opened = visit()
    for path in ("chi-tieu", "dia-ban", "ma-tran"):
        page = opened.open(path)
        for chart in page.locator(".stPlotlyChart").all():
            told = chart.evaluate(
                "e => [e, ...e.querySelectorAll('[aria-label], [alt]')]"
                ".map(x => (x.getAttribute('aria-label') || '') + (x.getAttribute('alt') || ''))"
                ".join(' ') + (e.closest('[aria-label]')?.getAttribute('aria-label') || '')"
            )
            assert any(letter.isdigit() for letter in told), path
