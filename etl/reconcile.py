"""Within one source: a fact said twice is one observation.

Two values for one cell are a question.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.extract.mention import Mention
from etl.observe import Context, Reason, Unmatched, observe, settled
from yardstick.domain.observation import Kind, Observation
from yardstick.domain.provenance import Locator, TextSpan
from yardstick.domain.unit import find_unit


@dataclass(frozen=True)
class Repeated:
    """A further place of the source that prints a figure already observed."""

    observation: Observation
    locator: Locator
    quote: str


@dataclass(frozen=True)
class Reconciled:
    """What became of every mention of a source; nothing vanishes."""

    mentions: int
    observations: tuple[Observation, ...]
    repeats: tuple[Repeated, ...]
    unmatched: tuple[Unmatched, ...]
    conflicts: tuple[Unmatched, ...]

    @property
    def is_conserved(self) -> bool:
        """The law of the pipeline: mentions = observations + repeats + unmatched + conflicts."""
        kept = (self.observations, self.repeats, self.unmatched, self.conflicts)
        return self.mentions == sum(map(len, kept))

    def without(self, doubted: Mapping[int, Unmatched]) -> "Reconciled":
        """The same with some observations waiting instead, and what repeated them with them.

        Args:
            doubted: Position among the observations -> what waits in its place.
        """
        if not doubted:
            return self
        gone = {cell_of(self.observations[at]): found for at, found in doubted.items()}
        again = [
            replace(
                gone[cell_of(one.observation)],
                mention=_moved(gone[cell_of(one.observation)].mention, one),
            )
            for one in self.repeats
            if cell_of(one.observation) in gone
        ]
        return replace(
            self,
            observations=tuple(one for one in self.observations if cell_of(one) not in gone),
            repeats=tuple(one for one in self.repeats if cell_of(one.observation) not in gone),
            unmatched=(*self.unmatched, *doubted.values(), *again),
        )


def _moved(mention: Mention, repeat: Repeated) -> Mention:
    """The mention at a further place that prints it."""
    if not isinstance(repeat.locator, TextSpan):
        return replace(mention, quote=repeat.quote)
    span = repeat.locator
    return replace(mention, quote=repeat.quote, start=span.start, end=span.end)


Cell = tuple[object, ...]


def cell_of(observation: Observation) -> Cell:
    """What two figures must share to be about the same thing: everything but their values."""
    return (
        observation.indicator,
        observation.place.key,
        observation.period.canonical(),
        observation.measure,
        observation.kind is Kind.TARGET,
        observation.base,
        observation.authority,
        observation.version,
        _dimension(observation.unit),
    )


def _dimension(text: str) -> str:
    unit = find_unit(text)
    return unit.dimension if unit else text


def reconcile(
    mentions: Iterable[Mention], context: Context, locate: Callable[[Mention], Locator]
) -> Reconciled:
    """The observations of one source, its repeats, and what waits for a person.

    Of an exact figure and a rounded one that agrees with it ("63,6%" and "hơn 63%") the exact one
    stays.
    """
    kept: dict[Cell, Observation] = {}
    repeats: list[Repeated] = []
    unmatched: list[Unmatched] = []
    conflicts: list[Unmatched] = []
    count = 0
    for mention in mentions:
        count += 1
        found = observe(mention, context, locate)
        if isinstance(found, Unmatched):
            unmatched.append(found)
            continue
        cell = cell_of(found)
        standing = kept.get(cell)
        if standing is None:
            kept[cell] = found
        elif agrees(standing, found):
            better, other = (found, standing) if _is_better(found, standing) else (standing, found)
            kept[cell] = better
            repeats.append(Repeated(better, other.locator, other.quote))
        else:
            detail = f"{standing.quote} ({standing.locator.locator})"
            known = settled(mention, found.place, found.period)
            conflicts.append(Unmatched(known, Reason.CONTRADICTION, detail))
    final = {cell_of(observation): observation for observation in kept.values()}
    return Reconciled(
        count,
        tuple(kept.values()),
        tuple(Repeated(final[cell_of(r.observation)], r.locator, r.quote) for r in repeats),
        tuple(unmatched),
        tuple(conflicts),
    )


def agrees(one: Observation, other: Observation) -> bool:
    """True when two printed figures can be one fact: equal, rounded from each other.

    Or a bound that holds.
    """
    if one.comparator is None and other.comparator is not None:
        return _holds(other, one)
    if other.comparator is None and one.comparator is not None:
        return _holds(one, other)
    return all(
        _is_rounded(a, b) for a, b in zip(_numbers(one), _numbers(other), strict=False)
    ) and len(one.numbers) == len(other.numbers)


def _numbers(observation: Observation) -> tuple[Decimal, ...]:
    unit = find_unit(observation.unit)
    return tuple(number * unit.factor if unit else number for number in observation.numbers)


def _is_rounded(one: Decimal, other: Decimal) -> bool:
    """True when the coarser number is the finer one rounded."""
    if one == other:
        return True
    coarse, fine = sorted(
        (one, other), key=lambda number: -int(number.normalize().as_tuple().exponent)
    )
    step = Decimal(1).scaleb(int(coarse.normalize().as_tuple().exponent))
    return step != 0 and abs(fine - coarse) * 2 <= step and abs(coarse) >= step * 10


def _holds(about: Observation, exact: Observation) -> bool:
    """True when "more than", "less than" or "about" a number fits the exact figure closely."""
    bound, number = _numbers(about)[0], _numbers(exact)[0]
    if bound == 0:
        return number == 0
    distance = (number - bound) / abs(bound)
    match about.comparator:
        case ">=":
            return 0 <= distance <= Decimal("0.05")
        case "<=":
            return Decimal("-0.05") <= distance <= 0
        case _:
            return abs(distance) <= Decimal("0.05")


def _is_better(one: Observation, other: Observation) -> bool:
    """Exact beats about; of two exact figures the one printed to the smaller step."""
    if (one.comparator is None) != (other.comparator is None):
        return one.comparator is None
    return _step(one) < _step(other)


def _step(observation: Observation) -> Decimal:
    """What the last printed digit is worth, in the unit of the dimension."""
    unit = find_unit(observation.unit)
    step = Decimal(1).scaleb(-(observation.decimals or 0))
    return step * unit.factor if unit else step
