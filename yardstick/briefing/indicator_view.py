"""Everything known of one indicator around one place: places, months, years, pace, gap.

Two questions to the store, whatever is shown of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from yardstick.analysis.changes import Change, changes, comparable_before
from yardstick.analysis.contribution import Gap, gap_of
from yardstick.analysis.figure import Figure, figures
from yardstick.analysis.per_head import POPULATION, per_head
from yardstick.analysis.projection import (
    Ahead,
    Need,
    TooEarly,
    ahead,
    courses,
    is_projected,
    need,
)
from yardstick.analysis.reach import HISTORY_YEARS, codes_of, period_codes, same_end
from yardstick.analysis.standing import Standing, standings_by_place
from yardstick.analysis.totals import Total, total_of
from yardstick.briefing.facts import Facts, Years, years_of
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Measure
from yardstick.domain.period import Cumulative, Month, Period, Year, parse_period
from yardstick.domain.place import Place

_MONTHS = range(1, 13)
_ENOUGH = 2
_YEARS = 8

ByCode = Mapping[str, Figure]


@dataclass(frozen=True)
class Course:
    """One place's year on an axis of months: since January for flows, at their ends for states.

    Attributes:
        axis: Its twelve months.
        now: Period code -> figure, up to the period looked at.
        last_year: Code of this year's period -> figure of the same month a year before.
        whole: The year's target in the figures' own measure.
    """

    axis: tuple[Period, ...]
    now: ByCode
    last_year: ByCode
    whole: Figure | None


@dataclass(frozen=True)
class IndicatorView:
    """One indicator of one place in one period, and all around it.

    Attributes:
        own: The place's standing.
        others: The places inside it, or its peers where nothing is inside.
        are_inside: True when the others lie inside the place.
        past: Earlier same periods -> the others' standings then, for ranks; newest period included.
        course: The months of the year.
        monthly: Place key -> its months, for small multiples.
        years: The same period over the years.
        ahead: The year's end as projected; None for what is never projected.
        need: The pace still needed a month; None where there is nothing to reach.
        gap: Which of the others the gap lies in; None where it does not add up.
        total: What the others reach together; None where it does not add up.
        heads: The others' amounts per person, where the people are known.
        changes: What changed at the place since the period before; empty where none is known.
    """

    own: Standing
    others: tuple[Standing, ...]
    are_inside: bool
    past: Mapping[Period, tuple[Standing, ...]]
    course: Course
    monthly: Mapping[str, ByCode]
    years: Years
    ahead: Ahead | TooEarly | None
    need: Need | None
    gap: Gap | None
    total: Total | None
    heads: tuple[Standing, ...]
    changes: tuple[Change, ...] = ()


def indicator_view(
    facts: Facts,
    indicator: Indicator,
    place: Place,
    period: Period,
    authority: str | None = None,
) -> IndicatorView:
    """The view of an indicator around a place.

    Args:
        facts: What is known.
        indicator: Which.
        place: Around which place.
        period: The period looked at.
        authority: Only targets of this authority; None for all.
    """
    axis = axis_of(indicator, period)
    months = [code for one in axis for code in (*same_end(one), one.code)]
    told_with = {part.code for part in facts.catalogue.told_with.get(indicator.code, ())}
    known = facts.current(
        indicators={indicator.code, POPULATION} | told_with,
        periods=dict.fromkeys([*period_codes(period), *months]),
    )
    people = known[(known["indicator"] == POPULATION) & ~known["is_target"]]
    found = known[known["indicator"] == indicator.code]
    lately = facts.current(
        indicators=(indicator.code, *told_with),
        places=(place.key,),
        years=range(period.year - _YEARS + 1, period.year + 1),
    )
    codes = codes_of(indicator, period)
    now = found[found["period"].isin(codes) & ~found["is_target"]]
    compared = facts.compared_places(place, indicator, period, set(now["place"]))
    own, *rest = standings_by_place(
        known, facts.catalogue, indicator, (place, *compared), period, authority=authority
    )
    others = tuple(rest)
    inside = any(one.place.parent == place.key for one in others)
    measure = own.actual.measure if own.actual is not None else indicator.headline
    mine = [f for f in figures(lately[lately["indicator"] == indicator.code]) if f.is_chosen]
    course = _course(indicator, own, axis, period, mine, measure)
    projected, needed = _projected(indicator, own, period, mine, course)
    return IndicatorView(
        own=own,
        others=others,
        are_inside=inside,
        past=_past(facts, found, indicator, compared, period),
        course=course,
        monthly=_monthly(indicator, found, others, axis, period),
        years=years_of(
            indicator, period, mine, measure, own.target.authority if own.target else None
        ),
        ahead=projected,
        need=needed,
        gap=gap_of(others) if inside else None,
        total=total_of(others) if inside else None,
        heads=per_head(others, _populations(people, period)),
        changes=_changes(facts, lately, own, mine, authority),
    )


def _changes(
    facts: Facts, lately: pd.DataFrame, own: Standing, mine: Sequence[Figure], authority: str | None
) -> tuple[Change, ...]:
    """The place's standing against that of the period before."""
    known = {parse_period(figure.period) for figure in mine if figure.kind != "target"}
    before = comparable_before(parse_period(own.period), known)
    if before is None:
        return ()
    earlier = standings_by_place(
        lately, facts.catalogue, own.indicator, (own.place,), before, authority=authority
    )
    return changes((own,), earlier)


