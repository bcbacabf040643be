"""The page of commitments in its full, empty and set states, by its own function."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import commitment_samples
import pytest
from streamlit.testing.v1 import AppTest

from yardstick.store.commitments import commitments
from yardstick.store.database import Store
from yardstick.store.office import Office
from yardstick.store.office_commitments import State, commitment_key, histories, say

Run = Callable[..., AppTest]


def today() -> date:
    """The day the pages count from, told as late as can be: a run may go past midnight."""
    return datetime.now(UTC).astimezone().date()


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return commitment_samples.filled(tmp_path_factory.mktemp("promised") / "store", today())


@pytest.fixture
def store(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "store"))


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def key_of(store: Path, quote: str) -> str:
    found = commitments(Store(store))
    row = found[found["quote"].str.contains(quote, regex=False)].iloc[0]
    return commitment_key(row["source_id"], row["quote"])


def test_the_page_says_what_is_overdue_and_how_many_days_are_left(run: Run, store: Path) -> None:
    app = run("commitments", store)
    assert not app.exception
    shown = words(app)
    assert "1 trong 5 cam kết chưa ghi là xong đã quá hạn" in shown
    assert "quá hạn 40 ngày" in shown
    assert "còn 12 ngày" in shown
    assert "còn 200 ngày" in shown
    assert "không nêu hạn" in shown
    assert shown.index("quá hạn 40 ngày") < shown.index("còn 12 ngày") < shown.index("còn 200 ngày")
    assert "Sở Xây dựng" in shown
    for fault in ("None", "nan", "NaT", "Traceback", "{"):
        assert fault not in shown


def test_a_target_is_not_judged_by_a_figure_of_another_year(run: Run, store: Path) -> None:
    shown = words(run("commitments", store))
    assert "Tỷ lệ hộ nghèo" in shown
    # The figure is of another year than the target: told, and not judged by it.
    assert "Gần nhất: 0,92%" in shown
    assert "mục tiêu ≤ 0,5%" in shown.replace("\u00a0", " ")
    assert "<b>Chưa có số liệu</b>" in shown
    assert "<b>Chưa đạt</b>" not in shown
    assert "chi-tieu?indicator=SO03" in shown
    assert "không gắn với chỉ tiêu nào" in shown


def test_a_settled_commitment_goes_last_and_is_no_longer_overdue(run: Run, store: Path) -> None:
    key = key_of(store, "điều chỉnh quy hoạch")
    say(Office(store), key, State.DONE, author="an", remark="đã phê duyệt")
    shown = words(run("commitments", store))
    assert "Không cam kết nào quá hạn" in shown
    assert "quá hạn 40 ngày" not in shown
    assert "đã phê duyệt" in shown
    assert shown.index("còn 200 ngày") < shown.index("<b>Đã xong")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 5),
        ({"c-due": "overdue"}, 1),
        ({"c-due": "undated"}, 1),
        ({"c-state": "open"}, 5),
        ({"c-state": "done"}, 0),
        ({"c-place": "33@2025-07-01"}, 5),
        ({"c-place": "nowhere", "c-due": "nothing"}, 5),
    ],
)
def test_the_address_filters_the_list(
    run: Run, store: Path, query: dict[str, str], count: int
) -> None:
    app = run("commitments", store, **query)
    assert not app.exception
    assert words(app).count("ys-commitment-who") == count


def test_a_state_is_set_with_its_remark_and_kept(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form by itself: AppTest runs the whole page again, which closes a dialog."""
    monkeypatch.setenv("YARDSTICK_STORE", str(store))
    run("commitments", store)
    key = key_of(store, "báo cáo tiến độ")
    script = (
        "from yardstick.ui import committing, committing_data\n"
        f"item = next(one for one in committing_data.items() if one.key == '{key}')\n"
        "committing.state_form(item)\n"
    )
    app = AppTest.from_string(script, default_timeout=60).run()
    app.button_group(key="commitment-state-choice").set_value(State.LATE)
    app.button[0].click().run()
    assert not app.exception
    assert histories(Office(store)) == {}
    assert "Ghi lý do trước khi lưu" in words(app)
    app.text_area(key="commitment-remark").set_value("chờ giải phóng mặt bằng")
    app.button[0].click().run()
    assert not app.exception
    (said,) = histories(Office(store))[key]
    assert (said.state, said.remark) == (State.LATE, "chờ giải phóng mặt bằng")
    assert "chờ giải phóng mặt bằng" in words(app)


def test_a_store_without_commitments_says_what_to_load(run: Run, tmp_path: Path) -> None:
    commitment_samples.filled(tmp_path / "store", date(2024, 6, 1))
    empty = tmp_path / "only-figures"
    documents = tmp_path / "documents"
    (documents / "ket-luan.txt").unlink()
    shutil.rmtree(tmp_path / "store")
    from etl.__main__ import main

    arguments = ["run", "--documents", str(documents), "--published", str(tmp_path / "none")]
    assert main([*arguments, "--store", str(empty)]) == 0
    app = run("commitments", empty)
    assert not app.exception
    assert "Chưa có cam kết nào" in words(app)


def test_an_empty_store_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    app = run("commitments", tmp_path / "nothing")
    assert not app.exception
    assert "Bắt đầu bằng một tệp" in words(app)


def test_english_is_complete(run: Run, store: Path) -> None:
    app = run("commitments", store)
    app.session_state["language"] = "en"
    app.run()
    assert not app.exception
    shown = words(app)
    assert "40 days overdue" in shown
    for left_over in ("quá hạn", "còn 12 ngày", "Chưa có", "mục tiêu"):
        assert left_over not in shown.replace("Mục tiêu", "")


def test_the_source_highlights_the_passage_and_keeps_its_figures(run: Run, store: Path) -> None:
    found = commitments(Store(store))
    row = found[found["quote"].str.contains("tỷ lệ hộ nghèo")].iloc[0]
    start, end = row["locator"].removeprefix("chars ").split("-")
    shown = words(run("sources", store, source=row["source_id"], passage=f"{start}-{end}"))
    assert "id='passage'" in shown
    assert "ys-figure-passage" in shown
    assert "0,5%</a></mark>" in shown
    for wrong in ("9-3", "a-b", "0-99999999", "1-2-3"):
        app = run("sources", store, source=row["source_id"], passage=wrong)
        assert not app.exception
        assert "id='passage'" not in words(app)


def test_days_are_counted_from_today(run: Run, tmp_path: Path) -> None:
    directory = commitment_samples.filled(tmp_path / "store", today() + timedelta(40))
    shown = words(run("commitments", directory))
    assert "đến hạn hôm nay" in shown
