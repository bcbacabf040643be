"""Where a figure was printed: the source, and the exact span of text or cell of a sheet."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Stands, unseen, before the first character of every page but the first: a word joiner, which XML
# may hold and whoever reads the text skips.
PAGE_MARK = "\u2060"
_CHARS = re.compile(r"chars (\d+)-(\d+)")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+(?=[A-ZĐÀ-Ỹ“\"\-–])|\n+")


class SourceKind(StrEnum):
    """What a figure was read from."""

    DOCUMENT = "document"
    WORKBOOK = "workbook"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Source:
    """A document, sheet or publication.

    Attributes:
        source_id: Stable name; for files the first 16 hex digits of the content hash.
        kind: Document, workbook or published figure.
        title: As printed on the source.
        issuer: Who issued it; None when unknown.
        number: Number and sign, e.g. 604-KL/HU.
        issued: Date of issue; None when unknown.
        address: Web address or file name.
        content_hash: SHA-256 of the bytes read, hex; the address for published figures without a
        file.
        lineage: What a newer edition replaces: same lineage, same cell -> supersession; different
            lineage -> both are kept as a conflict.
        rank: Weight of the issuer when sources disagree; higher wins (statistics office 50, State
        or Party
            body 40, reporting unit 30, press 10).
        text: The whole text as read, for documents only.
    """

    source_id: str
    kind: SourceKind
    title: str
    content_hash: str
    lineage: str
    issuer: str | None = None
    number: str | None = None
    issued: date | None = None
    address: str | None = None
    rank: int = 10
    text: str | None = None


@dataclass(frozen=True)
class TextSpan:
    """Characters `start` to `end` (exclusive) of a document as read, and what stands there."""

    start: int
    end: int
    quote: str

    def holds_in(self, text: str) -> bool:
        """True when the quotation is the text at the span, digit by digit."""
        return text[self.start : self.end] == self.quote

    @property
    def locator(self) -> str:
        """The span as stored: `chars 1411-1425`."""
        return f"chars {self.start}-{self.end}"


def page_at(text: str, offset: int) -> int | None:
    """The page, from 1, on which a character stands; None for a text without pages."""
    return text.count(PAGE_MARK, 0, offset + 1) + 1 if PAGE_MARK in text else None


def paragraph_at(text: str, offset: int) -> int:
    """The paragraph, from 1, in which a character stands; empty lines do not count."""
    return sum(1 for line in text[: offset + 1].split("\n") if line.strip(f" \t\r{PAGE_MARK}")) or 1


def sentence_around(whole: str, start: int, end: int, limit: int = 480) -> tuple[int, int]:
    """The bounds of the sentence that holds a span, cut at `limit` characters around it.

    Returns:
        Start and end (exclusive) in characters of the whole text.
    """
    first = 0
    for stop in _SENTENCE_END.finditer(whole, 0, start):
        first = stop.end()
    following = _SENTENCE_END.search(whole, end)
    last = following.start() if following else len(whole)
    if start - first > limit:
        first = whole.rfind(" ", 0, start - limit) + 1
    if last - end > limit:
        last = whole.find(" ", end + limit)
    return first, last if last > end else len(whole)


def span_of(locator: str | None) -> tuple[int, int] | None:
    """The characters a stored locator names, None when it names a cell or a row."""
    found = _CHARS.fullmatch(locator or "")
    return (int(found[1]), int(found[2])) if found else None


_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


@dataclass(frozen=True)
class CellRef:
    """One cell of a sheet, e.g. Biểu 02!E7; the sheet name is empty for csv."""

    sheet: str
    cell: str

    def __post_init__(self) -> None:
        if not _CELL.fullmatch(self.cell):
            raise ValueError(f"{self.cell!r} is no cell address")

    @property
    def locator(self) -> str:
        """The cell as stored: `Biểu 02!E7`."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class RowRef:
    """One row of a table of published figures, counted from 1 without the header."""

    row: int

    @property
    def locator(self) -> str:
        """The row as stored: `row 17`."""
        return f"row {self.row}"


Locator = TextSpan | CellRef | RowRef
