"""Figures as the checks take them: exact, in base units, of the batch or stored already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    step = Decimal(5).scaleb(-(one.decimals or 0) - 1)
    return Fact(
        position,
        one.period.canonical(),
        str(one.measure),
        str(one.kind),
        one.base,
        str(one.authority) if one.authority else None,
        one.value * unit.factor,
        unit.dimension,
        step * unit.factor,
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
        row = dict(zip(_HELD, values, strict=True))
        key = (row["indicator"], row["place"])
        base = _said(row["base"])
        cell = (*key, row["period"], row["measure"], base)
        unit = find_unit(str(row["unit"]))
        is_replaced = row["lineage"] == lineage and cell in replaced
        if key not in series or pd.isna(row["value"]) or unit is None or is_replaced:
            continue
        value = Decimal(repr(float(row["value"])))
        decimals = 0 if pd.isna(row["decimals"]) else int(row["decimals"])
        fact = Fact(
            None,
            parse_period(str(row["period"])),
            str(row["measure"]),
            str(row["kind"]),
            base,
            _said(row["authority"]),
            value * unit.factor,
            unit.dimension,
            Decimal(5).scaleb(-decimals - 1) * unit.factor,
            _said(row["comparator"]),
            fold(str(row["indicator_text"])),
            f"{row['quote']} [{row['source_title']}]",
        )
        yield key, fact


def _said(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
