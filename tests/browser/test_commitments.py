"""Commitments in a real browser: open the list, the sentence, and set a state."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import commitment_samples
import pytest
from playwright.sync_api import expect

from yardstick.store.office import Office
from yardstick.store.office_commitments import State, histories


@pytest.fixture
def store(tmp_path: Path) -> Path:
    today = datetime.now(UTC).astimezone().date()
    return commitment_samples.filled(tmp_path / "store", today)


def test_a_leader_sees_what_is_overdue_opens_its_sentence_and_settles_it(
    visit: Callable[..., Any], store: Path
) -> None:
    seen = visit()
    page = seen.open("tong-quan")
    page.get_by_role("link", name="Cam kết").click()
    page.wait_for_url("**/cam-ket*")
    seen.settle()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "1 trong 5 cam kết chưa ghi là xong đã quá hạn"
    )
    expect(page.get_by_text("quá hạn 40 ngày")).to_be_visible()
    page.get_by_text("Mở câu trong văn bản").first.click()
    page.wait_for_url("**/nguon?*passage=*")
    seen.settle()
    mark = page.locator("#passage")
    expect(mark).to_contain_text("hoàn thành điều chỉnh quy hoạch phân khu")
    expect(mark).to_be_in_viewport()
    page.go_back()
    page.wait_for_url("**/cam-ket*")
    seen.settle()
    page.get_by_text("Cập nhật trạng thái").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Đã xong", exact=True).click()
    dialog.locator("textarea").fill("Đã phê duyệt đồ án")
    dialog.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Không cam kết nào quá hạn")
    expect(page.get_by_text("Đã phê duyệt đồ án")).to_be_visible()
    ((said,),) = histories(Office(store)).values()
    assert (said.state, said.remark) == (State.DONE, "Đã phê duyệt đồ án")
    assert seen.errors == []
    assert seen.outside == []


def test_a_phone_never_scrolls_sideways(visit: Callable[..., Any], store: Path) -> None:
    seen = visit(width="phone")
    seen.open("cam-ket")
    assert seen.sideways() == 0
