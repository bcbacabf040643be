"""One builder for each kind of definition: from figures through the pages' charts to a block."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from yardstick.analysis.standing import Standing
from yardstick.briefing import findings, indicator_charts, neighbours, place_blocks
from yardstick.briefing.asking import (
    Asked,
    Context,
    NothingToShowError,
    Shown,
    figures_of,
    place_name,
)
from yardstick.briefing.commitments import commitment_table, task_origins, tasks
from yardstick.charts.attainment import attained, attainment_bars
from yardstick.charts.bars import Order
from yardstick.charts.deck import Definition
from yardstick.charts.heat import heat_table
from yardstick.charts.period_labels import period_label
from yardstick.charts.strips import strips
from yardstick.charts.tables import period_table, tally_table
from yardstick.domain.assessment import Verdict
from yardstick.domain.place import Level

_ORDERS: Mapping[str, Order] = {"worst": "worst", "name": "name", "value": "value"}
# Columns of a heat table that stay readable on a slide.
_MOST_COLUMNS = 8
# Bars with two lines of words beside them that a slide has room for.
_MOST_BARS = 10


def _bars(asked: Asked, context: Context) -> Shown:
    view = asked.view
    if not any(standing.actual for standing in view.others):
        raise asked.nothing("briefing.no_place_figures")
    order = _ORDERS.get(asked.options.get("order", ""), "worst")
    chart = indicator_charts.bars_of(view, context.look, order)
    return Shown(chart, view.others, figures_of(view.others, same_period=True))


def _line(asked: Asked, context: Context) -> Shown:
    view = asked.view
    spans = indicator_charts.spans_of(view)
    if not spans:
        raise asked.nothing("briefing.no_figure")
    span = asked.options.get("span", "years")
    if span == "year" and "year" in spans:
        chart = indicator_charts.year_line(view, context.look)
        name = asked.indicator.short(context.language)
        chart = replace(chart, title=f"{name}. {chart.title}")
        whole = (view.course.whole,) if view.course.whole is not None else ()
        figures = (*view.course.now.values(), *view.course.last_year.values(), *whole)
        return Shown(chart, (view.own,), figures)
    periods, actual, target = view.years
    if not actual:
        raise asked.nothing("briefing.no_figure")
    chart = indicator_charts.years_line(view, context.look)
    title = findings.of_line(view.own, periods, actual, context.language)
    chart = replace(chart, title=title)
    return Shown(chart, (view.own,), (*actual.values(), *target.values()))


def _indicator(asked: Asked, context: Context) -> Shown:
    """All that is said of an indicator around a place: for remarks, which have no chart."""
    view = asked.view
    if view.own.actual is None and not any(one.actual for one in view.others):
        raise asked.nothing("briefing.no_figure")
    chart = indicator_charts.bars_of(view, context.look)
    every = (view.own, *(one for one in view.others if one.place != view.own.place))
    told = (*every, *(one.before for one in view.changes))
    return Shown(chart, every, figures_of(told, same_period=True), changes=view.changes)


def _standings(asked: Asked, context: Context) -> tuple[Standing, ...]:
    found = context.facts.standings(asked.place, asked.period, asked.authority)
    if not found:
        raise asked.nothing("briefing.no_standing")
    return found


def _table(asked: Asked, context: Context) -> Shown:
    found = tuple(s for s in _standings(asked, context) if s.actual or s.target)
    if asked.options.get("only", "judged") == "judged":
        judged = tuple(s for s in found if s.actual is not None)
        found = judged or found
    fields = asked.options.get("fields", "")
    if fields:
        found = tuple(s for s in found if s.indicator.field in fields.split(","))
    if not found:
        raise asked.nothing("briefing.no_standing")
    subtitle = context.say(
        "briefing.table_subtitle",
        place=place_name(asked.place),
        period=period_label(asked.period, context.language),
    )
    chart = period_table(
        found,
        context.fields,
        title=context.say("briefing.table"),
        subtitle=subtitle,
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    return Shown(chart, found, figures_of(found, same_period=True))


def _attainment(asked: Asked, context: Context) -> Shown:
    found = [s for s in _standings(asked, context) if s.verdict.is_judged]
    # Nothing to show beside the others: figures whose share says nothing stay in the table.
    told = tuple(standing for standing in found if attained(standing) is not None)
    if not told:
        raise asked.nothing("briefing.no_standing")
    chart = attainment_bars(
        told, is_illustrative=context.is_illustrative, language=context.language
    )
    if len(told) > _MOST_BARS:
        least = {bar.key for bar in chart.bars[:_MOST_BARS]}
        shown = tuple(standing for standing in told if standing.indicator.code in least)
        words = context.say("briefing.least", count=len(shown), total=len(told))
        chart = attainment_bars(
            shown,
            title=chart.title,
            subtitle=f"{words} · {chart.subtitle}",
            is_illustrative=context.is_illustrative,
            language=context.language,
        )
        return Shown(chart, told, figures_of(shown))
    return Shown(chart, told, figures_of(told))


def _tally(asked: Asked, context: Context) -> Shown:
    found = _standings(asked, context)
    tally = findings.counts(found)
    judged = sum(count for verdict, count in tally.items() if verdict.is_judged)
    good = tally[Verdict.EXCEEDED] + tally[Verdict.MET]
    key = "briefing.result" if judged else "briefing.result_none"
    chart = tally_table(
        found,
        context.fields,
        title=context.say(key, good=good, judged=judged),
        subtitle=context.say("briefing.result_subtitle", year=asked.period.year),
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    return Shown(chart, found, figures_of([s for s in found if s.verdict.is_judged]))


def _strips(asked: Asked, context: Context) -> Shown:
    known = context.facts.choices(asked.place)
    around = neighbours.surroundings(
        context.facts, asked.place, asked.period, asked.authority, known.periods if known else ()
    )
    if not around.own:
        raise asked.nothing("briefing.no_standing")
    if asked.options.get("against") == "kind" and neighbours.same_kind(asked.place, around.places):
        around = neighbours.among_its_kind(asked.place, around)
    chart = strips(
        around.own,
        around.peers,
        context.fields,
        title=findings.of_ranks(around.own, around.peers, len(around.places), context.language),
        among=len(around.places),
        subtitle=context.say(
            "place.strips_subtitle",
            peers=findings.peers_named(around.places, around.kind, context.language),
            place=asked.place.name,
        ),
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    peers = [s for listed in around.peers.values() for s in listed]
    return Shown(chart, around.own, figures_of((*around.own, *peers)))


def _heat(asked: Asked, context: Context) -> Shown:
    named = asked.options.get("level", Level.DISTRICT)
    level = next((one for one in Level if one == named), Level.DISTRICT)
    found = neighbours.grid(context.facts, asked.place, level, asked.period, asked.authority)
    fields = [code for code in asked.options.get("fields", "").split(",") if code]
    columns = {
        code: standings
        for code, standings in found.columns.items()
        if not fields or context.facts.catalogue[code].field in fields
    }
    if not columns or not found.places:
        raise asked.nothing("briefing.no_standing")
    judged = sorted(columns, key=lambda code: -sum(s.verdict.is_judged for s in columns[code]))
    kept = set(judged[:_MOST_COLUMNS])
    shown = {code: columns[code] for code in columns if code in kept}
    chart = heat_table(
        shown,
        context.fields,
        title=findings.of_grid(shown, context.language),
        subtitle=context.say("briefing.heat_subtitle"),
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    every = tuple(standing for standings in shown.values() for standing in standings)
    return Shown(chart, every, figures_of(every))


def _commitments(asked: Asked, context: Context) -> Shown:
    listed = tasks(context.facts, asked.place.key, context.day)
    if not listed:
        raise asked.nothing("briefing.no_commitments")
    chart = commitment_table(
        listed, context.day, is_illustrative=context.is_illustrative, language=context.language
    )
    return Shown(chart, (), (), task_origins(listed))


Builder = Callable[[Asked, Context], Shown]

BUILDERS: Mapping[str, Builder] = {
    "bars": _bars,
    "indicator": _indicator,
    "line": _line,
    "map": place_blocks.map_block,
    "contribution": place_blocks.contribution_block,
    "ranks": place_blocks.ranks_block,
    "panels": place_blocks.panels_block,
    "composition": place_blocks.composition_block,
    "attainment": _attainment,
    "table": _table,
    "tally": _tally,
    "strips": _strips,
    "heat": _heat,
    "commitments": _commitments,
}


_OF_INDICATOR = (
    "bars",
    "line",
    "map",
    "contribution",
    "ranks",
    "panels",
    "composition",
    "indicator",
)


def shown(definition: Definition, context: Context) -> Shown:
    """What a definition shows.

    Raises:
        NothingToShowError: There are no figures for it.
        YardstickError: It names something that is not known.
    """
    builder = BUILDERS.get(definition.kind)
    needed = {"place", "period"} | ({"indicator"} if definition.kind in _OF_INDICATOR else set())
    if builder is None or not needed <= set(definition.options):
        # A file may have been changed by hand: what it asks for need not make sense.
        raise NothingToShowError(context.say("briefing.unknown"))
    return builder(Asked(definition.options, context), context)
