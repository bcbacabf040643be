"""What a person has set in a table's layout, put in the place of what was read."""

from dataclasses import replace

from etl.extract.folding import fold
from etl.extract.sheet_context import Context
from etl.extract.sheet_grid import GridRows
from etl.extract.sheet_headings import headings
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_model import Layout, Role, RowReading, RowRole
from etl.extract.sheet_names import Named
from etl.extract.sheet_places import WrittenPlace
from etl.extract.sheet_roles import Column
from etl.extract.sheet_tables import Table
from etl.read.cells import Sheet
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Gazetteer


class Edits:
    """The edited fields of one layout; all others are read anew.

    A layout remembered from another month keeps its roles, kinds and units; a period set by hand
    holds only under the very heading it was set for.
    """

    def __init__(self, layout: Layout, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        """Look up edited codes and keys in the catalogue and the gazetteer."""
        self.layout = layout
        self.catalogue = catalogue
        self.gazetteer = gazetteer
        self._columns = {column.column: column for column in layout.columns if column.edited}
        self._rows = {row.row: row for row in layout.rows if row.edited and row.row}
        self._by_label = {fold(row.label): row for row in layout.rows if row.edited and not row.row}

    def table_of(self, sheet: Sheet, table: Table) -> Table:
        """The table with header band and body as set."""
        edited = self.layout.edited
        if not edited & {"header_first", "header_last", "data_first", "data_last"}:
            return table
        if self.layout.sheet != sheet.name:
            return table
        band = range(self.layout.header_first, self.layout.header_last + 1)
        first = max(self.layout.data_first, self.layout.header_last + 1)
        header = [row for row in sheet.rows if row in band]
        body = [row for row in sheet.rows if first <= row <= self.layout.data_last]
        return replace(table, header=header, body=body, headings=headings(GridRows(sheet), header))

    def context_of(self, context: Context) -> Context:
        """The defaults as set."""
        layout, edited = self.layout, self.layout.edited
        if "place" in edited and layout.place is not None:
            place = self.gazetteer[layout.place]
            written = WrittenPlace(place.full_name, place)
            context = replace(context, place=written, within=place)
        if "period" in edited and layout.period is not None:
            context = replace(context, report=parse_period(layout.period))
        if "unit" in edited:
            context = replace(context, unit=layout.unit)
        if "kind" in edited:
            context = replace(context, kind=layout.kind)
        return context

    def set_roles(self, columns: list[Column]) -> None:
        """Roles as set; columns a person left out are skipped."""
        for column in columns:
            edit = self._columns.get(column.index)
            if edit is not None and "role" in edit.edited:
                column.role = edit.role

    def set_columns(self, columns: list[Column]) -> None:
        """Periods, kinds, measures, units, places and indicators of figure columns as set."""
        for column in columns:
            edit = self._columns.get(column.index)
            if edit is None or column.role is not Role.VALUE:
                continue
            edited = edit.edited
            if "period" in edited and edit.header == column.header:
                column.period = _period(edit.period)
            if "kind" in edited:
                column.kind = edit.kind
            if "measure" in edited:
                column.measure = edit.measure
                column.words = replace(column.words, measure=edit.measure, compares=False)
            if "base" in edited:
                column.words = replace(column.words, base=edit.base)
            if "form" in edited:
                column.form = edit.form
            if "unit" in edited:
                column.words = replace(column.words, unit=edit.unit)
            if "place" in edited and edit.place is not None:
                place = self.gazetteer[edit.place]
                column.place = WrittenPlace(place.full_name, place)
            if "indicator" in edited:
                column.indicator = self.catalogue.find(edit.indicator)

    def set_rows(self, rows: list[Row]) -> None:
        """Indicators, places, periods and roles of rows as set."""
        for row in rows:
            edit = self._row(row)
            if edit is None:
                continue
            if "role" in edit.edited:
                row.role = edit.role
                row.has_values = row.has_values and edit.role is not RowRole.SKIP
            if "indicator" in edit.edited:
                row.named = Named(self.catalogue.find(edit.indicator))
                row.own_indicator = True
            if "place" in edit.edited and edit.place is not None:
                place = self.gazetteer[edit.place]
                row.place = WrittenPlace(place.full_name, place)
            if "period" in edit.edited:
                row.period = _period(edit.period)

    def _row(self, row: Row) -> RowReading | None:
        """What was set for the row of this number and label, else for a label remembered."""
        edit = self._rows.get(row.number)
        if edit is not None and edit.label == row.text:
            return edit
        return self._by_label.get(fold(row.text))


def _period(code: str | None) -> Period | None:
    return parse_period(code) if code else None
