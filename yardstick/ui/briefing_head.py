"""The head of the briefing page: its name, when it was saved, running it again, other briefings."""

import streamlit as st

from yardstick.briefing.plan import Plan, read_plan
from yardstick.briefing.templates import next_period
from yardstick.charts.deck import Deck
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Place
from yardstick.errors import BriefingError
from yardstick.store.office_briefings import (
    SavedBriefing,
    remove_briefing,
    restore_briefing,
    save_briefing,
    saved_briefings,
    versions_of,
)
from yardstick.ui import briefing_data, briefing_forms, cached, show
from yardstick.ui.messages import (
    date_label,
    failure_sentence,
    period_label,
    period_title,
    text,
)

_SHOWN = 12


def first() -> None:
    """No briefing yet: one click makes a complete one."""
    st.html(show.page_head(text("nav.briefing"), text("briefing.none"), text("briefing.none_text")))
    with st.container(key="empty", horizontal_alignment="center", border=True):
        st.html(show.empty(text("briefing.start"), text("briefing.start_text"), "list"))
        place, period = _aim("first")
        label = text("briefing.make", period=period_label(period.code))
        if st.button(label, type="primary", icon=":material/slideshow:", key="briefing-make"):
            briefing_data.start(place, period)
            st.rerun()
    _removed()


def _aim(key: str, at: Plan | None = None) -> tuple[Place, Period]:
    """A place and a period, side by side."""
    available = cached.available()
    assert available.home is not None  # noqa: S101 - the page asks only with figures at hand
    home = cached.gazetteer()[at.place] if at is not None else available.home
    places = list(dict.fromkeys((*available.places, home)))
    with st.container(horizontal=True, key=f"briefing-aim-{key}"):
        place = st.selectbox(
            text("filter.place"),
            places,
            index=places.index(home),
            format_func=lambda one: one.title,
            key=f"briefing-place-{key}",
        )
        choices = cached.choices(place)
        periods = list(choices.periods)
        opened = choices.first
        if at is not None:
            following = next_period(at, periods)
            periods = list(dict.fromkeys((following, *periods)))
            opened = following if place == home else parse_period(at.period)
            periods = list(dict.fromkeys((*periods, opened)))
        period = st.selectbox(
            text("filter.period"),
            periods,
            index=periods.index(opened),
            format_func=lambda one: period_title(one.code),
            key=f"briefing-period-{key}-{place.key}",
        )
    return place, period


def head(saved: SavedBriefing, now: Plan, deck: Deck) -> None:
    """Name and time of saving at the left; running it again and exporting at the right."""
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    eyebrow = text("briefing.eyebrow", time=briefing_data.saved_at(saved))
    if now.as_of is not None:
        eyebrow += " · " + text("briefing.fixed", day=date_label(now.as_of.isoformat()))
    if saved.is_shared:
        eyebrow += " · " + text("briefing.is_shared")
    left.html(show.page_head(eyebrow, now.name, demo=cached.is_illustrative()))
    with (
        right,
        st.container(horizontal=True, horizontal_alignment="right", key="briefing-actions"),
    ):
        with st.popover(text("briefing.others"), icon=":material/folder_open:"):
            _others(saved, now)
        with st.popover(text("briefing.run"), icon=":material/refresh:"):
            _run(now)
        briefing_forms.main_button(now, deck)


def broken(saved: SavedBriefing, failure: BriefingError) -> None:
    """A saved briefing that cannot be read: why, and the ways on."""
    st.html(show.page_head(text("nav.briefing"), saved.name))
    st.html(show.note("error", failure_sentence(failure)))
    _list(saved)
    if st.button(text("briefing.remove"), icon=":material/delete:", key="briefing-remove"):
        _remove(saved)


def _run(now: Plan) -> None:
    st.caption(text("briefing.run_text"))
    place, period = _aim("run", now)
    if st.button(text("briefing.run_now"), type="primary", key="briefing-run-now"):
        briefing_data.run_for(now, place, period)
        st.toast(text("briefing.run_done", period=period_label(period.code)))
        st.rerun()


