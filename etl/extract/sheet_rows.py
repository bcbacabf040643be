"""The rows of a table's body: what each one is about and under which rows it stands."""

import re
from dataclasses import dataclass, field, replace

from etl.extract.sheet_columns import Column, Columns, unit_column_text
from etl.extract.sheet_context import Context
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_model import Role, RowRole
from etl.extract.sheet_names import IndicatorNames, Named, bare_label, label_unit, without_unit
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, has_type_word
from etl.extract.sheet_tables import Table, is_nothing, is_number
from etl.extract.sheet_units import is_ditto, unit_of
from etl.read.cells import Cell, Sheet
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Period
from yardstick.domain.vietnamese import fold

_IN_WHICH = re.compile(r"^\W*(?:trong do|tr\.? ?do|trd|bao gom|gom|chia ra|chia theo|phan theo)\b")
_ONLY_IN_WHICH = re.compile(
    r"^\W*(?:trong do|tr\.? ?do|trd|bao gom|gom|chia ra|chia theo.*|phan theo.*|phan ra)\W*$"
)
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_TOTAL = re.compile(
    r"\W*(?:tong(?: so| cong| tri gia| chung| muc)?|cong|toan (?:tinh|huyen|nganh|xa|quoc)|ca (?:nuoc|tinh|huyen)|chung)\W*"
)
# Names that say what is measured and not of what.
_HALF_A_NAME = re.compile(
    r"dien tich(?: gieo trong| gieo cay| thu hoach| hien co)?|nang suat|san luong|so luong|gia tri|khoi luong|"
    r"tri gia|luong|doanh thu|von dang ky|so du an|von|so vu|so nguoi chet|so nguoi bi thuong"
)


@dataclass
class Row:
    """One row of the body.

    Attributes:
        number: Its number on the sheet.
        role: Section, item, total, part or skip.
        label: The label as printed, numbering and "Trong đó" included.
        label_cell: The cell of the label.
        depth: Its place in the order of marks, indents and shifts; deeper is larger.
        parents: Rows above it in the hierarchy, widest first.
        named: What its label names in the catalogue.
        unit: Its unit after ditto marks, None when it has none of its own.
        unit_cell: The cell that unit comes from.
        words: Kind, measure and base its label speaks of.
        period: Period in the row itself.
        place: Place in the row itself.
        kind: Kind in the row itself.
    """

    number: int
    role: RowRole
    label: str
    label_cell: Cell | None
    depth: tuple[int, int, int] = (0, 0, 0)
    parents: tuple["Row", ...] = ()
    named: Named = field(default_factory=Named)
    unit: str | None = None
    unit_cell: Cell | None = None
    words: HeaderWords | None = None
    period: Period | None = None
    place: WrittenPlace | None = None
    place_cell: Cell | None = None
    kind: Kind | None = None
    in_which: bool = False
    code: str | None = None
    has_values: bool = False
    own_indicator: bool = False
    band: HeaderWords | None = None

    @property
    def text(self) -> str:
        """The label without numbering and unit; "Sản lượng" under "Lúa mùa" names both."""
        own = without_unit(bare_label(self.label))
        if _HALF_A_NAME.fullmatch(fold(own)) and self.parents and self.parents[-1].label:
            parent = without_unit(bare_label(self.parents[-1].label))
            if len(parent) <= 40:
                return f"{own} {parent[:1].lower()}{parent[1:]}"
        return own


