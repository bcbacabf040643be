"""Excel files of 2007 and later (xlsx, xlsm) -> sheets, in one bounded pass over their XML.

The bulk readers allocate the whole rectangle up to the last cell, so that one cell at XFD1048576
ends the process; this one keeps filled cells only and stops at the limit.
"""

import posixpath
import zipfile
from dataclasses import dataclass, field
from datetime import date

from etl.read.cells import MOST_CELLS, MOST_SHEETS, Sheet
from etl.read.container import open_archive, unpack
from etl.read.letters import Lettering
from etl.read.markup import attribute, stream
from etl.read.xlsx_sheet import SheetReader
from etl.read.xlsx_styles import Styles
from yardstick.errors import WorkbookRefused


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
    reader: _Directory | Styles | _Strings | SheetReader,
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
    styles, strings = Styles(), _Strings()
    described: tuple[tuple[str, Styles | _Strings], ...]
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
        reader = SheetReader(
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
