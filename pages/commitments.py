"""Cam kết: who is to do what by when, what became of it, and the figure that shows it."""

import streamlit as st

from yardstick.ui import briefing_add, cached, committing, committing_data, draw, show
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
    _offered()
    committing.rows(committing.filtered(listed))
    st.html(show.foot(text("commitments.foot")))


def _offered() -> None:
    """The open commitments of the home province as a slide."""
    home = cached.available().home
    if home is None:
        return
    period = cached.choices(home).first.code
    offer = briefing_add.Offer("commitments", "commitments", home.key, period)
    briefing_add.button(offer, "commitments")
