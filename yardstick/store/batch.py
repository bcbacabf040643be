"""What one act of storing brings: figures, what waits, what was decided; a batch goes in whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from yardstick.domain.finding import Finding
from yardstick.domain.observation import Observation
from yardstick.domain.provenance import Locator, Source


class BatchKind(StrEnum):
    """What made the batch: reading input, an upload, a person's review or decision, an undoing."""

    LOAD = "load"
    UPLOAD = "upload"
    REVIEW = "review"
    DECISION = "decision"
    UNDO = "undo"


class Outcome(StrEnum):
    """What a person did with a waiting mention."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Recorded:
    """An observation with the source it was read from.

    Attributes:
        source_id: A source of the same batch or one the store already holds.
        observation: The figure.
        legal_basis: For targets, the document that set it, where it is not the source itself.
    """

    source_id: str
    observation: Observation
    legal_basis: str | None = None


@dataclass(frozen=True)
class Repeat:
    """A figure printed again: where, and `of`, its position in the batch's observations."""

    source_id: str
    locator: Locator
    quote: str
    of: int


@dataclass(frozen=True)
class Waiting:
    """A mention nobody accepted yet, with the whole reading (JSON values) and why it waits."""

    source_id: str
    locator: Locator
    quote: str
    reading: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class Resolution:
    """What became of a waiting mention.

    Attributes:
        waiting_id: The mention.
        outcome: Accepted as read, accepted with a correction, or rejected.
        observation: Position in the batch's observations of what it became; None when rejected.
        remark: Why, in the person's words.
    """

    waiting_id: int
    outcome: Outcome
    observation: int | None = None
    remark: str | None = None

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.REJECTED) != (self.observation is None):
            raise ValueError(f"mention {self.waiting_id}: only a rejected one becomes no figure")


@dataclass(frozen=True)
class Withdrawal:
    """One stored figure taken back, and why."""

    observation_id: int
    reason: str


@dataclass(frozen=True)
class Decision:
    """The figure a person chose in a cell where sources disagree, and why.

    It holds for the figure's cell and lineage, until a newer figure in the cell disagrees.
    """

    observation_id: int
    reason: str


@dataclass(frozen=True)
class Approval:
    """A stored figure approved for publication, or the approval of one taken back."""

    observation_id: int
    is_approved: bool
    remark: str | None = None


@dataclass(frozen=True)
class Description:
    """What a source is about, as read from its heading or as a person corrected it.

    Attributes:
        source_id: The source.
        kind: Kind of document: report, resolution and so on.
        place: Key of the place it is about.
        period: Code of the period it reports on.
        reason: Why it was corrected; '' for what was read.
    """

    source_id: str
    kind: str | None
    place: str | None
    period: str | None
    reason: str = ""


@dataclass(frozen=True)
class Coverage:
    """A numeral of a document, `start` to `end` (exclusive), and what became of it."""

    source_id: str
    start: int
    end: int
    disposition: str


@dataclass(frozen=True)
class Committed:
    """A task or target a document commits somebody to.

    Attributes:
        source_id: The document.
        locator: Where the clause stands.
        quote: The clause as printed.
        sentence: Where its sentence stands.
        who: Who is to act, as named; None where nobody is.
        due: The last day; None where it is not known.
        due_words: The words that say by when.
        indicator: Catalogue code of its target; None for a task.
        place: Key of the place it is about.
        observation: Position in the batch's observations of its target.
        confidence: 0 to 1.
        reasons: (field, why) pairs.
    """

    source_id: str
    locator: Locator
    quote: str
    sentence: Locator
    who: str | None
    due: date | None
    due_words: str
    indicator: str | None
    place: str | None
    observation: int | None
    confidence: float
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Batch:
    """Everything one act stores; stored in one transaction or not at all.

    Attributes:
        kind: What made it.
        author: Who answers for it.
        note: A remark for the list of batches.
        file_name: The file it came from.
        content_hash: SHA-256 of that file; `Store.knows` then answers for it.
        sources: What was read; again for a source whose title, date or rank was corrected.
    """

    kind: BatchKind
    author: str
    note: str | None = None
    file_name: str | None = None
    content_hash: str | None = None
    sources: tuple[Source, ...] = ()
    observations: tuple[Recorded, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    approvals: tuple[Approval, ...] = ()
    descriptions: tuple[Description, ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()
    coverage: tuple[Coverage, ...] = ()
    commitments: tuple[Committed, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind of row the batch brings, for receipts and reports."""
        return {
            name: len(getattr(self, name))
            for name in (
                "sources",
                "observations",
                "repeats",
                "waiting",
                "resolutions",
                "withdrawals",
                "decisions",
                "approvals",
                "descriptions",
                "findings",
                "coverage",
                "commitments",
            )
        }


@dataclass(frozen=True)
class Receipt:
    """What was stored.

    Attributes:
        batch_id: The batch, for undoing it.
        version: The store's version that holds it first.
        recorded_at: When, UTC without zone.
        counts: Rows by kind.
        observation_ids: The new observations' numbers, in the batch's order.
        waiting_ids: The new waiting mentions' numbers, in the batch's order.
    """

    batch_id: int
    version: str
    recorded_at: datetime
    counts: Mapping[str, int]
    observation_ids: tuple[int, ...] = ()
    waiting_ids: tuple[int, ...] = ()
