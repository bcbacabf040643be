"""The main job in a real browser: input goes in, a leader opens the sentence behind a number."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

HALF_2024 = "place=33@&period=2024-H1"


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled store, so that a test may write."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A district's own sheet with one cell that is no number."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Bieu 01"
    for row in (
        ["UBND HUYỆN VĂN LÂM"],
        ["TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI 6 THÁNG ĐẦU NĂM 2024"],
        [],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện 6 tháng năm 2024"],
        [1, "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", 3200, 1745.5],
        [2, "Tỷ lệ hộ nghèo", "%", 0.5, "0,4O"],
        [3, "Số doanh nghiệp thành lập mới", "doanh nghiệp", 260, 131],
    ):
        page.append(row)
    path = tmp_path / "van-lam-6-thang.xlsx"
    book.save(path)
    return path


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


def test_a_sheet_with_a_bad_cell_is_stored_in_part_and_undone(
    visit: Callable[..., Any], sheet: Path
) -> None:
    opened = visit()
    page = opened.open("nap-so-lieu")
    page.locator('input[type="file"]').set_input_files(sheet)
    button = page.get_by_role("button", name="Lưu 5 số hợp lệ")
    expect(button).to_be_visible(timeout=20_000)
    shows(page, "5 mới + 1 từ chối = 6")
    with page.expect_download() as download:
        page.get_by_role("button", name="có đánh dấu ô lỗi").click()
    marked = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))["Bieu 01"]["E6"]
    assert marked.value == "0,4O"
    assert marked.comment is not None
    button.click()
    shows(page, "Đã lưu 5 số từ van-lam-6-thang.xlsx")
    expect(page.get_by_text("Kho đã có đủ các số này").first).to_be_visible()
    page.get_by_role("button", name="Hoàn tác lần nạp").click()
    page.get_by_label("Lý do").fill("gửi nhầm biểu")
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    shows(page, "số trước đó có hiệu lực trở lại")
    expect(page.get_by_role("button", name="Lưu 5 số hợp lệ")).to_be_visible()


def test_a_stored_sheet_is_on_the_leaders_page(visit: Callable[..., Any], sheet: Path) -> None:
    opened = visit()
    page = opened.open("nap-so-lieu")
    page.locator('input[type="file"]').set_input_files(sheet)
    page.get_by_role("button", name="Lưu 5 số hợp lệ").click(timeout=20_000)
    shows(page, "Đã lưu 5 số từ van-lam-6-thang.xlsx")
    page.goto(f"{opened.address}/tong-quan?place=325@&period=2024-H1")
    opened.settle()
    shows(page, "1.745,5")
    page.locator(".st-key-indicator-FN01").get_by_text("Nguồn", exact=True).click()
    popover = page.locator('[data-testid="stPopoverBody"]')
    expect(popover.get_by_text("ô E5, trang tính Bieu 01")).to_be_visible()


@pytest.mark.parametrize("path", ["tong-quan", "chi-tieu", "nguon", "nap-so-lieu"])
def test_a_phone_needs_no_sideways_scroll(visit: Callable[..., Any], path: str) -> None:
    opened = visit(width="phone")
    opened.open(f"{path}?{HALF_2024}")
    assert opened.sideways() <= 0
    assert opened.outside == []


def test_a_link_shows_the_same_view_to_a_colleague(visit: Callable[..., Any]) -> None:
    first, second = visit(), visit()
    page = first.open(f"chi-tieu?indicator=FN01&{HALF_2024}")
    shows(page, "Thu ngân sách nhà nước trên địa bàn: 20.889 tỷ đồng")
    other = second.open(page.url.split("/")[-1])
    shows(other, "Thu ngân sách nhà nước trên địa bàn: 20.889 tỷ đồng")
