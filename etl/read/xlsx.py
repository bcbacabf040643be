"""Excel files of 2007 and later (xlsx, xlsm) -> sheets, in one bounded pass over their XML.

The bulk readers allocate the whole rectangle up to the last cell, so that one cell at XFD1048576
ends the process; this one keeps filled cells only and stops at the limit.
"""

import math
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from etl.read.cells import (
    MOST_CELLS,
    MOST_SHEETS,
    Cell,
    Merge,
    Sheet,
    Value,
    column_number,
    exact,
    shows_date,
    shows_percent,
)
from etl.read.container import open_archive, unpack
from etl.read.letters import Lettering
from etl.read.markup import attribute, stream
from yardstick.errors import WorkbookRefused

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
# Excel keeps strings of at most this length; longer ones only come from forged files.
_MOST_TEXT = 32_767


@dataclass(frozen=True)
class _Style:
    percent: bool = False
    is_date: bool = False
    bold: bool = False
    indent: int = 0
    font: str = ""


@dataclass
class _Styles:
    """Fonts, number formats and the cell styles made of them."""

    formats: dict[int, str] = field(default_factory=dict)
    fonts: list[tuple[str, bool]] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _font: list[object] = field(default_factory=lambda: ["", False])
    _pending: dict[str, str] = field(default_factory=dict)
    _indent: int = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        where = self._path[-2] if len(self._path) > 1 else ""
        if element == "numFmt":
            number = _whole(attributes.get("numFmtId"), -1)
            self.formats[number] = attributes.get("formatCode", "")
        elif element == "font" and where == "fonts":
            self._font = ["", False]
        elif element in ("name", "rFont") and where == "font":
            self._font[0] = attributes.get("val", "")
        elif element == "b" and where == "font":
            self._font[1] = attributes.get("val", "1") not in ("0", "false")
        elif element == "xf" and where == "cellXfs":
            self._pending, self._indent = attributes, 0
        elif element == "alignment" and where == "xf":
            self._indent = _whole(attributes.get("indent"), 0)

    def end(self, element: str) -> None:
        self._path.pop()
        where = self._path[-1] if self._path else ""
        if element == "font" and where == "fonts":
            self.fonts.append((str(self._font[0]), bool(self._font[1])))
        elif element == "xf" and where == "cellXfs":
            number = _whole(self._pending.get("numFmtId"), 0)
            code = self.formats.get(number, "")
            index = _whole(self._pending.get("fontId"), 0)
            font, bold = self.fonts[index] if 0 <= index < len(self.fonts) else ("", False)
            self.styles.append(
                _Style(
                    percent=number in _BUILT_IN_PERCENT or shows_percent(code),
                    is_date=number in _BUILT_IN_DATES or (bool(code) and shows_date(code)),
                    bold=bold,
                    indent=max(0, min(self._indent, 15)),
                    font=font,
                )
            )

    def text(self, _: str) -> None:
        """Styles hold no text."""


@dataclass
class _Strings:
    """The shared strings; superscript runs (footnote marks) are left out."""

    strings: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _inside: bool = False
    _raised: bool = False
    _phonetic: int = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "si":
            self._parts = []
        elif element == "rPh":
            self._phonetic += 1
        elif element == "r":
            self._raised = False
        elif element == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif element == "t":
            self._inside = True

    def end(self, element: str) -> None:
        if element == "t":
            self._inside = False
        elif element == "rPh":
            self._phonetic -= 1
        elif element == "r":
            self._raised = False
        elif element == "si":
            self.strings.append("".join(self._parts))

    def text(self, characters: str) -> None:
        if self._inside and not self._phonetic:
            if self._raised and characters.strip().strip("()").isdigit():
                return
            self._parts.append(characters.translate(_POWERS) if self._raised else characters)


# A raised letter or number that is part of a unit stays readable: km², m³.
_POWERS = str.maketrans("23", "²³")


