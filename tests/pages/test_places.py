"""Địa bàn and Ma trận: made-up figures, shipped ones, an empty store, wrong addresses."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.render import paper

Run = Callable[..., AppTest]
PLACE = {"place": "325@", "period": "2024-H1"}
MATRIX = {"within": "33@:district", "period": "2024-H1"}
FAULTS = ("None", "nan", "Traceback", "{name}")


def words(app: AppTest) -> str:
    drawn = " ".join(str(element.proto.body) for element in app.get("html"))
    return drawn.replace("\u00a0", " ")


def alts(app: AppTest) -> str:
    return " ".join(str(chart.proto.alt) for chart in app.get("plotly_chart"))


def test_a_place_says_what_is_behind_and_what_changed(run: Run, demo: Path) -> None:
    app = run("place", demo, **PLACE)
    assert not app.exception
    shown = words(app)
    assert re.search(r"Huyện Văn Lâm: \d+ trong \d+ chỉ tiêu đạt hoặc vượt", shown)
    assert "Thay đổi so với 5 tháng năm 2024" in shown
    assert "SỐ LIỆU MINH HỌA" in shown
    assert "hạng" in alts(app)
    assert not any(fault in shown for fault in FAULTS)


def test_a_place_is_compared_with_all_peers_or_with_those_of_its_kind(run: Run, demo: Path) -> None:
    app = run("place", demo, **PLACE)
    choice = app.selectbox(key="filter-against")
    assert list(choice.options) == ["10 địa bàn cấp huyện", "8 huyện"]
    assert "Vị trí trong 10 địa bàn cấp huyện" in words(app)
    narrower = choice.set_value("kind").run()
    assert "Vị trí trong 8 huyện" in words(narrower)
    assert "/10" not in alts(narrower)
    assert app.query_params["against"] == "kind"
    # Two towns are too few to rank among.
    town = run("place", demo, place="323@", period="2024-H1", against="kind")
    assert not town.exception
    assert not [box for box in town.selectbox if box.key == "filter-against"]


def test_changed_targets_show_every_version(run: Run, demo: Path) -> None:
    shown = words(run("place", demo, **PLACE))
    assert "Mục tiêu đã thay đổi" in shown
    assert "15/07/2024" in shown
    assert "đang dùng" in shown


def test_the_matrix_names_the_worst_and_counts_the_cells(run: Run, demo: Path) -> None:
    app = run("matrix", demo, **MATRIX)
    assert not app.exception
    shown = words(app)
    assert re.search(r"chưa đạt \d+ trong \d+ chỉ tiêu", shown)
    assert "Chưa chọn ô nào" in shown
    assert "Chưa có số liệu" in alts(app)
    assert not any(fault in shown for fault in FAULTS)


def test_the_address_opens_a_cell_and_a_field(run: Run, demo: Path) -> None:
    app = run("matrix", demo, **MATRIX, cell="329@|IV02", field="investment")
    shown = words(app)
    assert "Huyện Ân Thi · Giải ngân đầu tư công" in shown
    assert app.get("plotly_chart")[0].proto.alt.count("Ân Thi:") == 1
    assert "Thu ngân sách" not in alts(app)


def test_a_field_without_figures_says_so(run: Run, demo: Path) -> None:
    app = run("matrix", demo, **MATRIX, field="security")
    assert not app.exception
    assert "Không có số liệu trong lĩnh vực đã chọn" in words(app)


@pytest.mark.parametrize("module", ["place", "matrix"])
def test_the_shipped_figures_are_enough_for_a_calm_page(
    run: Run, filled: Path, module: str
) -> None:
    app = run(module, filled)
    assert not app.exception
    shown = words(app)
    assert "SỐ LIỆU MINH HỌA" not in shown
    assert not any(fault in shown for fault in FAULTS)


@pytest.mark.parametrize("module", ["place", "matrix"])
def test_an_empty_store_says_what_to_do(run: Run, tmp_path: Path, module: str) -> None:
    app = run(module, tmp_path / "store")
    assert not app.exception
    assert words(app)


@pytest.mark.parametrize(
    ("module", "query"),
    [
        ("place", {"place": "999@", "period": "2024-H1"}),
        ("place", {"place": "325@", "period": "tháng sáu"}),
        ("matrix", {"within": "nowhere", "cell": "x|y", "field": "nothing"}),
        ("matrix", {"within": "33@:district", "period": "1999"}),
    ],
)
def test_an_address_that_names_nothing_falls_back(
    run: Run, demo: Path, module: str, query: dict[str, str]
) -> None:
    app = run(module, demo, **query)
    assert not app.exception
    assert words(app)


def test_communes_are_compared_on_their_side_of_the_break(run: Run, demo: Path) -> None:
    app = run("matrix", demo, within="33@2025-07-01:commune", period="2025-08")
    assert not app.exception
    assert "trong 104 địa bàn có số liệu" in words(app)


@pytest.mark.parametrize(("module", "query"), [("place", PLACE), ("matrix", MATRIX)])
def test_english_is_complete(run: Run, demo: Path, module: str, query: dict[str, str]) -> None:
    app = run(module, demo, **query)
    app.session_state["language"] = "en"
    app.run()
    assert not app.exception
    shown = words(app) + alts(app)
    for left_over in ("Chưa đạt", "Thay đổi", "chưa có", "hạng", "Chưa chọn"):
        assert left_over not in shown
    assert "ILLUSTRATIVE FIGURES" in shown


@pytest.mark.skipif(not paper.is_available(), reason="needs a Chromium")
@pytest.mark.parametrize(("page", "asked"), [("place", PLACE), ("matrix", MATRIX)])
def test_a_sheet_of_paper_is_offered(
    run: Run, demo: Path, page: str, asked: dict[str, str]
) -> None:
    offered = [button.proto.label for button in run(page, demo, **asked).get("download_button")]
    assert "In một trang A4" in offered


def test_without_a_browser_beside_the_product_printing_is_explained(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    app = run("place", demo, **PLACE)
    assert any("Ctrl+P" in caption.value for caption in app.caption)
