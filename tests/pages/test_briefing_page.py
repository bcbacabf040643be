"""The briefing page: empty, made in one click, ordered, edited, undone; and what it refuses."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.briefing.plan import read_plan
from yardstick.store.database import Store
from yardstick.store.office import Office
from yardstick.store.office_briefings import save_briefing, saved_briefings
from yardstick.ui.uploading import author

Run = Callable[..., AppTest]


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def plan_of(app: AppTest, store: Path) -> list[str]:
    office = Office.beside(Store(store))
    newest = saved_briefings(office, author())[0]
    return [slide.key for slide in read_plan(newest.content).slides]


def made(run: Run, store: Path) -> AppTest:
    app = run("briefing", store)
    return app.button(key="briefing-make").click().run()


def test_an_empty_store_says_what_to_do(run: Run, tmp_path: Path) -> None:
    app = run("briefing", tmp_path / "none")
    assert not app.exception
    assert "còn trống" in words(app)


def test_one_click_makes_a_complete_briefing(run: Run, store: Path) -> None:
    app = run("briefing", store)
    assert not app.exception
    assert "Chưa có bản trình chiếu nào" in words(app)
    app = app.button(key="briefing-make").click().run()
    assert not app.exception
    keys = plan_of(app, store)
    assert keys[:4] == ["title", "result", "table", "attainment"]
    assert keys[-1] == "closing"
    shown = words(app)
    assert "lưu tự động lúc" in shown
    assert "chỉ tiêu đạt và vượt" in shown
    for fault in ("None", "nan", "NaT", "Traceback"):
        assert fault not in shown


def test_slides_are_moved_dropped_and_brought_back(run: Run, store: Path) -> None:
    app = made(run, store)
    app = app.button(key="briefing-down-result").click().run()
    assert plan_of(app, store)[:3] == ["title", "table", "result"]
    app = app.button(key="briefing-drop-table").click().run()
    assert "table" not in plan_of(app, store)
    app = app.button(key="briefing-undo").click().run()
    assert plan_of(app, store)[:3] == ["title", "table", "result"]
    assert not app.exception


def test_a_persons_words_are_kept_and_strange_numbers_named(run: Run, store: Path) -> None:
    app = made(run, store)
    app = app.button(key="briefing-select-attainment").click().run()
    remarks = next(t for t in app.text_area if "remarks" in t.key)
    assert "số khớp nguồn" in " ".join(str(c.value) for c in app.caption)
    app = remarks.set_value(remarks.value + "\n\nThu vượt 987.654 tỷ đồng.").run()
    assert not app.exception
    assert "987.654" in words(app)
    assert "Không thấy trong số liệu của trang" in words(app)
    office = Office.beside(Store(store))
    plan = read_plan(saved_briefings(office, author())[0].content)
    slide = plan.slide("attainment")
    assert slide is not None
    assert slide.blocks[1].words is not None
    assert slide.blocks[1].words[-1] == "Thu vượt 987.654 tỷ đồng."


def test_opening_the_page_edits_nothing(run: Run, store: Path) -> None:
    app = made(run, store)
    for key in plan_of(app, store):
        app = app.button(key=f"briefing-select-{key}").click().run()
        assert not app.exception
    office = Office.beside(Store(store))
    plan = read_plan(saved_briefings(office, author())[0].content)
    assert all(not slide.title for slide in plan.slides)
    assert all(block.words is None for slide in plan.slides for block in slide.blocks)


def test_running_for_another_period_keeps_the_old_one(run: Run, store: Path) -> None:
    app = made(run, store)
    app = app.button(key="briefing-run-now").click().run()
    assert not app.exception
    office = Office.beside(Store(store))
    periods = {read_plan(one.content).period for one in saved_briefings(office, author())}
    assert len(periods) == 2


def test_a_saved_briefing_that_cannot_be_read_is_told_in_a_sentence(run: Run, store: Path) -> None:
    office = Office.beside(Store(store))
    save_briefing(office, "b1", "Hỏng", '{"key": ""}', author=author())
    app = run("briefing", store)
    assert not app.exception
    assert "không đọc được" in words(app)


@pytest.mark.parametrize(
    ("module", "key", "kind"),
    [
        ("indicator", "over-time", "line"),
        ("indicator", "remarks", "remarks"),
        ("overview", "fields", "table"),
        ("place", "strips", "strips"),
        ("commitments", "commitments", "commitments"),
    ],
)
def test_a_page_adds_what_it_shows(run: Run, store: Path, module: str, key: str, kind: str) -> None:
    app = run(module, store)
    app = app.button(key=f"briefing-add-{key}").click().run()
    assert not app.exception
    plan = read_plan(saved_briefings(Office.beside(Store(store)), author())[0].content)
    assert plan.slides[0].layout == "title"
    added = plan.slides[-1]
    assert (added.blocks[0].kind, added.added_from) == (kind, module)
    assert app.toast[0].value
