"""Địa bàn and Ma trận in a real browser: marks and cells are clicked; phone and paper suffice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import expect

PLACE = "dia-ban?place=325@&period=2024-H1"
MATRIX = "ma-tran?within=33@:district&period=2024-H1"


@pytest.fixture
def store(demo: Path) -> Path:
    return demo


def test_a_mark_of_the_strip_rows_opens_its_origin(visit: Callable[..., Any]) -> None:
    opened = visit()
    page = opened.open(PLACE)
    chart = page.locator(".st-key-wide-strips .js-plotly-plot")
    expect(chart).to_be_visible()
    mark = chart.locator(".scatterlayer .trace").nth(2).locator("path.point").nth(1)
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.settle()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("SỐ LIỆU MINH HỌA").first).to_be_visible()
    assert opened.outside == []
    assert opened.errors == []


def test_a_cell_of_the_matrix_opens_its_figures_and_stands_in_the_address(
    visit: Callable[..., Any],
) -> None:
    opened = visit()
    page = opened.open(MATRIX)
    chart = page.locator(".st-key-wide-heat .js-plotly-plot").first
    box = chart.locator(".scatterlayer path.point").nth(1).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.settle()
    cell = page.locator(".st-key-matrix-cell")
    expect(cell.get_by_text("Ô đang chọn")).to_be_visible()
    assert "cell=" in page.url
    cell.get_by_text("Mở địa bàn").click()
    opened.settle()
    assert "dia-ban" in page.url
    expect(page.locator(".st-key-place-body")).to_be_visible()
    assert opened.errors == []


@pytest.mark.parametrize(("path", "key"), [(PLACE, "strips"), (MATRIX, "heat")])
def test_a_phone_gets_charts_of_its_own(visit: Callable[..., Any], path: str, key: str) -> None:
    opened = visit(width="phone")
    page = opened.open(path)
    expect(page.locator(f".st-key-narrow-{key} .js-plotly-plot").first).to_be_visible()
    expect(page.locator(f".st-key-wide-{key}")).to_be_hidden()
    assert opened.sideways() <= 0


def test_a_place_is_printed_on_one_page(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit().open(PLACE)
    page.wait_for_timeout(1500)
    paper = tmp_path / "place.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    sheets = pypdf.PdfReader(paper).pages
    assert len(sheets) == 1
    # The reader tears Vietnamese letters apart: subset fonts carry them one by one.
    printed = "".join(sheets[0].extract_text().split())
    assert "VănLâm" in printed
    assert "Thunộiđịa" in printed


@pytest.mark.parametrize(
    ("path", "name", "said"),
    [
        (PLACE, "van-lam-2024-h1.pdf", "Thayđổisovới"),
        (MATRIX, "ma-tran-hung-yen-2024-h1.pdf", "Kíchhoạtđịnhdanh"),
    ],
)
def test_a_sheet_of_paper_is_downloaded(
    visit: Callable[..., Any], tmp_path: Path, path: str, name: str, said: str
) -> None:
    page = visit().open(path)
    with page.expect_download(timeout=90_000) as coming:
        page.get_by_role("button", name="In một trang A4").click()
    assert coming.value.suggested_filename == name
    coming.value.save_as(tmp_path / name)
    sheets = pypdf.PdfReader(tmp_path / name).pages
    assert len(sheets) == 1
    assert said in "".join(sheets[0].extract_text().split())


def test_lists_to_choose_from_speak_the_language_of_the_page(visit: Callable[..., Any]) -> None:
    page = visit().open(MATRIX)
    page.locator(".stMultiSelect input").first.click()
    listed = page.locator('[data-testid="stMultiSelectDropdown"]')
    expect(listed.get_by_text("Kinh tế")).to_be_visible()
    assert "Select all" not in listed.inner_text()
    page.keyboard.press("Escape")
    box = page.locator(".st-key-filter-within input")
    box.click()
    box.fill("zzzz")
    nothing = page.locator('[data-testid="stSelectboxVirtualDropdown"] [data-empty="true"] span')
    expect(nothing).to_be_visible()
    shown = nothing.evaluate(
        "e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]"
    )
    assert shown == ["0px", '"Không có lựa chọn nào khớp"']
