"""Questions about figures; each answer is a tidy frame with the columns `frames` declares.

Every function takes `as_of`: the answer as it was known at that time (UTC where it has no zone).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from yardstick.domain.period import parse_period
from yardstick.store import frames
from yardstick.store.agreement import Choice, standing
from yardstick.store.cells import cell_keys, figure_at
from yardstick.store.database import Store
from yardstick.store.rows import CELL
from yardstick.store.sql import figures as queries

_FIRST_YEAR, _LAST_YEAR, _LAST_TEXT = 0, 9999, chr(0x10FFFF)


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


@dataclass(frozen=True)
class Available:
    """What filters can offer: one frame a side, with counts of observations and of targets.

    Attributes:
        indicators: indicator, and `frames.AVAILABLE`.
        places: place, place_level, and `frames.AVAILABLE`.
        periods: period, period_start, period_end, and `frames.AVAILABLE`; latest end first, of
            equal ends the longer period first.
    """

    indicators: pd.DataFrame
    places: pd.DataFrame
    periods: pd.DataFrame


def available(
    store: Store,
    *,
    indicators: Iterable[str] | None = None,
    places: Iterable[str] | None = None,
    periods: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    kinds: Iterable[str] | None = None,
    as_of: datetime | None = None,
) -> Available:
    """Which indicators, places and periods have figures, among those asked for; one query."""
    asked = _asked(indicators, places, periods, years, kinds)
    store = store.pinned()
    found = store.frame(queries.AVAILABLE, {**asked, **store.moment(as_of).parameters})

    def side(mask: int, columns: dict[str, str]) -> pd.DataFrame:
        rows = found[found["side"] == mask].reset_index(drop=True)
        return frames.conform(rows, {**columns, **frames.AVAILABLE})

    spans = {"period": frames.TEXT, "period_start": frames.TIME, "period_end": frames.TIME}
    return Available(
        indicators=side(0b011, {"indicator": frames.TEXT}).sort_values(
            "indicator", ignore_index=True
        ),
        places=side(0b101, {"place": frames.TEXT, "place_level": frames.TEXT}).sort_values(
            "place", ignore_index=True
        ),
        periods=side(0b110, spans).sort_values(
            ["period_end", "period_start"], ascending=[False, True], ignore_index=True
        ),
    )


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
    keys = None if places is None else sorted(set(places))
    groups = None if kinds is None else {kind == "target" for kind in kinds}
    return {
        "indicators": None if indicators is None else list(indicators),
        "places": keys,
        "first_place": keys[0] if keys else "",
        "last_place": keys[-1] if keys else _LAST_TEXT,
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
            result = standing([figure_at(found, at) for at in positions], choices.get(cell))
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
    cells: dict[tuple[Any, ...], list[int]] = {}
    if len(positions):
        for at, key in zip(positions, cell_keys(found.loc[positions]), strict=True):
            cells.setdefault(key, []).append(int(at))
    return {key: rows for key, rows in cells.items() if len(rows) > 1}


def _choices(store: Store, moment: Mapping[str, Any]) -> dict[tuple[Any, ...], Choice]:
    width = len(CELL)
    return {row[:width]: Choice(*row[width:]) for row in store.rows(queries.DECISIONS, moment)}
