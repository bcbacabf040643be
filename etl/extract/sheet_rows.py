"""The rows of a table's body: what each one is about and under which rows it stands."""

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_context import Context
from etl.extract.sheet_grid import is_nothing
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_hierarchy import (
    IN_WHICH,
    TOTAL,
    Row,
    band_over,
    continues_label,
    depth_of,
    nest,
)
from etl.extract.sheet_model import Role, RowRole
from etl.extract.sheet_names import IndicatorNames, Named, bare_label, label_unit, without_unit
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, has_type_word
from etl.extract.sheet_roles import Column, Columns
from etl.extract.sheet_tables import Table
from etl.extract.sheet_units import column_unit, is_ditto
from etl.read.cells import Cell, Sheet
from yardstick.domain.period import Period


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
        indicator_columns = columns.of(Role.INDICATOR)
        label_columns = indicator_columns or columns.of(Role.PLACE) or columns.of(Role.PERIOD)
        carried: dict[int, Cell] = {}
        covered = _vertical_merges(sheet, table, columns)
        for number in table.body:
            tick()
            spoken = band_over(sheet, number, columns)
            if spoken is not None:
                # "Nghìn người", "Cơ cấu (%)", "Năm 2023" over the figures hold for the rows below.
                band, unit = spoken, None
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
            if rows and continues_label(rows[-1], row):
                row.label = f"{rows[-1].label} {row.label}"
                rows.pop()
            own = self._unit(sheet, number, columns, unit, covered)
            if own is not None:
                unit = own[0]
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
        nest(rows)
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
        row.depth = depth_of(label, mark, shift, label_cell)
        folded = fold(label)
        row.in_which = bool(IN_WHICH.match(folded))
        if not values:
            row.role = RowRole.SECTION
        elif TOTAL.fullmatch(fold(bare_label(label))):
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
            own = _unit_in_cell(cell)
            if own is not None:
                return own, cell
        return None

    def _indicator_among_places(self, row: Row, context: Context) -> None:
        """`I. Thu ngân sách` above the districts: an indicator that heads their rows."""
        if row.place is None or row.place.place is not None or not row.label:
            return
        label = bare_label(row.label)
        if has_type_word(label) or self.places.is_whole(label):
            return
        named = self.names.find(row.label, row.unit or context.unit)
        if named.indicator is not None or row.role is RowRole.SECTION:
            row.place = row.place_cell = None
            row.named, row.own_indicator = named, True

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


def _unit_in_cell(cell: Cell | None) -> str | None:
    """The unit in a cell of a unit column; None for blanks and ditto marks."""
    if cell is None or not isinstance(cell.value, str) or is_ditto(cell.text) or is_nothing(cell):
        return None
    return column_unit(cell.text)