@dataclass
class _SheetReader:
    """One sheet's cells, merges and hidden rows and columns."""

    name: str
    styles: list[_Style]
    strings: list[str]
    epoch: date
    lettering: Lettering
    room: int
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _row: int = 0
    _column: int = 0
    _style: _Style = field(default_factory=_Style)
    _type: str = "n"
    _formula: bool = False
    _value: list[str] = field(default_factory=list)
    _collect: bool = False
    _has_value: bool = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "c":
            self._open_cell(attributes)
        elif element in ("v", "t"):
            self._collect = self._has_value = True
        elif element == "f":
            self._formula = True
        elif element == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self._row)
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif element == "col" and attributes.get("hidden") in ("1", "true"):
            first = _whole(attributes.get("min"), 1)
            last = min(_whole(attributes.get("max"), first), 16_384)
            self.hidden_columns.update(range(max(1, first), last + 1))

    def end(self, element: str) -> None:
        if element in ("v", "t"):
            self._collect = False
        elif element == "c":
            self._close_cell()

    def text(self, characters: str) -> None:
        if self._collect:
            self._value.append(characters)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        found = _ADDRESS.fullmatch(attributes.get("r", ""))
        if found:
            self._column, self._row = column_number(found[1]), int(found[2])
        else:
            self._column += 1
        index = _whole(attributes.get("s"), 0)
        self._style = self.styles[index] if 0 <= index < len(self.styles) else _Style()
        self._type = attributes.get("t", "n")
        self._formula = self._has_value = False
        self._value = []

    def _close_cell(self) -> None:
        raw = "".join(self._value)[: _MOST_TEXT + 1]
        if not raw and not self._formula:
            return
        value, error = self._converted(raw)
        if value is None and not self._formula:
            return
        if isinstance(value, str) and not value.strip() and not self._formula:
            return
        if len(self.cells) >= self.room:
            raise WorkbookRefused("too_large", self.name, f"more than {MOST_CELLS} filled cells")
        indent = self._style.indent
        if isinstance(value, str):
            indent += (len(value) - len(value.lstrip(" \u00a0"))) // 2
        self.cells[self._row, self._column] = Cell(
            self._row,
            self._column,
            value,
            self._formula,
            error,
            self._style.percent,
            self._style.bold,
            indent,
        )

    def _converted(self, raw: str) -> tuple[Value | None, bool]:
        if not raw:
            # A formula may result in an empty text; one never calculated has no value at all.
            return ("", False) if self._type == "str" and self._has_value else (None, False)
        match self._type:
            case "s":
                index = _whole(raw, -1)
                text = self.strings[index] if 0 <= index < len(self.strings) else ""
                return self.lettering.text(text, self._style.font), False
            case "str" | "inlineStr":
                return self.lettering.text(raw, self._style.font), False
            case "b":
                return raw.strip() == "1", False
            case "e":
                return raw, True
            case "d":
                return _iso_day(raw), False
            case _:
                return self._number(raw), False

    def _number(self, raw: str) -> Value | None:
        try:
            binary = float(raw)
        except ValueError:
            return raw
        if not math.isfinite(binary):
            return raw
        number = exact(binary)
        if self._style.is_date:
            return _serial_day(number, self.epoch) or number
        return number

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last or first)
        if start and end and len(self.merges) < MOST_CELLS:
            self.merges.append(
                Merge(int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))
            )


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise


def _iso_day(text: str) -> Value:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text


def _serial_day(serial: Decimal, epoch: date) -> date | None:
    days = math.floor(serial)
    return epoch + timedelta(days=days) if 0 < days < 2_958_466 else None


@dataclass
class _Directory:
    """The sheets of the workbook part, in order, with their relation and state."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    epoch: date = date(1899, 12, 30)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(
                (attributes.get("name", ""), attribute(attributes, "id") or "", hidden)
            )
        elif element == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = date(1904, 1, 1)
        elif element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            if kind in ("worksheet", "sharedStrings", "styles"):
                self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
                self.targets.setdefault(kind, attributes.get("Target", ""))

    def end(self, _: str) -> None:
        """Nothing to close."""

    def text(self, _: str) -> None:
        """No text is read."""

    def part(self, key: str) -> str | None:
        target = self.targets.get(key)
        if target is None:
            return None
        return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    name: str,
    reader: _Directory | _Styles | _Strings | _SheetReader,
) -> None:
    content = unpack(archive, part, name)
    stream(content, name, start=reader.start, end=reader.end, text=reader.text)


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of an xlsx or xlsm file.

    Raises:
        WorkbookRefused: corrupt, encrypted or too_large.
    """
    archive = open_archive(data, name)
    parts = set(archive.namelist())
    directory = _Directory()
    _parse(archive, "xl/workbook.xml", name, directory)
    if "xl/_rels/workbook.xml.rels" in parts:
        _parse(archive, "xl/_rels/workbook.xml.rels", name, directory)
    if len(directory.sheets) > MOST_SHEETS:
        raise WorkbookRefused("too_large", name, f"{len(directory.sheets)} sheets")
    styles, strings = _Styles(), _Strings()
    described: tuple[tuple[str, _Styles | _Strings], ...]
    described = (("styles", styles), ("sharedStrings", strings))
    for key, listener in described:
        part = directory.part(key)
        if part in parts:
            _parse(archive, part, name, listener)
    lettering = Lettering()
    sheets: list[Sheet] = []
    filled = 0
    for title, relation, hidden in directory.sheets:
        part = directory.part(relation)
        if part is None:
            continue
        reader = _SheetReader(
            name, styles.styles, strings.strings, directory.epoch, lettering, MOST_CELLS - filled
        )
        _parse(archive, part, name, reader)
        filled += len(reader.cells)
        sheets.append(
            Sheet(
                lettering.text(title, ""),
                reader.cells,
                tuple(reader.merges),
                hidden,
                frozenset(reader.hidden_rows),
                frozenset(reader.hidden_columns),
            )
        )
    return tuple(sheets)
