"""What the pages of places ask for, once per version of the store: peers, tiers, grids."""

from datetime import date

import streamlit as st

from yardstick.briefing import neighbours
from yardstick.briefing.facts import Choices
from yardstick.briefing.neighbours import Grid, Surroundings, Tier
from yardstick.domain.boundary import Layer, fitting
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Level, Place
from yardstick.render.locator import locator_svg
from yardstick.store.boundaries import read_boundaries
from yardstick.ui import cached
from yardstick.ui.cached import Known

__all__ = ["Grid", "Surroundings", "Tier", "first_tier", "grid", "locator", "surroundings", "tiers"]


@st.cache_resource(show_spinner=False, max_entries=256)
def _surroundings(
    at: Known, place_key: str, period_code: str, authority: str | None
) -> Surroundings:
    place, period = cached.gazetteer()[place_key], parse_period(period_code)
    known = cached.choices(place).periods
    return neighbours.surroundings(cached.facts(at.as_of), place, period, authority, known)


def surroundings(place: str, period: str, authority: str | None = None) -> Surroundings:
    """A place's standings in a period, its peers', and its own in the period before."""
    return _surroundings(cached.known(), place, period, authority)


@st.cache_resource(show_spinner=False, max_entries=4)
def _tiers(at: Known) -> tuple[Tier, ...]:
    return neighbours.tiers(cached.facts(at.as_of))


def tiers() -> tuple[Tier, ...]:
    """The rows of places the store holds figures of, widest first; empty for an empty store."""
    return _tiers(cached.known())


def first_tier() -> Tier:
    """The one opened first: with several places to compare, then with most figures."""
    return max(tiers(), key=lambda tier: (tier.known > 1, tier.observations))


@st.cache_resource(show_spinner=False, max_entries=64)
def _tier_choices(at: Known, parent_key: str, level: str) -> Choices:
    tier = next(t for t in tiers() if (t.parent.key, t.level) == (parent_key, level))
    found = neighbours.tier_choices(cached.facts(at.as_of), tier)
    assert found is not None  # noqa: S101 - a tier is made of places with figures
    return found


def tier_choices(tier: Tier) -> Choices:
    """What can be chosen for a tier."""
    return _tier_choices(cached.known(), tier.parent.key, tier.level)


@st.cache_resource(show_spinner=False, max_entries=128)
def _grid(at: Known, parent_key: str, level: str, period_code: str, authority: str | None) -> Grid:
    parent, period = cached.gazetteer()[parent_key], parse_period(period_code)
    return neighbours.grid(cached.facts(at.as_of), parent, Level(level), period, authority)


def grid(tier: Tier, period: Period, authority: str | None = None) -> Grid:
    """The verdicts of a tier in a period."""
    return _grid(cached.known(), tier.parent.key, tier.level, period.code, authority)


@st.cache_resource(show_spinner=False)
def layers() -> tuple[Layer, ...]:
    """The boundaries that ship."""
    return read_boundaries(cached.ROOT / "data" / "geo", cached.gazetteer())


@st.cache_resource(show_spinner=False, max_entries=256)
def _locator(place_key: str, parent_key: str, day: date) -> str:
    place = cached.gazetteer()[place_key]
    peers = cached.gazetteer().children(cached.gazetteer()[parent_key], day)
    keys = [peer.key for peer in peers if peer.level is place.level]
    layer = fitting(layers(), keys, place.level, day) if place_key in keys else None
    return locator_svg(layer, keys, place_key) if layer is not None else ""


def locator(place: Place, period: Period) -> str:
    """A picture of the place among its peers as SVG; empty where no boundaries fit them."""
    return _locator(place.key, place.parent, period.end) if place.parent is not None else ""
