"""Storing: every field survives, a batch goes in whole or not at all, scopes hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_figures import DISTRICT, GAZETTE, PROVINCE, REPORT, batch, figure

from yardstick.domain.access import Scope
from yardstick.domain.observation import Authority, Kind, Measure, Status
from yardstick.domain.provenance import CellRef, RowRef, TextSpan
from yardstick.errors import (
    OutOfScopeError,
    StoreError,
    UnknownBatchError,
    UnknownFigureError,
    UnknownSourceError,
)
from yardstick.store import origin, reader, upkeep, writer
from yardstick.store.batch import (
    Batch,
    BatchKind,
    Decision,
    Outcome,
    Recorded,
    Repeat,
    Resolution,
    Waiting,
    Withdrawal,
)
from yardstick.store.database import Store
from yardstick.store.desk import batches
from yardstick.store.rows import storable


def review(**fields):
    return Batch(kind=BatchKind.REVIEW, author="người duyệt", **fields)


def values(store, **asked):
    return reader.current(store, **asked)["value"].tolist()


def test_every_field_of_a_target_comes_back(store):
    target = figure(
        None,
        indicator="KT01",
        indicator_text="Tăng trưởng",
        place=DISTRICT,
        period="2024",
        measure=Measure.GROWTH,
        kind=Kind.TARGET,
        unit="%",
        low=Decimal("7.5"),
        high=Decimal("8.0"),
        comparator=">=",
        authority=Authority.COUNCIL,
        deadline="2024-12-31",
        version="adjusted",
        decimals=1,
        base="2020",
        confidence=0.75,
        note="theo nghị quyết",
        quote="7,5-8,0%",
        locator=CellRef("Biểu 02", "E7"),
    )
    recorded = (Recorded("report", target, "12/NQ"),)
    receipt = writer.write(store, replace(batch(), observations=recorded))
    row = reader.current(store).iloc[0].to_dict()
    expected = {
        "observation_id": receipt.observation_ids[0],
        "batch_id": receipt.batch_id,
        "source_id": "report",
        "lineage": "report",
        "indicator": "KT01",
        "indicator_text": "Tăng trưởng",
        "place": DISTRICT.key,
        "place_level": "district",
        "period": "2024",
        "period_year": 2024,
        "kind": "target",
        "is_target": True,
        "measure": "growth",
        "base": "2020",
        "authority": "council",
        "version": "adjusted",
        "legal_basis": "12/NQ",
        "low": 7.5,
        "high": 8.0,
        "decimals": 1,
        "comparator": ">=",
        "unit": "%",
        "deadline": "2024-12-31",
        "quote": "7,5-8,0%",
        "locator": "Biểu 02!E7",
        "confidence": 0.75,
        "note": "theo nghị quyết",
        "source_kind": "document",
        "source_title": REPORT.title,
        "source_number": "01-BC",
        "source_issuer": "Văn phòng",
        "source_rank": 40,
    }
    assert {name: row[name] for name in expected} == expected
    assert str(row["period_start"].date()) == "2024-01-01"
    assert str(row["source_date"].date()) == "2024-07-01"


def test_a_period_is_stored_under_its_canonical_name_and_keeps_the_printed_one(store):
    writer.write(store, batch(figure(period="2024-6M")))
    found = reader.current(store, periods=["2024-6M"])
    assert found[["period", "period_printed"]].to_numpy().tolist() == [["2024-H1", "2024-6M"]]
    assert len(reader.current(store, periods=["2024-H1"])) == 1


PRINTED = ["6.81", "20889", "0.1", "-3.44", "123456789012.34", "1234567.89", "0.0000000001"]


@pytest.mark.parametrize("text", PRINTED)
def test_a_printed_figure_reads_as_printed(store, text):
    receipt = writer.write(store, batch(figure(text)))
    assert repr(values(store)[0]) == repr(float(text))
    assert Decimal(repr(values(store)[0])) == Decimal(text)
    exact = origin.figure(store, receipt.observation_ids[0]).fields["value"]
    assert exact == Decimal(text)


@given(st.decimals(-(10**15), 10**15, places=10))
def test_ten_decimals_are_kept_exactly(value):
    assert storable(value) == value


def test_more_than_ten_decimals_are_rounded_half_to_even():
    assert storable(Decimal(1) / 3) == Decimal("0.3333333333")
    assert storable(Decimal("0.00000000005")) == 0
    assert storable(Decimal("1E+3")) == 1000


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E+30"])
def test_what_is_no_number_to_keep_is_refused(store, text):
    with pytest.raises(StoreError, match="no number the store can keep"):
        writer.write(store, batch(figure(text)))
    assert store.is_empty


def test_one_bad_row_keeps_the_whole_batch_out(store):
    writer.write(store, batch(figure()))
    bad = figure("1", indicator="KT01", confidence=1.5)
    with pytest.raises(StoreError, match="CHECK"):
        writer.write(store, batch(figure("5"), bad, source=GAZETTE))
    assert store.version == "000001"
    assert values(store) == [20889.0]
    assert not store.knows(GAZETTE.content_hash)


def test_a_row_must_name_a_source_somebody_brought(store):
    stray = Batch(BatchKind.LOAD, "thử", observations=(Recorded("nowhere", figure()),))
    with pytest.raises(UnknownSourceError):
        writer.write(store, stray)
    writer.write(store, batch(figure()))
    accepted = review(observations=(Recorded("report", figure("5", indicator="KT01")),))
    writer.write(store, accepted)
    assert reader.current(store, indicators=["KT01"])["lineage"].tolist() == ["report"]


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawals": (Withdrawal(99, "nhầm"),)},
        {"decisions": (Decision(99, "đúng hơn"),)},
        {"resolutions": (Resolution(99, Outcome.REJECTED),)},
    ],
)
def test_acts_on_figures_that_are_not_there_are_refused(store, fields):
    writer.write(store, batch(figure()))
    with pytest.raises(UnknownFigureError):
        writer.write(store, review(**fields))
    assert store.version == "000001"


def test_positions_must_lie_in_the_batch(store):
    again = Repeat("report", RowRef(1), "20.889", 3)
    with pytest.raises(ValueError, match="position 3"):
        writer.write(store, batch(figure(), repeats=(again,)))
    with pytest.raises(ValueError, match="rejected"):
        Resolution(1, Outcome.REJECTED, 0)


def test_unchanged_input_is_known_until_it_is_undone(store):
    assert not store.knows(REPORT.content_hash)
    receipt = writer.write(store, batch(figure(), content_hash="ff" * 32))
    assert store.knows(REPORT.content_hash)
    assert store.knows("ff" * 32)
    writer.undo(store, receipt.batch_id, author="thử", reason="nhầm")
    assert not store.knows(REPORT.content_hash)
    assert not store.knows("ff" * 32)


def test_the_version_changes_with_every_publication(store):
    seen = [store.version]
    writer.write(store, batch(figure()))
    seen.append(store.version)
    writer.undo(store, 1, author="thử", reason="nhầm")
    seen.append(store.version)
    assert len(set(seen)) == 3


def test_of_two_editions_in_one_batch_the_later_issued_counts(store):
    late = replace(GAZETTE, lineage="report")
    both = Batch(
        BatchKind.LOAD,
        "thử",
        sources=(late, REPORT),
        observations=(Recorded("gazette", figure("2")), Recorded("report", figure("1"))),
    )
    receipt = writer.write(store, both)
    assert values(store) == [2.0]
    assert receipt.observation_ids == (2, 1)


def test_scope_holds_for_figures_withdrawals_decisions_and_undo(store):
    mine = Scope(places=frozenset({DISTRICT.key}), indicators=frozenset({"TC01", "KT01"}))
    own = figure("1", place=DISTRICT)
    writer.write(store, batch(own), scope=mine)
    with pytest.raises(OutOfScopeError) as refused:
        writer.write(store, batch(own, figure(), figure(indicator="XH01")), scope=mine)
    assert refused.value.places == (PROVINCE.key,)
    assert refused.value.indicators == ("XH01",)
    foreign = writer.write(store, batch(figure(), source=GAZETTE))
    number = foreign.observation_ids[0]
    for fields in (
        {"withdrawals": (Withdrawal(number, "-"),)},
        {"decisions": (Decision(number, "-"),)},
    ):
        with pytest.raises(OutOfScopeError):
            writer.write(store, review(**fields), scope=mine)
    with pytest.raises(OutOfScopeError):
        writer.undo(store, foreign.batch_id, author="-", reason="-", scope=mine)
    writer.undo(store, 1, author="-", reason="-", scope=mine)
    assert values(store) == [20889.0]


MINE = Scope(places=frozenset({DISTRICT.key}))
FOREIGN = {"place": PROVINCE.key, "indicator": "TC01"}


def waiting(reading, at=0):
    return Waiting("report", TextSpan(at, at + 1, "1"), "1", reading, "unsure")


def test_scope_holds_for_what_waits_and_for_settling_it(store):
    with pytest.raises(OutOfScopeError):
        writer.write(store, replace(batch(), waiting=(waiting(FOREIGN),)), scope=MINE)
    both = (waiting(FOREIGN), waiting({"place": DISTRICT.key}, at=5))
    receipt = writer.write(store, replace(batch(), waiting=both))
    foreign, own = receipt.waiting_ids
    settling = review(resolutions=(Resolution(foreign, Outcome.REJECTED),))
    with pytest.raises(OutOfScopeError):
        writer.write(store, settling, scope=MINE)
    writer.write(store, review(resolutions=(Resolution(own, Outcome.REJECTED),)), scope=MINE)


def test_scope_holds_for_undoing_acts_on_figures_of_others(store):
    number = writer.write(store, batch(figure())).observation_ids[0]
    acts = (
        writer.write(store, review(withdrawals=(Withdrawal(number, "-"),))).batch_id,
        writer.write(store, review(decisions=(Decision(number, "-"),))).batch_id,
    )
    for act in acts:
        with pytest.raises(OutOfScopeError):
            writer.undo(store, act, author="-", reason="-", scope=MINE)
    # Undoing an undoing would bring the figures of others back.
    undoing = writer.undo(store, 1, author="-", reason="-").batch_id
    with pytest.raises(OutOfScopeError):
        writer.undo(store, undoing, author="-", reason="-", scope=MINE)


def test_scope_holds_for_describing_the_sources_of_others(store):
    writer.write(store, batch(figure()))
    with pytest.raises(OutOfScopeError):
        writer.write(store, review(sources=(replace(REPORT, rank=90),)), scope=MINE)


def test_an_undone_batch_restores_its_cells_and_leaves_those_of_a_later_one(store):
    writer.write(store, batch(figure("1"), figure("2", period="2023")))
    second = writer.write(store, batch(figure("10"), figure("20", period="2023")))
    writer.write(store, batch(figure("200", period="2023"), figure("3", period="2022")))
    assert sorted(values(store)) == [3.0, 10.0, 200.0]
    writer.undo(store, second.batch_id, author="thử", reason="nhầm tệp")
    assert sorted(values(store)) == [1.0, 3.0, 200.0]


def test_one_figure_taken_back_restores_the_one_before_it(store):
    writer.write(store, batch(figure("1"), figure("2", period="2023")))
    second = writer.write(store, batch(figure("10"), figure("20", period="2023")))
    act = writer.write(store, review(withdrawals=(Withdrawal(second.observation_ids[0], "sai"),)))
    assert sorted(values(store)) == [1.0, 20.0]
    writer.undo(store, act.batch_id, author="thử", reason="nhầm")
    assert sorted(values(store)) == [10.0, 20.0]


def test_a_store_opened_for_a_unit_refuses_whoever_writes_through_it(store):
    writer.write(store, batch(figure()))
    held = Store(store.versions.directory, scope=MINE)
    for write in (
        lambda: writer.write(held, batch(figure("2"))),
        lambda: writer.undo(held, 1, author="-", reason="-"),
    ):
        with pytest.raises(OutOfScopeError):
            write()
    assert values(store) == [20889.0]


def test_a_scope_may_leave_a_side_open(store):
    writer.write(store, batch(figure()), scope=Scope(indicators=frozenset({"TC01"})))
    writer.write(store, batch(figure()), scope=Scope())
    with pytest.raises(OutOfScopeError):
        writer.write(store, batch(figure()), scope=Scope(places=frozenset()))


def test_undo_restores_what_the_batch_replaced_though_later_batches_touched_other_figures(store):
    writer.write(store, batch(figure("1"), figure("10", indicator="KT01")))
    second = writer.write(store, batch(figure("2")))
    writer.write(store, batch(figure("30", indicator="KT01")))
    writer.undo(store, second.batch_id, author="thử", reason="nhầm tệp")
    found = reader.current(store)
    assert dict(zip(found["indicator"], found["value"], strict=True)) == {"KT01": 30.0, "TC01": 1.0}


def test_undo_can_itself_be_undone(store):
    writer.write(store, batch(figure("1")))
    writer.write(store, batch(figure("2")))
    undoing = writer.undo(store, 2, author="thử", reason="nhầm")
    assert values(store) == [1.0]
    redoing = writer.undo(store, undoing.batch_id, author="thử", reason="không nhầm")
    assert values(store) == [2.0]
    writer.undo(store, redoing.batch_id, author="thử", reason="vẫn nhầm")
    assert values(store) == [1.0]
    listed = batches(store).set_index("batch_id")
    assert listed["is_live"].to_dict() == {5: True, 4: False, 3: True, 2: False, 1: True}
    assert listed["undoes"].dropna().to_dict() == {3: 2, 4: 3, 5: 4}


def test_what_cannot_be_undone_is_named(store):
    writer.write(store, batch(figure()))
    for unknown in (0, 2, 7):
        with pytest.raises(UnknownBatchError, match="no such batch"):
            writer.undo(store, unknown, author="thử", reason="-")
    writer.undo(store, 1, author="thử", reason="-")
    with pytest.raises(UnknownBatchError, match="already undone"):
        writer.undo(store, 1, author="thử", reason="-")


def test_a_withdrawn_figure_gives_way_to_the_one_before_and_comes_back_by_undo(store):
    writer.write(store, batch(figure("1")))
    second = writer.write(store, batch(figure("2")))
    back = writer.write(store, review(withdrawals=(Withdrawal(second.observation_ids[0], "sai"),)))
    assert values(store) == [1.0]
    writer.undo(store, back.batch_id, author="thử", reason="đúng rồi")
    assert values(store) == [2.0]


def test_time_rises_with_every_batch_and_as_of_reads_it(store):
    receipts = [writer.write(store, batch(figure(str(value)))) for value in range(1, 4)]
    times = [receipt.recorded_at for receipt in receipts]
    assert times == sorted(set(times))
    assert all(time.tzinfo is None for time in times)
    assert [values(store, as_of=time) for time in times] == [[1.0], [2.0], [3.0]]
    assert values(store, as_of=times[0] - timedelta(microseconds=1)) == []
    hanoi = times[1].replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=7)))
    assert values(store, as_of=hanoi) == [2.0]
    assert values(store, as_of=datetime(2100, 1, 1)) == [3.0]  # noqa: DTZ001 - UTC by contract


def test_the_facts_are_written_in_order_again_when_their_tail_grows(store, monkeypatch):
    monkeypatch.setattr(upkeep, "TAIL_ROWS", 3)
    codes = [f"TC{number:02d}" for number in range(9, 0, -1)]
    writer.write(store, batch(*(figure("1", indicator=code) for code in codes[:3])))
    for code in codes[3:]:
        writer.write(store, batch(figure("1", indicator=code)))
        stored = store.rows("SELECT indicator FROM observations ORDER BY rowid")
        in_order = store.rows("SELECT sorted_rows FROM store_info")[0][0]
        head = [row[0] for row in stored[:in_order]]
        assert head == sorted(head)
        assert len(stored) - in_order <= 3
    assert in_order >= 7
    assert sorted(reader.current(store)["indicator"]) == sorted(codes)
    writer.undo(store, 1, author="thử", reason="nhầm")
    assert len(reader.current(store)) == 6


def test_a_long_text_and_marks_survive(store):
    text = "Đạt “6,81%” - quý I/2024; năm 2024¹\n" * 5000
    writer.write(
        store, batch(figure(), source=replace(REPORT, text=text, title="Đỏ 'và' \"xanh\""))
    )
    assert origin.source_text(store, "report") == text
    assert reader.current(store)["source_title"].tolist() == ["Đỏ 'và' \"xanh\""]


def test_a_waiting_reading_keeps_its_values(store):
    reading = {"value": Decimal("6.81"), "unit": "%", "period": None, "danh sách": [1, 2]}
    mention = Waiting("report", RowRef(1), "6,81%", reading, "unmatched")
    receipt = writer.write(store, batch(waiting=(mention,)))
    assert receipt.waiting_ids == (1,)
    assert origin.figures_of(store, "report")["reading"].tolist() == [
        {"value": "6.81", "unit": "%", "period": None, "danh sách": [1, 2]}
    ]


def test_status_and_kind_keep_to_their_cells(store):
    writer.write(
        store,
        batch(
            figure("1", kind=Kind.ESTIMATE, status=Status.ESTIMATE),
            figure("2", kind=Kind.TARGET, authority=Authority.PROVINCE),
            figure("3", kind=Kind.TARGET, authority=Authority.COUNCIL),
        ),
    )
    assert len(reader.current(store)) == 3
    writer.write(store, batch(figure("4", status=Status.PRELIMINARY)))
    found = reader.current(store)
    assert sorted(found["value"]) == [2.0, 3.0, 4.0]
    assert not found["in_conflict"].any()
