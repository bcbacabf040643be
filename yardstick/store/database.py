"""The store as readers hold it: which version is current, and one read-only connection for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from yardstick.domain.access import Scope
from yardstick.errors import StoreError
from yardstick.store.versions import Versions

SCHEMA_VERSION = 3
# Schemas that can be read as they are; a writer brings them to the newest one.
READABLE = (1, 2, SCHEMA_VERSION)
# What each schema added to the one before it.
_ADDED = {2: "commitments.sql", 3: "decided.sql"}
# What a writing connection may do; files of ours are attached by path.
WRITING: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# A version is only ever read, and the product works without a network: nothing else is reachable
# through a connection.
_READING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    # Many viewers at once keep the cores busy; a second thread makes one question dearer in all.
    "threads": 1,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_DTYPES = {pa.string(): pd.StringDtype(na_value=np.nan), pa.int8(): pd.Int8Dtype()}
_ATTEMPTS = 5
# Answers kept in memory for versions and moments asked about lately.
_KEPT = 16


@lru_cache(maxsize=1)
def schema() -> str:
    """The statements that make an empty store."""
    return _statements("schema.sql") + added_schema(1)


def added_schema(found: int) -> str:
    """The statements that bring a store of an older schema to the newest one."""
    return "".join(_statements(name) for step, name in _ADDED.items() if step > found)


def _statements(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Moment:
    """What was known at some time: every batch up to `bound` that is not in `dead`."""

    bound: int
    dead: tuple[int, ...]

    @property
    def parameters(self) -> dict[str, Any]:
        """The moment as the queries' parameters."""
        return {"bound": self.bound, "dead": list(self.dead)}


