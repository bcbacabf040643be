"""Chỉ tiêu in a real browser: places on the map and bars open their origin; phone suffices."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

PAGE = "chi-tieu?indicator=IV03&place=33@&period=2024-H1"


@pytest.fixture
def store(demo: Path) -> Path:
    return demo


def opens_origin(page: Page, mark: Locator, of: str) -> None:
    """A click on a mark opens the origin of its figure over the page; Escape closes it."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(of).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_place_on_the_map_and_a_share_of_the_gap_open_their_origin(
    visit: Callable[..., Any],
) -> None:
    opened = visit()
    page = opened.open(PAGE)
    words = page.locator(".st-key-chart-map .textpoint text").filter(has_text="Tiên Lữ")
    opens_origin(page, words.first, "110,7")
    bar = page.locator(".st-key-chart-gap .bars .point path").first
    opens_origin(page, bar, "110,7")
    assert opened.outside == []
    assert opened.errors == []


def test_a_number_of_the_table_opens_its_origin_without_loading_the_page_again(
    visit: Callable[..., Any],
) -> None:
    opened = visit()
    page = opened.open(PAGE)
    page.evaluate("window.isStillTheSamePage = true")
    page.locator(".ys-figures").get_by_role("link", name="110,7", exact=True).click()
    origin = page.locator(".st-key-table-origin")
    expect(origin.get_by_text("110,7 tỷ đồng")).to_be_visible()
    assert "figure=" in page.url
    page.go_back()
    expect(origin.get_by_text("110,7 tỷ đồng")).to_have_count(0)
    assert page.evaluate("window.isStillTheSamePage")
    assert opened.errors == []


def test_the_order_of_the_places_changes_on_screen(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open(PAGE)
    first = page.locator(".st-key-chart-by-place .ytick text").first
    expect(first).to_contain_text("Tiên Lữ")
    page.locator(".st-key-place-order button").filter(has_text="Tên").click()
    expect(first).to_contain_text("Ân Thi")


def test_a_phone_needs_no_sideways_scroll(visit: Callable[..., Any]) -> None:
    opened = visit(width="phone")
    page = opened.open(PAGE)
    expect(page.locator(".st-key-chart-map .js-plotly-plot")).to_be_visible()
    assert opened.sideways() <= 0
