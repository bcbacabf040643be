"""What a definition asks for, as places, periods and indicators; and what a builder answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yardstick.analysis.changes import Change
from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.facts import Facts
from yardstick.briefing.indicator_charts import Look
from yardstick.briefing.indicator_view import IndicatorView, indicator_view
from yardstick.briefing.sentences import say
from yardstick.charts.deck import Origin
from yardstick.charts.labels import Language
from yardstick.charts.period_labels import period_label
from yardstick.charts.spec import Chart
from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Place
from yardstick.errors import YardstickError


def place_name(place: Place) -> str:
    """A place as written on slides: by its name at the time, the kind with a capital letter."""
    return place.full_name[:1].upper() + place.full_name[1:]


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
    def look(self) -> Look:
        """In which language, and whether the figures are made up."""
        return Look(self.language, self.is_illustrative)

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
        changes: What changed since the period before, for remarks.
    """

    chart: Chart
    standings: tuple[Standing, ...]
    figures: tuple[Figure, ...]
    origins: tuple[Origin, ...] = ()
    changes: tuple[Change, ...] = ()


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

    @property
    def view(self) -> IndicatorView:
        """The indicator around the place, as its page shows it."""
        return indicator_view(
            self.context.facts, self.indicator, self.place, self.period, self.authority
        )

    def nothing(self, key: str) -> NothingToShowError:
        """The sentence that there are no figures."""
        named = "indicator" in self.options
        return NothingToShowError(
            self.context.say(
                key,
                name=self.indicator.short(self.context.language) if named else "",
                place=place_name(self.place),
                period=period_label(self.period, self.context.language),
            )
        )
