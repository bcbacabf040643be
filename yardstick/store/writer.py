"""The only way figures change: one batch, one transaction, one new version; or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa

from yardstick.domain.access import Scope
from yardstick.errors import (
    MixedStoreError,
    StoreError,
    UnknownBatchError,
    UnknownFigureError,
    UnknownSourceError,
)
from yardstick.store.batch import Batch, BatchKind, Receipt
from yardstick.store.database import (
    SCHEMA_VERSION,
    WRITING,
    Store,
    check_schema,
    moment_of,
    schema,
)
from yardstick.store.entries import Entries, Known
from yardstick.store.illustration import is_illustrative
from yardstick.store.rows import CELL
from yardstick.store.scope import brought, enforce, settled, undone
from yardstick.store.upkeep import (
    add_observations,
    bring_up_to_date,
    note_order,
    rewrite_in_order,
    settle_waiting,
)
from yardstick.store.versions import Draft, OnStep, Step, ignore_step

_Filled = TypeVar("_Filled")
_Cursor = duckdb.DuckDBPyConnection


def write(
    store: Store,
    batch: Batch,
    *,
    scope: Scope | None = None,
    moment: datetime | None = None,
    on_step: OnStep = ignore_step,
) -> Receipt:
    """Store a batch whole and publish it as the next version; or store nothing.

    Args:
        store: Where to.
        batch: What to store.
        scope: What its author may touch; None for what the store itself allows.
        moment: When it is said to have come in, UTC without zone; only made-up figures may claim
            another time than now.
        on_step: Called as the work advances, for a progress display.

    Raises:
        MixedStoreError: A moment was claimed for real figures.
        OutOfScopeError: The batch touches places or indicators outside the scope.
        UnknownSourceError: A row names a source neither the batch nor the store holds.
        UnknownFigureError: A row names an observation or a waiting mention that is not there.
        StoreBusyError: Another writer did not finish in time.
        StoreError: The disk, or a value the store cannot keep.
    """
    scope = scope if scope is not None else store.scope
    enforce(scope, brought(batch))
    if moment is not None and not is_illustrative(store):
        raise MixedStoreError(str(store.versions.directory), is_illustrative=False)

    def fill(cursor: _Cursor, number: int, now: datetime) -> Entries:
        entries = Entries(batch, number, now, _known(cursor, batch, scope))
        for name, rows in entries.tables():
            if name == "observations":
                add_observations(cursor, rows)
            else:
                _insert(cursor, name, rows)
        if batch.observations:
            settle_waiting(cursor, entries.observations, moment_of(cursor, None).dead)
        return entries

    version, number, now, entries = _publish(store, batch, fill, on_step, moment)
    return Receipt(number, version, now, batch.counts, entries.observation_ids, entries.waiting_ids)


def undo(
    store: Store,
    batch_id: int,
    *,
    author: str,
    reason: str,
    scope: Scope | None = None,
    on_step: OnStep = ignore_step,
) -> Receipt:
    """Take a whole batch back; what it replaced holds again, and nothing is deleted.

    An undoing is a batch itself: undoing that one brings the first back.

    Raises:
        UnknownBatchError: There is no such batch, or it was already undone.
        OutOfScopeError: The batch holds places or indicators outside the scope.
    """
    scope = scope if scope is not None else store.scope

    def fill(cursor: _Cursor, number: int, now: datetime) -> None:
        if not 0 < batch_id < number:
            raise UnknownBatchError(str(batch_id), "the store holds no such batch")
        if batch_id in moment_of(cursor, None).dead:
            raise UnknownBatchError(str(batch_id), "it was already undone")
        enforce(scope, undone(cursor, batch_id, scope))
        cursor.execute(
            "INSERT INTO batch_switches"
            " SELECT batch_id, $by, NOT is_live FROM batch_switches WHERE by_batch = $undone"
            " UNION ALL SELECT $undone, $by, false",
            {"undone": batch_id, "by": number},
        )

    act = Batch(kind=BatchKind.UNDO, author=author, note=reason)
    version, number, now, _ = _publish(store, act, fill, on_step)
    return Receipt(number, version, now, {"undone": 1})


def restore(store: Store, backup: Path, *, on_step: OnStep = ignore_step) -> str:
    """Publish a backup as the next version and give that version's name.

    What was stored since the backup stays readable in the versions that are kept.

    Raises:
        StoreError: The file is no store of this program.
    """
    try:
        with duckdb.connect(str(backup), read_only=True, config=WRITING) as connection:
            check_schema(connection, backup)
    except duckdb.Error as error:
        raise StoreError("restoring", str(backup), str(error)) from error
    with store.versions.draft(on_step) as draft:
        draft.fill_from(backup)
        return f"{draft.number:06d}"


def _publish(
    store: Store,
    batch: Batch,
    fill: Callable[[_Cursor, int, datetime], _Filled],
    on_step: OnStep,
    moment: datetime | None = None,
) -> tuple[str, int, datetime, _Filled]:
    """Version, batch number, time and what `fill` gave, once the version is published."""
    with store.versions.draft(on_step) as draft, _failures_named(store.versions.directory):
        with _opened(draft) as cursor:
            number, now = _next_batch(cursor, moment)
            on_step(Step.STORING)
            cursor.begin()
            _insert_batch(cursor, batch, number, now)
            filled = fill(cursor, number, now)
            in_order = note_order(cursor)
            on_step(Step.STORED)
            cursor.commit()
            on_step(Step.COMMITTED)
            cursor.execute("CHECKPOINT")
        if not in_order:
            on_step(Step.SORTING)
            rewrite_in_order(draft)
        version = f"{draft.number:06d}"
    return version, number, now, filled


@contextmanager
def _opened(draft: Draft) -> Iterator[_Cursor]:
    with (
        duckdb.connect(str(draft.path), config=WRITING) as connection,
        connection.cursor() as cursor,
    ):
        if draft.is_new:
            cursor.execute(schema())
            cursor.execute("INSERT INTO store_info VALUES ($it, 0)", {"it": SCHEMA_VERSION})
        check_schema(cursor, draft.path)
        bring_up_to_date(cursor)
        yield cursor


@contextmanager
def _failures_named(where: Path) -> Iterator[None]:
    """Turn the engine's failures into ours; the draft is thrown away with what was left undone."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException) as error:
        raise StoreError("storing", str(where), str(error)) from error


