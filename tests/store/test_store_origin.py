"""Sources, what was read in each, one figure's history, the queue and the list of batches."""

from dataclasses import replace

import pytest
from store_figures import DISTRICT, GAZETTE, REPORT, batch, figure

from yardstick.domain.finding import Finding, Severity
from yardstick.domain.provenance import CellRef, RowRef, SourceKind, TextSpan
from yardstick.errors import UnknownFigureError, UnknownSourceError
from yardstick.store import desk, frames, origin, writer
from yardstick.store.batch import (
    Batch,
    BatchKind,
    Coverage,
    Decision,
    Outcome,
    Recorded,
    Repeat,
    Resolution,
    Waiting,
    Withdrawal,
)

AGAIN = Repeat("report", TextSpan(100, 114, "20.889 tỷ đồng"), "20.889 tỷ đồng", 0)
DOUBT = Waiting("report", TextSpan(200, 205, "3,93%"), "3,93%", {"value": "3.93"}, "unmatched")


def dtypes(found):
    return {name: str(dtype) for name, dtype in found.dtypes.items()}


def review(**fields):
    return Batch(kind=BatchKind.REVIEW, author="người duyệt", **fields)


def test_empty_answers_have_their_columns(store):
    assert dtypes(origin.sources(store)) == frames.SOURCES
    assert dtypes(desk.waiting(store)) == frames.WAITING
    assert dtypes(desk.findings(store)) == frames.FINDINGS
    assert dtypes(desk.batches(store)) == frames.BATCHES
    assert dtypes(origin.coverage(store, "report")) == frames.COVERAGE


def test_what_is_not_there_is_named(store):
    with pytest.raises(UnknownSourceError):
        origin.source_text(store, "report")
    with pytest.raises(UnknownSourceError):
        origin.figures_of(store, "report")
    with pytest.raises(UnknownFigureError):
        origin.figure(store, 1)
    receipt = writer.write(store, batch(figure()))
    before = receipt.recorded_at.replace(year=2020)
    with pytest.raises(UnknownFigureError):
        origin.figure(store, 1, as_of=before)


def test_figures_of_a_document_stand_in_reading_order_with_their_state(store):
    loaded = batch(
        figure("1", indicator="KT01", at=60),
        figure("20889", at=18),
        repeats=(replace(AGAIN, of=1),),
        waiting=(DOUBT,),
    )
    writer.write(store, loaded)
    found = origin.figures_of(store, "report")
    assert dtypes(found) == frames.FIGURES_OF
    assert found["state"].tolist() == ["accepted", "accepted", "repeat", "waiting"]
    assert found["span_start"].tolist() == [18, 60, 100, 200]
    assert found["span_end"].tolist()[2:] == [114, 205]
    assert found["observation_id"].tolist()[:3] == [2, 1, 2]
    assert found["waiting_id"].tolist()[3] == 1
    assert found["value"].tolist()[:3] == [20889.0, 1.0, 20889.0]
    assert found["reading"].tolist()[3] == {"value": "3.93"}


def test_a_cell_and_a_row_are_split_out_of_their_locators(store):
    sheet = replace(REPORT, source_id="sheet", kind=SourceKind.WORKBOOK, text=None)
    cells = [
        figure("1", locator=CellRef("Biểu 02!A1", "E7")),
        figure("2", indicator="KT01", locator=CellRef("", "AB12")),
        figure("3", indicator="KT02", locator=RowRef(17)),
    ]
    writer.write(store, batch(*cells, source=sheet))
    found = origin.figures_of(store, "sheet").set_index("indicator")
    assert found.loc["TC01", ["sheet", "cell"]].tolist() == ["Biểu 02!A1", "E7"]
    assert found.loc["KT01", ["sheet", "cell"]].tolist() == ["", "AB12"]
    assert found.loc["KT02", "row"] == 17
    assert found["span_start"].isna().all()


