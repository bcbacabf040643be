"""The briefing a session works on: read from the office's store, saved with every change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import streamlit as st

from yardstick.briefing.build import Workshop, build
from yardstick.briefing.facts import Facts
from yardstick.briefing.plan import Plan, SlidePlan, aimed, read_plan, written
from yardstick.briefing.templates import default_plan
from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Deck, FigureTable, Slide, SlideLayout
from yardstick.charts.labels import Language
from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.errors import BriefingError
from yardstick.store import reader
from yardstick.store.office import Office
from yardstick.store.office_briefings import SavedBriefing, save_briefing, saved_briefings
from yardstick.ui import cached
from yardstick.ui.messages import period_label, text
from yardstick.ui.session import language

_OPEN, _COUNT, _SELECTED, _BEFORE = (
    "briefing-open",
    "briefing-count",
    "briefing-selected",
    "briefing-before",
)


def author() -> str:
    """Whose briefings they are."""
    return cached.user().name


def office() -> Office:
    """Where briefings are kept."""
    return Office.beside(cached.store())


def listed() -> tuple[SavedBriefing, ...]:
    """The briefings this person may open, the last changed first."""
    return saved_briefings(office(), author())


def opened() -> SavedBriefing | None:
    """The one at hand: the one opened in this session, else the last one changed."""
    found = listed()
    wanted = st.session_state.get(_OPEN)
    return next((one for one in found if one.key == wanted), found[0] if found else None)


def open_briefing(key: str) -> None:
    """Work on another briefing from now on."""
    st.session_state[_OPEN] = key
    st.session_state.pop(_SELECTED, None)
    st.session_state.pop(_BEFORE, None)
    st.session_state.pop(_COUNT, None)


def plan() -> Plan | None:
    """The briefing at hand; None when there is none.

    Raises:
        BriefingError: What was saved cannot be read.
    """
    saved = opened()
    return None if saved is None else read_plan(saved.content)


def keep(changed: Plan, *, joins: bool = True) -> None:
    """Save the briefing at hand as it is now."""
    save_briefing(
        office(), changed.key, changed.name, written(changed), author=author(), joins=joins
    )
    st.session_state[_OPEN] = changed.key
    st.session_state[_COUNT] = len(changed.slides)


def change(act: Callable[[Plan], Plan], *, undoable: bool = False) -> None:
    """Change the briefing at hand; `undoable` remembers what it was for `undo`."""
    now = plan()
    if now is None:
        return
    if undoable:
        st.session_state[_BEFORE] = written(now)
    else:
        st.session_state.pop(_BEFORE, None)
    keep(act(now))


def undoable() -> bool:
    """True while the last change can be taken back."""
    return _BEFORE in st.session_state


def undo() -> None:
    """Take the last change back."""
    before = st.session_state.pop(_BEFORE, None)
    if before is not None:
        keep(read_plan(before))


def start(place: Place, period: Period, authority: str | None = None) -> Plan:
    """A complete briefing for a place and period, saved and opened."""
    made = default_plan(
        cached.facts(), place, period, today=today(), authority=authority, language=language()
    )
    return _begun(made)


def begin_with(slide: SlidePlan, place: str, period: str) -> Plan:
    """A briefing of a title and one slide, saved and opened."""
    named = cached.gazetteer()[place].name
    name = text("briefing.new_name", place=named, period=period_label(period))
    title = SlidePlan(key="title", layout=SlideLayout.TITLE)
    bare = Plan(key="new", name=name, place=place, period=period, day=today(), slides=(title,))
    return _begun(bare.with_added(slide))


def _begun(made: Plan) -> Plan:
    begun = made.model_copy(update={"key": uuid4().hex[:12]})
    open_briefing(begun.key)
    keep(begun)
    return begun


def copied(source: Plan, name: str) -> Plan:
    """The same briefing under another name, saved and opened."""
    return _begun(source.model_copy(update={"name": name}))


def run_for(source: Plan, place: Place, period: Period) -> Plan:
    """The same briefing for another place or period, saved beside it and opened."""
    again = aimed(source, place=place.key, period=period.canonical().code)
    before = cached.gazetteer()[source.place].name
    name = source.name.replace(period_label(source.period), period_label(again.period))
    name = name.replace(before, place.name)
    if name == source.name:
        name = f"{name} ({place.name}, {period_label(again.period)})"
    return _begun(again.model_copy(update={"name": name}))


def today() -> date:
    """The day on this machine."""
    return datetime.now().astimezone().date()


def add(slide: SlidePlan, place: str, period: str) -> Plan:
    """Put a slide into the briefing at hand; begins one where there is none."""
    now = plan()
    if now is None:
        return begin_with(slide, place, period)
    grown = now.with_added(slide)
    keep(grown)
    return grown


def count() -> int:
    """How many slides the briefing at hand has; for the navigation."""
    if _COUNT not in st.session_state:
        try:
            now = plan() if not cached.store().is_empty else None
        except BriefingError:
            now = None  # the page itself says what is wrong
        st.session_state[_COUNT] = len(now.slides) if now is not None else 0
    return int(st.session_state[_COUNT])


def selected(now: Plan) -> SlidePlan | None:
    """The slide in the editor: the one chosen, else the first one with something to edit."""
    chosen = now.slide(st.session_state.get(_SELECTED, ""))
    if chosen is None:
        chosen = next((slide for slide in now.slides if slide.blocks), None)
    return chosen or (now.slides[0] if now.slides else None)


def select(key: str) -> None:
    """Open a slide in the editor."""
    st.session_state[_SELECTED] = key


@st.cache_resource(show_spinner=False, max_entries=32)
def _deck(version: str, content: str, spoken: Language, is_illustrative: bool) -> Deck:
    del version
    return build(read_plan(content), cached.facts(), spoken, is_illustrative=is_illustrative)


def deck(now: Plan) -> Deck:
    """What the briefing says, once per version of the store."""
    return _deck(cached.store().version, written(now), language(), cached.is_illustrative())


@st.cache_resource(show_spinner=False, max_entries=64)
def _slide(
    version: str, content: str, key: str, spoken: Language, is_illustrative: bool
) -> Slide | None:
    del version
    now = read_plan(content)
    slide = now.slide(key)
    facts: Facts = cached.facts()
    shop = Workshop(facts, now, spoken, is_illustrative=is_illustrative)
    return shop.slide(bare(slide)) if slide is not None else None


def bare(slide: SlidePlan) -> SlidePlan:
    """The slide without a person's words."""
    blocks = tuple(
        block.model_copy(update={"words": None}) if block.kind == "remarks" else block
        for block in slide.blocks
    )
    return slide.model_copy(update={"title": "", "blocks": blocks})


