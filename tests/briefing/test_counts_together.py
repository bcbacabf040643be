"""Accidents, killed and injured as stored from a sheet: one verdict on every page that shows it."""

import io
from pathlib import Path

import pytest
from briefing_samples import facts_of
from openpyxl import Workbook

from etl.upload import Desk
from yardstick.analysis.standing import Standing
from yardstick.briefing.facts import Facts
from yardstick.briefing.indicator_view import indicator_view
from yardstick.domain.access import User
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Half
from yardstick.store.illustration import mark_illustrative

PERIOD = Half(2024, 1)


def sheet(killed: int) -> bytes:
    book = Workbook()
    page = book.active
    for line in (
        ["SỐ LIỆU MINH HỌA - Tình hình trật tự an toàn giao thông huyện Văn Lâm"],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "6 tháng năm 2023", "6 tháng năm 2024"],
        [1, "Số vụ tai nạn giao thông", "Vụ", 25, 20],
        [2, "Số người chết do tai nạn giao thông", "Người", 9, killed],
        [3, "Số người bị thương do tai nạn giao thông", "Người", 30, 21],
    ):
        page.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    found = facts_of(tmp_path / "store")
    mark_illustrative(found.store)
    return found


def told(facts: Facts, killed: int) -> list[Standing]:
    """The verdict of the overview, of a comparison and of the indicator's own page."""
    desk = Desk(facts.store, facts.catalogue, facts.gazetteer, User("an"))
    stored = desk.store_upload(desk.read(sheet(killed), "tngt.xlsx"))
    assert stored is not None
    place = facts.gazetteer.find("huyện Văn Lâm", on=PERIOD.end)
    assert place is not None
    indicator = facts.catalogue["SE01"]
    overview = {one.indicator.code: one for one in facts.standings(place, PERIOD)}
    assert {"SE01", "SE04", "SE05"} <= set(overview)
    view = indicator_view(facts, indicator, place, PERIOD)
    # Figures of the parts are no figures of the whole.
    assert {point.indicator for point in view.course.now.values()} == {"SE01"}
    return [overview["SE01"], facts.comparison(indicator, place, PERIOD)[0], view.own]


def test_all_three_fell(facts: Facts) -> None:
    for own in told(facts, killed=7):
        assert (own.verdict, own.assessment.rule) == (Verdict.MET, "all")
        assert (own.gap, own.gap_unit) == (5, "vụ")
        assert [count.indicator.code for count in own.counts] == ["SE01", "SE04", "SE05"]


def test_one_of_three_rose(facts: Facts) -> None:
    for own in told(facts, killed=11):
        assert own.verdict is Verdict.MISSED
        assert [count.indicator.code for count in own.counts if count.fall <= 0] == ["SE04"]
