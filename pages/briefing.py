"""Trình chiếu: the basket of slides, their previews, the slide at hand, exports."""

import streamlit as st

from yardstick.errors import BriefingError
from yardstick.ui import (
    briefing_basket,
    briefing_data,
    briefing_editor,
    briefing_head,
    briefing_previews,
    briefing_refresh,
    cached,
    draw,
)


def page() -> None:
    """The briefing at hand, or the way to a first one."""
    if cached.available().home is None:
        draw.empty_store()
        return
    saved = briefing_data.opened()
    if saved is None:
        briefing_head.first()
        return
    try:
        now = briefing_data.plan()
    except BriefingError as failure:
        briefing_head.broken(saved, failure)
        return
    if now is None:
        return
    deck = briefing_data.deck(now)
    briefing_head.head(saved, now, deck)
    with st.container(key="briefing-body"):
        basket, previews, editor = st.columns([2.5, 5.6, 3.1], gap="small")
        with basket:
            briefing_basket.basket(now, deck)
            briefing_basket.warnings(deck)
        with previews:
            briefing_previews.previews(now, deck)
        with editor:
            briefing_editor.editor(now, deck)
    briefing_refresh.block()
