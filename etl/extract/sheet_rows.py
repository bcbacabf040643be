"""The rows of a table's body: what each one is about and under which rows it stands."""

from dataclasses import dataclass, field
from datetime import date

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_cells import is_nothing
from etl.extract.sheet_context import Context
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_hierarchy import (
    HALF_A_NAME,
    Row,
    band_over,
    continues_label,
    depth_of,
    nest,
)
from etl.extract.sheet_label import Label
from etl.extract.sheet_model import Role, RowRole
from etl.extract.sheet_names import IndicatorNames, Named, bare_label
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import (
    PlaceNames,
    WrittenPlace,
    day_in,
    has_type_word,
    without_office,
)
from etl.extract.sheet_roles import Column, Columns
from etl.extract.sheet_tables import Table
from etl.extract.sheet_units import column_unit, is_ditto
from etl.read.cells import Cell, Sheet
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Period

_COMPARISONS = (Measure.GROWTH, Measure.COMPLETION)
# Cells of label columns that a merge from above covers -> where it begins.
_Covered = dict[tuple[int, int], tuple[int, int]]


class RowReader:
    """Reads the rows of a table, given its columns."""

    def __init__(self, places: PlaceNames, names: IndicatorNames) -> None:
        """Look up places and indicators with these."""
        self.places = places
        self.names = names
        self._labels: dict[str, Label] = {}
        self._coded: dict[tuple[str, str, str | None], Named | None] = {}

    def read(self, sheet: Sheet, table: Table, columns: Columns, context: Context) -> list[Row]:
        """The rows in order, with hierarchy, units carried over ditto marks, places and periods."""
        return _TableRows(
            self, sheet, columns, context, _vertical_merges(sheet, table, columns)
        ).read(table.body)

    def place_again(
        self, sheet: Sheet, columns: Columns, context: Context, rows: list[Row]
    ) -> None:
        """Look up the places of rows anew that have a column for them, in another surrounding."""
        again = _TableRows(self, sheet, columns, context, {})
        for row in rows:
            if row.place_cell is not None:
                row.place = again.written_place(row.place_cell, row.period)

    def label(self, text: str) -> Label:
        """What a label says, worked out once."""
        found = self._labels.get(text)
        if found is None:
            found = self._labels[text] = Label(text)
        return found

    def coded(self, code: str, label: str, unit: str | None) -> Named | None:
        """What a row names by its code; None when the catalogue has no such code."""
        key = (code, label, unit)
        if key not in self._coded:
            self._coded[key] = self._of_code(code, label, unit)
        return self._coded[key]

    def _of_code(self, code: str, label: str, unit: str | None) -> Named | None:
        indicator = self.names.of_code(code)
        if indicator is None:
            return None
        found = self.names.find(label, unit)
        return Named(
            indicator,
            found.growth and found.indicator is indicator,
            found.rank,
            found.fits or found.indicator is not indicator,
        )


