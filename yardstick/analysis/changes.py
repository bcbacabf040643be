"""What changed at a place since the period before: verdicts that turned, figures that moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yardstick.analysis.ranking import Scaled, better, scaled
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period, Year, parse_period

_ORDER = (Verdict.EXCEEDED, Verdict.MET, Verdict.NEARLY, Verdict.UNLIKELY, Verdict.MISSED)


@dataclass(frozen=True)
class Change:
    """One indicator in two periods, on one scale.

    Attributes:
        now: The standing of the period looked at.
        before: That of the period before.
        value: The figure now.
        earlier: The figure then.
        turn: Steps of the verdict: above 0 better, below 0 worse, 0 the same.
    """

    now: Standing
    before: Standing
    value: Scaled
    earlier: Scaled
    turn: int

    @property
    def move(self) -> Decimal:
        """By how much the figure moved, positive when for the better; amounts as shares."""
        moved = self.value.value - self.earlier.value
        return moved * (better(self.now) or 1)


def comparable_before(period: Period, known: Iterable[Period]) -> Period | None:
    """The period to set one against: the latest earlier one that counts in the same way.

    Months since January follow on shorter ones of the same year, a January or a whole year on the
    whole year before; quarters and months on their like.

    Args:
        period: The period looked at.
        known: Periods with figures.
    """
    own = period.canonical()
    earlier = [one for one in known if one.end < own.end]
    if isinstance(own, Year):
        fitting = [one for one in earlier if isinstance(one.canonical(), Year)]
    elif own.is_cumulative:
        fitting = [one for one in earlier if one.is_cumulative and one.year == own.year] or [
            one for one in earlier if isinstance(one.canonical(), Year) and one.year == own.year - 1
        ]
    else:
        fitting = [one for one in earlier if type(one) is type(own)]
    return max(fitting, key=lambda one: one.end, default=None)


def changes(now: Sequence[Standing], before: Sequence[Standing]) -> tuple[Change, ...]:
    """What turned worse first, then what turned better, then what moved most; gaps are left out.

    So are sums since January beside a whole year before: half a year's money has not fallen.
    """
    then = {standing.indicator.code: standing for standing in before}
    found = []
    for standing in now:
        earlier = then.get(standing.indicator.code)
        value = scaled(standing)
        past = scaled(earlier) if earlier is not None else None
        if earlier is None or value is None or past is None or not _counts_alike(standing, earlier):
            continue
        if (value.unit, value.measure) == (past.unit, past.measure):
            found.append(Change(standing, earlier, value, past, _turn(standing, earlier)))
    return tuple(sorted(found, key=_weight))


def _counts_alike(now: Standing, before: Standing) -> bool:
    """False for a sum since January and one of another year that reaches further."""
    if not now.indicator.is_cumulative:
        return True
    own, earlier = parse_period(now.period), parse_period(before.period)
    return own.year == earlier.year or own.elapsed_share() == earlier.elapsed_share()


def _turn(now: Standing, before: Standing) -> int:
    if not (now.verdict.is_judged and before.verdict.is_judged):
        return 0
    return _ORDER.index(before.verdict) - _ORDER.index(now.verdict)


def _weight(change: Change) -> tuple[int, int, Decimal]:
    if change.turn < 0:
        return 0, change.turn, change.move
    if change.turn > 0:
        return 1, -change.turn, -change.move
    return 2, 0, -abs(change.move)
