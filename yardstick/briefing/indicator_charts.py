"""The charts of one indicator around one place, the same on its page and on a slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from yardstick.analysis.projection import Ahead, TooEarly
from yardstick.analysis.standing import Standing
from yardstick.briefing.findings import of_places, of_years
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.briefing.sentences import say
from yardstick.charts import findings
from yardstick.charts.bars import Order, bars_with_targets
from yardstick.charts.composition import Whole, composition
from yardstick.charts.kinds import Composition, Panels, RankSlope
from yardstick.charts.labels import Language
from yardstick.charts.panels import panels
from yardstick.charts.period_labels import period_label
from yardstick.charts.place_labels import place_label
from yardstick.charts.projecting import projection
from yardstick.charts.ranks import rank_slope
from yardstick.charts.spec import BarsWithTargets, TimeLine
from yardstick.charts.timeline import time_line

_ENOUGH, _DENSE = 2, 3


@dataclass(frozen=True)
class Look:
    """In which language, and whether the figures are made up."""

    language: Language
    is_illustrative: bool

    @property
    def common(self) -> dict[str, Any]:
        """What every chart's builder takes."""
        return {"is_illustrative": self.is_illustrative, "language": self.language}


def bars_of(view: IndicatorView, look: Look, order: Order = "worst") -> BarsWithTargets:
    """The bars of a view; where places are peers, the place itself is one of them."""
    spec = bars_with_targets(view.others, title="", order=order, **look.common)
    own = next((one for one in view.others if one.place == view.own.place), None)
    if own is not None and own.actual is not None:
        title = of_places(view.others, own, look.language)
    else:
        title = findings.of_bars(view.others, look.language)
    return replace(spec, title=title, alt=title + spec.alt)


def spans_of(view: IndicatorView) -> tuple[str, ...]:
    """Which lines there are, the more telling first: "year" over its months, "years"; or none."""
    if not view.course.now and not view.years[1]:
        return ()
    spans = []
    if view.course.now and len(view.course.now) + len(view.course.last_year) >= _ENOUGH:
        spans.append("year")
    if len(view.years[1]) >= _ENOUGH or not spans:
        spans.append("years")
    is_thin = len(view.course.now) < _DENSE and not isinstance(view.ahead, Ahead)
    return tuple(reversed(spans)) if is_thin else tuple(spans)


def year_line(view: IndicatorView, look: Look) -> TimeLine:
    """The months of the year: path, same period last year, projection with its band."""
    course, actual = view.course, view.own.actual
    unit = actual.unit if actual is not None else next(iter(course.now.values())).unit
    found = view.ahead
    ahead = (
        projection(found, course.axis, unit, look.language) if isinstance(found, Ahead) else None
    )
    if isinstance(found, Ahead):
        target = course.whole.number_in(unit) if course.whole is not None else None
        title = findings.of_projection(found, unit, target, look.language)
    else:
        title = findings.of_year(course.axis, course.now, course.last_year, look.language)
    is_path = view.own.indicator.is_cumulative
    end = {course.axis[-1].code: course.whole} if course.whole is not None and not is_path else {}
    spec = time_line(
        course.axis,
        course.now,
        end,
        title=title,
        last_year=course.last_year,
        projection=ahead,
        whole=course.whole if is_path else None,
        **look.common,
    )
    if isinstance(found, TooEarly):
        early = say("indicator.too_early", look.language, month=found.month)
        spec = replace(spec, subtitle=f"{spec.subtitle} · {early}")
    return spec


def years_line(view: IndicatorView, look: Look) -> TimeLine:
    """The same period over the years; the places' changes are marked."""
    periods, found, targets = view.years
    title = of_years(periods, found, look.language)
    return time_line(periods, found, targets, title=title, **look.common)


def small_lines(
    view: IndicatorView, look: Look, others: Sequence[Standing] | None = None
) -> Panels:
    """Every place over the months of the year, the year's target at its end."""
    axis = view.course.axis
    shown = view.others if others is None else others
    end = axis[-1].code
    targets = {
        one.place.key: {end: one.target}
        for one in shown
        if one.target is not None
        and one.actual is not None
        and one.target.measure == one.actual.measure
    }
    return panels(shown, axis, view.monthly, targets, **look.common)


def ranks(view: IndicatorView, look: Look) -> RankSlope | None:
    """The places' ranks in the same period of the years."""
    own = None if view.are_inside else view.own.place
    return rank_slope(view.past, own, **look.common)


def parts(view: IndicatorView, look: Look) -> Composition:
    """What each place makes of the whole, now and a year before."""
    wholes = []
    for period in sorted(view.past)[-_ENOUGH:]:
        found: dict[str, Standing] = {one.place.key: one for one in view.past[period]}
        listed = [
            (one.place.key, place_label(one.place), found[one.place.key].actual)
            for one in view.others
            if one.place.key in found
        ]
        wholes.append(Whole(period.code, period_label(period, look.language), listed))
    return composition(wholes, **look.common)
