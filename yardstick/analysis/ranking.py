"""Where a place stands among its peers on one indicator: one scale for all, rank with n, ties."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.domain.observation import Measure

_AMOUNTS = ("flow", "flow_season", "stock")
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Scaled:
    """A standing on a scale its peers share.

    Attributes:
        value: The figure; for amounts of places of different size its share of what was asked.
        unit: Of the numbers here.
        measure: Of the figure, "completion" for a share of what was asked.
        bound: What was asked, or the lower end of a range; None without a target.
        high: The upper end of a range that binds both sides.
        decimals: Digits to show of `value`.
        is_share: True when `value` is a share of what was asked.
    """

    value: Decimal
    unit: str
    measure: str
    bound: Decimal | None
    high: Decimal | None
    decimals: int | None
    is_share: bool


@dataclass(frozen=True)
class Rank:
    """A position among those with a figure: 1 is best; `count` includes the place itself."""

    position: int
    count: int
    is_tied: bool


def better(standing: Standing) -> int:
    """1 where more is better, -1 where less is, 0 where neither is."""
    actual = standing.actual
    if actual is not None and actual.measure == Measure.RANK:
        return -1
    return {"up": 1, "down": -1}.get(standing.indicator.direction, 0)


def scaled(standing: Standing) -> Scaled | None:
    """The figure on the scale shared with other places; None without a figure.

    Amounts are compared by their share of what was asked: a large district's billions say nothing
    about a small one's. Shares, rates and ranks stay as printed.
    """
    actual = standing.actual
    if actual is None:
        return None
    if standing.assessment.rule == "pace" and standing.completion is not None:
        digits = actual.decimals if actual.measure == Measure.COMPLETION else 1
        return Scaled(standing.completion, "%", "completion", standing.pace, None, digits, True)
    asked = _asked(standing, actual)
    is_amount = standing.indicator.accumulation in _AMOUNTS and actual.measure == Measure.LEVEL
    if is_amount and actual.unit != "%" and asked is not None and asked[0] > 0:
        share = actual.number / asked[0] * 100
        return Scaled(share, "%", "completion", _WHOLE, None, 1, True)
    low, high = asked if asked is not None else (standing.assessment.bound, None)
    return Scaled(actual.number, actual.unit, actual.measure, low, high, actual.decimals, False)


def _asked(standing: Standing, actual: Figure) -> tuple[Decimal, Decimal | None] | None:
    """The target's number, or both ends of its range, in the figure's unit."""
    target = standing.target
    if target is None or target.measure != actual.measure:
        return None
    number = target.number_in(actual.unit)
    if number is None:
        return None
    if target.low is None or target.high is None or not target.low:
        return number, None
    return number, target.high * number / target.low


def comparable(own: Scaled, peers: Iterable[Standing]) -> list[tuple[Standing, Scaled]]:
    """The peers whose figures stand on the same scale as one's own; others are left out."""
    found = []
    for peer in peers:
        there = scaled(peer)
        if there is not None and (there.unit, there.measure) == (own.unit, own.measure):
            found.append((peer, there))
    return found


def published(own: Standing) -> Figure | None:
    """The rank a source gives the place for the indicator, with how many were ranked."""
    return next(
        (
            figure
            for figure in own.others
            if figure.measure == Measure.RANK and figure.base is None and figure.total is not None
        ),
        None,
    )


def rank(own: Standing, peers: Iterable[Standing], *, among: int = 0) -> Rank | None:
    """The place's rank among the peers with a comparable figure, itself included.

    None without a figure, where neither direction is better, and where nobody else has a figure.
    Equal values share the better position: 1, 2, 2, 4. Values are equal as they are printed.

    Args:
        own: The place's standing.
        peers: The same indicator and period in other places; the place itself is skipped.
        among: How many places there are; no rank where half of them or fewer have a figure, for
            those that happen to be known are no ranking. 0 leaves that out.
    """
    scale, sign = scaled(own), better(own)
    others = [peer for peer in peers if peer.place != own.place]
    if scale is None or not sign:
        return None
    values = [_printed(there) * sign for _, there in comparable(scale, others)]
    if not values or (len(values) + 1) * 2 <= among:
        return None
    mine = _printed(scale) * sign
    return Rank(
        position=1 + sum(value > mine for value in values),
        count=len(values) + 1,
        is_tied=mine in values,
    )


def _printed(scale: Scaled) -> Decimal:
    return scale.value if scale.decimals is None else round(scale.value, scale.decimals)
