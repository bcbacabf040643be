"""Ma trận: places x indicators as a heat table of verdicts; a click opens the cell's figures."""

import streamlit as st

from yardstick.ui import cached, cached_places, draw, grid, printing, show
from yardstick.ui.messages import text


def page() -> None:
    """The places of one tier side by side in one period."""
    if cached.available().home is None:
        draw.empty_store()
        return
    asked = grid.view()
    if asked is None:
        st.html(show.page_head(text("nav.matrix"), text("matrix.nothing")))
        st.html(show.empty(text("matrix.nothing"), text("matrix.nothing_text"), "table"))
        return
    found = cached_places.grid(asked.tier, asked.period, asked.authority)
    head = st.container()
    columns = grid.within(found, asked.fields)
    if not columns:
        head.html(show.page_head(grid.tier_label(asked.tier), text("matrix.no_field")))
        st.html(show.empty(text("matrix.no_field"), text("matrix.no_field_text"), "table"))
        return
    printing.of_matrix(asked.acts, asked, found, columns)
    head.html(grid.head(asked, found, columns))
    chosen = grid.chosen_cell(columns)
    with st.container(key="matrix-body"):
        picked = grid.heat(columns, chosen)
    if picked:
        st.query_params["cell"] = picked
        st.rerun()
    grid.cell(chosen)
    grid.remarks(found)
