"""One sheet of an Excel file (xlsx, xlsm): its filled cells, merges, hidden rows and columns."""

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from etl.read.cells import MOST_CELLS, MOST_COLUMNS, Cell, Merge, Value, column_number, exact
from etl.read.letters import Lettering
from etl.read.xlsx_styles import Style, whole
from yardstick.errors import WorkbookRefused

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
# Excel keeps strings of at most this length; longer ones only come from forged files.
_MOST_TEXT = 32_767
# So many spans of hidden columns are taken note of; a sheet has a handful.
_MOST_HIDINGS = 1_000
_PLAIN = Style()


@dataclass(slots=True)
class SheetReader:
    """Listens to the elements of one sheet; a cell costs four calls, so each of them is short."""

    name: str
    styles: list[Style]
    strings: list[str]
    epoch: date
    lettering: Lettering
    room: int
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _hidings: int = 0
    _row: int = 0
    _column: int = 0
    _cell: dict[str, str] = field(default_factory=dict)
    _value: list[str] = field(default_factory=list)
    _formula: bool = False
    _has_value: bool = False
    _collect: bool = False
    _styles: dict[str, Style] = field(default_factory=dict)
    # Letters as written, dollar signs included -> column; and the row they were written beside.
    _letters: dict[str, int] = field(default_factory=dict)
    _number_of_row: str | None = None

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if element == "c":
            self._cell = attributes
            self._value = []
            self._formula = self._has_value = False
        elif element in ("v", "t"):
            self._collect = self._has_value = True
        elif element == "f":
            self._formula = True
        elif element == "row":
            self._row = whole(attributes.get("r"), self._row + 1)
            self._column = 0
            self._number_of_row = None
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self._row)
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif element == "col" and attributes.get("hidden") in ("1", "true"):
            self._hide(attributes)

    def end(self, element: str) -> None:
        """An element ends; a cell is known whole only now."""
        if element == "c":
            self._close_cell()
        elif element in ("v", "t"):
            self._collect = False

    def text(self, characters: str) -> None:
        """Characters between two tags."""
        if self._collect:
            self._value.append(characters)

    def _hide(self, attributes: dict[str, str]) -> None:
        self._hidings += 1
        if self._hidings <= _MOST_HIDINGS:
            first = whole(attributes.get("min"), 1)
            last = min(whole(attributes.get("max"), first), MOST_COLUMNS)
            self.hidden_columns.update(range(max(1, first), last + 1))

    def _close_cell(self) -> None:
        attributes = self._cell
        self._move_to(attributes.get("r", ""))
        raw = "".join(self._value)
        formula = self._formula
        if not raw and not formula:
            return
        style = self._styles.get(attributes.get("s", "")) or self._style(attributes.get("s", ""))
        value, error = self._converted(raw, attributes.get("t", "n"), style)
        indent = style.indent
        if value is None:
            if not formula:
                return
        elif isinstance(value, str):
            inner = value.lstrip(" \u00a0")
            if not inner.strip() and not formula:
                return
            indent += (len(value) - len(inner)) // 2
        if len(self.cells) >= self.room:
            raise WorkbookRefused("too_large", self.name, f"more than {MOST_CELLS} filled cells")
        row, column = self._row, self._column
        self.cells[row, column] = Cell(
            row, column, value, formula, error, style.percent, style.bold, indent
        )

    def _move_to(self, written: str) -> None:
        """To the address a cell gives; one without stands right of the cell before it."""
        letters = written.rstrip("0123456789")
        column = self._letters.get(letters)
        if column is not None and written[len(letters) :] == self._number_of_row:
            self._column = column
            return
        found = _ADDRESS.fullmatch(written)
        if found is None:
            self._column += 1
            return
        self._column, self._row = column_number(found[1]), int(found[2])
        self._letters[letters] = self._column
        self._number_of_row = found[2]

    def _style(self, index: str) -> Style:
        number = whole(index, 0)
        found = self.styles[number] if 0 <= number < len(self.styles) else _PLAIN
        self._styles[index] = found
        return found

    def _converted(self, raw: str, kind: str, style: Style) -> tuple[Value | None, bool]:
        if not raw:
            # A formula may result in an empty text; one never calculated has no value at all.
            return ("", False) if kind == "str" and self._has_value else (None, False)
        raw = raw[: _MOST_TEXT + 1]
        match kind:
            case "n":
                return self._number(raw, style), False
            case "s":
                index = whole(raw, -1)
                text = self.strings[index] if 0 <= index < len(self.strings) else ""
                return self.lettering.text(text, style.font), False
            case "str" | "inlineStr":
                return self.lettering.text(raw, style.font), False
            case "b":
                return raw.strip() == "1", False
            case "e":
                return raw, True
            case "d":
                return _iso_day(raw), False
            case _:
                return self._number(raw, style), False

    def _number(self, raw: str, style: Style) -> Value:
        number = _read_number(raw)
        if style.is_date and isinstance(number, Decimal):
            return _serial_day(number, self.epoch) or number
        return number

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last or first)
        if start and end and len(self.merges) < MOST_CELLS:
            self.merges.append(
                Merge(int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))
            )


@lru_cache(maxsize=65536)
def _read_number(raw: str) -> Decimal | str:
    """The number a cell holds; what is none stays a text."""
    try:
        binary = float(raw)
    except ValueError:
        return raw
    return exact(binary) if math.isfinite(binary) else raw


def _iso_day(text: str) -> Value:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text


def _serial_day(serial: Decimal, epoch: date) -> date | None:
    days = math.floor(serial)
    return epoch + timedelta(days=days) if 0 < days < 2_958_466 else None
