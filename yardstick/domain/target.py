"""What was asked for: comparator, authority, version; and how far a figure is from it."""

from dataclasses import dataclass
from decimal import Decimal

from yardstick.domain.observation import Authority


@dataclass(frozen=True)
class Target:
    """A target for one indicator, place and period.

    Attributes:
        low: The least that meets it; None for an upper bound.
        high: The most that meets it; None for a lower bound.
        unit: Normalised unit text.
        authority: Who set it; None where the source does not say.
        legal_basis: Document that set it.
        version: original or adjusted.
        comparator: As printed: ">=", "<=", "=", "range", "rank".
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    comparator: str
    authority: Authority | None = None
    legal_basis: str | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a target needs a bound")

    def is_met_by(self, value: Decimal) -> bool:
        """True when the value lies inside the bounds."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def gap(self, value: Decimal) -> Decimal:
        """The signed distance to the bound that was missed, or to the demanding bound when met.

        Negative means short of a lower bound or beyond an upper bound: negative is always bad.
        """
        if self.low is not None and (value < self.low or self.high is None):
            return value - self.low
        if self.high is not None and (value > self.high or self.low is None):
            return self.high - value
        assert self.low is not None  # noqa: S101 - a bound exists and the value is inside
        return value - self.low

    def completion(self, value: Decimal) -> Decimal | None:
        """Percent of the demanding bound reached, None where a share says nothing."""
        bound = self.low if self.low is not None else self.high
        if bound is None or bound <= 0 or value < 0:
            return None
        if self.low is None:
            return bound / value * 100 if value > 0 else None
        return value / bound * 100


def target_of(
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    *,
    unit: str,
    comparator: str | None,
    direction: str,
    measure: str,
    authority: Authority | None = None,
    legal_basis: str | None = None,
    version: str | None = None,
) -> Target:
    """The target a printed figure sets.

    A range bounds both sides only where neither direction is better; where more is better its
    lower end
    is the demand, where less is better its upper end. A plain number bounds the side its
    indicator's
    direction names. Ranks are met from below.
    """
    if low is not None and high is not None:
        if direction == "neutral":
            least: Decimal | None = low
            most: Decimal | None = high
        else:
            least, most = (None, high) if direction == "down" else (low, None)
        return Target(least, most, unit, "range", authority, legal_basis, version)
    if value is None:
        raise ValueError("a target needs a value or a range")
    if measure == "rank":
        return Target(None, value, unit, "rank", authority, legal_basis, version)
    downwards = comparator == "<=" or (comparator != ">=" and direction == "down")
    if downwards:
        return Target(None, value, unit, "<=", authority, legal_basis, version)
    return Target(value, None, unit, ">=", authority, legal_basis, version)