def _others(saved: SavedBriefing, now: Plan) -> None:
    _properties(saved, now)
    st.divider()
    _list(saved)


def _list(saved: SavedBriefing) -> None:
    """The other briefings, a new one, and those thrown away."""
    for one in briefing_data.listed():
        if one.key == saved.key:
            continue
        words = f"{one.name} · {briefing_data.saved_at(one)}"
        st.button(
            words,
            key=f"briefing-open-{one.key}",
            type="tertiary",
            icon=":material/group:" if one.is_shared else ":material/slideshow:",
            on_click=briefing_data.open_briefing,
            args=(one.key,),
        )
    with st.expander(text("briefing.new")):
        place, period = _aim("new")
        if st.button(text("briefing.make", period=period_label(period.code)), key="briefing-new"):
            briefing_data.start(place, period)
            st.rerun()
    _removed()


def _properties(saved: SavedBriefing, now: Plan) -> None:
    """Name, office, day, and what day's knowledge it is fixed to; copying, sharing, removing."""
    stamp = saved.key
    name = st.text_input(text("briefing.name"), now.name, key=f"briefing-name-{stamp}")
    body = st.text_input(text("briefing.body"), now.body, key=f"briefing-office-{stamp}")
    with st.container(horizontal=True):
        day = st.date_input(
            text("briefing.day"), now.day, format="DD/MM/YYYY", key=f"briefing-day-{stamp}"
        )
        as_of = st.date_input(
            text("filter.as_of"),
            now.as_of,
            format="DD/MM/YYYY",
            key=f"briefing-as-of-{stamp}",
            help=text("briefing.as_of_help"),
        )
    changed = now.model_copy(
        update={"name": name.strip() or now.name, "body": body.strip(), "day": day, "as_of": as_of}
    )
    if changed != now:
        briefing_data.keep(changed)
        st.rerun()
    shared = st.toggle(text("briefing.share"), saved.is_shared, key=f"briefing-share-{stamp}")
    if shared != saved.is_shared:
        save_briefing(
            briefing_data.office(),
            saved.key,
            saved.name,
            saved.content,
            author=briefing_data.author(),
            is_shared=shared,
        )
        st.rerun()
    with st.container(horizontal=True):
        if st.button(text("briefing.copy"), icon=":material/content_copy:", key="briefing-copy"):
            briefing_data.copied(now, text("briefing.copy_of", name=now.name))
            st.rerun()
        if st.button(text("briefing.remove"), icon=":material/delete:", key="briefing-remove"):
            _remove(saved)
    _history(saved)


def _history(saved: SavedBriefing) -> None:
    """Earlier versions; taking one back is a version of its own."""
    versions = versions_of(briefing_data.office(), saved.key)[1:]
    if not versions:
        return
    with st.expander(text("briefing.history", count=len(versions))):
        for one in versions[:_SHOWN]:
            when, slides = briefing_data.saved_at(one), len(read_plan(one.content).slides)
            if st.button(
                text("briefing.version", time=when, name=one.name, count=slides),
                key=f"briefing-version-{one.version_id}",
                type="tertiary",
                icon=":material/history:",
            ):
                briefing_data.keep(read_plan(one.content), joins=False)
                st.rerun()


def _remove(saved: SavedBriefing) -> None:
    remove_briefing(briefing_data.office(), saved.key, author=briefing_data.author())
    st.session_state.pop("briefing-open", None)
    st.session_state.pop("briefing-count", None)
    st.rerun()


def _removed() -> None:
    """Briefings thrown away can be brought back."""
    gone = saved_briefings(briefing_data.office(), briefing_data.author(), removed=True)
    if not gone:
        return
    with st.expander(text("briefing.removed", count=len(gone))):
        for one in gone:
            if st.button(
                text("briefing.restore", name=one.name),
                key=f"briefing-restore-{one.key}",
                type="tertiary",
                icon=":material/undo:",
            ):
                restore_briefing(briefing_data.office(), one.key, author=briefing_data.author())
                briefing_data.open_briefing(read_plan(one.content).key)
                st.rerun()
