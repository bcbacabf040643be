"""Tables inside running text, brought to rows of cells and read by their header."""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.extract.bar_stream import read_bar_stream
from etl.extract.broken_table import read_barred_lines, read_pairs
from etl.extract.cells import (
    NUMBER,
    Cell,
    Column,
    ReadTable,
    base_of_column,
    parse_value,
    read_column,
    unit_of_cell,
)
from etl.extract.layout import Block
from etl.extract.lexicon import GROWTH_NAME, NATURAL_RATE
from etl.extract.line_table import (
    HEAD_LABEL,
    HEAD_UNIT,
    HEAD_VALUE,
    ORDINAL,
    LineRows,
    Row,
    is_header,
    value_titles,
)
from etl.extract.year_table import read_year_table
from etl.parse.number import Style, decide_style
from etl.parse.period import TimeContext
from etl.parse.view import View


@dataclass(frozen=True)
class TableFigure:
    """One figure of a table, spans in the view."""

    begin: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    label: str
    unit: str
    kind: str
    measure: str
    period: str | None
    comparator: str | None
    negative: bool
    block: int
    reason: str
    place: str | None = None
    base: str | None = None


_FLAT_HEAD = re.compile(r"(?:stt|tt|chỉ tiêu|các chỉ tiêu|tên chỉ tiêu|nội dung)\b")
_FLAT_TITLE = re.compile(
    r"(?:ước thực hiện|ước th|ưth|thực hiện|th|kế hoạch|kh|dự toán|dt|so sánh|so với|tỷ lệ|"
    r"mục tiêu)[^|]*?(?=(?:ước thực hiện|ước th|ưth|thực hiện|(?<!\w)th(?!\w)|kế hoạch|"
    r"(?<!\w)kh(?!\w)|dự toán|so sánh|so với|tỷ lệ|ghi chú|đánh giá)(?! hoạch)|$)"
)
_FLAT_VALUE = rf"(?:(?:>=|<=|>|<)\s?)?{NUMBER}(?:\s?-\s?{NUMBER})?%?"
_FLAT_ROW = re.compile(
    r"\s*(?:[\dIVX]{1,4}(?:\.\d+)*[.)]?\s+|[-+*]\s*)?"
    rf"(?P<label>[^\d].*?)\s+(?P<values>(?:{_FLAT_VALUE}\s+)+(?:{_FLAT_VALUE}))\s*\D{{0,12}}$"
)
_LABEL_MARKS = re.compile(
    r"^(?:[-+*•]\s*|\d+(?:\.\d+)*[.)]\s*|trong đó\s*:?\s*|tr\.?\s?đó\s*:?\s*)+", re.IGNORECASE
)
_FALL = re.compile(r"(?:mức )?(giảm|tăng) (?=tỷ lệ|tỷ suất|hộ|số hộ)")


def _cells(view: View, block: Block, mark: str) -> list[Cell]:
    cells = []
    at = block.begin
    for piece in view.text[block.begin : block.end].split(mark):
        bare = piece.strip()
        start = at + (len(piece) - len(piece.lstrip()))
        cells.append(Cell(start, start + len(bare), bare))
        at += len(piece) + 1
    return cells if mark == ";" or cells[0].text else [cell for cell in cells if cell.text]


def _style_of(cells: list[Cell]) -> Style:
    return decide_style([token for cell in cells for token in re.findall(NUMBER, cell.text)])


