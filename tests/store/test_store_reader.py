"""What holds, what disagrees, what there is to choose from, and what an upload would change."""

from dataclasses import replace
from datetime import date

import pytest
from store_figures import DISTRICT, GAZETTE, PROVINCE, REPORT, batch, figure

from yardstick.domain.observation import Authority, Kind, Measure, Status
from yardstick.errors import PeriodError
from yardstick.store import frames, reader, writer
from yardstick.store.batch import Batch, BatchKind, Decision
from yardstick.store.preview import compare


def dtypes(found):
    return {name: str(dtype) for name, dtype in found.dtypes.items()}


def decide(store, observation_id):
    chosen = (Decision(observation_id, "số chính thức"),)
    return writer.write(store, Batch(BatchKind.DECISION, "lãnh đạo", decisions=chosen))


def test_an_empty_store_answers_with_declared_columns(store):
    assert store.is_empty
    assert store.version == "000000"
    assert dtypes(reader.current(store)) == frames.CURRENT
    assert dtypes(reader.conflicts(store)) == frames.CURRENT
    offered = reader.available(store)
    assert [len(side) for side in (offered.indicators, offered.places, offered.periods)] == [0] * 3
    compared = compare(store, [figure()], lineage="report")
    assert dtypes(compared) == frames.COMPARED
    assert compared["state"].tolist() == ["new"]


def test_a_full_answer_has_the_same_columns(store):
    writer.write(store, batch(figure(decimals=0, total=figure().value, authority=None)))
    assert dtypes(reader.current(store)) == frames.CURRENT


def test_questions_narrow_by_every_side(store):
    writer.write(
        store,
        batch(
            figure("1"),
            figure("2", place=DISTRICT),
            figure("3", indicator="KT01"),
            figure("4", period="2023-H1"),
            figure("5", period="2023"),
            figure("6", kind=Kind.TARGET, period="2024"),
            figure("7", kind=Kind.ESTIMATE, period="2024"),
            figure("8", period="2021/2025"),
        ),
    )

    def asked(**sides):
        return sorted(reader.current(store, **sides)["value"].astype(int))

    assert asked() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert asked(places=[DISTRICT.key]) == [2]
    assert asked(places=[DISTRICT.key, PROVINCE.key], indicators=["KT01"]) == [3]
    assert asked(indicators=["KT01"]) == [3]
    assert asked(periods=["2024-H1", "2023-H1"]) == [1, 2, 3, 4]
    assert asked(periods=["2021/2025"]) == [8]
    assert asked(years=[2023]) == [4, 5]
    assert asked(years=[2023, 2025]) == [4, 5, 8]
    assert asked(kinds=["target"]) == [6]
    assert asked(kinds=["actual"]) == [1, 2, 3, 4, 5, 8]
    assert asked(kinds=["actual", "target"], years=[2024]) == [1, 2, 3, 6]
    assert asked(kinds=["estimate"]) == [7]
    assert asked(places=[]) == asked(periods=[]) == asked(years=[]) == asked(kinds=[]) == []
    with pytest.raises(PeriodError):
        asked(periods=["quý I"])


def test_series_gives_all_periods_of_an_indicator_in_order(store):
    periods = ["2024-H1", "2022", "2023", "2023-H1"]
    writer.write(store, batch(*(figure("1", period=period) for period in periods)))
    writer.write(store, batch(figure("1", indicator="KT01")))
    found = reader.series(store, "TC01", [PROVINCE.key])
    assert found["period"].tolist() == ["2022", "2023", "2023-H1", "2024-H1"]


def test_a_newer_edition_of_a_lineage_replaces_cell_by_cell(store):
    writer.write(store, batch(figure("1"), figure("10", indicator="KT01")))
    edition = replace(REPORT, source_id="report2", issued=date(2024, 9, 1))
    writer.write(store, batch(figure("2"), source=edition))
    found = reader.current(store)
    assert dict(zip(found["indicator"], found["value"], strict=True)) == {"KT01": 10.0, "TC01": 2.0}
    assert not found["in_conflict"].any()


