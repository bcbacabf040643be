"""A document's own facts corrected: what inherited them follows, what names its own stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import approval, review
from etl.describe import Corrector
from etl.review import Accepted, draft_of, waiting_items
from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import read_catalogue
from yardstick.domain.provenance import Source, SourceKind
from yardstick.errors import UnknownSourceError
from yardstick.store import descriptions, desk, frames, origin, reader, writer
from yardstick.store.batch import Batch, BatchKind
from yardstick.store.commitments import commitments
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
PLACES = read_places(ROOT / "data" / "places")
TEXT = """BÁO CÁO
Tình hình kinh tế - xã hội huyện Văn Lâm 6 tháng đầu năm 2024

Thu ngân sách nhà nước đạt 285,3 tỷ đồng.
Thu ngân sách nhà nước quý I đạt 120,5 tỷ đồng.
Tỷ lệ hộ nghèo của huyện Yên Mỹ còn 1,2%.
Số xe điện kiểu mới là 40 xe.
Như đã nêu, thu ngân sách nhà nước đạt 285,3 tỷ đồng.
"""
VAN_LAM, YEN_MY, HUNG_YEN = "325@", "327@", "33@"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Callable[[str], str]:
    def load(text: str) -> str:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.txt").write_text(text, encoding="utf-8")
        Pipeline(store, CATALOGUE, PLACES, "máy").run(Inputs(folder, tmp_path / "none"))
        return str(origin.sources(store)["source_id"].iat[0])

    return load


def corrector(store: Store) -> Corrector:
    return Corrector(store, CATALOGUE, PLACES, "an")


def held(store: Store) -> set[tuple[str, str, float]]:
    found = reader.current(store)
    return set(zip(found["place"], found["period"], found["value"], strict=True))


def test_what_was_read_of_the_heading_is_what_is_known(store: Store, load: Any) -> None:
    known = corrector(store).known(load(TEXT))
    assert known.metadata.kind == "report"
    assert known.metadata.period == "2024-H1"
    assert known.place == PLACES[VAN_LAM]
    assert not known.is_place_said
    assert not known.is_period_said


def test_a_corrected_place_moves_what_inherited_it_and_nothing_else(
    store: Store, load: Any
) -> None:
    source_id = load(TEXT)
    before = held(store)
    assert (YEN_MY, "2024-H1", 1.2) in before
    known = corrector(store).known(source_id)
    done = corrector(store).correct(source_id, known.metadata, PLACES["326@"], "đọc nhầm tên huyện")
    assert done is not None
    receipt, correction = done
    assert held(store) == {
        (place if place == YEN_MY else "326@", period, value) for place, period, value in before
    }
    assert correction.moved == len(before) - 1
    waiting = waiting_items(store)
    assert {item.mention.place for item in waiting} == {"326@"}
    again = corrector(store).known(source_id)
    assert again.place == PLACES["326@"]
    assert again.is_place_said
    history = descriptions.history(store, source_id)
    assert history["reason"].tolist() == ["", "đọc nhầm tên huyện"]
    assert history["author"].tolist() == ["máy", "an"]
    writer.undo(store, receipt.batch_id, author="an", reason="nhầm")
    assert held(store) == before
    assert {item.mention.place for item in waiting_items(store)} == {VAN_LAM}
    assert corrector(store).known(source_id).place == PLACES[VAN_LAM]
    assert descriptions.history(store, source_id)["is_undone"].tolist() == [False, True]


def test_a_corrected_period_moves_what_names_none(store: Store, load: Any) -> None:
    source_id = load(TEXT)
    known = corrector(store).known(source_id)
    later = replace(known.metadata, period="2024-9M")
    done = corrector(store).correct(source_id, later, known.place, "báo cáo 9 tháng")
    assert done is not None
    periods = {(period, value) for _, period, value in held(store)}
    assert ("2024-9M", 285.3) in periods
    assert ("2024-Q1", 120.5) in periods
    assert ("2024-H1", 285.3) not in periods
    # The same figure said twice is still one figure and its repeat, both at their places.
    found = origin.figures_of(store, source_id)
    same = found[found["quote"] == "285,3 tỷ đồng"]
    assert sorted(same.loc[same["state"] != "withdrawn", "state"]) == ["accepted", "repeat"]


def test_a_place_of_a_tier_without_the_indicator_makes_figures_wait(
    store: Store, load: Any
) -> None:
    source_id = load(
        "BÁO CÁO\nTình hình kinh tế - xã hội tỉnh Hưng Yên 6 tháng đầu năm 2024\n\n"
        "Tốc độ tăng trưởng GRDP đạt 6,81%.\n"
    )
    assert held(store) == {(HUNG_YEN, "2024-H1", 6.81)}
    known = corrector(store).known(source_id)
    done = corrector(store).correct(source_id, known.metadata, PLACES[VAN_LAM], "của huyện")
    assert done is not None
    assert done[1].held == 1
    assert held(store) == set()
    assert len(waiting_items(store)) == 1


def test_a_figure_without_a_place_becomes_whole(store: Store, load: Any) -> None:
    source_id = load(
        "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024\n\n"
        "Thu ngân sách nhà nước đạt 285,3 tỷ đồng.\n"
    )
    assert [item.reason for item in waiting_items(store)] == ["unknown_place"]
    known = corrector(store).known(source_id)
    assert known.place is None
    done = corrector(store).correct(source_id, known.metadata, PLACES[VAN_LAM], "theo chữ ký")
    assert done is not None
    assert (done[1].freed, held(store)) == (1, {(VAN_LAM, "2024-H1", 285.3)})
    assert waiting_items(store) == ()
    writer.undo(store, done[0].batch_id, author="an", reason="nhầm")
    assert held(store) == set()
    assert len(waiting_items(store)) == 1


def test_what_a_person_set_by_hand_stays(store: Store, load: Any) -> None:
    source_id = load(TEXT)
    (item,) = [one for one in waiting_items(store) if one.mention.quote == "40 xe"]
    as_read = draft_of(item, CATALOGUE, PLACES)
    mention = replace(item.mention, indicator="FN01", unit="tỷ đồng")
    draft = replace(as_read, mention=mention, indicator=CATALOGUE["FN01"], place=PLACES["328@"])
    review.accept(store, [Accepted(item, draft, as_read)], author="bình")
    known = corrector(store).known(source_id)
    corrector(store).correct(source_id, known.metadata, PLACES["326@"], "đọc nhầm")
    assert ("328@", "2024-H1", 40.0) in held(store)


def test_a_corrected_date_and_issuer_change_the_source_and_its_weight(
    store: Store, load: Any
) -> None:
    source_id = load(TEXT)
    known = corrector(store).known(source_id)
    facts = replace(
        known.metadata, number="12/BC-CTK", date=date(2024, 6, 29), issuer="Cục Thống kê Hưng Yên"
    )
    before = held(store)
    corrector(store).correct(source_id, facts, known.place, "theo dấu công văn")
    row = origin.sources(store).iloc[0]
    assert (row["number"], row["issuer"], row["rank"]) == ("12/BC-CTK", "Cục Thống kê Hưng Yên", 50)
    assert held(store) == before
    assert row["has_text"]


def test_a_correction_that_says_nothing_new_stores_nothing(store: Store, load: Any) -> None:
    source_id = load(TEXT)
    known = corrector(store).known(source_id)
    version = store.version
    assert corrector(store).correct(source_id, known.metadata, known.place, "xem lại") is None
    with pytest.raises(ValueError, match="reason"):
        corrector(store).correct(source_id, known.metadata, PLACES[YEN_MY], " ")
    with pytest.raises(UnknownSourceError):
        corrector(store).known("nowhere")
    assert store.version == version


def test_a_moved_figure_is_a_draft_again(store: Store, load: Any) -> None:
    source_id = load(TEXT)
    numbers = approval.of_source(store, source_id).drafts
    approval.approve(store, numbers, author="an", note="")
    known = corrector(store).known(source_id)
    corrector(store).correct(source_id, known.metadata, PLACES["326@"], "đọc nhầm")
    found = reader.current(store)
    assert set(found.loc[found["is_approved"], "place"]) == {YEN_MY}


def test_commitments_follow_the_place(store: Store, load: Any) -> None:
    source_id = load(
        "KẾT LUẬN\nvề nhiệm vụ 6 tháng cuối năm 2024 của huyện Văn Lâm\n\n"
        "Giao Ủy ban nhân dân huyện hoàn thành giải phóng mặt bằng dự án đường 385 trước ngày "
        "30/9/2024.\n"
    )
    assert commitments(store)["place"].tolist() == [VAN_LAM]
    known = corrector(store).known(source_id)
    corrector(store).correct(source_id, known.metadata, PLACES["326@"], "đọc nhầm")
    assert commitments(store)["place"].tolist() == ["326@"]


def test_a_publication_keeps_its_figures_and_takes_its_date(store: Store) -> None:
    source = Source("press", SourceKind.PUBLISHED, "Bản tin", "bb" * 32, "press", rank=10)
    writer.write(store, Batch(BatchKind.LOAD, "máy", sources=(source,)))
    known = corrector(store).known("press")
    facts = replace(known.metadata, date=date(2024, 7, 10))
    assert corrector(store).correct("press", facts, None, "theo trang báo") is not None
    assert str(origin.sources(store)["issued"].iat[0].date()) == "2024-07-10"
    assert origin.sources(store)["rank"].tolist() == [10]


def test_a_store_of_an_older_schema_has_no_history_and_can_be_corrected(
    store: Store, load: Any
) -> None:
    source_id = load(TEXT)
    store.close()
    with duckdb.connect(str(store.versions.path(int(store.version)))) as connection:
        for name in ("approvals", "descriptions"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("UPDATE store_info SET schema_version = 2")
    assert descriptions.history(store, source_id).empty
    known = corrector(store).known(source_id)
    assert known.place == PLACES[VAN_LAM]
    assert corrector(store).correct(source_id, known.metadata, PLACES["326@"], "nhầm") is not None
    kinds = {
        name: str(kind) for name, kind in descriptions.history(store, source_id).dtypes.items()
    }
    assert kinds == frames.DESCRIPTIONS
    assert desk.batches(store)["kind"].iat[0] == "decision"
