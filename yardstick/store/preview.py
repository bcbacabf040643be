"""What an upload would change, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from yardstick.domain.observation import Observation
from yardstick.store import frames
from yardstick.store.agreement import agree, change_percent, same_statement
from yardstick.store.batch import Recorded
from yardstick.store.cells import cell_keys, figure_at
from yardstick.store.database import Store
from yardstick.store.reader import current
from yardstick.store.rows import cell_of, observation_row

_STATED = ("kind", "status", "value", "low", "high", "unit", "decimals", "comparator")


def compare(
    store: Store, observations: Sequence[Observation], *, lineage: str | None = None
) -> pd.DataFrame:
    """What storing these observations would change: `frames.COMPARED`, a row for each.

    `state` is "new" where the cell is empty; "same" where the figure already says the same;
    "changed" where it would replace another value, kind or status of its own lineage; "conflict"
    where it would stand against another lineage. Without a lineage the chosen figure is compared,
    and nothing is a conflict. `old_…` is the figure compared with.
    """
    if not observations:
        return frames.conform(pd.DataFrame(columns=list(frames.COMPARED)), frames.COMPARED)
    held = current(
        store,
        indicators={one.indicator for one in observations},
        places={one.place.key for one in observations},
        periods={one.period.code for one in observations},
    )
    by_cell: dict[tuple[Any, ...], list[int]] = {}
    for at, key in enumerate(cell_keys(held)):
        by_cell.setdefault(key, []).append(at)
    rows: list[dict[str, Any]] = []
    for position, one in enumerate(observations):
        there = by_cell.get(cell_of(one))
        found: dict[str, Any] = {"state": "new"}
        if there is not None:
            row = observation_row(Recorded("", one), lineage or "")
            found = _compared(held, there, row, lineage)
        rows.append({"position": position, **found})
    compared = pd.DataFrame(rows).reindex(columns=list(frames.COMPARED))
    return frames.conform(compared, frames.COMPARED)


def _compared(
    held: pd.DataFrame, there: Sequence[int], row: Mapping[str, Any], lineage: str | None
) -> dict[str, Any]:
    own = [at for at in there if held["lineage"].iat[at] == lineage]
    at = own[0] if own else there[0]
    old = figure_at(held, at)
    new = replace(old, **{name: row[name] for name in _STATED})
    if same_statement(old, new) or (lineage and not own and agree(old, new)):
        state = "same"
    else:
        state = "conflict" if lineage and not own else "changed"
    return {
        "state": state,
        "old_observation_id": old.observation_id,
        "old_value": None if old.value is None else float(old.value),
        "old_low": None if old.low is None else float(old.low),
        "old_high": None if old.high is None else float(old.high),
        "old_unit": old.unit,
        "old_decimals": old.decimals,
        "old_kind": old.kind,
        "old_status": old.status,
        "old_lineage": old.lineage,
        "old_source_title": held["source_title"].iat[at],
        "change_percent": change_percent(old, new),
    }