def as_generated(now: Plan, key: str) -> Slide | None:
    """A slide as its figures alone would write it."""
    return _slide(cached.store().version, written(now), key, language(), cached.is_illustrative())


def saved_at(saved: SavedBriefing) -> str:
    """When it was saved, in this machine's time: "16:42", with the day where it is another."""
    local = saved.recorded_at.replace(tzinfo=UTC).astimezone()
    if local.date() == today():
        return f"{local:%H:%M}"
    return f"{local:%H:%M %d/%m/%Y}"


@st.cache_resource(show_spinner=False, max_entries=4)
def _disputed(version: str) -> frozenset[str]:
    del version
    found = reader.conflicts(cached.store(), include_decided=False)
    return frozenset(str(number) for number in found["observation_id"])


def disputed_ids() -> frozenset[str]:
    """The figures whose sources disagree while nobody decided."""
    return _disputed(cached.store().version)


def to_export(now: Plan, shown: Deck) -> Deck:
    """The deck as it goes out: with or without origins in the notes, with an appendix of tables."""
    slides = list(shown.slides)
    if now.has_appendix:
        slides += [
            replace(
                slide,
                key=f"{slide.key}-appendix-{block.key}",
                layout=SlideLayout.TABLE,
                title=text("briefing.appendix", title=block.chart.title),
                subtitle=block.chart.subtitle,
                blocks=(replace(block, key=f"{block.key}-table", chart=table_of(block.chart)),),
            )
            for slide in shown.slides
            for block in slide.blocks
            if block.chart is not None and not isinstance(block.chart, FigureTable)
        ]
    if not now.has_notes:
        slides = [_without_notes(slide) for slide in slides]
    return replace(shown, slides=tuple(slides))


def _without_notes(slide: Slide) -> Slide:
    """Only what marks a slide as a draft stays."""
    blocks = tuple(
        replace(block, origins=tuple(o for o in block.origins if o.is_draft))
        for block in slide.blocks
    )
    return replace(slide, notes="", blocks=blocks)
