"""Builders of charts over places: map, shares of the gap, ranks, small lines, parts of a whole."""

from yardstick.briefing import indicator_charts
from yardstick.briefing.asking import Asked, Context, Shown, figures_of
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.charts.areas import area_map
from yardstick.charts.contribution import contribution
from yardstick.domain.boundary import fitting

_MOST_PANELS = 12


def _compared(asked: Asked) -> IndicatorView:
    """The places beside each other; raises where none has a figure."""
    view = asked.view
    if not any(standing.actual for standing in view.others):
        raise asked.nothing("briefing.no_place_figures")
    return view


def map_block(asked: Asked, context: Context) -> Shown:
    """Places filled by verdict."""
    others = _compared(asked).others
    known = [standing.place for standing in others if standing.actual is not None]
    keys = [place.key for place in known]
    layer = fitting(context.facts.layers, keys, known[0].level, asked.period.end)
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
    view = _compared(asked)
    if view.gap is None:
        raise asked.nothing("briefing.no_gap")
    chart = contribution(view.gap, **context.look.common)
    return Shown(chart, view.others, figures_of(view.others))


def ranks_block(asked: Asked, context: Context) -> Shown:
    """Ranks in the same period of several years."""
    view = asked.view
    chart = indicator_charts.ranks(view, context.look)
    if chart is None:
        raise asked.nothing("briefing.no_ranks")
    past = [s for standings in view.past.values() for s in standings]
    return Shown(chart, view.others, tuple(s.actual for s in past if s.actual is not None))


def panels_block(asked: Asked, context: Context) -> Shown:
    """A small line for each place, over the months of the year."""
    view = _compared(asked)
    others = tuple(one for one in view.others if one.place.key in view.monthly)[:_MOST_PANELS]
    if not others:
        raise asked.nothing("briefing.no_place_figures")
    chart = indicator_charts.small_lines(view, context.look, others)
    monthly = [f for one in others for f in view.monthly[one.place.key].values()]
    targets = [one.target for one in others if one.target is not None]
    return Shown(chart, others, (*monthly, *targets))


def composition_block(asked: Asked, context: Context) -> Shown:
    """What each place makes of the whole, now and a year before."""
    view = _compared(asked)
    if view.total is None:
        raise asked.nothing("briefing.no_parts")
    chart = indicator_charts.parts(view, context.look)
    past = [s for standings in view.past.values() for s in standings]
    return Shown(chart, view.others, tuple(s.actual for s in past if s.actual is not None))
