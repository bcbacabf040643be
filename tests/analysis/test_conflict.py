"""Sources that disagree: which figures stand together, and which rule puts one of them first."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yardstick.analysis.conflict import conflicts_of
from yardstick.domain.observation import Kind, Measure, Observation, Status
from yardstick.domain.period import parse_period
from yardstick.domain.place import Level, Place
from yardstick.domain.provenance import RowRef, Source, SourceKind
from yardstick.store import reader, writer
from yardstick.store.batch import Batch, BatchKind, Decision, Recorded
from yardstick.store.database import Store

PLACE = Place("33", None, date(2025, 6, 30), Level.PROVINCE, "tỉnh", "Hưng Yên", None)
EARLY, LATE = date(2024, 7, 1), date(2024, 8, 1)


def load(store: Store, name: str, value: str, *, issued: date = EARLY, rank: int = 20, **more):
    source = Source(name, SourceKind.PUBLISHED, name, name * 8, name, issued=issued, rank=rank)
    plain = {"measure": Measure.LEVEL, "kind": Kind.ACTUAL, "unit": "tỷ đồng"}
    found = Observation(
        indicator="FN01",
        indicator_text="Thu",
        place=PLACE,
        period=parse_period("2024-H1"),
        locator=RowRef(1),
        quote=value,
        value=Decimal(value),
        **{**plain, **more},
    )
    batch = Batch(
        kind=BatchKind.LOAD,
        author="máy",
        sources=(source,),
        observations=(Recorded(name, found),),
    )
    return writer.write(store, batch).observation_ids[0]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({}, {"kind": Kind.ESTIMATE, "rank": 50}, "finality"),
        ({"status": Status.OFFICIAL}, {"status": Status.PRELIMINARY, "rank": 50}, "finality"),
        ({"rank": 40}, {"rank": 10, "issued": LATE}, "rank"),
        ({"issued": LATE}, {"issued": EARLY}, "date"),
        ({}, {}, "entry"),
    ],
)
def test_the_rule_that_puts_one_figure_first(store, first, second, rule) -> None:
    load(store, "b", "21445", **second)
    load(store, "a", "20889", **first)
    (conflict,) = conflicts_of(reader.conflicts(store))
    assert [figure.source_title for figure in conflict.figures] == ["a", "b"]
    assert conflict.rule == rule
    assert not conflict.is_decided


def test_a_decision_comes_before_every_rule_and_the_name_stays(store) -> None:
    press = load(store, "b", "21445", kind=Kind.ESTIMATE)
    load(store, "a", "20889", rank=50)
    (before,) = conflicts_of(reader.conflicts(store))
    writer.write(
        store,
        Batch(kind=BatchKind.DECISION, author="an", decisions=(Decision(press, "đã chốt"),)),
    )
    (after,) = conflicts_of(reader.conflicts(store))
    assert after.used.observation_id == str(press)
    assert (after.rule, after.is_decided) == ("decided", True)
    assert after.key == before.key
    assert after.holds(str(press))
    assert not after.holds("999")


def test_cells_are_kept_apart(store) -> None:
    for name, value in (("a", "20889"), ("b", "21445")):
        load(store, name, value)
    for name, value in (("c", "5"), ("d", "9")):
        load(store, name, value, measure=Measure.GROWTH, unit="%")
    found = conflicts_of(reader.conflicts(store))
    assert sorted(len(conflict.figures) for conflict in found) == [2, 2]
    assert {conflict.used.measure for conflict in found} == {"level", "growth"}


def test_where_sources_agree_there_is_no_conflict(store) -> None:
    load(store, "a", "20889")
    load(store, "b", "20889")
    assert conflicts_of(reader.conflicts(store)) == ()


def shares(store: Store, name: str, value: str, **more) -> int:
    return load(store, name, value, measure=Measure.COMPLETION, unit="%", **more)


def test_a_level_and_its_share_of_the_plan_are_one_fact(store) -> None:
    load(store, "a", "20889")
    load(store, "b", "21445", kind=Kind.ESTIMATE)
    shares(store, "a", "63,6".replace(",", "."))
    # Said or unsaid, the plan is what a share is of.
    shares(store, "b", "65.34", base="plan", kind=Kind.ESTIMATE)
    shares(store, "c", "70.1", kind=Kind.ESTIMATE)
    (conflict,) = conflicts_of(reader.conflicts(store))
    assert [one.source_title for one in conflict.options] == ["a", "b", "c"]
    assert [str(one.value) for one in conflict.said_by("b")] == ["21445", "65.34"]
    assert all(conflict.holds(one.observation_id) for one in conflict.said_by("c"))


def test_a_share_of_another_plan_is_another_fact(store) -> None:
    shares(store, "a", "60", base="plan_province")
    shares(store, "b", "58", base="plan_district")
    assert conflicts_of(reader.conflicts(store)) == ()


def test_the_fact_is_decided_when_its_level_and_its_share_are(store) -> None:
    load(store, "a", "20889")
    level = load(store, "b", "21445", kind=Kind.ESTIMATE)
    shares(store, "a", "63.6")
    share = shares(store, "b", "65.34", kind=Kind.ESTIMATE)
    choose = lambda *ids: writer.write(  # noqa: E731
        store,
        Batch(
            kind=BatchKind.DECISION,
            author="an",
            decisions=tuple(Decision(one, "đã chốt") for one in ids),
        ),
    )
    choose(level)
    (half,) = conflicts_of(reader.conflicts(store))
    assert not half.is_decided
    choose(level, share)
    (whole,) = conflicts_of(reader.conflicts(store))
    assert whole.is_decided
    assert [str(one.value) for one in whole.said_by("b")] == ["21445", "65.34"]
