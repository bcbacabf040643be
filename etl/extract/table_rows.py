"""Rows of a table whose columns are known: label, unit, place, and the head they stand under."""

import re
from dataclasses import dataclass, field, replace

from etl.extract.cells import Cell, Column, ReadRow, unit_of_cell
from etl.extract.lexicon import GROWTH_NAME, NATURAL_RATE
from etl.extract.table_titles import Title, is_foreign, place_of_label

_ITEM = re.compile(r"(?:^|\s)(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]\s+(?=[^\W\d_])")
CHILD = re.compile(r"\s*[-+*•]\s+(?=\S)")
_MARKS = re.compile(
    r"^(?:[-+*•]\s*|\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[IVX]{1,4}[.)]\s*|[a-zđ][.)]\s*)+"
)
_NOT_LABEL = re.compile(
    r"[;!?:|…]|\. |(?:19|20)\d\d|\d{4,}|\bngày\b|@|https?|điện thoại|\bđt\b", re.IGNORECASE
)
_SHORT_UNIT = re.compile(
    r"[%‰]|\S+/\S+|ha|km2?|m[23]|kg|tấn|tạ|yến|lít|người|hộ|con|usd|đồng|cái|chiếc|bộ|kwh|k?w|mw|"
    r"mva|lượt|giường|xã|thôn|lần|tuổi|điểm|doanh nghiệp|chỗ|máy",
    re.IGNORECASE,
)
_PRICES = re.compile(r"\((?:theo )?giá[^()]*\)|giá (?:so sánh|hiện hành|thực tế).*$", re.IGNORECASE)
LONGEST = 130
# What the parts under a head are parts of.
_WHOLES = (
    (re.compile(r"(?:tốc độ )?tăng trưởng|tốc độ (?:tăng|phát triển)"), "Tốc độ tăng trưởng"),
    (re.compile(r"cơ cấu"), "Cơ cấu"),
    (re.compile(r"(?:tổng )?giá trị sản xuất"), "Giá trị sản xuất"),
    (re.compile(r"(?:tổng )?giá trị (?:gia tăng|tăng thêm)"), "Giá trị gia tăng"),
    (re.compile(r"(?:tổng )?kim ngạch xuất khẩu"), "Kim ngạch xuất khẩu"),
    (re.compile(r"(?:tổng )?kim ngạch nhập khẩu"), "Kim ngạch nhập khẩu"),
    (re.compile(r"(?:tổng )?diện tích"), "Diện tích"),
    (re.compile(r"(?:tổng )?sản lượng"), "Sản lượng"),
    (re.compile(r"năng suất"), "Năng suất"),
)
_SECTOR = re.compile(r"(?:khu vực |ngành )?(?:nông|lâm|thủy|thuỷ|công nghiệp|xây dựng|dịch vụ)\b")


@dataclass
class Head:
    """The row that the rows under it are parts of.

    Attributes:
        whole: What they are parts of ("Cơ cấu"), or ''.
        measure: level or growth.
        unit: Its unit, or ''.
        numbered: True where it had a number in the list.
    """

    whole: str = ""
    measure: str = "level"
    unit: str = ""
    numbered: bool = False


@dataclass
class OpenTable:
    """A table on its way.

    Attributes:
        columns: What each column of values holds.
        title: What stands above the table.
        places: True where the header says that the rows are places.
        rows: The rows taken so far.
        pending: Pieces of the next row's label.
        head: The row that the next rows are parts of.
        over: The title as such a row.
        end: The paragraph after the last row.
    """

    columns: list[Column]
    title: Title
    places: bool
    rows: list[ReadRow] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    over: Head = field(default_factory=Head)
    end: int = 0


def open_head(table: OpenTable) -> None:
    """What was said before "- " without numbers heads the rows under it."""
    said = " ".join(table.pending).strip()
    table.pending.clear()
    if said:
        label, unit = _split_unit(_tidy(said))
        low = label.lower()
        table.head = Head(whole_of(low), measure_of(low, unit), unit)


