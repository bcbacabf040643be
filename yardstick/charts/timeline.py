"""Figures over time: the line with its target path, and the tiny spark beside a number."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.labels import (
    MISSING,
    Language,
    figure_label,
    number_label,
    quantity_label,
    rough_decimals,
    roughly,
    unit_label,
)
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.period_labels import axis_labels, date_label, is_course, period_label
from yardstick.charts.scale import nice_ceiling
from yardstick.charts.spec import Break, Projection, Spark, TargetPoint, TimeLine, TimePoint
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import TWO_TIER_START

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

_ENOUGH = 2


def time_line(
    periods: Sequence[Period],
    actual: Mapping[str, "Figure"],
    target: Mapping[str, "Figure"],
    *,
    title: str,
    subtitle: str | None = None,
    last_year: Mapping[str, "Figure"] | None = None,
    projection: Projection | None = None,
    whole: "Figure | None" = None,
    breaks: Sequence[date] = (TWO_TIER_START,),
    as_of: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> TimeLine:
    """One indicator of one place over periods of one kind.

    Args:
        periods: Every period of the axis, oldest first, those without figures too.
        actual: Period code -> figure.
        target: Period code -> target set for it.
        title: The finding.
        subtitle: Measure, unit, how to read; None writes it from the figures.
        last_year: Code of the axis's period -> figure of the same period a year before.
        projection: The way to the year's end, in the unit of the actual figures.
        whole: The year's target on an axis of months since January: joined to January by the
            path the elapsed time asks for.
        breaks: Days on which the places changed; those outside the axis are left out.
        as_of: ISO date; None takes the newest source's.
        is_illustrative: Marks made-up figures.
        language: Of the labels.

    Figures in a unit that does not convert to that of the first actual figure are gaps.
    """
    figures = [*actual.values(), *target.values(), *(last_year or {}).values()]
    unit = figures[0].unit if figures else ""
    codes = tuple(period.code for period in periods)
    points = time_points(codes, actual, unit, language)
    targets = target_points(codes, target, unit, language)
    if whole is not None:
        figures.append(whole)
        targets = _path(periods, whole, points, targets, unit, language)
    before = time_points(codes, last_year, unit, language) if last_year else ()
    numbers = [point.value for point in (*points, *before) if point.value is not None]
    numbers += [point.high or point.low for point in targets]
    if projection is not None:
        numbers += [point.high for point in projection.points]
    lowest = min((*numbers, Decimal(0)))
    return TimeLine(
        title=title,
        subtitle=_subtitle(periods, unit, points, language) if subtitle is None else subtitle,
        unit=unit,
        source=source_line(figures, language),
        as_of=as_of or newest_date(figures),
        alt=_alt(title, points, targets, before, projection, language),
        is_illustrative=is_illustrative,
        language=language,
        periods=codes,
        ticks=axis_labels(periods, language),
        actual=points,
        target=targets,
        is_path=len({period.year for period in periods}) == 1,
        last_year=before,
        breaks=breaks_between(periods, breaks, language),
        start=-nice_ceiling(-lowest) if lowest < 0 else Decimal(0),
        end=nice_ceiling(max((*numbers, Decimal(0)))),
        projection=projection,
    )


def time_points(
    codes: Sequence[str], figures: Mapping[str, "Figure"], unit: str, language: Language
) -> tuple[TimePoint, ...]:
    """One point a period; what is not known, or in a unit that does not convert, is a gap."""
    points = []
    for code in codes:
        figure = figures.get(code)
        value = figure.number_in(unit) if figure is not None else None
        if figure is None or value is None:
            points.append(TimePoint(code, None, MISSING))
        else:
            label = roughly(figure, language)
            label += quantity_label(value, unit, figure.decimals, language)
            points.append(TimePoint(code, value, label, figure.is_estimate, figure.observation_id))
    return tuple(points)


def target_points(
    codes: Sequence[str], figures: Mapping[str, "Figure"], unit: str, language: Language
) -> tuple[TargetPoint, ...]:
    """The targets set for the periods, in the axis's unit."""
    points = []
    for code in codes:
        figure = figures.get(code)
        low = figure.number_in(unit) if figure is not None else None
        if figure is None or low is None:
            continue
        high = None
        if figure.low is not None and figure.high is not None:
            high = figure.high * (low / figure.low if figure.low else 1)
        label = figure_label(figure, language)
        points.append(TargetPoint(code, low, high, label, figure.observation_id))
    return tuple(points)


