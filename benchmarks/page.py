"""A page run again on the server, beside a bare Streamlit page with one chart, in the same run."""

import os
import tempfile
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.timing import Row, median
from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent
_RUNS = 15
_OURS = """
import streamlit as st
from yardstick.ui.navigation import pages
st.navigation(pages(), position="hidden")
from pages.{module} import page
page()
"""
_BARE = """
import plotly.graph_objects as go
import streamlit as st
place = st.selectbox("place", ["A", "B", "C"])
st.metric("value", 6.81)
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=["a", "b", "c"])))
"""


def rows() -> list[Row]:
    """Median re-run of the leaders' pages over the shipped figures."""
    with tempfile.TemporaryDirectory() as directory:
        store = Path(directory) / "store"
        Pipeline(
            Store(store),
            read_catalogue((ROOT / "indicators.yaml").read_text("utf-8")),
            read_places(ROOT / "data" / "places"),
            "bench",
        ).run(Inputs(ROOT / "data" / "documents", ROOT / "data" / "published"))
        os.environ["YARDSTICK_STORE"] = str(store)
        st.cache_resource.clear()
        bare = AppTest.from_string(_BARE, default_timeout=60).run()
        peer = median(bare.run, _RUNS)
        found = []
        for module, title in (("overview", "Tổng quan"), ("indicator", "Chỉ tiêu")):
            app = AppTest.from_string(_OURS.format(module=module), default_timeout=60)
            app.query_params["place"], app.query_params["period"] = "33@", "2024-H1"
            app.run()
            again = median(app.run, _RUNS)
            name = f"page run again: {title}"
            found.append(Row(name, again, "<= 100 ms", "bare Streamlit page, one chart", peer))
    return found
