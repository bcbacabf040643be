"""When two printed figures say the same, and which of several comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from yardstick.domain.unit import find_unit
from yardstick.domain.vietnamese import same_words_key


@dataclass(frozen=True)
class Figure:
    """What agreement and precedence need to know of an observation.

    Attributes:
        observation_id: Its number; among equals the later one comes first.
        batch_id: The batch that brought it.
        lineage: The line of editions it belongs to.
        kind: actual, estimate or target.
        status: estimate, preliminary, official or None.
        rank: The weight of its source.
        issued: When its source was issued.
    """

    observation_id: int
    batch_id: int
    lineage: str
    kind: str
    status: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    decimals: int | None
    comparator: str | None
    rank: int
    issued: date | None


@dataclass(frozen=True)
class Choice:
    """A person's decision for a cell: which lineage, which figure of it, and in which batch."""

    lineage: str
    observation_id: int
    batch_id: int


@dataclass(frozen=True)
class Standing:
    """How the figures of one cell stand to each other.

    Attributes:
        chosen: Position of the figure that comes first.
        is_conflict: Some figure disagrees with the chosen one.
        is_decided: A person chose, and no figure that matters came after.
    """

    chosen: int
    is_conflict: bool
    is_decided: bool


_WITHOUT_END = Decimal("Infinity")
_SEASON = timedelta(days=90)
_FINALITY = {"official": 3, "preliminary": 2, None: 1, "estimate": 0}


def standing(figures: Sequence[Figure], choice: Choice | None = None) -> Standing:
    """Choose among the current figures of one cell.

    A decision comes first, then official over preliminary over actual without a status over
    estimate, then the weight of the source, the later issue, the later entry. A decision whose
    lineage is gone decides nothing; one older than the chosen figure or than a figure that
    disagrees with it still chooses, but waits for a person again. An estimate that a later
    season's counted figure replaced disagrees with nothing.
    """
    preferred = sorted(range(len(figures)), key=lambda at: _precedence(figures[at]), reverse=True)
    chosen = preferred[0]
    of_choice = [at for at in preferred if choice and figures[at].lineage == choice.lineage]
    if choice and of_choice:
        named = (at for at in of_choice if figures[at].observation_id == choice.observation_id)
        chosen = next(named, of_choice[0])
    first = figures[chosen]
    against = [
        figure for figure in figures if not agree(first, figure) and not _is_outdated(figure, first)
    ]
    is_decided = bool(choice and of_choice) and all(
        choice is not None and figure.batch_id <= choice.batch_id for figure in (first, *against)
    )
    return Standing(chosen, bool(against), is_decided)


def _is_outdated(estimate: Figure, later: Figure) -> bool:
    """True for an estimate that a counted figure of a clearly later source has revised.

    Estimate, preliminary and official are vintages of one figure (NĐ 94/2022): a revision is no
    dispute. Within a reporting season both are about the same knowledge and do dispute each other.
    """
    if estimate.kind != "estimate" or later.kind == "estimate":
        return False
    if estimate.issued is None or later.issued is None:
        return False
    return later.issued - estimate.issued > _SEASON


def agree(one: Figure, other: Figure) -> bool:
    """True when two figures of one cell can both be true as printed.

    Units are converted exactly. An actual figure printed with fewer digits stands for every value
    it is the rounding of (6,8 agrees with 6,81, and not with 6,9); "more than 63" agrees with
    63,4, a range with what lies in it. Targets are set, not measured: they agree when equal.
    """
    first, second = _extent(one), _extent(other)
    if first.dimension != second.dimension:
        return False
    if "target" in (one.kind, other.kind):
        return (first.low, first.high) == (second.low, second.high)
    if first.is_open or second.is_open:
        return first.bottom <= second.top and second.bottom <= first.top
    slack = max(first.slack, second.slack)
    if first.is_range == second.is_range:
        return abs(first.low - second.low) <= slack and abs(first.high - second.high) <= slack
    return first.low <= second.high + slack and second.low <= first.high + slack


def same_statement(one: Figure, other: Figure) -> bool:
    """True when nothing would change by printing one for the other: value, kind, status, bound."""
    first, second = _extent(one), _extent(other)
    return (
        (first.dimension, first.low, first.high) == (second.dimension, second.low, second.high)
        and (one.kind, one.status) == (other.kind, other.status)
        and (one.comparator or "=") == (other.comparator or "=")
    )


def change_percent(old: Figure, new: Figure) -> float | None:
    """How much a value changed, in percent of the old one; None where a share says nothing."""
    if old.value is None or new.value is None:
        return None
    before, after = _extent(old), _extent(new)
    if before.dimension != after.dimension or before.low == 0:
        return None
    return float((after.low - before.low) / abs(before.low) * 100)


@dataclass(frozen=True)
class _Extent:
    """A figure in base units.

    Attributes:
        dimension: What it can be compared with.
        low: The value, or the lower end of the range.
        high: The value, or the upper end of the range.
        slack: Half a step of the last printed digit.
        bottom: The least it can stand for, the rounding included.
        top: The most it can stand for.
        is_range: Two ends were printed.
        is_open: It is a bound: more than, less than.
    """

    dimension: str
    low: Decimal
    high: Decimal
    slack: Decimal
    bottom: Decimal
    top: Decimal
    is_range: bool
    is_open: bool


def _extent(figure: Figure) -> _Extent:
    known = find_unit(figure.unit)
    dimension = known.dimension if known else same_words_key(figure.unit)
    factor = known.factor if known else Decimal(1)
    low = figure.low if figure.value is None else figure.value
    high = figure.high if figure.value is None else figure.value
    if low is None or high is None:
        raise ValueError(f"observation {figure.observation_id} has no value")
    low, high, slack = low * factor, high * factor, Decimal(0)
    if figure.decimals is not None:
        slack = Decimal(5).scaleb(-figure.decimals - 1) * factor
    is_open = figure.comparator in (">=", "<=")
    bottom, top = low - slack, high + slack
    if is_open:
        # A comparator speaks of the size as written: a fall "of at least 0,8" goes down from -0,8.
        upwards = (figure.comparator == ">=") == (high >= 0)
        bottom, top = (low, _WITHOUT_END) if upwards else (-_WITHOUT_END, high)
    return _Extent(dimension, low, high, slack, bottom, top, figure.value is None, is_open)


def _precedence(figure: Figure) -> tuple[int, int, date, int]:
    finality = 0 if figure.kind == "estimate" else _FINALITY[figure.status]
    return (finality, figure.rank, figure.issued or date.min, figure.observation_id)
