"""The frame in a real browser: our font, no other host, both languages, no sideways scroll."""

from collections.abc import Callable, Iterator

import pytest
from serving import served

SHAPES = "▲✓◐✕◌"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server over an empty store for all of these tests: none of them writes."""
    with served(tmp_path_factory.mktemp("store")) as port:
        yield f"http://127.0.0.1:{port}"


def test_nothing_is_asked_of_another_host(visit: Callable[..., object]) -> None:
    seen = visit()
    for path in ("", "chi-tieu", "nguon", "nap-so-lieu"):
        seen.open(path)
    assert seen.outside == []
    assert seen.errors == []


def test_the_bare_address_leads_to_the_overview_and_keeps_what_it_was_asked(
    visit: Callable[..., object],
) -> None:
    seen = visit()
    page = seen.open("?lang=en")
    page.wait_for_url("**/tong-quan?*lang=en*")
    assert page.title() == "Yardstick"


def test_text_and_shapes_are_set_in_the_fonts_that_ship(visit: Callable[..., object]) -> None:
    page = visit().open("tong-quan")
    families = page.evaluate(
        """async (shapes) => {
            await document.fonts.load('500 14px "IBM Plex Sans"', 'Thước đo ế ≥');
            await document.fonts.load('14px "Yardstick Symbols"', shapes);
            return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family);
        }""",
        SHAPES,
    )
    assert {name.strip("\"'") for name in families} >= {"IBM Plex Sans", "Yardstick Symbols"}
    body = page.evaluate("getComputedStyle(document.querySelector('.stApp')).fontFamily")
    assert "IBM Plex Sans" in body


def test_the_language_changes_and_stays_across_pages(visit: Callable[..., object]) -> None:
    seen = visit()
    page = seen.open("tong-quan")
    page.get_by_text("English", exact=True).click()
    page.get_by_role("link", name="Indicator").click()
    page.wait_for_url("**/chi-tieu*")
    seen.settle()
    assert "lang=en" in page.url
    page.get_by_text("Tiếng Việt", exact=True).click()
    page.get_by_role("link", name="Tổng quan").wait_for()
    seen.settle()
    assert "lang=" not in page.url


@pytest.mark.parametrize("path", ["tong-quan", "chi-tieu", "nguon", "nap-so-lieu"])
def test_a_phone_never_scrolls_sideways(visit: Callable[..., object], path: str) -> None:
    seen = visit(width="phone")
    seen.open(path)
    assert seen.sideways() == 0
