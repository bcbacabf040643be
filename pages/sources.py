"""Nguồn: every document, sheet and publication, with its figures where they were printed."""

import streamlit as st

from yardstick.ui import cached, reading, show
from yardstick.ui.messages import text


def page() -> None:
    """The list of sources; the one the address names is opened."""
    listed = cached.sources()
    if listed.empty:
        st.html(show.page_head(text("nav.data"), text("sources.title")))
        st.html(show.empty(text("sources.none"), text("empty.no_store_text"), "document"))
        return
    asked = st.query_params.get("source")
    chosen = listed[listed["source_id"] == asked]
    if chosen.empty:
        reading.overview(listed)
        return
    reading.source(chosen.iloc[0].to_dict(), st.query_params.get("figure"))
