"""What an upload would change, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from yardstick.domain.observation import Observation
from yardstick.store import frames
from yardstick.store.agreement import Figure, agree, change_percent, same_statement
from yardstick.store.batch import Recorded
from yardstick.store.cells import Figures, cell_keys
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
    figures = Figures(held)
    titles, lineages = held["source_title"].tolist(), held["lineage"].tolist()
    rows: list[dict[str, Any]] = []
    for position, one in enumerate(observations):
        there = by_cell.get(cell_of(one))
        found: dict[str, Any] = {"state": "new"}
        if there is not None:
            own = next((at for at in there if lineages[at] == lineage), None)
            at = there[0] if own is None else own
            row = observation_row(Recorded("", one), lineage or "")
            stands_against = bool(lineage) and own is None
            found = _compared(figures.at(at), row, stands_against=stands_against)
            found["old_source_title"] = titles[at]
        rows.append({"position": position, **found})
    compared = pd.DataFrame(rows).reindex(columns=list(frames.COMPARED))
    return frames.conform(compared, frames.COMPARED)


def _compared(old: Figure, row: Mapping[str, Any], *, stands_against: bool) -> dict[str, Any]:
    """What a row changes against the figure it is compared with, its own or another lineage's."""
    new = replace(old, **{name: row[name] for name in _STATED})
    if same_statement(old, new) or (stands_against and agree(old, new)):
        state = "same"
    else:
        state = "conflict" if stands_against else "changed"
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
        "change_percent": change_percent(old, new),
    }
