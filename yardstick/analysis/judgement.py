"""From a figure and its target to a verdict: pace for flows, bounds for the rest."""

from collections.abc import Sequence
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.domain.assessment import Assessment, Verdict, assess, assess_pace
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Authority, Measure
from yardstick.domain.period import Period
from yardstick.domain.target import Target, target_of


def pace_of(indicator: Indicator, period: Period) -> Decimal | None:
    """Percent of the year gone by, for flows counted from January before the year is over."""
    if indicator.is_cumulative and period.is_cumulative and period.elapsed_share() < 1:
        return period.elapsed_share() * 100
    return None


def completion_of(
    actual: Figure | None,
    target: Figure | None,
    others: Sequence[Figure],
    pace: Decimal | None,
) -> tuple[Decimal | None, bool]:
    """Percent of the plan: as printed exactly, else computed, else as printed about."""
    if actual is None:
        return None, False
    if actual.measure == Measure.COMPLETION:
        return actual.number, True
    printed = next((f for f in others if f.measure == Measure.COMPLETION), None)
    if printed is not None and printed.comparator is None:
        return printed.number, True
    if actual.measure == Measure.LEVEL and target is not None and target.measure == Measure.LEVEL:
        bound = target.number_in(actual.unit)
        if bound is not None and bound > 0:
            return actual.number / bound * 100, False
    return (printed.number, True) if printed is not None else (None, False)


def judged(
    indicator: Indicator,
    catalogue: Catalogue,
    actual: Figure | None,
    target: Figure | None,
    completion: Decimal | None,
    pace: Decimal | None,
) -> tuple[Assessment, bool]:
    """The assessment, and whether the target is only implied by a printed share of the plan."""
    thresholds = catalogue.thresholds(indicator)
    if actual is None:
        return Assessment(Verdict.NO_FIGURE, "none"), False
    is_share_of_plan = actual.measure == Measure.COMPLETION
    yearly = target is None or target.period != actual.period
    if pace is not None and completion is not None and yearly and actual.measure != Measure.GROWTH:
        comparator = target.comparator if target is not None else None
        is_ceiling = comparator == "<=" or (comparator != ">=" and indicator.direction == "down")
        assessed = assess_pace(completion, pace, thresholds, is_ceiling=is_ceiling)
        return assessed, target is None
    if target is None:
        if is_share_of_plan:
            whole = Target(Decimal(100), None, "%", ">=")
            return assess(actual.number, whole, thresholds), True
        return Assessment(Verdict.NO_TARGET, "none"), False
    if pace is not None and actual.measure == Measure.LEVEL:
        return Assessment(Verdict.NO_TARGET, "none"), False
    return assess(actual.number, bounds_of(target, indicator, actual.unit), thresholds), False


def bounds_of(target: Figure, indicator: Indicator, unit: str) -> Target:
    """The target a printed figure sets, in the unit of the figure it is compared with."""

    def converted(number: Decimal | None) -> Decimal | None:
        if number is None:
            return None
        factor = target.number_in(unit)
        return number if factor is None or not target.number else number * factor / target.number

    direction = "up" if target.measure == Measure.COMPLETION else indicator.direction
    return target_of(
        converted(target.value),
        converted(target.low),
        converted(target.high),
        unit=unit,
        comparator=target.comparator,
        direction=direction,
        measure=target.measure,
        authority=Authority(target.authority) if target.authority else None,
        legal_basis=target.source_title,
    )


def gap_unit(actual: Figure | None, assessment: Assessment) -> str:
    """Percentage points for rates and paces, places for ranks, else the figure's own unit."""
    if actual is None:
        return ""
    if assessment.rule == "pace" or actual.unit in ("%", "‰"):
        return "điểm %"
    return "bậc" if actual.measure == Measure.RANK else actual.unit
