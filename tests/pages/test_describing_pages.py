"""A source's own facts corrected on Nguồn and Rà soát, by AppTest over a real store."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import read_catalogue
from yardstick.store import origin, reader
from yardstick.store.database import Store
from yardstick.store.places import read_places
from yardstick.ui import cached

Run = Callable[..., AppTest]
TEXT = (
    "BÁO CÁO\nTình hình kinh tế - xã hội huyện Văn Lâm 6 tháng đầu năm 2024\n\n"
    "Thu ngân sách nhà nước đạt 285,3 tỷ đồng.\n"
    "Số xe điện kiểu mới là 40 xe.\n"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("described")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    store = Store(folder / "store")
    catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    places = read_places(root / "data" / "places")
    Pipeline(store, catalogue, places, "máy").run(Inputs(folder / "in", folder / "none"))
    store.close()
    return folder / "store"


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def source_of(store: Path) -> str:
    return str(origin.sources(Store(store))["source_id"].iat[0])


def field(elements: object, label: str) -> object:
    return next(one for one in elements if one.label == label)  # type: ignore[attr-defined]


def save(app: AppTest) -> AppTest:
    field(app.button, "Lưu thông tin đã sửa").click()  # type: ignore[attr-defined]
    return app.run()


def places(store: Path) -> set[str]:
    return set(reader.current(Store(store))["place"])


@pytest.mark.parametrize("module", ["sources", "review"])
def test_what_was_read_of_the_heading_is_shown(run: Run, filled: Path, module: str) -> None:
    app = run(module, filled, source=source_of(filled))
    assert not app.exception
    (shown,) = [one.label for one in app.expander if "Thông tin của nguồn" in one.label]
    for fact in ("Báo cáo", "Văn Lâm", "6 tháng đầu năm 2024"):
        assert fact in shown


def test_a_correction_without_a_reason_stores_nothing(run: Run, copied: Path) -> None:
    app = run("sources", copied, source=source_of(copied))
    version = Store(copied).version
    field(app.selectbox, "Địa bàn").select("326@")  # type: ignore[attr-defined]
    app = save(app)
    assert "Ghi lý do trước khi lưu" in words(app)
    assert Store(copied).version == version


def test_a_corrected_place_moves_the_figures_and_is_taken_back(run: Run, copied: Path) -> None:
    app = run("sources", copied, source=source_of(copied))
    field(app.selectbox, "Địa bàn").select("326@")  # type: ignore[attr-defined]
    field(app.text_input, "Lý do sửa (lưu cùng quyết định)").input("đọc nhầm")  # type: ignore[attr-defined]
    app = save(app)
    assert not app.exception
    assert "1 số đổi địa bàn hoặc kỳ theo" in words(app)
    assert "đọc nhầm" in words(app)
    assert places(copied) == {"326@"}
    app.button(key="describe-undo").click().run()
    assert not app.exception
    assert places(copied) == {"325@"}
    assert "đã hoàn tác" in words(app).lower()


def test_what_is_the_same_is_said(run: Run, copied: Path) -> None:
    app = run("review", copied)
    field(app.text_input, "Lý do sửa (lưu cùng quyết định)").input("xem lại")  # type: ignore[attr-defined]
    app = save(app)
    assert "không khác thông tin đang lưu" in words(app)


def test_a_store_somebody_else_is_writing_is_said_in_place(run: Run, copied: Path) -> None:
    app = run("sources", copied, source=source_of(copied))
    field(app.selectbox, "Địa bàn").select("326@")  # type: ignore[attr-defined]
    field(app.text_input, "Lý do sửa (lưu cùng quyết định)").input("đọc nhầm")  # type: ignore[attr-defined]
    cached.store().versions.patience = 0.1
    with FileLock(copied / "writer.lock"):
        app = save(app)
    assert not app.exception
    assert "Một người khác đang nạp" in words(app)
    assert places(copied) == {"325@"}
