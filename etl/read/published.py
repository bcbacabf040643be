"""The published figures that ship with the product: two tables, read as text."""

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yardstick.domain.provenance import Source, SourceKind


@dataclass(frozen=True)
class PublishedFigures:
    """The two tables, each row a dictionary of text.

    Attributes:
        figures: Rows of figures.csv, in the order of the file.
        sources: source_id -> the source.
        content_hash: SHA-256 over both files, hex.
    """

    figures: tuple[dict[str, str], ...]
    sources: dict[str, Source]
    content_hash: str


def published_hash(directory: Path) -> str:
    """The SHA-256 over figures.csv and sources.csv, so that unchanged tables are not read again."""
    digest = hashlib.sha256()
    for name in ("figures.csv", "sources.csv"):
        digest.update((directory / name).read_bytes())
    return digest.hexdigest()


def read_published(directory: Path) -> PublishedFigures:
    """The figures and sources of `data/published`."""
    content_hash = published_hash(directory)
    sources = {row["source_id"]: _source(row) for row in _rows(directory / "sources.csv")}
    return PublishedFigures(_rows(directory / "figures.csv"), sources, content_hash)


def _rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def _source(row: dict[str, str]) -> Source:
    address = row["url"]
    return Source(
        source_id=row["source_id"],
        kind=SourceKind.PUBLISHED,
        title=row["title"],
        content_hash=hashlib.sha256(f"{address}\n{row['title']}".encode()).hexdigest(),
        lineage=f"published:{row['source_id']}",
        issuer=row["issuer"] or None,
        issued=_day(row["date"]),
        address=address or None,
        rank=int(row["rank"]),
    )


def _day(text: str) -> date | None:
    """A day, or the first day of a month or year where only that is known."""
    parts = text.split("-") if text else []
    if not parts or not all(part.isdigit() for part in parts):
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return date(year, month, day)
