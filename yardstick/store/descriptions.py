"""What sources are about: as read from their headings, and as people corrected it."""

from datetime import datetime

import pandas as pd

from yardstick.store import frames
from yardstick.store.database import Store
from yardstick.store.sql import descriptions as queries


def history(store: Store, source_id: str, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Everything ever said of one source, in order: `frames.DESCRIPTIONS`.

    The last row that was not undone holds. A store written before descriptions were kept has none.
    """
    store = store.pinned()
    if not store.rows(queries.ARE_KEPT)[0][0]:
        nothing = pd.DataFrame({name: [] for name in frames.DESCRIPTIONS})
        return frames.conform(nothing, frames.DESCRIPTIONS)
    asked = {"source_id": source_id, **store.moment(as_of).parameters}
    return frames.conform(store.frame(queries.OF_SOURCE, asked), frames.DESCRIPTIONS)
