"""What pages ask for, answered once per version of the store: standings, years, texts, choices."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.facts import ENOUGH, Choices, Facts
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.briefing.indicator_view import indicator_view as indicator_view_of
from yardstick.domain.access import User
from yardstick.domain.boundary import Layer
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, Level, Place
from yardstick.domain.vietnamese import sort_key
from yardstick.store import illustration, origin, reader
from yardstick.store.boundaries import read_boundaries
from yardstick.store.database import Store
from yardstick.store.places import read_places
from yardstick.ui.origin import sentence_around, span_of
from yardstick.ui.session import as_of, local_user

ROOT = Path(__file__).resolve().parents[2]
_LEVELS = list(Level)


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store whose directory YARDSTICK_STORE names, `var/store` beside the program otherwise."""
    directory = Path(os.environ.get("YARDSTICK_STORE") or ROOT / "var" / "store")
    return Store(directory, scope=user().scope)


@st.cache_resource(show_spinner=False)
def user() -> User:
    """Who sits at this machine, and what may be stored by them."""
    return local_user(gazetteer(), catalogue())


def is_illustrative() -> bool:
    """True when the figures are made up: every page, chart and slide then says so."""
    return illustration.is_illustrative(store())


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """The catalogue of indicators."""
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """All places and what became of them."""
    return read_places(ROOT / "data" / "places")


def facts(as_of: datetime | None = None) -> Facts:
    """What the store holds now, or held at a time, with the names it goes by."""
    return Facts(store().pinned(), catalogue(), gazetteer(), as_of, boundaries())


@st.cache_resource(show_spinner=False)
def boundaries() -> tuple[Layer, ...]:
    """The outlines of places that ship with the product."""
    return read_boundaries(ROOT / "data" / "geo", gazetteer())


@dataclass(frozen=True)
class Known:
    """Which state of the figures is asked about: a key for caches.

    Attributes:
        version: The store's.
        as_of: What was known then; None for everything.
    """

    version: str
    as_of: datetime | None = None


def known() -> Known:
    """The state the session looks at: the store's current version, as known on the day chosen."""
    return Known(store().version, as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _recorded_days(version: str) -> tuple[date, ...]:
    del version
    zone = datetime.now().astimezone().tzinfo
    moments = reader.recorded(store())
    return tuple(sorted({moment.astimezone(zone).date() for moment in moments}, reverse=True))


def recorded_days() -> tuple[date, ...]:
    """The days on which something was stored, the newest first; empty for an empty store."""
    return _recorded_days(store().version)


@dataclass(frozen=True)
class Available:
    """What the store holds figures of, for the choices above a page.

    Attributes:
        places: Provinces first, then districts and communes, each in Vietnamese order.
        home: The place opened first; None in an empty store.
        indicators: Those with figures, in the catalogue's order.
    """

    places: tuple[Place, ...]
    home: Place | None
    indicators: tuple[Indicator, ...]


@st.cache_resource(show_spinner=False, max_entries=4)
def _available(at: Known) -> Available:
    found = reader.available(store(), as_of=at.as_of)
    actual = found.places[found.places["observations"] > found.places["targets"]]
    places = (gazetteer()[key] for key in actual["place"])
    weights = dict(zip(places, actual["observations"].to_list(), strict=True))
    codes = set(found.indicators["indicator"])
    return Available(
        places=tuple(sorted(weights, key=_place_order)),
        home=max(weights, key=lambda place: _weight(place, weights[place]), default=None),
        indicators=tuple(item for item in catalogue() if item.code in codes),
    )


def _place_order(place: Place) -> tuple[int, bool, object]:
    return _LEVELS.index(place.level), place.valid_to is not None, sort_key(place.name)


def _weight(place: Place, observations: int) -> tuple[bool, int]:
    """Today's province with most figures comes first, then whatever has most figures."""
    lasting = place.level is Level.PROVINCE and place.valid_to is None
    return lasting and observations >= ENOUGH, observations


def available() -> Available:
    """What can be chosen at the store's current version."""
    return _available(known())


@st.cache_resource(show_spinner=False, max_entries=256)
def _choices(at: Known, place_key: str) -> Choices:
    found = facts(at.as_of).choices(gazetteer()[place_key])
    assert found is not None  # noqa: S101 - only places with figures are offered
    return found


def choices(place: Place) -> Choices:
    """The periods and authorities of a place that has figures."""
    return _choices(known(), place.key)


@st.cache_resource(show_spinner=False, max_entries=256)
def _standings(
    at: Known, place_key: str, period_code: str, authority: str | None
) -> tuple[Standing, ...]:
    return facts(at.as_of).standings(gazetteer()[place_key], parse_period(period_code), authority)


def standings(place: str, period: str, authority: str | None = None) -> tuple[Standing, ...]:
    """Every indicator of a place in a period, set against its targets."""
    return _standings(known(), place, period, authority)


@st.cache_resource(show_spinner=False, max_entries=256)
def _indicator_view(
    at: Known, indicator_code: str, place_key: str, period_code: str, authority: str | None
) -> IndicatorView:
    place, period = gazetteer()[place_key], parse_period(period_code)
    indicator = catalogue()[indicator_code]
    return indicator_view_of(facts(at.as_of), indicator, place, period, authority)


def indicator_view(
    indicator: str, place: str, period: str, authority: str | None = None
) -> IndicatorView:
    """Everything known of one indicator around a place in a period."""
    return _indicator_view(known(), indicator, place, period, authority)


@st.cache_resource(show_spinner=False, max_entries=64)
def source_text(source_id: str) -> str | None:
    """The whole text of a document as read; a source never changes under its id."""
    return origin.source_text(store(), source_id)


def passage(figure: Figure) -> tuple[str, int] | None:
    """The sentence around a figure of a document and where it starts; None for cells and rows."""
    span = span_of(figure.locator)
    whole = source_text(figure.source_id) if span else None
    if span is None or whole is None:
        return None
    start, end = sentence_around(whole, *span)
    return whole[start:end], start


@st.cache_resource(show_spinner=False, max_entries=1024)
def _figure(version: str, observation_id: str) -> Figure:
    del version
    return facts().figure(observation_id)


def figure(observation_id: str) -> Figure:
    """One stored figure; raises UnknownFigureError for a number that names none."""
    return _figure(store().version, observation_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _sources(version: str) -> pd.DataFrame:
    del version
    return origin.sources(store())


def sources() -> pd.DataFrame:
    """Every source, the newest first: `store.frames.SOURCES`; not to be changed."""
    return _sources(store().version)


@st.cache_resource(show_spinner=False, max_entries=64)
def _figures_of(version: str, source_id: str) -> pd.DataFrame:
    del version
    return origin.figures_of(store(), source_id)


def figures_of(source_id: str) -> pd.DataFrame:
    """Everything read in a source: `store.frames.FIGURES_OF`; not to be changed."""
    return _figures_of(store().version, source_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _coverage(version: str, source_id: str) -> pd.DataFrame:
    del version
    return origin.coverage(store(), source_id)


def coverage(source_id: str) -> pd.DataFrame:
    """Every number of a document and what became of it: `store.frames.COVERAGE`."""
    return _coverage(store().version, source_id)


def newest_year() -> int:
    """The last year the home province has figures of; the year on this machine without any."""
    home = available().home
    if home is None:
        return datetime.now().astimezone().year
    return choices(home).periods[0].year
