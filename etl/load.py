"""The one step that writes: what a source brought becomes a batch of the store."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from etl.extract.commitments import Commitment
from etl.extract.mention import Mention
from etl.observe import Unmatched
from etl.published import PublishedRow
from etl.read.document import Document, DocumentMetadata
from etl.read.published import PublishedFigures
from etl.reconcile import Reconciled, cell_of
from yardstick.domain.finding import Finding
from yardstick.domain.observation import Observation
from yardstick.domain.place import Place
from yardstick.domain.provenance import Locator, Source, SourceKind, TextSpan
from yardstick.store.batch import (
    Batch,
    BatchKind,
    Committed,
    Coverage,
    Description,
    Receipt,
    Recorded,
    Repeat,
    Waiting,
)
from yardstick.store.database import Store
from yardstick.store.writer import write

# Weight of an issuer when sources disagree, by a word of its name; the first that fits.
_RANKS: tuple[tuple[str, int], ...] = (
    ("thống kê", 50),
    ("ủy", 40),
    ("uỷ", 40),
    ("hđnd", 40),
    ("hội đồng nhân dân", 40),
    ("ubnd", 40),
    ("sở ", 30),
    ("chi cục", 30),
    ("báo", 10),
)
_OTHER_RANK = 20


def issuer_rank(issuer: str | None) -> int:
    """How much an issuer's word weighs: statistics office, State and Party bodies, departments.

    Press.
    """
    name = (issuer or "").lower()
    return next((rank for word, rank in _RANKS if word in name), _OTHER_RANK)


def document_source(document: Document) -> Source:
    """The source a document is.

    A newer edition under the same issuer and number (or title, where it has no number) replaces it.
    """
    known = document.metadata
    title = known.title or document.name
    return Source(
        source_id=document.content_hash[:16],
        kind=SourceKind.DOCUMENT,
        title=title,
        content_hash=document.content_hash,
        lineage=f"document:{known.issuer or ''}:{known.number or title}",
        issuer=known.issuer,
        number=known.number,
        issued=known.date,
        address=document.name,
        rank=issuer_rank(known.issuer),
        text=document.text,
    )


def document_batch(
    document: Document,
    reconciled: Reconciled,
    findings: Iterable[Finding],
    numerals: Iterable[tuple[int, int, str]],
    *,
    author: str,
    promised: Iterable[Commitment] = (),
    place: Place | None = None,
) -> Batch:
    """The batch one document makes.

    `numerals` are (start, end, what became of it), `place` is where its commitments are to be kept.
    """
    source = document_source(document)
    position = {cell_of(found): index for index, found in enumerate(reconciled.observations)}
    return Batch(
        kind=BatchKind.LOAD,
        author=author,
        note=source.title,
        file_name=document.name,
        content_hash=document.content_hash,
        sources=(source,),
        observations=tuple(Recorded(source.source_id, found) for found in reconciled.observations),
        repeats=tuple(
            Repeat(source.source_id, r.locator, r.quote, position[cell_of(r.observation)])
            for r in reconciled.repeats
        ),
        waiting=tuple(
            _waiting(source.source_id, span_of(item.mention), item)
            for item in (*reconciled.unmatched, *reconciled.conflicts)
        ),
        findings=tuple((source.source_id, finding) for finding in findings),
        coverage=tuple(Coverage(source.source_id, *numeral) for numeral in numerals),
        descriptions=described(source.source_id, document.metadata, place),
        commitments=committed(
            source.source_id,
            promised,
            {
                **{one.locator: n for n, one in enumerate(reconciled.observations)},
                **{one.locator: position[cell_of(one.observation)] for one in reconciled.repeats},
            },
            reconciled.observations,
            place,
        ),
    )


def described(
    source_id: str, known: DocumentMetadata | None, place: Place | None
) -> tuple[Description, ...]:
    """What a document is about, as a row; none for other sources."""
    if known is None:
        return ()
    return (Description(source_id, known.kind, place.key if place else None, known.period),)


def committed(
    source_id: str,
    promised: Iterable[Commitment],
    positions: Mapping[Locator, int],
    observations: Sequence[Observation],
    place: Place | None,
) -> tuple[Committed, ...]:
    """A document's commitments as rows, each with the stored figure that is its target.

    Args:
        source_id: The document.
        promised: What was read in it.
        positions: Where a figure is printed -> its position among the observations.
        observations: The batch's observations.
        place: Where a commitment is to be kept that has no stored target.
    """
    rows = []
    for one in promised:
        at = next((positions[s] for t in one.targets if (s := span_of(t)) in positions), None)
        target = observations[at] if at is not None else None
        known = next((t.indicator for t in one.targets if t.indicator), None)
        rows.append(
            Committed(
                source_id=source_id,
                locator=TextSpan(one.start, one.end, one.quote),
                quote=one.quote,
                sentence=TextSpan(*one.sentence, ""),
                who=one.who,
                due=one.due,
                due_words=one.due_words,
                indicator=target.indicator if target else known,
                place=target.place.key if target else place.key if place else None,
                observation=at,
                confidence=one.confidence,
                reasons=one.reasons,
            )
        )
    return tuple(rows)


def published_batch(
    published: PublishedFigures, rows: Sequence[PublishedRow], *, author: str, note: str
) -> Batch:
    """The batch the published figures make, all sources in one."""
    return Batch(
        kind=BatchKind.LOAD,
        author=author,
        note=note,
        file_name="figures.csv",
        content_hash=published.content_hash,
        sources=tuple(published.sources.values()),
        observations=tuple(
            Recorded(row.source_id, row.found)
            for row in rows
            if not isinstance(row.found, Unmatched)
        ),
        waiting=tuple(
            _waiting(row.source_id, row.locator, row.found)
            for row in rows
            if isinstance(row.found, Unmatched)
        ),
    )


def load(store: Store, batch: Batch) -> Receipt:
    """Store a batch whole, as one new version."""
    return write(store, batch)


def span_of(mention: Mention) -> TextSpan:
    """Where a document prints the mention."""
    return TextSpan(mention.start, mention.end, mention.quote)


def _waiting(source_id: str, locator: Locator, item: Unmatched) -> Waiting:
    return Waiting(
        source_id, locator, item.mention.quote, reading_of(item.mention, item.detail), item.reason
    )


def reading_of(mention: Mention, detail: str = "") -> dict[str, Any]:
    """The whole reading as JSON values: numbers as text, so that none loses a digit."""
    reading = {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in mention.__dict__.items()
        if value not in (None, "", False) and name not in ("quote", "start", "end", "reasons")
    }
    reading["reasons"] = [list(reason) for reason in mention.reasons]
    return {**reading, "detail": detail} if detail else reading
