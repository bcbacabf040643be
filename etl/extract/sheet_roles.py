"""The role of every column of a table: label, unit, place, period, code, or figures."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from etl.extract.folding import fold
from etl.extract.sheet_cells import ColumnCells, Sort, is_number
from etl.extract.sheet_context import Context
from etl.extract.sheet_grid import head_words
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_model import Form, Role
from etl.extract.sheet_names import IndicatorNames, bare_label
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, has_type_word
from etl.extract.sheet_units import is_ditto, unit_of
from etl.read.cells import Cell
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Period
from yardstick.domain.place import Level

_ORDINAL = re.compile(r"(?:s?tt|so tt|so thu tu|no\.?|#)")
# "Hạng" at the left numbers the rows of a ranking.
_RANKED = re.compile(r"(?:xep |thu )?hang|thu tu")
_CODE = re.compile(
    r"(?:ma|ma so|ma chi tieu|ma ct|code|id|ma dinh danh chi tieu|mct|ma tieu chi|ma (?:so )?"
    r"(?:tinh|huyen|xa|dvhc|dia ban|dia phuong|don vi|quan huyen|phuong xa|nganh))"
)
_UNIT = re.compile(r"(?:dvt|don vi tinh|don vi|d/vi|dv tinh|unit|don vi do)")
_SKIP = re.compile(
    r"(?:tham khao.*|ghi chu|danh gia.*|nhan xet|ket qua danh gia|nguon(?: so lieu| du lieu)?|"
    r"co quan.*|don vi (?:chu tri|thuc hien|theo doi|phu trach).*|"
    r"trang(?: so)?|page|note|remarks?|giai trinh|nguyen nhan|canh bao|xep loai|ly do|"
    r"ngay cap nhat|tinh trang|"
    r"(?:cac )?(?:tieu chi|chi tieu) (?:chua|khong) (?:dat|hoan thanh)(?: chuan)?|"
    r"van ban|can cu|phu trach|thoi han)"
)
_KIND = re.compile(
    r"(?:loai so lieu|loai|kind|loai hinh so lieu|tinh chat|phan loai so lieu|trang thai)"
)
_PERIOD = re.compile(
    r"(?:nam|ky|ky bao cao|ky so lieu|thang|quy|thoi gian|thoi ky|thoi diem|period|year|"
    r"nam bao cao|ky du lieu)"
)
PLACE_HEADING = re.compile(
    r"(?:dia ban|dia phuong|don vi hanh chinh|huyen.*|xa|xa[,/].*|xa phuong.*|phuong.*|thi xa.*|"
    r"thanh pho.*|tinh|ten (?:huyen|xa|don vi|dia phuong).*|"
    r"place|area|cac (?:huyen|xa|dia phuong|don vi).*|ten dvhc|dvhc|don vi|don vi bao cao|"
    r"tinh[,/].*)"
)
_INDICATOR = re.compile(
    r"(?:(?:ten |cac |he thong )?chi tieu.*|noi dung.*|danh muc.*|nguon von|khoan muc|hang muc|"
    r"indicator|linh vuc.*|nganh.*|dien giai|"
    r"ten|san pham.*|chi so|noi dung chi tieu|muc tieu.*|ten goi|phan to|loai hinh.*|khu vuc.*|"
    r"nhom.*|mat hang.*|cac muc tieu.*|nhiem vu.*|tieu chi.*)"
)
_VALUE = re.compile(r"(?:gia tri|so lieu|value|ket qua|thuc hien|so luong|gia tri so lieu|tri so)")
_TARGETISH_INDICATOR = re.compile(
    r"(?:chi tieu|muc tieu) (?:giao|nam|ke hoach|den|duoc|tinh|kh|nq|phan dau|\d)"
)


@dataclass
class Column:
    """One column while it is worked out."""

    index: int
    header: str
    role: Role
    words: HeaderWords
    path: list[tuple[str, bool]] = field(default_factory=list)
    place: WrittenPlace | None = None
    period: Period | None = None
    kind: Kind | None = None
    measure: Measure | None = None
    name: str = ""
    content: ColumnCells = field(default_factory=lambda: ColumnCells([]))
    numerator: int | None = None
    denominator: int | None = None
    form: Form | None = None
    indicator: Indicator | None = None

    @property
    def cells(self) -> list[Cell]:
        """Its filled cells in the body."""
        return self.content.cells


@dataclass
class Columns:
    """The columns of one table and how they divide the work."""

    all: list[Column]
    rows_are: Role
    level: Level | None = None
    _of: dict[Role, list[Column]] = field(default_factory=dict, init=False, repr=False)

    def of(self, role: Role) -> list[Column]:
        """The columns of a role, from left to right; roles are settled when this is made."""
        found = self._of.get(role)
        if found is None:
            found = self._of[role] = [column for column in self.all if column.role is role]
        return found

    @property
    def values(self) -> list[Column]:
        """The columns with figures."""
        return self.of(Role.VALUE)

    @property
    def roles(self) -> list[Role]:
        """The role of every column."""
        return [column.role for column in self.all]

    @property
    def names_places_apart(self) -> bool:
        """True when rows have a column for their label and another for their place."""
        return self.rows_are is Role.INDICATOR and bool(self.of(Role.PLACE))

    @cached_property
    def value_indexes(self) -> frozenset[int]:
        """Where the columns with figures stand."""
        return frozenset(column.index for column in self.values)


class RoleReader:
    """Decides the role of every column of a table."""

    def __init__(self, places: PlaceNames, names: IndicatorNames) -> None:
        """Look up places and indicators with these."""
        self.places = places
        self.names = names

    def assign(self, columns: list[Column], context: Context) -> None:
        """Give every column its role; one at least becomes the label of the rows."""
        first_value = self._first_value(columns)
        for column in columns:
            column.role = self._role(column, columns, first_value, context)
        self._settle_labels(columns, context)

    @staticmethod
    def _first_value(columns: list[Column]) -> int:
        """The first column that holds figures rather than marks, labels or years."""
        for column in columns:
            head = fold(column.header).strip(" .:*()")
            if _ORDINAL.fullmatch(head) or _CODE.fullmatch(head) or _PERIOD.fullmatch(head):
                continue
            counts = column.content.counts
            numbers = counts[Sort.FIGURE]
            if numbers and numbers >= counts[Sort.WORDS] and not _counts_up(column, columns):
                return column.index
        return 10_000

    def _role(
        self, column: Column, columns: list[Column], first_value: int, context: Context
    ) -> Role:
        head = head_words(column.header)
        last = fold(column.path[-1][0]).strip(" .:*()") if column.path else ""
        filled, counts = column.content.filled, column.content.counts
        numbers = counts[Sort.FIGURE] + counts[Sort.YEAR]
        mostly_numbers = numbers * 2 >= len(filled) and bool(filled)
        if _ORDINAL.fullmatch(head) or (_RANKED.fullmatch(head) and _counts_up(column, columns)):
            return Role.ORDINAL
        if _CODE.fullmatch(head):
            return Role.CODE
        if _SKIP.fullmatch(head) or _SKIP.fullmatch(last):
            return Role.SKIP
        if _KIND.fullmatch(head) and not mostly_numbers:
            return Role.KIND
        if _PERIOD.fullmatch(head):
            return Role.PERIOD if self._are_periods(column) else Role.VALUE
        if _UNIT.fullmatch(head):
            return Role.PLACE if self._are_places(column, context) else Role.UNIT
        if PLACE_HEADING.fullmatch(head) and not mostly_numbers:
            return Role.PLACE if not self._is_plain_indicator(column, context) else Role.INDICATOR
        if (
            _INDICATOR.fullmatch(head)
            and (column.index < first_value or _are_words(column.content.texts))
            and not _TARGETISH_INDICATOR.match(head)
            and not mostly_numbers
        ):
            return self._of_labels(column, context)
        if _VALUE.fullmatch(head):
            return Role.VALUE
        if head.startswith("nam ") and filled and counts[Sort.YEAR] == len(filled):
            # "Năm đạt chuẩn": a date of the row, no figure.
            return Role.SKIP
        if column.index >= first_value or (column.words.says_something and column.path):
            return self._right_of_labels(column, filled, mostly_numbers)
        return self._left_of_values(column, columns, filled, mostly_numbers, context)

    def _of_labels(self, column: Column, context: Context) -> Role:
        if self._are_places(column, context):
            return Role.PLACE
        return Role.PERIOD if _say_what_kind(column) else Role.INDICATOR

    @staticmethod
    def _right_of_labels(column: Column, filled: list[Cell], mostly_numbers: bool) -> Role:
        if not column.path:
            return Role.SKIP
        if (
            filled
            and not mostly_numbers
            and not any(character.isdigit() for cell in filled for character in cell.text)
        ):
            words = column.words
            return Role.VALUE if words.says_something and len(filled) < 3 else Role.SKIP
        return Role.VALUE

    def _left_of_values(
        self,
        column: Column,
        columns: list[Column],
        filled: list[Cell],
        mostly_numbers: bool,
        context: Context,
    ) -> Role:
        texts = column.content.texts
        count = texts.total()
        if not filled:
            return Role.SKIP
        if len(filled) >= 2 and (self._are_periods(column) or _say_what_kind(column)):
            return Role.PERIOD
        if mostly_numbers or _are_marks(texts):
            return Role.ORDINAL
        if self._are_places(column, context):
            return Role.PLACE
        units = sum(n for text, n in texts.items() if unit_of(text) or is_ditto(text))
        if texts and units * 3 >= count * 2:
            return Role.UNIT
        codes = sum(n for text, n in texts.items() if self.names.of_code(text))
        if texts and codes * 2 > count:
            return Role.CODE
        return Role.INDICATOR

    @staticmethod
    def _are_periods(column: Column) -> bool:
        content = column.content
        bare = fold(column.header).strip() in ("thang", "quy")
        hits = content.counts[Sort.YEAR]
        others = Counter(
            cell.text
            for cell, sort in zip(content.cells, content.sorts, strict=True)
            if sort in (Sort.FIGURE, Sort.WORDS)
        )
        for text, count in others.items():
            folded = fold(text)
            if bare and re.fullmatch(r"\d{1,2}|iv|i{1,3}", folded):
                hits += count
            elif len(folded) <= 40 and not re.fullmatch(r"[\d.,]+", folded):
                written = written_period(folded)
                if (written.part or written.year) and not header_words(text).name:
                    hits += count
        return bool(content.filled) and hits * 3 >= len(content.filled) * 2

    def _are_places(self, column: Column, context: Context) -> bool:
        texts = column.content.texts
        if not texts:
            return False
        on = day_in(context.report)
        hits = named = 0
        for text, count in texts.items():
            label = bare_label(text)
            if self.places.is_whole(label):
                hits += count
            elif has_type_word(label) or self.places.find(label, on, context.within):
                hits += count
                named += count
        whole = texts.total()
        return named >= 1 and hits * 5 >= whole * 3 and (named >= 2 or hits == whole)

    def _is_plain_indicator(self, column: Column, context: Context) -> bool:
        texts = column.content.all_texts
        known = sum(
            n for text, n in texts.items() if self.names.find(text, None).indicator is not None
        )
        return known * 2 > texts.total() and not self._are_places(column, context)

    @staticmethod
    def _settle_labels(columns: list[Column], context: Context) -> None:
        """A table needs something to name its rows: the leftmost label column, else the marks."""
        labels = [
            column for column in columns if column.role in (Role.INDICATOR, Role.PLACE, Role.PERIOD)
        ]
        if labels:
            return
        for column in columns:
            texts = [
                cell for cell in column.cells if isinstance(cell.value, str) and len(cell.text) > 3
            ]
            if column.role in (Role.ORDINAL, Role.UNIT, Role.SKIP) and len(texts) * 2 >= max(
                1, len(column.cells)
            ):
                column.role = Role.INDICATOR
                return


def _say_what_kind(column: Column) -> bool:
    """True for rows "Kế hoạch năm 2024", "Thực hiện 9 tháng", "So với kế hoạch (%)"."""
    words = [header_words(bare_label(text)) for text in column.content.texts]
    return (
        len(words) >= 2
        and not any(item.name for item in words)
        and all(item.kind or item.measure or item.compares or item.period.year for item in words)
        and any(item.kind for item in words)
    )


def _are_words(texts: Counter[str]) -> bool:
    """True where most cells say something: "3, 17" beside the figures names nothing."""
    words = sum(n for text, n in texts.items() if re.search(r"[^\W\d_]{2}", text))
    return words * 2 > texts.total()


def _are_marks(texts: Counter[str]) -> bool:
    """True for a column of numbering: I, 1, a, -."""
    return bool(texts) and all(
        re.fullmatch(
            r"[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|[-+*•]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Za-z][.)]",
            text,
        )
        for text in texts
    )


def _counts_up(column: Column, columns: list[Column]) -> bool:
    """True for running numbers at the left of labels."""
    right = next((other for other in columns if other.index > column.index and other.cells), None)
    if right is None or any(is_number(cell) for cell in right.cells[:3]):
        return False
    values = [cell.text for cell in column.content.figures]
    return all(re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", text) for text in values) and (
        values[:2] in (["1", "2"], ["1"]) or values == sorted(values, key=float)
    )
