"""The basket: slides in order with up, down and remove; new ones from templates; warnings."""

from html import escape

import streamlit as st

from yardstick.briefing.plan import Plan, SlidePlan
from yardstick.briefing.templates import (
    TEMPLATES,
    from_template,
    told_by_places,
    told_by_years,
)
from yardstick.charts.deck import Deck, FigureTable, Slide, SlideLayout
from yardstick.domain.period import parse_period
from yardstick.ui import briefing_data, cached, show
from yardstick.ui.messages import text
from yardstick.ui.navigation import exists, page
from yardstick.ui.session import language

# Charts of one indicator, called by it in the basket.
_CALLED = ("line", "bars", "map", "contribution", "ranks", "panels")


def basket(now: Plan, deck: Deck) -> None:
    """Every slide as a row; the one in the editor is marked."""
    chosen = briefing_data.selected(now)
    with st.container(border=True, key="briefing-basket", gap=None):
        st.html(
            f"<div class='ys-basket-head'><h2>{escape(text('briefing.basket'))}</h2>"
            f"<div class='ys-small'>{escape(text('briefing.basket_text', count=len(now.slides)))}"
            "</div></div>"
        )
        for number, (planned, slide) in enumerate(zip(now.slides, deck.slides, strict=True), 1):
            _row(number, planned, slide, is_on=chosen is not None and planned.key == chosen.key)
        with st.container(key="briefing-basket-foot", horizontal=True):
            with st.popover(text("briefing.add_template"), icon=":material/add:"):
                _templates(now)
            if briefing_data.undoable():
                st.button(
                    text("action.undo"),
                    icon=":material/undo:",
                    type="tertiary",
                    key="briefing-undo",
                    on_click=briefing_data.undo,
                )


def _row(number: int, planned: SlidePlan, slide: Slide, *, is_on: bool) -> None:
    state = "on" if is_on else "off"
    with st.container(
        horizontal=True, key=f"briefing-row-{state}-{planned.key}", vertical_alignment="center"
    ):
        st.html(f"<span class='ys-basket-number'>{number}</span>", width="content")
        words = f"**{slide_name(slide)}**  \n{_kind(planned, slide)}"
        st.button(
            words,
            key=f"briefing-select-{planned.key}",
            type="tertiary",
            on_click=briefing_data.select,
            args=(planned.key,),
            width="stretch",
        )
        for act, icon in (
            ("up", ":material/arrow_upward:"),
            ("down", ":material/arrow_downward:"),
            ("drop", ":material/close:"),
        ):
            st.button(
                text(f"briefing.{act}", name=slide_name(slide)),
                icon=icon,
                type="tertiary",
                key=f"briefing-{act}-{planned.key}",
                on_click=_act,
                args=(act, planned.key),
            )


def _act(act: str, key: str) -> None:
    if act == "drop":
        briefing_data.change(lambda plan: plan.without(key), undoable=True)
    else:
        steps = -1 if act == "up" else 1
        briefing_data.change(lambda plan: plan.moved(key, steps))


def slide_name(slide: Slide) -> str:
    """A slide in the basket: a person's title, else what it shows in a few words."""
    if slide.layout in (SlideLayout.TITLE, SlideLayout.CLOSING):
        return text(f"briefing.layout.{slide.layout}")
    first = slide.blocks[0].definition if slide.blocks else None
    code = first.options.get("indicator") if first is not None else None
    if first is not None and first.kind in _CALLED and code and not slide.is_title_edited:
        known = next((one for one in cached.catalogue() if one.code == code), None)
        if known is not None:
            within = first.kind == "line" and first.options.get("span") == "year"
            kind = "year" if within else first.kind
            return text(f"briefing.called.{kind}", name=known.short(language()))
    return slide.title.replace("*", "").replace("[", "(").replace("]", ")")


def _kind(planned: SlidePlan, slide: Slide) -> str:
    """What it holds and where it came from: "biểu đồ sửa được · từ Chỉ tiêu"."""
    charts = [block.chart for block in slide.blocks if block.chart is not None]
    if any(block.problem for block in slide.blocks):
        kind = text("briefing.kind.problem")
    elif not charts:
        kind = text("briefing.kind.text" if slide.blocks else "briefing.kind.cover")
    elif isinstance(charts[0], FigureTable):
        kind = text("briefing.kind.table")
    else:
        kind = text("briefing.kind.charts" if len(charts) > 1 else "briefing.kind.chart")
    if planned.added_from and exists(planned.added_from):
        kind += " · " + text("briefing.from", page=text(f"nav.{planned.added_from}"))
    return kind


def _templates(now: Plan) -> None:
    st.caption(text("briefing.add_text"))
    codes = _telling(now)
    for layout in TEMPLATES:
        needs_indicator = layout in (
            SlideLayout.CHART,
            SlideLayout.TWO_CHARTS,
            SlideLayout.MAP_AND_RANKING,
        )
        if needs_indicator and not codes:
            continue
        st.button(
            text(f"briefing.layout.{layout}"),
            key=f"briefing-template-{layout}",
            type="tertiary",
            on_click=_from_template,
            args=(layout, codes),
            icon=":material/add:",
        )


def _from_template(layout: SlideLayout, codes: list[str]) -> None:
    now = briefing_data.plan()
    if now is None:
        return
    slide = from_template(layout, now.place, now.period, codes, now.authority)
    grown = now.with_added(slide)
    before = {one.key for one in now.slides}
    briefing_data.keep(grown)
    briefing_data.select(next(one.key for one in grown.slides if one.key not in before))


def _telling(now: Plan) -> list[str]:
    """Indicators for new charts: those with a history first, then those of the places inside."""
    return _told(cached.store().version, now.place, now.period, now.authority)


@st.cache_resource(show_spinner=False, max_entries=64)
def _told(version: str, place_key: str, period_code: str, authority: str | None) -> list[str]:
    del version
    place, period = cached.gazetteer()[place_key], parse_period(period_code)
    found = cached.facts().standings(place, period, authority)
    listed = told_by_years(found) + told_by_places(cached.facts(), place, period)
    return list(dict.fromkeys(listed))


def warnings(deck: Deck) -> None:
    """Slides that use a figure nobody decided on, with the way to decide."""
    for observation, numbers in _disputed(deck).items():
        figure = cached.figure(observation)
        name = cached.catalogue()[figure.indicator].short(language())
        with st.container(key=f"briefing-warning-{observation}", gap=None):
            listed = ", ".join(map(str, numbers))
            st.html(show.note("warning", text("briefing.disputed", slides=listed, name=name)))
            if exists("review"):
                st.page_link(
                    page("review"),
                    label=text("nav.review"),
                    icon=":material/rule:",
                    query_params={"conflict": observation},
                )


def _disputed(deck: Deck) -> dict[str, list[int]]:
    """Figure -> numbers of the slides that use it, for figures in dispute."""
    open_ones = briefing_data.disputed_ids()
    found: dict[str, list[int]] = {}
    for number, slide in enumerate(deck.slides, 1):
        used = {origin.observation_id for block in slide.blocks for origin in block.origins}
        for observation in used & open_ones:
            found.setdefault(observation, []).append(number)
    return found
