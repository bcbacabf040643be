"""Duyệt công bố on Nguồn and Rà soát by AppTest over a real store."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import review_samples
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from etl import approval
from etl.review import decide, waiting_items
from yardstick.store import desk, origin, reader
from yardstick.store.database import Store
from yardstick.ui import cached

Run = Callable[..., AppTest]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_samples.filled(tmp_path_factory.mktemp("approving") / "store")


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def words(app: AppTest) -> str:
    drawn = [str(element.proto.body) for element in app.get("html")]
    return " ".join([*drawn, *(str(button.label) for button in app.button)])


def number_of(store: Path, quote: str) -> str:
    found = origin.figures_of(Store(store), "report")
    return str(found.loc[found["quote"] == quote, "observation_id"].iat[0])


def approved(store: Path) -> list[str]:
    found = origin.figures_of(Store(store), "report")
    return sorted(found.loc[found["is_approved"], "quote"])


def test_one_figure_is_approved_and_taken_back_where_it_was_printed(run: Run, copied: Path) -> None:
    app = run("sources", copied, source="report", figure=number_of(copied, "6,81%"))
    assert "dự thảo" in words(app)
    app.button(key="approve-one").click().run()
    assert not app.exception
    assert "Đã duyệt công bố 1 số" in words(app)
    assert "duyệt công bố ngày" in words(app)
    assert approved(copied) == ["6,81%"]
    app.button(key="approve-one").click().run()
    assert approved(copied) == []
    app.button(key="approve-undo").click().run()
    assert not app.exception
    assert approved(copied) == ["6,81%"]


def test_a_whole_document_is_approved_without_what_is_disputed(run: Run, copied: Path) -> None:
    app = run("sources", copied, source="report")
    app.button(key="approve-all").click().run()
    assert not app.exception
    assert "20.889 tỷ đồng" not in approved(copied)
    assert {"6,81%", "24/63"} <= set(approved(copied))
    app = run("sources", copied, source="report", figure=number_of(copied, "20.889 tỷ đồng"))
    assert "quyết định ở Rà soát trước" in words(app)
    app.button(key="approve-withdraw-all").click().run()
    assert not app.exception
    assert approved(copied) == []


def test_a_load_is_approved_where_loads_are_listed(run: Run, copied: Path) -> None:
    listed = desk.batches(Store(copied))
    holding = [int(one) for one in listed.loc[listed["observations"] > 0, "batch_id"]]
    opened = next(one for one in holding if approval.of_batch(Store(copied), one).drafts)
    app = run("upload", copied)
    app.button(key=f"upload-batch-open-{opened}").click().run()
    app.button(key=f"approve-all-{opened}").click().run()
    assert not app.exception
    assert "6,81%" in approved(copied)
    app.button(key="approve-undo").click().run()
    assert approved(copied) == []


def test_the_review_page_approves_the_document_it_shows(run: Run, copied: Path) -> None:
    item = next(one for one in waiting_items(Store(copied)) if one.mention.quote == "0,5%")
    app = run("review", copied, item=f"w{item.waiting_id}")
    app.button(key="approve-all").click().run()
    assert not app.exception
    assert "6,81%" in approved(copied)
    assert desk.batches(Store(copied))["approvals"].iat[0] >= 2


def test_what_a_publication_prints_needs_no_approval(run: Run, filled: Path) -> None:
    found = origin.figures_of(Store(filled), "press")
    number = found.loc[found["quote"] == "32.823 tỷ đồng", "observation_id"].iat[0]
    app = run("sources", filled, source="press", figure=str(number))
    assert not app.exception
    assert "không cần duyệt" in words(app)
    held = reader.current(Store(filled))
    assert held.loc[held["source_id"] == "press", "is_approved"].all()


def test_a_store_somebody_else_is_writing_approves_nothing_and_says_so(
    run: Run, copied: Path
) -> None:
    app = run("sources", copied, source="report")
    cached.store().versions.patience = 0.1
    with FileLock(copied / "writer.lock"):
        app.button(key="approve-all").click().run()
    assert not app.exception
    assert "Một người khác đang nạp" in words(app)
    assert approved(copied) == []


def test_a_figure_tells_who_did_what_when_and_why(run: Run, copied: Path) -> None:
    number = number_of(copied, "20.889 tỷ đồng")
    decide(Store(copied), int(number), author="bình", reason="số chốt", note="thử")
    app = run("sources", copied, source="report", figure=number)
    app.button(key="approve-one").click().run()
    assert not app.exception
    shown = words(app)
    for told in (
        "Đọc từ nguồn và lưu: 20.889 tỷ đồng",
        "Nguồn khác ghi 21.445 tỷ đồng (Bản tin thử)",
        "Quyết định dùng 20.889 tỷ đồng",
        "Lý do: số chốt",
        "Duyệt công bố",
        "bình",
    ):
        assert told in shown
    assert any("Lịch sử (4)" in one.label for one in app.expander)
