"""Rows of an answer as the values that agreement is about: their cell, and their figure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from yardstick.store.agreement import Figure
from yardstick.store.rows import CELL

_STATED = ("lineage", "kind", "status", "unit", "comparator")
_NUMBERS = ("observation_id", "batch_id", "value", "low", "high", "decimals", "source_rank")
_ISSUED = "source_date"


def cell_keys(found: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The cell of every row, '' where nothing was said, as the store's tables have it."""
    sides = [
        [one if isinstance(one, (str, bool)) else "" for one in found[name].tolist()]
        for name in CELL
    ]
    return zip(*sides, strict=True)


class Figures:
    """The rows of `frames.CURRENT` as figures, numbers as printed; read column by column."""

    def __init__(self, found: pd.DataFrame) -> None:
        """Take the columns out of the frame: to ask it cell by cell costs a hundred times more."""
        self._columns = {name: found[name].tolist() for name in (*_STATED, *_NUMBERS, _ISSUED)}

    def at(self, row: int) -> Figure:
        """The figure in a row."""

        def field(name: str) -> Any:
            value = self._columns[name][row]
            # A missing value differs from itself; pandas' own is not comparable.
            return None if value is None or value is pd.NA or value != value else value

        def number(name: str) -> Decimal | None:
            value = field(name)
            return None if value is None else Decimal(repr(float(value)))

        decimals, issued = field("decimals"), field(_ISSUED)
        return Figure(
            observation_id=int(field("observation_id")),
            batch_id=int(field("batch_id")),
            lineage=str(field("lineage")),
            kind=str(field("kind")),
            status=field("status"),
            value=number("value"),
            low=number("low"),
            high=number("high"),
            unit=str(field("unit")),
            decimals=None if decimals is None else int(decimals),
            comparator=field("comparator"),
            rank=int(field("source_rank")),
            issued=None if issued is None else issued.date(),
        )
