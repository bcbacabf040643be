"""An upload from bytes to the store: edits, answers, remembered forms, scope, made-up figures."""

import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from etl.answers import Act, Answer
from etl.layout_form import general, table_key
from etl.reading_edits import ReadingEdits, as_json, with_column, with_defaults, with_row
from etl.upload import Desk, Upload
from etl.upload_lines import STORED, Fate
from yardstick.domain.access import User, reporting_unit
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import Gazetteer
from yardstick.errors import MixedStoreError, OutOfScopeError, WorkbookRefused
from yardstick.store import office_layouts, reader
from yardstick.store.batches import batch_figures, compare_batches
from yardstick.store.database import Store
from yardstick.store.illustration import mark_illustrative
from yardstick.store.office import Office
from yardstick.store.places import read_places
from yardstick.store.writer import undo

sys.path.insert(0, str(Path(__file__).parent / "sheets"))

import books

ROOT = Path(__file__).resolve().parents[2]
SHEET = """UBND huyện Văn Lâm
Tình hình thực hiện các chỉ tiêu kinh tế - xã hội tháng {month} năm 2024
SỐ LIỆU MINH HỌA
STT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2024 | Thực hiện {month} tháng năm 2024 | Ghi chú
1 | Thu ngân sách nhà nước trên địa bàn | Tỷ đồng | 3200 | {revenue} |
2 | Tỷ lệ hộ nghèo | % | 0,5 | {poverty} |
3 | Thu nọ thu kia | Tỷ đồng | 260 | 131 |
"""
PLACES = """SỐ LIỆU MINH HỌA - Biểu thu ngân sách 6 tháng đầu năm 2024 huyện Văn Lâm
Đơn vị tính: triệu đồng
TT | Xã, thị trấn | Thu ngân sách nhà nước trên địa bàn
1 | Thị trấn Như Quỳnh | 39850
2 | Xã Lạc Đạo | 24110
3 | Xã Lạc Hoàng Anh | 11450
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_places(ROOT / "data" / "places")


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue, gazetteer: Gazetteer) -> Desk:
    store = Store(tmp_path / "store")
    mark_illustrative(store)
    return Desk(store, catalogue, gazetteer, User("tester"))


def book(month: int = 6, revenue: object = 1745.5, poverty: object = "0,4O") -> bytes:
    rows = SHEET.format(month=month, revenue=revenue, poverty=poverty)
    return books.xlsx([{"sheet": f"Thang {month}", "rows": rows}])


def fates(upload: Upload) -> dict[str, Fate]:
    return {line.locator.locator.split("!")[1]: line.fate for line in upload.lines}


def first_layout(desk: Desk, data: bytes):
    sheets = desk.read(data, "a.xlsx").sheets
    assert sheets is not None
    return sheets.found.layouts[0]


def test_counts_are_of_every_figure_and_every_refused_cell(desk: Desk) -> None:
    upload = desk.read(book(), "a.xlsx")
    assert fates(upload)["E6"] is Fate.REFUSED
    assert fates(upload)["E5"] is Fate.NEW
    assert fates(upload)["D7"] is Fate.WAITING
    assert sum(upload.counts.values()) == len(upload.lines) == 6


def test_a_number_typed_for_a_bad_cell_is_stored_with_what_was_printed(desk: Desk) -> None:
    edits = ReadingEdits().with_answer(Answer("Thang 6", "E6", Act.NUMBER, Decimal("0.40")))
    upload = desk.read(book(), "a.xlsx", edits)
    line = next(line for line in upload.lines if line.locator.locator.endswith("E6"))
    assert line.fate is Fate.NEW
    assert line.observation is not None
    assert line.observation.value == Decimal("0.40")
    assert line.observation.quote == "0,4O"
    assert "0,4O" in str(line.observation.note)
    receipt = desk.store_upload(upload, edits)
    assert receipt is not None
    found = batch_figures(desk.store, receipt.batch_id)
    assert "0,4O" in found["note"].dropna().iloc[0]
    kept = office_layouts.reading_of(
        Office.beside(desk.store), receipt.batch_id, receipt.recorded_at
    )
    assert kept == as_json(edits)
    assert kept["answers"][0]["cell"] == "E6"


def test_a_cell_left_empty_stays_in_the_count_with_its_reason(desk: Desk) -> None:
    edits = ReadingEdits().with_answer(Answer("Thang 6", "E6", Act.EMPTY))
    upload = desk.read(book(), "a.xlsx", edits)
    line = next(line for line in upload.lines if line.locator.locator.endswith("E6"))
    assert (line.fate, line.reason, line.quote) == (Fate.REFUSED, "left_empty", "0,4O")
    assert len(upload.lines) == 6


def test_a_doubtful_figure_is_accepted_or_kept_out_by_a_persons_word(desk: Desk) -> None:
    data = book(revenue=-5, poverty=250)
    waiting = desk.read(data, "a.xlsx")
    assert fates(waiting)["E6"] is Fate.WAITING
    accept = ReadingEdits().with_answer(Answer("Thang 6", "E6", Act.ACCEPT, remark="đúng"))
    line = next(
        line for line in desk.read(data, "a.xlsx", accept).lines if "E6" in line.locator.locator
    )
    assert line.fate is Fate.NEW
    assert line.observation is not None
    assert "tester nhận sau khi xem: đúng" in str(line.observation.note)
    refuse = ReadingEdits().with_answer(Answer("Thang 6", "E6", Act.REFUSE))
    assert fates(desk.read(data, "a.xlsx", refuse))["E6"] is Fate.REFUSED


def test_a_place_chosen_for_a_row_releases_its_figures(desk: Desk, gazetteer: Gazetteer) -> None:
    data = books.xlsx([{"sheet": "A", "rows": PLACES}])
    upload = desk.read(data, "a.xlsx")
    assert fates(upload) == {"C4": Fate.NEW, "C5": Fate.NEW, "C6": Fate.WAITING}
    layout = first_layout(desk, data)
    row = next(row for row in layout.rows if row.row == 6)
    place = next(
        one
        for one in gazetteer
        if one.name == "Lạc Hồng" and one.parent == "325@" and one.valid_from is None
    )
    edits = ReadingEdits().with_layout(with_row(layout, row, place=place.key))
    upload = desk.read(data, "a.xlsx", edits)
    assert fates(upload)["C6"] is Fate.NEW
    assert upload.lines[2].observation is not None
    assert upload.lines[2].observation.place == place


def test_period_and_unit_of_a_table_can_be_set(desk: Desk) -> None:
    data = books.xlsx([{"sheet": "A", "rows": PLACES}])
    layout = with_defaults(first_layout(desk, data), period="2023", unit="tỷ đồng")
    upload = desk.read(data, "a.xlsx", ReadingEdits().with_layout(layout))
    read = {(line.observation.period.code, line.observation.unit) for line in upload.lines[:2]}  # type: ignore[union-attr]
    assert read == {("2023", "tỷ đồng")}


def test_a_confirmed_layout_reads_next_months_sheet(desk: Desk) -> None:
    data = book(5, poverty="0,45")
    layout = first_layout(desk, data)
    column = next(one for one in layout.columns if one.column == 5)
    row = next(row for row in layout.rows if row.row == 7)
    layout = with_row(layout, row, indicator="FN03")
    layout = with_column(layout, 4, layout.columns[3].header, role="skip")
    assert "5" in column.header
    edits = ReadingEdits().with_layout(layout)
    upload = desk.read(data, "thang-5.xlsx", edits)
    assert desk.store_upload(upload, edits, remember=True) is not None
    again = desk.read(book(6, poverty="0,4"), "thang-6.xlsx")
    assert again.sheets is not None
    (recognised,) = again.sheets.recognised.values()
    assert recognised.used_period == "2024-05"
    assert recognised.used_file == "thang-5.xlsx"
    assert fates(again) == {"E5": Fate.NEW, "E6": Fate.NEW, "E7": Fate.NEW}
    assert {line.observation.period.code for line in again.lines} == {"2024-H1"}  # type: ignore[union-attr]
    assert again.lines[2].observation.indicator == "FN03"  # type: ignore[union-attr]
    declined = ReadingEdits().without_layout(next(iter(again.sheets.recognised)))
    plain = desk.read(book(6, poverty="0,4"), "thang-6.xlsx", declined)
    assert plain.sheets is not None
    assert plain.sheets.recognised == {}
    assert "D5" in fates(plain)


def test_an_edit_of_one_sheet_leaves_another_of_the_same_form_alone(desk: Desk) -> None:
    rows = SHEET.format(month=6, revenue=10, poverty=0.4)
    data = books.xlsx([{"sheet": "A", "rows": rows}, {"sheet": "B", "rows": rows}])
    layout = with_defaults(first_layout(desk, data), place="327@")
    upload = desk.read(data, "a.xlsx", ReadingEdits().with_layout(layout))
    places = {
        (line.locator.locator[0], line.observation.place.key)
        for line in upload.lines
        if line.observation is not None
    }
    assert places == {("A", "327@"), ("B", "325@")}


def test_headers_of_another_month_are_the_same_form_and_other_words_are_not() -> None:
    assert general("Lũy kế hết T5") == general("Lũy kế hết T12")
    assert general("Thực hiện sáu tháng đầu năm 2024") == general("Thực hiện 9 tháng năm 2025")
    assert general("Quý I/2024") == general("Quý IV năm 2025")
    assert general("Kế hoạch vốn năm 2024") != general("Kế hoạch giao năm 2024")
    assert general("Thực hiện") != general("Ước thực hiện")


def test_layouts_are_listed_renamed_and_removed_by_those_they_belong_to(tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert office_layouts.layouts(office) == ()
    kept = office_layouts.remember_layout(
        office, "Biểu  của huyện", "f1", {"columns": []}, author="an", unit="325@"
    )
    common = office_layouts.remember_layout(office, "Biểu chung", "f1", {}, author="bình")
    assert [one.name for one in office_layouts.layouts(office, "325@")] == [
        "Biểu của huyện",
        "Biểu chung",
    ]
    assert [one.name for one in office_layouts.layouts(office, "327@")] == ["Biểu chung"]
    mine = office_layouts.by_fingerprint(office_layouts.layouts(office, "325@"))
    assert mine["f1"].layout_id == kept.layout_id
    for act in (
        lambda: office_layouts.forget_layout(office, common.layout_id, unit="325@"),
        lambda: office_layouts.rename_layout(office, kept.layout_id, "x", unit="327@"),
    ):
        with pytest.raises(OutOfScopeError):
            act()
    assert office_layouts.rename_layout(office, kept.layout_id, "Biểu 02", unit="325@")
    # Confirmed again with other roles, it keeps its name and replaces the old one.
    again = office_layouts.remember_layout(
        office, "Biểu của huyện", "f1", {"rows": []}, author="an", unit="325@"
    )
    assert again.name == "Biểu 02"
    office_layouts.used(office, "f1", unit="325@", file_name="t5.xlsx", period="2024-05")
    (first, _) = office_layouts.layouts(Office(tmp_path), "325@")
    assert (first.form, first.uses, first.used_file) == ({"rows": []}, 1, "t5.xlsx")
    assert office_layouts.forget_layout(office, first.layout_id, unit="325@")
    assert not office_layouts.forget_layout(office, first.layout_id)
    assert [one.name for one in office_layouts.layouts(office)] == ["Biểu chung"]


def test_the_same_file_again_changes_nothing_also_when_something_waits(desk: Desk) -> None:
    data = book()
    upload = desk.read(data, "a.xlsx")
    assert desk.store_upload(upload) is not None
    again = desk.read(data, "a.xlsx")
    assert again.changes_nothing
    assert {line.fate for line in again.lines} == {Fate.SAME, Fate.REFUSED, Fate.WAITING}
    version = desk.store.version
    assert desk.store_upload(again) is None
    assert desk.store.version == version


def test_a_unit_stores_only_its_own_places_and_indicators(
    desk: Desk, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    van_lam = reporting_unit("cán bộ", gazetteer["325@"], gazetteer, ["finance"], catalogue)
    own = replace(desk, user=van_lam)
    upload = own.read(book(poverty=0.4), "a.xlsx")
    assert fates(upload)["E5"] is Fate.NEW
    assert fates(upload)["E6"] is Fate.REFUSED
    outside = [line for line in upload.lines if line.reason == "out_of_scope"]
    assert len(outside) == 2
    assert all(line.observation is not None for line in outside)
    assert own.store_upload(upload) is not None
    other = replace(desk, user=reporting_unit("bạn", gazetteer["327@"], gazetteer, [], catalogue))
    refused = other.read(book(poverty=0.4), "a.xlsx")
    assert not any(line.fate in STORED for line in refused.lines)
    # What a page would let through is refused at the store all the same.
    forced = replace(
        refused,
        lines=tuple(
            replace(line, fate=Fate.NEW) if line.observation is not None else line
            for line in refused.lines
        ),
    )
    version = desk.store.version
    with pytest.raises(OutOfScopeError):
        other.store_upload(forced)
    assert desk.store.version == version


def test_made_up_figures_stay_out_of_a_real_store_and_real_ones_out_of_a_made_up_one(
    tmp_path: Path, desk: Desk
) -> None:
    real = replace(desk, store=Store(tmp_path / "real"))
    upload = real.read(book(), "a.xlsx")
    assert upload.is_illustration
    with pytest.raises(MixedStoreError):
        real.store_upload(upload)
    assert real.store.is_empty
    rows = SHEET.format(month=6, revenue=10, poverty=0.4).replace("SỐ LIỆU MINH HỌA", "Biểu 01")
    plain = desk.read(books.xlsx([{"sheet": "A", "rows": rows}]), "b.xlsx")
    with pytest.raises(MixedStoreError):
        desk.store_upload(plain)


def test_a_document_is_stored_under_what_a_person_says_of_it(desk: Desk) -> None:
    text = (
        "SỐ LIỆU MINH HỌA\nBÁO CÁO\nTình hình kinh tế - xã hội\n\n"
        "Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm 2024 đạt 1.745,5 tỷ đồng."
    ).encode()
    read = desk.read(text, "bao-cao.txt")
    assert read.metadata is not None
    corrected = replace(read.metadata, number="12/BC-UBND", issuer="UBND huyện Văn Lâm")
    upload = desk.read(text, "bao-cao.txt", ReadingEdits(metadata=corrected, place="325@"))
    assert (upload.source.number, upload.source.issuer) == ("12/BC-UBND", "UBND huyện Văn Lâm")
    (line,) = upload.lines
    assert line.observation is not None
    assert line.observation.place.key == "325@"


def test_two_batches_are_compared_and_one_is_undone_alone(desk: Desk) -> None:
    first = desk.store_upload(desk.read(book(6, revenue=100, poverty=0.4), "a.xlsx"))
    second = desk.store_upload(desk.read(book(6, revenue=120, poverty=0.4), "b.xlsx"))
    assert first is not None
    assert second is not None
    changes = compare_batches(desk.store, first.batch_id, second.batch_id)
    assert sorted(changes["state"]) == ["changed", "gone", "gone", "gone"]
    changed = changes[changes["state"] == "changed"].iloc[0]
    assert (changed["old_value"], changed["new_value"]) == (100, 120)
    undo(desk.store, first.batch_id, author="tester", reason="nhầm")
    held = reader.current(desk.store, places=("325@",), indicators=("FN01",), kinds=("actual",))
    assert held["value"].tolist() == [120]
    figures = batch_figures(desk.store, first.batch_id)
    assert set(figures["state"]) == {"undone"}


def test_leaving_out_every_column_refuses_and_says_so(desk: Desk) -> None:
    data = book()
    layout = first_layout(desk, data)
    for column in (4, 5):
        layout = with_column(layout, column, layout.columns[column - 1].header, role="skip")
    with pytest.raises(WorkbookRefused):
        desk.read(data, "a.xlsx", ReadingEdits().with_layout(layout))
    assert table_key(layout) == ("Thang 6", 4, 1)


def test_a_remembered_layout_is_called_by_its_title_alone(desk: Desk) -> None:
    data = books.xlsx([{"sheet": "A", "rows": PLACES}])
    assert desk.store_upload(desk.read(data, "a.xlsx"), remember=True) is not None
    (layout,) = desk.layouts()
    assert layout.name == "Biểu thu ngân sách 6 tháng đầu năm 2024 huyện Văn Lâm"
