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
    unit_label,
)
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.period_labels import axis_labels, date_label, period_label
from yardstick.charts.scale import nice_ceiling
from yardstick.charts.spec import Break, Spark, TargetPoint, TimeLine, TimePoint
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
        breaks: Days on which the places changed; those outside the axis are left out.
        as_of: ISO date; None takes the newest source's.
        is_illustrative: Marks made-up figures.
        language: Of the labels.

    Figures in a unit that does not convert to that of the first actual figure are gaps.
    """
    figures = [*actual.values(), *target.values(), *(last_year or {}).values()]
    unit = figures[0].unit if figures else ""
    codes = tuple(period.code for period in periods)
    points = _points(codes, actual, unit, language)
    targets = _targets(codes, target, unit, language)
    before = _points(codes, last_year, unit, language) if last_year else ()
    numbers = [point.value for point in (*points, *before) if point.value is not None]
    numbers += [point.high or point.low for point in targets]
    lowest = min((*numbers, Decimal(0)))
    return TimeLine(
        title=title,
        subtitle=_subtitle(unit, points, language) if subtitle is None else subtitle,
        unit=unit,
        source=source_line(figures, language),
        as_of=as_of or newest_date(figures),
        alt=_alt(title, points, targets, language),
        is_illustrative=is_illustrative,
        language=language,
        periods=codes,
        ticks=axis_labels(periods, language),
        actual=points,
        target=targets,
        is_path=len({period.year for period in periods}) == 1,
        last_year=before,
        breaks=tuple(_breaks(periods, breaks, language)),
        start=-nice_ceiling(-lowest) if lowest < 0 else Decimal(0),
        end=nice_ceiling(max((*numbers, Decimal(0)))),
    )


def _points(
    codes: Sequence[str], figures: Mapping[str, "Figure"], unit: str, language: Language
) -> tuple[TimePoint, ...]:
    points = []
    for code in codes:
        figure = figures.get(code)
        value = figure.number_in(unit) if figure is not None else None
        if figure is None or value is None:
            points.append(TimePoint(code, None, MISSING))
        else:
            label = quantity_label(value, unit, figure.decimals, language)
            points.append(TimePoint(code, value, label, figure.is_estimate, figure.observation_id))
    return tuple(points)


def _targets(
    codes: Sequence[str], figures: Mapping[str, "Figure"], unit: str, language: Language
) -> tuple[TargetPoint, ...]:
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


def _breaks(periods: Sequence[Period], days: Iterable[date], language: Language) -> Iterable[Break]:
    for day in days:
        after = [n for n, period in enumerate(periods) if period.end >= day]
        if after and after[0] > 0:
            yield Break(day, after[0], word("break", language, date=date_label(day)))


def _subtitle(unit: str, points: Sequence[TimePoint], language: Language) -> str:
    parts = [unit_label(unit, language)]
    if any(point.is_estimate for point in points):
        parts.append(word("hollow", language))
    return " · ".join(part for part in parts if part)


def _alt(
    title: str, points: Sequence[TimePoint], targets: Sequence[TargetPoint], language: Language
) -> str:
    rows = [f"{period_label(point.period, language)}: {point.label}" for point in points]
    asked = [f"{period_label(point.period, language)} {point.label}" for point in targets]
    text = f"{title}: {'; '.join(rows)}"
    return f"{text}. {word('target', language)}: {'; '.join(asked)}" if asked else text


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
