"""Remarks on a page: sentences whose numbers open their origin, ready to be taken into a report."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.charts.deck import Remark
from yardstick.charts.remarks import best_and_worst, remark_on, what_changed
from yardstick.ui import briefing_add, cards, indicator_charts
from yardstick.ui.messages import text
from yardstick.ui.session import language


def of_view(view: IndicatorView) -> None:
    """What can be said of an indicator around a place: the place itself, who leads, who trails."""
    if view.own.actual is None and not any(one.actual for one in view.others):
        return
    remarks = []
    if view.own.actual is not None:
        remarks.append(remark_on(view.own, language()))
    remarks += what_changed(view.changes, language())
    remarks += best_and_worst(view.others, language(), names_place=True)
    if not remarks:
        return
    known = by_record([view.own, *view.others, *(one.before for one in view.changes)])
    with st.expander(text("indicator.remarks"), icon=":material/edit_note:", key="remarks"):
        st.html("".join(markup(remark, known) for remark in remarks))
        briefing_add.button(
            indicator_charts.offer_of("remarks", view, about="indicator"), "remarks"
        )


def by_record(standings: Iterable[Standing]) -> dict[str, Figure]:
    """Record -> figure, of everything the standings hold."""
    found: dict[str, Figure] = {}
    for one in standings:
        figures = (one.actual, one.target, one.same_period, one.previous, *one.others)
        found |= {f.observation_id: f for f in (*figures, *one.targets) if f is not None}
    return found


def markup(remark: Remark, known: Mapping[str, Figure]) -> str:
    """A paragraph whose numbers are links to the sentence or cell they were printed in."""
    parts, at = [], 0
    for bound in sorted(remark.bounds, key=lambda bound: bound.start):
        parts.append(escape(remark.text[at : bound.start]))
        words = remark.text[bound.start : bound.end]
        parts.append(cards.linked(words, known.get(bound.observation_id)))
        at = bound.end
    parts.append(escape(remark.text[at:]))
    return f"<p class='ys-remark-text'>{''.join(parts)}</p>"