@dataclass
class _TableRows:
    """The rows of one table while they are read."""

    reader: RowReader
    sheet: Sheet
    columns: Columns
    context: Context
    covered: _Covered
    carried: dict[int, Cell] = field(default_factory=dict)
    _places: dict[tuple[str, date | None], WrittenPlace | None] = field(default_factory=dict)
    _times: dict[tuple[str, ...], tuple[Period | None, HeaderWords]] = field(default_factory=dict)

    def read(self, body: list[int]) -> list[Row]:
        columns = self.columns
        rows: list[Row] = []
        band: HeaderWords | None = None
        unit: str | None = None
        indicator_columns = columns.of(Role.INDICATOR)
        labels = indicator_columns or columns.of(Role.PLACE) or columns.of(Role.PERIOD)
        for number in body:
            tick()
            spoken = band_over(self.sheet, number, columns)
            if spoken is not None:
                # "Nghìn người", "Cơ cấu (%)", "Năm 2023" over the figures hold for the rows below.
                band, unit = spoken, None
                continue
            row = self._row(number, labels)
            if row is None:
                continue
            if self._is_time_band(row):
                # "B. KẾ HOẠCH NĂM 2024" over a part of the rows: when and what kind they are.
                band, unit = self.reader.label(row.label).words, None
                continue
            row.band = band
            says_nothing = not (row.label or row.place or row.period or row.code)
            if says_nothing and labels:
                row.role = RowRole.SKIP
            if rows and continues_label(rows[-1], row):
                row.label = f"{rows[-1].label} {row.label}"
                rows.pop()
            unit = self._set_unit(row, unit)
            rows.append(row)
        if columns.rows_are is Role.PLACE:
            for row in rows:
                self._indicator_among_places(row)
        if columns.rows_are is Role.PERIOD:
            _compare_rows(rows)
        nest(rows)
        for row in rows:
            self._name(row)
        return rows

    def _is_time_band(self, row: Row) -> bool:
        """True for a section whose label says a period or a kind and names nothing."""
        if row.role is not RowRole.SECTION or self.columns.rows_are is Role.PERIOD:
            return False
        words = self.reader.label(row.label).words
        says = words.kind is not None or bool(words.period.year)
        return says and not words.name and words.measure is None and not words.compares

    def _row(self, number: int, label_columns: list[Column]) -> Row | None:
        at = self.sheet.at
        has_values = any(
            cell is not None and not is_nothing(cell)
            for cell in (at(number, column.index) for column in self.columns.values)
        )
        label_cell, shift = self._label(number, label_columns)
        mark = self._mark(number)
        if label_cell is None and not has_values:
            return None
        if label_cell is None and mark:
            # The label of a section may stand in the column of the marks.
            marks = [at(number, column.index) for column in self.columns.of(Role.ORDINAL)]
            label_cell = next((cell for cell in marks if cell and len(cell.text) > 3), None)
        text = label_cell.text if label_cell else ""
        label = self.reader.label(text)
        row = Row(number, RowRole.ITEM, text, label_cell)
        row.has_values = has_values
        row.depth = depth_of(text, mark, shift, label_cell)
        row.in_which = label.in_which
        if not has_values:
            row.role = RowRole.SECTION
        elif label.is_total:
            row.role = RowRole.TOTAL
        elif row.in_which:
            row.role = RowRole.PART
        self._facets(row, number)
        return row

    def _label(self, number: int, label_columns: list[Column]) -> tuple[Cell | None, int]:
        """The deepest filled label cell and how far right it stands."""
        found: Cell | None = None
        shift = 0
        for position, column in enumerate(label_columns):
            cell = self._cell_or_merged(number, column.index)
            if cell is not None and not is_nothing(cell):
                found, shift = cell, position
        return found, shift

    def _mark(self, number: int) -> str:
        for column in self.columns.of(Role.ORDINAL):
            text = self.sheet.text(number, column.index)
            if text:
                return text
        return ""

    def _facets(self, row: Row, number: int) -> None:
        """Period, kind, code and place that stand in the row itself."""
        columns = self.columns
        texts = []
        for column in columns.of(Role.PERIOD):
            cell = self._cell_or_merged(number, column.index) or self.carried.get(column.index)
            if cell is not None:
                self.carried[column.index] = cell
                head = fold(column.header).strip()
                lead = head + " " if head in ("nam", "thang", "quy") and len(cell.text) <= 4 else ""
                texts.append(lead + fold(cell.text))
        if texts:
            self._speak_of_time(row, tuple(texts))
        for column in columns.of(Role.KIND):
            cell = self._cell_or_merged(number, column.index)
            if cell is not None:
                row.words = header_words(cell.text)
                row.kind = row.words.kind or row.kind
        for column in columns.of(Role.CODE):
            row.code = self.sheet.text(number, column.index) or None
        for column in columns.of(Role.PLACE):
            cell = self._cell_or_merged(number, column.index) or self.carried.get(column.index)
            if cell is not None and not is_nothing(cell):
                if columns.of(Role.INDICATOR):
                    self.carried[column.index] = cell
                row.place = self.written_place(cell, row.period)
                row.place_cell = cell

    def _speak_of_time(self, row: Row, texts: tuple[str, ...]) -> None:
        """Period, kind and comparison in a row's cells: "Ước TH 2024", "So với KH (%)"."""
        row.period, words = self._time(texts)
        roles = self.columns.rows_are is Role.PERIOD
        if row.period is not None or roles:
            row.kind = words.kind
        if roles and words.measure in _COMPARISONS:
            row.words = words
        if row.period is not None and row.role is RowRole.SECTION:
            row.role = RowRole.SKIP if row.has_values else RowRole.SECTION

    def _time(self, texts: tuple[str, ...]) -> tuple[Period | None, HeaderWords]:
        """The period that the cells of the period columns make together, and their words."""
        found = self._times.get(texts)
        if found is None:
            written = written_period(" ".join(reversed(texts)))
            if written.is_empty:
                written = written_period(" ".join(texts))
            period = None if written.is_empty else written.resolve(self.context.report)
            found = self._times[texts] = (period, header_words(" ".join(texts)))
        return found

    def written_place(self, cell: Cell, period: Period | None) -> WrittenPlace | None:
        """The place a cell names, at the end of a period."""
        key = (cell.text, day_in(period or self.context.report))
        if key not in self._places:
            self._places[key] = self._place_of(*key)
        return self._places[key]

    def _place_of(self, written: str, on: date | None) -> WrittenPlace | None:
        places, context, level = self.reader.places, self.context, self.columns.level
        text = without_office(bare_label(written))
        if places.is_whole(text):
            place = context.place
            return place if place is not None else WrittenPlace(text, None)
        found = places.find(text, on, context.within, level)
        if found is None and context.within is not None:
            found = places.find(text, on, None, level) if has_type_word(text) else None
        return WrittenPlace(text, found)

    def _set_unit(self, row: Row, above: str | None) -> str | None:
        """Give a row its unit: of its own cell, of its label, of the band over it.

        Returns:
            What a ditto mark in the next row repeats.
        """
        own = self._unit(row.number, above)
        if own is not None:
            row.unit, row.unit_cell = own
        if row.unit is None and row.label:
            bracket = self.reader.label(row.label).unit
            if bracket is not None:
                row.unit, row.unit_cell = bracket, row.label_cell
        if row.unit is None and row.band is not None and row.band.measure not in _COMPARISONS:
            # The per cent of an index says nothing of what its rows are measured in.
            row.unit = row.band.unit
        return own[0] if own is not None else above

    def _unit(self, number: int, unit: str | None) -> tuple[str, Cell | None] | None:
        for column in self.columns.of(Role.UNIT):
            cell = self._cell_or_merged(number, column.index)
            if cell is None:
                continue
            if is_ditto(cell.text):
                return (unit, cell) if unit is not None else None
            own = _unit_in_cell(cell)
            if own is not None:
                return own, cell
        return None

    def _indicator_among_places(self, row: Row) -> None:
        """`I. Thu ngân sách` above the districts: an indicator that heads their rows."""
        if row.place is None or row.place.place is not None or not row.label:
            return
        label = self.reader.label(row.label).bare
        if has_type_word(label) or self.reader.places.is_whole(label):
            return
        named = self._find(row)
        if named.indicator is not None or row.role is RowRole.SECTION:
            row.place = row.place_cell = None
            row.named, row.own_indicator = named, True

    def _find(self, row: Row, above: tuple[str, ...] = ()) -> Named:
        return self.reader.names.find(row.label, row.unit or self.context.unit, above)

    def _name(self, row: Row) -> None:
        columns, reader = self.columns, self.reader
        if not row.label or columns.rows_are is not Role.INDICATOR:
            names_figures = columns.rows_are is Role.PLACE or row.period is None
            if (
                names_figures
                and row.role is RowRole.SECTION
                and row.place is None
                and not row.own_indicator
            ):
                row.named = self._find(row)
                row.own_indicator = bool(row.label)
            return
        if row.code is not None and (named := reader.coded(row.code, row.label, row.unit)):
            row.named, row.own_indicator = named, True
            return
        label = reader.label(row.label)
        if not columns.of(Role.PLACE) and self._is_place_label(label.bare):
            row.place = self.written_place(row.label_cell, row.period) if row.label_cell else None
            row.place_cell = row.label_cell
            return
        above = tuple(reader.label(one.label).bare for one in row.parents if one.label)
        words = label.words
        if row.words is None and not words.name and (words.measure or words.kind or words.compares):
            # "So với dự toán (%)" under an indicator: its parent is what is compared.
            row.words = words
            row.kind = row.kind or words.kind
            parent = next((item for item in reversed(row.parents) if item.own_indicator), None)
            if parent is not None:
                row.named = parent.named
                return
        row.named = self._find(row, above)
        if row.named.indicator is None and not above and HALF_A_NAME.fullmatch(fold(label.bare)):
            # "Số vụ" under a title on traffic accidents.
            under = (self._find(row, (subject,)) for subject in reversed(self.context.subjects))
            row.named = next((one for one in under if one.indicator is not None), row.named)
        row.own_indicator = True

    def _is_place_label(self, label: str) -> bool:
        """True for a label such as "Huyện Văn Lâm" among indicators."""
        if len(label) > 40 or not has_type_word(label) or not label[:1].isupper():
            return False
        on = day_in(self.context.report)
        return self.reader.places.find(label, on, self.context.within) is not None

    def _cell_or_merged(self, row: int, column: int) -> Cell | None:
        cell = self.sheet.cells.get((row, column))
        if cell is None and self.covered and (row, column) in self.covered:
            return self.sheet.at(*self.covered[row, column])
        return cell


def _vertical_merges(sheet: Sheet, table: Table, columns: Columns) -> _Covered:
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


def _unit_in_cell(cell: Cell) -> str | None:
    """The unit in a cell of a unit column; None for what is no text, and for dashes."""
    return column_unit(cell.text) if isinstance(cell.value, str) and not is_nothing(cell) else None


def _compare_rows(rows: list[Row]) -> None:
    """A row that compares takes period and kind of the row of figures before it."""
    done: Row | None = None
    for row in rows:
        if row.words is None or row.words.measure is None:
            done = row if row.has_values and row.kind is not Kind.TARGET else done
        elif done is not None:
            row.kind = row.kind or done.kind
            row.period = done.period if row.words.period.is_empty else row.period
