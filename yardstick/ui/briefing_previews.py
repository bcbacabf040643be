"""Small pictures of all slides, drawn from their specs; the exact ones on demand."""

import streamlit as st

from yardstick.briefing.plan import Plan
from yardstick.charts.deck import Deck
from yardstick.render.preview import preview
from yardstick.ui import briefing_basket, briefing_data, briefing_forms, show
from yardstick.ui.messages import text

_COLUMNS = 2


def previews(now: Plan, deck: Deck) -> None:
    """Two in a row; the one in the editor has a blue frame."""
    if not deck.slides:
        st.html(show.empty(text("briefing.no_slides"), text("briefing.no_slides_text"), "list"))
        return
    chosen = briefing_data.selected(now)
    for start in range(0, len(deck.slides), _COLUMNS):
        for column, at in zip(
            st.columns(_COLUMNS, gap="small"),
            range(start, min(start + _COLUMNS, len(deck.slides))),
            strict=False,
        ):
            slide = deck.slides[at]
            is_on = chosen is not None and slide.key == chosen.key
            state = "on" if is_on else "off"
            with column, st.container(key=f"briefing-slide-{state}-{slide.key}", gap=None):
                st.html(preview(slide, deck, at + 1))
                st.button(
                    f"{at + 1}. {briefing_basket.slide_name(slide)}",
                    key=f"briefing-show-{slide.key}",
                    type="tertiary",
                    on_click=briefing_data.select,
                    args=(slide.key,),
                )
    briefing_forms.exact(now)
