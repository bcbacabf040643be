"""A stored source's own facts corrected by a person; what its figures inherited follows.

Which figures inherited the place or the period is not guessed: the text is read twice, as it was
described and as it is described now, and what comes out different had it from the heading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from etl import load
from etl.check import checked
from etl.extract.commitments import commitments
from etl.extract.prose import Extraction, extract
from etl.inheritance import (
    corrected_source,
    moved_repeats,
    plain,
    said,
    settled,
    settled_row,
    stored_observation,
    waiting_row,
)
from etl.names import with_names
from etl.observe import Context, Reason, Unmatched
from etl.read.document import Document, DocumentMetadata, describe
from etl.reconcile import reconcile
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.observation import Observation
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, Place
from yardstick.domain.provenance import TextSpan
from yardstick.errors import UnknownSourceError
from yardstick.store import descriptions, origin
from yardstick.store.batch import (
    Batch,
    BatchKind,
    Description,
    Receipt,
    Recorded,
    Waiting,
    Withdrawal,
)
from yardstick.store.commitments import commitments as stored_commitments
from yardstick.store.database import Store
from yardstick.store.office import Office

Span = tuple[int, int]


@dataclass(frozen=True)
class Described:
    """What a stored source is said to be.

    Attributes:
        metadata: Title, number, date, issuer, kind, period.
        place: The place it is about.
        is_place_said: A person named the place; else it is as read.
        is_period_said: Likewise the period.
    """

    metadata: DocumentMetadata
    place: Place | None
    is_place_said: bool = False
    is_period_said: bool = False


@dataclass(frozen=True)
class Correction:
    """A correction as it would be stored.

    Attributes:
        batch: Everything it writes.
        moved: Figures that follow it to another place or period.
        freed: Figures that waited and become whole by it.
        held: Stored figures that have to wait now.
    """

    batch: Batch
    moved: int
    freed: int
    held: int


@dataclass(frozen=True)
class Corrector:
    """What a source is read again with, and who answers for it."""

    store: Store
    catalogue: Catalogue
    gazetteer: Gazetteer
    author: str

    def known(self, source_id: str) -> Described:
        """What the store says of a source now.

        Raises:
            UnknownSourceError: There is no such source.
        """
        row = self._row(source_id)
        text = origin.source_text(self.store, source_id)
        issued = None if pd.isna(row["issued"]) else pd.Timestamp(row["issued"]).date()
        read = describe(plain(text)) if text is not None else DocumentMetadata()
        own = replace(
            read,
            title=str(row["title"]),
            number=said(row["number"]),
            date=issued,
            issuer=said(row["issuer"]),
        )
        place = self.gazetteer.find(read.place_text, on=read.date) if read.place_text else None
        held = descriptions.history(self.store, source_id)
        held = held[~held["is_undone"]]
        if held.empty:
            return Described(own, place)
        last = held.iloc[-1]
        kept = self.gazetteer.find_key(said(last["place"]))
        period = said(last["period"])
        return Described(
            replace(own, kind=said(last["kind"]), period=period),
            kept,
            is_place_said=kept != place,
            is_period_said=period != read.period,
        )

    def correction(
        self, source_id: str, metadata: DocumentMetadata, place: Place | None, reason: str
    ) -> Correction | None:
        """What a correction would change; None when it says what is known already.

        Raises:
            UnknownSourceError: There is no such source.
            ValueError: No reason was given.
        """
        if not reason.strip():
            raise ValueError("a correction needs a reason")
        before = self.known(source_id)
        if metadata == before.metadata and place == before.place:
            return None
        row = self._row(source_id)
        after = Described(
            metadata,
            place,
            is_place_said=before.is_place_said or place != before.place,
            is_period_said=before.is_period_said or metadata.period != before.metadata.period,
        )
        source = corrected_source(row, metadata)
        description = Description(
            source_id,
            metadata.kind,
            place.key if place else None,
            metadata.period,
            " ".join(reason.split()),
        )
        batch = Batch(
            kind=BatchKind.DECISION,
            author=self.author,
            note=source.title,
            sources=(source,),
            descriptions=(description,),
        )
        text = origin.source_text(self.store, source_id)
        if text is None:
            return Correction(batch, 0, 0, 0)
        document = Document(source.address or "", text, source.content_hash, "", metadata)
        return self._following(batch, document, before, after)

    def correct(
        self, source_id: str, metadata: DocumentMetadata, place: Place | None, reason: str
    ) -> tuple[Receipt, Correction] | None:
        """Store a correction, as one batch that can be undone; None when it changes nothing."""
        found = self.correction(source_id, metadata, place, reason)
        return None if found is None else (load.load(self.store, found.batch), found)

    def _row(self, source_id: str) -> Mapping[Any, Any]:
        listed = origin.sources(self.store)
        rows = listed[listed["source_id"] == source_id].to_dict("records")
        if not rows:
            raise UnknownSourceError(source_id)
        return rows[0]

    def _following(
        self, batch: Batch, document: Document, before: Described, after: Described
    ) -> Correction:
        """The batch with the figures that change place or period by the correction."""
        source_id = batch.sources[0].source_id
        lineage = batch.sources[0].lineage
        old, _ = self._read(document, before, lineage)
        new, extraction = self._read(document, after, lineage)
        changed = {
            span: found
            for span, found in new.items()
            if span in old and settled(old[span]) != settled(found)
        }
        stored = origin.figures_of(self.store, source_id)
        observations: list[Recorded] = []
        withdrawals: list[Withdrawal] = []
        waiting: list[Waiting] = []
        became: dict[int, int] = {}
        freed = held = 0
        reason = batch.descriptions[0].reason
        for row in stored.to_dict("records"):
            if pd.isna(row["span_start"]) or row["state"] not in ("accepted", "waiting"):
                continue
            span = int(row["span_start"]), int(row["span_end"])
            found = changed.get(span)
            if found is None or settled_row(row) != settled(old[span]):
                # A person gave it a place or a period of its own, or it names them itself.
                continue
            if row["state"] == "waiting":
                if isinstance(found, Observation):
                    observations.append(Recorded(source_id, found))
                    freed += 1
                else:
                    waiting.append(waiting_row(source_id, found))
                continue
            number = int(row["observation_id"])
            withdrawals.append(Withdrawal(number, reason))
            was_read = isinstance(old[span], Observation)
            if isinstance(found, Unmatched) and (was_read or found.reason == Reason.WRONG_LEVEL):
                waiting.append(waiting_row(source_id, found))
                held += 1
                continue
            became[number] = len(observations)
            observations.append(Recorded(source_id, self._moved(number, found)))
        return Correction(
            replace(
                batch,
                observations=tuple(observations),
                withdrawals=tuple(withdrawals),
                waiting=tuple(waiting),
                repeats=tuple(moved_repeats(source_id, stored, became)),
                commitments=self._commitments(source_id, document, extraction, after, observations),
            ),
            len(became),
            freed,
            held,
        )

    def _read(
        self, document: Document, as_said: Described, lineage: str
    ) -> tuple[dict[Span, Observation | Unmatched], Extraction]:
        """What the text says under a description: every figure by its span."""
        known = as_said.metadata
        document = replace(document, metadata=known)
        named = as_said.place.full_name if as_said.place and as_said.is_place_said else None
        found = extract(
            document,
            self.catalogue,
            place=named,
            period=known.period if as_said.is_period_said else None,
        )
        # A place somebody chose is that place; a name that was read is looked up as it was then.
        mentions = (
            replace(one, place_text=None) if named and one.place_text == named else one
            for one in with_names(found.mentions, Office.beside(self.store).by_words())
        )
        period = parse_period(known.period) if known.period else None
        context = Context(self.catalogue, self.gazetteer, as_said.place, known.date, period)
        read = checked(
            reconcile(mentions, context, load.span_of),
            self.store,
            self.catalogue,
            lineage=lineage,
            text=document.text,
        )
        by_span: dict[Span, Observation | Unmatched] = {}
        for repeat in read.repeats:
            if isinstance(repeat.locator, TextSpan):
                by_span[repeat.locator.start, repeat.locator.end] = repeat.observation
        for waits in (*read.unmatched, *read.conflicts):
            by_span[waits.mention.start, waits.mention.end] = waits
        for one in read.observations:
            if isinstance(one.locator, TextSpan):
                by_span[one.locator.start, one.locator.end] = one
        return by_span, found

    def _moved(self, number: int, found: Observation | Unmatched) -> Observation:
        """The stored figure under its new place and period; everything else as it was stored."""
        stored = stored_observation(origin.figure(self.store, number).fields, self.gazetteer)
        if isinstance(found, Observation):
            return replace(stored, place=found.place, period=found.period)
        place = self.gazetteer.find_key(found.mention.place) or stored.place
        period = parse_period(found.mention.period) if found.mention.period else stored.period
        return replace(stored, place=place, period=period)

    def _commitments(
        self,
        source_id: str,
        document: Document,
        extraction: Extraction,
        after: Described,
        observations: list[Recorded],
    ) -> tuple[Any, ...]:
        """What the document commits somebody to, where it had any before."""
        held = stored_commitments(self.store)
        if held.empty or not (held["source_id"] == source_id).any():
            return ()
        figures = [one.observation for one in observations]
        described = replace(document, metadata=after.metadata)
        return load.committed(
            source_id,
            commitments(described, extraction),
            {one.locator: at for at, one in enumerate(figures)},
            figures,
            after.place,
        )