class RowReader:
    """Reads the rows of a table, given its columns."""

    def __init__(self, places: PlaceNames, names: IndicatorNames) -> None:
        """Look up places and indicators with these."""
        self.places = places
        self.names = names

    def read(self, sheet: Sheet, table: Table, columns: Columns, context: Context) -> list[Row]:
        """The rows in order, with hierarchy, units carried over ditto marks, places and periods."""
        rows: list[Row] = []
        band: HeaderWords | None = None
        unit: str | None = None
        unit_cell: Cell | None = None
        indicator_columns = columns.of(Role.INDICATOR)
        label_columns = indicator_columns or columns.of(Role.PLACE) or columns.of(Role.PERIOD)
        carried: dict[int, Cell] = {}
        covered = _vertical_merges(sheet, table, columns)
        for number in table.body:
            spoken = _band(sheet, number, columns)
            if spoken is not None:
                # "Nghìn người", "Cơ cấu (%)", "Năm 2023" over the figures hold for the rows below.
                band, unit, unit_cell = spoken, None, None
                continue
            row = self._row(sheet, number, columns, label_columns, carried, covered, context)
            if row is None:
                continue
            row.band = band
            if (
                not row.label
                and row.place is None
                and row.period is None
                and not row.code
                and label_columns
            ):
                row.role = RowRole.SKIP
            if rows and _continues_label(rows[-1], row):
                row.label = f"{rows[-1].label} {row.label}"
                rows.pop()
            own = self._unit(sheet, number, columns, unit, covered)
            if own is not None:
                unit, unit_cell = own
                row.unit, row.unit_cell = own
            bracket = label_unit(bare_label(row.label)) if row.label else None
            if bracket is not None and row.unit is None:
                row.unit, row.unit_cell = bracket, row.label_cell
            if row.unit is None and band is not None:
                row.unit = band.unit
            rows.append(row)
        if columns.rows_are is Role.PLACE:
            for row in rows:
                self._indicator_among_places(row, context)
        self._nest(rows, columns)
        for row in rows:
            self._name(row, columns, context)
        return rows

    def _row(
        self,
        sheet: Sheet,
        number: int,
        columns: Columns,
        label_columns: list[Column],
        carried: dict[int, Cell],
        covered: dict[tuple[int, int], tuple[int, int]],
        context: Context,
    ) -> Row | None:
        values = [
            cell
            for column in columns.values
            if (cell := sheet.at(number, column.index)) is not None and not is_nothing(cell)
        ]
        label_cell, shift = self._label(sheet, number, label_columns, carried, covered)
        mark = self._mark(sheet, number, columns)
        if label_cell is None and not values:
            return None
        if label_cell is None and mark:
            # The label of a section may stand in the column of the marks.
            marks = [sheet.at(number, column.index) for column in columns.of(Role.ORDINAL)]
            label_cell = next((cell for cell in marks if cell and len(cell.text) > 3), None)
        label = label_cell.text if label_cell else ""
        row = Row(number, RowRole.ITEM, label, label_cell)
        row.has_values = bool(values)
        row.depth = self._depth(label, mark, shift, label_cell)
        folded = fold(label)
        row.in_which = bool(_IN_WHICH.match(folded))
        if _ONLY_IN_WHICH.match(folded) and not values:
            row.role = RowRole.SECTION
        elif not values:
            row.role = RowRole.SECTION
        elif _TOTAL.fullmatch(fold(bare_label(label))):
            row.role = RowRole.TOTAL
        elif row.in_which:
            row.role = RowRole.PART
        self._facets(row, sheet, number, columns, carried, covered, context)
        return row

    @staticmethod
    def _label(
        sheet: Sheet,
        number: int,
        label_columns: list[Column],
        carried: dict[int, Cell],
        covered: dict[tuple[int, int], tuple[int, int]],
    ) -> tuple[Cell | None, int]:
        """The deepest filled label cell and how far right it stands."""
        found: Cell | None = None
        shift = 0
        for position, column in enumerate(label_columns):
            cell = sheet.at(number, column.index)
            if cell is None and (number, column.index) in covered:
                cell = sheet.at(*covered[number, column.index])
            if cell is not None and not is_nothing(cell):
                found, shift = cell, position
        return found, shift

    @staticmethod
    def _mark(sheet: Sheet, number: int, columns: Columns) -> str:
        for column in columns.of(Role.ORDINAL):
            text = sheet.text(number, column.index)
            if text:
                return text
        return ""

    @staticmethod
    def _depth(label: str, mark: str, shift: int, cell: Cell | None) -> tuple[int, int, int]:
        found = re.match(
            r"^\s*([IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZĐ]|[a-zđ]|[-+*•–])\s*(?:[.)/:-]|\s|$)",
            label,
        )
        written = mark.strip(" .)(") or (found[1] if found and len(label) > len(found[0]) else "")
        return (_mark_rank(written), shift, cell.indent if cell else 0)

    def _facets(
        self,
        row: Row,
        sheet: Sheet,
        number: int,
        columns: Columns,
        carried: dict[int, Cell],
        covered: dict[tuple[int, int], tuple[int, int]],
        context: Context,
    ) -> None:
        texts = []
        for column in columns.of(Role.PERIOD):
            cell = _cell_or_merged(sheet, number, column.index, covered) or carried.get(
                column.index
            )
            if cell is not None:
                carried[column.index] = cell
                head = fold(column.header).strip()
                lead = head + " " if head in ("nam", "thang", "quy") and len(cell.text) <= 4 else ""
                texts.append(lead + fold(cell.text))
        if texts:
            written = written_period(" ".join(reversed(texts)))
            if written.is_empty:
                written = written_period(" ".join(texts))
            row.period = None if written.is_empty else written.resolve(context.report)
            row.kind = header_words(" ".join(texts)).kind if row.period is not None else None
            if row.period is not None and row.role is RowRole.SECTION:
                row.role = RowRole.SKIP if row.has_values else RowRole.SECTION
        for column in columns.of(Role.KIND):
            cell = _cell_or_merged(sheet, number, column.index, covered)
            if cell is not None:
                row.kind = header_words(cell.text).kind or row.kind
                row.words = header_words(cell.text)
        for column in columns.of(Role.CODE):
            row.code = sheet.text(number, column.index) or None
        for column in columns.of(Role.PLACE):
            cell = _cell_or_merged(sheet, number, column.index, covered) or carried.get(
                column.index
            )
            if cell is not None and not is_nothing(cell):
                if columns.of(Role.INDICATOR):
                    carried[column.index] = cell
                row.place = self._written_place(cell, columns, context, row.period)
                row.place_cell = cell

    def _written_place(
        self, cell: Cell, columns: Columns, context: Context, period: Period | None
    ) -> WrittenPlace | None:
        text = bare_label(cell.text)
        if self.places.is_whole(text):
            place = context.place
            return place if place is not None else WrittenPlace(text, None)
        on = day_in(period or context.report)
        found = self.places.find(text, on, context.within, columns.level)
        if found is None and context.within is not None:
            found = self.places.find(text, on, None, columns.level) if has_type_word(text) else None
        return WrittenPlace(text, found)

    @staticmethod
    def _unit(
        sheet: Sheet,
        number: int,
        columns: Columns,
        unit: str | None,
        covered: dict[tuple[int, int], tuple[int, int]],
    ) -> tuple[str, Cell | None] | None:
        for column in columns.of(Role.UNIT):
            cell = _cell_or_merged(sheet, number, column.index, covered)
            if cell is None:
                continue
            if is_ditto(cell.text):
                return (unit, cell) if unit is not None else None
            own = unit_column_text(cell)
            if own is not None:
                return own, cell
        return None

    def _indicator_among_places(self, row: Row, context: Context) -> None:
        """ "I. Thu ngân sách" above the districts: an indicator that heads their rows."""
        if row.place is None or row.place.place is not None or not row.label:
            return
        label = bare_label(row.label)
        if has_type_word(label) or self.places.is_whole(label):
            return
        named = self.names.find(row.label, row.unit or context.unit)
        if named.indicator is not None or row.role is RowRole.SECTION:
            row.place = row.place_cell = None
            row.named, row.own_indicator = named, True

    @staticmethod
    def _nest(rows: list[Row], columns: Columns) -> None:
        """Give every row its parents: nearer above and less deep."""
        stack: list[tuple[tuple[int, ...], Row]] = []
        opened: Row | None = None
        for index, row in enumerate(rows):
            depth = _comparable(row)
            if opened is not None and row.depth[0] == 0 and opened.depth >= row.depth[:1] + (0, 0):
                depth = (*depth[:-1], depth[-1] + 1) if _same_style(opened, row) else depth
            while stack and not stack[-1][0] < depth:
                stack.pop()
            if _ONLY_IN_WHICH.match(fold(row.label)) and not row.has_values:
                # "Trong đó:" alone is no parent; the rows after it belong to the row before it.
                previous = rows[index - 1] if index else None
                opened = previous
                row.parents = tuple(item for _, item in stack)
                continue
            parents = [item for _, item in stack]
            if row.in_which and index and rows[index - 1] not in parents and row.has_values:
                parents.append(rows[index - 1])
            row.parents = tuple(parents)
            stack.append((depth, row))

    def _name(self, row: Row, columns: Columns, context: Context) -> None:
        if not row.label or columns.rows_are is not Role.INDICATOR:
            names_figures = columns.rows_are is Role.PLACE or row.period is None
            if (
                names_figures
                and row.role is RowRole.SECTION
                and row.place is None
                and not row.own_indicator
            ):
                row.named = self.names.find(row.label, row.unit or context.unit)
                row.own_indicator = bool(row.label)
            return
        if row.code is not None and (indicator := self.names.of_code(row.code)) is not None:
            found = self.names.find(row.label, row.unit)
            row.named = Named(
                indicator,
                found.growth and found.indicator is indicator,
                found.rank,
                found.fits or found.indicator is not indicator,
            )
            row.own_indicator = True
            return
        if not columns.of(Role.PLACE):
            label = bare_label(row.label)
            if self._is_place_label(label, row, columns, context):
                row.place = (
                    self._written_place(row.label_cell, columns, context, row.period)
                    if row.label_cell
                    else None
                )
                row.place_cell = row.label_cell
                return
        above = tuple(bare_label(parent.label) for parent in row.parents if parent.label)
        words = header_words(without_unit(bare_label(row.label)))
        if row.words is None and not words.name and (words.measure or words.kind or words.compares):
            # "So với dự toán (%)" under an indicator: its parent is what is compared.
            row.words = words
            row.kind = row.kind or words.kind
            parent = next((item for item in reversed(row.parents) if item.own_indicator), None)
            if parent is not None:
                row.named = parent.named
                return
        row.named = self.names.find(row.label, row.unit or context.unit, above)
        row.own_indicator = True

    def _is_place_label(self, label: str, row: Row, columns: Columns, context: Context) -> bool:
        """True for a label such as "Huyện Văn Lâm" among indicators."""
        if len(label) > 40 or not has_type_word(label) or not label[:1].isupper():
            return False
        return self.places.find(label, day_in(context.report), context.within) is not None


