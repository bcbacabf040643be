"""Cam kết: who is to do what by when, what became of it, and the figure that shows it."""

import streamlit as st

from yardstick.ui import cached, committing, committing_data, draw, show
from yardstick.ui.messages import text


def page() -> None:
    """The commitments of every document, overdue ones first."""
    if cached.store().is_empty:
        draw.empty_store()
        return
    listed = committing_data.items()
    if not listed:
        committing.nothing()
        return
    committing.saved()
    committing.head(listed)
    committing.rows(committing.filtered(listed))
    st.html(show.foot(text("commitments.foot")))