def axis_of(indicator: Indicator, period: Period) -> tuple[Period, ...]:
    """The months of a period's year: since January for what counts so, at their ends for states."""
    year = period.year
    if indicator.accumulation in ("stock", "average", "rate", "share", "rank"):
        return tuple(Month(year, month) for month in _MONTHS)
    return tuple(Cumulative(year, month).canonical() for month in _MONTHS)


def _at(indicator: Indicator, known: Mapping[str, Figure], period: Period) -> Figure | None:
    return next((known[code] for code in codes_of(indicator, period) if code in known), None)


def _course(
    indicator: Indicator,
    own: Standing,
    axis: tuple[Period, ...],
    period: Period,
    mine: Sequence[Figure],
    measure: str,
) -> Course:
    listed = [f for f in mine if f.measure == measure and f.base is None]
    known = {f.period: f for f in listed if f.kind != "target"}
    now, last = {}, {}
    for one in axis:
        figure = _at(indicator, known, one) if one.end <= period.end else None
        before = _at(indicator, known, one.shifted(-1))
        if figure is not None:
            now[one.code] = figure
        if before is not None:
            last[one.code] = before
    target = own.target
    fits = target is not None and target.measure == measure
    whole = target if fits and target and target.period == Year(period.year).code else None
    return Course(axis, now, last, whole)


def _projected(
    indicator: Indicator, own: Standing, period: Period, mine: Sequence[Figure], course: Course
) -> tuple[Ahead | TooEarly | None, Need | None]:
    actual = own.actual
    cumulative = period.is_cumulative
    if actual is None or not cumulative or not is_projected(indicator, actual.measure):
        return None, None
    by_year = courses(mine, actual.unit, actual.measure)
    month = period.end.month
    found = ahead(by_year, period.year, month=month)
    whole = course.whole.number_in(actual.unit) if course.whole is not None else None
    if whole is None and actual.measure == Measure.COMPLETION:
        whole = Decimal(100)
    so_far = by_year.get(period.year, {})
    return found, need(so_far, whole, month=month) if whole is not None else None


def _past(
    facts: Facts,
    found: pd.DataFrame,
    indicator: Indicator,
    places: Sequence[Place],
    period: Period,
) -> dict[Period, tuple[Standing, ...]]:
    """The others in the same period of every year in which two of them have a figure."""
    past = {}
    kept = found[found["place"].isin([place.key for place in places])]
    for back in range(HISTORY_YEARS):
        then = period.shifted(-back)
        codes = [*codes_of(indicator, then), Year(then.year).code]
        rows = kept[kept["period"].isin(codes)]
        known = rows[~rows["is_target"]]["place"].nunique()
        if known >= _ENOUGH:
            past[then.canonical()] = standings_by_place(
                rows, facts.catalogue, indicator, places, then
            )
    return past


def _monthly(
    indicator: Indicator,
    found: pd.DataFrame,
    others: Sequence[Standing],
    axis: Sequence[Period],
    period: Period,
) -> dict[str, ByCode]:
    shown: dict[str, dict[str, Figure]] = {}
    measures = {one.place.key: one.actual.measure for one in others if one.actual is not None}
    wanted = {code for one in axis if one.end <= period.end for code in codes_of(indicator, one)}
    rows = found[
        found["period"].isin(wanted) & ~found["is_target"] & found["place"].isin(list(measures))
    ]
    for figure in figures(rows):
        if figure.is_chosen and figure.base is None and figure.measure == measures[figure.place]:
            shown.setdefault(figure.place, {})[figure.period] = figure
    by_code: dict[str, ByCode] = {}
    for place, known in shown.items():
        on_axis = {one.code: _at(indicator, known, one) for one in axis}
        by_code[place] = {code: figure for code, figure in on_axis.items() if figure is not None}
    return by_code


def _populations(people: pd.DataFrame, period: Period) -> dict[str, Figure]:
    """Place key -> the newest count of people that is not later than the period's year."""
    found: dict[str, Figure] = {}
    for figure in figures(people.sort_values("period_end")):
        if figure.measure == "level" and figure.is_chosen and figure.period[:4] <= str(period.year):
            found[figure.place] = figure
    return found