def test_states_follow_what_happens_to_figures(store):
    first = writer.write(store, batch(figure("1"), figure("2", indicator="KT01")))
    edition = replace(REPORT, source_id="report2")
    writer.write(store, batch(figure("3"), source=edition))
    withdrawn = (Withdrawal(first.observation_ids[1], "sai dòng"),)
    writer.write(store, review(withdrawals=withdrawn))
    states = origin.figures_of(store, "report").set_index("observation_id")["state"].to_dict()
    assert states == {1: "superseded", 2: "withdrawn"}
    assert origin.figures_of(store, "report2")["state"].tolist() == ["accepted"]
    assert set(origin.figures_of(store, "report", as_of=first.recorded_at)["state"]) == {"accepted"}
    writer.undo(store, 2, author="thử", reason="nhầm")
    assert origin.figures_of(store, "report2").empty
    assert origin.figure(store, 3).state == "undone"
    assert origin.figure(store, 1).state == "accepted"
    assert origin.figure(store, 2).state == "withdrawn"


def test_a_figure_tells_its_whole_history(store):
    first = writer.write(store, batch(figure("1"), repeats=(AGAIN,)))
    other = writer.write(store, batch(figure("9"), source=GAZETTE))
    second = writer.write(store, batch(figure("2", at=300)))
    third = writer.write(store, batch(figure("3", at=400)))
    corrected = figure("2", indicator="KT01", at=300)
    writer.write(
        store,
        review(
            observations=(Recorded("report", corrected),),
            withdrawals=(Withdrawal(second.observation_ids[0], "là GRDP"),),
        ),
    )
    writer.undo(store, third.batch_id, author="quản trị", reason="nhầm tệp")
    chosen = (Decision(other.observation_ids[0], "theo niên giám"),)
    writer.write(store, Batch(BatchKind.DECISION, "lãnh đạo", decisions=chosen))

    record = origin.figure(store, second.observation_ids[0])
    assert record.state == "withdrawn"
    history = record.history.set_index("observation_id")
    assert dtypes(record.history) == frames.HISTORY
    assert history["relation"].to_dict() == {
        1: "earlier",
        2: "other_source",
        3: "this",
        4: "later",
        5: "same_origin",
    }
    assert history["state"].to_dict() == {
        1: "accepted",
        2: "accepted",
        3: "withdrawn",
        4: "undone",
        5: "accepted",
    }
    assert history.loc[3, ["ended_author", "ended_reason"]].tolist() == ["người duyệt", "là GRDP"]
    assert history.loc[4, ["ended_author", "ended_reason"]].tolist() == ["quản trị", "nhầm tệp"]
    assert record.decisions[["observation_id", "author", "reason"]].to_numpy().tolist() == [
        [2, "lãnh đạo", "theo niên giám"]
    ]
    assert record.fields["source_title"] == REPORT.title
    assert record.fields["base"] is None

    repeats = origin.figure(store, first.observation_ids[0]).repeats
    assert dtypes(repeats) == frames.REPEATS
    assert repeats["span_start"].tolist() == [100]
    assert origin.figure(store, 1).decisions["lineage"].tolist() == ["gazette"]


def test_sources_count_what_was_read_in_them(store):
    finding = Finding(Severity.WARNING, "implausible", "6,81%", "ngoài khoảng")
    loaded = batch(
        figure("1"),
        figure("2", indicator="KT01"),
        repeats=(AGAIN,),
        waiting=(DOUBT,),
        findings=(("report", finding),),
    )
    writer.write(store, loaded)
    writer.write(store, batch(figure("1", place=DISTRICT), source=GAZETTE))
    found = origin.sources(store)
    assert dtypes(found) == frames.SOURCES
    assert found["source_id"].tolist() == ["gazette", "report"]
    row = found.set_index("source_id").loc["report"]
    assert [row[name] for name in ("figures", "waiting", "repeats", "findings")] == [2, 1, 1, 1]
    assert bool(row["has_text"])
    assert not found.set_index("source_id").loc["gazette", "has_text"]
    writer.undo(store, 2, author="thử", reason="nhầm")
    assert origin.sources(store)["source_id"].tolist() == ["report"]


def test_a_text_comes_back_as_it_was_read(store):
    writer.write(store, batch(figure()))
    writer.write(store, batch(source=GAZETTE))
    assert origin.source_text(store, "report") == REPORT.text
    assert origin.source_text(store, "gazette") is None


