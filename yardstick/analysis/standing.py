"""Where each indicator of a place stands in a period: the figure, its target.

The verdict and the rivals.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pandas as pd

from yardstick.analysis.figure import Figure, figures
from yardstick.analysis.judgement import (
    Case,
    Count,
    completion_of,
    count_of,
    elapsed_of,
    fallen_together,
    gap_unit,
    judged,
    share_asked,
)
from yardstick.analysis.projection import season_of
from yardstick.analysis.reach import HISTORY_YEARS, codes_of, period_codes
from yardstick.domain.assessment import Assessment, Verdict
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Authority, Measure
from yardstick.domain.period import Period, Year
from yardstick.domain.place import Place

__all__ = ["Figure", "Standing", "period_codes", "standings", "standings_by_place"]

# Of several targets for one figure the binding one is shown first: what the council or the
# committee
# resolved, then what was handed down, then terms and aspirations.
_AUTHORITIES: tuple[str | None, ...] = (
    Authority.COUNCIL,
    Authority.PARTY_COMMITTEE,
    Authority.PROVINCE,
    Authority.CENTRAL,
    Authority.DISTRICT,
    Authority.COMMUNE,
    None,
    Authority.CONGRESS,
    Authority.ASPIRATION,
)
# Without a rule of the catalogue these measures speak first.
_MEASURES = (Measure.LEVEL, Measure.COMPLETION, Measure.GROWTH, Measure.RANK, Measure.CHANGE)


@dataclass(frozen=True)
class Standing:
    """One indicator of one place in one period.

    Attributes:
        actual: The figure that counts; None when the period has none.
        target: The target it is set against.
        targets: All targets of the period or its year, the binding one first.
        implied: True when the target is the whole plan that a printed completion refers to.
        pace: Percent of the year's plan asked by now, for flows before the year's end: the part
            that had come in by then in past years, or the elapsed time.
        completion: Percent of the year's plan; printed or computed from the figure and its target.
        assessment: Verdict, rule, score and gap.
        gap_unit: Unit of the gap: điểm % for rates, else the figure's unit.
        same_period: The same measure in the same period of the year before.
        previous: The same measure in the period before.
        rivals: Other sources' values for the same cell.
        others: Further figures of the indicator in the period (another measure or base).
        last_known: The newest earlier figure, where the period has none.
        history: (period code, number) of the same period over the years, oldest first, gaps as
        None.
        season: The past years whose course is the pace; empty where it is the elapsed time.
        elapsed: Percent of the year gone by, for flows before the year's end.
        counts: The counts that had to fall together, where the verdict rests on them.
    """

    indicator: Indicator
    place: Place
    period: str
    actual: Figure | None
    target: Figure | None
    targets: tuple[Figure, ...]
    implied: bool
    pace: Decimal | None
    completion: Decimal | None
    completion_printed: bool
    assessment: Assessment
    gap_unit: str
    same_period: Figure | None
    previous: Figure | None
    rivals: tuple[Figure, ...]
    others: tuple[Figure, ...]
    last_known: Figure | None
    history: tuple[tuple[str, Decimal | None], ...]
    season: tuple[int, ...] = ()
    elapsed: Decimal | None = None
    counts: tuple[Count, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The word on the figure."""
        return self.assessment.verdict

    @property
    def gap(self) -> Decimal | None:
        """Signed distance to the bound; negative is bad."""
        return self.assessment.gap

    @property
    def is_disputed(self) -> bool:
        """True when other sources disagree with the figure and nobody has decided."""
        if self.actual is None or not self.rivals:
            return False
        return self.actual.in_conflict and not self.actual.decided


def standings(
    observations: pd.DataFrame,
    catalogue: Catalogue,
    place: Place,
    period: Period,
    *,
    authority: str | None = None,
    last_known: Mapping[str, Figure] | None = None,
) -> tuple[Standing, ...]:
    """The standing of every indicator that has a figure or a target, in the catalogue's order.

    Args:
        observations: Rows of `store.reader.current` for the place and `periodcodes_of(period)`.
        catalogue: The indicators.
        place: Whose standings.
        period: The period looked at.
        authority: Only targets of this authority; None for all.
        last_known: Indicator code -> newest figure before the period, for those without one.
    """
    by_indicator: dict[str, list[Figure]] = {}
    for figure in figures(observations):
        if figure.place == place.key:
            by_indicator.setdefault(figure.indicator, []).append(figure)
    found = []
    for indicator in catalogue:
        own = by_indicator.get(indicator.code)
        if own:
            parts = [
                (part, by_indicator.get(part.code, ()))
                for part in catalogue.told_with.get(indicator.code, ())
            ]
            standing = _standing(indicator, place, period, own, catalogue, authority, parts)
            known = (last_known or {}).get(indicator.code)
            if standing.actual is None and known is not None:
                standing = _with_last_known(standing, known)
            if standing.actual or standing.targets:
                found.append(standing)
    return tuple(found)