def _next_batch(cursor: _Cursor, moment: datetime | None) -> tuple[int, datetime]:
    """The next number and time; the time rises even when the machine's clock was set back."""
    last = cursor.execute("SELECT max(batch_id), max(recorded_at) FROM batches").fetchone()
    now = moment or datetime.now(UTC).replace(tzinfo=None)
    if last is None or last[0] is None:
        return 1, now
    return last[0] + 1, max(now, last[1] + timedelta(microseconds=1))


def _insert_batch(cursor: _Cursor, batch: Batch, number: int, now: datetime) -> None:
    cursor.execute(
        "INSERT INTO batches VALUES ($batch_id, $kind, $author, $note, $file, $hash, $now)",
        {
            "batch_id": number,
            "kind": batch.kind.value,
            "author": batch.author,
            "note": batch.note,
            "file": batch.file_name,
            "hash": batch.content_hash,
            "now": now,
        },
    )


def _insert(cursor: _Cursor, name: str, rows: pa.Table) -> None:
    """Append rows to a table of `rows.TABLES`."""
    cursor.register("incoming", rows)
    cursor.execute(" ".join(("INSERT INTO", name, "BY NAME SELECT * FROM incoming")))
    cursor.unregister("incoming")


def _known(cursor: _Cursor, batch: Batch, scope: Scope | None) -> Known:
    """What the store holds of what the batch refers to; raises when something is missing."""
    cells = _cells(cursor, {one.observation_id for one in batch.decisions})
    withdrawn = _cells(cursor, {one.observation_id for one in batch.withdrawals})
    approved = _cells(cursor, {one.observation_id for one in batch.approvals})
    touched = (*cells.values(), *withdrawn.values(), *approved.values())
    enforce(scope, ((str(row["place"]), str(row["indicator"])) for row in touched))
    _check_waiting(cursor, {one.waiting_id for one in batch.resolutions})
    enforce(scope, settled(cursor, batch, scope))
    last = cursor.execute(
        "SELECT coalesce((SELECT max(observation_id) FROM observations), 0),"
        " coalesce((SELECT max(waiting_id) FROM waiting), 0)"
    ).fetchone()
    assert last is not None  # noqa: S101 - one row without a table
    return Known(_lineages(cursor, batch), cells, last[0], last[1])


def _lineages(cursor: _Cursor, batch: Batch) -> dict[str, str]:
    lineages = {source.source_id: source.lineage for source in batch.sources}
    named = {
        *(one.source_id for one in batch.observations),
        *(one.source_id for one in batch.repeats),
        *(one.source_id for one in batch.waiting),
        *(source_id for source_id, _ in batch.findings),
        *(one.source_id for one in batch.coverage),
        *(one.source_id for one in batch.descriptions),
        *(one.source_id for one in batch.commitments),
    }
    missing = sorted(named - lineages.keys())
    if missing:
        found = cursor.execute(
            "SELECT source_id, arg_max(lineage, batch_id) FROM sources"
            " WHERE list_contains($missing, source_id) GROUP BY source_id",
            {"missing": missing},
        ).fetchall()
        lineages.update(found)
    for source_id in missing:
        if source_id not in lineages:
            raise UnknownSourceError(source_id)
    return lineages


def _cells(cursor: _Cursor, wanted: set[int]) -> dict[int, dict[str, object]]:
    """Cell and lineage of stored observations."""
    if not wanted:
        return {}
    names = (*CELL, "lineage")
    found = cursor.execute(
        "SELECT observation_id, indicator, place, period, measure, is_target, base, authority,"
        ' "version", lineage FROM observations WHERE list_contains($wanted, observation_id)',
        {"wanted": sorted(wanted)},
    ).fetchall()
    cells = {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}
    for observation_id in sorted(wanted - cells.keys()):
        raise UnknownFigureError(observation_id)
    return cells


def _check_waiting(cursor: _Cursor, wanted: set[int]) -> None:
    if not wanted:
        return
    found = cursor.execute(
        "SELECT waiting_id FROM waiting WHERE list_contains($wanted, waiting_id)",
        {"wanted": sorted(wanted)},
    ).fetchall()
    for waiting_id in sorted(wanted - {row[0] for row in found}):
        raise UnknownFigureError(waiting_id, "waiting mention")
