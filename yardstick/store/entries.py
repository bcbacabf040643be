"""A batch as rows of every table, with the numbers of its observations and waiting mentions."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa

from yardstick.store.batch import Batch
from yardstick.store.rows import OBSERVATIONS, TABLES, Row, arrow_table, observation_row


@dataclass(frozen=True)
class Known:
    """What the store already holds of what a batch refers to.

    Attributes:
        lineages: Lineage by source, the batch's own sources included.
        cells: For observations the batch decides on: their cell and lineage.
        last_observation: The highest observation number so far.
        last_waiting: The highest number of a waiting mention so far.
    """

    lineages: Mapping[str, str]
    cells: Mapping[int, Row]
    last_observation: int
    last_waiting: int


class Entries:
    """The rows one batch adds."""

    def __init__(self, batch: Batch, number: int, now: datetime, known: Known) -> None:
        """Keep what the rows are made from; raises ValueError for a position out of range."""
        self._batch = batch
        self._number = number
        self._now = now
        self._known = known
        for position in (
            *(repeat.of for repeat in batch.repeats),
            *(one.observation for one in batch.resolutions if one.observation is not None),
            *(one.observation for one in batch.commitments if one.observation is not None),
        ):
            if not 0 <= position < len(batch.observations):
                raise ValueError(f"the batch has no observation at position {position}")

    @cached_property
    def observation_ids(self) -> tuple[int, ...]:
        """The observations' numbers, in the batch's order.

        Of two editions of one lineage in one batch the later issued must count, so numbers rise
        with the date of issue (unknown first), then with the order the batch names its sources in.
        """
        editions = sorted(self._batch.sources, key=lambda source: source.issued or date.min)
        turn = {source.source_id: place for place, source in enumerate(editions)}
        recorded = self._batch.observations
        order = sorted(range(len(recorded)), key=lambda at: turn.get(recorded[at].source_id, -1))
        ids = [0] * len(recorded)
        for number, position in enumerate(order, self._known.last_observation + 1):
            ids[position] = number
        return tuple(ids)

    @cached_property
    def waiting_ids(self) -> tuple[int, ...]:
        """The waiting mentions' numbers, in the batch's order."""
        first = self._known.last_waiting + 1
        return tuple(range(first, first + len(self._batch.waiting)))

    @cached_property
    def observations(self) -> pa.Table:
        """The observations; raises StoreError for a value the store cannot keep."""
        added = {"batch_id": self._number, "recorded_at": self._now}
        return arrow_table(
            (
                {
                    **observation_row(one, self._known.lineages[one.source_id]),
                    **added,
                    "observation_id": number,
                }
                for one, number in zip(self._batch.observations, self.observation_ids, strict=True)
            ),
            OBSERVATIONS,
        )

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Name and rows of every table the batch adds to, referred tables first."""
        rows = {
            "sources": self._sources(),
            "source_texts": self._texts(),
            "withdrawals": self._withdrawals(),
            "repeats": self._repeats(),
            "waiting": self._waiting(),
            "resolutions": self._resolutions(),
            "decisions": self._decisions(),
            "approvals": self._approvals(),
            "descriptions": (self._of_batch(dict(vars(one))) for one in self._batch.descriptions),
            "findings": self._findings(),
            "coverage": self._coverage(),
            "commitments": self._commitments(),
        }
        for name, columns in TABLES.items():
            table = (
                self.observations if name == "observations" else arrow_table(rows[name], columns)
            )
            if table.num_rows:
                yield name, table

    def _of_batch(self, row: dict[str, Any]) -> Row:
        return {**row, "batch_id": self._number}

    def _sources(self) -> Iterator[Row]:
        for source in self._batch.sources:
            yield self._of_batch(
                {
                    "source_id": source.source_id,
                    "kind": source.kind.value,
                    "title": source.title,
                    "issuer": source.issuer,
                    "number": source.number,
                    "issued": source.issued,
                    "address": source.address,
                    "content_hash": source.content_hash,
                    "lineage": source.lineage,
                    "rank": source.rank,
                }
            )

    def _texts(self) -> Iterator[Row]:
        for source in self._batch.sources:
            if source.text is not None:
                yield self._of_batch({"source_id": source.source_id, "text": source.text})

    def _withdrawals(self) -> Iterator[Row]:
        for one in self._batch.withdrawals:
            yield self._of_batch({"observation_id": one.observation_id, "reason": one.reason})

    def _repeats(self) -> Iterator[Row]:
        for one in self._batch.repeats:
            yield self._of_batch(
                {
                    "source_id": one.source_id,
                    "locator": one.locator.locator,
                    "quote": one.quote,
                    "observation_id": self.observation_ids[one.of],
                }
            )

    def _waiting(self) -> Iterator[Row]:
        for one, number in zip(self._batch.waiting, self.waiting_ids, strict=True):
            reading = json.dumps(dict(one.reading), ensure_ascii=False, default=str)
            yield self._of_batch(
                {
                    "waiting_id": number,
                    "source_id": one.source_id,
                    "locator": one.locator.locator,
                    "quote": one.quote,
                    "reading": reading,
                    "reason": one.reason,
                }
            )

    def _resolutions(self) -> Iterator[Row]:
        for one in self._batch.resolutions:
            became = None if one.observation is None else self.observation_ids[one.observation]
            yield self._of_batch(
                {
                    "waiting_id": one.waiting_id,
                    "outcome": one.outcome.value,
                    "observation_id": became,
                    "remark": one.remark,
                }
            )

    def _decisions(self) -> Iterator[Row]:
        for one in self._batch.decisions:
            yield self._of_batch(
                {
                    **self._known.cells[one.observation_id],
                    "observation_id": one.observation_id,
                    "reason": one.reason,
                }
            )

    def _approvals(self) -> Iterator[Row]:
        for one in self._batch.approvals:
            yield self._of_batch(
                {
                    "observation_id": one.observation_id,
                    "is_approved": one.is_approved,
                    "remark": one.remark,
                }
            )

    def _findings(self) -> Iterator[Row]:
        for source_id, finding in self._batch.findings:
            yield self._of_batch(
                {
                    "source_id": source_id,
                    "severity": finding.severity.value,
                    "rule": finding.rule,
                    "subject": finding.subject,
                    "evidence": finding.evidence,
                    "sheet": finding.sheet,
                    "cell": finding.cell,
                }
            )

    def _commitments(self) -> Iterator[Row]:
        for one in self._batch.commitments:
            target = None if one.observation is None else self.observation_ids[one.observation]
            yield self._of_batch(
                {
                    "source_id": one.source_id,
                    "locator": one.locator.locator,
                    "quote": one.quote,
                    "sentence": one.sentence.locator,
                    "who": one.who,
                    "due": one.due,
                    "due_words": one.due_words,
                    "indicator": one.indicator,
                    "place": one.place,
                    "observation_id": target,
                    "confidence": one.confidence,
                    "reasons": json.dumps(dict(one.reasons), ensure_ascii=False),
                }
            )

    def _coverage(self) -> Iterator[Row]:
        for one in self._batch.coverage:
            yield self._of_batch(
                {
                    "source_id": one.source_id,
                    "span_start": one.start,
                    "span_end": one.end,
                    "disposition": one.disposition,
                }
            )
