"""A briefing in a real browser: add a chart, order, edit a remark, export, open the file again."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

HALF_2024 = "place=33@&period=2024-H1"
OWN = "Thu ngân sách đạt 20.889 tỷ đồng, cần giữ nhịp."


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def words_of(presentation: Any) -> list[str]:
    return [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in presentation.slides
    ]


def exported(page: Page) -> Any:
    with page.expect_download() as waiting:
        page.locator(".st-key-briefing-pptx button").click()
    return Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def test_a_chart_is_added_ordered_edited_and_exported(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open(f"chi-tieu?indicator=FN01&{HALF_2024}")
    page.locator(".st-key-briefing-add-over-time button").click()
    opened.settle()
    page = opened.open(f"tong-quan?{HALF_2024}")
    page.locator(".st-key-briefing-add-fields button").click()
    opened.settle()
    page.get_by_role("link", name="Trình chiếu").click()
    opened.settle()
    rows = page.locator('[class*="st-key-briefing-row-"]')
    expect(rows).to_have_count(3)
    page.locator(".st-key-briefing-up-table button").click()
    opened.settle()
    expect(rows.nth(1)).to_contain_text("Kết quả thực hiện")
    select = page.locator('[class*="st-key-briefing-select-line"] button')
    expect(select).to_have_count(1)  # while a row moves, it can stand at its old place too
    select.click()
    opened.settle()
    remarks = page.locator('[class*="st-key-briefing-words-"] textarea')
    remarks.fill(OWN)
    remarks.press("Control+Enter")
    opened.settle()
    expect(page.get_by_text("Viết lại từ số liệu")).to_be_visible()
    told = words_of(exported(page))
    assert "Kết quả thực hiện" in told[1]
    assert OWN in told[2].replace("\u00a0", " ")
    assert opened.outside == []
    assert opened.errors == []


def test_a_complete_briefing_has_native_charts(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open("trinh-chieu")
    page.locator(".st-key-briefing-make button").click()
    opened.settle()
    presentation = exported(page)
    charts = [s for slide in presentation.slides for s in slide.shapes if s.has_chart]
    assert charts
    assert opened.outside == []


def test_a_phone_needs_no_sideways_scroll_for_a_briefing(visit: Callable[..., Any]) -> None:
    opened = visit(width="phone")
    page = opened.open("trinh-chieu")
    page.locator(".st-key-briefing-make button").click()
    opened.settle()
    assert opened.sideways() <= 0
