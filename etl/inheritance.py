"""Rows of a source as a correction of its own facts sees them, and as it writes them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from etl import load
from etl.observe import Unmatched
from etl.read.document import DocumentMetadata
from yardstick.domain.observation import Authority, Kind, Measure, Observation, Status
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer
from yardstick.domain.provenance import PAGE_MARK, Source, SourceKind, TextSpan
from yardstick.domain.vietnamese import nfc
from yardstick.store.batch import Repeat, Waiting


def plain(text: str) -> str:
    """The text as its heading was read when it came."""
    return nfc(text).replace(PAGE_MARK, "")


def said(value: object) -> str | None:
    """A text of a frame, None where there is none."""
    return value if isinstance(value, str) and value else None


def corrected_source(row: Mapping[Any, Any], metadata: DocumentMetadata) -> Source:
    """The source under its corrected facts; its line of editions stays what it was."""
    issuer_changed = metadata.issuer != said(row["issuer"])
    return Source(
        source_id=str(row["source_id"]),
        kind=SourceKind(row["kind"]),
        title=metadata.title or str(row["title"]),
        content_hash=str(row["content_hash"]),
        lineage=str(row["lineage"]),
        issuer=metadata.issuer,
        number=metadata.number,
        issued=metadata.date,
        address=said(row["address"]),
        rank=load.issuer_rank(metadata.issuer) if issuer_changed else int(row["rank"]),
    )


def settled(found: Observation | Unmatched) -> tuple[str | None, str | None]:
    """Place and period of a figure as they are stored."""
    if isinstance(found, Observation):
        return found.place.key, found.period.canonical().code
    period = found.mention.period
    return found.mention.place, parse_period(period).canonical().code if period else None


def settled_row(row: Mapping[Any, Any]) -> tuple[str | None, str | None]:
    """Place and period of a row of `frames.FIGURES_OF`."""
    if row["state"] != "waiting":
        return str(row["place"]), str(row["period"])
    reading = row["reading"] if isinstance(row["reading"], dict) else {}
    period = reading.get("period")
    return reading.get("place"), parse_period(period).canonical().code if period else None


def waiting_row(source_id: str, found: Unmatched) -> Waiting:
    """A reading as it waits."""
    mention = found.mention
    return Waiting(
        source_id,
        load.span_of(mention),
        mention.quote,
        load.reading_of(mention, found.detail),
        found.reason,
    )


def moved_repeats(
    source_id: str, stored: pd.DataFrame, became: Mapping[int, int]
) -> Iterator[Repeat]:
    """What repeated a figure that moved repeats the moved one."""
    for row in stored[stored["state"] == "repeat"].to_dict("records"):
        at = became.get(int(row["observation_id"]))
        if at is not None and not pd.isna(row["span_start"]):
            span = TextSpan(int(row["span_start"]), int(row["span_end"]), str(row["quote"]))
            yield Repeat(source_id, span, span.quote, at)


def stored_observation(fields: Mapping[str, Any], gazetteer: Gazetteer) -> Observation:
    """A figure of a document as the store has it, exact.

    Args:
        fields: `origin.FigureRecord.fields`.
        gazetteer: All places.
    """
    start, _, end = str(fields["locator"]).removeprefix("chars ").partition("-")
    return Observation(
        indicator=fields["indicator"],
        indicator_text=fields["indicator_text"],
        place=gazetteer[fields["place"]],
        period=parse_period(fields["period_printed"]),
        measure=Measure(fields["measure"]),
        kind=Kind(fields["kind"]),
        unit=fields["unit"],
        locator=TextSpan(int(start), int(end), fields["quote"]),
        quote=fields["quote"],
        value=fields["value"],
        low=fields["low"],
        high=fields["high"],
        total=fields["total"],
        comparator=fields["comparator"],
        base=fields["base"],
        status=Status(fields["status"]) if fields["status"] else None,
        authority=Authority(fields["authority"]) if fields["authority"] else None,
        deadline=fields["deadline"],
        version=fields["version"],
        decimals=fields["decimals"],
        confidence=fields["confidence"],
        note=fields["note"],
    )
