"""Saved briefings and the office's own slide templates; every version stays, removals too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from yardstick.store.office import METADATA, Office

BRIEFINGS = Table(
    "briefing_versions",
    METADATA,
    Column("version_id", Integer, primary_key=True),
    Column("briefing", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("content", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("is_shared", Boolean, nullable=False),
    Column("is_removed", Boolean, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
)
TEMPLATES = Table(
    "slide_templates",
    METADATA,
    Column("template_id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("author", String, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
    Column("removed_at", DateTime),
)
# Changes that follow each other this closely are one version: saving happens with every keystroke.
SESSION = timedelta(minutes=10)


@dataclass(frozen=True)
class SavedBriefing:
    """One version of a briefing.

    Attributes:
        version_id: Its number.
        key: The briefing it is a version of.
        name: What it was called then.
        content: The definitions, as `briefing.plan` writes them.
        author: Who saved this version.
        owner: Who made the briefing.
        is_shared: Colleagues see it and may change it.
        is_removed: It was thrown away with this version.
        recorded_at: When, UTC without zone.
    """

    version_id: int
    key: str
    name: str
    content: str
    author: str
    owner: str
    is_shared: bool
    is_removed: bool
    recorded_at: datetime


def saved_briefings(
    office: Office, reader: str, *, removed: bool = False
) -> tuple[SavedBriefing, ...]:
    """The latest version of every briefing a person may open, the last changed first.

    Args:
        office: Where.
        reader: Sees what they own and what is shared.
        removed: The ones thrown away instead.
    """
    if not office.path.exists():
        return ()
    table = BRIEFINGS
    latest = select(func.max(table.c.version_id)).group_by(table.c.briefing)
    query = (
        select(table)
        .where(table.c.version_id.in_(latest), table.c.is_removed.is_(removed))
        .where(table.c.is_shared.is_(True) | (table.c.owner == reader))
        .order_by(table.c.recorded_at.desc(), table.c.version_id.desc())
    )
    with office.connected("reading the briefings") as connection:
        return tuple(_saved(row) for row in connection.execute(query))


def versions_of(office: Office, key: str) -> tuple[SavedBriefing, ...]:
    """Every version of a briefing, the latest first."""
    if not office.path.exists():
        return ()
    table = BRIEFINGS
    query = select(table).where(table.c.briefing == key).order_by(table.c.version_id.desc())
    with office.connected("reading a briefing's versions") as connection:
        return tuple(_saved(row) for row in connection.execute(query))


def save_briefing(
    office: Office,
    key: str,
    name: str,
    content: str,
    *,
    author: str,
    is_shared: bool | None = None,
    is_removed: bool = False,
    joins: bool = True,
) -> SavedBriefing:
    """Save a briefing as a new version, or join it to the author's last one of a moment ago.

    Args:
        office: Where.
        key: The briefing.
        name: What it is called.
        content: Its definitions.
        author: Who saves.
        is_shared: Whether colleagues see it; None keeps what it was, not shared for a new one.
        is_removed: It is thrown away; saving it again brings it back.
        joins: False always makes a new version.

    Raises:
        StoreError: The file cannot be written.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    table = BRIEFINGS
    query = select(table).where(table.c.briefing == key).order_by(table.c.version_id.desc())
    with office.connected("saving a briefing", writes=True) as connection:
        last = connection.execute(query.limit(1)).first()
        shared = is_shared if is_shared is not None else bool(last and last.is_shared)
        values: dict[str, Any] = {
            "briefing": key,
            "name": name,
            "content": content,
            "author": author,
            "owner": last.owner if last else author,
            "is_shared": shared,
            "is_removed": is_removed,
            "recorded_at": now,
        }
        if last is not None and joins and _joins(last, values):
            number = last.version_id
            connection.execute(update(table).where(table.c.version_id == number).values(**values))
        else:
            added = connection.execute(insert(table).values(**values)).inserted_primary_key
            assert added is not None  # noqa: S101 - an insert of one row gives its key
            number = int(added[0])
        row = connection.execute(select(table).where(table.c.version_id == number)).one()
    return _saved(row)


def _joins(last: Row[Any], values: dict[str, Any]) -> bool:
    alike = all(last._mapping[name] == values[name] for name in ("author", "is_removed"))
    return alike and values["recorded_at"] - last.recorded_at < SESSION


def remove_briefing(office: Office, key: str, *, author: str) -> SavedBriefing | None:
    """Throw a briefing away; its versions stay, `restore_briefing` brings it back."""
    return _turned(office, key, author=author, is_removed=True)


def restore_briefing(office: Office, key: str, *, author: str) -> SavedBriefing | None:
    """Bring a briefing back; None when there is none of that key."""
    return _turned(office, key, author=author, is_removed=False)


def _turned(office: Office, key: str, *, author: str, is_removed: bool) -> SavedBriefing | None:
    versions = versions_of(office, key)
    if not versions:
        return None
    last = versions[0]
    return save_briefing(
        office, key, last.name, last.content, author=author, is_removed=is_removed, joins=False
    )


def _saved(row: Row[Any]) -> SavedBriefing:
    return SavedBriefing(
        version_id=row.version_id,
        key=row.briefing,
        name=row.name,
        content=row.content,
        author=row.author,
        owner=row.owner,
        is_shared=bool(row.is_shared),
        is_removed=bool(row.is_removed),
        recorded_at=row.recorded_at,
    )


def template_names(office: Office) -> Sequence[str]:
    """The names of the office's own templates, the latest first."""
    if not office.path.exists():
        return ()
    table = TEMPLATES
    query = (
        select(table.c.name)
        .where(table.c.removed_at.is_(None))
        .order_by(table.c.template_id.desc())
    )
    with office.connected("reading the slide templates") as connection:
        return tuple(dict.fromkeys(str(row.name) for row in connection.execute(query)))


def template_content(office: Office, name: str) -> bytes | None:
    """The file of a template; None when there is none of that name."""
    if not office.path.exists():
        return None
    table = TEMPLATES
    query = (
        select(table.c.content)
        .where(table.c.name == name, table.c.removed_at.is_(None))
        .order_by(table.c.template_id.desc())
    )
    with office.connected("reading a slide template") as connection:
        row = connection.execute(query.limit(1)).first()
    return None if row is None else bytes(row.content)


def keep_template(office: Office, name: str, content: bytes, *, author: str) -> None:
    """Keep a template under a name, in place of the one of that name."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with office.connected("keeping a slide template", writes=True) as connection:
        _drop(connection, name, now)
        connection.execute(
            insert(TEMPLATES).values(name=name, content=content, author=author, recorded_at=now)
        )


def drop_template(office: Office, name: str) -> None:
    """Take a template out of use; its file stays in the history."""
    with office.connected("dropping a slide template", writes=True) as connection:
        _drop(connection, name, datetime.now(UTC).replace(tzinfo=None))


def _drop(connection: Any, name: str, now: datetime) -> None:
    table = TEMPLATES
    connection.execute(
        update(table)
        .where(table.c.name == name, table.c.removed_at.is_(None))
        .values(removed_at=now)
    )
