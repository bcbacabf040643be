"""The choice of a template by AppTest: one place or all of its level, one field or all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from yardstick.domain.catalogue import read_catalogue
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., AppTest]


def test_a_template_is_offered_for_every_place_of_a_level(run: Run, tmp_path: Path) -> None:
    app = run("upload", tmp_path / "store")
    places = read_places(ROOT / "data" / "places")
    commune = places.find("xã Lạc Đạo", on=date(2026, 1, 1))
    app = app.selectbox(key="template-place").select(commune).run()
    offer = app.toggle(key="template-peers")
    assert offer.label == "Mọi địa bàn cùng cấp: mỗi nơi một trang tính (104)"
    before = app.get("download_button")[0].proto
    app = offer.set_value(True).run()
    assert not app.exception
    assert app.get("download_button")[0].proto.label == before.label


def test_a_template_can_be_kept_to_one_field(run: Run, tmp_path: Path) -> None:
    app = run("upload", tmp_path / "store")
    fields = app.selectbox(key="template-field")
    assert (fields.options[0], len(fields.options)) == ("Tất cả", 10)
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    app = fields.select(catalogue.fields[1]).run()
    assert not app.exception
    assert app.get("download_button")
