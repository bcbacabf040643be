"""What documents commit somebody to, as read; what became of it is in `office_commitments`."""

from datetime import datetime

import pandas as pd

from yardstick.store import frames
from yardstick.store.database import Store
from yardstick.store.sql import commitments as queries

COLUMNS: dict[str, str] = {
    "batch_id": frames.COUNT,
    "source_id": frames.TEXT,
    "source_title": frames.TEXT,
    "source_number": frames.TEXT,
    "source_issuer": frames.TEXT,
    "source_date": frames.TIME,
    "locator": frames.TEXT,
    "quote": frames.TEXT,
    "sentence": frames.TEXT,
    "who": frames.TEXT,
    "due": frames.TIME,
    "due_words": frames.TEXT,
    "indicator": frames.TEXT,
    "place": frames.TEXT,
    "observation_id": frames.SOME_COUNT,
    "confidence": frames.NUMBER,
    "reasons": frames.TEXT,
}


def commitments(store: Store, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Every commitment of the sources that count, the earliest deadline first: `COLUMNS`.

    `locator` is the clause and `sentence` its sentence, both as `chars start-end`; `due` is
    missing where no day is known, `observation_id` where no stored figure is its target.
    A store written before commitments were read holds none.
    """
    store = store.pinned()
    if not store.rows(queries.ARE_KEPT)[0][0]:
        return frames.conform(pd.DataFrame({name: [] for name in COLUMNS}), COLUMNS)
    found = store.frame(queries.COMMITMENTS, store.moment(as_of).parameters)
    return frames.conform(found, COLUMNS)
