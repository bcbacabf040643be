"""Địa bàn: one place, all its indicators against its targets and among its peers; one A4 page."""

import streamlit as st

from yardstick.ui import (
    cached,
    cached_places,
    draw,
    figure_table,
    filters,
    headline,
    placing,
    printing,
    show,
)
from yardstick.ui.messages import period_label, text


def page() -> None:
    """One place in one period: where it stands, what changed, which targets changed."""
    view = filters.place_and_period()
    if view is None:
        draw.empty_store()
        return
    around = cached_places.surroundings(view.place.key, view.period.code, view.authority)
    if not around.own:
        draw.empty_view(view.place.full_name, view.period.code)
        return
    where = text(
        "place.eyebrow",
        place=headline.place_name(view.place),
        period=period_label(view.period.code),
    )
    around = placing.compared(view.beside, view.place, around)
    printing.of_place(view.acts, view.place, view.period, around)
    said = placing.finding(view.place, around.own)
    located = placing.locator(view.place, view.period)
    draft = headline.has_drafts(around.own)
    head = show.page_head(where, said, demo=cached.is_illustrative(), draft=draft)
    head += placing.tally(around.own)
    st.html(f"<div class='ys-place-head'>{located}<div>{head}</div></div>")
    with st.container(key="place-body"):
        left, right = st.columns([7, 3])
        with left:
            picked = placing.rows(view.place, around)
        with right:
            placing.changed(around)
            placing.commitments(view.place)
            placing.versions(around.own)
    placing.table(around)
    chosen = cached.figure(picked) if picked else figure_table.asked(once=True)
    if chosen is not None:
        draw.jump_to_origin(chosen, cached.passage)
