"""The upload page by AppTest: empty, full and failing; roles, answers, places, storing, undoing."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from illustrative_sheets import communes, district, long_list, saved
from streamlit.testing.v1 import AppTest

from yardstick.store import reader
from yardstick.store.database import Store
from yardstick.store.illustration import mark_illustrative

Run = Callable[..., AppTest]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    directory = tmp_path / "store"
    mark_illustrative(Store(directory))
    return directory


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, XLSX) for name, data in files])
    return app.run()


def keyed(elements: Iterable, start: str):
    """The first widget whose key starts so."""
    return next(one for one in elements if one.key and one.key.startswith(start))


def test_the_first_step_says_that_nothing_is_stored_yet(run: Run, store: Path) -> None:
    app = run("upload", store)
    shown = words(app)
    assert not app.exception
    assert "Chưa có gì được lưu" in shown
    assert "aria-current='step'" in shown
    assert "Chưa có lần nạp nào" in shown
    assert "SỐ LIỆU MINH HỌA" in shown


def test_a_sheet_is_shown_as_read_with_what_to_look_at(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    shown = words(app)
    assert not app.exception
    assert "ys-sh-bad" in shown
    assert "2 chỗ cần xem" in shown
    assert "“1.42O” không phải là số" in shown
    assert "“Lạc Hông Phong” chưa có trong danh mục địa bàn" in shown
    assert "7 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 2 chờ chọn = 10" in shown
    assert "<td>Chỉ Đạo</td><td>Thực hiện 6 tháng đầu năm 2024</td>" in shown
    roles = [one for one in app.selectbox if one.key.startswith("upload-is-")]
    assert [one.value for one in roles] == [
        "ordinal",
        "place",
        "value/actual/",
        "value/actual/",
        "skip",
    ]
    for fault in ("None", "nan", "Traceback", "{count}"):
        assert fault not in shown


def test_a_changed_role_reads_the_sheet_anew_at_once(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    role = [one for one in app.selectbox if one.key.startswith("upload-is-")][2]
    app = role.set_value("skip").run()
    shown = words(app)
    assert "3 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 1 chờ chọn = 5" in shown
    assert "theo cách anh/chị đã sửa" in shown
    app = keyed(app.button, "upload-plain-").click().run()
    assert "= 10" in words(app)


def test_a_mistyped_cell_is_corrected_by_a_person_and_can_be_taken_back(
    run: Run, store: Path
) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    app = keyed(app.button, "upload-likely-").click().run()
    assert "8 mới + 0 thay đổi + 0 giữ nguyên + 0 từ chối + 2 chờ chọn = 10" in words(app)
    assert "1 chỗ cần xem" in words(app)
    app = keyed(app.button, "upload-back-").click().run()
    assert "1 từ chối" in words(app)
    app = keyed(app.button, "upload-empty-").click().run()
    assert "Để trống theo người nạp" in words(app)
    assert "7 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối" in words(app)


def test_a_chosen_place_releases_what_waited(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    pick = keyed(app.selectbox, "upload-pick-")
    assert pick.options[0].startswith("Xã Lạc Hồng")
    app = pick.set_value(_key(pick, "Xã Lạc Hồng")).run()
    assert "9 mới + 0 thay đổi + 0 giữ nguyên + 1 từ chối + 0 chờ chọn = 10" in words(app)


def _key(pick, start: str) -> str:
    from yardstick.ui import cached

    return next(
        place.key
        for place in cached.gazetteer()
        if place.name == "Lạc Hồng" and place.parent == "325@" and pick.options[0].startswith(start)
    )


def test_period_and_unit_of_the_sheet_can_be_changed(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    assert keyed(app.selectbox, "upload-unit-").value == "triệu đồng"
    app = keyed(app.selectbox, "upload-unit-").set_value("tỷ đồng").run()
    assert "3.012 tỷ đồng" in _all_lines(app).replace("\N{NO-BREAK SPACE}", " ")


def _all_lines(app: AppTest) -> str:
    group = keyed(app.get("button_group"), "upload-lines-")
    return words(group.set_value("all").run())


def test_good_rows_are_stored_remembered_and_undone(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    app = keyed(app.button, "store-").click().run()
    assert not app.exception
    shown = words(app)
    assert "Đã lưu 7 số từ bieu.xlsx" in shown
    assert "Kho đã có đủ các số này" in shown
    assert len(reader.current(Store(store))) == 7
    assert "1 lần" not in shown
    app = upload(app, ("bieu-7.xlsx", communes(7, more=10)))
    assert "Nhận ra bố cục" in words(app)
    assert "đã dùng 6 tháng đầu năm 2024" in words(app)
    app = keyed(app.text_input, "undo-reason-").set_value("nhầm tệp").run()
    undo = next(one for one in app.button if one.label == "Hoàn tác")
    app = undo.click().run()
    assert "số trước đó có hiệu lực trở lại" in words(app)
    assert reader.current(Store(store)).empty


def test_the_same_file_again_changes_nothing_and_says_so(run: Run, store: Path) -> None:
    data = district()
    app = upload(run("upload", store), ("a.xlsx", data))
    app = keyed(app.button, "store-").click().run()
    version = Store(store).version
    app = upload(run("upload", store), ("a.xlsx", data))
    assert "nạp lại không thay đổi gì" in words(app)
    assert not [one for one in app.button if one.key and one.key.startswith("store-")]
    assert Store(store).version == version


def test_a_made_up_sheet_is_only_previewed_beside_real_figures(run: Run, filled: Path) -> None:
    app = upload(run("upload", filled), ("bieu.xlsx", communes(6)))
    shown = words(app)
    assert "không được lưu vào kho số liệu thật" in shown
    assert "ys-sh-bad" in shown
    assert not [one for one in app.button if one.key and one.key.startswith("store-")]


def test_many_files_are_read_and_stored_together(run: Run, store: Path) -> None:
    app = upload(
        run("upload", store),
        ("mot.xlsx", communes(6)),
        ("hai.xlsx", district()),
        ("hong.xlsx", b"PK\x03\x04 not a workbook"),
        ("loi.txt", "SỐ LIỆU MINH HỌA. Thu ngân sách đạt 12 tỷ đồng.".encode()),
    )
    shown = words(app)
    assert not app.exception
    assert "đọc được 3/4 tệp" in shown
    labels = app.radio[0].options
    assert any("hong.xlsx · không nhận" in label for label in labels)
    app = app.button(key="upload-store-all").click().run()
    assert not app.exception
    assert "Đã lưu 7 số từ mot.xlsx" in words(app)
    assert "Đã lưu 5 số từ hai.xlsx" in words(app)


def test_a_refused_file_says_why_in_vietnamese(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("hong.xlsx", b"PK\x03\x04 not a workbook"))
    shown = words(app)
    assert not app.exception
    assert "Không nhận tệp hong.xlsx" in shown
    head = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số tiền"]
    person = ["Nguyễn Văn A", "01/02/1980", "001234567890", 500]
    people = saved([head, *([number, *person] for number in range(1, 9))])
    app = upload(run("upload", store), ("nguoi.xlsx", people))
    assert "dữ liệu cá nhân" in words(app)
    assert "001234567890" not in words(app)


def test_a_unit_sees_what_lies_outside_its_scope(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YARDSTICK_UNIT", "huyện Ân Thi")
    app = upload(run("upload", store), ("a.xlsx", district()))
    shown = words(app)
    assert "nằm ngoài phạm vi của huyện Ân Thi" in shown
    assert "Ngoài phạm vi của đơn vị" in shown
    assert "0 mới" in shown
    assert not [one for one in app.button if one.key and one.key.startswith("store-")]


def test_a_batch_shows_its_figures_findings_and_what_changed(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("a.xlsx", district(revenue=100)))
    app = keyed(app.button, "store-").click().run()
    app = upload(app, ("b.xlsx", district(revenue=120)))
    app = keyed(app.button, "store-").click().run()
    shown = words(app)
    assert "Lần 2, nạp: b.xlsx" in shown
    assert "mã tệp" in shown
    assert "có hiệu lực" in shown
    view = keyed(app.get("button_group"), "upload-batch-view-2")
    app = view.set_value("compare").run()
    assert "Lần 2 so với lần 1: 0 số mới, 1 số thay đổi, 0 số giữ nguyên, 4 số không còn" in words(
        app
    )
    view = keyed(app.get("button_group"), "upload-batch-view-2")
    app = view.set_value("findings").run()
    assert "Không phải là số" in words(app)
    view = keyed(app.get("button_group"), "upload-batch-view-2")
    app = view.set_value("figures").run()
    app = keyed(app.text_input, "upload-withdraw-why-2").set_value("gõ nhầm").run()
    app = keyed(app.button, "upload-withdraw-yes-2").click().run()
    assert "Đã rút lại một số" in words(app)
    held = reader.current(Store(store), indicators=("FN01",), kinds=("actual",))
    assert held["value"].tolist() == [100]


def test_a_remembered_layout_is_renamed_and_deleted(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("a.xlsx", district()))
    app = keyed(app.button, "store-").click().run()
    name = next(one for one in app.text_input if one.key and one.key.endswith("-name"))
    app = name.set_value("Biểu 01 của huyện").run()
    app = next(one for one in app.button if one.key and one.key.endswith("-rename")).click().run()
    assert "<b>Biểu 01 của huyện</b>" in words(app)
    app = next(one for one in app.button if one.key and one.key.endswith("-forget")).click().run()
    assert "Biểu 01 của huyện" not in words(app)


def test_a_document_is_previewed_with_what_it_says_of_itself(run: Run, filled: Path) -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN\nSố: 15/BC-UBND\nHưng Yên, ngày 27 tháng 6 năm 2024\n\n"
        "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024\n\n"
        "Thu ngân sách nhà nước trên địa bàn tỉnh 6 tháng đầu năm 2024 đạt 20.889 tỷ đồng."
    ).encode()
    app = run("upload", filled)
    app.file_uploader[0].set_value([("bao-cao.txt", text, "text/plain")])
    app = app.run()
    assert not app.exception
    number = next(one for one in app.text_input if one.label == "Số, ký hiệu")
    assert number.value == "15/BC-UBND"
    number.set_value("16/BC-UBND")
    again = next(one for one in app.button if one.label.startswith("Đọc lại"))
    app = again.click().run()
    assert "16/BC-UBND" in words(app)


def test_a_long_sheet_is_turned_page_by_page_without_reading_it_again(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from etl.upload import Desk

    reads: list[int] = []
    plain = Desk.read_sheets
    monkeypatch.setattr(
        Desk, "read_sheets", lambda *given, **named: reads.append(1) or plain(*given, **named)
    )
    app = upload(run("upload", store), ("dai.xlsx", long_list(300)))
    assert "dòng 1–25, cả trang tính có 302 dòng" in words(app)
    page = keyed(app.pagination, "upload-page-")
    app = page.set_value(3).run()
    assert "dòng 51–75" in words(app)
    assert len(reads) == 1


def test_english_is_complete(run: Run, store: Path) -> None:
    app = run("upload", store)
    app.session_state["language"] = "en"
    app = upload(app, ("a.xlsx", district()))
    assert not app.exception
    shown = words(app)
    assert "5 new + 0 changed + 0 same + 1 refused + 0 waiting = 6" in shown
    for left_over in ("chỗ cần xem", "Xem trước", "không lưu", "Các lần nạp"):
        assert left_over not in shown


def test_a_likely_number_is_read_the_way_its_column_writes_numbers(run: Run, store: Path) -> None:
    app = upload(run("upload", store), ("bieu.xlsx", communes(6)))
    app = keyed(app.button, "upload-likely-").click().run()
    keyed(app.button, "store-").click().run()
    held = reader.current(Store(store), periods=("2024-H1",))
    assert 1420 in held["value"].tolist()


def test_the_marked_file_marks_what_was_refused_and_what_waits(tmp_path: Path) -> None:
    from etl.reading_edits import ReadingEdits
    from etl.upload import Desk
    from yardstick.domain.access import User, reporting_unit
    from yardstick.ui import cached
    from yardstick.ui.uploading_issues import marks

    store = Store(tmp_path / "store")
    an_thi = cached.gazetteer().find("huyện Ân Thi")
    unit = reporting_unit("cán bộ", an_thi, cached.gazetteer(), [], cached.catalogue())
    for user, marked in ((User("an"), {"E6"}), (unit, {"D5", "D6", "D7", "E5", "E6", "E7"})):
        desk = Desk(store, cached.catalogue(), cached.gazetteer(), user)
        found = marks(desk.read(district(), "a.xlsx"), ReadingEdits())
        assert {one.cell for one in found if one.severity == "warning"} == marked
