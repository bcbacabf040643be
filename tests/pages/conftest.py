"""Page functions run by AppTest over a real store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

Run = Callable[..., AppTest]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs one page over a store: `run("overview", store, place="33@")`."""

    def start(module: str, store: Path, **query: str) -> AppTest:
        monkeypatch.setenv("YARDSTICK_STORE", str(store))
        st.cache_resource.clear()
        script = (
            "import streamlit as st\n"
            "from yardstick.ui.navigation import pages\n"
            "st.navigation(pages(), position='hidden')\n"
            f"from pages.{module} import page\n"
            "page()\n"
        )
        app = AppTest.from_string(script, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    yield start
    st.cache_resource.clear()
