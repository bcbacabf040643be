"""Places beside each other: a place among its peers, tiers of places, their verdicts as a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from yardstick.analysis.changes import comparable_before
from yardstick.analysis.reach import period_codes
from yardstick.analysis.standing import Standing, standings, standings_by_place
from yardstick.briefing.facts import Choices, Facts, chosen_from
from yardstick.domain.period import Period
from yardstick.domain.place import Level, Place
from yardstick.domain.vietnamese import sort_key
from yardstick.store import reader

# The year itself and the one before: what a figure is set against.
_YEARS = 2
# A rank among fewer says nothing.
_ENOUGH = 3


@dataclass(frozen=True)
class Surroundings:
    """A place among its peers.

    Attributes:
        own: The place's standings, in the catalogue's order.
        peers: Indicator code -> standings of the other places that have a figure or a target.
        places: The peers that existed then, the place itself among them.
        before: The period it is set against; None where nothing earlier counts alike.
        earlier: The place's standings in that period.
        kind: Set where the peers are only those of the place's own kind: "huyện".
    """

    own: tuple[Standing, ...]
    peers: Mapping[str, tuple[Standing, ...]]
    places: tuple[Place, ...]
    before: Period | None
    earlier: tuple[Standing, ...]
    kind: str = ""


def same_kind(place: Place, places: Sequence[Place]) -> tuple[Place, ...]:
    """The peers of the place's own kind, itself included; empty where that is no choice.

    Too few to rank among are none, nor are all of them.
    """
    alike = tuple(peer for peer in places if peer.kind == place.kind)
    return alike if _ENOUGH <= len(alike) < len(places) else ()


def among_its_kind(place: Place, around: Surroundings) -> Surroundings:
    """The same surroundings with peers of the place's own kind only."""
    alike = same_kind(place, around.places)
    peers = {
        code: tuple(standing for standing in listed if standing.place in alike)
        for code, listed in around.peers.items()
    }
    return replace(around, places=alike, peers=peers, kind=place.kind)


def peers_of(facts: Facts, place: Place, period: Period) -> tuple[Place, ...]:
    """The places a place is ranked among, itself included: same level, same parent, same time."""
    found = [
        peer
        for peer in facts.gazetteer
        if peer.level is place.level and peer.parent == place.parent and peer.existed_on(period.end)
    ]
    if place not in found:
        found.append(place)
    return tuple(sorted(found, key=lambda peer: sort_key(peer.name)))


def surroundings(
    facts: Facts,
    place: Place,
    period: Period,
    authority: str | None,
    known: Sequence[Period],
) -> Surroundings:
    """A place's standings in a period, its peers', and its own in the period before.

    Args:
        facts: What is known.
        place: Which place.
        period: The period looked at.
        authority: Only targets of this authority; None for all.
        known: The place's periods with figures.
    """
    before = comparable_before(period, known)
    places = peers_of(facts, place, period)
    codes = [*period_codes(period, _YEARS), *(period_codes(before, _YEARS) if before else ())]
    found = facts.current(places=[peer.key for peer in places], periods=dict.fromkeys(codes))
    by_place = _standings(facts, found, places, period, authority)
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
        earlier=standings(own, facts.catalogue, place, before, authority=authority)
        if before is not None
        else (),
    )


def _standings(
    facts: Facts,
    found: pd.DataFrame,
    places: Sequence[Place],
    period: Period,
    authority: str | None,
) -> dict[Place, tuple[Standing, ...]]:
    groups = dict(list(found.groupby("place", sort=False)))
    nothing = found.iloc[:0]
    return {
        place: standings(
            groups.get(place.key, nothing), facts.catalogue, place, period, authority=authority
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


def tiers(facts: Facts) -> tuple[Tier, ...]:
    """The rows of places the store holds figures of, widest first; empty for an empty store."""
    found = reader.available(facts.store, as_of=facts.as_of).places
    tallies: dict[tuple[str, Level], list[int]] = {}
    for key, held, targets in zip(
        found["place"], found["observations"], found["targets"], strict=True
    ):
        place = facts.gazetteer[key]
        if place.parent is not None and held > targets:
            tallies.setdefault((place.parent, place.level), []).append(int(held))
    listed = [
        Tier(facts.gazetteer[parent], level, len(counts), sum(counts))
        for (parent, level), counts in tallies.items()
        if parent in facts.gazetteer
    ]
    return tuple(sorted(listed, key=lambda tier: (tier.level, sort_key(tier.parent.name))))


def tier_choices(facts: Facts, tier: Tier) -> Choices | None:
    """What can be chosen for a tier; None when none of its places has a figure."""
    keys = [
        place.key
        for place in facts.gazetteer
        if place.parent == tier.parent.key and place.level is tier.level
    ]
    found = reader.available(facts.store, places=keys, as_of=facts.as_of).periods
    years = {int(period[:4]) for period in found["period"]}
    return chosen_from(found, facts.current(places=keys, kinds=("target",), years=years))


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


def grid(facts: Facts, parent: Place, level: Level, period: Period, authority: str | None) -> Grid:
    """The verdicts of a tier in a period."""
    places = [
        place
        for place in facts.gazetteer
        if place.parent == parent.key and place.level is level and place.existed_on(period.end)
    ]
    found = facts.current(
        places=[place.key for place in places], periods=period_codes(period, _YEARS)
    )
    by_place = _standings(facts, found, places, period, authority)
    told = {
        place: {standing.indicator.code: standing for standing in listed}
        for place, listed in by_place.items()
    }
    known = [place for place in places if any(s.actual for s in by_place[place])]
    known.sort(key=lambda place: sort_key(place.name))
    known.sort(key=lambda place: -sum(_is_behind(s) for s in by_place[place]))
    listed = [item for item in facts.catalogue if any(item.code in of for of in told.values())]
    shown = [i for i in listed if any(_has_figure(told[place].get(i.code)) for place in known)]
    columns = {}
    for indicator in shown:
        gaps = standings_by_place(found.iloc[:0], facts.catalogue, indicator, known, period)
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
