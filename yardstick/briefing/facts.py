"""What pages and briefings ask of one store at one time: standings, comparisons, years, choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from yardstick.analysis.figure import Figure, figure_of, figures
from yardstick.analysis.reach import codes_of, period_codes
from yardstick.analysis.standing import Standing, standings_by_place
from yardstick.analysis.standing import standings as standings_of
from yardstick.domain.boundary import Layer
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Period, Year, parse_period
from yardstick.domain.place import Gazetteer, Level, Place
from yardstick.domain.vietnamese import sort_key
from yardstick.store import origin, reader
from yardstick.store.database import Store

# A period with fewer figures than this is offered, but never opened first.
ENOUGH = 8
_YEARS = 8

Years = tuple[tuple[Period, ...], Mapping[str, Figure], Mapping[str, Figure]]


@dataclass(frozen=True)
class Choices:
    """What can be chosen for one place.

    Attributes:
        periods: Those with actual figures, newest first.
        first: The newest one with enough figures to be opened first.
        authorities: Who set its targets.
    """

    periods: tuple[Period, ...]
    first: Period
    authorities: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """The figures of a store with the catalogue and the places they are named by.

    Attributes:
        store: Where from.
        catalogue: The indicators.
        gazetteer: All places.
        as_of: When it was known; None for now.
        layers: Boundaries for maps.
    """

    store: Store
    catalogue: Catalogue
    gazetteer: Gazetteer
    as_of: datetime | None = None
    layers: tuple[Layer, ...] = ()

    def current(
        self,
        *,
        indicators: Iterable[str] | None = None,
        places: Iterable[str] | None = None,
        periods: Iterable[str] | None = None,
        years: Iterable[int] | None = None,
        kinds: Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """`store.reader.current` as known at the time of these facts."""
        return reader.current(
            self.store,
            indicators=indicators,
            places=places,
            periods=periods,
            years=years,
            kinds=kinds,
            as_of=self.as_of,
        )

    def choices(self, place: Place) -> Choices | None:
        """The periods and authorities of a place; None when it has no figures."""
        found = reader.available(
            self.store, places=(place.key,), kinds=("actual", "estimate"), as_of=self.as_of
        )
        targets = self.current(places=(place.key,), kinds=("target",))
        return chosen_from(found.periods, targets)

    def standings(
        self, place: Place, period: Period, authority: str | None = None
    ) -> tuple[Standing, ...]:
        """Every indicator of a place in a period, set against its targets."""
        found = self.current(places=(place.key,), periods=period_codes(period))
        bare = standings_of(found, self.catalogue, place, period, authority=authority)
        without = [standing.indicator.code for standing in bare if standing.actual is None]
        if not without:
            return bare
        known = self._last_known(place, period, without)
        return standings_of(
            found, self.catalogue, place, period, authority=authority, last_known=known
        )

    def _last_known(self, place: Place, period: Period, indicators: list[str]) -> dict[str, Figure]:
        """Indicator code -> its newest figure before the period, of its headline measure."""
        found = self.current(
            places=(place.key,),
            indicators=indicators,
            years=range(period.year - _YEARS, period.year + 1),
            kinds=("actual", "estimate"),
        )
        newest: dict[str, Figure] = {}
        for figure in figures(found):
            then = parse_period(figure.period)
            headline = self.catalogue[figure.indicator].headline
            if then.end >= period.end or figure.measure != headline or not figure.is_chosen:
                continue
            known = newest.get(figure.indicator)
            if known is None or parse_period(known.period) < then:
                newest[figure.indicator] = figure
        return newest

    def comparison(
        self, indicator: Indicator, place: Place, period: Period
    ) -> tuple[Standing, tuple[Standing, ...]]:
        """An indicator's standing in a place, and in the places it is compared with."""
        told_with = [part.code for part in self.catalogue.told_with.get(indicator.code, ())]
        found = self.current(indicators=(indicator.code, *told_with), periods=period_codes(period))
        codes = codes_of(indicator, period)
        is_own = found["indicator"] == indicator.code
        now = found[is_own & found["period"].isin(codes) & ~found["is_target"]]
        others = self.compared_places(place, indicator, period, set(now["place"]))
        own, *rest = standings_by_place(found, self.catalogue, indicator, (place, *others), period)
        return own, tuple(rest)

    def compared_places(
        self, place: Place, indicator: Indicator, period: Period, with_figures: set[str]
    ) -> tuple[Place, ...]:
        """The places a place is compared with: those inside it, or its peers with nothing inside.

        Inside are all places that existed then, so that a missing report shows; of peers only
        those the store holds figures of.
        """
        inside = [
            child
            for child in self.gazetteer.children(place, period.end)
            if child.level in indicator.levels
        ]
        if any(child.key in with_figures for child in inside):
            return tuple(inside)
        peers = [
            peer
            for peer in self.gazetteer
            if peer.level is place.level
            and peer.key in with_figures
            and peer.existed_on(period.end)
        ]
        if place.level is not Level.PROVINCE:
            peers = [peer for peer in peers if peer.parent == place.parent]
        if len(peers) > 1:
            return tuple(sorted(peers, key=lambda peer: sort_key(peer.name)))
        return tuple(inside)

    def years(self, indicator: Indicator, place: Place, period: Period, measure: str) -> Years:
        """The same period over the years: the periods, their figures and the targets set for them.

        Args:
            indicator: Which.
            place: Of which place.
            period: The last one.
            measure: Of the figures: that of the period's own figure, or the headline measure.
        """
        found = self.current(
            indicators=(indicator.code,),
            places=(place.key,),
            years=range(period.year - _YEARS + 1, period.year + 1),
        )
        return years_of(indicator, period, [f for f in figures(found) if f.is_chosen], measure)

    def figure(self, observation_id: str) -> Figure:
        """One stored figure; raises UnknownFigureError for a number that names none."""
        return figure_of(origin.figure(self.store, int(observation_id)).fields)


