"""Questions about figures; each answer is a tidy frame with the columns `frames` declares.

Every function takes `as_of`: the answer as it was known at that time (UTC where it has no zone).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from yardstick.domain.period import parse_period
from yardstick.store import approvals, frames
from yardstick.store.agreement import Choice
from yardstick.store.database import Moment, Store
from yardstick.store.rows import CELL
from yardstick.store.settling import Choices, settled, with_sources
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
    that some of them disagree, `decided` that a person chose and nothing newer speaks against it,
    `is_approved` that the figure may be published (`store.approvals`).

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
    found = _settled(store, queries.LIVE_FIGURES, asked, as_of)
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
    found = _settled(store, queries.LIVE_CONTESTED, asked, as_of)
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


def recorded(store: Store) -> tuple[datetime, ...]:
    """The moments at which something was stored, in UTC, the oldest first."""
    if store.is_empty:
        return ()
    return tuple(moment.replace(tzinfo=UTC) for (moment,) in store.rows(queries.RECORDED))


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
    """What holds among the rows a query gives, with sources and standing."""
    store = store.pinned()
    moment = store.moment(as_of)
    live = store.frame(query, {**asked, **moment.parameters})
    found = with_sources(live, store.kept(_editions, moment))
    held = settled(found, lambda: _choices(store, moment))
    said = approvals.latest(store, moment)
    return frames.conform(approvals.marked(held, held["source_kind"], said), frames.CURRENT)


def _editions(store: Store, moment: Moment) -> pd.DataFrame:
    """Every source as its latest entry describes it, by source_id."""
    found = store.frame(queries.SOURCE_EDITIONS, moment.parameters)
    return frames.conform(found, {"source_id": frames.TEXT, **frames.SOURCE}).set_index("source_id")


def _choices(store: Store, moment: Moment) -> Choices:
    width = len(CELL)
    rows = store.rows(queries.DECISIONS, moment.parameters)
    return {row[:width]: Choice(*row[width:]) for row in rows}
