"""Tables inside running text, brought to rows of cells and read by their header."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from etl.extract.cells import NUMBER, Cell, Column, parse_value, read_column, unit_of_cell
from etl.extract.layout import Block
from etl.extract.lexicon import GROWTH_NAME, NATURAL_RATE
from etl.parse.number import Style, decide_style
from etl.parse.period import TimeContext
from etl.parse.view import View


@dataclass
class Row:
    """A row on its way to figures."""

    label: Cell
    unit: str = ""
    values: list[Cell | None] = field(default_factory=list)


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


_ORDINAL = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]?|[a-zA-Zđ][.)]|[-+*•])\s*$"
)


_HEAD_LABEL = re.compile(
    r"^(?:tt|stt|số tt|s tt|(?:các |tên |một số )?chỉ tiêu(?: chủ yếu)?|nội dung|"
    r"tên chỉ tiêu|danh mục|năm|hạng mục|lĩnh vực|tiêu chí)$",
    re.IGNORECASE,
)


_HEAD_UNIT = re.compile(r"^(?:đơn vị(?: tính)?|đvt|đv tính|đơn vị đo)$", re.IGNORECASE)


_HEAD_VALUE = re.compile(
    r"kế hoạch|thực hiện|ước|(?<!\w)(?:kh|th|ưth|dt|nq|ck|ktt)(?!\w)|so sánh|so với|"
    r"mục tiêu|chỉ tiêu giao|dự toán|kết quả|(?:19|20)\d{2}|tháng \d|quý|cùng kỳ|tỷ lệ|%|"
    r"lũy kế|cộng dồn|bq|phấn đấu|dự kiến",
    re.IGNORECASE,
)


_HEAD_SKIP = re.compile(
    r"^(?:đánh giá|ghi chú|kết quả đánh giá|mức độ|cơ quan[^|]{0,60}|đơn vị (?:chủ trì|"
    r"thực hiện|báo cáo)|xếp loại|nhận xét)$",
    re.IGNORECASE,
)


_VERDICT = re.compile(
    r"^\s*(?:vượt|đạt|không đạt|chưa đạt|hoàn thành|cơ bản đạt|vượt (?:kh|kế hoạch|mức)|"
    r"đạt (?:kh|kế hoạch)|khó đạt|đạt và vượt|đ|v|kđ)\s*\.?\s*$",
    re.IGNORECASE,
)


def _cells(view: View, block: Block, mark: str) -> list[Cell]:
    cells = []
    at = block.begin
    for piece in view.text[block.begin : block.end].split(mark):
        bare = piece.strip()
        start = at + (len(piece) - len(piece.lstrip()))
        cells.append(Cell(start, start + len(bare), bare))
        at += len(piece) + 1
    return cells


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
            index = self._bars(index) or self._lines(index) or self._flat(index) or index + 1
        self.figures.sort(key=lambda figure: figure.begin)
        return self.figures

    def _bars(self, index: int) -> int | None:
        if self.blocks[index].role != "row":
            return None
        end = index
        while end < len(self.blocks) and self.blocks[end].role == "row":
            end += 1
        text = self.view.text[self.blocks[index].begin : self.blocks[index].end]
        mark = "|" if "|" in text else ";"
        rows = [(block.number, _cells(self.view, block, mark)) for block in self.blocks[index:end]]
        rows = [
            (number, [c for c in cells if c.text] if mark == "|" and not cells[0].text else cells)
            for number, cells in rows
        ]
        self._grid(rows)
        return end

    def _grid(self, rows: list[tuple[int, list[Cell]]]) -> None:
        columns: dict[int, Column] = {}
        unit_at: int | None = None
        style = decide_style(
            [
                token
                for _, cells in rows
                for cell in cells[1:]
                for token in re.findall(NUMBER, cell.text)
            ]
        )
        for number, cells in rows:
            values = [parse_value(cell, style) for cell in cells]
            heads = [
                place for place, cell in enumerate(cells) if place and _HEAD_VALUE.search(cell.text)
            ]
            years = all(
                re.fullmatch(r"(?:năm )?(?:19|20)\d{2}", cell.text.lower())
                for cell in cells[1:]
                if cell.text
            )
            if (
                len(cells) > 1
                and (_HEAD_LABEL.match(cells[0].text.lower()) or years)
                and (len(heads) >= 1 or years)
            ):
                columns = {
                    place: read_column(cells[place].text, self.context)
                    for place in range(1, len(cells))
                    if _HEAD_VALUE.search(cells[place].text)
                }
                unit_at = next(
                    (
                        place
                        for place, cell in enumerate(cells)
                        if _HEAD_UNIT.match(cell.text.lower())
                    ),
                    None,
                )
                self.taken.add(number)
                continue
            label_at = next(
                (
                    place
                    for place, cell in enumerate(cells)
                    if cell.text and not _ORDINAL.match(cell.text) and values[place] is None
                ),
                None,
            )
            if label_at is None or not any(value for value in values[label_at + 1 :]):
                continue
            unit = (
                unit_of_cell(cells[unit_at].text)
                if unit_at is not None and unit_at < len(cells)
                else next((u for c in cells[label_at + 1 :] if (u := unit_of_cell(c.text))), "")
            )
            row = Row(cells[label_at], unit)
            for place in range(label_at + 1, len(cells)):
                if values[place] is None:
                    continue
                column = columns.get(place)
                lead = values[place][7] if values[place] else ""  # type: ignore[index]
                if lead:
                    column = read_column(lead, self.context)
                if column is None and columns:
                    continue
                if column is not None:
                    self._emit(row, cells[place], column, style, number)
                    self.taken.add(number)

    def _lines(self, index: int) -> int | None:
        """A table with one cell a line, from its header on."""
        blocks = self.blocks
        first = self._text(index)
        if not _HEAD_LABEL.match(first):
            return None
        end = index
        header: list[str] = []
        while end < len(blocks) and len(header) < 14:
            text = self._text(end)
            if not (
                _HEAD_LABEL.match(text)
                or _HEAD_UNIT.match(text)
                or _HEAD_SKIP.match(text)
                or (
                    _HEAD_VALUE.search(text)
                    and len(text) < 70
                    and not parse_value(self._cell(end), "vi")
                )
            ):
                if not (text in ("|", "") and header):
                    break
            elif text:
                header.append(text)
            end += 1
        columns = [
            read_column(text, self.context)
            for text in header
            if not _HEAD_LABEL.match(text)
            and not _HEAD_UNIT.match(text)
            and not _HEAD_SKIP.match(text)
        ]
        has_unit = any(_HEAD_UNIT.match(text) for text in header)
        if len(header) < 3 or not columns:
            return None
        rows: list[tuple[int, Row]] = []
        row: Row | None = None
        used = list(range(index, end))
        done = True
        while end < len(blocks):
            text = self._text(end)
            cell = self._cell(end)
            if len(text) > 260 or re.match(r"\(\*\)|ghi chú|nguồn", text):
                break
            value = parse_value(cell, "vi")
            full = row is None or len(row.values) >= len(columns) or done
            unit = unit_of_cell(text)
            if (text in ("|", "", "-") and not (row and not full)) or (
                _ORDINAL.match(text) and full
            ):
                pass
            elif value is not None and row is not None and not full:
                row.values.append(cell)
            elif _VERDICT.match(text) and row is not None:
                done = True
            elif unit and has_unit and row is not None and not row.unit and not row.values:
                row.unit = unit
                done = False
            elif (
                row is not None
                and not full
                and row.unit
                and row.values
                and len(text.split()) <= 3
                and not text.startswith("-")
            ) or (
                row is not None
                and not full
                and row.unit
                and not row.values
                and len(text.split()) <= 3
                and not text.startswith("-")
            ):
                row.values.append(None)
            elif value is None:
                if row is not None and not row.values and not row.unit and text[:1].islower():
                    row.label = Cell(row.label.begin, cell.end, f"{row.label.text} {cell.text}")
                else:
                    row = Row(cell)
                    rows.append((blocks[end].number, row))
                done = not has_unit and False
            used.append(end)
            end += 1
        good = [item for item in rows if item[1].values]
        if len(good) < 2:
            return None
        tokens = [
            token for _, r in good for c in r.values if c for token in re.findall(NUMBER, c.text)
        ]
        style = decide_style(tokens)
        for number, r in good:
            for value_cell, column in zip(r.values, columns, strict=False):
                if value_cell is not None:
                    self._emit(r, value_cell, column, style, number)
        self.taken.update(self.blocks[place].number for place in used)
        return end

    def _flat(self, index: int) -> int | None:
        """A header line over rows of the shape "label unit number number"."""
        text = self._text(index)
        if (
            not re.match(r"(?:stt|tt|chỉ tiêu|các chỉ tiêu|tên chỉ tiêu|nội dung)\b", text)
            or len(text) > 260
        ):
            return None
        titles = re.findall(
            r"(?:ước thực hiện|ước th|ưth|thực hiện|th|kế hoạch|kh|dự toán|dt|so sánh|"
            r"so với|tỷ lệ|mục tiêu)[^|]*?(?=(?:ước thực hiện|ước th|ưth|thực hiện|"
            r"(?<!\w)th(?!\w)|kế hoạch|(?<!\w)kh(?!\w)|dự toán|so sánh|so với|tỷ lệ|ghi chú|"
            r"đánh giá)(?! hoạch)|$)",
            text,
        )
        columns = [read_column(title, self.context) for title in titles if title.strip()]
        if len(columns) < 2:
            return None
        end = index + 1
        found: list[tuple[int, Row]] = []
        while end < len(self.blocks):
            row = self._flat_row(end, len(columns))
            if row is None:
                break
            found.append((self.blocks[end].number, row))
            end += 1
        if not found:
            return None
        style = decide_style(
            [token for _, r in found for c in r.values if c for token in re.findall(NUMBER, c.text)]
        )
        for number, row in found:
            for cell, column in zip(row.values, columns, strict=False):
                if cell is not None:
                    self._emit(row, cell, column, style, number)
            self.taken.add(number)
        self.taken.add(self.blocks[index].number)
        return end

    def _flat_row(self, index: int, size: int) -> Row | None:
        block = self.blocks[index]
        text = self.view.text[block.begin : block.end]
        found = re.match(
            rf"\s*(?:[\dIVX]{{1,4}}(?:\.\d+)*[.)]?\s+|"
            rf"[-+*]\s*)?(?P<label>[^\d].*?)\s+(?P<values>(?:(?:>|<|>=|"
            rf"<=)?\s?{NUMBER}(?:\s?-\s?{NUMBER})?%?\s*){{{max(2, size - 1)},{size}}})\s*(?:\D{{0,12}})$",
            text,
        )
        if found is None:
            return None
        label = found["label"]
        words = label.split()
        unit, cut = "", len(label)
        for take in (3, 2, 1):
            tail = " ".join(words[-take:])
            if len(words) > take and (unit := unit_of_cell(tail)):
                cut = label.rfind(words[-take])
                break
        start = block.begin + found.start("label")
        row = Row(Cell(start, start + cut, label[:cut].strip()), unit)
        for value in re.finditer(
            rf"(?:(?:>|<|>=|<=)\s?)?{NUMBER}(?:\s?-\s?{NUMBER})?%?", found["values"]
        ):
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

    def _emit(self, row: Row, cell: Cell, column: Column, style: Style, number: int) -> None:
        parsed = parse_value(cell, style)
        if parsed is None:
            return
        begin, end, value, low, high, comparator, own_unit, _ = parsed
        label = re.sub(
            r"^(?:[-+*•]\s*|\d+(?:\.\d+)*[.)]\s*|trong đó\s*:?\s*|tr\.?\s?đó\s*:?\s*)+",
            "",
            row.label.text,
            flags=re.IGNORECASE,
        ).strip(" :;,.")
        bracket = re.search(r"\(([^()]{1,24})\)", label)
        label_unit = unit_of_cell(bracket[1]) if bracket else ""
        unit = (
            own_unit
            or (column.unit if column.measure != "level" else "")
            or row.unit
            or label_unit
            or column.unit
            or self.title_unit
        )
        if label_unit and bracket:
            label = (label[: bracket.start()] + label[bracket.end() :]).strip(" :")
        if not label or not unit:
            return
        low_label = label.lower()
        measure, negative = column.measure, False
        if measure == "level":
            fall = re.match(r"(?:mức )?(giảm|tăng) (?=tỷ lệ|tỷ suất|hộ|số hộ)", low_label)
            if fall:
                measure, negative = "change", fall[1] == "giảm"
                label = label[fall.end() :]
                label = label[:1].upper() + label[1:]
            elif (
                unit.startswith("%")
                and GROWTH_NAME.search(low_label)
                and not NATURAL_RATE.search(low_label)
            ):
                measure = "growth"
        if negative and value is not None and value < 0:
            negative = False
        self.figures.append(
            TableFigure(
                begin,
                end,
                value,
                low,
                high,
                label,
                unit,
                column.kind,
                measure,
                column.period,
                comparator,
                negative,
                number,
                f"column \u201c{column.title}\u201d",
            )
        )
