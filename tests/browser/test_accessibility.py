"""Whom the screen must also serve: axe on every page, keys alone, greyscale, a reader."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
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
