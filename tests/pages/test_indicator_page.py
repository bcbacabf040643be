"""The page Chỉ tiêu: full, partial, conflicting and empty, over real and made-up figures."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from conftest import Run
from streamlit.testing.v1 import AppTest

from etl.illustration import illustrate
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parents[2]
HALF = {"place": "33@", "period": "2024-H1"}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the invented figures."""
    directory = tmp_path_factory.mktemp("made-up") / "store"
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    illustrate(Store(directory), catalogue, read_places(ROOT / "data" / "places"))
    return directory


def words(app: AppTest) -> str:
    assert not app.exception
    found = [element.proto.body for element in app.get("html")]
    found += [element.value for element in (*app.markdown, *app.text, *app.caption)]
    return "\n".join(found).replace("\u00a0", " ")


def table_rows(shown: str) -> list[str]:
    """The rows of the first table of figures, their cells one after the other."""
    table = re.search(r"<table class='ys-df ys-figures'.*?</table>", shown, re.S)
    assert table is not None
    rows = re.findall(r"<tr.*?</tr>", table[0], re.S)[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def charts(app: AppTest) -> list[str]:
    """What is said of each chart to those who do not see it."""
    return [element.proto.alt.replace("\u00a0", " ") for element in app.get("plotly_chart")]


def test_a_full_page_shows_places_map_year_and_gap(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="IV03", **HALF)
    shown = words(app)
    assert "1 trong 8 địa phương có số liệu chưa đạt; Tiên Lữ thấp nhất (43,8%)" in shown
    assert "Khoái Châu và Phù Cừ chưa có số liệu nên không cộng thành số toàn địa bàn." in shown
    assert "theo nhịp năm 2023 đến kỳ này cần 48,1%" in shown
    assert "Nhịp cần để đạt ≥ 3.888 tỷ đồng" in shown
    bars, area, line, gap = charts(app)
    assert "Khoái Châu chưa có số liệu" in bars
    assert "Tiên Lữ 43,8% (Chưa đạt)" in area
    assert "Dự báo 31/12: khoảng 4.030 tỷ đồng" in line
    assert "Tiên Lữ 12,9 tỷ (67%)" in gap
    assert "Ranh giới: " in shown
    assert "Dự báo: số 6 tháng chia cho phần cùng kỳ trong cả năm 2023" in shown
    first, *_, last = table_rows(shown)
    assert first.startswith("Tỉnh Hưng Yên ")
    assert last.startswith("Cộng 8 địa phương ")
    assert "không phải số toàn địa bàn" in last
    assert "1.939,9 tỷ đồng</a>, bằng " in shown


def test_a_number_of_the_table_opens_its_origin_beside_it(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="IV03", **HALF)
    shown = words(app)
    assert "Chọn một ô số để mở nguồn gốc" in shown
    row = re.search(r"<th scope='row'>Tiên Lữ</th>.*?</tr>", shown, re.S)
    assert row is not None
    numbers = re.findall(r"href='\?([^']+)' target='_self'>([^<]+)<", row[0])
    address = dict(parse_qsl(unescape(next(a for a, number in numbers if number == "110,7"))))
    assert address["indicator"] == "IV03"
    shown = words(run("indicator", made_up, **address))
    assert "<dt>Số</dt><dd>110,7 tỷ đồng</dd>" in shown


def test_the_order_of_the_bars_is_chosen(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="IV03", **HALF)
    order = next(group for group in app.get("button_group") if group.key == "place-order")
    assert charts(app)[0].split(": ", 1)[1].startswith("Tiên Lữ")
    app = order.set_value("name").run()
    assert charts(app)[0].split(": ", 1)[1].startswith("Ân Thi")


def test_further_comparisons_are_drawn_when_asked_for(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="IV03", **HALF)
    for kind, wanted in (
        ("panels", "Diễn biến từng địa phương"),
        ("ranks", "hạng"),
        ("parts", "TX Mỹ Hào lớn nhất: 262,8 tỷ đồng"),
    ):
        more = next(group for group in app.get("button_group") if group.key == "more-comparison")
        app = more.set_value(kind).run()
        assert wanted in charts(app)[-1]


def test_a_page_in_english_says_everything_in_english(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="SO03", lang="en", **HALF)
    app.session_state["language"] = "en"
    app = app.run()
    shown = words(app) + "\n".join(charts(app))
    for ours in ("địa phương", "Chưa đạt", "tiến độ", "Nguồn:", "Cùng kỳ", "mục tiêu"):
        assert ours not in shown, ours


def test_a_rate_has_no_projection_and_no_gap_but_ranks(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="HE01", **HALF)
    shown = words(app)
    assert "Dự báo" not in shown
    assert "Thứ hạng trong các địa phương có số liệu" in shown


def test_sources_that_disagree_are_both_shown(run: Run, filled: Path) -> None:
    shown = words(run("indicator", filled, indicator="FN01", **HALF))
    assert "Nguồn khác ghi <b>21.445 tỷ đồng</b>" in shown
    assert "20.889" in shown


def test_a_page_without_figures_says_so_and_draws_nothing(run: Run, filled: Path) -> None:
    app = run("indicator", filled, indicator="NT06", **HALF)
    shown = words(app)
    assert "chưa có số liệu 6 tháng đầu năm 2024" in shown
    assert "Khoảng trống được để trống, không ước thay." in shown
    assert "None" not in shown
    assert "nan" not in shown


def test_the_new_communes_are_drawn_on_their_own_map(run: Run, made_up: Path) -> None:
    app = run("indicator", made_up, indicator="HE01", place="11992@2025-07-01", period="2025-08")
    area = next(alt for alt in charts(app) if "địa phương chưa có số liệu" in alt)
    assert "Lạc Đạo" in area


def test_a_page_asks_the_store_twice(
    run: Run, made_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run("indicator", made_up, indicator="IV03", **HALF)
    asked: list[object] = []
    plain = Store.frame

    def counted(store: Store, *args: object) -> object:
        asked.append(args[0])
        return plain(store, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "frame", counted)
    app.run()
    assert asked == []
    indicator = app.selectbox(key="filter-indicator")
    indicator.select_index(indicator.options.index("Thu nội địa")).run()
    assert len(asked) == 2


def test_the_remarks_say_what_changed_since_the_period_before(run: Run, demo: Path) -> None:
    shown = words(run("indicator", demo, indicator="FN01", place="325@", period="2024-H1"))
    assert "So với 5 tháng năm 2024, Thu ngân sách từ" in shown
    # Both numbers open where they were printed.
    remark = shown[shown.index("So với 5 tháng năm 2024, Thu ngân sách từ") :].partition("</p>")[0]
    assert remark.count("nguon?source=") == 2