class Store:
    """The figures of one directory, read at their current version or pinned to one.

    Threads may share a store. Every query runs on a cursor of its own: a DuckDB connection used
    by two threads returns one thread's rows to the other.

    Args:
        directory: Where the store lives; it need not exist yet.
        keep: How many versions writers leave.
        patience: Seconds a writer waits for another one.
        scope: What may be stored through it, whatever a page asks for; None for everything.
    """

    def __init__(
        self,
        directory: Path | str = Path("var/store"),
        *,
        keep: int = 5,
        patience: float = 120.0,
        scope: Scope | None = None,
    ) -> None:
        """Remember the place; nothing is opened or made."""
        self.scope = scope
        self.versions = Versions(Path(directory), keep=keep, patience=patience)
        self._pinned: int | None = None
        self._lock = Lock()
        self._open: dict[int, duckdb.DuckDBPyConnection] = {}
        self._kept: dict[tuple[int, Moment, str], pd.DataFrame] = {}
        self._moments: dict[tuple[int, datetime | None], Moment] = {}

    @property
    def version(self) -> str:
        """The current version's name; changes with every publication: a key for caches."""
        return f"{self._number:06d}"

    @property
    def _number(self) -> int:
        return self.versions.current if self._pinned is None else self._pinned

    @property
    def is_empty(self) -> bool:
        """True before anything was published."""
        return self._number == 0

    def pinned(self) -> "Store":
        """The same store held at today's version, so that several questions see one state."""
        held = Store(
            self.versions.directory,
            keep=self.versions.keep,
            patience=self.versions.patience,
            scope=self.scope,
        )
        held._pinned = self._number
        held._lock, held._open = self._lock, self._open
        held._moments, held._kept = self._moments, self._kept
        return held

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own on the version this store reads.

        Raises:
            StoreError: The version cannot be opened.
        """
        return self._cursor()[1]

    def rows(
        self, query: str, parameters: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The answer as tuples, decimals exact."""
        return self.cursor().execute(query, dict(parameters or {})).fetchall()

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The answer as a frame: text as str, small integers as Int8, dates as datetime64.

        By way of Arrow, which spares every text a Python object on its way.
        """
        table = self.cursor().execute(query, dict(parameters or {})).to_arrow_table()
        answer: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get, date_as_object=False)
        return answer

    def moment(self, as_of: datetime | None = None) -> Moment:
        """What was known at a time; None for now.

        Args:
            as_of: With a zone, or without one in UTC.
        """
        if as_of is not None and as_of.tzinfo is not None:
            as_of = as_of.astimezone(UTC).replace(tzinfo=None)
        number, cursor = self._cursor()
        known = self._moments.get((number, as_of))
        if known is None:
            known = moment_of(cursor, as_of)
            with self._lock:
                if len(self._moments) > 256:
                    self._moments.clear()
                self._moments[number, as_of] = known
        return known

    def kept(self, make: Callable[["Store", Moment], pd.DataFrame], moment: Moment) -> pd.DataFrame:
        """What `make` answers for the version and the moment, asked once; not to be changed."""
        key = (self._number, moment, make.__qualname__)
        known = self._kept.get(key)
        if known is None:
            known = make(self, moment)
            with self._lock:
                if len(self._kept) >= _KEPT:
                    self._kept.clear()
                self._kept[key] = known
        return known

    def knows(self, content_hash: str) -> bool:
        """True when input with this content was stored and not undone."""
        query = """
            SELECT count(*) FROM (
                SELECT batch_id FROM batches WHERE content_hash = $content_hash
                UNION ALL SELECT batch_id FROM sources WHERE content_hash = $content_hash
            ) WHERE NOT list_contains($dead, batch_id)
        """
        dead = list(self.moment().dead)
        return bool(self.rows(query, {"content_hash": content_hash, "dead": dead})[0][0])

    def warm_up(self) -> None:
        """Open the current version and run a first query with parameters.

        The first one of a process costs DuckDB about a second, for it imports pandas.
        """
        self.frame("SELECT $a AS a", {"a": 1})

    def close(self) -> None:
        """Close every connection; for tests and for a server that stops."""
        with self._lock:
            for connection in self._open.values():
                connection.close()
            self._open.clear()

    def _cursor(self) -> tuple[int, duckdb.DuckDBPyConnection]:
        for attempt in range(_ATTEMPTS):
            number = self._number
            with self._lock:
                connection = self._open.get(number)
                if connection is None:
                    try:
                        connection = self._connect(number)
                    except duckdb.Error as error:
                        # Several publications in the meantime may have removed the version.
                        if self._pinned is not None or attempt == _ATTEMPTS - 1:
                            path = str(self.versions.path(number))
                            raise StoreError("reading", path, str(error)) from error
                        continue
                    self._forget(number)
                    self._open[number] = connection
                return number, connection.cursor()
        raise AssertionError("unreachable")

    def _connect(self, number: int) -> duckdb.DuckDBPyConnection:
        if number == 0:
            connection = duckdb.connect(":memory:", config=_READING)
            connection.execute(schema())
            connection.execute(
                "INSERT INTO store_info VALUES ($version, 0)", {"version": SCHEMA_VERSION}
            )
            return connection
        path = self.versions.path(number)
        connection = duckdb.connect(str(path), read_only=True, config=_READING)
        check_schema(connection, path)
        return connection

    def _forget(self, number: int) -> None:
        """Close versions that were left behind; cursors still at work keep theirs alive."""
        for old in [known for known in self._open if known < number - 1]:
            self._open.pop(old).close()


def check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raises StoreError unless the file is a store this program can read."""
    try:
        found = connection.cursor().execute("SELECT schema_version FROM store_info").fetchone()
    except duckdb.CatalogException:
        found = None
    if found is None or found[0] not in READABLE:
        said = "no store" if found is None else f"a store of schema {found[0]}"
        raise StoreError("opening", str(path), f"it is {said}; expected schema {SCHEMA_VERSION}")


def moment_of(cursor: duckdb.DuckDBPyConnection, as_of: datetime | None) -> Moment:
    """The batches that counted at a time, by any connection to a version."""
    bound = cursor.execute(
        "SELECT coalesce(max(batch_id), 0) FROM batches"
        " WHERE $as_of::TIMESTAMP IS NULL OR recorded_at <= $as_of::TIMESTAMP",
        {"as_of": as_of},
    ).fetchone()
    assert bound is not None  # noqa: S101 - an aggregate without groups gives one row
    dead = cursor.execute(
        "SELECT batch_id FROM batch_switches WHERE by_batch <= $bound GROUP BY batch_id"
        " HAVING NOT arg_max(is_live, by_batch) ORDER BY batch_id",
        {"bound": bound[0]},
    ).fetchall()
    return Moment(bound[0], tuple(row[0] for row in dead))