def years_of(
    indicator: Indicator,
    period: Period,
    known: Iterable[Figure],
    measure: str,
    authority: str | None = None,
) -> Years:
    """The same period over the years, from figures of one indicator and place.

    Args:
        indicator: Which.
        period: The last one.
        known: Its chosen figures of those years.
        measure: Which of them.
        authority: Whose targets come first where several stand for a period.
    """
    periods = tuple(period.shifted(-back).canonical() for back in range(_YEARS - 1, -1, -1))
    listed = [f for f in known if f.measure == measure and f.base is None]
    # The verdict beside the chart is on one authority's target.
    listed.sort(key=lambda f: f.kind == "target" and f.authority != authority)
    actual: dict[str, Figure] = {}
    target: dict[str, Figure] = {}
    for item in periods:
        codes = codes_of(indicator, item)
        for figure in sorted(
            (f for f in listed if f.period in codes), key=lambda f: codes.index(f.period)
        ):
            side = target if figure.kind == "target" else actual
            side.setdefault(item.code, figure)
        if not indicator.is_cumulative or item == Year(item.year):
            yearly = (f for f in listed if f.kind == "target" and f.period == str(item.year))
            for figure in yearly:
                target.setdefault(item.code, figure)
    shown = [n for n, item in enumerate(periods) if item.code in actual or item.code in target]
    return (periods[shown[0] :] if shown else (), actual, target)


def chosen_from(periods: pd.DataFrame, targets: pd.DataFrame) -> Choices | None:
    """What can be chosen among the periods of `store.reader.available` and their targets."""
    actual = (periods["observations"] - periods["targets"]).to_list()
    counted = dict(zip(map(parse_period, periods["period"]), actual, strict=True))
    with_figures = sorted((period for period, count in counted.items() if count), reverse=True)
    if not with_figures:
        return None
    rich = [period for period in with_figures if counted[period] >= ENOUGH]
    return Choices(
        periods=tuple(with_figures),
        first=max(rich or with_figures, key=lambda period: (period.end, period.months)),
        authorities=tuple(sorted(set(targets["authority"].dropna()) - {""})),
    )
