"""Chỉ tiêu: one indicator, actual against target by place, on the map and over time.

With each place's part of the gap and the table behind it.
"""

import streamlit as st

from yardstick.briefing.indicator_view import IndicatorView
from yardstick.domain.period import Period
from yardstick.ui import (
    cached,
    cards,
    comparison,
    draw,
    filters,
    headline,
    indicator_charts,
    indicator_table,
    remarking,
    show,
)
from yardstick.ui.messages import text
from yardstick.ui.navigation import exists
from yardstick.ui.navigation import page as page_of


def page() -> None:
    """One indicator of one place, its parts or neighbours, its year and its years."""
    asked = filters.indicator_and_period()
    if asked is None:
        draw.empty_store()
        return
    indicator, period = asked.indicator, asked.period
    view = cached.indicator_view(indicator.code, asked.place.key, period.code, asked.authority)
    draft = headline.has_drafts((view.own, *view.others))
    st.html(show.page_head(*headline.of_view(view), demo=cached.is_illustrative(), draft=draft))
    _disagreement(view)
    _numbers(view)
    picked = _charts(view, period)
    picked = indicator_charts.more(view) or picked
    if picked:
        draw.jump_to_origin(cached.figure(picked), cached.passage)
    remarking.of_view(view)
    indicator_table.table(view)
    indicator_table.authorities(view.own)
    indicator_table.definition(indicator, view.own)


def _disagreement(view: IndicatorView) -> None:
    """Sources that disagree are both shown, with the way to where somebody decides."""
    if not view.own.rivals or view.own.actual is None:
        return
    st.html(cards.rivals(view.own))
    if view.own.is_disputed and exists("review"):
        st.page_link(
            page_of("review"),
            label=text("indicator.conflict_open"),
            icon=":material/rule:",
            query_params={"conflict": view.own.actual.observation_id},
        )


def _numbers(view: IndicatorView) -> None:
    """The four numbers a leader asks for, each with its origin."""
    for column, number in zip(st.columns(4), comparison.numbers(view.own, view.need), strict=True):
        with column, st.container(border=True, height="stretch", gap=None):
            st.html(number.markup)
            if number.figures:
                draw.origins(number.figures, f"number-{number.key}", cached.passage)


def _charts(view: IndicatorView, period: Period) -> str | None:
    """Places and map, then time and gap; the id of the figure that was clicked."""
    layer = indicator_charts.layer_of(view, period)
    # The months of a year need half of the page; a map does not.
    left, right = st.columns([7, 5] if layer is not None else 2)
    with left:
        picked = indicator_charts.by_place(view, period)
    if layer is None:
        with right:
            picked = indicator_charts.over_time(view) or picked
            picked = indicator_charts.the_gap(view) or picked
            indicator_charts.no_map(view)
        return picked
    with right:
        picked = indicator_charts.on_the_map(view, layer) or picked
    left, right = st.columns([7, 5])
    with left:
        picked = indicator_charts.over_time(view) or picked
    with right:
        return indicator_charts.the_gap(view) or picked
