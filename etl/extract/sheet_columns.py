"""What each column of a table holds: labels of rows, or figures of one period, kind and measure."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from etl.extract.sheet_context import Context
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_model import Role
from etl.extract.sheet_names import IndicatorNames, bare_label
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, has_type_word
from etl.extract.sheet_tables import Table, is_nothing, is_number, is_year
from etl.extract.sheet_units import column_unit, is_ditto, unit_of
from etl.read.cells import Cell, Sheet
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Period, Year
from yardstick.domain.place import Level
from yardstick.domain.unit import find_unit
from yardstick.domain.vietnamese import fold

_ORDINAL = re.compile(r"(?:s?tt|so tt|so thu tu|no\.?|#)")
_CODE = re.compile(r"(?:ma|ma so|ma chi tieu|ma ct|code|id|ma dinh danh chi tieu|mct|ma tieu chi)")
_UNIT = re.compile(r"(?:dvt|don vi tinh|don vi|d/vi|dv tinh|unit|don vi do)")
_SKIP = re.compile(
    r"(?:tham khao.*|ghi chu|danh gia.*|nhan xet|ket qua danh gia|nguon(?: so lieu| du lieu)?|co quan.*|don vi (?:chu tri|thuc hien|theo doi|phu trach).*|"
    r"note|remarks?|giai trinh|nguyen nhan|canh bao|xep loai|ly do|ngay cap nhat|tinh trang|van ban|can cu|phu trach|thoi han)"
)
_KIND = re.compile(
    r"(?:loai so lieu|loai|kind|loai hinh so lieu|tinh chat|phan loai so lieu|trang thai)"
)
_PERIOD = re.compile(
    r"(?:nam|ky|ky bao cao|ky so lieu|thang|quy|thoi gian|thoi ky|thoi diem|period|year|nam bao cao|ky du lieu)"
)
_PLACE = re.compile(
    r"(?:dia ban|dia phuong|don vi hanh chinh|huyen.*|xa|xa[,/].*|xa phuong.*|phuong.*|thi xa.*|thanh pho.*|tinh|ten (?:huyen|xa|don vi|dia phuong).*|"
    r"place|area|cac (?:huyen|xa|dia phuong|don vi).*|ten dvhc|dvhc|don vi|don vi bao cao|tinh[,/].*)"
)
_INDICATOR = re.compile(
    r"(?:(?:ten |cac |he thong )?chi tieu.*|noi dung.*|danh muc.*|nguon von|khoan muc|hang muc|indicator|linh vuc.*|nganh.*|dien giai|"
    r"ten|san pham.*|chi so|noi dung chi tieu|muc tieu.*|ten goi|phan to|loai hinh.*|khu vuc.*|nhom.*|mat hang.*|cac muc tieu.*|nhiem vu.*|tieu chi.*)"
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
    index_form: bool = False
    ratio_form: bool = False


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


class ColumnReader:
    """Decides the role of every column of a table."""

    def __init__(self, places: PlaceNames, names: IndicatorNames) -> None:
        """Look up places and indicators with these."""
        self.places = places
        self.names = names

    def read(self, sheet: Sheet, table: Table, context: Context) -> Columns:
        """The columns of a table with role, period, kind, measure and place."""
        body = self._body_cells(sheet, table)
        indexes = [
            index
            for index in sorted(set(table.headings) | set(body))
            if table.first <= index <= table.last
        ]
        columns: list[Column] = []
        for index in indexes:
            path = table.headings.get(index, [])
            header = _joined(path)
            column = Column(
                index, header, Role.SKIP, header_words(header), path, cells=body.get(index, [])
            )
            columns.append(column)
        first_value = self._first_value(columns)
        for column in columns:
            column.role = self._role(column, columns, first_value, context)
        self._settle_labels(columns, context)
        level = self._level(columns, context)
        for column in columns:
            if column.role is Role.VALUE:
                self._place_and_name(column, context, level)
        rows_are = self._orientation(columns, context)
        self._periods(columns, context)
        return Columns(columns, rows_are, level)

    @staticmethod
    def _body_cells(sheet: Sheet, table: Table) -> dict[int, list[Cell]]:
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
        if _PLACE.fullmatch(head) and not mostly_numbers:
            return Role.PLACE if not self._is_plain_indicator(column, context) else Role.INDICATOR
        if (
            _INDICATOR.fullmatch(head)
            and not _TARGETISH_INDICATOR.match(head)
            and not mostly_numbers
        ):
            return Role.PLACE if self._are_places(column, context) else Role.INDICATOR
        if _VALUE.fullmatch(head):
            return Role.VALUE
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

    def _level(self, columns: list[Column], context: Context) -> Level | None:
        """The level most places of a list share; decides a bare name that stands for two."""
        counts: Counter[Level] = Counter()
        on = day_in(context.report)
        for column in columns:
            texts: list[str] = []
            if column.role is Role.PLACE:
                texts = [cell.text for cell in column.cells if isinstance(cell.value, str)][:400]
            elif column.role is Role.VALUE:
                texts = [text for text, _ in column.path]
            for text in texts:
                label = bare_label(text)
                if len(label) < 40 and not self.places.is_whole(label):
                    place = self.places.find(label, on, context.within)
                    if place is not None:
                        counts[place.level] += 1
        return counts.most_common(1)[0][0] if counts else None

    def _place_and_name(self, column: Column, context: Context, level: Level | None) -> None:
        """The place and the indicator a value column's header names."""
        on = day_in(context.report)
        names: list[str] = []
        texts = [(text, wide) for text, wide in column.path]
        joined = column.header.replace(" | ", " ")
        whole = self.places.find(joined, on, context.within, level) if len(joined) < 40 else None
        if whole is not None and len(texts) > 1:
            column.place = WrittenPlace(joined, whole)
            return
        others: list[str] = []
        for text, wide in texts:
            label = re.sub(r"\s*\([^)]*\)\s*$", "", text).strip()
            if self.places.is_whole(label) and (wide or len(texts) == 1):
                place = context.place.place if context.place else None
                column.place = WrittenPlace(context.place.text if context.place else label, place)
                others.append("|")
                continue
            place = self.places.find(label, on, context.within, level) if len(label) < 40 else None
            typed = has_type_word(label) and label[:1].isupper()
            if place is not None and (typed or place.level is level):
                column.place = WrittenPlace(label, place)
                others.append("|")
                continue
            if typed and wide and header_words(label).name and not _PLACE.fullmatch(fold(label)):
                column.place = WrittenPlace(label, None)
                others.append("|")
                continue
            others.append(_bracketed(text))
            if wide:
                others.append("|")
        rest = " ".join(others)
        for piece in rest.split("|"):
            name = header_words(piece).name if piece.strip() else ""
            if name:
                names.append(name)
        column.name = " - ".join(dict.fromkeys(names))
        if column.place is not None:
            column.words = header_words(rest.strip(" |"))

    @staticmethod
    def _orientation(columns: list[Column], context: Context) -> Role:
        """What the rows of a table are: indicators, places or periods."""
        roles = [column.role for column in columns]
        if Role.INDICATOR in roles:
            return Role.INDICATOR
        if Role.PLACE in roles:
            return Role.PLACE
        return Role.PERIOD if Role.PERIOD in roles else Role.INDICATOR

    def _periods(self, columns: list[Column], context: Context) -> None:
        report = context.report
        values = [column for column in columns if column.role is Role.VALUE]
        has_period_column = any(column.role is Role.PERIOD for column in columns)
        for column in values:
            words = column.words
            column.measure = words.measure
            column.kind = words.kind
            if words.measure in (None, Measure.RANK):
                column.period = self._own_period(words, context, has_period_column)
        latest = self._latest(values)
        for column in values:
            if column.measure not in (None, Measure.RANK) or column.words.compares:
                self._compare(column, values, latest, report)

    @staticmethod
    def _own_period(words: HeaderWords, context: Context, has_period_column: bool) -> Period | None:
        report = context.report
        if not words.period.is_empty:
            found = words.period.resolve(report)
            if found is not None:
                return found
        if has_period_column and words.period.is_empty:
            return None
        if words.kind is Kind.TARGET:
            year = context.target_year or (report.year if report is not None else None)
            return Year(year) if year is not None else None
        return report

    @staticmethod
    def _latest(values: list[Column]) -> Column | None:
        """The newest column of figures that are no targets: what comparisons speak of."""
        done = [
            column
            for column in values
            if column.measure is None
            and column.kind is not Kind.TARGET
            and column.period is not None
            and not column.words.compares
        ]
        if not done:
            return None
        return max(done, key=lambda column: (column.period.end, -column.period.start.toordinal()))  # type: ignore[union-attr]

    def _compare(
        self, column: Column, values: list[Column], latest: Column | None, report: Period | None
    ) -> None:
        """Period and kind of a ratio are those of its numerator."""
        words = column.words
        spoken = words.period.part or words.period.year or words.period.relative
        own = words.period.resolve(report) if spoken else None
        peers = [
            other
            for other in values
            if other.measure is None
            and not other.words.compares
            and other.words.share is False
            and _place_key(other) == _place_key(column)
            and (not column.name or not other.name or column.name == other.name)
        ]
        numerator = self._numerator(column, own, peers) or (
            latest if latest in peers or not peers else None
        )
        if numerator is None and peers:
            done = [
                other
                for other in peers
                if other.kind is not Kind.TARGET and other.index < column.index
            ]
            numerator = self._latest(done)
        column.period = own or (numerator.period if numerator else None) or report
        if column.kind is None and numerator is not None:
            column.kind = numerator.kind
        column.numerator = numerator.index if numerator else None
        base = self._denominator(column, peers, numerator, report)
        column.denominator = base.index if base else None

    @staticmethod
    def _numerator(column: Column, own: Period | None, peers: list[Column]) -> Column | None:
        kind = column.words.kind
        if own is None and kind is None:
            return None
        fitting = [
            other
            for other in peers
            if (own is None or other.period == own)
            and (kind is None or other.kind is kind or (other.kind is None and kind is Kind.ACTUAL))
            and (kind is Kind.TARGET or other.kind is not Kind.TARGET)
        ]
        if not fitting:
            return None
        return max(
            fitting,
            key=lambda other: (other.period.end if other.period else Year(1).end, other.index),
        )

    @staticmethod
    def _denominator(
        column: Column, peers: list[Column], numerator: Column | None, report: Period | None
    ) -> Column | None:
        if column.words.base == "plan":
            plans = [other for other in peers if other.kind is Kind.TARGET]
            wanted = column.words.base_period
            year = wanted.year if wanted else None
            return next(
                (
                    other
                    for other in plans
                    if year is None or (other.period and other.period.year == year)
                ),
                None,
            )
        if column.words.compares:
            plan = next(
                (
                    other
                    for other in peers
                    if other.kind is Kind.TARGET
                    and numerator is not None
                    and other.period
                    and numerator.period
                    and other.period.year == numerator.period.year
                ),
                None,
            )
            return plan or next((other for other in peers if other.kind is Kind.TARGET), None)
        if column.words.base == "same_period" and numerator is not None and numerator.period:
            before = numerator.period.same_period_last_year()
            wanted = column.words.base_period
            explicit = wanted.resolve(report) if wanted and (wanted.year or wanted.part) else None
            return next(
                (
                    other
                    for other in peers
                    if other.kind is not Kind.TARGET and other.period in (before, explicit)
                ),
                None,
            )
        return None