class TableReader:
    """Finds tables among the paragraphs; tells which paragraphs they took."""

    def __init__(
        self, view: View, blocks: list[Block], context: TimeContext, title_unit: str = ""
    ) -> None:
        """Keep what the tables need."""
        self.view, self.blocks, self.context = view, blocks, context
        self.title_unit = title_unit
        self.taken: set[int] = set()
        self.figures: list[TableFigure] = []

    def read(self) -> list[TableFigure]:
        """The figures of all tables, in reading order."""
        index = 0
        while index < len(self.blocks):
            index = (
                self._bars(index)
                or self._lines(index)
                or self._flat(index)
                or self._read(index)
                or index + 1
            )
        self.figures.sort(key=lambda figure: figure.begin)
        return self.figures

    def _bars(self, index: int) -> int | None:
        """Rows whose cells are parted by bars or semicolons."""
        end = index
        while end < len(self.blocks) and self.blocks[end].role == "row":
            end += 1
        if end == index:
            return None
        first = self.blocks[index]
        mark = "|" if "|" in self.view.text[first.begin : first.end] else ";"
        self._grid([(b.number, _cells(self.view, b, mark)) for b in self.blocks[index:end]])
        return end

    def _grid(self, rows: list[tuple[int, list[Cell]]]) -> None:
        style = _style_of([cell for _, cells in rows for cell in cells[1:]])
        columns: dict[int, Column] = {}
        unit_at: int | None = None
        for number, cells in rows:
            if self._is_grid_header(cells):
                columns = {
                    place: read_column(cell.text, self.context)
                    for place, cell in enumerate(cells)
                    if place and HEAD_VALUE.search(cell.text)
                }
                units = (p for p, c in enumerate(cells) if HEAD_UNIT.match(c.text.lower()))
                unit_at = next(units, None)
                self.taken.add(number)
            else:
                self._grid_row(number, cells, columns, unit_at, style)

    def _is_grid_header(self, cells: list[Cell]) -> bool:
        if len(cells) < 2:
            return False
        rest = [cell.text for cell in cells[1:] if cell.text]
        years = all(re.fullmatch(r"(?:năm )?(?:19|20)\d{2}", text.lower()) for text in rest)
        labelled = HEAD_LABEL.match(cells[0].text.lower()) is not None
        return years or (labelled and any(HEAD_VALUE.search(text) for text in rest))

    def _grid_row(
        self,
        number: int,
        cells: list[Cell],
        columns: dict[int, Column],
        unit_at: int | None,
        style: Style,
    ) -> None:
        values = [parse_value(cell, style) for cell in cells]
        labels = (
            place
            for place, cell in enumerate(cells)
            if cell.text and not ORDINAL.match(cell.text) and values[place] is None
        )
        label_at = next(labels, None)
        if label_at is None:
            return
        if unit_at is not None and unit_at < len(cells):
            unit = unit_of_cell(cells[unit_at].text)
        else:
            found = (unit_of_cell(cell.text) for cell in cells[label_at + 1 :])
            unit = next((text for text in found if text), "")
        row = Row(cells[label_at], number, unit)
        for place in range(label_at + 1, len(cells)):
            value = values[place]
            column = columns.get(place)
            if value is not None and value.lead:
                column = read_column(value.lead, self.context)
            if value is not None and column is not None:
                self._emit(row, cells[place], column, style)
                self.taken.add(number)

    def _lines(self, index: int) -> int | None:
        """A table with one cell a line, from its header on."""
        if not HEAD_LABEL.match(self._text(index)):
            return None
        end = index
        header: list[str] = []
        while end < len(self.blocks) and len(header) < 14:
            text = self._text(end)
            if text and is_header(text, self._cell(end)):
                header.append(text)
            elif text or not header:
                break
            end += 1
        columns = [read_column(text, self.context) for text in value_titles(header)]
        if len(header) < 3 or not columns:
            return None
        gathered = LineRows(len(columns), any(HEAD_UNIT.match(text) for text in header))
        while end < len(self.blocks):
            text = self._text(end)
            if len(text) > 260 or re.match(r"\(\*\)|ghi chú|nguồn", text):
                break
            gathered.feed(text, self._cell(end), self.blocks[end].number)
            end += 1
        rows = [row for row in gathered.rows if row.values]
        if len(rows) < 2:
            return None
        self._emit_rows(rows, columns)
        self.taken.update(block.number for block in self.blocks[index:end])
        return end

    def _read(self, index: int) -> int | None:
        """A table whose lines are lost, told by the shape of its header."""
        what = (self.view, self.blocks, index, self.context)
        table = read_year_table(*what) or read_barred_lines(*what)
        table = table or read_bar_stream(*what) or read_pairs(*what)
        if table is None:
            return None
        self._emit_table(table)
        self.taken.update(block.number for block in self.blocks[index : table.end])
        return table.end

    def _emit_table(self, table: ReadTable) -> None:
        style = _style_of([cell for row in table.rows for cell, _, _ in row.values])
        for row in table.rows:
            for cell, column, number in row.values:
                value = parse_value(cell, style)
                if value is None:
                    continue
                unit = value.unit or column.unit or row.unit or self.title_unit
                if unit or row.label.lower().startswith("hệ số"):
                    self.figures.append(
                        TableFigure(
                            value.begin,
                            value.end,
                            value.value,
                            value.low,
                            value.high,
                            row.label[:1].upper() + row.label[1:],
                            unit,
                            column.kind,
                            column.measure,
                            column.period,
                            value.comparator,
                            False,
                            number,
                            f"column \u201c{column.title}\u201d",
                            row.place,
                            base_of_column(column),
                        )
                    )

    def _flat(self, index: int) -> int | None:
        """A header line over rows of the shape "label unit number number"."""
        text = self._text(index)
        if not _FLAT_HEAD.match(text) or len(text) > 260:
            return None
        titles = [title for title in _FLAT_TITLE.findall(text) if title.strip()]
        columns = [read_column(title, self.context) for title in titles]
        if len(columns) < 2:
            return None
        end = index + 1
        rows: list[Row] = []
        while end < len(self.blocks) and (row := self._flat_row(end, len(columns))):
            rows.append(row)
            end += 1
        if not rows:
            return None
        self._emit_rows(rows, columns)
        self.taken.update(block.number for block in self.blocks[index:end])
        return end

    def _flat_row(self, index: int, size: int) -> Row | None:
        block = self.blocks[index]
        found = _FLAT_ROW.match(self.view.text[block.begin : block.end])
        if found is None:
            return None
        values = list(re.finditer(_FLAT_VALUE, found["values"]))
        if not max(2, size - 1) <= len(values) <= size:
            return None
        label = found["label"]
        words = label.split()
        unit, cut = "", len(label)
        for take in (3, 2, 1):
            unit = unit_of_cell(" ".join(words[-take:])) if len(words) > take else ""
            if unit:
                cut = label.rfind(words[-take])
                break
        start = block.begin + found.start("label")
        row = Row(Cell(start, start + cut, label[:cut].strip()), block.number, unit)
        for value in values:
            at = block.begin + found.start("values") + value.start()
            row.values.append(Cell(at, at + len(value.group()), value.group()))
        return row

    def _text(self, index: int) -> str:
        block = self.blocks[index]
        return self.view.low[block.begin : block.end].strip(" |\n")

    def _cell(self, index: int) -> Cell:
        block = self.blocks[index]
        raw = self.view.text[block.begin : block.end]
        bare = raw.strip(" |\n")
        at = block.begin + raw.find(bare) if bare else block.begin
        return Cell(at, at + len(bare), bare)

    def _emit_rows(self, rows: list[Row], columns: list[Column]) -> None:
        style = _style_of([cell for row in rows for cell in row.values if cell is not None])
        for row in rows:
            for cell, column in zip(row.values, columns, strict=False):
                if cell is not None:
                    self._emit(row, cell, column, style)

    def _emit(self, row: Row, cell: Cell, column: Column, style: Style) -> None:
        value = parse_value(cell, style)
        if value is None:
            return
        label = _LABEL_MARKS.sub("", row.label.text).strip(" :;,.")
        bracket = re.search(r"\(([^()]{1,24})\)", label)
        label_unit = unit_of_cell(bracket[1]) if bracket else ""
        if label_unit and bracket:
            label = (label[: bracket.start()] + label[bracket.end() :]).strip(" :")
        compared = column.unit if column.measure != "level" else ""
        unit = value.unit or compared or row.unit or label_unit or column.unit or self.title_unit
        if not label or not unit:
            return
        measure, negative = column.measure, False
        low = label.lower()
        if measure == "level" and (fall := _FALL.match(low)):
            measure, negative = "change", fall[1] == "giảm"
            label = label[fall.end() :]
        elif measure == "level" and unit.startswith("%") and GROWTH_NAME.search(low):
            measure = "level" if NATURAL_RATE.search(low) else "growth"
        if value.value is not None and value.value < 0:
            negative = False
        self.figures.append(
            TableFigure(
                value.begin,
                value.end,
                value.value,
                value.low,
                value.high,
                label[:1].upper() + label[1:],
                unit,
                column.kind,
                measure,
                column.period,
                value.comparator,
                negative,
                row.number,
                f"column \u201c{column.title}\u201d",
            )
        )
