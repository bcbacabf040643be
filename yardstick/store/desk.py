"""What is on staff's desk: mentions that wait for a person, findings, and the list of batches.

Every function takes `as_of`: the answer as it was known at that time (UTC where it has no zone).
"""

from datetime import datetime

import pandas as pd

from yardstick.store import approvals, frames
from yardstick.store.database import Store
from yardstick.store.sql import desk as queries


def waiting(store: Store, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Mentions nobody accepted or rejected yet, in order of entry: `frames.WAITING`.

    `reading` is the whole reading as a dict. A source read again does not wait twice.
    """
    store = store.pinned()
    found = store.frame(queries.WAITING, store.moment(as_of).parameters)
    placed = frames.with_places(frames.with_readings(found))
    return frames.conform(placed, frames.WAITING)


def resolved(store: Store, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Mentions that waited and no longer do, the latest first, with who settled them and when.

    Returns:
        `frames.RESOLVED`; `outcome` is accepted, corrected or rejected.
    """
    store = store.pinned()
    found = store.frame(queries.RESOLVED, store.moment(as_of).parameters)
    return frames.conform(found, frames.RESOLVED)


def findings(
    store: Store,
    *,
    source_id: str | None = None,
    batch_id: int | None = None,
    as_of: datetime | None = None,
) -> pd.DataFrame:
    """What was remarked on the input of batches that count: `frames.FINDINGS`."""
    store = store.pinned()
    asked = {"source_id": source_id, "batch_id": batch_id, **store.moment(as_of).parameters}
    return frames.conform(store.frame(queries.FINDINGS, asked), frames.FINDINGS)


def batches(store: Store, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Every batch, the latest first, with what it brought and whether it was undone.

    `undoes` is the batch an undoing took back, `undone_by` the one that took this one back.

    Returns:
        `frames.BATCHES`.
    """
    store = store.pinned()
    moment = store.moment(as_of)
    found = store.frame(queries.BATCHES, moment.parameters)
    counts = approvals.counts_by_batch(store, moment)
    found = found.assign(approvals=[counts.get(one, 0) for one in found["batch_id"]])
    return frames.conform(found, frames.BATCHES)
