"""Reviewing by keyboard in a real browser, and what a leader sees of it afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
import review_samples
from playwright.sync_api import Page, expect

from etl.review import waiting_items
from yardstick.store import desk, origin, reader
from yardstick.store.database import Store
from yardstick.store.office import Office

HALF_2024 = "place=33@&period=2024-H1"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return review_samples.filled(tmp_path / "store")


def item_of(store: Path, quote: str) -> str:
    found = [one for one in waiting_items(Store(store)) if one.mention.quote == quote]
    return f"w{found[0].waiting_id}"


def choose(page: Page, key: str, typed: str) -> None:
    """Types into a list of choices and takes what fits best."""
    field = page.locator(f".st-key-{key} input")
    field.click()
    field.fill(typed)
    page.get_by_role("option").first.click()


def test_one_is_accepted_by_keyboard_after_a_correction(
    visit: Callable[..., object], store: Path
) -> None:
    key = item_of(store, "8/11")
    seen = visit()
    page = seen.open(f"ra-soat?item={key}")
    expect(page.locator(".ys-figure-current").first).to_have_text("8/11")
    # Another rank of the same source stands there: Enter must not push it out.
    page.keyboard.press("Enter")
    seen.settle()
    assert desk.resolved(Store(store)).empty
    page.keyboard.press("e")
    seen.settle()
    choose(page, f"review-base-{key}", "trong vùng")
    seen.settle()
    page.locator(".ys-rv-checks").click()
    page.keyboard.press("Enter")
    page.get_by_text("Đã nhận 8/11").wait_for()
    seen.settle()
    assert f"item={key}" not in page.url
    found = reader.current(Store(store), indicators=("EC01",), periods=("2024-H1",))
    ranks = found[(found["measure"] == "rank") & (found["source_kind"] == "document")]
    assert sorted(ranks["value"]) == [8.0, 24.0]
    assert seen.errors == []
    assert seen.outside == []


def test_a_name_is_given_remembered_undone_and_rejected_by_keyboard(
    visit: Callable[..., object], store: Path
) -> None:
    key = item_of(store, "0,5%")
    seen = visit()
    page = seen.open(f"ra-soat?item={key}")
    page.get_by_text("Chưa nhận được: thiếu chỉ tiêu").wait_for()
    choose(page, f"review-indicator-{key}", "hộ nghèo")
    page.get_by_text("Nhớ cho văn phòng").wait_for()
    seen.settle()
    page.locator(".ys-rv-checks").click()
    page.keyboard.press("Enter")
    page.get_by_text("Đã nhận 0,5%").wait_for()
    seen.settle()
    page.get_by_text("Tên đã nhớ (1)").wait_for()
    assert len(Office.beside(Store(store)).names()) == 1
    page.keyboard.press("u")
    page.get_by_text("Đã hoàn tác quyết định gần nhất").wait_for()
    seen.settle()
    page.get_by_text("Tên đã nhớ (0)").wait_for()
    assert f"item={key}" in page.url
    page.keyboard.press("x")
    page.get_by_text("Đã từ chối 0,5%").wait_for()
    seen.settle()
    assert desk.resolved(Store(store))["outcome"].tolist() == ["rejected"]


def test_enter_on_another_button_presses_that_button_only(
    visit: Callable[..., object], store: Path
) -> None:
    seen = visit()
    page = seen.open(f"ra-soat?item={item_of(store, '8/11')}")
    other = item_of(store, "0,5%")
    page.locator(f".st-key-review-go-off-{other} button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**item={other}*")
    seen.settle()
    assert desk.resolved(Store(store)).empty


def test_a_decision_with_a_reason_changes_what_the_overview_says(
    visit: Callable[..., object],
) -> None:
    seen = visit()
    page = seen.open(f"tong-quan?{HALF_2024}")
    row = page.locator("[class*='st-key-attention-row-FN01-rivals']")
    expect(row).to_contain_text("20.889")
    expect(row).to_contain_text("21.445")
    row.get_by_text("Mở để quyết định").click()
    page.wait_for_url("**/ra-soat?conflict=*")
    page.locator(".st-key-review-conflict").wait_for()
    seen.settle()
    box = page.locator(".st-key-review-conflict")
    expect(box).to_contain_text("20.889 ÷ 32.823 = 63,6%")
    box.get_by_text("21.445 tỷ đồng").first.click()
    seen.settle()
    page.get_by_label("Lý do chọn").fill("số của cơ quan thu chốt sau")
    page.get_by_label("Lý do chọn").press("Tab")
    seen.settle()
    box.get_by_role("button", name="Dùng số đã chọn").click()
    page.get_by_text("Đã quyết định dùng 21.445").wait_for()
    page = seen.open(f"tong-quan?{HALF_2024}")
    page.locator(".ys-field-head").first.wait_for()
    expect(page.locator("[class*='st-key-attention-row-FN01-rivals']")).to_have_count(0)
    card = page.locator(".st-key-indicator-FN01")
    expect(card).to_contain_text("21.445")
    expect(card).to_contain_text("đã có người quyết định")


def test_the_navigation_says_how_much_waits(visit: Callable[..., object], store: Path) -> None:
    seen = visit()
    page = seen.open("tong-quan")
    shown = page.get_by_role("link", name="Rà soát").inner_text()
    before = int(shown.partition("(")[2].partition(")")[0])
    page = seen.open(f"ra-soat?item={item_of(store, '0,5%')}")
    page.locator(".st-key-review-reject").wait_for()
    seen.settle()
    page.keyboard.press("x")
    page.get_by_text("Đã từ chối 0,5%").wait_for()
    seen.settle()
    expect(page.get_by_role("link", name=f"Rà soát ({before - 1})")).to_be_visible()


def test_many_rows_are_left_outside_the_catalogue_at_once_and_come_back(
    visit: Callable[..., object], store: Path
) -> None:
    seen = visit()
    page = seen.open("ra-soat")
    page.locator(".st-key-review-queue").wait_for()
    total = sum(review_samples.OUTSIDE.values())
    page.get_by_text(f"Ngoài danh mục ({total})").click()
    table = page.locator('[data-testid="stDataFrame"]').first
    table.wait_for()
    seen.settle()
    corner = table.bounding_box()
    page.mouse.click(corner["x"] + 16, corner["y"] + 18)
    page.get_by_role("button", name=f"Để ngoài danh mục ({total} số)").click()
    page.get_by_text(f"Đã để {total} số ngoài danh mục").wait_for()
    seen.settle()
    assert len(desk.batches(Store(store))) == 3
    assert len(desk.resolved(Store(store))) == total
    page.keyboard.press("u")
    page.get_by_text("Đã hoàn tác quyết định gần nhất").wait_for()
    assert desk.resolved(Store(store)).empty


@pytest.mark.parametrize("quote", ["8/11", "0,5%"])
def test_a_phone_never_scrolls_sideways(
    visit: Callable[..., object], store: Path, quote: str
) -> None:
    seen = visit(width="phone")
    page = seen.open(f"ra-soat?item={item_of(store, quote)}")
    page.locator(".ys-rv-checks").wait_for()
    assert seen.sideways() == 0


def test_a_dispute_is_decided_with_its_share_and_the_figure_approved_on_a_phone(
    visit: Callable[..., object], store: Path
) -> None:
    seen = visit(width="phone")
    found = origin.figures_of(Store(store), "press")
    number = found.loc[found["quote"] == "21.445 tỷ đồng", "observation_id"].iat[0]
    page = seen.open(f"nguon?source=report&figure={_number(store, '20.889 tỷ đồng')}")
    page.get_by_text("quyết định ở Rà soát trước khi duyệt").wait_for()
    assert seen.sideways() == 0
    page.get_by_text("Mở để quyết định").click()
    page.wait_for_url("**/ra-soat?conflict=*")
    box = page.locator(".st-key-review-conflict")
    expect(box).to_contain_text("hơn 63% kế hoạch")
    expect(box).to_contain_text("65,34% kế hoạch")
    seen.settle()
    box.get_by_text("21.445 tỷ đồng").first.click()
    seen.settle()
    page.get_by_label("Lý do chọn").fill("số chốt sau")
    page.get_by_label("Lý do chọn").press("Tab")
    seen.settle()
    box.get_by_role("button", name="Dùng số đã chọn").click()
    page.get_by_text("Đã quyết định dùng 21.445").wait_for()
    held = reader.current(Store(store), indicators=("FN01",), periods=("2024-H1",))
    chosen = held[held["is_chosen"] & ~held["is_target"]]
    assert set(chosen["source_id"]) == {"press"}
    page = seen.open(f"nguon?source=press&figure={number}")
    page.get_by_text("không cần duyệt").wait_for()
    page = seen.open(f"nguon?source=report&figure={_number(store, '6,81%')}")
    page.get_by_role("button", name="Duyệt công bố", exact=True).click()
    page.get_by_text("Đã duyệt công bố 1 số").wait_for()
    seen.settle()
    assert seen.sideways() == 0
    assert seen.errors == []
    assert seen.outside == []


def _number(store: Path, quote: str) -> str:
    found = origin.figures_of(Store(store), "report")
    return str(found.loc[found["quote"] == quote, "observation_id"].iat[0])