def test_an_actual_replaces_the_estimate_of_its_lineage(store):
    writer.write(store, batch(figure("1", kind=Kind.ESTIMATE)))
    writer.write(store, batch(figure("2")))
    assert reader.current(store)["kind"].tolist() == ["actual"]
    assert reader.current(store, kinds=["estimate"]).empty


def test_two_sources_that_disagree_are_both_kept_the_weightier_first(store):
    writer.write(store, batch(figure("20889")))
    writer.write(store, batch(figure("21445"), source=GAZETTE))
    found = reader.current(store)
    assert found["value"].tolist() == [21445.0, 20889.0]
    assert found["is_chosen"].tolist() == [True, False]
    assert found["in_conflict"].tolist() == [True, True]
    assert found["decided"].tolist() == [False, False]
    assert reader.conflicts(store).equals(found)


def test_a_status_outweighs_a_rank(store):
    writer.write(store, batch(figure("1", status=Status.OFFICIAL)))
    writer.write(store, batch(figure("2"), source=GAZETTE))
    assert reader.current(store)["value"].tolist() == [1.0, 2.0]


def test_the_same_value_in_another_unit_is_no_conflict(store):
    writer.write(store, batch(figure("20889")))
    other = figure("20889000", unit="triệu đồng", quote="20.889.000 triệu đồng")
    writer.write(store, batch(other, source=GAZETTE))
    assert not reader.current(store)["in_conflict"].any()
    assert reader.conflicts(store).empty
    assert reader.current(store)["is_chosen"].tolist() == [True, False]


def test_targets_of_two_authorities_never_conflict_but_two_of_one_do(store):
    def target(value, authority):
        return figure(value, kind=Kind.TARGET, authority=authority)

    writer.write(store, batch(target("8", Authority.PROVINCE), target("9", Authority.COUNCIL)))
    assert reader.conflicts(store).empty
    writer.write(store, batch(target("8.2", Authority.PROVINCE), source=GAZETTE))
    assert reader.conflicts(store)["value"].tolist() == [8.2, 8.0]


def test_one_source_that_contradicts_itself_is_a_conflict(store):
    writer.write(store, batch(figure("1"), figure("2", at=90)))
    found = reader.current(store)
    assert found["value"].tolist() == [2.0, 1.0]
    assert found["in_conflict"].all()


def test_a_decision_chooses_and_is_undone_like_any_batch(store):
    first = writer.write(store, batch(figure("1")))
    writer.write(store, batch(figure("2"), source=GAZETTE))
    act = decide(store, first.observation_ids[0])
    found = reader.current(store)
    assert found["value"].tolist() == [1.0, 2.0]
    assert found["decided"].tolist() == [True, True]
    assert reader.conflicts(store, include_decided=False).empty
    assert len(reader.conflicts(store)) == 2
    writer.undo(store, act.batch_id, author="thử", reason="nhầm")
    assert reader.current(store)["value"].tolist() == [2.0, 1.0]
    assert reader.current(store, as_of=act.recorded_at)["value"].tolist() == [1.0, 2.0]


def test_a_newer_figure_reopens_a_decided_conflict(store):
    first = writer.write(store, batch(figure("1")))
    writer.write(store, batch(figure("2"), source=GAZETTE))
    decide(store, first.observation_ids[0])
    press = replace(GAZETTE, source_id="press", lineage="press", rank=10)
    writer.write(store, batch(figure("3"), source=press))
    found = reader.conflicts(store, include_decided=False)
    assert found["value"].tolist() == [1.0, 2.0, 3.0]


def test_conflicts_narrow_to_places_and_indicators(store):
    figures = [figure("1"), figure("1", place=DISTRICT), figure("1", indicator="KT01")]
    writer.write(store, batch(*figures))
    others = [replace(one, value=one.value * 2) for one in figures]
    writer.write(store, batch(*others, source=GAZETTE))
    assert len(reader.conflicts(store)) == 6
    assert len(reader.conflicts(store, places=[DISTRICT.key])) == 2
    assert len(reader.conflicts(store, indicators=["KT01"])) == 2


