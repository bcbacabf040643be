"""From a figure and its target to a verdict: pace for flows, bounds for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.domain.assessment import (
    POINTS,
    Assessment,
    Verdict,
    assess,
    assess_pace,
)
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator, Thresholds
from yardstick.domain.observation import Authority, Measure
from yardstick.domain.period import Period
from yardstick.domain.target import Target, target_of


def elapsed_of(indicator: Indicator, period: Period) -> Decimal | None:
    """Percent of the year gone by, for flows counted from January before the year is over."""
    if (
        indicator.rule in ("pace", "season", "all")
        and indicator.is_cumulative
        and period.is_cumulative
        and period.elapsed_share() < 1
    ):
        return period.elapsed_share() * 100
    return None


def share_asked(actual: Figure | None, target: Figure | None) -> Decimal:
    """The part of the plan a target asks for by the year's end: 95 of "giải ngân 95% kế hoạch"."""
    both = (actual, target)
    if target is None or any(f is None or f.measure != Measure.COMPLETION for f in both):
        return Decimal(1)
    return target.number / 100 if target.number > 0 else Decimal(1)


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


@dataclass(frozen=True)
class Case:
    """What a verdict is given on.

    Attributes:
        actual: The figure that counts; None when the period has none.
        target: The target it is set against.
        completion: Percent of the year's plan reached.
        pace: Percent of it asked by now; None where nothing is asked before the year's end.
        elapsed: Percent of the year gone by, for flows before the year's end.
        earlier: The same measure a year before, for targets that ask for a change.
    """

    actual: Figure | None
    target: Figure | None
    completion: Decimal | None = None
    pace: Decimal | None = None
    elapsed: Decimal | None = None
    earlier: Figure | None = None


def judged(indicator: Indicator, catalogue: Catalogue, case: Case) -> tuple[Assessment, bool]:
    """The assessment, and whether the target is only implied by a printed share of the plan."""
    thresholds = catalogue.thresholds(indicator)
    actual, target = case.actual, case.target
    if actual is None:
        return Assessment(Verdict.NO_FIGURE, "none"), False
    is_share_of_plan = actual.measure == Measure.COMPLETION
    yearly = target is None or target.period != actual.period
    if case.elapsed is not None and yearly and actual.measure != Measure.GROWTH:
        by_pace = _by_pace(indicator, case, actual, thresholds)
        if by_pace is not None:
            return by_pace, target is None
        if is_share_of_plan or actual.measure == Measure.LEVEL:
            return Assessment(Verdict.NO_TARGET, "none"), False
    if target is None:
        if is_share_of_plan:
            whole = Target(Decimal(100), None, "%", ">=")
            return assess(actual.number, whole, thresholds), True
        return Assessment(Verdict.NO_TARGET, "none"), False
    if target.measure == Measure.CHANGE and actual.measure == Measure.LEVEL:
        return _by_change(indicator, actual, target, case.earlier), False
    if target.measure != actual.measure:
        return Assessment(Verdict.NO_TARGET, "none"), False
    return assess(actual.number, bounds_of(target, indicator, actual.unit), thresholds), False


def _by_pace(
    indicator: Indicator, case: Case, actual: Figure, thresholds: Thresholds
) -> Assessment | None:
    """A flow by the part of its plan reached; None where no part is known or asked."""
    if case.completion is None or case.pace is None:
        return None
    comparator = case.target.comparator if case.target is not None else None
    is_ceiling = comparator == "<=" or (comparator != ">=" and indicator.direction == "down")
    return assess_pace(
        case.completion, case.pace, thresholds, is_ceiling=is_ceiling, elapsed=case.elapsed
    )


def _by_change(
    indicator: Indicator, actual: Figure, target: Figure, earlier: Figure | None
) -> Assessment:
    """A level against a target for its change: "giảm 1-1,5 điểm %" on what it was a year before."""
    then = earlier.number_in(actual.unit) if earlier is not None else None
    if then is None:
        return Assessment(Verdict.NO_TARGET, "none")
    found = assess(actual.number - then, bounds_of(target, indicator, target.unit), POINTS)
    return replace(found, rule="delta")


@dataclass(frozen=True)
class Count:
    """One of the counts that must all have fallen.

    Attributes:
        indicator: What is counted.
        now: The count, or its printed growth.
        before: The count a year before; None where growth was printed.
        fall: By how much it fell: in its own unit, or in percent of the year before.
    """

    indicator: Indicator
    now: Figure
    before: Figure | None
    fall: Decimal


def count_of(
    indicator: Indicator, now: Sequence[tuple[Figure, Figure | None]]
) -> tuple[Count, ...]:
    """The counts of an indicator that can be set against their year before.

    Args:
        indicator: What is counted.
        now: Figures of the period with those of the same measure a year before.
    """
    found = []
    for figure, earlier in now:
        then = earlier.number_in(figure.unit) if earlier is not None else None
        if figure.measure == Measure.LEVEL and then is not None:
            found.append(Count(indicator, figure, earlier, then - figure.number))
    if found:
        return tuple(found)
    grown = next((f for f, _ in now if f.measure == Measure.GROWTH and f.base is None), None)
    return () if grown is None else (Count(indicator, grown, None, -grown.number),)


def fallen_together(counts: Sequence[Count]) -> Assessment | None:
    """Counts told of beside each other that must all have fallen on the year before.

    The verdict is on all of them; they are counts of different things, so the gap is the first
    one's, and none where others decide. None without a count whose year before is known.
    """
    if not counts:
        return None
    first = counts[0]
    verdict = Verdict.MET if all(count.fall > 0 for count in counts) else Verdict.MISSED
    others_decide = verdict is Verdict.MISSED and first.fall > 0
    if first.before is None or others_decide:
        return Assessment(verdict, "all")
    return Assessment(verdict, "all", None, first.fall, first.before.number_in(first.now.unit))


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