def take_row(table: OpenTable, cells: list[Cell], number: int) -> bool:
    """Take a run of numbers with the label gathered before it; False where it is no row."""
    pieces = [piece.strip() for piece in table.pending if piece.strip()]
    table.pending.clear()
    marked = any(not piece.isascii() for piece in pieces)
    own = [
        piece
        for piece in pieces
        if not re.fullmatch(r"[\d.,]+", piece) and not (marked and is_foreign(piece))
    ]
    said = " ".join(own)
    numbered = False
    item = _ITEM.search(said)
    if item:
        said, numbered = said[item.start() :].strip(), True
    child = CHILD.match(said) is not None
    label, unit = _split_unit(_tidy(said))
    years = _PRICES.sub("", label)
    if not label or len(label) > LONGEST or _NOT_LABEL.search(years):
        return False
    low = label.lower()
    place = place_of_label(label, table.places)
    # A title that names the whole ("Sản lượng lúa") stands over rows without a unit of their own.
    titled = bool(not child and not unit and table.title.unit and table.over.whole)
    head = table.over if titled else table.head
    under = titled or child or (head.numbered and not numbered and _SECTOR.match(low) is not None)
    if under:
        unit = unit or head.unit
        measure = head.measure if unit.startswith("%") else "level"
        if head.whole and head.whole.lower() not in low and not whole_of(low):
            label = f"{head.whole} {label[:1].lower()}{label[1:]}"
        elif whole_of(low):
            measure = measure_of(low, unit)
    else:
        unit = unit or table.title.unit
        measure = measure_of(low, unit)
        table.head = Head(whole_of(low), measure, unit, numbered)
    total = table.title.name and re.match(r"(?:tổng số|toàn tỉnh|toàn huyện|cả nước)\b", low)
    if place or total:
        if not table.title.name:
            return False
        unit = unit or table.title.unit
        label = table.title.name
        measure = measure_of(label.lower(), unit)
    elif table.title.index and unit in ("", "%"):
        measure, unit = "growth", "%"
        label = table.title.of_index(label)
    values = [
        (cell, column, number)
        for cell, column in zip(cells, table.columns, strict=False)
        if cell.text[-1:].isdigit() or cell.text.endswith("%")
    ]
    if len(values) > 1 and re.fullmatch(r"0[.,]0+", values[-1][0].text):
        values.pop()
    compared = f" {table.title.compared}" if measure == "growth" else ""
    values = [
        (cell, column, at)
        if column.measure == "growth"
        else (cell, replace(column, measure=measure, title=column.title + compared), at)
        for cell, column, at in values
    ]
    table.rows.append(ReadRow(label, unit, place, values))
    return True


def _tidy(said: str) -> str:
    """A label without its number and without its name in English."""
    label = _MARKS.sub("", said).strip(" ,.")
    twin = re.search(r"\s+[-/–]\s+(?=[A-Z])", label)
    if twin and is_foreign(label[twin.end() :]) and not label[: twin.start()].isascii():
        label = label[: twin.start()]
    return label.strip(" ,.-")


def _split_unit(label: str) -> tuple[str, str]:
    """A label and the unit it ends in, or ''."""
    bracket = re.search(r"\(([^()]{1,24})\)$", label)
    if bracket and (unit := unit_of_cell(bracket[1])):
        return label[: bracket.start()].strip(" ,"), unit
    words = label.split()
    if place_of_label(label, named_only=False):
        return label, ""
    for take in (4, 3, 2, 1):
        unit = unit_of_cell(" ".join(words[-take:])) if len(words) > take else ""
        if unit and (take > 1 or _SHORT_UNIT.fullmatch(unit)):
            rest = " ".join(words[:-take]).strip(" ,-")
            return (label if rest.lower() in ("số", "tổng số", "tỷ lệ") else rest), unit
    return label, ""


def whole_of(low: str) -> str:
    """What the parts under a row are parts of, or ''."""
    return next((name for pattern, name in _WHOLES if pattern.match(low)), "")


def measure_of(low: str, unit: str) -> str:
    """Growth for a row that is itself a rate of growth, else level."""
    growth = unit.startswith("%") and GROWTH_NAME.search(low) and not NATURAL_RATE.search(low)
    return "growth" if growth else "level"
