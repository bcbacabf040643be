"""How an office lays out its sheets: forms remembered by their fingerprint, and their use.

Beside them stands what people set by hand in the reading of single files, by the batch it made.
Nothing is ever deleted: a layout taken out of force keeps its row.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Integer,
    Row,
    String,
    Table,
    func,
    insert,
    select,
    update,
)

from yardstick.domain.vietnamese import nfc
from yardstick.errors import OutOfScopeError
from yardstick.store.office import METADATA, Office

LAYOUTS = Table(
    "layouts",
    METADATA,
    Column("layout_id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("fingerprint", String, nullable=False, index=True),
    Column("form", String, nullable=False),
    Column("author", String, nullable=False),
    # The place key of the reporting unit it belongs to; '' for the office itself.
    Column("unit", String, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
    Column("removed_at", DateTime),
)
USES = Table(
    "layout_uses",
    METADATA,
    Column("use_id", Integer, primary_key=True),
    Column("fingerprint", String, nullable=False, index=True),
    Column("unit", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("period", String),
    Column("recorded_at", DateTime, nullable=False),
)
READINGS = Table(
    "batch_readings",
    METADATA,
    Column("batch_id", Integer, primary_key=True),
    # A store restored from a backup gives batch numbers again; the time tells them apart.
    Column("batch_recorded_at", DateTime, primary_key=True),
    Column("reading", String, nullable=False),
)


@dataclass(frozen=True)
class RememberedLayout:
    """The form of a sheet as somebody confirmed it.

    Attributes:
        layout_id: Its number, for renaming and removing it.
        name: What people call it.
        fingerprint: What a sheet must have to be of this form.
        form: Roles of columns and rows, as JSON values.
        author: Who confirmed it.
        unit: Place key of the reporting unit it belongs to; '' for the office itself.
        recorded_at: When, UTC without zone.
        used_at: When a sheet of this form was last stored, UTC without zone.
        used_file: That sheet's file.
        used_period: The code of the period that sheet was about.
        uses: How many sheets of this form were stored.
    """

    layout_id: int
    name: str
    fingerprint: str
    form: Mapping[str, Any]
    author: str
    unit: str
    recorded_at: datetime
    used_at: datetime | None = None
    used_file: str = ""
    used_period: str | None = None
    uses: int = 0


def layouts(office: Office, unit: str = "") -> tuple[RememberedLayout, ...]:
    """The layouts in force that a unit reads by: its own, then the office's; latest first.

    The office itself (unit '') sees those of every unit.
    """
    if not office.path.exists():
        return ()
    query = (
        select(LAYOUTS).where(LAYOUTS.c.removed_at.is_(None)).order_by(LAYOUTS.c.layout_id.desc())
    )
    if unit:
        query = query.where(LAYOUTS.c.unit.in_([unit, ""]))
    with office.connected("reading the remembered layouts") as connection:
        rows = list(connection.execute(query))
        uses = _uses(connection)
    found = [_layout(row, uses.get((row.fingerprint, row.unit), ())) for row in rows]
    return tuple(sorted(found, key=lambda one: one.unit != unit))


def by_fingerprint(found: tuple[RememberedLayout, ...]) -> dict[str, RememberedLayout]:
    """Fingerprint -> the layout to read by: of several the first, which is one's own."""
    return {one.fingerprint: one for one in reversed(found)}


