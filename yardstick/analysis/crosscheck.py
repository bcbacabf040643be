"""Whether a figure fits what is known around it: its plan, its own share, the rest of its year.

Nothing is corrected here; a check that fails is something for a person to look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yardstick.analysis.figure import Figure
from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Year, parse_period
from yardstick.domain.unit import find_unit

_HAPPENED = ("actual", "estimate")
# "More than 63 %" is said of 63,6 and not of 80.
_BOUND_REACH = Decimal(5)


class State(StrEnum):
    """What a check says: it holds, a person should look, or there was nothing to compare."""

    HOLDS = "holds"
    DOUBT = "doubt"
    TOLD = "told"


@dataclass(frozen=True)
class PlanTest:
    """Value, plan and share of the plan, of which the third follows from the others.

    Attributes:
        state: Whether the computed share agrees with the printed one; TOLD when none is printed.
        level: What was reached, in the plan's unit.
        plan: What was planned.
        unit: The unit of both.
        share: The level in percent of the plan.
        printed: The share as a source prints it.
    """

    state: State
    level: Decimal
    plan: Decimal
    unit: str
    share: Decimal
    printed: Figure | None = None


@dataclass(frozen=True)
class Fall:
    """A cumulative figure smaller than one of a shorter stretch of the same year."""

    earlier: Figure
    later: Figure


def plan_of(figure: Figure, around: Iterable[Figure]) -> Figure | None:
    """The level planned for the figure's own period or, failing that, for its year."""
    year = Year(parse_period(figure.period).year).code
    plans = [
        one
        for one in around
        if one.kind == "target"
        and one.measure == "level"
        and one.value is not None
        and one.is_chosen
        and one.period in (figure.period, year)
    ]
    return min(plans, key=lambda one: one.period != figure.period, default=None)


def plan_test(figure: Figure, around: Sequence[Figure]) -> PlanTest | None:
    """Value ÷ share = plan, where the store or the figure knows enough of the three.

    Args:
        figure: A level or a completion that happened.
        around: Figures of the same indicator, place and year; those of the figure's own source
            are preferred.
    """
    plan = plan_of(figure, around)
    if plan is None or plan.value is None or figure.kind not in _HAPPENED or not plan.value:
        return None
    others = [one for one in around if one.kind in _HAPPENED and one.period == figure.period]
    others.sort(key=lambda one: (one.source_id != figure.source_id, not one.is_chosen))
    if figure.measure == "level":
        return _tested(figure, plan, _first(others, "completion", figure.source_id))
    if figure.measure != "completion":
        return None
    level = _first(others, "level", None)
    if level is not None:
        return _tested(level, plan, figure)
    if figure.value is None:
        return None
    reached = plan.value * figure.value / 100
    return PlanTest(State.TOLD, reached, plan.value, plan.unit, figure.value)


def _first(figures: Iterable[Figure], measure: str, source_id: str | None) -> Figure | None:
    """The first figure of a measure, of one source only where one is named."""
    return next(
        (
            one
            for one in figures
            if one.measure == measure
            and one.value is not None
            and source_id in (None, one.source_id)
        ),
        None,
    )


def _tested(level: Figure, plan: Figure, printed: Figure | None) -> PlanTest | None:
    reached = level.number_in(plan.unit)
    if reached is None or plan.value is None:
        return None
    share = reached / plan.value * 100
    if printed is None or printed.value is None:
        return PlanTest(State.TOLD, reached, plan.value, plan.unit, share)
    step = Decimal(5).scaleb(-(level.decimals or 0) - 1)
    rounding = share * step / abs(level.number) if level.number else Decimal(0)
    state = State.HOLDS if _says(printed, share, rounding) else State.DOUBT
    return PlanTest(state, reached, plan.value, plan.unit, share, printed)


def _says(printed: Figure, share: Decimal, rounding: Decimal) -> bool:
    """True when the printed share can mean the computed one."""
    value = printed.number
    slack = Decimal(5).scaleb(-(printed.decimals or 0) - 1) + rounding
    if printed.comparator == ">=":
        return value - rounding <= share <= value + _BOUND_REACH
    if printed.comparator == "<=":
        return value - _BOUND_REACH <= share <= value + rounding
    if printed.comparator == "~":
        return abs(share - value) <= max(slack, _BOUND_REACH / 2)
    return abs(share - value) <= slack


def fall(figure: Figure, indicator: Indicator, around: Iterable[Figure]) -> Fall | None:
    """Where the figure and another break the rule that a sum since January never falls.

    None for indicators that are no such sum, and for changes and shares.
    """
    own = parse_period(figure.period)
    if not indicator.is_cumulative or figure.measure != "level" or figure.kind not in _HAPPENED:
        return None
    if not own.is_cumulative:
        return None
    for one in around:
        then = parse_period(one.period)
        if (
            one.kind not in _HAPPENED
            or one.measure != "level"
            or not one.is_chosen
            or not then.is_cumulative
            or then.year != own.year
            or then.end == own.end
        ):
            continue
        value = one.number_in(figure.unit)
        if value is None:
            continue
        if then.end < own.end and value > figure.number:
            return Fall(one, figure)
        if then.end > own.end and value < figure.number:
            return Fall(figure, one)
    return None


def same_cell(figure: Figure, around: Iterable[Figure]) -> tuple[Figure, ...]:
    """The stored figures that are about the same thing as a figure: all but the value is equal."""
    return tuple(
        one
        for one in around
        if (one.indicator, one.place, one.period, one.measure, one.base, one.authority)
        == (
            figure.indicator,
            figure.place,
            figure.period,
            figure.measure,
            figure.base,
            figure.authority,
        )
        and (one.kind == "target") == (figure.kind == "target")
    )


def says_the_same(one: Figure, other: Figure) -> bool:
    """True when two figures of one cell can be one fact: equal, or one rounded from the other."""
    first, second = find_unit(one.unit), find_unit(other.unit)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    ends = ((one.low or one.number, other.low or other.number), (_high(one), _high(other)))
    slack = max(
        Decimal(5).scaleb(-(figure.decimals or 0) - 1) * unit.factor
        for figure, unit in ((one, first), (other, second))
    )
    if "target" in (one.kind, other.kind):
        slack = Decimal(0)
    return all(abs(a * first.factor - b * second.factor) <= slack for a, b in ends)


def _high(figure: Figure) -> Decimal:
    return figure.high if figure.high is not None else figure.number
