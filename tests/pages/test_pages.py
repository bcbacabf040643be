"""Every page in its full, empty and failing state, by its own function."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

Run = Callable[..., AppTest]
HALF = {"place": "33@", "period": "2024-H1"}
PAGES = ("overview", "indicator", "sources", "upload")


def words(app: AppTest) -> str:
    """All HTML the page drew, and its widgets' labels."""
    drawn = [str(element.proto.body) for element in app.get("html")]
    return " ".join(drawn)


@pytest.mark.parametrize("module", PAGES)
def test_a_full_page_runs_without_a_fault(run: Run, filled: Path, module: str) -> None:
    app = run(module, filled, **HALF)
    assert not app.exception
    shown = words(app)
    assert shown
    for fault in ("None", "nan", "Traceback", "{name}"):
        assert fault not in shown


@pytest.mark.parametrize("module", PAGES)
def test_an_empty_store_says_what_to_do_next(run: Run, tmp_path: Path, module: str) -> None:
    app = run(module, tmp_path / "nothing")
    assert not app.exception
    shown = words(app)
    assert "Bắt đầu bằng một tệp" in shown or "Nạp biểu Excel hoặc văn bản đầu tiên" in shown
    # No commands for an administrator's window on a page for leaders.
    assert "python" not in shown


@pytest.mark.parametrize(
    ("module", "query", "said"),
    [
        ("place", {"place": "325@", "period": "2024-H1"}, "6 tháng đầu năm 2024"),
        ("overview", {"place": "33@", "period": "1999"}, "Năm 1999"),
        ("indicator", {"indicator": "AG99"}, "AG99"),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said(
    run: Run, filled: Path, module: str, query: dict[str, str], said: str
) -> None:
    shown = words(run(module, filled, **query))
    assert f"Không có số liệu về “{said}”" in shown
    assert "Không có số liệu về" not in words(run(module, filled, **HALF))


@pytest.mark.parametrize("module", ["overview", "indicator", "place"])
def test_over_an_empty_store_there_is_nothing_to_choose(
    run: Run, tmp_path: Path, module: str
) -> None:
    app = run(module, tmp_path / "nothing")
    assert not app.selectbox
    assert not [one for one in app.get("popover") if "Lọc thêm" in str(one.proto)]


@pytest.mark.parametrize("module", ["overview", "indicator"])
@pytest.mark.parametrize("query", [{"place": "99@"}, {"period": "2024-H9"}, {"indicator": "XX99"}])
def test_an_address_that_names_nothing_falls_back(
    run: Run, filled: Path, module: str, query: dict[str, str]
) -> None:
    app = run(module, filled, **query)
    assert not app.exception
    assert words(app)


def test_the_overview_says_what_is_behind_and_what_sources_dispute(run: Run, filled: Path) -> None:
    shown = words(run("overview", filled, **HALF))
    assert "6,81" in shown
    assert "20.889" in shown
    assert "21.445" in shown
    assert "hai nguồn khác nhau" in shown
    assert "Chưa đạt" in shown


def test_the_head_of_the_sparks_names_their_periods(run: Run, filled: Path) -> None:
    assert "6 tháng, 2018–2024" in words(run("overview", filled, **HALF))


def test_verdicts_filter_the_fields_and_all_brings_them_back(run: Run, filled: Path) -> None:
    app = run("overview", filled, **HALF)
    (pills,) = app.button_group
    every, *others = pills.options
    assert every.startswith("**Tất cả ")
    assert pills.value == "all"
    assert "Chỉ số sản xuất công nghiệp" in words(app)
    missed = next(one for one in others if "Chưa đạt" in one)
    app = pills.set_value("missed").run()
    assert not app.exception
    assert "Chỉ số sản xuất công nghiệp" not in words(app), missed
    app = app.button_group[0].set_value("all").run()
    assert "Chỉ số sản xuất công nghiệp" in words(app)


def test_a_place_without_figures_for_the_period_is_offered_only_what_it_has(
    run: Run, filled: Path
) -> None:
    app = run("overview", filled, place="325@")
    assert not app.exception
    offered = app.selectbox(key="filter-period").options
    assert offered
    assert app.selectbox(key="filter-place").value.name == "Văn Lâm"


def test_the_indicator_page_compares_the_places_that_have_figures(run: Run, filled: Path) -> None:
    shown = words(run("indicator", filled, indicator="EC01", **HALF))
    assert "đứng thứ" in shown
    assert "7,5–8%" in shown


def test_a_document_shows_its_figures_in_place(run: Run, filled: Path) -> None:
    from yardstick.store import origin
    from yardstick.store.database import Store

    held = origin.sources(Store(filled))
    document = held[held["title"].str.contains("Hội nghị lần thứ 32")].iloc[0]["source_id"]
    shown = words(run("sources", filled, source=document))
    assert "<mark" in shown
    assert "20.889 tỷ đồng" in shown


def test_english_is_complete_on_every_page(run: Run, filled: Path) -> None:
    for module in PAGES:
        app = run(module, filled, **HALF)
        app.session_state["language"] = "en"
        app.run()
        assert not app.exception
        shown = words(app)
        for left_over in ("Chưa đạt", "Cần chú ý", "chỉ tiêu có", "Nguồn:", "số liệu đến"):
            assert left_over not in shown, module
        if module == "overview":
            assert "Needs attention" in shown


@pytest.mark.parametrize("module", ["overview", "indicator", "place", "matrix"])
def test_a_page_says_that_its_figures_are_drafts(run: Run, filled: Path, module: str) -> None:
    assert "có số dự thảo, chưa duyệt công bố" in words(run(module, filled, **HALF))
