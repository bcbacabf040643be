"""From live rows to what holds: the latest of every lineage, and who comes first in each cell.

The rows must come in the order of `sql.figures`: a cell's rows side by side, in it a lineage's
rows side by side, in that the latest last.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from yardstick.store import frames
from yardstick.store.agreement import Choice, standing
from yardstick.store.cells import Figures, cell_keys
from yardstick.store.rows import CELL

Choices = Mapping[tuple[Any, ...], Choice]
_Flags = npt.NDArray[np.bool_]


def settled(found: pd.DataFrame, choices: Callable[[], Choices]) -> pd.DataFrame:
    """The rows that hold, with in_conflict, is_chosen and decided, the chosen first in its cell.

    Args:
        found: Live observations with the columns of `frames.OBSERVATION` and
            `frames.SOURCE`.
        choices: Asked for the decisions by cell, only where some cell has several figures.
    """
    begins_cell = _changes(found, CELL)
    latest = _latest(found, begins_cell)
    cell = begins_cell.cumsum()[latest]
    held = found if latest.all() else found[latest].reset_index(drop=True)
    count = len(held)
    order = np.arange(count)
    chosen, conflict, decided = np.ones(count, bool), np.zeros(count, bool), np.zeros(count, bool)
    several = np.flatnonzero(np.bincount(cell)[cell] > 1) if count else order
    if len(several):
        known = choices()
        disputed = held.iloc[several]
        figures, keys = Figures(disputed), cell_keys(disputed)
        row_of = {at: row for row, at in enumerate(several.tolist())}
        positions: dict[tuple[Any, ...], list[int]] = {}
        for at, key in zip(several.tolist(), keys, strict=True):
            positions.setdefault(key, []).append(at)
        for key, slots in positions.items():
            result = standing([figures.at(row_of[at]) for at in slots], known.get(key))
            first = slots[result.chosen]
            order[slots] = [first, *(at for at in slots if at != first)]
            chosen[slots] = False
            chosen[first] = True
            conflict[slots], decided[slots] = result.is_conflict, result.is_decided
        held = held.iloc[order].reset_index(drop=True)
    marks = {"in_conflict": conflict[order], "is_chosen": chosen[order], "decided": decided[order]}
    return held.assign(**marks)


def _changes(found: pd.DataFrame, columns: tuple[str, ...]) -> _Flags:
    """For every row, whether one of the columns differs from the row before."""
    changes: _Flags = np.zeros(len(found), dtype=np.bool_)
    changes[:1] = True
    for name in columns:
        values = found[name].array
        if values.dtype == frames.TEXT:
            values = values.fillna("")  # nothing said is equal to nothing said
        changes[1:] |= np.asarray(values[1:] != values[:-1], dtype=np.bool_)
    return changes


def _latest(found: pd.DataFrame, begins_cell: _Flags) -> _Flags:
    """For every row, whether it comes from the last source that spoke for its cell and lineage."""
    begins = begins_cell | _changes(found, ("lineage",))
    if begins.all():
        return begins
    ends = np.append(np.flatnonzero(begins)[1:], len(found)) - 1
    last = ends[begins.cumsum() - 1]
    batches, sources = found["batch_id"].to_numpy(), found["source_id"].array
    same_source = np.asarray(sources.take(last) == sources, dtype=np.bool_)
    latest: _Flags = (batches[last] == batches) & same_source
    return latest


def with_sources(found: pd.DataFrame, editions: pd.DataFrame) -> pd.DataFrame:
    """The rows with the columns of `frames.SOURCE`, of `editions`, which source_id indexes."""
    at = editions.index.get_indexer(pd.Index(found["source_id"]))
    return found.assign(**{name: editions[name].array.take(at) for name in frames.SOURCE})
