"""Cells of tables in text: what a column holds, what number a cell writes, what unit it names."""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.parse.number import Style, find_number
from etl.parse.period import TimeContext, time_mentions
from etl.parse.units import find_unit_after, normal_unit


@dataclass(frozen=True)
class Cell:
    """A cell: its place in the view and its text."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True)
class Column:
    """What a column of values holds.

    Attributes:
        kind: actual, estimate or target.
        measure: level, or completion or growth for columns of comparison.
        period: The code named in its header, or None.
        unit: The unit named in its header, or ''.
        title: The header as written.
    """

    kind: str
    measure: str
    period: str | None
    unit: str
    title: str


def base_of_column(column: Column) -> str | None:
    """What a column of growth is compared with; None for the same period of last year."""
    low = re.sub(r"[\s:]+", " ", column.title.lower())
    against = low.partition("so với ")[2]
    if column.measure != "growth" or not against:
        return None
    start = re.match(r"(?:kỳ )?gốc (?:năm )?(?P<year>(?:19|20)\d\d)", against)
    if start:
        return start["year"]
    if re.match(r"(?:tháng|quý) trước", against):
        return "last_month" if against.startswith("t") else "last_quarter"
    month = re.match(r"tháng (?P<month>\d{1,2})\b", against)
    own = re.fullmatch(r"\d{4}-(?P<month>\d\d)", column.period or "")
    if month is None or own is None or int(month["month"]) == int(own["month"]):
        return None
    if int(month["month"]) == 12:
        return "year_start"
    return "last_month" if int(month["month"]) == int(own["month"]) - 1 else None


@dataclass(frozen=True)
class ReadRow:
    """A row of a table whose columns are known.

    Attributes:
        label: The indicator, in the table's words.
        unit: The row's unit, '' where its column tells it or there is none.
        place: The place the row is about, or None.
        values: Each number with what its column holds and the paragraph it stands in.
    """

    label: str
    unit: str
    place: str | None
    values: list[tuple[Cell, Column, int]]


@dataclass(frozen=True)
class ReadTable:
    """A table told apart from the text around it: its rows, and the paragraph after it."""

    rows: list[ReadRow]
    end: int


NUMBER = r"[+-]?\d+(?:[.,]\d+)*"


_VALUE = re.compile(
    rf"^\s*(?P<lead>(?:(?:kh|th|ưth|ước|kế hoạch|thực hiện)\s*:?\s*)?)(?P<comparator>khoảng|"
    rf"trên|dưới|hơn|gần|từ|>=|<=|>|<|~|)\s*(?P<low>{NUMBER})"
    rf"(?:\s*(?:-|đến|–)\s*(?P<high>{NUMBER}))?\s*(?P<unit>%|‰)?\s*(?P<up>trở lên|trở xuống)?\s*$",
    re.IGNORECASE,
)


_COMPARATORS = {
    "khoảng": "~",
    "gần": "~",
    "~": "~",
    "trên": ">=",
    "hơn": ">=",
    ">": ">=",
    ">=": ">=",
    "dưới": "<=",
    "<": "<=",
    "<=": "<=",
}


def read_column(title: str, context: TimeContext) -> Column:
    """What a header says of the column under it."""
    low = re.sub(r"\s+", " ", title.lower())
    kind, measure = "actual", "level"
    plan = re.search(
        r"kế hoạch|(?<!\w)kh(?!\w)|mục tiêu|dự toán|(?<!\w)dt(?!\w)|chỉ tiêu|nghị quyết|"
        r"(?<!\w)nq(?!\w)|phấn đấu|giao",
        low,
    )
    estimate = re.search(r"(?<!tr)ước|(?<!\w)ưth(?!\w)|dự kiến", low)
    compared = re.search(
        r"so sánh|so với|so (?=kh|ck|cùng|kế)|\d/|(?:th|kh|ưth|hiện|năm) ?(?:\d{4})?/|"
        r"tỷ lệ (?:%|hoàn|đạt|thực)|tốc độ|^%|% (?:so|hoàn|đạt|th|kh)|\(%\)|hoàn thành|đạt tỷ lệ",
        low,
    )
    if compared and not re.fullmatch(r"(?:kế hoạch|thực hiện|kh|th)[^/]*\(%\)", low):
        against = low[compared.start() :]
        completion = re.search(
            r"kế hoạch|(?<!\w)kh(?!\w)|dự toán|(?<!\w)dt(?!\w)|nghị quyết|nq|mục tiêu|"
            r"hoàn thành|đạt",
            against,
        )
        measure = "completion" if completion else "growth"
        kind = "estimate" if estimate else "actual"
    elif plan and not (estimate and estimate.start() < plan.start()):
        kind = "target"
    elif estimate:
        kind = "estimate"
    period = None
    found = [
        t
        for t in time_mentions(low, 0, len(low), context)
        if t.code and t.form not in ("plan", "date")
    ]
    if found:
        period = found[0].code
    unit = re.search(r"\(([^()]{1,24})\)", low)
    known = find_unit_after(" " + unit[1], 0) if unit else None
    text = known.text if known else ""
    return Column(kind, measure, period, "%" if measure != "level" else text, title)


@dataclass(frozen=True)
class CellValue:
    """The number a cell writes, its place in the view, and what the cell says besides.

    Attributes:
        begin: First character of the number in the view.
        end: One past its last (a percent sign included).
        value: The number, None for a range.
        low: Lower end of a range.
        high: Upper end of a range.
        comparator: ">=", "<=", "~" or None.
        unit: "%" or "‰" when it stands in the cell, else "".
        lead: A word of its column inside the cell ("kh", "th"), else "".
    """

    begin: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: str | None
    unit: str
    lead: str


def parse_value(cell: Cell, style: Style) -> CellValue | None:
    """What a cell that is one number, or one range, writes; None for any other cell."""
    found = _VALUE.match(cell.text)
    if found is None:
        return None
    low = find_number(found["low"], style)
    high = find_number(found["high"], style) if found["high"] else None
    if low is None or (found["high"] and (high is None or high < low)):
        return None
    begin = cell.begin + found.start("low")
    last = "unit" if found["unit"] else "high" if found["high"] else "low"
    end = cell.begin + found.end(last)
    unit, lead = found["unit"] or "", found["lead"].strip(" :").lower()
    if high is not None:
        return CellValue(begin, end, None, low, high, None, unit, lead)
    comparator = _COMPARATORS.get(found["comparator"].lower())
    if found["up"]:
        comparator = ">=" if "lên" in found["up"] else "<="
    return CellValue(begin, end, low, None, None, comparator, unit, lead)


def unit_of_cell(text: str) -> str:
    """The unit a whole cell names, or ''."""
    bare = text.strip().lower()
    if not bare or len(bare) > 28 or re.search(r"\d{2}", bare.removeprefix("1.000")):
        return ""
    found = find_unit_after(" " + bare, 0)
    if found is not None and found.end >= len(bare) + 1:
        return found.text
    if re.fullmatch(
        r"1\.?000 \w+(?: \w+)?|tr\. ?\w+|ng\. ?\w+|lượt|máy|đ|người|điểm|bậc|thứ hạng|hạng|"
        r"[^\W\d_]{1,10}/[^\W\d_]{1,12}(?: [^\W\d_]{1,6})?",
        bare,
    ):
        return normal_unit(bare)
    return ""
