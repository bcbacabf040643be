"""What the office keeps beside its figures: for now the indicator names people taught the reader.

A small SQLite file in the store's directory, in WAL mode; nothing in it is ever deleted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    NullPool,
    Row,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from yardstick.domain.vietnamese import nfc, same_words_key
from yardstick.errors import StoreError
from yardstick.store.database import Store

FILE = "office.sqlite"

METADATA = MetaData()
REMEMBERED_NAMES = Table(
    "remembered_names",
    METADATA,
    Column("name_id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("indicator", String, nullable=False),
    Column("author", String, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
    Column("source_id", String),
    Column("removed_at", DateTime),
)


@dataclass(frozen=True)
class RememberedName:
    """The words by which an office calls an indicator of the catalogue.

    Attributes:
        name_id: Its number, for removing it.
        name: The words as printed.
        indicator: Catalogue code.
        author: Who taught it.
        recorded_at: When, UTC without zone.
        source_id: The source in which the words stood.
    """

    name_id: int
    name: str
    indicator: str
    author: str
    recorded_at: datetime
    source_id: str | None

    @property
    def key(self) -> str:
        """What words must agree on to be this name."""
        return same_words_key(self.name)


class Office:
    """The office's own file; made when something is first written to it.

    Args:
        directory: Where it lives: the directory of the figures' store.
    """

    def __init__(self, directory: Path) -> None:
        """Remember the place; nothing is opened or made."""
        self.path = directory / FILE
        self._engine: Engine | None = None

    @classmethod
    def beside(cls, store: Store) -> "Office":
        """The office of a store of figures."""
        return cls(store.versions.directory)

    def names(self) -> tuple[RememberedName, ...]:
        """The names in force, the latest first."""
        if not self.path.exists():
            return ()
        query = (
            select(REMEMBERED_NAMES)
            .where(REMEMBERED_NAMES.c.removed_at.is_(None))
            .order_by(REMEMBERED_NAMES.c.name_id.desc())
        )
        with self.connected("reading the remembered names") as connection:
            return tuple(_remembered(row) for row in connection.execute(query))

    def by_words(self) -> dict[str, RememberedName]:
        """The names in force by `same_words_key` of their words."""
        return {one.key: one for one in self.names()}

    def remember(
        self, name: str, indicator: str, *, author: str, source_id: str | None = None
    ) -> RememberedName:
        """Remember that these words mean this indicator, in place of what they meant before.

        Raises:
            ValueError: There are no words to remember.
            StoreError: The file cannot be written.
        """
        words = " ".join(nfc(name).split())
        if not words:
            raise ValueError("a name without words cannot be remembered")
        now = datetime.now(UTC).replace(tzinfo=None)
        table = REMEMBERED_NAMES
        with self.connected("remembering a name", writes=True) as connection:
            same = [
                row.name_id
                for row in connection.execute(select(table).where(table.c.removed_at.is_(None)))
                if same_words_key(row.name) == same_words_key(words)
            ]
            replaced = update(table).where(table.c.name_id.in_(same)).values(removed_at=now)
            connection.execute(replaced)
            added = connection.execute(
                insert(table).values(
                    name=words,
                    indicator=indicator,
                    author=author,
                    recorded_at=now,
                    source_id=source_id,
                )
            ).inserted_primary_key
            assert added is not None  # noqa: S101 - an insert of one row gives its key
            number = int(added[0])
        return RememberedName(number, words, indicator, author, now, source_id)

    def forget(self, name_id: int) -> bool:
        """Take a name out of force; False when it was not in force any more."""
        if not self.path.exists():
            return False
        table = REMEMBERED_NAMES
        with self.connected("forgetting a name", writes=True) as connection:
            changed = connection.execute(
                update(table)
                .where(table.c.name_id == name_id, table.c.removed_at.is_(None))
                .values(removed_at=datetime.now(UTC).replace(tzinfo=None))
            )
            return bool(changed.rowcount)

    @contextmanager
    def connected(self, action: str, *, writes: bool = False) -> Iterator[Connection]:
        """One transaction on the office's file; writers wait for each other, readers for nobody.

        Raises:
            StoreError: The file cannot be read or written.
        """
        try:
            if self._engine is None:
                self._engine = _opened(self.path)
            with self._engine.execution_options(writes=writes).begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(action, str(self.path), str(error)) from error


def _opened(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    # No pool: a connection that outlives its transaction would keep another process waiting.
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # The driver must not begin by itself: `_begin` takes a writer's lock up front.
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    METADATA.create_all(engine)
    return engine


def _remembered(row: Row[Any]) -> RememberedName:
    return RememberedName(
        name_id=row.name_id,
        name=row.name,
        indicator=row.indicator,
        author=row.author,
        recorded_at=row.recorded_at,
        source_id=row.source_id,
    )
