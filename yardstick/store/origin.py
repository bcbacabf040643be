"""Where figures come from: sources, what was read in each, and one figure with its history.

Every function takes `as_of`: the answer as it was known at that time (UTC where it has no zone).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from yardstick.errors import UnknownFigureError, UnknownSourceError
from yardstick.store import approvals, frames
from yardstick.store.database import Store
from yardstick.store.rows import CELL
from yardstick.store.sql import origin as queries


@dataclass(frozen=True)
class FigureRecord:
    """One observation with everything known about it.

    Attributes:
        fields: Its columns and its source's, by the names of `frames.CURRENT` without the
            standing, and `is_approved`; numbers are exact Decimals, dates are dates, None where
            nothing was said.
        state: accepted, superseded, withdrawn or undone.
        history: Every figure its cell ever held and other readings of the same printed place, in
            order of entry, with who stored it and who ended it and why: `frames.HISTORY`.
        repeats: Where else it is printed: `frames.REPEATS`.
        decisions: What was decided on its cell: `frames.DECISIONS`.
        approvals: When it was approved for publication, and when that was taken back:
            `frames.APPROVALS`.
    """

    fields: Mapping[str, Any]
    state: str
    history: pd.DataFrame
    repeats: pd.DataFrame
    decisions: pd.DataFrame
    approvals: pd.DataFrame


def figure(store: Store, observation_id: int, *, as_of: datetime | None = None) -> FigureRecord:
    """One observation, exact, with what it replaced and what became of it.

    Raises:
        UnknownFigureError: The store did not hold it then.
    """
    store = store.pinned()
    known = store.moment(as_of)
    moment = known.parameters
    asked = {"observation_id": observation_id, **moment}
    cursor = store.cursor().execute(queries.EXACT_FIGURE, asked)
    row = cursor.fetchone()
    if row is None:
        raise UnknownFigureError(observation_id)
    fields = dict(zip((column[0] for column in cursor.description), row, strict=True))
    history = frames.conform(store.frame(queries.HISTORY, asked), frames.HISTORY)
    repeats = frames.with_places(store.frame(queries.REPEATS_OF, asked))
    cell = {name: "" if fields[name] is None else fields[name] for name in CELL}
    decisions = store.frame(queries.DECISIONS_ON, {**cell, **moment})
    one = pd.DataFrame({"observation_id": [observation_id]})
    said = approvals.latest(store, known)
    kind = pd.Series([fields["source_kind"]], dtype=frames.TEXT)
    fields["is_approved"] = bool(approvals.marked(one, kind, said)["is_approved"].iat[0])
    state = str(history.loc[history["observation_id"] == observation_id, "state"].iat[0])
    return FigureRecord(
        fields,
        state,
        history,
        frames.conform(repeats, frames.REPEATS),
        frames.conform(decisions, frames.DECISIONS),
        approvals.history(store, observation_id, as_of=as_of),
    )


def sources(store: Store, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Every source that counts, the latest issued first, with how much was read in it.

    `figures` are its observations, superseded ones included; `approved` may be published.

    Returns:
        `frames.SOURCES`.
    """
    store = store.pinned()
    moment = store.moment(as_of)
    found = store.frame(queries.SOURCES, moment.parameters)
    return frames.conform(approvals.counted(store, found, moment), frames.SOURCES)


def source_text(store: Store, source_id: str, *, as_of: datetime | None = None) -> str | None:
    """The text of a document as it was read, spans point into it; None for other sources.

    Raises:
        UnknownSourceError: The store holds no such source.
    """
    store = store.pinned()
    asked = {"source_id": source_id, "bound": store.moment(as_of).bound}
    if not store.rows(queries.SOURCE_IS_KNOWN, asked)[0][0]:
        raise UnknownSourceError(source_id)
    text = store.rows(queries.SOURCE_TEXT, asked)[0][0]
    return None if text is None else str(text)


def figures_of(store: Store, source_id: str, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Everything read in a source, in the order it is printed: `frames.FIGURES_OF`.

    `state` is accepted, superseded, withdrawn, repeat (then `observation_id` is the figure it
    repeats), waiting or rejected (then `waiting_id`, `reason` and `reading`, a dict, are given).

    Raises:
        UnknownSourceError: The store holds no such source.
    """
    store = store.pinned()
    moment = store.moment(as_of)
    asked = {"source_id": source_id, "bound": moment.bound}
    if not store.rows(queries.SOURCE_IS_KNOWN, asked)[0][0]:
        raise UnknownSourceError(source_id)
    found = store.frame(queries.FIGURES_OF, {"source_id": source_id, **moment.parameters})
    placed = frames.with_places(frames.with_readings(found))
    placed = approvals.marked(placed, placed["source_kind"], approvals.latest(store, moment))
    ordered = placed.sort_values(
        ["span_start", "row", "sheet", "locator", "state"], ignore_index=True, kind="stable"
    )
    return frames.conform(ordered, frames.FIGURES_OF)


def coverage(store: Store, source_id: str, *, as_of: datetime | None = None) -> pd.DataFrame:
    """Every numeral of a document and what became of it: `frames.COVERAGE`."""
    store = store.pinned()
    asked = {"source_id": source_id, **store.moment(as_of).parameters}
    return frames.conform(store.frame(queries.COVERAGE, asked), frames.COVERAGE)
