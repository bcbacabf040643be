"""The main job in a real browser: input goes in, a leader opens the sentence behind a number."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from yardstick.ui.navigation import ENTRIES

HALF_2024 = "place=33@&period=2024-H1"


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled store, so that a test may write."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


def shows(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_a_leader_sees_the_figures_and_opens_their_sentence(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open(f"tong-quan?{HALF_2024}")
    shows(page, "6,81%")
    shows(page, "20.889")
    shows(page, "3 trong 5 chỉ tiêu có số liệu và mục tiêu chưa đạt")
    card = page.locator(".st-key-indicator-FN01")
    card.get_by_text("Nguồn", exact=True).click()
    popover = page.locator('[data-testid="stPopoverBody"]')
    expect(popover.locator("mark", has_text="20.889 tỷ đồng")).to_be_visible()
    popover.get_by_text("Mở văn bản").first.click()
    opened.settle()
    mark = page.locator(".ys-document mark.ys-figure-current")
    expect(mark).to_have_text("20.889 tỷ đồng")
    expect(mark).to_be_in_viewport()
    assert opened.outside == []
    assert opened.errors == []


def test_a_figure_in_the_text_opens_its_record_and_leads_back(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open("nguon")
    page.goto(f"{opened.address}/tong-quan?{HALF_2024}")
    opened.settle()
    page.locator(".st-key-indicator-EC01").get_by_text("Nguồn", exact=True).click()
    page.locator('[data-testid="stPopoverBody"]').get_by_text("Mở văn bản").first.click()
    opened.settle()
    page.locator(".ys-document mark a", has_text="11,13%").click()
    opened.settle()
    record = page.locator(".st-key-record")
    expect(record.locator("mark", has_text="11,13%")).to_be_visible()
    record.get_by_text("Mở chỉ tiêu").click()
    opened.settle()
    assert "indicator=IN01" in page.url
    shows(page, "11,13%")


def test_a_phone_needs_no_sideways_scroll_and_no_page_asks_another_host(
    visit: Callable[..., Any],
) -> None:
    opened = visit(width="phone")
    wide = []
    for entry in ENTRIES:
        if entry.exists:
            opened.open(f"{entry.url_path}?{HALF_2024}")
            if opened.sideways() > 0:
                wide.append(entry.url_path)
    assert wide == []
    assert opened.outside == []
    assert opened.errors == []


def test_a_link_shows_the_same_view_to_a_colleague(visit: Callable[..., Any]) -> None:
    first, second = visit(), visit()
    page = first.open(f"chi-tieu?indicator=FN01&{HALF_2024}")
    shows(page, "Thu ngân sách nhà nước trên địa bàn: 20.889 tỷ đồng")
    other = second.open(page.url.split("/")[-1])
    shows(other, "Thu ngân sách nhà nước trên địa bàn: 20.889 tỷ đồng")