def test_undoing_one_side_ends_the_conflict(store):
    writer.write(store, batch(figure("1")))
    writer.write(store, batch(figure("2"), source=GAZETTE))
    writer.undo(store, 2, author="thử", reason="nhầm")
    found = reader.current(store)
    assert found[["value", "in_conflict", "is_chosen"]].to_numpy().tolist() == [[1.0, False, True]]


def test_a_corrected_source_shows_its_new_title_and_undo_its_old_one(store):
    writer.write(store, batch(figure("1")))
    corrected = replace(REPORT, title="Báo cáo đã sửa tên")
    act = writer.write(store, batch(source=corrected))
    assert reader.current(store)["source_title"].tolist() == ["Báo cáo đã sửa tên"]
    writer.undo(store, act.batch_id, author="thử", reason="nhầm")
    assert reader.current(store)["source_title"].tolist() == [REPORT.title]


def test_available_lists_each_side_with_counts(store):
    writer.write(
        store,
        batch(
            figure("1"),
            figure("2", place=DISTRICT, period="2024"),
            figure("3", kind=Kind.TARGET, period="2024"),
            figure("4", indicator="KT01", measure=Measure.GROWTH, period="2024-Q2"),
        ),
    )
    offered = reader.available(store)
    assert offered.indicators["indicator"].tolist() == ["KT01", "TC01"]
    assert offered.indicators["observations"].tolist() == [1, 3]
    assert offered.indicators["targets"].tolist() == [0, 1]
    assert offered.places[["place", "place_level", "observations"]].to_numpy().tolist() == [
        [DISTRICT.key, "district", 1],
        [PROVINCE.key, "province", 3],
    ]
    assert offered.periods["period"].tolist() == ["2024", "2024-H1", "2024-Q2"]
    narrowed = reader.available(store, places=[DISTRICT.key])
    assert narrowed.periods["period"].tolist() == ["2024"]
    assert narrowed.indicators["indicator"].tolist() == ["TC01"]
    assert reader.available(store, kinds=["target"]).places["place"].tolist() == [PROVINCE.key]
    writer.undo(store, 1, author="thử", reason="nhầm")
    assert reader.available(store).places.empty


def test_compare_says_for_each_figure_what_storing_it_would_change(store):
    writer.write(
        store,
        batch(figure("20", decimals=0), figure("5", indicator="KT01"), figure("9", period="2023")),
    )
    writer.write(store, batch(figure("3", indicator="XH01"), source=GAZETTE))
    incoming = [
        figure("20000", unit="triệu đồng"),
        figure("21", decimals=0),
        figure("5", indicator="KT01", status=Status.OFFICIAL),
        figure("1", period="2022"),
        figure("3", indicator="XH01"),
        figure("4", indicator="XH01"),
    ]
    found = compare(store, incoming, lineage="report")
    assert found["position"].tolist() == [0, 1, 2, 3, 4, 5]
    assert found["state"].tolist() == ["same", "changed", "changed", "new", "same", "conflict"]
    assert found["old_value"].tolist()[:3] == [20.0, 20.0, 5.0]
    assert found["change_percent"].tolist()[:3] == [0.0, 5.0, 0.0]
    assert found["old_lineage"].tolist()[4:] == ["gazette", "gazette"]
    assert dtypes(found) == frames.COMPARED
    without = compare(store, incoming)
    assert without["state"].tolist() == ["same", "changed", "changed", "new", "same", "changed"]


def test_comparing_nothing_is_an_empty_answer(store):
    assert dtypes(compare(store, [])) == frames.COMPARED


def test_a_pinned_store_sees_one_state(store):
    writer.write(store, batch(figure("1")))
    held = store.pinned()
    writer.write(store, batch(figure("2")))
    assert reader.current(held)["value"].tolist() == [1.0]
    assert held.version == "000001"
    assert store.version == "000002"


def test_a_reader_cannot_write_nor_reach_files(store, tmp_path):
    writer.write(store, batch(figure()))
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(Exception, match="read-only"):
        store.rows("DELETE FROM observations")
    with pytest.raises(Exception, match="disabled by configuration"):
        store.rows("SELECT * FROM read_csv($path)", {"path": str(tmp_path / "secret.csv")})
