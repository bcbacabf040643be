"""Tables of documents -> lines of text: one row a line, every column in its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

BAR = " | "
# A cell longer than this is prose in a frame, not a cell of a table.
_PROSE = 500
_MOST_COLUMNS = 200
_MOST_HEADER_ROWS = 4
# Letterhead and signature blocks are set as tables without being any.
_FRAME = re.compile(
    r"cộng h(?:òa|oà) xã hội|đảng cộng sản việt nam|nơi nhận|^(?:tm|kt|tl|tuq)\.",
    re.IGNORECASE | re.MULTILINE,
)
_VALUE = re.compile(r"[-+(]?\d[\d.,]*\s*%?\)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class TableCell:
    """A cell of a document's table.

    Attributes:
        text: Its paragraphs, one a line.
        columns: How many columns it spans.
        is_continued: True for the part of a vertically merged cell below its first row.
    """

    text: str
    columns: int = 1
    is_continued: bool = False


Row = Sequence[TableCell]


def table_lines(rows: Sequence[Row]) -> list[str]:
    """The lines of a table.

    A merged cell is written once, at its first row and column; the places it covers stay empty, so
    that every value stands under its title. Only a header of several rows is written as one line,
    each column under its whole title ("Năm 2024 Kế hoạch"), since a title over several columns
    belongs to each. Frames around a letterhead, a signature or prose are written as the paragraphs
    they hold.
    """
    kept = [row for row in rows if any(cell.text.strip() for cell in row)]
    if not kept:
        return []
    width = min(max(sum(cell.columns for cell in row) for row in kept), _MOST_COLUMNS)
    if _is_frame(kept, width):
        return [line for row in kept for cell in row for line in _paragraphs(cell)]
    lines = []
    while kept and len(kept[0]) == 1:
        lines += _paragraphs(kept[0][0])
        kept = kept[1:]
    depth = _header_depth(kept)
    if depth > 1:
        lines.append(_line(_titles(kept[:depth], width)))
        kept = kept[depth:]
    return lines + [_line(_places(row, width)) for row in kept]


def _is_frame(rows: Sequence[Row], width: int) -> bool:
    if width == 1:
        return True
    cells = [cell.text for row in rows for cell in row]
    if width <= 3 and len(rows) <= 8 and any(_FRAME.search(text) for text in cells):
        return True
    return width == 2 and any(len(text) > _PROSE for text in cells)


def _paragraphs(cell: TableCell) -> list[str]:
    return [line.strip() for line in cell.text.split("\n") if line.strip()]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "¦")).strip()


def _places(row: Row, width: int) -> list[str]:
    places = [""] * width
    at = 0
    for cell in row:
        if at < width and not cell.is_continued:
            places[at] = _flat(cell.text)
        at += cell.columns
    return places


def _line(places: list[str]) -> str:
    filled = [place for place in places if place]
    if len(filled) < 2:
        return filled[0] if filled else ""
    while not places[-1]:
        places = places[:-1]
    # A row must not begin with a bar: the first column's place would be lost.
    return BAR.join([places[0] or "-", *places[1:]]).replace("  ", " ")


def _header_depth(rows: Sequence[Row]) -> int:
    """How many rows the header has: as many as its merged cells reach over, without values."""
    if len(rows) < 2 or not any(cell.columns > 1 for cell in rows[0]):
        return 1
    depth = 1
    while depth < min(len(rows) - 1, _MOST_HEADER_ROWS):
        row = rows[depth]
        merged = any(cell.is_continued for cell in row)
        if not merged and not (depth == 1 and any(not cell.text.strip() for cell in row)):
            break
        if any(is_value(cell.text.strip()) for cell in row):
            break
        depth += 1
    return depth


def is_value(text: str) -> bool:
    """True for a cell that holds one number and is no year."""
    return _VALUE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _titles(rows: Sequence[Row], width: int) -> list[str]:
    titles: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        at = 0
        for cell in row:
            words = _flat(cell.text)
            for place in range(at, min(at + cell.columns, width)):
                if words and not cell.is_continued:
                    titles[place].append(words)
            at += cell.columns
    return [" ".join(parts) for parts in titles]
