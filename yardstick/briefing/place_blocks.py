"""Builders of charts over places: map, shares of the gap, ranks, small lines; and of parts."""

from yardstick.analysis.contribution import gap_of
from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.asking import Asked, Context, Shown, figures_of
from yardstick.charts.areas import area_map
from yardstick.charts.composition import Whole, composition
from yardstick.charts.contribution import contribution
from yardstick.charts.panels import panels
from yardstick.charts.period_labels import short_period_label
from yardstick.charts.ranks import rank_slope
from yardstick.domain.boundary import fitting
from yardstick.domain.observation import Measure
from yardstick.domain.period import Period

_YEARS = 5
_MOST_PANELS = 12


def _compared(asked: Asked, context: Context) -> tuple[Standing, ...]:
    """The places beside each other; raises where none has a figure."""
    _, others = context.facts.comparison(asked.indicator, asked.place, asked.period)
    if not any(standing.actual for standing in others):
        raise asked.nothing("briefing.no_place_figures")
    return others


def map_block(asked: Asked, context: Context) -> Shown:
    """Places filled by verdict."""
    others = _compared(asked, context)
    level = others[0].place.level
    keys = [standing.place.key for standing in others]
    layer = fitting(context.facts.layers, keys, level, asked.period.end)
    if layer is None:
        raise asked.nothing("briefing.no_map")
    chart = area_map(
        others,
        layer,
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    return Shown(chart, others, figures_of(others))


def contribution_block(asked: Asked, context: Context) -> Shown:
    """What each place adds to the gap."""
    others = _compared(asked, context)
    gap = gap_of(others)
    if gap is None:
        raise asked.nothing("briefing.no_gap")
    chart = contribution(gap, is_illustrative=context.is_illustrative, language=context.language)
    return Shown(chart, others, figures_of(others))


def ranks_block(asked: Asked, context: Context) -> Shown:
    """Ranks over the same period of several years."""
    by_period: dict[Period, tuple[Standing, ...]] = {}
    figures: list[Figure] = []
    for back in range(_YEARS):
        period = asked.period.shifted(-back).canonical()
        _, others = context.facts.comparison(asked.indicator, asked.place, period)
        if any(standing.actual for standing in others):
            by_period[period] = others
            figures += [s.actual for s in others if s.actual is not None]
    chart = rank_slope(
        by_period,
        asked.place,
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    if chart is None:
        raise asked.nothing("briefing.no_ranks")
    now = by_period.get(asked.period.canonical(), ())
    return Shown(chart, now, tuple(figures))


def panels_block(asked: Asked, context: Context) -> Shown:
    """A small line for each place."""
    others = _compared(asked, context)[:_MOST_PANELS]
    measure = next((s.actual.measure for s in others if s.actual), None)
    axis: tuple[Period, ...] = ()
    figures: dict[str, dict[str, Figure]] = {}
    targets: dict[str, dict[str, Figure]] = {}
    for standing in others:
        periods, actual, target = context.facts.years(
            asked.indicator,
            standing.place,
            asked.period,
            measure or Measure(asked.indicator.headline),
        )
        axis = max(axis, periods, key=len)
        figures[standing.place.key] = dict(actual)
        targets[standing.place.key] = dict(target)
    chart = panels(
        others,
        axis,
        figures,
        targets,
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    every = [f for by in (*figures.values(), *targets.values()) for f in by.values()]
    return Shown(chart, others, tuple(every))


def composition_block(asked: Asked, context: Context) -> Shown:
    """Parts of a whole over the same period of the years; `parts` names their indicators."""
    codes = [code for code in asked.options.get("parts", "").split(",") if code]
    indicators = [context.facts.catalogue[code] for code in codes]
    wholes, figures, standings = [], [], []
    for back in range(_YEARS - 1, -1, -1):
        period = asked.period.shifted(-back).canonical()
        found = {s.indicator.code: s for s in context.facts.standings(asked.place, period)}
        held = {code: found[code].actual if code in found else None for code in codes}
        known = [figure for figure in held.values() if figure is not None]
        if known:
            figures += known
            standings += [found[code] for code in codes if code in found]
            parts = [(i.code, i.short(context.language), held[i.code]) for i in indicators]
            name = short_period_label(period, context.language)
            wholes.append(Whole(period.code, name, parts))
    if not wholes:
        raise asked.nothing("briefing.no_parts")
    chart = composition(wholes, is_illustrative=context.is_illustrative, language=context.language)
    now = asked.period.canonical().code
    return Shown(chart, tuple(s for s in standings if s.period == now), tuple(figures))
