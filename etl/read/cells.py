"""A workbook as plain values: sheets of filled cells with their formats, whatever the file was."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

# What one upload may hold. A provincial workbook has some 20,000 filled cells; the largest seen,
# 50 sheets of a national statistics office, 60,000.
MOST_CELLS = 400_000
MOST_SHEETS = 300
MOST_BYTES = 50 * 1024 * 1024
# Office programs know no more.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# Cells that merged ranges may cover; ranges beyond are taken for single cells.
MOST_MERGED = 1_000_000
_LARGE_MERGE = 20_000

Value = str | Decimal | date | bool


@dataclass(slots=True)
class Cell:
    """One filled cell; nobody changes it once it is read.

    Attributes:
        row: Counted from 1.
        column: Counted from 1.
        value: Text, exact number, date or truth value; None for a formula nobody has calculated.
        formula: True when the value comes from a formula.
        error: True when the value is an error such as #DIV/0!.
        percent: True when the cell shows its number as a percentage (0.638 as 63.8 %).
        bold: True for bold type.
        indent: Steps of indentation, leading spaces counted in twos.
    """

    row: int
    column: int
    value: Value | None
    formula: bool = False
    error: bool = False
    percent: bool = False
    bold: bool = False
    indent: int = 0
    _text: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The value as one line of text: single spaces, no outer blanks, whole numbers whole."""
        found = self._text
        if found is None:
            # Asked for some ten times a cell while a sheet is read.
            found = self._text = self._written()
        return found

    def _written(self) -> str:
        if isinstance(self.value, str):
            return " ".join(self.value.split())
        if isinstance(self.value, Decimal):
            whole = self.value == self.value.to_integral_value()
            return str(int(self.value)) if whole and abs(self.value) < 10**15 else str(self.value)
        if isinstance(self.value, date):
            return self.value.strftime("%d/%m/%Y")
        return "" if self.value is None else str(self.value)


class Merge(NamedTuple):
    """A merged range; all four edges inside, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def area(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    @property
    def is_large(self) -> bool:
        """True for a range over half the sheet, which says nothing about a single cell."""
        return self.area > _LARGE_MERGE


@dataclass(frozen=True)
class Sheet:
    """One sheet: its filled cells by (row, column), both counted from 1.

    Attributes:
        name: As written on the tab, outer blanks kept; empty for csv.
        cells: Filled cells only.
        merges: Merged ranges.
        hidden: True for a hidden sheet.
        hidden_rows: Rows a reader of the file does not see.
        hidden_columns: Columns a reader of the file does not see.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rows: dict[int, tuple[Cell, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells.values():
            by_row.setdefault(cell.row, []).append(cell)
        from_left = attrgetter("column")
        ordered = {row: tuple(sorted(by_row[row], key=from_left)) for row in sorted(by_row)}
        object.__setattr__(self, "rows", ordered)
        object.__setattr__(self, "merges", _bearable(self.merges))

    @cached_property
    def texts(self) -> frozenset[str]:
        """The different texts of its cells: sheets repeat their words thousands of times."""
        return frozenset(cell.value for cell in self.cells.values() if isinstance(cell.value, str))

    @property
    def last_row(self) -> int:
        """The last row with a filled cell, 0 when there is none."""
        return max(self.rows, default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place, None when it is blank."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text at a place, empty when it is blank."""
        cell = self.cells.get((row, column))
        return cell.text if cell is not None else ""


def _bearable(merges: tuple[Merge, ...]) -> tuple[Merge, ...]:
    """The merged ranges until they cover more than any honest sheet has; they never overlap."""
    covered = 0
    for number, merge in enumerate(merges):
        covered += min(merge.area, _LARGE_MERGE)
        if covered > MOST_MERGED:
            return merges[:number]
    return merges


@dataclass(frozen=True)
class Workbook:
    """A file's sheets in their order; `content_hash` is the SHA-256 of its bytes, hex."""

    name: str
    content_hash: str
    sheets: tuple[Sheet, ...]

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name, outer blanks ignored."""
        return next((sheet for sheet in self.sheets if sheet.name.strip() == name.strip()), None)


@lru_cache(maxsize=16384)
def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell: (7, 5) is E7."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=16384)
def column_number(letters: str) -> int:
    """The number of a column, counted from 1: A is 1, AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def exact(number: float) -> Decimal:
    """The decimal the file's author typed: fifteen significant digits, as Excel keeps and shows."""
    return Decimal(f"{number:.15g}")


def shows_percent(number_format: str) -> bool:
    """True when a number format multiplies by a hundred: a % outside quotes and brackets."""
    quoted = bracketed = escaped = False
    for character in number_format:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "[]":
            bracketed = character == "["
        elif character == "%" and not quoted and not bracketed:
            return True
    return False


def shows_date(number_format: str) -> bool:
    """True when a number format writes a date or time."""
    quoted = bracketed = escaped = False
    seen = ""
    for character in number_format.lower():
        if escaped:
            escaped = False
        elif character in "\\_*":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "[]":
            bracketed = character == "["
        elif not quoted and not bracketed:
            seen += character
    first = seen.split(";")[0]
    return any(mark in first for mark in ("d", "y", "mm", "h:", "ss")) and "general" not in first
