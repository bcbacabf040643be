"""Which figures are approved for publication, who approved them and when.

Figures of publications are out already and count as approved; every other figure is a draft until
a person approves it. A newer figure in the same cell is a draft again.
"""

from datetime import datetime

import numpy as np
import pandas as pd

from yardstick.domain.provenance import SourceKind
from yardstick.store import frames
from yardstick.store.database import Moment, Store
from yardstick.store.sql import approvals as queries

_NOBODY = pd.DataFrame({name: [] for name in frames.APPROVALS})


def latest(store: Store, moment: Moment) -> pd.DataFrame:
    """The last word on every figure anybody spoke of, by number: `frames.APPROVALS`.

    A store written before approvals were kept holds none.
    """
    return store.kept(_latest, moment)


def _latest(store: Store, moment: Moment) -> pd.DataFrame:
    if not _are_kept(store):
        return frames.conform(_NOBODY, frames.APPROVALS)
    return frames.conform(store.frame(queries.LATEST, moment.parameters), frames.APPROVALS)


def _are_kept(store: Store) -> bool:
    return bool(store.rows(queries.ARE_KEPT)[0][0])


def marked(found: pd.DataFrame, kinds: pd.Series, said: pd.DataFrame) -> pd.DataFrame:
    """The rows with is_approved, approved_by and approved_at.

    Args:
        found: Figures, by observation_id; rows without one are drafts.
        kinds: The kind of each row's source.
        said: `latest`.
    """
    approved = (kinds == SourceKind.PUBLISHED.value).to_numpy(dtype=np.bool_, na_value=False)
    approved = approved & found["observation_id"].notna().to_numpy()
    if said.empty:
        return found.assign(is_approved=approved, approved_by=None, approved_at=None)
    known = said["observation_id"].to_numpy()
    asked = found["observation_id"].fillna(-1).to_numpy(dtype=np.int64)
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    has = known[at] == asked
    word = said["is_approved"].to_numpy()[at]
    by = said["author"].array.take(at)
    when = said["recorded_at"].to_numpy()[at]
    is_said = has & word
    return found.assign(
        is_approved=np.where(has, word, approved),
        approved_by=pd.Series(by, index=found.index).where(is_said),
        approved_at=pd.Series(when, index=found.index).where(is_said),
    )


def history(store: Store, observation_id: int, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Every approval of one figure and every taking back, in order: `frames.APPROVALS`."""
    store = store.pinned()
    if not _are_kept(store):
        return frames.conform(_NOBODY, frames.APPROVALS)
    asked = {"observation_id": observation_id, **store.moment(as_of).parameters}
    return frames.conform(store.frame(queries.HISTORY, asked), frames.APPROVALS)


def figures_of_batch(store: Store, batch_id: int, *, as_of: datetime | None = None) -> pd.DataFrame:
    """The figures a batch brought that count: observation_id and is_approved."""
    store = store.pinned()
    moment = store.moment(as_of)
    found = store.frame(queries.OF_BATCH, {"batch_id": batch_id, **moment.parameters})
    known = marked(found, found["source_kind"], latest(store, moment))
    return frames.conform(known, {"observation_id": frames.COUNT, "is_approved": frames.FLAG})


def counted(store: Store, found: pd.DataFrame, moment: Moment) -> pd.DataFrame:
    """Sources with `approved`, how many of their figures are approved for publication."""
    published = (found["kind"] == SourceKind.PUBLISHED.value).to_numpy(dtype=np.bool_)
    counts = np.where(published, found["figures"].to_numpy(), 0)
    if _are_kept(store):
        rows = store.rows(queries.BY_SOURCE, moment.parameters)
        at = {name: number for number, name in enumerate(found["source_id"])}
        for source_id, is_approved, figures in rows:
            number = at.get(source_id)
            if number is not None and bool(is_approved) != bool(published[number]):
                counts[number] += figures if is_approved else -figures
    return found.assign(approved=counts)


def counts_by_batch(store: Store, moment: Moment) -> dict[int, int]:
    """How many approvals, given or taken back, every batch holds."""
    if not _are_kept(store):
        return {}
    return dict(store.rows(queries.COUNTS, {"bound": moment.bound}))