def standings_by_place(
    observations: pd.DataFrame,
    catalogue: Catalogue,
    indicator: Indicator,
    places: Sequence[Place],
    period: Period,
    *,
    authority: str | None = None,
) -> tuple[Standing, ...]:
    """The standing of one indicator in each of the places, in their order.

    A place without a figure has a standing too: a missing report is shown as missing.

    Args:
        observations: Rows of `store.reader.current` for the indicator, for the counts told of with
            it (`Catalogue.told_with`), and `period_codes(period)`.
        catalogue: The indicators, for the thresholds.
        indicator: The one looked at.
        places: The places compared.
        period: The period looked at.
        authority: Only targets of this authority; None for all.
    """
    parts = catalogue.told_with.get(indicator.code, ())
    codes = [indicator.code, *(part.code for part in parts)]
    by_place: dict[str, dict[str, list[Figure]]] = {
        place.key: {code: [] for code in codes} for place in places
    }
    wanted = observations["place"].isin(list(by_place)) & observations["indicator"].isin(codes)
    for figure in figures(observations[wanted]):
        by_place[figure.place][figure.indicator].append(figure)
    return tuple(
        _standing(
            indicator,
            place,
            period,
            by_place[place.key][indicator.code],
            catalogue,
            authority,
            [(part, by_place[place.key][part.code]) for part in parts],
        )
        for place in places
    )


def _with_last_known(standing: Standing, known: Figure) -> Standing:
    return replace(standing, last_known=known)


def _standing(
    indicator: Indicator,
    place: Place,
    period: Period,
    own: Sequence[Figure],
    catalogue: Catalogue,
    authority: str | None,
    parts: Sequence[tuple[Indicator, Sequence[Figure]]],
) -> Standing:
    codes = codes_of(indicator, period)
    now = _ranked((f for f in own if f.kind != "target" and f.period in codes), codes)
    targets = tuple(
        sorted(
            (
                f
                for f in own
                if f.kind == "target"
                and f.is_chosen
                and f.period in (*codes, Year(period.year).code)
                and (authority is None or f.authority == authority)
            ),
            key=lambda f: (_rank_of_authority(f.authority), f.period not in codes, -_stamp(f)),
        )
    )
    actual, target = _pair(indicator, now, targets)
    rivals = tuple(
        f
        for f in now
        if actual is not None
        and f is not actual
        and (f.measure, f.base, f.period) == (actual.measure, actual.base, actual.period)
        and f.number_in(actual.unit) not in (None, actual.number)
    )
    # What a source that disagrees prints beside its own value says nothing of the one in use.
    disagreeing = {f.source_id for f in rivals} - {actual.source_id if actual else None}
    others = tuple(
        f
        for f in now
        if f is not actual and f not in rivals and f.is_chosen and f.source_id not in disagreeing
    )
    elapsed = elapsed_of(indicator, period) if actual is not None else None
    season = season_of(own, actual, period) if actual is not None and elapsed else None
    pace = season[0] if season else None if indicator.rule == "season" else elapsed
    if pace is not None:
        pace *= share_asked(actual, target)
    completion, printed = completion_of(actual, target, others, pace)
    earlier = _same_measure(own, actual, codes_of(indicator, period.same_period_last_year()))
    case = Case(actual, target, completion, pace, elapsed, earlier)
    assessment, implied = judged(indicator, catalogue, case)
    counts: tuple[Count, ...] = ()
    if indicator.rule == "all" and actual is not None and not assessment.verdict.is_judged:
        counts = _counts(indicator, period, own, [actual, *others])
        for part, told in parts if counts else ():
            now = [f for f in told if f.kind != "target" and f.is_chosen]
            at = codes_of(part, period)
            counts += _counts(part, period, told, [f for f in now if f.period in at])
        assessment = fallen_together(counts) or assessment
    return Standing(
        indicator=indicator,
        place=place,
        period=period.canonical().code,
        actual=actual,
        target=target,
        targets=targets,
        implied=implied,
        pace=pace,
        completion=completion,
        completion_printed=printed,
        assessment=assessment,
        gap_unit=gap_unit(actual, assessment),
        same_period=earlier,
        previous=_same_measure(own, actual, codes_of(indicator, period.previous())),
        rivals=rivals,
        others=others,
        last_known=None,
        history=_history(indicator, period, own, actual),
        season=season[1] if season else (),
        elapsed=elapsed,
        counts=counts,
    )


