"""What became of each commitment, as people said: every state ever set, who set it and why."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Column, DateTime, Integer, String, Table, insert, select

from yardstick.domain.vietnamese import same_words_key
from yardstick.store.office import METADATA, Office

STATES = Table(
    "commitment_states",
    METADATA,
    Column("state_id", Integer, primary_key=True),
    Column("commitment", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("remark", String),
    Column("author", String, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
)


class State(StrEnum):
    """What a person says of a commitment; OPEN until somebody says anything."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_settled(self) -> bool:
        """True when nobody need look at the deadline any more."""
        return self in (State.DONE, State.DROPPED)


@dataclass(frozen=True)
class Said:
    """One state somebody set.

    Attributes:
        state: What was said.
        remark: Why, in the person's words; '' without any.
        author: Who said it.
        recorded_at: When, UTC without zone.
    """

    state: State
    remark: str
    author: str
    recorded_at: datetime


def commitment_key(source_id: str, quote: str) -> str:
    """What a commitment is known by: its source and its words, so that reading again keeps it."""
    words = same_words_key(quote)
    return hashlib.sha256(f"{source_id}\n{words}".encode()).hexdigest()[:16]


def histories(office: Office) -> Mapping[str, tuple[Said, ...]]:
    """Commitment key -> everything said of it, the latest first."""
    if not office.path.exists():
        return {}
    found: dict[str, tuple[Said, ...]] = {}
    query = select(STATES).order_by(STATES.c.state_id.desc())
    with office.connected("reading the commitments' states") as connection:
        for row in connection.execute(query):
            said = Said(State(row.state), row.remark or "", row.author, row.recorded_at)
            found[row.commitment] = (*found.get(row.commitment, ()), said)
    return found


def say(office: Office, commitment: str, state: State, *, author: str, remark: str = "") -> Said:
    """Set a commitment's state; what was said before stays in its history.

    Raises:
        StoreError: The office's file cannot be written.
    """
    words = " ".join(remark.split())
    said = Said(state, words, author, datetime.now(UTC).replace(tzinfo=None))
    with office.connected("setting a commitment's state", writes=True) as connection:
        connection.execute(
            insert(STATES).values(
                commitment=commitment,
                state=said.state.value,
                remark=said.remark or None,
                author=said.author,
                recorded_at=said.recorded_at,
            )
        )
    return said
