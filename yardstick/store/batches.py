"""Single batches: what one brought, what two have in common, and what already waits of a source."""

from datetime import datetime

import pandas as pd

from yardstick.store import frames
from yardstick.store.database import Store
from yardstick.store.sql import batches as queries


def batch_figures(store: Store, batch_id: int, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Every figure a batch stored, whatever became of it: `frames.BATCH_FIGURES`.

    `state` is accepted (it holds), superseded (a later batch replaced it), withdrawn (taken back
    alone) or undone (with its whole batch). A figure taken back names the batch that did it.
    """
    store = store.pinned()
    asked = {"batch_id": batch_id, **store.moment(as_of).parameters}
    return frames.conform(store.frame(queries.BATCH_FIGURES, asked), frames.BATCH_FIGURES)


def compare_batches(store: Store, first: int, second: int) -> pd.DataFrame:
    """Two batches side by side, a row for every cell either fills: `frames.BATCH_CHANGES`.

    `state` is new (only the second has it), changed, same, or gone (only the first has it).
    """
    store = store.pinned()
    asked = {"first": first, "second": second}
    return frames.conform(store.frame(queries.COMPARED, asked), frames.BATCH_CHANGES)


def waiting_places(store: Store, source_id: str) -> set[tuple[str, str]]:
    """Locator and quotation of everything of a source that waits, or that a person settled."""
    dead = list(store.moment().dead)
    return {
        (str(locator), str(quote))
        for locator, quote in store.rows(queries.WAITING, {"source_id": source_id, "dead": dead})
    }
