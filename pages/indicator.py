"""Chỉ tiêu: one indicator, actual against target by place and over time.

With the table behind it.
"""

import streamlit as st

from yardstick.analysis.standing import Standing
from yardstick.ui import cached, comparison, draw, filters, headline, show
from yardstick.ui.session import language


def page() -> None:
    """One indicator of one place, its parts or neighbours, and its years."""
    view = filters.indicator_and_period()
    if view is None:
        draw.empty_store()
        return
    indicator, place, period = view
    own, others = cached.comparison(indicator.code, place.key, period.code)
    field = next(f for f in cached.catalogue().fields if f.code == indicator.field)
    st.html(
        show.page_head(
            *headline.of_indicator(own, field.name_en if language() == "en" else field.name_vi),
            demo=cached.is_illustrative(),
        )
    )
    _numbers(own)
    left, right = st.columns([7, 5])
    with left:
        picked = comparison.by_place(own, others, period)
    with right:
        years = cached.years(indicator.code, place.key, period.code)
        picked = comparison.over_time(own, *years) or picked
    if picked:
        draw.jump_to_origin(cached.figure(picked), cached.passage)
    comparison.table(own, others)
    comparison.definition(indicator, own)


def _numbers(own: Standing) -> None:
    """The four numbers a leader asks for, each with its origin."""
    for column, number in zip(st.columns(4), comparison.numbers(own), strict=True):
        with column, st.container(border=True, height="stretch", gap=None):
            st.html(number.markup)
            if number.figures:
                draw.origins(number.figures, f"number-{number.key}", cached.passage)
