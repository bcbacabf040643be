"""Excel files of 97-2003 (xls) -> sheets, with the fonts and formats that tell what they say."""

import struct
from datetime import date, timedelta
from math import isfinite

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDoc, CompDocError

from etl.read.cells import (
    MOST_CELLS,
    MOST_SHEETS,
    Cell,
    Merge,
    Sheet,
    Value,
    exact,
    shows_date,
    shows_percent,
)
from etl.read.letters import Lettering
from yardstick.errors import WorkbookRefused

# What a parser of a binary format raises on bytes nobody wrote.
_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    MemoryError,
    NotImplementedError,
    ZeroDivisionError,
    RecursionError,
    EOFError,
    OSError,
)
_FORMULA, _BOUND_SHEET, _SHEET_START, _SHEET_END = 0x0006, 0x0085, 0x0809, 0x000A
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of an xls file.

    Raises:
        WorkbookRefused: corrupt, encrypted or too_large.
    """
    log = _Silence()
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=log, ragged_rows=True
        )
    except _BROKEN as error:
        if "encrypted" in str(error).lower():
            raise WorkbookRefused("encrypted", name, "protected by a password") from None
        raise WorkbookRefused("corrupt", name, f"broken file: {error}") from None
    if book.nsheets > MOST_SHEETS:
        raise WorkbookRefused("too_large", name, f"{book.nsheets} sheets")
    formulas = _formulas(data)
    sheets = []
    room = MOST_CELLS
    lettering = Lettering()
    for index in range(book.nsheets):
        try:
            sheet = _sheet(book, index, formulas.get(index, {}), lettering, room, name)
        except _BROKEN as error:
            raise WorkbookRefused("corrupt", name, f"sheet {index + 1}: {error}") from None
        room -= len(sheet.cells)
        sheets.append(sheet)
    return tuple(sheets)


class _Silence:
    """Takes the reader's remarks on odd files, which nobody reads."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


def _sheet(
    book: Book,
    index: int,
    formulas: dict[tuple[int, int], bool],
    lettering: Lettering,
    room: int,
    name: str,
) -> Sheet:
    source = book.sheet_by_index(index)
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            place = (row, column)
            calculated = formulas.get(place)
            if cell.ctype not in (_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR) and calculated is None:
                continue
            style = book.xf_list[cell.xf_index]
            font = book.font_list[style.font_index]
            code = book.format_map[style.format_key].format_str
            value, error = _converted(cell, shows_date(code), book.datemode)
            if isinstance(value, str) and not error:
                value = lettering.text(value, font.name)
                if not value.strip() and calculated is None:
                    continue
            if calculated is False:
                value = None
            if len(cells) >= room:
                raise WorkbookRefused("too_large", name, f"more than {MOST_CELLS} filled cells")
            indent = style.alignment.indent_level
            if isinstance(value, str):
                indent += (len(value) - len(value.lstrip(" \u00a0"))) // 2
            cells[row + 1, column + 1] = Cell(
                row + 1,
                column + 1,
                value,
                calculated is not None,
                error,
                shows_percent(code),
                bool(font.bold) or font.weight >= 700,
                indent,
            )
    return Sheet(
        lettering.text(source.name, ""),
        cells,
        tuple(
            Merge(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in source.merged_cells
        ),
        source.visibility != 0,
        frozenset(row + 1 for row, info in source.rowinfo_map.items() if info.hidden),
        frozenset(column + 1 for column, info in source.colinfo_map.items() if info.hidden),
    )


def _converted(cell: xlrd.sheet.Cell, is_date: bool, datemode: int) -> tuple[Value | None, bool]:
    match cell.ctype:
        case 1:
            return str(cell.value), False
        case 2 | 3:
            if not isfinite(cell.value):
                return str(cell.value), True
            if (cell.ctype == _DATE or is_date) and 0 < cell.value < 2_958_466:
                epoch = date(1904, 1, 1) if datemode else date(1899, 12, 30)
                return epoch + timedelta(days=int(cell.value)), False
            return exact(float(cell.value)), False
        case 4:
            return bool(cell.value), False
        case 5:
            return xlrd.error_text_from_code.get(cell.value, "#ERR!"), True
        case _:
            return None, False


def _formulas(data: bytes) -> dict[int, dict[tuple[int, int], bool]]:
    """Sheet index -> the cells (counted from 0) with a formula, True where it was calculated.

    A formula nobody has calculated is stored with the result zero and the flag "calculate on
    load"; the bulk reader shows it as a zero.
    """
    try:
        stream = _workbook_stream(data)
        starts = _sheet_starts(stream)
        return {index: _sheet_formulas(stream, start) for index, start in enumerate(starts)}
    except _BROKEN:
        return {}


def _workbook_stream(data: bytes) -> bytes:
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return data
    directory = CompDoc(data, logfile=_Silence())
    for stream in ("Workbook", "Book"):
        found = directory.get_named_stream(stream)
        if found is not None:
            return bytes(found)
    return b""


def _records(stream: bytes, at: int) -> list[tuple[int, int, int]]:
    found = []
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        found.append((code, at + 4, length))
        if code == _SHEET_END:
            break
        at += 4 + length
    return found


def _sheet_starts(stream: bytes) -> list[int]:
    return [
        struct.unpack_from("<L", stream, at)[0]
        for code, at, length in _records(stream, 0)
        if code == _BOUND_SHEET and length >= 6
    ]


def _sheet_formulas(stream: bytes, start: int) -> dict[tuple[int, int], bool]:
    found = {}
    for code, at, length in _records(stream, start):
        if code == _FORMULA and length >= 16:
            row, column = struct.unpack_from("<HH", stream, at)
            result, flags = stream[at + 6 : at + 14], struct.unpack_from("<H", stream, at + 14)[0]
            found[row, column] = not (result == b"\0" * 8 and flags & 0x2)
    return found
