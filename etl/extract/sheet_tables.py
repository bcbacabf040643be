"""A sheet -> its tables: the lines above, the header band, the body; notes and signatures left out."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from etl.extract.sheet_headers import header_words
from etl.extract.sheet_numbers import NoNumber, read_text
from etl.extract.sheet_units import unit_in_title, unit_of
from etl.read.cells import Cell, Merge, Sheet
from yardstick.domain.vietnamese import fold

_ROLE_WORDS = re.compile(
    r"(?:stt|tt|so tt|so thu tu|chi tieu|ten chi tieu|cac chi tieu|chi tieu chu yeu|danh muc(?: chi tieu)?|"
    r"noi dung|ten|nguon von|dvt|don vi tinh|don vi|dia ban|dia phuong|don vi hanh chinh|ma|ma so|ma chi tieu|"
    r"ghi chu|nam|thang|quy|ky|ky bao cao|thoi gian|loai so lieu|gia tri|linh vuc|hang muc|khoan muc|nganh|san pham|"
    r"(?:ten )?(?:huyen|xa|phuong|thi tran|thi xa|thanh pho|don vi|dia phuong)(?:[,/ ]+(?:va )?(?:huyen|xa|phuong|thi tran|"
    r"thi xa|thanh pho|don vi))*|indicator|unit|value|place|period|year|code|kind|loai|phan loai|dien giai|khu vuc|"
    r"chi tieu chu yeu|(?:ten )?chi tieu\s*[(/,].*|cac don vi|don vi bao cao|don vi thuc hien)"
)
_LETTER_ROW = re.compile(
    r"\(?(?:[a-z]|\d{1,2})\)?(?:\s*=\s*[\d()/*+x:,. %-]+)?|\(\d{1,2}\)\s*=.*|\d{1,2}\s*=.*"
)
_SIGNATURE = re.compile(
    r"\b(?:nguoi lap bieu|nguoi lap|thu truong|chu tich|pho chu tich|giam doc|cuc truong|chi cuc truong|ke toan|"
    r"truong phong|tm\.? ?(?:uy ban|ubnd|uy nhan)|kt\.? ?(?:chu tich|giam doc|cuc truong)|noi nhan|tl\.|nguoi kiem tra|"
    r"ky,? (?:ghi ro )?(?:ho )?ten|lanh dao don vi|xac nhan cua)\b"
)
_NOTE = re.compile(
    r"^\W*(?:ghi chu|nguon|ky hieu|chu thich|luu y|so lieu (?:uoc|so bo|tinh|den)|\(\*+\)|\*+|\(\d\)|\[\d\]|[¹²³])\s*[:.]?\s*"
)
_META = re.compile(
    r"^(?P<key>ma dia ban|dia ban|dia phuong|don vi hanh chinh|huyen|xa|tinh|don vi bao cao|don vi|ky bao cao|ky nhap lieu|ky so lieu|"
    r"ky|thoi gian|thoi ky|nam|thang|quy|nam bao cao|loai so lieu|loai|dvt|don vi tinh|don vi nhap|co quan|"
    r"bieu so|bieu|mau so|linh vuc|nguoi lap|ngay lap|ngay bao cao|nguon|don vi nhan|so lieu)\s*[:：]\s*(?P<value>.*)$"
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
    """

    lines: list[Cell] = field(default_factory=list)
    header: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    meta: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    headings: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)
    first: int = 1
    last: int = 16_384


def is_year(cell: Cell) -> bool:
    """True for a number (or text) that can only be a year of a header."""
    text = cell.text
    return bool(re.fullmatch(r"(?:19[5-9]|20[0-4])\d", text)) and not cell.percent


def is_number(cell: Cell, *, years: bool = False) -> bool:
    """True for a number or a text that reads as one; years only where asked for."""
    if cell.formula and cell.value is None:
        return True
    if isinstance(cell.value, bool):
        return False
    if is_year(cell):
        return years
    if not isinstance(cell.value, str):
        return isinstance(cell.value, Decimal)
    if (
        "(%)" in cell.value
        or len(cell.value) > 40
        or not any(character.isdigit() for character in cell.value)
    ):
        return False
    if isinstance(read_text(cell.value, "vi"), NoNumber):
        return False
    letters = any(character.isalpha() for character in cell.value)
    return not (letters and not header_words(cell.text).period.is_empty)