def side_by_side(columns: Columns) -> int | None:
    """The column where a second table begins to the right of the first: the same label heading again."""
    heads: dict[str, Column] = {}
    for column in columns.all:
        if column.role not in (Role.INDICATOR, Role.PLACE, Role.PERIOD) or not column.header:
            continue
        first = heads.setdefault(fold(column.header), column)
        if first is column:
            continue
        between = [other for other in columns.values if first.index < other.index < column.index]
        if between:
            before = [
                other.index
                for other in columns.all
                if between[-1].index < other.index < column.index and other.role is Role.ORDINAL
            ]
            return min(before, default=column.index)
    return None


def _place_key(column: Column) -> str:
    if column.place is None:
        return ""
    return column.place.place.key if column.place.place else column.place.text


def _joined(path: list[tuple[str, bool]]) -> str:
    """Header parts as one text: parts that span several columns are set apart by a bar."""
    text = ""
    for index, (part, wide) in enumerate(path):
        text += _bracketed(part)
        if index + 1 < len(path):
            text += " | " if wide else " "
    return " ".join(text.split())


def _bracketed(part: str) -> str:
    """A header part in brackets when it is a unit of measure and nothing else."""
    unit = find_unit(unit_of(part) or "") if part[:1] not in "([" else None
    scaled = re.match(r"(?:nghìn|triệu|tỷ|1000|1\.000)\b", part.lower())
    return f"({part})" if unit is not None and (not unit.counted or scaled) else part


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


def unit_column_text(cell: Cell | None) -> str | None:
    """The unit in a cell of a unit column; None for blanks and ditto marks."""
    if cell is None or not isinstance(cell.value, str) or is_ditto(cell.text) or is_nothing(cell):
        return None
    return column_unit(cell.text)


def with_role(column: Column, role: Role) -> Column:
    """The column in another role."""
    return replace(column, role=role)
