"""Rà soát: what the reader was unsure of and what sources disagree on, one decision at a time."""

import streamlit as st

from yardstick.ui import cached, draw, reviewing, reviewing_acts, reviewing_data, reviewing_memory


def page() -> None:
    """The queue, the sentence and the reading; under them what was decided and remembered."""
    if cached.store().is_empty:
        draw.empty_store()
        return
    queue = reviewing_data.queue()
    reviewing.head(queue, reviewing.opened(queue))
    reviewing_acts.said()
    reviewing.view(queue)
    with st.container(key="review-foot"):
        reviewing_memory.decisions()
        reviewing_memory.names()
