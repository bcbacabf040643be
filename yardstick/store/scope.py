"""The one place where an author's scope is enforced: every row a batch adds, every act it undoes.

An author may touch only the places and indicators of the scope; pages may hide what lies outside,
but nothing here relies on them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb

from yardstick.domain.access import Scope
from yardstick.errors import OutOfScopeError
from yardstick.store.batch import Batch

# What a place and an indicator are called; None stands for one that is not known yet.
_Pair = tuple[str | None, str | None]

# What a batch and the batches it switched on or off had touched: figures, figures taken back,
# decided on or approved, waiting mentions and those settled, commitments.
_TOUCHED = """
    WITH RECURSIVE acts AS (
        SELECT $batch_id::BIGINT AS batch_id
        UNION
        SELECT s.batch_id FROM batch_switches AS s JOIN acts ON s.by_batch = acts.batch_id
    ),
    figures AS (
        SELECT observation_id FROM withdrawals SEMI JOIN acts USING (batch_id)
        UNION
        SELECT observation_id FROM decisions SEMI JOIN acts USING (batch_id)
        UNION
        SELECT observation_id FROM approvals SEMI JOIN acts USING (batch_id)
    )
    SELECT DISTINCT place, indicator FROM observations SEMI JOIN acts USING (batch_id)
    UNION
    SELECT DISTINCT place, indicator FROM observations SEMI JOIN figures USING (observation_id)
    UNION
    SELECT DISTINCT place, indicator FROM commitments SEMI JOIN acts USING (batch_id)
"""
_TOUCHED_READINGS = """
    WITH RECURSIVE acts AS (
        SELECT $batch_id::BIGINT AS batch_id
        UNION
        SELECT s.batch_id FROM batch_switches AS s JOIN acts ON s.by_batch = acts.batch_id
    )
    SELECT reading FROM waiting SEMI JOIN acts USING (batch_id)
    UNION ALL
    SELECT w.reading FROM waiting AS w SEMI JOIN (
        SELECT waiting_id FROM resolutions SEMI JOIN acts USING (batch_id)) USING (waiting_id)
"""
_OF_SOURCES = (
    "SELECT DISTINCT place, indicator FROM observations WHERE list_contains($sources, source_id)"
)
_READINGS = "SELECT reading FROM waiting WHERE list_contains($wanted, waiting_id)"


def enforce(scope: Scope | None, touched: Iterable[_Pair]) -> None:
    """Raises OutOfScopeError, with everything outside, unless all pairs lie inside the scope."""
    if scope is None:
        return
    listed = list(touched)
    places, codes = scope.outside((place for place, _ in listed), (code for _, code in listed))
    if places or codes:
        raise OutOfScopeError(places, codes)


def brought(batch: Batch) -> Iterator[_Pair]:
    """Place and indicator of every row a batch brings itself, as far as they are known."""
    for recorded in batch.observations:
        yield recorded.observation.place.key, recorded.observation.indicator
    for waiting in batch.waiting:
        yield _of_reading(waiting.reading)
    for one in batch.commitments:
        yield one.place, one.indicator


def settled(
    cursor: duckdb.DuckDBPyConnection, batch: Batch, scope: Scope | None
) -> Iterator[_Pair]:
    """Place and indicator of the waiting mentions a batch settles, and of sources it describes.

    A batch with figures describes the sources it read them from; one without any corrects what is
    known of sources, and with them of all their figures.
    """
    if scope is None:
        return
    if batch.sources and not batch.observations and not batch.waiting:
        named = [source.source_id for source in batch.sources]
        yield from cursor.execute(_OF_SOURCES, {"sources": named}).fetchall()
    wanted = sorted({one.waiting_id for one in batch.resolutions})
    for (reading,) in cursor.execute(_READINGS, {"wanted": wanted}).fetchall():
        yield _of_reading(json.loads(reading))


def undone(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, scope: Scope | None
) -> Iterator[_Pair]:
    """Place and indicator of everything that an undoing of the batch would change."""
    if scope is None:
        return
    asked = {"batch_id": batch_id}
    yield from cursor.execute(_TOUCHED, asked).fetchall()
    for (reading,) in cursor.execute(_TOUCHED_READINGS, asked).fetchall():
        yield _of_reading(json.loads(reading))


def _of_reading(reading: Mapping[str, Any]) -> _Pair:
    return reading.get("place"), reading.get("indicator")
