"""Questions about figures; each answer is a tidy frame with the columns `frames` declares.

Every function takes `as_of`: the answer as it was known at that time (UTC where it has no zone).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from yardstick.domain.period import parse_period
from yardstick.store import frames, queries
from yardstick.store.agreement import Choice, Figure, standing
from yardstick.store.database import Store
from yardstick.store.rows import CELL

_FIRST_YEAR, _LAST_YEAR = 0, 9999


def current(
    store: Store,
    *,
    indicators: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
    periods: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    kinds: Iterable[str] | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """The figures that hold: of every lineage in every cell the latest, with its source.

    Several rows of one cell (indicator, place, period, measure, actual or target, base,
    authority, version) come from different lineages, the chosen one first. `in_conflict` says
    that some of them disagree, `decided` that a person chose and nothing newer speaks against it.

    Args:
        store: Where from.
        indicators: Catalogue codes; None for all, likewise below.
        places: Place keys.
        periods: Period codes; 2024-6M finds 2024-H1, under which it is stored.
        years: Years the periods end in.
        kinds: actual, estimate, target; an actual that replaced an estimate hides it either way.
        as_of: When it was known.

    Returns:
        `frames.CURRENT`, by year, place, indicator and period.

    Raises:
        PeriodError: A period code names no period.
    """
    asked = _asked(indicators, places, periods, years, kinds)
    found = _settled(store, queries.CURRENT, asked, as_of)
    if kinds is not None:
        found = found[found["kind"].isin(list(kinds))].reset_index(drop=True)
    return found


def series(
    store: Store, indicator: str, places: Iterable[str], *, as_of: datetime | None = None
) -> pd.DataFrame:
    """One indicator over all its periods in some places: `current`, actuals and targets."""
    return current(store, indicators=(indicator,), places=places, as_of=as_of)


def conflicts(
    store: Store,
    *,
    indicators: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
    include_decided: bool = True,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """Every figure of the cells where sources disagree, the chosen one first: `frames.CURRENT`."""
    asked = _asked(indicators, places, None, None, None)
    found = _settled(store, queries.CONTESTED, asked, as_of)
    wanted = found["in_conflict"]
    if not include_decided:
        wanted &= ~found["decided"]
    return found[wanted].reset_index(drop=True)


def _asked(
    indicators: Iterable[str] | None,
    places: Iterable[str] | None,
    periods: Iterable[str] | None,
    years: Iterable[int] | None,
    kinds: Iterable[str] | None,
) -> dict[str, Any]:
    """The question as parameters; the years bound what is read of the sorted facts."""
    named = None if periods is None else [parse_period(code).canonical() for code in periods]
    listed = None if years is None else [int(year) for year in years]
    reach = [period.year for period in named or ()] + (listed or [])
    narrow = named is not None or listed is not None
    groups = None if kinds is None else {kind == "target" for kind in kinds}
    return {
        "indicators": None if indicators is None else list(indicators),
        "places": None if places is None else list(places),
        "periods": None if named is None else [period.code for period in named],
        "years": listed,
        "targets": None if groups is None or len(groups) != 1 else groups.pop(),
        "first_year": min(reach, default=_LAST_YEAR) if narrow else _FIRST_YEAR,
        "last_year": max(reach, default=_FIRST_YEAR) if narrow else _LAST_YEAR,
    }


def _settled(
    store: Store, query: str, asked: Mapping[str, Any], as_of: datetime | None
) -> pd.DataFrame:
    """The answer to a query with contested cells settled."""
    store = store.pinned()
    moment = store.moment(as_of)
    found = store.frame(query, {**asked, **moment.parameters})
    count = len(found)
    order = list(range(count))
    chosen, conflict, decided = [True] * count, [False] * count, [False] * count
    cells = _cells(found)
    if cells:
        choices = _choices(store, moment.parameters)
        for cell, positions in cells.items():
            result = standing([figure_of(found, at) for at in positions], choices.get(cell))
            first = positions[result.chosen]
            for slot, at in zip(
                positions, [first, *(at for at in positions if at != first)], strict=True
            ):
                order[slot] = at
                chosen[at] = at == first
                conflict[at] = result.is_conflict
                decided[at] = result.is_decided
    settled = found.assign(in_conflict=conflict, is_chosen=chosen, decided=decided)
    if cells:
        settled = settled.iloc[order].reset_index(drop=True)
    return frames.conform(settled, frames.CURRENT)


def _cells(found: pd.DataFrame) -> dict[tuple[Any, ...], list[int]]:
    """Positions of the rows of every cell that holds more than one."""
    positions = found.index[found["is_contested"]]
    keys = found.loc[positions, list(CELL)]
    keys = keys.astype(dict.fromkeys(CELL, object)).where(keys.notna(), "")
    cells: dict[tuple[Any, ...], list[int]] = {}
    for at, key in zip(positions, keys.itertuples(index=False, name=None), strict=True):
        cells.setdefault(key, []).append(int(at))
    return {key: rows for key, rows in cells.items() if len(rows) > 1}


def _choices(store: Store, moment: Mapping[str, Any]) -> dict[tuple[Any, ...], Choice]:
    width = len(CELL)
    return {row[:width]: Choice(*row[width:]) for row in store.rows(queries.DECISIONS, moment)}


def figure_of(found: pd.DataFrame, at: int) -> Figure:
    """One row of a frame as agreement sees it; numbers as printed."""
    row = found.iloc[at]

    def number(name: str) -> Decimal | None:
        return None if pd.isna(row[name]) else Decimal(repr(float(row[name])))

    def text(name: str) -> str | None:
        return None if pd.isna(row[name]) else str(row[name])

    issued: date | None = None if pd.isna(row["source_date"]) else row["source_date"].date()
    return Figure(
        observation_id=int(row["observation_id"]),
        batch_id=int(row["batch_id"]),
        lineage=str(row["lineage"]),
        kind=str(row["kind"]),
        status=text("status"),
        value=number("value"),
        low=number("low"),
        high=number("high"),
        unit=str(row["unit"]),
        decimals=None if pd.isna(row["decimals"]) else int(row["decimals"]),
        comparator=text("comparator"),
        rank=0 if pd.isna(row["source_rank"]) else int(row["source_rank"]),
        issued=issued,
    )
