"""A sheet -> its tables: lines above, header band, body; notes and signatures left out."""

import re
from dataclasses import dataclass, field, replace

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_cells import ColumnCells, is_nothing, is_number, is_year
from etl.extract.sheet_grid import GridRows
from etl.extract.sheet_headers import header_words
from etl.extract.sheet_headings import headings
from etl.extract.sheet_letterhead import is_caption, is_letterhead, is_one_line
from etl.extract.sheet_numbers import NoNumber, read_text
from etl.extract.sheet_units import unit_in_title
from etl.read.cells import Cell, Sheet

_SIGNATURE = re.compile(
    r"\b(?:nguoi lap bieu|nguoi lap|thu truong|chu tich|pho chu tich|giam doc|cuc truong|"
    r"chi cuc truong|ke toan|"
    r"truong phong|tm\.? ?(?:uy ban|ubnd|uy nhan)|kt\.? ?(?:chu tich|giam doc|cuc truong)|"
    r"noi nhan|tl\.|nguoi kiem tra|"
    r"ky,? (?:ghi ro )?(?:ho )?ten|lanh dao don vi|xac nhan cua)\b"
)
_NOTE = re.compile(
    r"^\W*(?:ghi chu|nguon|ky hieu|chu thich|luu y|so lieu (?:uoc|so bo|tinh|den)|\(\*+\)|\*+|"
    r"\(\d\)|\[\d\]|[¹²³])\s*[:.]?\s*"
)
_META = re.compile(
    r"^(?P<key>ma dia ban|dia ban|dia phuong|don vi hanh chinh|huyen|xa|tinh|don vi bao cao|"
    r"don vi|ky bao cao|ky nhap lieu|ky so lieu|"
    r"ky|thoi gian|thoi ky|nam|thang|quy|nam bao cao|loai so lieu|loai|dvt|don vi tinh|"
    r"don vi nhap|co quan|"
    r"bieu so|bieu|mau so|linh vuc|nguoi lap|ngay lap|ngay bao cao|nguon|don vi nhan|"
    r"so lieu)\s*[:：]\s*(?P<value>.*)$"
)
_META_WITHOUT_COLON = {
    "dia ban",
    "ky bao cao",
    "ky so lieu",
    "loai so lieu",
    "nam bao cao",
    "don vi bao cao",
}
_PLACED = re.compile(r"^\W*(?:bieu|bang|phu luc|mau so)\b", re.I)
_LONG_NOTE = 90


@dataclass
class Table:
    """One table: rows are numbers of the sheet, counted from 1.

    Attributes:
        lines: Texts above the header, in order, each with its cell.
        header: Rows of the header band.
        body: Rows between the header and the notes.
        meta: Metadata above: key words folded -> (value text, cell of the value).
        first: Leftmost column, for tables side by side.
        last: Rightmost column.
        headings: Column -> header parts from top to bottom, each with True when it spans columns.
        captioned: True when only a caption under the table before stands above it.
    """

    lines: list[Cell] = field(default_factory=list)
    header: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    meta: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    headings: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)
    first: int = 1
    last: int = 16_384
    captioned: bool = False
    _columns: dict[int, ColumnCells] | None = field(default=None, init=False, repr=False)

    def columns_of(self, sheet: Sheet) -> dict[int, ColumnCells]:
        """Column -> its filled cells in the body; the body is settled when this is asked."""
        if self._columns is None:
            body: dict[int, list[Cell]] = {}
            for row in self.body:
                for cell in sheet.rows[row]:
                    body.setdefault(cell.column, []).append(cell)
            self._columns = {column: ColumnCells(cells) for column, cells in body.items()}
        return self._columns

    def halves(self, split: int) -> tuple["Table", "Table"]:
        """The tables left and right of a column; a row of captions is shared out between them."""
        both = {line.row for line in self.lines if line.column >= split} & {
            line.row for line in self.lines if self.first <= line.column < split
        }
        left = [line for line in self.lines if line.column < split or line.row not in both]
        right = [line for line in self.lines if line.column >= split or line.row not in both]
        return (
            replace(self, lines=left, last=split - 1),
            replace(self, lines=right, first=split),
        )


def tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet from top to bottom; empty when no row holds figures."""
    rows = GridRows(sheet)
    found: list[Table] = []
    lines: list[int] = []
    position = 0
    captioned = False
    while position < len(rows.rows):
        tick()
        row = rows.rows[position]
        if _starts_header(rows, position):
            table, position = _table(rows, position, lines)
            table.captioned = captioned
            found.append(table)
            lines = _captions(rows, position, table)
            captioned = bool(lines)
            continue
        if rows.is_body(row) and not found:
            table, position = _headless(rows, position, lines)
            found.append(table)
            lines = _captions(rows, position, table)
            captioned = bool(lines)
            continue
        lines.append(row)
        captioned = False
        position += 1
    return [table for table in found if table.body]


def _starts_header(rows: GridRows, position: int, *, inside: bool = False) -> bool:
    row = rows.rows[position]
    if rows.is_body(row) or rows.is_letters(row):
        return False
    cells = tuple(cell for cell in rows.sheet.rows[row] if not is_nothing(cell))
    if not cells:
        return False
    if _meta_of(rows, row) and rows.role_cells(row) < 2:
        return False
    following = _next_body(rows, position)
    roles = rows.role_cells(row)
    if not roles and (is_letterhead(rows, position) or is_caption(rows, position)):
        return False
    if roles and len(cells) >= 2 and (roles >= 2 or rows.headerish(row) or len(cells) >= 3):
        return True
    if following is None or (inside and not roles and rows.headerish(row) < 2):
        return False
    if (
        inside
        and not roles
        and isinstance(cells[0].value, str)
        and header_words(cells[0].text).name
    ):
        # A label before the figures: a row of the body whose numbers look like years.
        return False
    columns = _reached(rows, row, cells)
    numeric = {
        column
        for column, where in rows.numeric_from.items()
        if any(following <= item <= following + 12 for item in where)
    }
    above = {column for column in columns if column in numeric or rows.covered.get((row, column))}
    if roles == 1 and len(cells) == 1:
        return rows.headerish(row) == 0 and following - row <= 4 and _header_below(rows, position)
    if is_one_line(rows, row):
        # A single cell above the figures' columns heads them; a title stands at the left.
        cell = cells[0]
        merge = rows.covered.get((row, cell.column))
        if unit_in_title(cell.text) or cell.column <= 2 or following - row > 8:
            return False
        return bool(merge or header_words(cell.text).says_something) and cell.column in numeric
    if following - row > 9:
        return False
    return (
        len(above & numeric) >= 2
        or (rows.headerish(row) >= 2 and len(columns & numeric) >= 1 and following - row <= 9)
        or (rows.headerish(row) >= 1 and len(numeric) == 1 and bool(columns & numeric))
    )


def _reached(rows: GridRows, row: int, cells: tuple[Cell, ...]) -> set[int]:
    """The columns of some cells, merged ones with all they cover."""
    columns = {cell.column for cell in cells}
    for cell in cells:
        merge = rows.covered.get((row, cell.column))
        if merge is not None and merge.right - merge.left < 200:
            columns.update(range(merge.left, merge.right + 1))
    return columns


def _header_below(rows: GridRows, position: int) -> bool:
    below = rows.rows[position + 1] if position + 1 < len(rows.rows) else 0
    return bool(below) and rows.headerish(below) >= 2


def _next_body(rows: GridRows, position: int) -> int | None:
    for row in rows.rows[position : position + 14]:
        if rows.is_body(row):
            return row
    return None


def _table(rows: GridRows, position: int, lines: list[int]) -> tuple[Table, int]:
    table = Table()
    _read_lines(rows, lines, table)
    start = position
    while position < len(rows.rows):
        row = rows.rows[position]
        if position > start and not _continues_header(rows, row, table.header):
            break
        table.header.append(row)
        position += 1
        if rows.is_letters(row):
            break
    table.headings = headings(rows, table.header)
    return table, _body(rows, position, table)


def _continues_header(rows: GridRows, row: int, header: list[int]) -> bool:
    if rows.is_letters(row):
        return True
    last = header[-1]
    if any(
        merge.top <= last and merge.bottom >= row and merge.top >= header[0]
        for merge in (rows.covered.get((row, cell)) for cell in range(1, 12))
        if merge is not None
    ):
        return True
    if rows.is_body(row):
        return False
    if row - last > 2:
        return False
    cells = rows.sheet.rows[row]
    value_columns = {
        column for column, where in rows.numeric_from.items() if any(item > row for item in where)
    }
    over_values = [cell for cell in cells if cell.column in value_columns]
    if not over_values:
        # Fragments over label columns only ("tính" under "Đơn vị") with others beside.
        return (
            len(header) == 1
            and bool(rows.headerish(row))
            and row == last + 1
            and len(cells) > 1
            and not rows.is_marked(row)
        )
    if all(is_year(cell) for cell in over_values):
        return not _has_label(rows, row, value_columns) or rows.headerish(row) >= 2
    texts = [read_text(cell.value, "vi") for cell in over_values if isinstance(cell.value, str)]
    marks = [found for found in texts if isinstance(found, NoNumber)]
    blank = [found for found in marks if found.reason == "blank"]
    return len(marks) > len(blank) or rows.headerish(row) > 0


def _has_label(rows: GridRows, row: int, value_columns: set[int]) -> bool:
    first = min(value_columns)
    return any(
        cell.column < first and isinstance(cell.value, str) and len(cell.text) > 2
        for cell in rows.sheet.rows[row]
    )


def _headless(rows: GridRows, position: int, lines: list[int]) -> tuple[Table, int]:
    """A table whose figures begin at once; the line above may still head its columns."""
    table = Table()
    _read_lines(rows, lines, table)
    return table, _body(rows, position, table)


def _body(rows: GridRows, position: int, table: Table) -> int:
    blank_before = False
    previous = rows.rows[position - 1] if position else 0
    while position < len(rows.rows):
        tick()
        row = rows.rows[position]
        blank_before = row - previous > 1
        if table.body and _starts_header(rows, position, inside=True):
            return position
        if _is_end(rows, position, blank_before, table):
            # Notes run on until the next header; the caller collects them as lines.
            return position
        if not _is_note(rows, row):
            table.body.append(row)
        previous = row
        position += 1
    return position


def _captions(rows: GridRows, position: int, table: Table) -> list[int]:
    """Rows at the end of a body that belong to the next table, whose header comes at once.

    "3. Xã hội (đơn vị: %)" after an empty row, or with a unit, heads what follows.
    """
    if position >= len(rows.rows) or not _starts_header(rows, position, inside=True):
        return []
    moved: list[int] = []
    while len(table.body) > 1 and not rows.is_body(table.body[-1]) and len(moved) < 4:
        row = table.body[-1]
        cells = rows.sheet.rows[row]
        before = max(table.body[-2], *table.header, 0)
        spoken = any(unit_in_title(cell.text) or _PLACED.match(fold(cell.text)) for cell in cells)
        if len(cells) > 2 or not (spoken or row - before > 1 or moved):
            break
        moved.insert(0, table.body.pop())
    if moved and rows.is_body(table.body[-1]):
        return moved
    table.body.extend(moved)
    return []


def _is_note(rows: GridRows, row: int) -> bool:
    cells = rows.sheet.rows[row]
    if len(rows.data_numbers(row)) and len(cells) > 1:
        return False
    text = cells[0].text
    folded = fold(text)
    if _NOTE.match(folded):
        return True
    return len(cells) == 1 and len(text) > _LONG_NOTE and not rows.is_body(row)


def _is_end(rows: GridRows, position: int, blank_before: bool, table: Table) -> bool:
    row = rows.rows[position]
    cells = rows.sheet.rows[row]
    if rows.is_body(row):
        return False
    words = [fold(cell.text) for cell in cells]
    if any(_SIGNATURE.search(text) and len(text) < 80 for text in words):
        return True
    if not table.body:
        return False
    if _meta_of(rows, row):
        return blank_before
    caption = len(cells) == 1 and (
        _PLACED.match(words[0]) or header_words(cells[0].text).period.year
    )
    return bool(blank_before and caption and _header_ahead(rows, position))


def _header_ahead(rows: GridRows, position: int) -> bool:
    for ahead in range(position + 1, min(position + 8, len(rows.rows))):
        if rows.is_body(rows.rows[ahead]):
            return False
        if _starts_header(rows, ahead, inside=True):
            return True
    return False


def _read_lines(rows: GridRows, lines: list[int], table: Table) -> None:
    for row in lines:
        table.meta.update(_meta_of(rows, row))
        table.lines.extend(rows.texts(row))


def _meta_of(rows: GridRows, row: int) -> dict[str, tuple[str, Cell]]:
    """Metadata in a row: "Địa bàn: X" in one cell, or the key and the value side by side."""
    found: dict[str, tuple[str, Cell]] = {}
    cells = rows.sheet.rows[row]
    for index, cell in enumerate(cells):
        if not isinstance(cell.value, str) or len(cell.value) > 120:
            continue
        text = cell.text
        match = _META.match(fold(text))
        if match is None:
            if index + 1 < len(cells) and len(cells) == 2 and fold(text) in _META_WITHOUT_COLON:
                value = cells[1]
                if not is_number(value) or is_year(value):
                    found[fold(text)] = (value.text, value)
            continue
        value_text = text[match.start("value") :].strip()
        if value_text:
            found[match["key"]] = (value_text, cell)
        elif index + 1 < len(cells):
            found[match["key"]] = (cells[index + 1].text, cells[index + 1])
        else:
            found[match["key"]] = ("", cell)
    return found