def test_a_mention_waits_until_a_person_resolves_it(store):
    other = replace(DOUBT, locator=TextSpan(300, 305, "4,00%"), quote="4,00%")
    writer.write(store, batch(figure(), waiting=(DOUBT, other)))
    queue = desk.waiting(store)
    assert dtypes(queue) == frames.WAITING
    assert queue["waiting_id"].tolist() == [1, 2]
    assert queue["source_title"].tolist() == [REPORT.title] * 2
    accepted = figure("3.93", indicator="KT01", at=200, quote="3,93%")
    act = writer.write(
        store,
        review(
            observations=(Recorded("report", accepted),),
            resolutions=(
                Resolution(1, Outcome.CORRECTED, 0, "là tăng trưởng"),
                Resolution(2, Outcome.REJECTED, remark="số trang"),
            ),
        ),
    )
    assert desk.waiting(store).empty
    found = origin.figures_of(store, "report").set_index("quote")
    assert found.loc["3,93%", "state"] == "accepted"
    assert found.loc["4,00%", ["state", "reason"]].tolist() == ["rejected", "số trang"]
    writer.undo(store, act.batch_id, author="thử", reason="nhầm")
    assert desk.waiting(store)["waiting_id"].tolist() == [1, 2]


def test_two_readings_of_one_place_both_wait_until_the_source_is_read_again(
    store,
):
    twice = (DOUBT, replace(DOUBT, reason="conflict"))
    writer.write(store, batch(waiting=twice))
    assert desk.waiting(store)["reason"].tolist() == ["unmatched", "conflict"]
    writer.write(store, batch(waiting=(DOUBT,)))
    assert desk.waiting(store)["waiting_id"].tolist() == [3]


def test_a_mention_read_as_a_figure_after_all_waits_no_longer(store):
    writer.write(store, batch(waiting=(DOUBT,)))
    again = writer.write(store, batch(figure("3.93", at=200, quote="3,93%")))
    assert desk.waiting(store).empty
    writer.undo(store, again.batch_id, author="thử", reason="nhầm")
    assert len(desk.waiting(store)) == 1


def test_findings_and_coverage_belong_to_their_batch(store):
    cell = Finding(Severity.ERROR, "not_a_number", "Biểu 1!B2", "“abc”", "Biểu 1", "B2")
    covered = (Coverage("report", 18, 24, "figure"), Coverage("report", 40, 43, "date"))
    writer.write(store, batch(findings=(("report", cell),), coverage=covered))
    found = desk.findings(store, source_id="report")
    assert dtypes(found) == frames.FINDINGS
    assert found[["rule", "sheet", "cell"]].to_numpy().tolist() == [
        ["not_a_number", "Biểu 1", "B2"]
    ]
    assert desk.findings(store, batch_id=2).empty
    spans = origin.coverage(store, "report")
    assert spans.to_numpy().tolist() == [[18, 24, "figure"], [40, 43, "date"]]
    writer.undo(store, 1, author="thử", reason="nhầm")
    assert desk.findings(store).empty
    assert origin.coverage(store, "report").empty


def test_batches_say_who_when_what_and_whether_it_counts(store):
    loaded = batch(figure(), waiting=(DOUBT,), file_name="bao-cao.txt", note="nạp thử")
    receipt = writer.write(store, loaded)
    writer.undo(store, receipt.batch_id, author="quản trị", reason="nhầm tệp")
    found = desk.batches(store)
    assert dtypes(found) == frames.BATCHES
    assert found["kind"].tolist() == ["undo", "load"]
    assert found["is_live"].tolist() == [True, False]
    assert found["undoes"].tolist()[0] == 1
    row = found.iloc[1]
    assert [row[name] for name in ("author", "file_name", "note", "source_title")] == [
        "thử",
        "bao-cao.txt",
        "nạp thử",
        REPORT.title,
    ]
    assert (row["observations"], row["waiting"], row["sources"]) == (1, 1, 1)
    assert (row["undone_by"], row["undone_author"]) == (2, "quản trị")
    assert row["recorded_at"] == receipt.recorded_at
    earlier = desk.batches(store, as_of=receipt.recorded_at)
    assert earlier["is_live"].tolist() == [True]
