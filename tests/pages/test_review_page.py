"""Rà soát by AppTest over a real store: queue, form, decisions, names, failures."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import review_samples
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from etl.review import decide, reject, waiting_items
from etl.upload import Desk
from yardstick.domain.access import User
from yardstick.domain.catalogue import read_catalogue
from yardstick.store import desk, reader
from yardstick.store.database import Store
from yardstick.store.office import Office
from yardstick.store.places import read_places
from yardstick.ui import cached

Run = Callable[..., AppTest]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_samples.filled(tmp_path_factory.mktemp("review") / "store")


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def words(app: AppTest) -> str:
    drawn = [str(element.proto.body) for element in app.get("html")]
    return " ".join([*drawn, *(str(button.label) for button in app.button)])


def item_of(store: Path, quote: str) -> str:
    found = [one for one in waiting_items(Store(store)) if one.mention.quote == quote]
    assert found, f"nothing waits as {quote}"
    return f"w{found[0].waiting_id}"


def conflict_of(store: Path, value: float) -> str:
    found = reader.conflicts(Store(store))
    return str(found.loc[found["value"] == value, "observation_id"].iat[0])


def test_disputes_in_the_queue_are_named_in_the_language_of_the_page(
    run: Run, filled: Path
) -> None:
    app = run("review", filled)
    app.session_state["language"] = "en"
    app.run()
    labels = " ".join(str(button.label) for button in app.button)
    assert "State budget revenue" in labels
    assert "Thu ngân sách**" not in labels


def test_a_full_queue_says_what_waits_and_why(run: Run, filled: Path) -> None:
    app = run("review", filled)
    assert not app.exception
    shown = words(app)
    assert "Hai nguồn khác nhau" in shown
    assert "Chưa có trong danh mục" in shown
    for fault in ("None", "nan", "Traceback", "Choose an option"):
        assert fault not in shown


def test_an_empty_store_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    app = run("review", tmp_path / "nothing")
    assert not app.exception
    assert "Bắt đầu bằng một tệp" in words(app)


def test_a_queue_that_is_worked_off_is_calm(run: Run, copied: Path) -> None:
    store = Store(copied)
    reject(store, waiting_items(store), author="an")
    for entry in _conflicts(store):
        decide(store, entry, author="an", reason="đã đối chiếu", note="thử")
    app = run("review", copied)
    assert not app.exception
    assert "Đã xử lý hết" in words(app)
    assert app.get("progress")


def _conflicts(store: Store) -> list[int]:
    found = reader.conflicts(store, include_decided=False)
    return [int(one) for one in found.loc[found["is_chosen"], "observation_id"]]


def test_an_address_that_names_nothing_opens_the_first_of_the_queue(run: Run, filled: Path) -> None:
    for query in ({"item": "w999999"}, {"item": "<b>"}, {"conflict": "0"}):
        app = run("review", filled, **query)
        assert not app.exception
        assert any(str(one.key).startswith("review-go-on-") for one in app.button)


def test_a_reading_without_an_indicator_cannot_be_accepted(run: Run, filled: Path) -> None:
    app = run("review", filled, item=item_of(filled, "0,5%"))
    assert app.button(key="review-accept").disabled
    assert "thiếu chỉ tiêu" in words(app)


def test_correcting_stores_the_figure_teaches_the_name_and_opens_the_next(
    run: Run, copied: Path
) -> None:
    key = item_of(copied, "0,5%")
    app = run("review", copied, item=key)
    choice = app.selectbox(key=f"review-indicator-{key}")
    choice.select(next(one for one in choice.options if one.endswith("SO02")))
    app.run()
    assert not app.exception
    accept = app.button(key="review-accept")
    assert not accept.disabled, words(app)
    accept.click().run()
    assert not app.exception
    assert "Đã nhận 0,5%" in words(app)
    assert app.query_params["item"] != key
    store = Store(copied)
    settled = desk.resolved(store)
    assert settled["outcome"].tolist() == ["corrected"]
    names = Office.beside(store).names()
    assert [one.indicator for one in names] == ["SO02"]
    assert "Tên đã nhớ (1)" in [one.label for one in app.expander]
    app.button(key=f"review-forget-{names[0].name_id}").click().run()
    assert Office.beside(store).names() == ()


def test_undo_takes_back_the_figure_and_the_name(run: Run, copied: Path) -> None:
    key = item_of(copied, "0,5%")
    app = run("review", copied, item=key)
    choice = app.selectbox(key=f"review-indicator-{key}")
    choice.select(next(one for one in choice.options if one.endswith("SO02")))
    app.run()
    app.button(key="review-accept").click().run()
    app.button(key="review-undo").click().run()
    assert not app.exception
    store = Store(copied)
    assert desk.resolved(store).empty
    assert Office.beside(store).names() == ()
    assert app.query_params["item"] == key


def test_what_would_push_out_a_figure_of_the_same_source_asks_first(run: Run, copied: Path) -> None:
    key = item_of(copied, "8/11")
    app = run("review", copied, item=key)
    assert app.button(key="review-accept").disabled
    app.button(key="review-edit").click().run()
    app.selectbox(key=f"review-base-{key}").select_index(12).run()
    assert app.selectbox(key=f"review-base-{key}").value == "region"
    assert not app.button(key="review-accept").disabled, words(app)
    app.button(key="review-accept").click().run()
    found = reader.current(Store(copied), indicators=("EC01",), periods=("2024-H1",))
    ranks = found[(found["measure"] == "rank") & (found["source_kind"] == "document")]
    assert sorted(ranks["value"]) == [8.0, 24.0]


@pytest.mark.parametrize(
    ("typed", "gap"), [("abc", "giá trị không đọc được"), ("8–7", "giá trị không đọc được")]
)
def test_a_value_nobody_can_read_is_said(run: Run, filled: Path, typed: str, gap: str) -> None:
    key = item_of(filled, "0,5%")
    app = run("review", filled, item=key)
    app.text_input(key=f"review-value-{key}").input(typed).run()
    assert not app.exception
    assert gap in words(app)


def test_a_conflict_shows_both_values_the_rule_and_the_arithmetic(run: Run, filled: Path) -> None:
    app = run("review", filled, conflict=conflict_of(filled, 21445))
    shown = words(app)
    choice = app.radio[0]
    assert ["20" in one and "889" in one for one in choice.options] == [True, False]
    assert "Thứ tự ưu tiên: số chính thức đứng trước" in shown
    assert "20.889 ÷ 32.823 = 63,6%" in shown
    assert "21.445 ÷ 32.823 = 65,3%" in shown


def test_a_decision_without_a_reason_is_refused_and_with_one_is_kept(
    run: Run, copied: Path
) -> None:
    app = run("review", copied, conflict=conflict_of(copied, 21445))
    version = Store(copied).version
    app.button(key="review-decide").click().run()
    assert "Cần ghi lý do" in words(app)
    assert Store(copied).version == version
    app.radio[0].set_value(1).run()
    why = next(one for one in app.text_input if str(one.key).startswith("review-why-"))
    why.input("số chốt sau").run()
    app.button(key="review-decide").click().run()
    assert not app.exception
    found = reader.current(Store(copied), indicators=("FN01",), periods=("2024-H1",))
    level = found[(found["measure"] == "level") & found["is_chosen"] & ~found["is_target"]]
    assert level.loc[level["place"] == "33@", "value"].tolist() == [21445.0]
    # The link from elsewhere still opens it, and says who decided.
    again = run("review", copied, conflict=conflict_of(copied, 21445))
    assert "đã quyết định" in words(again)


def test_rows_outside_the_catalogue_are_grouped_by_name(run: Run, filled: Path) -> None:
    app = run("review", filled)
    app.segmented_control(key="review-part").set_value("outside").run()
    assert not app.exception
    table = app.dataframe[0].value
    assert dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True)) == review_samples.OUTSIDE
    assert app.button(key="review-keep-outside").disabled


def test_every_number_of_the_document_is_accounted_for(run: Run, filled: Path) -> None:
    app = run("review", filled, item=item_of(filled, "0,5%"))
    # 6,81; 24 and 63; 20.889; 63% are in figures; 8 and 11; 0,5; 14 wait; three are dates.
    assert "5 đã nhận + 4 chờ người xem + 0 từ chối + 3 không phải số liệu = 12" in words(app)


def test_one_name_can_be_opened_row_by_row(run: Run, filled: Path) -> None:
    app = run("review", filled, item=item_of(filled, "10 cái"))
    assert not app.exception
    assert "Chưa có trong danh mục (12)" in words(app)
    assert app.button(key="review-back")


def test_a_unit_that_is_not_the_indicators_is_said(run: Run, copied: Path) -> None:
    key = item_of(copied, "10 cái")
    app = run("review", copied, item=key)
    choice = app.selectbox(key=f"review-indicator-{key}")
    code = next(one for one in choice.options if one.endswith("AG01"))
    choice.select(code).run()
    assert "đơn vị không dùng cho chỉ tiêu này" in words(app)
    assert app.button(key="review-accept").disabled


def test_a_store_somebody_else_is_writing_is_said_in_place(run: Run, copied: Path) -> None:
    app = run("review", copied, item=item_of(copied, "8/11"))
    cached.store().versions.patience = 0.1
    with FileLock(copied / "writer.lock"):
        app.button(key="review-reject").click().run()
    assert not app.exception
    assert "Một người khác đang nạp" in words(app)
    assert desk.resolved(Store(copied)).empty


def test_the_page_asks_the_store_nothing_it_asked_before(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run("review", filled, item=item_of(filled, "0,5%"))
    asked: list[str] = []
    frame = Store.frame

    def counted(self: Store, query: str, *rest: object) -> object:
        asked.append(query)
        return frame(self, query, *rest)

    monkeypatch.setattr(Store, "frame", counted)
    app.run()
    assert asked == []


SUMS = """Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm 2024 huyện Văn Lâm
;;Đơn vị tính: tỷ đồng
TT;Xã, thị trấn;Thực hiện 6 tháng đầu năm 2024
;Huyện Văn Lâm;1.700,5
1;TT Như Quỳnh;900
2;Xã Lạc Đạo;500,5
3;Xã Đại Đồng;200
"""


@pytest.mark.parametrize(
    ("language", "words_of_rule"),
    [("vi", "Tổng không khớp các thành phần"), ("en", "The total does not match its parts")],
)
def test_a_sum_that_a_sheet_gets_wrong_is_written_out_in_figures(
    run: Run, tmp_path: Path, root: Path, language: str, words_of_rule: str
) -> None:
    store = Store(tmp_path / "store")
    catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    uploads = Desk(store, catalogue, read_places(root / "data" / "places"), User("Lan"))
    uploads.store_upload(uploads.read(SUMS.encode(), "thu.csv"))
    waiting = desk.waiting(store)
    assert waiting["reason"].tolist() == ["sum_mismatch"]
    app = run("review", tmp_path / "store", item=f"w{waiting['waiting_id'].iat[0]}")
    app.session_state["language"] = language
    app.run()
    assert not app.exception
    shown = words(app)
    assert f"{words_of_rule}: 900 + 500,5 + 200 = 1.600,5 ≠ 1.700,5" in shown
    assert "check the total" not in shown
