"""Briefings are saved, copied, shared, thrown away and brought back; templates are kept by name."""

from datetime import timedelta
from pathlib import Path

import pytest

from yardstick.store import office_briefings
from yardstick.store.office import Office
from yardstick.store.office_briefings import (
    drop_template,
    keep_template,
    remove_briefing,
    restore_briefing,
    save_briefing,
    saved_briefings,
    template_content,
    template_names,
    versions_of,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_nothing_is_made_by_looking(office: Office) -> None:
    assert saved_briefings(office, "an") == ()
    assert template_names(office) == ()
    assert template_content(office, "mẫu") is None
    assert not office.path.exists()


def test_a_briefing_is_seen_by_its_owner_and_when_shared_by_all(office: Office) -> None:
    save_briefing(office, "b1", "Báo cáo tháng", "{}", author="an")
    assert [one.name for one in saved_briefings(office, "an")] == ["Báo cáo tháng"]
    assert saved_briefings(office, "binh") == ()
    save_briefing(office, "b1", "Báo cáo tháng", "{}", author="an", is_shared=True)
    assert [one.key for one in saved_briefings(office, "binh")] == ["b1"]
    changed = save_briefing(office, "b1", "Báo cáo quý", "{}", author="binh")
    assert (changed.owner, changed.author, changed.is_shared) == ("an", "binh", True)


def test_changes_of_a_moment_join_and_later_ones_do_not(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_briefing(office, "b1", "Một", "{}", author="an")
    save_briefing(office, "b1", "Hai", "{}", author="an")
    assert [one.name for one in versions_of(office, "b1")] == ["Hai"]
    monkeypatch.setattr(office_briefings, "SESSION", timedelta(0))
    save_briefing(office, "b1", "Ba", "{}", author="an")
    assert [one.name for one in versions_of(office, "b1")] == ["Ba", "Hai"]


def test_what_is_thrown_away_comes_back(office: Office) -> None:
    save_briefing(office, "b1", "Báo cáo", "{1}", author="an")
    remove_briefing(office, "b1", author="an")
    assert saved_briefings(office, "an") == ()
    assert [one.key for one in saved_briefings(office, "an", removed=True)] == ["b1"]
    restore_briefing(office, "b1", author="an")
    assert [one.content for one in saved_briefings(office, "an")] == ["{1}"]
    assert len(versions_of(office, "b1")) == 3
    assert restore_briefing(office, "b2", author="an") is None


def test_a_template_is_replaced_and_dropped_by_name(office: Office) -> None:
    keep_template(office, "Văn phòng", b"one", author="an")
    keep_template(office, "Văn phòng", b"two", author="an")
    assert template_names(office) == ("Văn phòng",)
    assert template_content(office, "Văn phòng") == b"two"
    drop_template(office, "Văn phòng")
    assert template_names(office) == ()
    assert template_content(office, "Văn phòng") is None
