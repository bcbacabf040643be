"""The role of every column of a table: label, unit, place, period, code, or figures."""

import re
from dataclasses import dataclass, field

from etl.extract.folding import fold
from etl.extract.sheet_context import Context
from etl.extract.sheet_grid import is_nothing, is_number, is_year
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_model import Form, Role
from etl.extract.sheet_names import IndicatorNames, bare_label
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, has_type_word
from etl.extract.sheet_tables import Table
from etl.extract.sheet_units import is_ditto, unit_of
from etl.read.cells import Cell, Sheet
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Period
from yardstick.domain.place import Level

_ORDINAL = re.compile(r"(?:s?tt|so tt|so thu tu|no\.?|#)")
_CODE = re.compile(r"(?:ma|ma so|ma chi tieu|ma ct|code|id|ma dinh danh chi tieu|mct|ma tieu chi)")
_UNIT = re.compile(r"(?:dvt|don vi tinh|don vi|d/vi|dv tinh|unit|don vi do)")
_SKIP = re.compile(
    r"(?:tham khao.*|ghi chu|danh gia.*|nhan xet|ket qua danh gia|nguon(?: so lieu| du lieu)?|"
    r"co quan.*|don vi (?:chu tri|thuc hien|theo doi|phu trach).*|"
    r"note|remarks?|giai trinh|nguyen nhan|canh bao|xep loai|ly do|ngay cap nhat|tinh trang|"
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
    cells: list[Cell] = field(default_factory=list)
    numerator: int | None = None
    denominator: int | None = None
    form: Form | None = None
    indicator: Indicator | None = None


@dataclass
class Columns:
    """The columns of one table and how they divide the work."""

    all: list[Column]
    rows_are: Role
    level: Level | None = None

    def of(self, role: Role) -> list[Column]:
        """The columns of a role, from left to right."""
        return [column for column in self.all if column.role is role]

    @property
    def values(self) -> list[Column]:
        """The columns with figures."""
        return self.of(Role.VALUE)


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
    def body_cells(sheet: Sheet, table: Table) -> dict[int, list[Cell]]:
        """Column -> its filled cells in the body."""
        body: dict[int, list[Cell]] = {}
        for row in table.body:
            for cell in sheet.rows[row]:
                body.setdefault(cell.column, []).append(cell)
        return body

    @staticmethod
    def _first_value(columns: list[Column]) -> int:
        """The first column that holds figures rather than marks, labels or years."""
        for column in columns:
            numbers = [cell for cell in column.cells if is_number(cell)]
            head = fold(column.header).strip(" .:*()")
            if _ORDINAL.fullmatch(head) or _CODE.fullmatch(head) or _PERIOD.fullmatch(head):
                continue
            texts = [
                cell
                for cell in column.cells
                if not is_number(cell, years=True) and not is_nothing(cell)
            ]
            if numbers and len(numbers) >= len(texts) and not _counts_up(column, columns):
                return column.index
        return 10_000

    def _role(
        self, column: Column, columns: list[Column], first_value: int, context: Context
    ) -> Role:
        head = fold(column.header).strip(" .:*()")
        last = fold(column.path[-1][0]).strip(" .:*()") if column.path else ""
        filled = [cell for cell in column.cells if not is_nothing(cell)]
        numbers = sum(is_number(cell, years=True) for cell in filled)
        mostly_numbers = numbers * 2 >= len(filled) and bool(filled)
        if _ORDINAL.fullmatch(head):
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
            and not _TARGETISH_INDICATOR.match(head)
            and not mostly_numbers
        ):
            return Role.PLACE if self._are_places(column, context) else Role.INDICATOR
        if _VALUE.fullmatch(head):
            return Role.VALUE
        if head.startswith("nam ") and filled and all(is_year(cell) for cell in filled):
            # "Năm đạt chuẩn": a date of the row, no figure.
            return Role.SKIP
        if column.index >= first_value or (column.words.says_something and column.path):
            return self._right_of_labels(column, filled, mostly_numbers)
        return self._left_of_values(column, columns, filled, mostly_numbers, context)

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
        texts = [cell for cell in filled if isinstance(cell.value, str)]
        if not filled:
            return Role.SKIP
        if self._are_periods(column) and len(filled) >= 2:
            return Role.PERIOD
        if mostly_numbers or _are_marks(texts):
            return Role.ORDINAL
        if self._are_places(column, context):
            return Role.PLACE
        units = sum(bool(unit_of(cell.text)) or is_ditto(cell.text) for cell in texts)
        if texts and units * 3 >= len(texts) * 2:
            return Role.UNIT
        if texts and sum(bool(self.names.of_code(cell.text)) for cell in texts) * 2 > len(texts):
            return Role.CODE
        return Role.INDICATOR

    @staticmethod
    def _are_periods(column: Column) -> bool:
        filled = [cell for cell in column.cells if not is_nothing(cell)]
        head = fold(column.header)
        bare = head.strip() in ("thang", "quy")
        hits = 0
        for cell in filled:
            folded = fold(cell.text)
            if is_year(cell) or (bare and re.fullmatch(r"\d{1,2}|iv|i{1,3}", folded)):
                hits += 1
            elif len(folded) <= 40 and not re.fullmatch(r"[\d.,]+", folded):
                written = written_period(folded)
                words = header_words(cell.text)
                hits += bool(written.part or written.year) and not words.name
        return bool(filled) and hits * 3 >= len(filled) * 2

    def _are_places(self, column: Column, context: Context) -> bool:
        texts = [
            cell for cell in column.cells if isinstance(cell.value, str) and not is_nothing(cell)
        ]
        if not texts:
            return False
        on = day_in(context.report)
        hits = named = 0
        for cell in texts:
            label = bare_label(cell.text)
            if self.places.is_whole(label):
                hits += 1
            elif has_type_word(label) or self.places.find(label, on, context.within):
                hits += 1
                named += 1
        return named >= 1 and hits * 5 >= len(texts) * 3 and (named >= 2 or hits == len(texts))

    def _is_plain_indicator(self, column: Column, context: Context) -> bool:
        texts = [cell.text for cell in column.cells if isinstance(cell.value, str)]
        known = sum(self.names.find(text, None).indicator is not None for text in texts)
        return known * 2 > len(texts) and not self._are_places(column, context)

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


def _are_marks(texts: list[Cell]) -> bool:
    """True for a column of numbering: I, 1, a, -."""
    return bool(texts) and all(
        re.fullmatch(
            r"[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|[-+*•]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Za-z][.)]",
            cell.text,
        )
        for cell in texts
    )


def _counts_up(column: Column, columns: list[Column]) -> bool:
    """True for running numbers at the left of labels."""
    numbers = [cell for cell in column.cells if is_number(cell)]
    right = next((other for other in columns if other.index > column.index and other.cells), None)
    if right is None or any(is_number(cell) for cell in right.cells[:3]):
        return False
    values = [cell.text for cell in numbers]
    return all(re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", text) for text in values) and (
        values[:2] in (["1", "2"], ["1"]) or values == sorted(values, key=float)
    )