def _path(
    periods: Sequence[Period],
    whole: "Figure",
    points: Sequence[TimePoint],
    targets: Sequence[TargetPoint],
    unit: str,
    language: Language,
) -> tuple[TargetPoint, ...]:
    """What the elapsed time asks for at the start and today, then the target of the year."""
    asked = whole.number_in(unit)
    if asked is None:
        return tuple(targets)
    known = [n for n, point in enumerate(points) if point.value is not None]
    found = {point.period: point for point in targets}
    for n in {0, *known[-1:], len(periods) - 1}:
        period = periods[n]
        share = period.elapsed_share()
        low = asked * share
        digits = whole.decimals if share == 1 else rough_decimals(low, unit)
        label = quantity_label(round(low, digits or 0), unit, digits, language)
        if share == 1:
            label = figure_label(whole, language)
        path = TargetPoint(period.code, low, None, label, whole.observation_id)
        found.setdefault(period.code, path)
    return tuple(found[period.code] for period in periods if period.code in found)


def breaks_between(
    periods: Sequence[Period], days: Iterable[date], language: Language
) -> tuple[Break, ...]:
    """The days on which places changed that lie on the axis."""
    return tuple(_breaks(periods, days, language))


def _breaks(periods: Sequence[Period], days: Iterable[date], language: Language) -> Iterable[Break]:
    for day in days:
        after = [n for n, period in enumerate(periods) if period.end >= day]
        if after and after[0] > 0:
            yield Break(day, after[0], word("break", language, date=date_label(day)))


def _subtitle(
    periods: Sequence[Period], unit: str, points: Sequence[TimePoint], language: Language
) -> str:
    name = unit_label(unit, language)
    parts = [word("since_january", language, unit=name) if is_course(periods) else name]
    if any(point.is_estimate for point in points):
        parts.append(word("hollow", language))
    return " · ".join(part for part in parts if part)


def _alt(
    title: str,
    points: Sequence[TimePoint],
    targets: Sequence[TargetPoint],
    before: Sequence[TimePoint],
    projection: Projection | None,
    language: Language,
) -> str:
    def told(listed: Sequence[TimePoint | TargetPoint]) -> str:
        return "; ".join(f"{period_label(one.period, language)}: {one.label}" for one in listed)

    parts = [f"{title}: {told(points)}"]
    asked = [f"{period_label(point.period, language)} {point.label}" for point in targets]
    if asked:
        parts.append(f"{word('target', language)}: {'; '.join(asked)}")
    if before:
        parts.append(f"{word('last_year', language)}: {told(before)}")
    if projection is not None and projection.points:
        parts.append(projection.points[-1].label)
    return ". ".join(parts)


def spark(standing: "Standing", language: Language = "vi") -> Spark | None:
    """The trend of the same period over the years; None with fewer than two figures."""
    points = standing.history
    known = [number for _, number in points if number is not None]
    if len(known) < _ENOUGH:
        return None
    target, actual = standing.target, standing.actual
    comparable = target is not None and actual is not None and target.measure == actual.measure
    low = target.number_in(actual.unit) if comparable and target and actual else None
    high = None
    if low is not None and target is not None and target.low is not None and target.high:
        high = target.high * (low / target.low if target.low else 1)
    values = [
        f"{code[:4]}: {MISSING if number is None else number_label(number, None, language)}"
        for code, number in points
    ]
    return Spark(
        points=points,
        low=low,
        high=high,
        first=f"’{_year(points[0][0])}",
        last=f"’{_year(points[-1][0])}",
        alt="; ".join(values),
    )


def _year(code: str) -> str:
    return f"{parse_period(code).year % 100:02d}"
