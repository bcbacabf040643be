"""A page's lines in reading order: columns, tables as rows; headers and footnotes apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from etl.read.pdf_grid import RuledTable, ruled_tables
from etl.read.pdf_lines import Band, Segment, bands_of, segments_of
from etl.read.pdf_page import PageContent
from etl.read.rows import TableCell, is_value, table_lines

_EDGE_LINES = 3
# White between a header and the text, in steps from line to line.
_APART = 1.5
_WIDE_GAP = 3.0
# Text of one column reaches at least this share of the page, or its lines are short ones.
_LEAST_WIDTH = 0.72
_LEAST_GUTTER = 0.9
# Fewer lines side by side are a letterhead or signatures, not columns of text.
_LEAST_COLUMN = 8
_PAGE_NUMBER = re.compile(r"\W*(?:trang|page)?\s*(\d{1,4})(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_NOTE_RULE = re.compile(r"[_—–-]{5,}")


@dataclass
class Line:
    """One line of text in its column.

    Attributes:
        segment: The words and where they stand.
        left: The left edge of its column.
        right: The right edge of its column.
        is_row: True for a row of a table, which nothing is joined to.
        is_note: True for a line of a footnote.
        column: Which stretch of text it stands in; numbers grow down the page.
    """

    segment: Segment
    left: float
    right: float
    is_row: bool = False
    is_note: bool = False
    column: int = 0


@dataclass
class PageLines:
    """A page on its way to text: bands outside tables, and the tables."""

    content: PageContent
    bands: list[Band] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)


def lines_of(content: PageContent) -> PageLines:
    """The bands and tables of a page."""
    tables = ruled_tables(content.strokes, content.words)
    taken = {number for table in tables for number in table.words}
    words = [word for number, word in enumerate(content.words) if number not in taken]
    return PageLines(content, bands_of(words), tables)


def without_furniture(pages: Sequence[PageLines]) -> None:
    """Take page numbers and the headers and footers that pages share off their edges.

    A page number is a line that holds nothing but a number that counts with the pages. A header or
    footer is a line with the same words (the page's number apart) at one height of several pages.
    """
    sizes = [word.size for page in pages for band in page.bands for word in band.words]
    steps = [one.base - two.base for page in pages for one, two in pairwise(page.bands)]
    if not steps:
        return
    usual = median(sizes), median(steps)
    edges = [
        (number, band.base, _whole(band))
        for number, page in enumerate(pages)
        for band in _edges(page, usual)
    ]
    shifts: Counter[int] = Counter()
    for number, _, words in edges:
        found = _PAGE_NUMBER.fullmatch(words)
        if found:
            shifts[int(found[1]) - number] += 1
    counted = {shift for shift, times in shifts.items() if times > 1 or shift == 1}
    places: dict[tuple[str, int], set[int]] = {}
    for number, base, words in edges:
        spoken = _numberless(words, number, counted)
        for height in _heights(base):
            places.setdefault((spoken, height), set()).add(number)
    apart = set(edges)
    least = max(2, min(4, len(pages) // 3))
    for number, page in enumerate(pages):
        # What is a header elsewhere is one here, too, even where a table stands right under it.
        for band in dict.fromkeys([*page.bands[:_EDGE_LINES], *page.bands[-_EDGE_LINES:]]):
            words = _whole(band)
            found = _PAGE_NUMBER.fullmatch(words)
            is_apart = (number, band.base, words) in apart
            spoken = _numberless(words, number, counted)
            times = max(len(places.get((spoken, height), ())) for height in _heights(band.base))
            is_number = found is not None and is_apart and int(found[1]) - number in counted
            if is_number or times >= least:
                page.bands.remove(band)


def _heights(base: float) -> tuple[int, int]:
    """A height as two numbers, of which lines a few points apart share one."""
    return round(base / 4), round(base / 4) + 1


def _edges(page: PageLines, usual: tuple[float, float]) -> list[Band]:
    """The outermost bands that stand apart from the text: by white, or by another size of letters.

    Args:
        page: The page.
        usual: The letter height of the document and its step from line to line.
    """
    bands = page.bands
    kept: list[Band] = []
    for outer in (bands[:_EDGE_LINES], bands[: -_EDGE_LINES - 1 : -1]):
        tables = [(table.top, table.bottom) for table in page.tables]
        for count, band in enumerate(outer, 1):
            inside = bands[count:] if outer[0] is bands[0] else bands[: len(bands) - count]
            heights = [one.base for one in inside[:1] + inside[-1:]]
            heights += [edge for table in tables for edge in table]
            step = min((abs(height - band.base) for height in heights), default=page.content.height)
            if any(low < band.base < high for high, low in tables):
                break
            if step > _APART * usual[1] or abs(band.size - usual[0]) > 0.08 * usual[0]:
                kept += [one for one in outer[:count] if one not in kept]
    return kept


def _whole(band: Band) -> str:
    return " ".join(segment.text for segment in segments_of(band))


def _numberless(words: str, page: int, shifts: set[int]) -> str:
    """The words of a header without the page's number at its beginning or end."""
    for shift in shifts:
        number = page + shift
        words = re.sub(rf"^\W*{number}(?!\d)|(?<!\d){number}(?:\s*/\s*\d+)?\W*$", "#", words)
    return words


def margins(page: PageLines) -> tuple[float, float]:
    """The left and right edge of what stands outside tables."""
    words = [word for band in page.bands for word in band.words]
    return min(word.left for word in words), max(word.right for word in words)


def reading_order(page: PageLines, usual: tuple[float, float]) -> list[Line]:
    """The lines of a page as they are read, footnotes marked, rows of tables among them.

    Args:
        page: The page.
        usual: The left and right edge of the document's text, for pages with little of it.
    """
    lines: list[Line] = []
    bands = list(page.bands)
    left, right = margins(page) if bands else usual
    edges = min(left, usual[0]), max(right, usual[1], _LEAST_WIDTH * page.content.width)
    tables = list(page.tables)
    while tables:
        table = tables.pop(0)
        above = [band for band in bands if band.base > table.top]
        bands = [band for band in bands if band.base <= table.top]
        lines += _stretch(above, len(lines), edges)
        lines += _table(table.rows, table.top, table.bottom, len(lines))
    lines += _stretch(bands, len(lines), edges)
    _mark_notes(lines)
    for text in page.content.sideways:
        lines.append(_row(text, 0.0, len(lines)))
    return lines


def _row(text: str, base: float, column: int) -> Line:
    return Line(Segment(text, 0.0, 0.0, base, 0.0, 0.0, False), 0.0, 0.0, True, False, column)


def _table(rows: list[list[TableCell]], top: float, bottom: float, column: int) -> list[Line]:
    lines = table_lines(rows)
    step = (top - bottom) / max(len(lines), 1)
    return [_row(text, top - number * step, column) for number, text in enumerate(lines)]


def _stretch(bands: list[Band], column: int, edges: tuple[float, float]) -> list[Line]:
    """Bands between tables: full lines, and groups that stand in columns."""
    left, right = edges
    parted = [(band, segments_of(band)) for band in bands]
    parted = [(band, segments) for band, segments in parted if segments]
    lines: list[Line] = []
    at = 0
    while at < len(parted):
        end, gutter = _group(parted, at)
        if gutter is None:
            band, segments = parted[at]
            whole = segments_of(band, float("inf"))
            alone = [Line(one, left, right, column=column) for one in whole]
            if any(b.left - a.right > _WIDE_GAP * band.size for a, b in _pairs(segments)):
                alone = [Line(one, left, right, column=column) for one in segments]
            lines += alone
            at += 1
            continue
        group = parted[at:end]
        cells = _as_rows(group)
        if cells is not None:
            lines += _table(cells, group[0][0].base, group[-1][0].base, column + at + 1)
        else:
            lines += _columns(group, gutter, column + at + 1)
        column += end
        at = end
    return lines


def _pairs(segments: list[Segment]) -> list[tuple[Segment, Segment]]:
    return list(pairwise(segments))


Parted = tuple[Band, list[Segment]]


def _group(parted: list[Parted], at: int) -> tuple[int, tuple[float, float] | None]:
    """Where a group of bands with one white gutter between columns ends; the gutter."""
    gutter = _first_gutter(parted, at)
    if gutter is None:
        return at + 1, None
    end, both = at, at
    while end < len(parted):
        band, segments = parted[end]
        if end > at and parted[end - 1][0].base - band.base > 4 * band.size:
            break
        narrowed = _narrowed(gutter, segments, band.size)
        if narrowed is None:
            break
        gutter = narrowed
        end += 1
        if segments[-1].left >= gutter[1] - 1:
            both = end
    if both - at < 2:
        return at + 1, None
    # Lines below the left column alone are text after the group, unless columns fill the page.
    return (end if both - at >= _LEAST_COLUMN else both), gutter


def _first_gutter(parted: list[Parted], at: int) -> tuple[float, float] | None:
    band, segments = parted[at]
    if len(segments) > 1:
        a, b = max(_pairs(segments), key=lambda pair: pair[1].left - pair[0].right)
        return a.right, b.left
    if at + 1 < len(parted) and len(parted[at + 1][1]) == 1:
        below, others = parted[at + 1]
        one, two = sorted((segments[0], others[0]), key=lambda segment: segment.left)
        if band.base - below.base < 0.8 * band.size and two.left - one.right > band.size:
            return one.right, two.left
    return None


def _narrowed(
    gutter: tuple[float, float], segments: list[Segment], size: float
) -> tuple[float, float] | None:
    """The gutter that is left when a band's segments keep clear of it."""
    low, high = gutter
    middle = (low + high) / 2
    for segment in segments:
        if segment.right <= middle or (segment.left < low and segment.right < high):
            low = max(low, segment.right)
        elif segment.left >= middle or (segment.right > high and segment.left > low):
            high = min(high, segment.left)
        else:
            return None
    return (low, high) if high - low >= _LEAST_GUTTER * size else None


def _columns(group: list[Parted], gutter: tuple[float, float], column: int) -> list[Line]:
    middle = (gutter[0] + gutter[1]) / 2
    sides: list[list[Band]] = []
    for is_right in (False, True):
        inside: list[Band] = []
        for band, _ in group:
            words = [word for word in band.words if (word.left >= middle) == is_right]
            if words:
                inside.append(replace(band, words=words))
        sides.append(inside)
    if not all(sides):
        whole = [one for band, _ in group for one in segments_of(band, float("inf"))]
        return [Line(one, one.left, float("inf"), column=column) for one in whole]
    lines = []
    for number, inside in enumerate(sides, 1):
        left = min(band.words[0].left for band in inside)
        right = max(word.right for band in inside for word in band.words)
        # Letterheads and signatures are short lines, each for itself.
        edges = (left, right if len(group) >= _LEAST_COLUMN else float("inf"))
        lines += _stretch(inside, column + 1000 * number, edges)
    return lines


def _as_rows(group: list[Parted]) -> list[list[TableCell]] | None:
    """The group as rows of cells, where it is a table without lines; None where it is columns."""
    several = [segments for _, segments in group if len(segments) > 1]
    if len(several) < 2:
        return None
    most = Counter(len(segments) for segments in several).most_common(1)[0][0]
    right = [segment.text for segments in several for segment in segments[1:]]
    values = sum(is_value(text) for text in right)
    if values < 0.4 * len(right):
        return None
    typical = [segments for segments in several if len(segments) == most]
    edges = [
        (min(row[n].left for row in typical), max(row[n].right for row in typical))
        for n in range(most)
    ]
    rows = []
    for _, segments in group:
        cells = [""] * most
        for segment in segments:
            middle = (segment.left + segment.right) / 2
            place = min(
                range(most), key=lambda n: max(edges[n][0] - middle, middle - edges[n][1], 0.0)
            )
            cells[place] = f"{cells[place]} {segment.text}".strip()
        rows.append([TableCell(text) for text in cells])
    return rows


def _mark_notes(lines: list[Line]) -> None:
    """Footnotes: from the first small line with a raised number on, to the end of the page."""
    body = Counter(
        round(line.segment.size, 1) for line in lines if not line.is_row for _ in line.segment.text
    )
    if not body:
        return
    usual = body.most_common(1)[0][0]
    for start, line in enumerate(lines):
        tail = lines[start:]
        if not line.segment.is_noted or line.is_row or line.segment.size > 0.95 * usual:
            continue
        if all(one.segment.size <= 0.95 * usual for one in tail):
            for one in tail:
                one.is_note = not one.is_row
            if start and _NOTE_RULE.fullmatch(lines[start - 1].segment.text):
                lines[start - 1].is_note = True
            return