def is_nothing(cell: Cell) -> bool:
    """True for a dash, a cross, dots: a figure's place without a figure."""
    if not isinstance(cell.value, str) or len(cell.value) > 40:
        return False
    found = read_text(cell.value, "vi")
    return isinstance(found, NoNumber) and found.reason == "blank"


class _Rows:
    """Row features of one sheet, worked out once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = list(sheet.rows)
        self.covered: dict[tuple[int, int], Merge] = {}
        for merge in sheet.merges:
            if (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) > 20_000:
                continue
            for row in range(merge.top, merge.bottom + 1):
                for column in range(merge.left, merge.right + 1):
                    self.covered[row, column] = merge
        self.numeric_from = self._numeric_columns()

    def _numeric_columns(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, cells in self.sheet.rows.items():
            if self.is_letters(row):
                continue
            for cell in cells:
                if is_number(cell) and not self._is_mark(cell, cells):
                    found.setdefault(cell.column, []).append(row)
        return found

    def _is_mark(self, cell: Cell, cells: tuple[Cell, ...]) -> bool:
        """True for the running number in front of a label."""
        return (
            cell is cells[0]
            and len(cells) > 1
            and isinstance(cells[1].value, str)
            and bool(re.fullmatch(r"\d{1,3}(?:\.\d{1,2}){0,3}", cell.text))
            and not is_number(cells[1])
        )

    def is_letters(self, row: int) -> bool:
        """True for the row of column numbers: A, B, 1, 2, 3=2/1."""
        cells = self.sheet.rows.get(row, ())
        texts = [fold(cell.text) for cell in cells]
        if len(texts) < 2 or not all(_LETTER_ROW.fullmatch(text) for text in texts):
            return False
        numbers = [int(found[1]) for text in texts if (found := re.match(r"\(?(\d{1,2})", text))]
        if any("=" in text for text in texts):
            return True
        rises = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        letters = sum(text.strip("()").isalpha() for text in texts)
        return (rises and numbers[0] <= 1 and (letters > 0 or len(numbers) >= 3)) or (
            letters == len(texts) >= 3
        )

    def data_numbers(self, row: int) -> list[Cell]:
        """The numbers of a row that are figures: no marks, no column numbers."""
        cells = self.sheet.rows.get(row, ())
        if self.is_letters(row):
            return []
        return [cell for cell in cells if is_number(cell) and not self._is_mark(cell, cells)]

    def is_body(self, row: int) -> bool:
        """True for a row with figures beside a label or a mark."""
        numbers = self.data_numbers(row)
        if not numbers and self._is_item(row):
            # 2000 tonnes are no year where a numbered label stands before them.
            return any(is_year(cell) for cell in self.sheet.rows[row][2:])
        if not numbers:
            return False
        cells = self.sheet.rows[row]
        if len(cells) == 1:
            return False
        return not (self._is_header_words(row) and all(is_year(cell) for cell in numbers))

    def _is_item(self, row: int) -> bool:
        """True for a row that starts with a mark and a label."""
        cells = self.sheet.rows.get(row, ())
        if len(cells) < 3 or not isinstance(cells[1].value, str) or is_year(cells[0]):
            return False
        mark = re.fullmatch(
            r"\d{1,3}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}|[a-zđ][.)]?|[-+*]", cells[0].text
        )
        label = fold(cells[1].text).strip(" :*.()")
        return bool(mark) and len(label) > 4 and not _ROLE_WORDS.fullmatch(label)

    def _is_header_words(self, row: int) -> bool:
        cells = self.sheet.rows.get(row, ())
        texts = [cell.text for cell in cells if isinstance(cell.value, str)]
        return any(_ROLE_WORDS.fullmatch(fold(text).strip(" :*.()")) for text in texts)

    def role_cells(self, row: int) -> int:
        """How many cells of a row hold a word that names a column's role."""
        return sum(
            bool(_ROLE_WORDS.fullmatch(fold(cell.text).strip(" :*.()")))
            for cell in self.sheet.rows.get(row, ())
            if isinstance(cell.value, str)
        )

    def headerish(self, row: int) -> int:
        """How many cells of a row speak of periods, kinds, measures or units."""
        found = 0
        for cell in self.sheet.rows.get(row, ()):
            if is_year(cell):
                found += 1
            elif isinstance(cell.value, str) and len(cell.value) < 90 and not is_number(cell):
                words = header_words(cell.text)
                found += words.says_something or bool(unit_of(cell.text.strip("()")))
        return found

    def texts(self, row: int) -> list[Cell]:
        """The text cells of a row."""
        return [cell for cell in self.sheet.rows.get(row, ()) if isinstance(cell.value, str)]


def tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet from top to bottom; empty when no row holds figures."""
    rows = _Rows(sheet)
    found: list[Table] = []
    lines: list[int] = []
    position = 0
    while position < len(rows.rows):
        row = rows.rows[position]
        if _starts_header(rows, position):
            table, position = _table(rows, position, lines)
            found.append(table)
            lines = []
            continue
        if rows.is_body(row) and not found:
            table, position = _headless(rows, position, lines)
            found.append(table)
            lines = []
            continue
        lines.append(row)
        position += 1
    return [table for table in found if table.body]


def _starts_header(rows: _Rows, position: int, *, inside: bool = False) -> bool:
    row = rows.rows[position]
    cells = tuple(cell for cell in rows.sheet.rows[row] if not is_nothing(cell))
    if not cells:
        return False
    if rows.is_body(row) or rows.is_letters(row):
        return False
    if _meta_of(rows, row) and rows.role_cells(row) < 2:
        return False
    following = _next_body(rows, position)
    roles = rows.role_cells(row)
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
    columns = {cell.column for cell in cells}
    for cell in cells:
        merge = rows.covered.get((row, cell.column))
        if merge is not None and merge.right - merge.left < 200:
            columns.update(range(merge.left, merge.right + 1))
    numeric = {
        column
        for column, where in rows.numeric_from.items()
        if any(following <= item <= following + 12 for item in where)
    }
    above = {column for column in columns if column in numeric or rows.covered.get((row, column))}
    if roles == 1 and len(cells) == 1:
        return rows.headerish(row) == 0 and following - row <= 4 and _header_below(rows, position)
    if _is_one_line(rows, row):
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


def _header_below(rows: _Rows, position: int) -> bool:
    below = rows.rows[position + 1] if position + 1 < len(rows.rows) else 0
    return bool(below) and rows.headerish(below) >= 2


def _is_one_line(rows: _Rows, row: int) -> bool:
    return len({cell.text for cell in rows.sheet.rows[row]}) == 1 and len(rows.sheet.rows[row]) == 1


def _next_body(rows: _Rows, position: int) -> int | None:
    for row in rows.rows[position : position + 14]:
        if rows.is_body(row):
            return row
    return None


def _table(rows: _Rows, position: int, lines: list[int]) -> tuple[Table, int]:
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
    table.headings = _headings(rows, table.header)
    return table, _body(rows, position, table)


def _continues_header(rows: _Rows, row: int, header: list[int]) -> bool:
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
        return len(header) == 1 and bool(rows.headerish(row)) and row == last + 1 and len(cells) > 1
    words = [cell for cell in over_values if isinstance(cell.value, str)]
    if all(is_year(cell) for cell in over_values):
        return not _has_label(rows, row, value_columns) or rows.headerish(row) >= 2
    marks = [cell for cell in words if isinstance(read_text(cell.value, "vi"), NoNumber)]  # type: ignore[arg-type]
    blank = [cell for cell in marks if read_text(cell.value, "vi").reason == "blank"]  # type: ignore[union-attr, arg-type]
    return len(marks) > len(blank) or rows.headerish(row) > 0


def _has_label(rows: _Rows, row: int, value_columns: set[int]) -> bool:
    first = min(value_columns)
    return any(
        cell.column < first and isinstance(cell.value, str) and len(cell.text) > 2
        for cell in rows.sheet.rows[row]
    )


def _headless(rows: _Rows, position: int, lines: list[int]) -> tuple[Table, int]:
    """A table whose figures begin at once; the line above may still head its columns."""
    table = Table()
    _read_lines(rows, lines, table)
    return table, _body(rows, position, table)


def _body(rows: _Rows, position: int, table: Table) -> int:
    blank_before = False
    previous = rows.rows[position - 1] if position else 0
    while position < len(rows.rows):
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


def _is_note(rows: _Rows, row: int) -> bool:
    cells = rows.sheet.rows[row]
    if len(rows.data_numbers(row)) and len(cells) > 1:
        return False
    text = cells[0].text
    folded = fold(text)
    if _NOTE.match(folded):
        return True
    return len(cells) == 1 and len(text) > _LONG_NOTE and not rows.is_body(row)


def _is_end(rows: _Rows, position: int, blank_before: bool, table: Table) -> bool:
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


def _header_ahead(rows: _Rows, position: int) -> bool:
    for ahead in range(position + 1, min(position + 8, len(rows.rows))):
        if rows.is_body(rows.rows[ahead]):
            return False
        if _starts_header(rows, ahead, inside=True):
            return True
    return False


def _read_lines(rows: _Rows, lines: list[int], table: Table) -> None:
    for row in lines:
        table.meta.update(_meta_of(rows, row))
        table.lines.extend(rows.texts(row))


def _meta_of(rows: _Rows, row: int) -> dict[str, tuple[str, Cell]]:
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


def _headings(rows: _Rows, header: list[int]) -> dict[int, list[tuple[str, bool]]]:
    """Every column's header parts from top to bottom, merged and evident spans filled across."""
    band = [row for row in header if not rows.is_letters(row)]
    columns = sorted(
        {cell.column for row in band for cell in rows.sheet.rows[row]} | _merged(rows, band)
    )
    last = max(rows.numeric_from, default=0)
    columns = [column for column in columns if column <= max(last, 1) or column in columns]
    parts: dict[int, list[tuple[str, frozenset[int]]]] = {column: [] for column in columns}
    done: dict[int, set[tuple[int, int]]] = {column: set() for column in columns}
    for row in band:
        texts = {cell.column: cell.text for cell in rows.sheet.rows[row]}
        spans = _spans(rows, row, band, texts, columns)
        reach: dict[tuple[int, int], set[int]] = {}
        for column, origin in spans.items():
            reach.setdefault(origin, set()).add(column)
        for column, origin in spans.items():
            text = rows.sheet.text(*origin)
            if text and origin not in done[column]:
                done[column].add(origin)
                parts[column].append((text, frozenset(reach[origin])))
    return {column: _with_width(found) for column, found in parts.items() if found}


