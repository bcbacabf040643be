"""Tables of figures laid out for slides: how wide, how high, which rows go to the next slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.heat import HeatColumn, HeatTable
from yardstick.charts.labels import (
    MISSING,
    VERDICT_GLYPHS,
    marked_number,
    verdict_glyph,
    verdict_label,
)
from yardstick.charts.notes import word as chart_word
from yardstick.charts.spec import Chart
from yardstick.charts.strips import Strips
from yardstick.render import theme
from yardstick.render.deck_metrics import Face, emu, width, wrapped
from yardstick.render.deck_words import word

TABLES = (FigureTable, HeatTable, Strips)
_SIZES = (16, 14, 13, 12, 11, 10)
# Smaller letters than these are not read from the hall: rows go to another slide instead.
_READ_IN_A_HALL = 12
_PAD_X, _PAD_Y = emu(0.07), emu(0.035)
_WIDEST_FIRST = emu(6)
_NAMES_AT_LEAST = emu(1.9)
_SHAPES = frozenset(VERDICT_GLYPHS.values()) - {"–"}


@dataclass(frozen=True)
class Cell:
    """One cell as shown: `extra` stands small behind the words."""

    text: str
    is_right: bool = False
    is_bold: bool = False
    colour: str = ""
    tint: str = ""
    extra: str = ""

    @property
    def shown(self) -> str:
        """All its words."""
        return f"{self.text} {self.extra}" if self.extra else self.text


@dataclass(frozen=True)
class GridRow:
    """A row; a heading of a group has one cell that spans all columns."""

    cells: tuple[Cell, ...]
    is_group: bool = False


@dataclass(frozen=True)
class Grid:
    """A table before it is laid out."""

    head: tuple[Cell, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class TablePage:
    """The part of a table that stands on one slide.

    Attributes:
        size: Of the letters, in points.
        widths: Of the columns in EMU.
        heights: Of the head and of every row in EMU.
    """

    grid: Grid
    size: float
    widths: tuple[int, ...]
    heights: tuple[int, ...]


def table_grid(spec: Chart) -> Grid:
    """The table of a spec that is shown as one."""
    match spec:
        case FigureTable():
            return _figures(spec)
        case HeatTable():
            return _heat(spec)
        case Strips():
            return _strips(spec)
        case _:
            raise TypeError(type(spec).__name__)


def _figures(spec: FigureTable) -> Grid:
    rows = []
    for n, cells in enumerate(spec.rows):
        if n in spec.groups:
            rows.append(GridRow((Cell(spec.groups[n], is_bold=True, tint=theme.PANEL),), True))
        rows.append(GridRow(tuple(_figure_cell(cell, spec) for cell in cells)))
    right = [all(row[n].is_number for row in spec.rows) for n in range(len(spec.columns))]
    head = tuple(
        _head(text, is_right=bool(spec.rows) and right[n]) for n, text in enumerate(spec.columns)
    )
    return Grid(head, tuple(rows))


def _head(text: str, *, is_right: bool = False) -> Cell:
    return Cell(text, is_right, is_bold=True, tint=theme.PANEL)


def _figure_cell(cell: TableCell, spec: FigureTable) -> Cell:
    said = word("estimate", spec.language)
    estimate = said if cell.is_estimate and said not in cell.text else ""
    if not cell.verdict:
        return Cell(cell.text, cell.is_number, extra=estimate)
    colours = theme.VERDICTS[cell.verdict]
    text = f"{verdict_glyph(cell.verdict)} {cell.text}".rstrip()
    if cell.is_number:
        text = marked_number(cell.verdict, cell.text)
    return Cell(text, cell.is_number, is_bold=True, colour=colours.text, extra=estimate)


def _heat(spec: HeatTable) -> Grid:
    language = spec.language
    rows = []
    for row in spec.rows:
        cells = [Cell(row.name)]
        for there in row.cells:
            colours = theme.VERDICTS[there.verdict]
            estimate = word("estimate", language) if there.is_estimate else ""
            text = marked_number(there.verdict, there.number)
            cells.append(Cell(text, True, False, colours.text, colours.tint, estimate))
        rows.append(GridRow(tuple(cells)))
    head = (_head(word("place", language)), *(_heat_head(column) for column in spec.columns))
    return Grid(head, tuple(rows))


def _heat_head(column: HeatColumn) -> Cell:
    under = ", ".join(part for part in (column.unit, column.asked) if part)
    return _head(f"{column.name}\n{under}" if under else column.name, is_right=True)


def legend(spec: HeatTable) -> str:
    """What the shapes of the cells mean, for those verdicts that occur."""
    found = {cell.verdict for row in spec.rows for cell in row.cells}
    return " · ".join(
        f"{verdict_glyph(verdict)} {verdict_label(verdict, spec.language)}"
        for verdict in theme.VERDICTS
        if verdict in found
    )


def _strips(spec: Strips) -> Grid:
    language = spec.language
    rows, group = [], None
    for row in spec.rows:
        if row.group != group:
            group = row.group
            rows.append(GridRow((Cell(group, is_bold=True, tint=theme.PANEL),), True))
        colours = theme.VERDICTS[row.verdict]
        estimate = word("estimate", language) if row.is_estimate else ""
        verdict = f"{verdict_glyph(row.verdict)} {verdict_label(row.verdict, language)}"
        number = f"{row.number} {row.unit}".strip() if row.number != MISSING else MISSING
        rows.append(
            GridRow(
                (
                    Cell(row.name),
                    Cell(number, is_right=True, extra=estimate),
                    Cell(row.asked, is_right=True),
                    Cell(row.rank, is_right=True),
                    Cell(verdict, is_bold=True, colour=colours.text),
                )
            )
        )
    heads = ("strip_indicator", "strip_actual", "strip_target", "strip_rank", "strip_verdict")
    head = tuple(
        _head(chart_word(key, language), is_right=key.endswith(("actual", "target", "rank")))
        for key in heads
    )
    return Grid(head, tuple(rows))


def table_pages(grid: Grid, box: tuple[int, int]) -> list[TablePage]:
    """The table cut into pages of which none is higher or wider than the box.

    The largest letters that hold it on one slide; from 12 points down rows go to further slides.
    """
    strips = _column_strips(grid, box[0])
    pages: list[TablePage] = []
    for part in strips:
        for size in _SIZES:
            if size < _READ_IN_A_HALL:
                break
            laid = _laid(part, box, size)
            if laid is not None and len(laid) == 1:
                break
        else:
            laid = None
        if laid is None or len(laid) > 1:
            laid = _fewest(part, box)
        pages += laid
    return pages


def _fewest(grid: Grid, box: tuple[int, int]) -> list[TablePage]:
    """As few slides as letters of 12 points make; the largest letters among equals."""
    tries = [_laid(grid, box, size) for size in (14, 13, _READ_IN_A_HALL)]
    found = [laid for laid in tries if laid is not None]
    if not found:
        small = [_laid(grid, box, size) for size in _SIZES if size < _READ_IN_A_HALL]
        found = [laid for laid in small if laid is not None][:1]
    return min(found, key=len)


def _column_strips(grid: Grid, room: int) -> list[Grid]:
    """The columns in as many parts as the width asks for; the names stand in each."""
    face = Face(_READ_IN_A_HALL)
    least = _least_widths(grid, face)
    if sum(least) <= room or len(least) <= 2:
        return [grid]
    parts: list[list[int]] = [[]]
    taken = least[0]
    for n in range(1, len(least)):
        if parts[-1] and taken + least[n] > room:
            parts.append([])
            taken = least[0]
        parts[-1].append(n)
        taken += least[n]
    return [_columns(grid, [0, *part]) for part in parts]


def _columns(grid: Grid, kept: Sequence[int]) -> Grid:
    rows = tuple(
        row if row.is_group else replace(row, cells=tuple(row.cells[n] for n in kept))
        for row in grid.rows
    )
    return Grid(tuple(grid.head[n] for n in kept), rows)


def _face(cell: Cell, face: Face) -> Face:
    return Face(face.size, is_bold=cell.is_bold)


def _least_widths(grid: Grid, face: Face) -> list[int]:
    """Each column as narrow as its longest word allows; numbers are never broken."""
    widths = []
    for n in range(len(grid.head)):
        column = [grid.head[n], *(row.cells[n] for row in grid.rows if not row.is_group)]
        least = 0
        for cell in column:
            whole = cell.is_right and cell is not grid.head[n]
            parts = [cell.shown] if whole else cell.shown.split()
            least = max([least, *(width(part, _face(cell, face)) for part in parts)])
        widths.append(least + 2 * _PAD_X)
    # Names broken at every word are not read: they keep some room where columns are many.
    natural = _natural_widths(grid, face)
    widths[0] = max(widths[0], min(natural[0], _NAMES_AT_LEAST))
    return widths


def _natural_widths(grid: Grid, face: Face) -> list[int]:
    widths = []
    for n in range(len(grid.head)):
        rows = [row.cells[n] for row in grid.rows if not row.is_group]
        lines = [(cell, line) for cell in rows for line in cell.shown.split("\n")]
        widest = max((width(line, _face(cell, face)) for cell, line in lines), default=0)
        widths.append(min(widest, _WIDEST_FIRST) + 2 * _PAD_X)
    return widths


def _widths(grid: Grid, room: int, face: Face) -> list[int] | None:
    """Columns that fill the room; None where even the narrowest do not fit."""
    least, natural = _least_widths(grid, face), _natural_widths(grid, face)
    natural = [max(pair) for pair in zip(least, natural, strict=True)]
    spare = room - sum(least)
    if spare < 0:
        if face.size > _SIZES[-1]:
            return None
        # Even the smallest letters are too wide: words will break, but nothing leaves the slide.
        return [room * wide // sum(least) for wide in least]
    wished = [want - have for want, have in zip(natural, least, strict=True)]
    if sum(wished) <= spare:
        rest = (spare - sum(wished)) // len(natural)
        found = [want + rest for want in natural]
    else:
        found = [
            have + want * spare // sum(wished) for have, want in zip(least, wished, strict=True)
        ]
    found[0] += room - sum(found)
    return found


def _height(row: GridRow, widths: Sequence[int], face: Face) -> int:
    room = [sum(widths)] if row.is_group else widths
    lines = max(
        len(wrapped(cell.shown, wide - 2 * _PAD_X, _face(cell, face)))
        for cell, wide in zip(row.cells, room, strict=True)
    )
    # The symbol font of the verdicts' shapes stands higher than text.
    has_shape = any(glyph in cell.text for cell in row.cells for glyph in _SHAPES)
    line = round(face.line_height * 1.12) if has_shape else face.line_height
    return lines * line + 2 * _PAD_Y


def _laid(grid: Grid, box: tuple[int, int], size: float) -> list[TablePage] | None:
    face = Face(size)
    widths = _widths(grid, box[0], face)
    if widths is None:
        return None
    top = _height(GridRow(grid.head), widths, face)
    heights = [_height(row, widths, face) for row in grid.rows]
    if top + max(heights, default=0) > box[1] and size > _SIZES[-1]:
        return None
    pages: list[list[int]] = [[]]
    taken = top
    for n, high in enumerate(heights):
        # A heading is not left alone at the foot of a slide.
        below = heights[n + 1] if grid.rows[n].is_group and n + 1 < len(heights) else 0
        if pages[-1] and taken + high + below > box[1]:
            pages.append([])
            taken = top
        pages[-1].append(n)
        taken += high
    return [
        TablePage(
            Grid(grid.head, tuple(grid.rows[n] for n in page)),
            size,
            tuple(widths),
            (top, *(heights[n] for n in page)),
        )
        for page in pages
    ]
