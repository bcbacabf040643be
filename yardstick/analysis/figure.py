"""One figure ready to be shown: exact numbers, unit, status and origin.

Taken from a row of the store's frames.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd

from yardstick.domain.unit import find_unit


@dataclass(frozen=True)
class Figure:
    """A printed figure with its origin; either `value` or `low` and `high` is given.

    Attributes:
        unit: Normalised unit text.
        decimals: Digits printed after the decimal mark; None when unknown.
        period: Canonical period code.
        base: What growth, change or completion is measured against; None is the measure's default.
        locator: Span or cell, as stored.
        is_approved: May be published; False for a draft ("dự thảo").
    """

    observation_id: str
    indicator: str
    place: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    total: Decimal | None
    comparator: str | None
    unit: str
    decimals: int | None
    period: str
    kind: str
    measure: str
    status: str | None
    base: str | None
    authority: str | None
    source_id: str
    source_title: str
    source_issuer: str | None
    source_number: str | None
    source_date: str | None
    quote: str | None
    locator: str | None
    in_conflict: bool = False
    is_chosen: bool = True
    decided: bool = False
    version: str | None = None
    is_approved: bool = False

    @property
    def number(self) -> Decimal:
        """The value, or the lower end of a range: the number a bar is drawn to."""
        number = self.value if self.value is not None else self.low
        if number is None:
            raise ValueError(f"figure {self.observation_id} holds no number")
        return number

    @property
    def is_estimate(self) -> bool:
        """True when the figure is marked ước."""
        return self.kind == "estimate" or self.status == "estimate"

    def number_in(self, unit: str) -> Decimal | None:
        """The number in another unit; None when the units measure different things."""
        own, wanted = find_unit(self.unit), find_unit(unit)
        if own is None or wanted is None or own.dimension != wanted.dimension:
            return self.number if self.unit == unit else None
        return own.convert(self.number, wanted)


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


@lru_cache(maxsize=16384)
def _number(value: Any, decimals: int | None) -> Decimal | None:
    """The exact number, with as many decimals as were printed."""
    if _is_missing(value):
        return None
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if decimals is not None and exact == round(exact, decimals):
        return round(exact, decimals)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


_NUMBERS = ("value", "low", "high")
_FLAGS = ("in_conflict", "is_chosen", "decided", "is_approved")


def figures(observations: pd.DataFrame) -> Iterator[Figure]:
    """The rows of `store.reader.current` as figures, in the frame's order.

    Column by column, as `figure_of` does row by row: a page of many places has thousands.
    """
    names = [name for name in Figure.__dataclass_fields__ if name in observations.columns]
    told = {name: observations[name].to_list() for name in names}
    decimals = [None if _is_missing(value) else int(value) for value in told["decimals"]]
    has_kinds = "source_kind" in observations.columns
    for name, values in told.items():
        if name in _NUMBERS:
            told[name] = [_number(*pair) for pair in zip(values, decimals, strict=True)]
        elif name == "total":
            told[name] = [_number(value, None) for value in values]
        elif name in _FLAGS:
            told[name] = [bool(value) for value in values]
        elif name == "source_date":
            kinds = observations["source_kind"].to_list() if has_kinds else [None] * len(values)
            told[name] = [issued_on(*pair) for pair in zip(values, kinds, strict=True)]
        elif name != "decimals":
            told[name] = [_text(value) for value in values]
    told["decimals"] = decimals
    for fields in zip(*told.values(), strict=True):
        yield Figure(**dict(zip(names, fields, strict=True)))


def issued_on(day: Any, kind: str | None) -> str | None:
    """The day a source is of, as ISO text, as far as it is known: "2025-10", "2025".

    Lists of published figures give many sources a month or a year only; these are stored under its
    first day, which nobody printed.
    """
    return None if _is_missing(day) else _issued(pd.Timestamp(day).date(), kind == "published")


@lru_cache(maxsize=4096)
def _issued(day: date, may_be_partial: bool) -> str:
    if not may_be_partial or day.day != 1:
        return day.isoformat()
    return f"{day:%Y}" if day.month == 1 else f"{day:%Y-%m}"


def _text(value: Any) -> str | None:
    if type(value) is str:
        return value or None
    return None if _is_missing(value) else str(value) or None


def figure_of(row: Mapping[str, Any]) -> Figure:
    """One record of the store, by the columns' names, as a figure; further columns are ignored."""
    fields: dict[str, Any] = {
        name: row[name] for name in Figure.__dataclass_fields__ if name in row
    }
    decimals = None if _is_missing(fields["decimals"]) else int(fields["decimals"])
    for name, value in fields.items():
        if name in _NUMBERS:
            fields[name] = _number(value, decimals)
        elif name == "total":
            fields[name] = _number(value, None)
        elif name in _FLAGS:
            fields[name] = bool(value)
        elif name == "source_date":
            fields[name] = issued_on(value, row.get("source_kind"))
        elif name != "decimals":
            fields[name] = _text(value)
    fields["decimals"] = decimals
    return Figure(**fields)
