"""Figures as the checks take them: exact, in base units, of the batch or stored already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pandas as pd

from etl.extract.folding import fold
from yardstick.domain.observation import Kind, Measure, Observation
from yardstick.domain.period import Period, parse_period
from yardstick.domain.unit import find_unit
from yardstick.store import reader
from yardstick.store.database import Store


@dataclass(frozen=True)
class Fact:
    """One exact figure in base units; `position` is None for one that is stored already."""

    position: int | None
    period: Period
    measure: str
    kind: str
    base: str | None
    authority: str | None
    value: Decimal
    dimension: str
    slack: Decimal
    comparator: str | None
    words: str
    printed: str


Series = tuple[str, str]
# What the checks need of a stored figure.
_HELD = (
    *("indicator", "place", "period", "measure", "base", "unit", "lineage", "value", "decimals"),
    *("kind", "authority", "comparator", "indicator_text", "quote", "source_title"),
)


def of_observation(position: int, one: Observation) -> Fact | None:
    """The fact a figure of the batch is; None for ranges and unknown units."""
    unit = find_unit(one.unit)
    if one.value is None or unit is None:
        return None
    return Fact(
        position,
        one.period.canonical(),
        str(one.measure),
        str(one.kind),
        one.base,
        str(one.authority) if one.authority else None,
        one.value * unit.factor,
        unit.dimension,
        _half_step(one.decimals or 0) * unit.factor,
        one.comparator,
        fold(one.indicator_text),
        one.quote,
    )


def stored(
    store: Store, observations: Sequence[Observation], lineage: str, series: set[Series]
) -> Iterator[tuple[Series, Fact]]:
    """The stored levels in use around a batch's series, last year's where it prints growth.

    Plans only where it prints shares of them: a large store holds far more than is asked about.
    """
    if store.is_empty or not series:
        return
    years = {one.period.year for one in observations}
    measures = {one.measure for one in observations}
    grows, completes = Measure.GROWTH in measures, Measure.COMPLETION in measures
    found = reader.current(
        store,
        indicators={indicator for indicator, _ in series},
        places={place for _, place in series},
        years=years | {year - 1 for year in years} if grows else years,
    )
    asked = found["is_chosen"] & (found["measure"] == Measure.LEVEL.value)
    if not completes:
        asked &= found["kind"] != Kind.TARGET.value
    held = found.loc[asked, list(_HELD)]
    replaced = {
        (one.indicator, one.place.key, one.period.canonical().code, str(one.measure), one.base)
        for one in observations
    }
    # Column by column: a frame's rows as mappings cost more than all the checks.
    for values in zip(*(held[name].tolist() for name in _HELD), strict=True):
        indicator, place, period, measure, own_base, unit_name, line, number, digits, *rest = values
        kind, authority, comparator, words, quote, title = rest
        key = (indicator, place)
        # A missing number is the one that differs from itself.
        if key not in series or number != number:
            continue
        base = _said(own_base)
        if line == lineage and (*key, period, measure, base) in replaced:
            continue
        unit = find_unit(unit_name)
        if unit is None:
            continue
        fact = Fact(
            None,
            parse_period(period),
            measure,
            kind,
            base,
            _said(authority),
            Decimal(repr(number)) * unit.factor,
            unit.dimension,
            _half_step(0 if pd.isna(digits) else int(digits)) * unit.factor,
            _said(comparator),
            fold(words),
            f"{quote} [{title}]",
        )
        yield key, fact


@lru_cache(maxsize=64)
def _half_step(decimals: int) -> Decimal:
    """Half a step of the last printed digit."""
    return Decimal(5).scaleb(-decimals - 1)


def _said(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