def remember_layout(
    office: Office,
    name: str,
    fingerprint: str,
    form: Mapping[str, Any],
    *,
    author: str,
    unit: str = "",
) -> RememberedLayout:
    """Remember a form, in place of what the unit remembered of the same fingerprint before.

    A layout that is only confirmed again keeps the name people gave it.

    Raises:
        StoreError: The office's file cannot be written.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    kept = json.dumps(dict(form), ensure_ascii=False, sort_keys=True)
    with office.connected("remembering a layout", writes=True) as connection:
        mine = (
            LAYOUTS.c.removed_at.is_(None),
            LAYOUTS.c.fingerprint == fingerprint,
            LAYOUTS.c.unit == unit,
        )
        known = connection.execute(select(LAYOUTS).where(*mine)).first()
        if known is not None and known.form == kept:
            return _layout(known, ())
        words = known.name if known is not None else _words(name)
        connection.execute(update(LAYOUTS).where(*mine).values(removed_at=now))
        added = connection.execute(
            insert(LAYOUTS).values(
                name=words,
                fingerprint=fingerprint,
                form=kept,
                author=author,
                unit=unit,
                recorded_at=now,
            )
        ).inserted_primary_key
        assert added is not None  # noqa: S101 - an insert of one row gives its key
        number = int(added[0])
    return RememberedLayout(number, words, fingerprint, form, author, unit, now)


def used(
    office: Office, fingerprint: str, *, unit: str, file_name: str, period: str | None
) -> None:
    """Note that a sheet of a form was stored."""
    with office.connected("noting the use of a layout", writes=True) as connection:
        connection.execute(
            insert(USES).values(
                fingerprint=fingerprint,
                unit=unit,
                file_name=file_name,
                period=period,
                recorded_at=datetime.now(UTC).replace(tzinfo=None),
            )
        )


def rename_layout(office: Office, layout_id: int, name: str, *, unit: str = "") -> bool:
    """Call a layout by another name; False when it is not in force any more.

    Raises:
        ValueError: The name has no words.
        OutOfScopeError: It belongs to another unit, or to the office.
    """
    return _change(office, layout_id, unit, {"name": _words(name)})


def forget_layout(office: Office, layout_id: int, *, unit: str = "") -> bool:
    """Take a layout out of force; False when it was not in force any more.

    Raises:
        OutOfScopeError: It belongs to another unit, or to the office.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    return _change(office, layout_id, unit, {"removed_at": now})


def keep_reading(
    office: Office, batch_id: int, recorded_at: datetime, reading: Mapping[str, Any]
) -> None:
    """Keep what a person set by hand in the reading a batch was made of."""
    with office.connected("keeping how a file was read", writes=True) as connection:
        connection.execute(
            insert(READINGS).values(
                batch_id=batch_id,
                batch_recorded_at=recorded_at,
                reading=json.dumps(dict(reading), ensure_ascii=False),
            )
        )


def reading_of(office: Office, batch_id: int, recorded_at: datetime) -> Mapping[str, Any]:
    """What a person set by hand in the reading a batch was made of; empty where nothing was."""
    if not office.path.exists():
        return {}
    query = select(READINGS.c.reading).where(
        READINGS.c.batch_id == batch_id, READINGS.c.batch_recorded_at == recorded_at
    )
    with office.connected("reading how a file was read") as connection:
        found = connection.execute(query).scalar()
    kept: dict[str, Any] = json.loads(found) if found else {}
    return kept


def _words(name: str) -> str:
    words = " ".join(nfc(name).split())
    if not words:
        raise ValueError("a layout needs a name")
    return words


def _change(office: Office, layout_id: int, unit: str, values: Mapping[str, Any]) -> bool:
    if not office.path.exists():
        return False
    with office.connected("changing a remembered layout", writes=True) as connection:
        known = connection.execute(
            select(LAYOUTS).where(LAYOUTS.c.layout_id == layout_id, LAYOUTS.c.removed_at.is_(None))
        ).first()
        if known is None:
            return False
        if unit and known.unit != unit:
            raise OutOfScopeError([known.unit] if known.unit else [], [])
        connection.execute(update(LAYOUTS).where(LAYOUTS.c.layout_id == layout_id).values(**values))
        return True


_Use = tuple[datetime, str, str | None, int]


def _uses(connection: Connection) -> dict[tuple[str, str], _Use]:
    """Fingerprint and unit -> the latest use, and how many there were."""
    counted = {
        (row[0], row[1]): int(row[2])
        for row in connection.execute(
            select(USES.c.fingerprint, USES.c.unit, func.count()).group_by(
                USES.c.fingerprint, USES.c.unit
            )
        )
    }
    latest: dict[tuple[str, str], _Use] = {}
    for row in connection.execute(select(USES).order_by(USES.c.use_id)):
        key = (row.fingerprint, row.unit)
        latest[key] = (row.recorded_at, row.file_name, row.period, counted[key])
    return latest


def _layout(row: Row[Any], use: _Use | tuple[()]) -> RememberedLayout:
    used_at, used_file, used_period, uses = use or (None, "", None, 0)
    return RememberedLayout(
        layout_id=row.layout_id,
        name=row.name,
        fingerprint=row.fingerprint,
        form=json.loads(row.form),
        author=row.author,
        unit=row.unit,
        recorded_at=row.recorded_at,
        used_at=used_at,
        used_file=used_file,
        used_period=used_period,
        uses=uses,
    )
