"""One builder for each kind of definition: from figures through the pages' charts to a block."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing import findings, neighbours
from yardstick.briefing.commitments import commitment_table, task_origins, tasks
from yardstick.briefing.facts import Facts
from yardstick.briefing.sentences import say
from yardstick.charts.bars import Order, bars_with_targets
from yardstick.charts.deck import Definition, Origin
from yardstick.charts.heat import heat_table
from yardstick.charts.labels import Language
from yardstick.charts.period_labels import period_label
from yardstick.charts.spec import Chart
from yardstick.charts.strips import strips
from yardstick.charts.tables import period_table, tally_table
from yardstick.charts.timeline import time_line
from yardstick.domain.assessment import Verdict
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Measure
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Level, Place
from yardstick.errors import YardstickError

_ORDERS: Mapping[str, Order] = {"worst": "worst", "name": "name", "value": "value"}
# Columns of a heat table that stay readable on a slide.
_MOST_COLUMNS = 8


class NothingToShowError(YardstickError):
    """A block has no figures; `str()` is the sentence shown in its place."""


@dataclass(frozen=True)
class Context:
    """What every builder needs besides its definition.

    Attributes:
        facts: What is known.
        language: Of all words.
        is_illustrative: The figures are made up.
        day: The day of the briefing.
    """

    facts: Facts
    language: Language
    is_illustrative: bool
    day: date

    def say(self, key: str, /, **values: object) -> str:
        """A shared sentence in the briefing's language."""
        return say(key, self.language, **values)

    @property
    def fields(self) -> dict[str, str]:
        """Field code -> name, in the catalogue's order."""
        english = self.language == "en"
        return {f.code: f.name_en if english else f.name_vi for f in self.facts.catalogue.fields}


@dataclass(frozen=True)
class Shown:
    """What a builder found.

    Attributes:
        chart: The chart or table.
        standings: Those it shows, for remarks, disputes and definitions.
        figures: Every figure in it, for its origins.
        origins: Of what is no figure, e.g. tasks.
    """

    chart: Chart
    standings: tuple[Standing, ...]
    figures: tuple[Figure, ...]
    origins: tuple[Origin, ...] = ()


def figures_of(standings: Sequence[Standing], *, same_period: bool = False) -> tuple[Figure, ...]:
    """The figures and targets of standings, with those of the same period where asked."""
    found = []
    for standing in standings:
        earlier = standing.same_period if same_period else None
        found += [f for f in (standing.actual, standing.target, earlier) if f is not None]
    return tuple(found)


@dataclass(frozen=True)
class Asked:
    """A definition's options as what they name.

    Raises, when read: PlaceError, PeriodError or UnknownIndicatorError for what is not known.
    """

    options: Mapping[str, str]
    context: Context

    @property
    def place(self) -> Place:
        """The place it is about."""
        return self.context.facts.gazetteer[self.options["place"]]

    @property
    def period(self) -> Period:
        """The period it is about."""
        return parse_period(self.options["period"])

    @property
    def indicator(self) -> Indicator:
        """The indicator it is about."""
        return self.context.facts.catalogue[self.options["indicator"]]

    @property
    def authority(self) -> str | None:
        """Whose targets; None for all."""
        return self.options.get("authority") or None

    def nothing(self, key: str) -> NothingToShowError:
        """The sentence that there are no figures."""
        named = "indicator" in self.options
        return NothingToShowError(
            self.context.say(
                key,
                name=self.indicator.short(self.context.language) if named else "",
                place=self.place.title,
                period=period_label(self.period, self.context.language),
            )
        )


def _bars(asked: Asked, context: Context) -> Shown:
    own, others = context.facts.comparison(asked.indicator, asked.place, asked.period)
    if not any(standing.actual for standing in others):
        raise asked.nothing("briefing.no_place_figures")
    held = own if any(other.place == own.place for other in others) else None
    chart = bars_with_targets(
        others,
        title=findings.of_places(others, held, context.language),
        order=_ORDERS[asked.options.get("order", "worst")],
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    return Shown(chart, others, figures_of(others, same_period=True))


def _line(asked: Asked, context: Context) -> Shown:
    own, _ = context.facts.comparison(asked.indicator, asked.place, asked.period)
    measure = own.actual.measure if own.actual else Measure(asked.indicator.headline)
    periods, actual, target = context.facts.years(
        asked.indicator, asked.place, asked.period, measure
    )
    if not actual:
        raise asked.nothing("briefing.no_figure")
    chart = time_line(
        periods,
        actual,
        target,
        title=f"{asked.indicator.short(context.language)}. "
        + findings.of_years(periods, actual, context.language),
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    return Shown(chart, (own,), (*actual.values(), *target.values()))


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
        place=asked.place.title,
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
    chart = strips(
        around.own,
        around.peers,
        context.fields,
        title=findings.of_ranks(around.own, around.peers, context.language),
        subtitle=context.say(
            "place.strips_subtitle",
            count=len(around.places),
            peers=context.say(f"place.peers.{asked.place.level}"),
            place=asked.place.name,
        ),
        is_illustrative=context.is_illustrative,
        language=context.language,
    )
    peers = [s for listed in around.peers.values() for s in listed]
    return Shown(chart, around.own, figures_of((*around.own, *peers)))


def _heat(asked: Asked, context: Context) -> Shown:
    level = Level(asked.options.get("level", Level.DISTRICT))
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
    "line": _line,
    "table": _table,
    "tally": _tally,
    "strips": _strips,
    "heat": _heat,
    "commitments": _commitments,
}


def shown(definition: Definition, context: Context) -> Shown:
    """What a definition shows.

    Raises:
        NothingToShowError: There are no figures for it.
        YardstickError: It names something that is not known.
    """
    builder = BUILDERS.get(definition.kind)
    if builder is None:
        raise NothingToShowError(context.say("briefing.unknown"))
    return builder(Asked(definition.options, context), context)
