"""What several places reach together: only where it adds up, and always with how many it covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.domain.observation import Measure
from yardstick.domain.place import Place


@dataclass(frozen=True)
class Total:
    """The sum over places, which is not the wider place's own figure while somebody is silent.

    Attributes:
        count: Places it covers.
        silent: Places it does not: no figure, or one that does not add up with the others.
        actual: What they reached together.
        asked: What was asked of them together; None when one of them has no target.
        earlier: What the same places reached a year before; None when one of them has no figure.
        unit: Of the three.
        decimals: Digits to show.
        is_estimate: True when one of the figures is an estimate.
    """

    count: int
    silent: tuple[Place, ...]
    actual: Decimal
    asked: Decimal | None
    earlier: Decimal | None
    unit: str
    decimals: int
    is_estimate: bool

    @property
    def completion(self) -> Decimal | None:
        """Percent of what was asked."""
        return self.actual / self.asked * 100 if self.asked else None


def total_of(standings: Sequence[Standing]) -> Total | None:
    """The sum of a flow or count over places; None where nothing adds up or one place is known."""
    known = [
        (standing, standing.actual)
        for standing in standings
        if standing.actual is not None
        and standing.actual.measure == Measure.LEVEL
        and standing.indicator.aggregation.method == "sum"
    ]
    if len(known) < 2:
        return None
    unit = known[0][1].unit
    added = [(s, f) for s, f in known if f.number_in(unit) is not None]
    names = {s.place for s, _ in added}
    return Total(
        count=len(added),
        silent=tuple(s.place for s in standings if s.place not in names),
        actual=sum((f.number_in(unit) or Decimal(0) for _, f in added), Decimal(0)),
        asked=_sum([s.target for s, _ in added], unit, Measure.LEVEL),
        earlier=_sum([s.same_period for s, _ in added], unit, Measure.LEVEL),
        unit=unit,
        decimals=max(f.decimals or 0 for _, f in added),
        is_estimate=any(f.is_estimate for _, f in added),
    )


def _sum(figures: Sequence[Figure | None], unit: str, measure: Measure) -> Decimal | None:
    """The sum where every one is known; None otherwise: nothing is added over a gap."""
    numbers = [
        f.number_in(unit) if f is not None and f.measure == measure else None for f in figures
    ]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None
