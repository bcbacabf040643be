"""The whole pipeline on real files and a real store: nothing vanishes, nothing is read twice."""

import shutil
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.run import Inputs, Outcome, Pipeline
from yardstick.store import desk, origin, reader


def test_what_was_read_is_what_was_stored_repeated_or_waits(
    pipeline: Pipeline, shipped: Inputs
) -> None:
    seen: list[Outcome] = []
    report = pipeline.run(shipped, lambda number, total, outcome: seen.append(outcome))
    assert seen == report.outcomes
    assert not report.refused
    assert all(outcome.is_conserved for outcome in report.outcomes)
    held = origin.sources(pipeline.store)
    assert held["figures"].sum() == report.total("observations")
    assert held["repeats"].sum() == report.total("repeats")
    assert held["waiting"].sum() == report.total("unmatched") + report.total("conflicts")


def test_unchanged_input_is_not_read_again(pipeline: Pipeline, shipped: Inputs) -> None:
    pipeline.run(shipped)
    version = pipeline.store.version
    again = pipeline.run(shipped)
    assert all(outcome.is_unchanged for outcome in again.outcomes)
    assert pipeline.store.version == version


def test_the_main_figures_open_their_sentence(pipeline: Pipeline, shipped: Inputs) -> None:
    pipeline.run(shipped)
    found = reader.current(pipeline.store, places=("33@",), periods=("2024-6M",))
    for indicator, value, digits in (("EC01", 6.81, "6,81"), ("FN01", 20889.0, "20.889")):
        rows = found[(found["indicator"] == indicator) & (found["value"] == value)]
        document = rows[rows["source_kind"] == "document"].iloc[0]
        whole = origin.source_text(pipeline.store, document["source_id"])
        assert whole is not None
        start, end = map(int, document["locator"].removeprefix("chars ").split("-"))
        assert whole[start:end] == document["quote"]
        assert digits in document["quote"]


def test_two_sources_that_disagree_are_both_kept(pipeline: Pipeline, shipped: Inputs) -> None:
    pipeline.run(shipped)
    found = reader.current(
        pipeline.store,
        indicators=("FN01",),
        places=("33@",),
        periods=("2024-H1",),
        kinds=("actual", "estimate"),
    )
    rows = found[(found["measure"] == "level") & (found["unit"] == "tỷ đồng")]
    assert {20889.0, 21445.0} <= set(rows["value"])
    assert rows["in_conflict"].all()
    assert rows[rows["is_chosen"]]["value"].tolist() == [20889.0]


def test_every_quotation_stands_in_its_text(pipeline: Pipeline, shipped: Inputs) -> None:
    pipeline.run(shipped)
    for source in origin.sources(pipeline.store).itertuples():
        if source.has_text:
            whole = origin.source_text(pipeline.store, source.source_id)
            assert whole is not None
            for figure in origin.figures_of(pipeline.store, source.source_id).itertuples():
                assert whole[int(figure.span_start) : int(figure.span_end)] == figure.quote


def test_a_refused_file_stops_nothing_and_leaves_nothing(
    pipeline: Pipeline, shipped: Inputs, tmp_path: Path
) -> None:
    documents = tmp_path / "documents"
    shutil.copytree(shipped.documents, documents)
    (documents / "0-mat.txt").write_text(
        "TỐI MẬT\n\nBÁO CÁO\nThu ngân sách năm 2024 đạt 1.200 tỷ đồng.", "utf-8"
    )
    (documents / "0-rac.txt").write_bytes(bytes(range(256)) * 4)
    report = pipeline.run(Inputs(documents, tmp_path / "nothing"))
    assert [outcome.name for outcome in report.refused] == ["0-mat.txt", "0-rac.txt"]
    assert report.total("observations") > 0
    assert len(origin.sources(pipeline.store)) == len(list(documents.glob("*.txt"))) - 2


def test_what_the_catalogue_does_not_hold_waits_with_its_words(
    pipeline: Pipeline, shipped: Inputs
) -> None:
    pipeline.run(shipped)
    waiting = desk.waiting(pipeline.store)
    assert (waiting["reason"] != "").all()
    unknown = waiting[waiting["reason"] == "unknown_indicator"]
    assert all(reading["indicator_text"] for reading in unknown["reading"])


def test_the_command_reports_and_answers_with_its_exit_code(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, documents = tmp_path / "store", tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(
        "UBND HUYỆN VĂN LÂM\n\nBÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024\n\n"
        "Thu ngân sách nhà nước trên địa bàn huyện Văn Lâm đạt 1.200 tỷ đồng.\n",
        "utf-8",
    )
    arguments = [
        "run",
        "--documents",
        str(documents),
        "--published",
        str(tmp_path / "none"),
        "--store",
        str(store),
    ]
    assert main(arguments) == 0
    assert "1 số đọc được" in capsys.readouterr().out
    assert main(arguments) == 0
    assert "Không có gì mới" in capsys.readouterr().out
    (documents / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    assert main(arguments) == 2
    assert "TỪ CHỐI" in capsys.readouterr().out
