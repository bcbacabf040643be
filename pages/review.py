"""Rà soát: what the reader was unsure of and what sources disagree on, one decision at a time."""

import streamlit as st

from yardstick.ui import cached, draw, reviewing, reviewing_data, reviewing_memory


def page() -> None:
    """The queue, the sentence and the reading; under them what was decided and remembered."""
    if cached.store().is_empty:
        draw.empty_store()
        return
    reviewing.view(reviewing_data.queue())
    with st.container(key="review-foot"):
        reviewing_memory.decisions()
        reviewing_memory.names()
