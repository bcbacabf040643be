"""Which places the gap to a target lies in: only where what is missing adds up across places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.ranking import better
from yardstick.analysis.standing import Standing
from yardstick.domain.observation import Measure
from yardstick.domain.place import Place

# The fewest places that hold this much of the gap are the ones to speak of.
_MOST = Decimal(200) / 3
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Shortfall:
    """One place's part of the gap.

    Attributes:
        missing: How much more (or less, for a ceiling) would have met what was asked; above zero.
        share: Percent of all that is missing.
        is_major: One of the few places that hold most of it.
        base: The figure that turned a share or rate into an amount: plan or denominator.
    """

    standing: Standing
    missing: Decimal
    share: Decimal
    is_major: bool
    base: Figure | None


@dataclass(frozen=True)
class Gap:
    """What is missing to the target, place by place, the largest first.

    Attributes:
        shortfalls: Places behind what was asked of them.
        total: All that is missing; what others have above their targets is not set off against it.
        unit: Of the amounts.
        counted: Places whose distance to the target is known.
        silent: Places that cannot be counted: no figure, no target, or no base.
        pace: Percent of the year's plan asked by now; None when the whole target is.
        is_seasonal: True when each place is set against how its own past years ran.
    """

    shortfalls: tuple[Shortfall, ...]
    total: Decimal
    unit: str
    counted: int
    silent: tuple[Place, ...]
    pace: Decimal | None
    is_seasonal: bool = False


def gap_of(standings: Sequence[Standing], bases: Mapping[str, Figure] | None = None) -> Gap | None:
    """The gap of one indicator over several places; None where it does not add up or is none.

    Flows and counts add up as they are. A share of a plan, and a rate, add up once they are turned
    into amounts: by the plan printed beside it, or by `bases`. Growth, ranks, indices and means
    never add up.

    Args:
        standings: One indicator in the places inside one wider place.
        bases: Place key -> the rate's denominator (households of the place, say).
    """
    found: list[tuple[Standing, Decimal, Figure | None]] = []
    silent: list[Place] = []
    unit, pace, counted = "", None, 0
    for standing in standings:
        amount = _missing(standing, (bases or {}).get(standing.place.key))
        if amount is None or (unit and amount[1] != unit):
            silent.append(standing.place)
            continue
        missing, unit, base = amount
        pace = standing.pace if standing.assessment.rule == "pace" else pace
        counted += 1
        if missing > 0:
            found.append((standing, missing, base))
    total = sum((missing for _, missing, _ in found), Decimal(0))
    if not found or not total:
        return None
    found.sort(key=lambda one: -one[1])
    seasonal = any(standing.season for standing, _, _ in found) and pace is not None
    shortfalls = tuple(_shares(found, total))
    return Gap(shortfalls, total, unit, counted, tuple(silent), pace, seasonal)


def _shares(
    found: Sequence[tuple[Standing, Decimal, Figure | None]], total: Decimal
) -> list[Shortfall]:
    listed, reached = [], Decimal(0)
    for standing, missing, base in found:
        share = missing / total * 100
        # Where everybody is behind alike nobody is named.
        listed.append(Shortfall(standing, missing, share, reached < _MOST, base))
        reached += share
    return listed


def _missing(standing: Standing, base: Figure | None) -> tuple[Decimal, str, Figure | None] | None:
    """How much is missing, in which unit, and by which base; None where no amount can be said."""
    actual, assessment = standing.actual, standing.assessment
    method = standing.indicator.aggregation.method
    if actual is None or not assessment.verdict.is_judged:
        return None
    if actual.measure == Measure.LEVEL and method == "sum":
        return _of_amount(standing, actual)
    if actual.measure == Measure.COMPLETION:
        plan = _plan(standing)
        if plan is None or assessment.gap is None:
            return None
        return -assessment.gap * plan.number / 100, plan.unit, plan
    if method == "ratio" and actual.unit == "%" and base is not None and assessment.gap is not None:
        return -assessment.gap * base.number / 100, base.unit, base
    return None


def _of_amount(standing: Standing, actual: Figure) -> tuple[Decimal, str, Figure | None] | None:
    assessment, target = standing.assessment, standing.target
    if assessment.rule != "pace":
        return None if assessment.gap is None else (-assessment.gap, actual.unit, target)
    asked = target.number_in(actual.unit) if target is not None else None
    if asked is None or standing.pace is None:
        return None
    missing = asked * standing.pace / _WHOLE - actual.number
    return missing * (better(standing) or 1), actual.unit, target


def _plan(standing: Standing) -> Figure | None:
    """The amount a printed share is of: a level asked of the place in the year."""
    return next(
        (
            figure
            for figure in (*standing.targets, *standing.others)
            if figure.kind == "target" and figure.measure == Measure.LEVEL and figure.value
        ),
        None,
    )