def _band(sheet: Sheet, number: int, columns: Columns) -> HeaderWords | None:
    """The words of a row that stands over the figures only and says what they are."""
    cells = sheet.rows[number]
    values = {column.index for column in columns.values}
    texts = {cell.text for cell in cells}
    if len(texts) != 1 or not all(
        cell.column in values and isinstance(cell.value, str) for cell in cells
    ):
        return None
    text = next(iter(texts))
    words = header_words(text)
    unit = unit_of(text.strip("()")) or words.unit
    if unit is None and not words.says_something:
        return None
    return replace(words, unit=unit)


def _continues_label(before: Row, row: Row) -> bool:
    """True when a label broken over two rows goes on: the second starts with a small letter."""
    return bool(
        before.label_cell is not None
        and row.label_cell is not None
        and not before.has_values
        and row.has_values
        and row.number == before.number + 1
        and row.label_cell.column == before.label_cell.column
        and row.label[:1].islower()
        and not before.label.rstrip().endswith(":")
        and row.depth[0] == 0
        and len(before.label) > 8
    )


def _cell_or_merged(
    sheet: Sheet, row: int, column: int, covered: dict[tuple[int, int], tuple[int, int]]
) -> Cell | None:
    cell = sheet.at(row, column)
    if cell is None and (row, column) in covered:
        return sheet.at(*covered[row, column])
    return cell


