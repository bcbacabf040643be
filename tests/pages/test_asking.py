"""How often a page asks the store: once or twice for a new view, not at all for one seen before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.store.database import Store

Run = Callable[..., AppTest]
VIEWS = {
    "overview": {"place": "33@"},
    "indicator": {"place": "33@", "indicator": "FN01"},
    "place": {"place": "325@"},
    "matrix": {"within": "33@:district"},
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every query of figures the store was asked; it answers as ever."""
    queries: list[str] = []
    frame = Store.frame

    def counted(self: Store, query: str, *rest: object) -> object:
        queries.append(query)
        return frame(self, query, *rest)

    monkeypatch.setattr(Store, "frame", counted)
    return queries


@pytest.mark.parametrize("module", VIEWS)
def test_a_changed_filter_asks_once_or_twice_and_the_same_view_never(
    run: Run, demo: Path, module: str, asked: list[str]
) -> None:
    app = run(module, demo, **VIEWS[module], period="2024-H1")
    asked.clear()
    app.selectbox(key="filter-period").select_index(2).run()
    assert not app.exception
    assert 1 <= len(asked) <= 2
    asked.clear()
    app.run()
    assert asked == []
