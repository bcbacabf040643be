"""Looking back: the leaders' pages as they were known at the end of an earlier day."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

Run = Callable[..., AppTest]
PLACE = {"place": "325@", "period": "2024-H1"}


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def revenue(app: AppTest) -> str:
    """The number on the card of budget revenue."""
    card = re.search(r"Thu ngân sách nhà nước trên địa bàn</span>.*?ys-big'>([^<]+)", words(app))
    assert card is not None
    return card[1]


def test_a_day_back_shows_the_figures_before_they_were_revised(run: Run, demo: Path) -> None:
    app = run("overview", demo, **PLACE)
    now = revenue(app)
    choice = app.selectbox(key="filter-as-of")
    assert choice.options == ["Hiện nay", "06/01/2025", "03/09/2024", "06/08/2024", "05/07/2024"]
    choice.select_index(4).run()
    assert not app.exception
    assert revenue(app) != now
    assert "như đã biết đến hết ngày 05/07/2024" in words(app)
    assert "2024-07-05" in app.query_params["as-of"]
    app.selectbox(key="filter-as-of").select_index(0).run()
    assert revenue(app) == now


@pytest.mark.parametrize("module", ["overview", "place", "indicator", "matrix"])
def test_a_link_opens_the_past(run: Run, demo: Path, module: str) -> None:
    app = run(module, demo, **PLACE, **{"as-of": "2024-07-05"})
    assert not app.exception
    assert "như đã biết đến hết ngày 05/07/2024" in words(app)


def test_nothing_is_offered_while_all_came_in_on_one_day(run: Run, filled: Path) -> None:
    app = run("overview", filled)
    assert "filter-as-of" not in [choice.key for choice in app.selectbox]
