"""Tables copied with one cell a line: the header tells the columns, the rest falls into rows."""

import re
from dataclasses import dataclass, field

from etl.extract.cells import Cell, parse_value, unit_of_cell

ORDINAL = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]?|[a-zA-Zđ][.)]|[-+*•])\s*$")
HEAD_LABEL = re.compile(
    r"^(?:tt|stt|số tt|s tt|(?:các |tên |một số )?chỉ tiêu(?: chủ yếu)?|nội dung|tên chỉ tiêu|"
    r"danh mục|năm|hạng mục|lĩnh vực|tiêu chí)$",
    re.IGNORECASE,
)
HEAD_UNIT = re.compile(r"^(?:đơn vị(?: tính)?|đvt|đv tính|đơn vị đo)$", re.IGNORECASE)
HEAD_VALUE = re.compile(
    r"kế hoạch|thực hiện|ước|(?<!\w)(?:kh|th|ưth|dt|nq|ck|ktt)(?!\w)|so sánh|so với|mục tiêu|"
    r"chỉ tiêu giao|dự toán|kết quả|(?:19|20)\d{2}|tháng \d|quý|cùng kỳ|tỷ lệ|%|lũy kế|cộng dồn|"
    r"bq|phấn đấu|dự kiến",
    re.IGNORECASE,
)
HEAD_SKIP = re.compile(
    r"^(?:đánh giá|ghi chú|kết quả đánh giá|mức độ|cơ quan[^|]{0,60}|"
    r"đơn vị (?:chủ trì|thực hiện|báo cáo)|xếp loại|nhận xét)$",
    re.IGNORECASE,
)
_PRICES = re.compile(r"giá (?:so sánh |cố định |gốc )?(?:năm )?(?:19|20)\d\d")
_YEAR = re.compile(r"(?:năm )?(?:19|20)\d\d")
_VERDICT = re.compile(
    r"^\s*(?:vượt|đạt|không đạt|chưa đạt|hoàn thành|cơ bản đạt|vượt (?:kh|kế hoạch|mức)|"
    r"đạt (?:kh|kế hoạch)|khó đạt|đạt và vượt|đ|v|kđ)\s*\.?\s*$",
    re.IGNORECASE,
)


@dataclass
class Row:
    """A row on its way to figures.

    Attributes:
        label: The cell that names the indicator.
        number: The paragraph it stands in.
        unit: The unit, '' while none was met.
        values: One cell a column; None where a word stands instead of a number.
    """

    label: Cell
    number: int
    unit: str = ""
    values: list[Cell | None] = field(default_factory=list)


def is_header(text: str, cell: Cell) -> bool:
    """True when a line can be a cell of a table's header."""
    if HEAD_LABEL.match(text) or HEAD_UNIT.match(text) or HEAD_SKIP.match(text):
        return True
    if _YEAR.fullmatch(text):
        return True
    if _PRICES.search(text):
        return False
    return (
        HEAD_VALUE.search(text) is not None and len(text) < 70 and parse_value(cell, "vi") is None
    )


def value_titles(header: list[str]) -> list[str]:
    """The header's lines that stand over values."""
    return [
        text
        for text in header
        if not (HEAD_LABEL.match(text) or HEAD_UNIT.match(text) or HEAD_SKIP.match(text))
    ]


class LineRows:
    """Rows gathered cell by cell."""

    def __init__(self, columns: int, has_unit: bool) -> None:
        """Start without a row; `columns` values make a row full."""
        self._columns = columns
        self._has_unit = has_unit
        self._closed = True
        self.rows: list[Row] = []

    @property
    def _open(self) -> Row | None:
        """The row that still takes values."""
        if self._closed or not self.rows or len(self.rows[-1].values) >= self._columns:
            return None
        return self.rows[-1]

    def feed(self, text: str, cell: Cell, number: int) -> None:
        """Take the next line (`text` is its lower-case form)."""
        row = self._open
        if row is None and (text in ("|", "", "-") or ORDINAL.match(text)):
            return
        if row is not None and parse_value(cell, "vi") is not None:
            row.values.append(cell)
        elif _VERDICT.match(text) and self.rows:
            self._closed = True
        elif self._takes_unit(text):
            self.rows[-1].unit = unit_of_cell(text)
        elif row is not None and row.unit and len(text.split()) <= 3 and not text.startswith("-"):
            row.values.append(None)
        elif parse_value(cell, "vi") is None:
            self._label(text, cell, number)

    def _takes_unit(self, text: str) -> bool:
        if not self._has_unit or not self.rows or not unit_of_cell(text):
            return False
        return not self.rows[-1].unit and not self.rows[-1].values

    def _label(self, text: str, cell: Cell, number: int) -> None:
        last = self.rows[-1] if self.rows else None
        if last is not None and not last.values and not last.unit and text[:1].islower():
            last.label = Cell(last.label.begin, cell.end, f"{last.label.text} {cell.text}")
        else:
            self.rows.append(Row(cell, number))
        self._closed = False
