"""A month of a reporting unit in a browser: a messy sheet in, corrected, stored, taken back."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from illustrative_sheets import communes, district
from playwright.sync_api import Page, expect

from yardstick.store.database import Store
from yardstick.store.illustration import mark_illustrative

SHOTS = os.environ.get("YARDSTICK_SHOTS")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    directory = tmp_path / "store"
    mark_illustrative(Store(directory))
    return directory


def shows(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=20_000)


def give(page: Page, name: str, data: bytes) -> None:
    """Chooses a file, opening the drawer it is in where that is closed."""
    page.locator('input[type="file"]').first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def picture(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def choose(page: Page, label: str, option: str) -> None:
    """Picks an option of the list with that label."""
    box = page.get_by_role("combobox", name=label).first
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()


def test_a_messy_sheet_is_corrected_stored_marked_remembered_and_undone(
    visit: Callable[..., Any],
) -> None:
    opened = visit()
    page = opened.open("nap-so-lieu")
    shows(page, "Chưa có gì được lưu")
    data = communes(6)
    give(page, "thang-6.xlsx", data)
    shows(page, "7 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 2 chờ chọn = 10")
    expect(page.locator("td.ys-sh-bad").first).to_contain_text("1.42O×")
    picture(page, "sheet")
    # A role is changed, and the sheet is read anew at once.
    choose(page, "Cột C (Thu ngân sách nhà nước trên địa bàn lũy kế 5 tháng) là", "Bỏ qua")
    shows(page, "3 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 1 chờ chọn = 5")
    # The nearest place is chosen for a name nobody knows.
    choose(page, "Chọn địa bàn", "Xã Lạc Hồng")
    shows(page, "4 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 0 chờ chọn = 5")
    page.get_by_role("button", name="Sửa thành 1.420").click()
    shows(page, "5 mới + 0 thay đổi + 0 giữ nguyên + 0 từ chối + 0 chờ chọn = 5")
    with page.expect_download() as download:
        page.get_by_role("button", name="có đánh dấu ô lỗi").click()
    assert download.value.suggested_filename == "thang-6-da-kiem-tra.xlsx"
    cell = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))["Bieu 02"]["D6"]
    assert cell.value == "1.42O"
    assert cell.comment is not None
    # Corrected on the page, the cell is still wrong in the file, and is said to be.
    assert "Đã nhập số khác khi nạp" in cell.comment.text
    page.get_by_role("button", name="Lưu 5 số hợp lệ").click()
    shows(page, "Đã lưu 5 số từ thang-6.xlsx")
    shows(page, "Kho đã có đủ các số này")
    picture(page, "stored")
    # Next month's sheet of the same form needs no more questions about the column and the place.
    page.get_by_role("button", name="Nạp tệp khác").click()
    shows(page, "Chưa có gì được lưu")
    give(page, "thang-7.xlsx", communes(7, more=10))
    shows(page, "Nhận ra bố cục")
    shows(page, "đã dùng 6 tháng đầu năm 2024")
    shows(page, "4 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 0 chờ chọn = 5")
    picture(page, "next-month")
    page.get_by_role("button", name="Lưu 4 số hợp lệ").click()
    shows(page, "Đã lưu 4 số từ thang-7.xlsx")
    page.get_by_role("button", name="Hoàn tác lần nạp 2").click()
    page.get_by_label("Lý do").first.fill("gửi nhầm biểu")
    page.get_by_role("button", name="Hoàn tác", exact=True).first.click()
    shows(page, "số trước đó có hiệu lực trở lại")
    expect(page.get_by_role("button", name="Lưu 4 số hợp lệ")).to_be_visible()
    assert opened.outside == []
    assert opened.errors == []


def test_a_stored_sheet_is_on_the_leaders_page(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open("nap-so-lieu")
    give(page, "van-lam.xlsx", district())
    page.get_by_role("button", name="Lưu 5 số hợp lệ").click(timeout=20_000)
    shows(page, "Đã lưu 5 số từ van-lam.xlsx")
    page.goto(f"{opened.address}/tong-quan?place=325@&period=2024-H1")
    opened.settle()
    shows(page, "1.745,5")
    page.locator(".st-key-indicator-FN01").get_by_text("Nguồn", exact=True).click()
    popover = page.locator('[data-testid="stPopoverBody"]')
    expect(popover.get_by_text("ô E5, trang tính Bieu 01")).to_be_visible()


def test_axe_finds_nothing_grave_on_a_sheet_as_read(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open("nap-so-lieu")
    give(page, "thang-6.xlsx", communes(6))
    shows(page, "2 chỗ cần xem")
    page.get_by_text("Sửa cách đọc cột, dòng, bảng").click()
    opened.settle()
    found = Axe().run(page).response["violations"]
    told = [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert told == []


def test_the_page_is_usable_on_a_phone(visit: Callable[..., Any]) -> None:
    opened = visit(width="phone")
    page = opened.open("nap-so-lieu")
    give(page, "thang-6.xlsx", communes(6))
    shows(page, "2 chỗ cần xem")
    opened.settle()
    assert opened.sideways() <= 0
    button = page.get_by_role("button", name="Sửa thành 1.420")
    button.scroll_into_view_if_needed()
    button.click()
    shows(page, "8 mới + 0 thay đổi + 0 giữ nguyên + 0 từ chối + 2 chờ chọn = 10")