def _counts(
    indicator: Indicator, period: Period, own: Sequence[Figure], now: Sequence[Figure]
) -> tuple[Count, ...]:
    """An indicator's counts in a period, each beside its own year before."""
    codes = codes_of(indicator, period.same_period_last_year())
    return count_of(indicator, [(f, _same_measure(own, f, codes)) for f in now])


def _rank_of_authority(authority: str | None) -> int:
    return _AUTHORITIES.index(authority) if authority in _AUTHORITIES else len(_AUTHORITIES)


def _stamp(figure: Figure) -> int:
    try:
        year, month, day = (*(figure.source_date or "")[:10].split("-"), "01", "01")[:3]
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return 0


def _ranked(found: Iterable[Figure], codes: Sequence[str]) -> list[Figure]:
    return sorted(found, key=lambda f: (not f.is_chosen, codes.index(f.period)))


def _pair(
    indicator: Indicator, now: Sequence[Figure], targets: Sequence[Figure]
) -> tuple[Figure | None, Figure | None]:
    """The figure that counts and the target it can be set against: like with like.

    The headline first.
    """
    preferred = (Measure(indicator.headline), *_MEASURES)
    chosen = {(f.measure, f.base): f for f in reversed(now) if f.is_chosen}
    for measure in dict.fromkeys(preferred):
        for figure in _of_measure(chosen.values(), measure):
            for target in targets:
                if target.measure == figure.measure and target.number_in(figure.unit) is not None:
                    return figure, target
    completed = next(iter(_of_measure(chosen.values(), Measure.COMPLETION)), None)
    for measure in dict.fromkeys(preferred):
        for figure in _of_measure(chosen.values(), measure):
            if figure.measure == indicator.headline or completed is None:
                return figure, _first_of(targets, figure)
    if completed is not None:
        return completed, _first_of(targets, completed)
    return None, targets[0] if targets else None


def _of_measure(found: Iterable[Figure], measure: str) -> list[Figure]:
    """Figures of one measure, the default base before others."""
    return sorted(
        (f for f in found if f.measure == measure), key=lambda f: (f.base is not None, f.base or "")
    )


def _first_of(targets: Sequence[Figure], figure: Figure) -> Figure | None:
    """The target of the figure's measure; for a level also one for its change."""
    same = next((target for target in targets if target.measure == figure.measure), None)
    if same is not None or figure.measure != Measure.LEVEL:
        return same
    return next((target for target in targets if target.measure == Measure.CHANGE), None)


def _same_measure(
    own: Iterable[Figure], actual: Figure | None, codes: Sequence[str]
) -> Figure | None:
    if actual is None:
        return None
    fitting = [
        f
        for f in own
        if f.kind != "target"
        and f.period in codes
        and f.is_chosen
        and (f.measure, f.base) == (actual.measure, actual.base)
        and f.number_in(actual.unit) is not None
    ]
    return _ranked(fitting, codes)[0] if fitting else None


def _history(
    indicator: Indicator, period: Period, own: Sequence[Figure], actual: Figure | None
) -> tuple[tuple[str, Decimal | None], ...]:
    if actual is None:
        return ()
    points: list[tuple[str, Decimal | None]] = []
    for back in range(HISTORY_YEARS - 1, -1, -1):
        then = period.shifted(-back)
        figure = _same_measure(own, actual, codes_of(indicator, then))
        points.append((then.canonical().code, figure.number_in(actual.unit) if figure else None))
    while points and points[0][1] is None:
        points.pop(0)
    return tuple(points)
