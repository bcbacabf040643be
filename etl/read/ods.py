"""OpenDocument spreadsheets (LibreOffice) -> sheets, in one bounded pass over their XML."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation

from etl.read.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Cell,
    Merge,
    Sheet,
    Value,
)
from etl.read.container import open_archive, unpack
from etl.read.letters import Lettering
from etl.read.markup import stream
from yardstick.errors import WorkbookRefused

# LibreOffice repeats the last row or cell to the edge of the sheet; filled ones never so often.
_MOST_REPEATS = 2_000


@dataclass
class _Style:
    bold: bool = False
    font: str = ""
    indent: int = 0
    hidden: bool = False
    parent: str = ""


@dataclass
class _Cell:
    column: int
    repeats: int
    kind: str
    number: str
    day: str
    formula: bool
    style: _Style
    spans: tuple[int, int]
    texts: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """The tables of content.xml; styles.xml goes through the same hands for its styles."""

    name: str
    lettering: Lettering = field(default_factory=Lettering)
    sheets: list[Sheet] = field(default_factory=list)
    styles: dict[str, _Style] = field(default_factory=dict)
    filled: int = 0
    _style: str = ""
    _title: str = ""
    _hidden: bool = False
    _depth: int = 0
    _cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    _merges: list[Merge] = field(default_factory=list)
    _hidden_rows: set[int] = field(default_factory=set)
    _hidden_columns: set[int] = field(default_factory=set)
    _row: int = 0
    _row_repeats: int = 1
    _row_cells: list[_Cell] = field(default_factory=list)
    _column: int = 0
    _columns_described: int = 0
    _column_defaults: list[tuple[int, _Style]] = field(default_factory=list)
    _cell: _Cell | None = None
    _paragraph: int = 0
    _ignored: int = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "style" | "default-style":
                self._style = attributes.get("style:name", "")
                self.styles[self._style] = _Style(
                    parent=attributes.get("style:parent-style-name", "")
                )
            case "text-properties" | "paragraph-properties" | "table-properties":
                self._describe(attributes)
            case "table":
                self._open_table(attributes)
            case "table-column":
                self._open_column(attributes)
            case "table-row":
                self._open_row(attributes)
            case "table-cell" | "covered-table-cell":
                self._open_cell(attributes)
            case "annotation" | "shapes":
                self._ignored += 1
            case "p" if self._cell is not None and not self._ignored:
                self._paragraph += 1
                if self._cell.texts:
                    self._cell.texts.append("\n")
            case "s" | "tab" | "line-break" if self._cell is not None and self._paragraph:
                count = min(_count(attributes.get("text:c")), 100) if element == "s" else 1
                self._cell.texts.append(" " * count)
            case _:
                pass

    def end(self, element: str) -> None:
        match element:
            case "annotation" | "shapes":
                self._ignored -= 1
            case "p" if self._paragraph:
                self._paragraph -= 1
            case "table-cell" | "covered-table-cell":
                self._close_cell()
            case "table-row":
                self._close_row()
            case "table":
                self._close_table()
            case _:
                pass

    def text(self, characters: str) -> None:
        if self._paragraph and self._cell is not None and not self._ignored:
            self._cell.texts.append(characters)

    def _describe(self, attributes: dict[str, str]) -> None:
        style = self.styles.get(self._style)
        if style is None:
            return
        style.bold = style.bold or attributes.get("fo:font-weight") in ("bold", "700", "800", "900")
        style.font = (
            attributes.get("style:font-name") or attributes.get("fo:font-family") or style.font
        )
        style.hidden = style.hidden or attributes.get("table:display") == "false"
        margin = attributes.get("fo:margin-left", "")
        if margin.endswith("cm") and margin[:-2].replace(".", "", 1).isdigit():
            # One step of indentation in a spreadsheet is 10 points.
            style.indent = min(15, round(float(margin[:-2]) / 0.353))

    def _resolved(self, name: str) -> _Style:
        style = self.styles.get(name)
        if style is None:
            return _Style()
        parent = self.styles.get(style.parent)
        if parent is not None and not style.font:
            style.font = parent.font
        return style

    def _open_table(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        if len(self.sheets) >= MOST_SHEETS:
            raise WorkbookRefused("too_large", self.name, f"more than {MOST_SHEETS} sheets")
        self._title = attributes.get("table:name", "")
        self._hidden = self._resolved(attributes.get("table:style-name", "")).hidden
        self._cells, self._merges = {}, []
        self._hidden_rows, self._hidden_columns = set(), set()
        self._row = self._columns_described = 0
        self._column_defaults = []

    def _open_column(self, attributes: dict[str, str]) -> None:
        repeats = min(_count(attributes.get("table:number-columns-repeated")), MOST_COLUMNS)
        first = self._columns_described + 1
        self._columns_described += repeats
        is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        if is_hidden and repeats < 1000 and first <= MOST_COLUMNS:
            self._hidden_columns.update(range(first, first + repeats))
        default = attributes.get("table:default-cell-style-name", "")
        self._column_defaults.append((self._columns_described, self._resolved(default)))

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row_repeats = _count(attributes.get("table:number-rows-repeated"))
        if (
            attributes.get("table:visibility") in ("collapse", "filter")
            and self._row_repeats < 9999
            and self._row < MOST_ROWS
        ):
            self._hidden_rows.update(range(self._row + 1, self._row + 1 + self._row_repeats))
        self._column = 0
        self._row_cells = []

    def _open_cell(self, attributes: dict[str, str]) -> None:
        style_name = attributes.get("table:style-name")
        if style_name is not None:
            style = self._resolved(style_name)
        else:
            style = next(
                (found for last, found in self._column_defaults if self._column < last), _Style()
            )
        self._cell = _Cell(
            column=self._column + 1,
            repeats=_count(attributes.get("table:number-columns-repeated")),
            kind=attributes.get("office:value-type", ""),
            number=attributes.get("office:value", ""),
            day=attributes.get("office:date-value", "")
            or attributes.get("office:boolean-value", ""),
            formula="table:formula" in attributes,
            style=style,
            spans=(
                _count(attributes.get("table:number-rows-spanned")),
                _count(attributes.get("table:number-columns-spanned")),
            ),
        )

    def _close_cell(self) -> None:
        cell, self._cell = self._cell, None
        self._paragraph = 0
        if cell is None:
            return
        self._column += cell.repeats
        if cell.kind or cell.formula or cell.texts or cell.spans != (1, 1):
            self._row_cells.append(cell)

    def _close_row(self) -> None:
        for offset in range(self._row_repeats if self._row_cells else 0):
            if offset >= _MOST_REPEATS:
                raise WorkbookRefused("too_large", self.name, "a filled row repeated endlessly")
            for cell in self._row_cells:
                self._place(cell, self._row + 1 + offset)
        self._row += self._row_repeats
        self._row_cells = []

    def _place(self, cell: _Cell, row: int) -> None:
        rows, columns = cell.spans
        if (rows, columns) != (1, 1) and rows < 5000 and columns < 5000:
            last = (row + rows - 1, cell.column + columns - 1)
            self._merges.append(Merge(row, cell.column, *last))
        value, error = self._converted(cell)
        if value is None and not cell.formula:
            return
        if cell.repeats > _MOST_REPEATS:
            raise WorkbookRefused("too_large", self.name, "a filled cell repeated endlessly")
        indent = cell.style.indent
        if isinstance(value, str):
            indent += (len(value) - len(value.lstrip(" \u00a0"))) // 2
        for column in range(cell.column, cell.column + cell.repeats):
            self.filled += 1
            if self.filled > MOST_CELLS:
                raise WorkbookRefused(
                    "too_large", self.name, f"more than {MOST_CELLS} filled cells"
                )
            self._cells[row, column] = Cell(
                row,
                column,
                value,
                cell.formula,
                error,
                cell.kind == "percentage",
                cell.style.bold,
                indent,
            )

    def _converted(self, cell: _Cell) -> tuple[Value | None, bool]:
        text = self.lettering.text("".join(cell.texts), cell.style.font)
        if cell.kind in ("float", "percentage", "currency"):
            try:
                number = Decimal(cell.number)
            except InvalidOperation:
                return text or None, False
            if number.is_finite() and abs(number.adjusted()) <= 300:
                return number, False
            return text or cell.number, False
        if cell.kind == "date":
            try:
                return datetime.fromisoformat(cell.day).date(), False
            except ValueError:
                return text or None, False
        if cell.kind == "boolean":
            return cell.day == "true", False
        if text.startswith(("#", "Err:")) and cell.formula:
            return text, True
        if not text.strip():
            return None, False
        return text, False

    def _close_table(self) -> None:
        self._depth -= 1
        if self._depth:
            return
        self.sheets.append(
            Sheet(
                self.lettering.text(self._title, ""),
                self._cells,
                tuple(self._merges),
                self._hidden,
                frozenset(self._hidden_rows),
                frozenset(self._hidden_columns),
            )
        )


def _count(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 and int(text) else 1


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of an ods file.

    Raises:
        WorkbookRefused: corrupt, encrypted or too_large.
    """
    archive = open_archive(data, name)
    parts = set(archive.namelist())
    if "META-INF/manifest.xml" in parts:
        manifest = unpack(archive, "META-INF/manifest.xml", name)
        if b"encryption-data" in manifest:
            raise WorkbookRefused("encrypted", name, "the file is protected by a password")
    reader = _Reader(name)
    for part in ("styles.xml", "content.xml"):
        if part in parts:
            content = unpack(archive, part, name)
            stream(content, name, start=reader.start, end=reader.end, text=reader.text)
    return tuple(reader.sheets)
