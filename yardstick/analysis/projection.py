"""Where a flow is headed by the year's end, how sure that is, and the pace it still needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean
from typing import Literal

from yardstick.analysis.figure import Figure
from yardstick.analysis.reach import SEASON_YEARS
from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Period, parse_period

Method = Literal["seasonal", "plain"]
# Months since January -> the figure reached by their end.
Course = Mapping[int, Decimal]

YEAR = 12
# Earlier than these months a projection says more about chance than about the year: in back-tests
# on published figures its error is larger than what it tells. With past years the third month
# carries; the plain pace needs half the year.
EARLIEST: dict[Method, int] = {"seasonal": 3, "plain": 6}
_MEASURES = ("level", "completion")


@dataclass(frozen=True)
class Ahead:
    """The year's end as projected from its months so far.

    Attributes:
        month: The last month with a figure.
        value: The figure at the year's end.
        low: Its lower edge by the method's past errors; equal to `value` where none are known.
        high: Its upper edge.
        method: "seasonal": by the part of the year that had come in by the same month of past
            years; "plain": as fast as so far.
        years: The past years used, oldest first.
        error: The largest error the method made in past years, percent; None when unknown.
        path: Months after `month` -> (value, low, high).
    """

    month: int
    value: Decimal
    low: Decimal
    high: Decimal
    method: Method
    years: tuple[int, ...]
    error: Decimal | None
    path: Mapping[int, tuple[Decimal, Decimal, Decimal]]


@dataclass(frozen=True)
class TooEarly:
    """No projection yet; `month` is the first whose figure allows one."""

    month: int


@dataclass(frozen=True)
class Need:
    """The pace so far and the pace still needed, in the figure's unit a month.

    Attributes:
        needed: What each remaining month must bring to reach the target; 0 when it is reached.
        so_far: What each month brought on average.
        months: Months left.
    """

    needed: Decimal
    so_far: Decimal
    months: int


def courses(figures: Iterable[Figure], unit: str, measure: str) -> dict[int, dict[int, Decimal]]:
    """Year -> months since January -> what was reached, from figures of one indicator and place.

    Targets, months that do not count from January, other measures and bases, figures nobody chose
    and units that do not convert are left out.
    """
    found: dict[int, dict[int, Decimal]] = {}
    for figure in figures:
        period = parse_period(figure.period)
        if (
            figure.kind == "target"
            or not figure.is_chosen
            or figure.measure != measure
            or figure.base is not None
            or not period.is_cumulative
        ):
            continue
        value = figure.number_in(unit)
        if value is not None:
            found.setdefault(period.year, {})[period.end.month] = value
    return found


def is_projected(indicator: Indicator, measure: str) -> bool:
    """True for flows: rates, stocks, growth and ranks say nothing of the year's end."""
    return indicator.is_cumulative and measure in _MEASURES


def ahead(
    years: Mapping[int, Course], year: int, *, month: int | None = None
) -> Ahead | TooEarly | None:
    """The year's end from the months of a year so far and those of the years before.

    Args:
        years: The courses known; years after `year` are not used.
        year: The year to project.
        month: The last month known; None for the last with a figure.

    Returns:
        None when nothing is left to project: no figure above zero, or the year is over.
    """
    now = years.get(year, {})
    last = max((m for m in now if month is None or m <= month), default=0)
    if not last or last >= YEAR or now[last] <= 0:
        return None
    known = shares_by(last, years, year)
    shares = {its: share for its, share in known.items() if its >= year - SEASON_YEARS}
    method: Method = "seasonal" if shares else "plain"
    if last < EARLIEST[method]:
        return TooEarly(EARLIEST[method])
    share = mean(shares.values()) if shares else Decimal(last) / YEAR
    value = now[last] / share
    error = _past_error(shares or known, last, is_plain=not shares)
    spread = error or Decimal(0)
    path = {}
    for later in range(last + 1, YEAR + 1):
        reached = value * _share_at(later, years, tuple(shares), last, share)
        part = spread * (later - last) / (YEAR - last) / 100
        path[later] = (reached, max(reached * (1 - part), now[last]), reached * (1 + part))
    return Ahead(last, *path[YEAR], method, tuple(shares), error, path)


def shares_by(month: int, years: Mapping[int, Course], year: int) -> dict[int, Decimal]:
    """Year before `year` -> the part of its whole that had come in by the end of a month."""
    return {
        its: course[month] / course[YEAR]
        for its, course in sorted(years.items())
        if its < year and 0 < course.get(month, 0) <= course.get(YEAR, 0)
    }


def season_of(
    found: Iterable[Figure], actual: Figure, period: Period
) -> tuple[Decimal, tuple[int, ...]] | None:
    """Percent of the year that had usually come in by a period's end, and the years it is from.

    None where none of the last years is known both by then and to its end.
    """
    if actual.measure not in _MEASURES:
        return None
    years = courses(found, actual.unit, actual.measure)
    shares = shares_by(period.end.month, years, period.year)
    recent = {year: share for year, share in shares.items() if year >= period.year - SEASON_YEARS}
    return (mean(recent.values()) * 100, tuple(recent)) if recent else None


def _past_error(shares: Mapping[int, Decimal], last: int, *, is_plain: bool) -> Decimal | None:
    """The largest error, in percent, of foretelling each past year in the same way.

    A past year is foretold from the others' shares; the only one known from the plain pace.
    """
    errors = []
    for year, share in shares.items():
        others = [other for its, other in shares.items() if its != year and not is_plain]
        expected = mean(others) if others else Decimal(last) / YEAR
        errors.append(abs(share / expected - 1) * 100)
    return max(errors, default=None)


def _share_at(
    month: int,
    years: Mapping[int, Course],
    used: tuple[int, ...],
    last: int,
    share: Decimal,
) -> Decimal:
    """The part of the year's end reached by a later month: as in past years, else evenly."""
    if month == YEAR:
        return Decimal(1)
    known = [years[year][month] / years[year][YEAR] for year in used if month in years[year]]
    if not known or len(known) < len(used):
        return share + (1 - share) * (month - last) / (YEAR - last)
    return min(max(mean(known), share), Decimal(1))


def need(course: Course, target: Decimal, *, month: int | None = None) -> Need | None:
    """The pace still needed a month to reach a target by the year's end; None once it is over."""
    reach = [m for m in course if month is None or m <= month]
    last = max(reach, default=0)
    if not last or last >= YEAR:
        return None
    left = YEAR - last
    missing = max(target - course[last], Decimal(0))
    return Need(missing / left, course[last] / last, left)


@dataclass(frozen=True)
class Trial:
    """One past year foretold from its own first months: what was said and what came."""

    year: int
    month: int
    method: Method
    said: Decimal
    came: Decimal

    @property
    def error(self) -> Decimal:
        """By how much the foretold year's end was off, percent of what came."""
        return (self.said / self.came - 1) * 100


def back_test(all_years: Mapping[int, Course]) -> tuple[Trial, ...]:
    """Every past year's end foretold from each of its months, knowing only the years before it."""
    trials = []
    for year, course in sorted(all_years.items()):
        came = course.get(YEAR)
        if came is None or came <= 0:
            continue
        for month in sorted(course):
            found = ahead(all_years, year, month=month) if month < YEAR else None
            if isinstance(found, Ahead):
                trials.append(Trial(year, month, found.method, found.value, came))
    return tuple(trials)