def _with_width(parts: list[tuple[str, frozenset[int]]]) -> list[tuple[str, bool]]:
    """Each part with True when it heads more columns than the next: not a fragment of one."""
    found = []
    for index, (text, reach) in enumerate(parts):
        below = parts[index + 1][1] if index + 1 < len(parts) else reach
        found.append((text, len(reach) > 1 and (reach != below or index + 1 == len(parts))))
    return found


def _merged(rows: _Rows, band: list[int]) -> set[int]:
    return {
        column
        for (row, column), merge in rows.covered.items()
        if row in band and merge.right - merge.left < 200
    }


def _spans(
    rows: _Rows, row: int, band: list[int], texts: dict[int, str], columns: list[int]
) -> dict[int, tuple[int, int]]:
    """Column -> the cell whose text heads it in this row."""
    found: dict[int, tuple[int, int]] = {}
    merged_here = any(
        merge.right > merge.left for column in columns if (merge := rows.covered.get((row, column)))
    )
    carried: int | None = None
    for column in columns:
        merge = rows.covered.get((row, column))
        if merge is not None and (merge.top, merge.left) != (row, column):
            found[column] = (merge.top, merge.left)
            carried = None
        elif column in texts:
            found[column] = (row, column)
            carried = column if merge is None or merge.right == merge.left else None
        elif (
            carried is not None and not merged_here and _may_carry(rows, row, band, carried, column)
        ):
            found[column] = (row, carried)
        else:
            carried = None
    return found


def _may_carry(rows: _Rows, row: int, band: list[int], source: int, column: int) -> bool:
    """True when an unmerged heading evidently spans on to a column: both have parts below it."""
    below = [other for other in band if other > row]
    above = [other for other in band if other < row]
    if not below:
        return False
    has_own_below = any((other, column) in rows.sheet.cells for other in below)
    source_has = any((other, source) in rows.sheet.cells for other in below)
    has_own_above = any(
        (other, column) in rows.sheet.cells and (other, column - 1) in rows.sheet.cells
        for other in above
    )
    return has_own_below and source_has and not has_own_above
