"""Ruled lines of a page -> the tables they draw, their cells filled with the page's words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.read.pdf_lines import Band, bands_of, segments_of
from etl.read.pdf_page import Stroke, Word
from etl.read.rows import TableCell, is_value

_NEAR = 2.5
_MOST_LINES = 1_500
_LEAST_LENGTH = 6.0


@dataclass(frozen=True)
class _Rule:
    """A line at one place across, from `begin` to `end`; level or upright."""

    at: float
    begin: float
    end: float


@dataclass(frozen=True)
class RuledTable:
    """A table as drawn: the corners of its grid and its rows of cells.

    Attributes:
        top: Its upper edge.
        bottom: Its lower edge.
        rows: Its cells.
        words: The words it took.
    """

    top: float
    bottom: float
    rows: list[list[TableCell]]
    words: set[int]


def ruled_tables(strokes: Sequence[Stroke], words: Sequence[Word]) -> list[RuledTable]:
    """The tables drawn with lines, from the top; a frame around text is none."""
    level = _merged([(s.y0, min(s.x0, s.x1), max(s.x0, s.x1)) for s in strokes if s.is_level])
    upright = _merged([(s.x0, min(s.y0, s.y1), max(s.y0, s.y1)) for s in strokes if not s.is_level])
    if not level or not upright or len(level) + len(upright) > _MOST_LINES:
        return []
    tables = []
    taken: set[int] = set()
    for rows, columns in _grids(level, upright):
        table = _Grid(rows, columns).table(words, taken)
        if table is not None:
            taken |= table.words
            tables.append(table)
    return sorted(tables, key=lambda table: -table.top)


def _merged(lines: list[tuple[float, float, float]]) -> list[_Rule]:
    """Lines at the same place that touch or overlap, as one."""
    merged: list[_Rule] = []
    lines.sort()
    group: list[tuple[float, float, float]] = []
    for line in [*lines, (float("inf"), 0.0, 0.0)]:
        if group and line[0] - group[-1][0] > _NEAR:
            at = sum(one[0] for one in group) / len(group)
            begin, end = None, 0.0
            for _, low, high in sorted(group, key=lambda one: one[1:]):
                if begin is None:
                    begin, end = low, high
                elif low <= end + _NEAR:
                    end = max(end, high)
                else:
                    merged.append(_Rule(at, begin, end))
                    begin, end = low, high
            if begin is not None:
                merged.append(_Rule(at, begin, end))
            group = []
        group.append(line)
    return [rule for rule in merged if rule.end - rule.begin > _LEAST_LENGTH]


def _grids(level: list[_Rule], upright: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Lines that cross, directly or by others, the largest grid first."""
    parent = list(range(len(level) + len(upright)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for i, row in enumerate(level):
        for j, column in enumerate(upright):
            if (
                row.begin - _NEAR <= column.at <= row.end + _NEAR
                and column.begin - _NEAR <= row.at <= column.end + _NEAR
            ):
                parent[root(i)] = root(len(level) + j)
    grids: dict[int, tuple[list[_Rule], list[_Rule]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(level):
        grids[root(i)][0].append(row)
    for j, column in enumerate(upright):
        grids[root(len(level) + j)][1].append(column)
    return sorted(grids.values(), key=lambda grid: -len(grid[0]) * len(grid[1]))


def _places(rules: list[_Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > 2 * _NEAR:
            places.append(at)
    return places


class _Grid:
    """Rows from the top, columns from the left, and which borders between cells are drawn."""

    def __init__(self, rows: list[_Rule], columns: list[_Rule]) -> None:
        self.rows, self.columns = rows, columns
        self.ys = sorted(_places(rows), reverse=True)
        self.xs = _places(columns)

    def table(self, words: Sequence[Word], taken: set[int]) -> RuledTable | None:
        """The table with its words, None when the lines draw no table."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        if height < 1 or width < 1 or height * width < 2:
            return None
        cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
        mine: set[int] = set()
        for number, word in enumerate(words):
            place = None if number in taken else self._place(word)
            if place is not None:
                cells[self._root(*place)].append(word)
                mine.add(number)
        if len(cells) < 2:
            return None
        rows: list[list[TableCell]] = []
        for i in range(height):
            rows += self._row(i, width, cells)
        return RuledTable(self.ys[0], self.ys[-1], rows, mine)

    def _place(self, word: Word) -> tuple[int, int] | None:
        x, y = (word.left + word.right) / 2, word.base + 0.3 * word.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        i = sum(1 for line in self.ys[1:-1] if y < line)
        j = sum(1 for line in self.xs[1:-1] if x > line)
        return i, j

    def _is_ruled_left(self, i: int, j: int) -> bool:
        middle = (self.ys[i] + self.ys[i + 1]) / 2
        return any(
            abs(rule.at - self.xs[j]) <= 2 * _NEAR and rule.begin <= middle <= rule.end
            for rule in self.columns
        )

    def _is_ruled_above(self, i: int, j: int) -> bool:
        middle = (self.xs[j] + self.xs[j + 1]) / 2
        return any(
            abs(rule.at - self.ys[i]) <= 2 * _NEAR and rule.begin <= middle <= rule.end
            for rule in self.rows
        )

    def _root(self, i: int, j: int) -> tuple[int, int]:
        """The upper left place of the merged cell that covers a place."""
        while j > 0 and not self._is_ruled_left(i, j):
            j -= 1
        while i > 0 and not self._is_ruled_above(i, j):
            i -= 1
        while j > 0 and not self._is_ruled_left(i, j):
            j -= 1
        return i, j

    def _row(
        self, i: int, width: int, cells: dict[tuple[int, int], list[Word]]
    ) -> list[list[TableCell]]:
        """A row of the grid; several when its values stand on lines of their own."""
        spans: list[tuple[int, int, bool]] = []
        for j in range(width):
            if j == 0 or self._is_ruled_left(i, j):
                spans.append((j, 1, i > 0 and not self._is_ruled_above(i, j)))
            else:
                first, columns, is_continued = spans[-1]
                spans[-1] = (first, columns + 1, is_continued)
        bands = [bands_of(cells.get((i, j), [])) for j, _, _ in spans]
        cuts = _cuts(bands)
        rows = []
        for number in range(len(cuts) + 1):
            high = cuts[number - 1] if number else float("inf")
            low = cuts[number] if number < len(cuts) else float("-inf")
            rows.append(
                [
                    TableCell(
                        "\n".join(_text(band) for band in inside if low < band.base <= high),
                        columns,
                        is_continued,
                    )
                    for (_, columns, is_continued), inside in zip(spans, bands, strict=True)
                ]
            )
        return rows


def _text(band: Band) -> str:
    return " ".join(segment.text for segment in segments_of(band))


def _cuts(cells: list[list[Band]]) -> list[float]:
    """Heights that part a row without inner lines, where two columns have values side by side."""
    bases = [
        [band.base for band in cell if is_value(_text(band))] for cell in cells[1:] if len(cell) > 1
    ]
    bases = [found for found in bases if len(found) > 1]
    if len(bases) < 2 or len({len(found) for found in bases}) > 1:
        return []
    first, *others = bases
    if any(abs(a - b) > 3 for other in others for a, b in zip(first, other, strict=True)):
        return []
    return [(high + low) / 2 + 1 for high, low in pairwise(first)]
