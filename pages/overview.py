"""Tổng quan: what is behind its target, what two sources disagree on, then every field."""

import streamlit as st

from yardstick.analysis.standing import Standing
from yardstick.briefing.plan import Kind
from yardstick.domain.assessment import Verdict
from yardstick.ui import briefing_add, cached, cards, draw, filters, headline, show, sparks
from yardstick.ui.briefing_add import Offer
from yardstick.ui.messages import period_title, text
from yardstick.ui.session import language

_COLUMNS = 3
_ALL = "all"


def page() -> None:
    """One place in one period, the exceptions first."""
    view = filters.place_and_period()
    if view is None:
        draw.empty_store()
        return
    found = cached.standings(view.place.key, view.period.code, view.authority)
    _head(view, found)
    if not found:
        draw.empty_view(view.place.full_name, view.period.code)
        return
    _attention(view, found)
    _fields(view, found)
    thresholds = cached.catalogue().default_thresholds
    st.html(cards.legend(thresholds.model_dump(exclude={"points"})))
    st.html(show.foot(*headline.sources_line(found)))


def _head(view: filters.View, found: tuple[Standing, ...]) -> None:
    """The sentence a leader would say, and the waffle of verdicts."""
    finding, lead = headline.of(found, view.period)
    where = f"{headline.place_name(view.place)} · {period_title(view.period.code)}"
    judged = [s.verdict for s in found if s.verdict is not Verdict.NO_TARGET]
    left, right = st.columns([7, 4], vertical_alignment="bottom")
    draft = headline.has_drafts(found)
    head = show.page_head(where, finding, lead, demo=cached.is_illustrative(), draft=draft)
    left.html(head)
    if judged:
        caption = text("waffle.caption", count=len(judged), year=view.period.year)
        right.html(show.waffle(judged, caption))


def _attention(view: filters.View, found: tuple[Standing, ...]) -> None:
    """What needs a leader's eye: furthest behind first, then what sources disagree on."""
    behind = headline.behind(found)
    disputed = [standing for standing in found if standing.is_disputed]
    st.html(show.section(text("attention.title"), text("attention.order")))
    if not behind and not disputed:
        st.html(show.note("success", text("attention.none")))
        return
    draw.attention(
        behind,
        {s.indicator.code: sparks.markup(s) for s in behind},
        disputed,
        trend=sparks.head(behind, view.period),
        remarks={s.indicator.code: headline.beside(s) for s in behind},
        passages=cached.passage,
    )
    briefing_add.button(_offer("attainment", view), "attention")


def _offer(kind: Kind, view: filters.View) -> Offer:
    """What the page offers for the briefing."""
    place, period = view.place.key, view.period.code
    return Offer(kind, "overview", place, period, authority=view.authority)


def _fields(view: filters.View, found: tuple[Standing, ...]) -> None:
    """Every field as a card in three stacks, filtered by verdict where asked."""
    counts = headline.counts(found)
    with st.container(horizontal=True, vertical_alignment="center", key="fields-head"):
        st.html(show.section(text("fields.title")))
        every = text("pills.all", count=len(found))
        chosen = st.pills(
            text("column.verdict"),
            [_ALL, *(verdict for verdict in Verdict if counts[verdict])],
            format_func=lambda one: every if one == _ALL else show.pill_label(one, counts[one]),
            default=_ALL,
            required=True,
            key="verdict",
            label_visibility="collapsed",
        )
        picked = None if chosen == _ALL else Verdict(chosen)
        briefing_add.button(_offer("table", view), "fields")
    stacks = st.columns(_COLUMNS)
    heights = [0.0] * _COLUMNS
    silent = []
    for field in cached.catalogue().fields:
        standings = [
            s
            for s in found
            if s.indicator.field == field.code and (picked is None or s.verdict is picked)
        ]
        name = field.name_en if language() == "en" else field.name_vi
        if not standings:
            silent.append(name)
            continue
        lowest = heights.index(min(heights))
        heights[lowest] += 1 + sum(3 if s.verdict.is_judged else 0.6 for s in standings)
        with stacks[lowest]:
            draw.field(name, standings, cached.passage)
    if silent and picked is None:
        st.html(show.foot(text("fields.silent", names=", ".join(silent))))
