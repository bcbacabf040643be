"""What the pages of places ask for, once per version of the store: peers, tiers, grids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from yardstick.analysis.changes import comparable_before
from yardstick.analysis.reach import period_codes
from yardstick.analysis.standing import Standing, standings, standings_by_place
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Level, Place
from yardstick.domain.vietnamese import sort_key
from yardstick.store import reader
from yardstick.ui import cached

# The year itself and the one before: what a figure is set against.
_YEARS = 2
# A period with fewer figures than this is offered, but never opened first.
_ENOUGH = 8


@dataclass(frozen=True)
class Surroundings:
    """A place among its peers.

    Attributes:
        own: The place's standings, in the catalogue's order.
        peers: Indicator code -> standings of the other places that have a figure or a target.
        places: The peers that existed then, the place itself among them.
        before: The period it is set against; None where nothing earlier counts alike.
        earlier: The place's standings in that period.
    """

    own: tuple[Standing, ...]
    peers: Mapping[str, tuple[Standing, ...]]
    places: tuple[Place, ...]
    before: Period | None
    earlier: tuple[Standing, ...]


def peers_of(place: Place, period: Period) -> tuple[Place, ...]:
    """The places a place is ranked among, itself included: same level, same parent, same time."""
    found = [
        peer
        for peer in cached.gazetteer()
        if peer.level is place.level and peer.parent == place.parent and peer.existed_on(period.end)
    ]
    if place not in found:
        found.append(place)
    return tuple(sorted(found, key=lambda peer: sort_key(peer.name)))


@st.cache_resource(show_spinner=False, max_entries=256)
def _surroundings(
    version: str, place_key: str, period_code: str, authority: str | None
) -> Surroundings:
    del version
    place, period = cached.gazetteer()[place_key], parse_period(period_code)
    before = comparable_before(period, cached.choices(place).periods)
    places = peers_of(place, period)
    codes = [*period_codes(period, _YEARS), *(period_codes(before, _YEARS) if before else ())]
    found = reader.current(
        cached.store(), places=[peer.key for peer in places], periods=dict.fromkeys(codes)
    )
    by_place = _standings(found, places, period, authority)
    peers: dict[str, list[Standing]] = {}
    for peer, listed in by_place.items():
        for standing in listed if peer != place else ():
            peers.setdefault(standing.indicator.code, []).append(standing)
    own = found[found["place"] == place.key]
    return Surroundings(
        own=by_place[place],
        peers={code: tuple(listed) for code, listed in peers.items()},
        places=places,
        before=before,
        earlier=standings(own, cached.catalogue(), place, before, authority=authority)
        if before is not None
        else (),
    )


def surroundings(place: str, period: str, authority: str | None = None) -> Surroundings:
    """A place's standings in a period, its peers', and its own in the period before."""
    return _surroundings(cached.store().version, place, period, authority)


def _standings(
    found: pd.DataFrame, places: Sequence[Place], period: Period, authority: str | None
) -> dict[Place, tuple[Standing, ...]]:
    groups = dict(list(found.groupby("place", sort=False)))
    nothing = found.iloc[:0]
    return {
        place: standings(
            groups.get(place.key, nothing), cached.catalogue(), place, period, authority=authority
        )
        for place in places
    }


@dataclass(frozen=True)
class Tier:
    """Places of one level side by side, e.g. the districts of a province.

    Attributes:
        parent: The place they belong to.
        level: Their level.
        known: How many of them the store holds figures of.
        observations: How many figures that are.
    """

    parent: Place
    level: Level
    known: int
    observations: int


@st.cache_resource(show_spinner=False, max_entries=4)
def _tiers(version: str) -> tuple[Tier, ...]:
    del version
    found = reader.available(cached.store()).places
    tallies: dict[tuple[str, Level], list[int]] = {}
    for key, held, targets in zip(
        found["place"], found["observations"], found["targets"], strict=True
    ):
        place = cached.gazetteer()[key]
        if place.parent is not None and held > targets:
            tallies.setdefault((place.parent, place.level), []).append(int(held))
    tiers = [
        Tier(cached.gazetteer()[parent], level, len(counts), sum(counts))
        for (parent, level), counts in tallies.items()
        if parent in cached.gazetteer()
    ]
    return tuple(sorted(tiers, key=lambda tier: (tier.level, sort_key(tier.parent.name))))


def tiers() -> tuple[Tier, ...]:
    """The rows of places the store holds figures of, widest first; empty for an empty store."""
    return _tiers(cached.store().version)


def first_tier() -> Tier:
    """The one opened first: with several places to compare, then with most figures."""
    return max(tiers(), key=lambda tier: (tier.known > 1, tier.observations))


@dataclass(frozen=True)
class TierChoices:
    """The periods a tier has figures of, newest first, which opens first, and who set targets."""

    periods: tuple[Period, ...]
    first: Period
    authorities: tuple[str, ...]


@st.cache_resource(show_spinner=False, max_entries=64)
def _tier_choices(version: str, parent_key: str, level: str) -> TierChoices:
    del version
    keys = [
        place.key
        for place in cached.gazetteer()
        if place.parent == parent_key and place.level == level
    ]
    found = reader.available(cached.store(), places=keys).periods
    actual = (found["observations"] - found["targets"]).to_list()
    counted = dict(zip(map(parse_period, found["period"]), actual, strict=True))
    periods = sorted((period for period, count in counted.items() if count), reverse=True)
    rich = [period for period in periods if counted[period] >= _ENOUGH]
    targets = reader.current(
        cached.store(), places=keys, kinds=("target",), years={p.year for p in periods}
    )
    return TierChoices(
        periods=tuple(periods),
        first=max(rich or periods, key=lambda period: (period.end, period.months)),
        authorities=tuple(sorted(set(targets["authority"].dropna()) - {""})),
    )


def tier_choices(tier: Tier) -> TierChoices:
    """What can be chosen for a tier."""
    return _tier_choices(cached.store().version, tier.parent.key, tier.level)


@dataclass(frozen=True)
class Grid:
    """Places x indicators, gaps included.

    Attributes:
        columns: Indicator code -> one standing a place, in the order of `places`.
        places: Those with a figure, most behind first.
        silent: Those of the tier without any figure.
        untold: Codes of indicators with targets of which no place has a figure.
    """

    columns: Mapping[str, tuple[Standing, ...]]
    places: tuple[Place, ...]
    silent: tuple[Place, ...]
    untold: tuple[str, ...]


@st.cache_resource(show_spinner=False, max_entries=128)
def _grid(
    version: str, parent_key: str, level: str, period_code: str, authority: str | None
) -> Grid:
    del version
    period = parse_period(period_code)
    places = [
        place
        for place in cached.gazetteer()
        if place.parent == parent_key and place.level == level and place.existed_on(period.end)
    ]
    found = reader.current(
        cached.store(),
        places=[place.key for place in places],
        periods=period_codes(period, _YEARS),
    )
    by_place = _standings(found, places, period, authority)
    told = {
        place: {standing.indicator.code: standing for standing in listed}
        for place, listed in by_place.items()
    }
    known = [place for place in places if any(s.actual for s in by_place[place])]
    known.sort(key=lambda place: sort_key(place.name))
    known.sort(key=lambda place: -sum(_is_behind(s) for s in by_place[place]))
    listed = [item for item in cached.catalogue() if any(item.code in of for of in told.values())]
    shown = [i for i in listed if any(_has_figure(told[place].get(i.code)) for place in known)]
    columns = {}
    for indicator in shown:
        gaps = standings_by_place(found.iloc[:0], cached.catalogue(), indicator, known, period)
        columns[indicator.code] = tuple(
            told[place].get(indicator.code, gap) for place, gap in zip(known, gaps, strict=True)
        )
    codes = {indicator.code for indicator in shown}
    return Grid(
        columns=columns,
        places=tuple(known),
        silent=tuple(
            sorted((p for p in places if p not in known), key=lambda place: sort_key(place.name))
        ),
        untold=tuple(indicator.code for indicator in listed if indicator.code not in codes),
    )


def _is_behind(standing: Standing) -> bool:
    return standing.verdict in ("missed", "unlikely")


def _has_figure(standing: Standing | None) -> bool:
    return standing is not None and standing.actual is not None


def grid(tier: Tier, period: Period, authority: str | None = None) -> Grid:
    """The verdicts of a tier in a period."""
    return _grid(cached.store().version, tier.parent.key, tier.level, period.code, authority)