def _vertical_merges(
    sheet: Sheet, table: Table, columns: Columns
) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells of label columns covered by a merge from above -> its first cell."""
    labels = {column.index for column in columns.all if column.role is not Role.VALUE}
    body = set(table.body)
    found = {}
    for merge in sheet.merges:
        if merge.bottom > merge.top and merge.left in labels and merge.bottom - merge.top < 5000:
            for row in range(merge.top + 1, merge.bottom + 1):
                if row in body:
                    found[row, merge.left] = (merge.top, merge.left)
    return found


def _mark_rank(mark: str) -> int:
    """How deep a numbering mark stands; 0 for none."""
    if not mark:
        return 0
    if mark in "-–—":
        return 60
    if mark in "+":
        return 70
    if mark in "*•":
        return 55
    if re.fullmatch(r"\d{1,3}", mark):
        return 30
    if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+", mark):
        return 30 + 5 * mark.count(".")
    if mark in "CD" or (len(mark) == 1 and mark.isupper() and mark not in "IVX"):
        return 10
    if _ROMAN.fullmatch(mark):
        return 20
    if len(mark) == 1:
        return 50
    return 30


def _comparable(row: Row) -> tuple[int, ...]:
    """Depths that compare: marked rows by mark, unmarked ones by shift and indent."""
    rank, shift, indent = row.depth
    if row.role is RowRole.TOTAL and not rank:
        return (0, shift, indent, 0)
    inside = row.in_which or (row.place is not None and not row.own_indicator)
    return (rank or 45, shift, indent, 1 if inside else 0)


def _same_style(opened: Row, row: Row) -> bool:
    return opened.depth == row.depth


def numbers_of(sheet: Sheet, row: int, columns: Columns) -> list[Cell]:
    """The figures' cells of a row."""
    return [
        cell
        for column in columns.values
        if (cell := sheet.at(row, column.index)) is not None and is_number(cell, years=True)
    ]


def measure_of(row: Row) -> Measure | None:
    """The measure a row's label or kind column names."""
    return row.words.measure if row.words is not None else None
