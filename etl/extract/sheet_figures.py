"""The cells of a table -> figures, and findings where a cell says no figure or a doubtful one."""

import re
from dataclasses import replace
from functools import lru_cache

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_forms import column_form
from etl.extract.sheet_headers import HeaderWords
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_measures import Amount, measured, stored_base
from etl.extract.sheet_model import Form, RowRole, SheetFigure
from etl.extract.sheet_names import IndicatorNames
from etl.extract.sheet_naming import FigureNames
from etl.extract.sheet_numbers import NoNumber, Reading, Style, decide_style, read_cell
from etl.extract.sheet_places import WrittenPlace, has_type_word
from etl.extract.sheet_reading import TableReading, finding
from etl.extract.sheet_roles import Column
from etl.extract.sheet_units import as_unit, counted_noun
from etl.read.cells import Cell, address
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.observation import Kind, Measure, Status
from yardstick.domain.period import Year, parse_period

_UNTIL_YEAR = re.compile(r"\W*(?:den|toi)(?: het)? nam 20\d\d")


class FigureReader:
    """Reads the value cells of one table."""

    def __init__(self, reading: TableReading, names: IndicatorNames) -> None:
        """Decide the number style of every column; names of columns are looked up in `names`."""
        self.reading = reading
        self._named = FigureNames(reading, names)
        self.sheet = reading.sheet
        self.findings: list[Finding] = []
        self._styles = self._decide_styles()
        self._cells: dict[tuple[int, int], Reading] = {}
        self._forms: dict[int, Form] = {}
        self._parents: dict[int, tuple[str, ...]] = {}

    def read(self) -> list[SheetFigure]:
        """The figures of the table, row by row."""
        visible = [
            column
            for column in self.reading.columns.values
            if column.index not in self.sheet.hidden_columns
        ]
        for row in self.reading.rows:
            if row.number in self.sheet.hidden_rows or row.role is RowRole.SKIP:
                continue
            tick()
            for column in visible:
                self._read_cell(row, column)
        numbers = [row.number for row in self.reading.rows]
        for column in visible:
            self._forms[column.index] = column_form(column, numbers, self._cells)
        figures: list[SheetFigure] = []
        for row in self.reading.rows:
            tick()
            for column in visible:
                reading = self._cells.get((row.number, column.index))
                if reading is not None:
                    figures.append(self._figure(row, column, reading))
        return figures

    @property
    def forms(self) -> dict[int, Form]:
        """Column -> how its comparisons are written."""
        return self._forms

    def _decide_styles(self) -> dict[int, Style]:
        texts: dict[int, list[str]] = {}
        for column in self.reading.columns.values:
            texts[column.index] = [
                cell.value
                for cell in column.cells
                if isinstance(cell.value, str) and len(cell.value) <= 40
            ]
        every = [text for column in texts.values() for text in column]
        common = decide_style(every) or "vi"
        return {column: decide_style(found) or common for column, found in texts.items()}

    def _read_cell(self, row: Row, column: Column) -> None:
        cell = self.sheet.at(row.number, column.index)
        if cell is None or (row.role is RowRole.SECTION and not row.has_values):
            return
        where = address(cell.row, cell.column)
        if cell.formula and cell.value is None:
            self.findings.append(
                finding(
                    "formula_without_value",
                    self.sheet,
                    where,
                    "the formula has no stored result; open the file in Excel or LibreOffice, "
                    "let it calculate, save, and upload again, or type the value",
                    found="a formula without a result",
                    expected="a number",
                )
            )
            return
        reading = read_cell(cell, self._styles[column.index])
        if isinstance(reading, Reading):
            self._cells[row.number, column.index] = reading
            return
        self._refuse(reading, cell, where)

    def _refuse(self, reading: NoNumber, cell: Cell, where: str) -> None:
        if reading.reason == "blank" or (isinstance(cell.value, str) and not cell.value.strip()):
            return
        broken = reading.reason == "broken"
        advice = "type the number again"
        if reading.what.startswith("the date"):
            advice = (
                "a decimal that Excel has turned into a date; "
                "format the cell as a number and type it again"
            )
        self.findings.append(
            finding(
                "not_a_number",
                self.sheet,
                where,
                f"{reading.what!r} is no number; {advice}"
                if broken
                else f"words only: {reading.what!r}",
                found=reading.what,
                expected="a number",
                severity=Severity.WARNING if broken else Severity.NOTE,
            )
        )

    def _figure(self, row: Row, column: Column, reading: Reading) -> SheetFigure:
        measure, base_words = self._measure(row, column)
        indicator_text, indicator = self._named.of(row, column)
        amount = measured(
            self._amount(row, column, reading, measure),
            reading,
            row,
            self._forms.get(column.index, Form.PLAIN),
            indicator,
        )
        if amount.unit is None and amount.measure is Measure.LEVEL:
            amount = replace(amount, unit=counted_noun(indicator_text))
        assert amount.measure is not None  # noqa: S101 - settled by `measured`
        place = self._place(row, column)
        kind, status = self._kind(row, column, reading)
        period = self._period(row, column, kind)
        confidence = 1.0
        if place is None or place.place is None:
            confidence -= 0.3
        if period is None:
            confidence -= 0.3
        if indicator is None:
            confidence -= 0.2
        return SheetFigure(
            sheet=self.sheet.name,
            cell=address(row.number, column.index),
            indicator_text=indicator_text,
            indicator=indicator.code if indicator is not None else None,
            place_text=_place_text(place),
            place=place.place if place is not None else None,
            period=period,
            kind=kind,
            measure=amount.measure,
            unit=amount.unit,
            quote=self.sheet.text(row.number, column.index),
            value=amount.value if amount.high is None else None,
            low=amount.value if amount.high is not None else None,
            high=amount.high,
            total=reading.total,
            comparator=reading.comparator,
            base=stored_base(base_words, amount.measure, parse_period(period) if period else None),
            status=status,
            authority=column.words.authority if kind is Kind.TARGET else None,
            decimals=reading.decimals,
            parents=self._parents_of(row),
            confidence=max(0.1, confidence),
            reasons=amount.reasons,
            row=row.number,
            column=column.index,
        )

    def _parents_of(self, row: Row) -> tuple[str, ...]:
        if row.number not in self._parents:
            self._parents[row.number] = tuple(parent.text for parent in row.parents if parent.label)
        return self._parents[row.number]

    def _measure(self, row: Row, column: Column) -> tuple[Measure | None, HeaderWords]:
        """The measure a figure's row or column names, and the words that name its base."""
        for words in (row.words, row.band):
            if words is not None and words.measure is not None:
                return words.measure, words
        if column.words.compares and column.measure is None:
            return self._compared(column), column.words
        return column.measure, column.words

    def _compared(self, column: Column) -> Measure:
        """A bare "So sánh (%)": with a plan in the table it is its completion, else growth."""
        if column.denominator is not None:
            return Measure.COMPLETION
        values = [other for other in self.reading.columns.values if not other.words.compares]
        if any(other.kind is not Kind.TARGET for other in values if other.index < column.index):
            return Measure.GROWTH
        return Measure.LEVEL

    def _amount(
        self, row: Row, column: Column, reading: Reading, measure: Measure | None
    ) -> Amount:
        """The number in the unit of its row or column; a unit written in the cell is converted."""
        shares = column.words.share or (row.band is not None and row.band.share)
        if measure in (Measure.GROWTH, Measure.COMPLETION) or shares:
            return Amount(measure, reading.value, reading.high, "%")
        usual = self._usual_unit(row, column)
        written = reading.unit
        plain = Amount(measure, reading.value, reading.high, usual or written)
        if written is None:
            return plain
        ours, theirs = as_unit(usual), as_unit(written)
        if written == usual or ours is None or theirs is None:
            return plain
        if ours.dimension == theirs.dimension and ours.factor != theirs.factor:
            converted = plain.scaled(theirs.factor / ours.factor)
            return replace(converted, reasons=(f"{written} in the cell turned into {usual}",))
        if written == "%" and reading.percent and usual != "%":
            return replace(plain, unit="%")
        return plain

    def _usual_unit(self, row: Row, column: Column) -> str | None:
        if row.band is not None and row.band.unit is not None:
            return row.unit or row.band.unit
        own = column.words.unit
        if own is not None and not (own == "%" and row.unit):
            return own
        if row.unit or own:
            return row.unit or own
        above = next((item.unit for item in reversed(row.parents) if item.unit), None)
        return above or self.reading.context.unit

    def _place(self, row: Row, column: Column) -> WrittenPlace | None:
        if column.place is not None:
            return column.place
        if row.place is not None:
            return row.place
        above = next((item.place for item in reversed(row.parents) if item.place), None)
        return above or self.reading.context.place

    def _kind(self, row: Row, column: Column, reading: Reading) -> tuple[Kind, Status | None]:
        if reading.kind is not None and column.kind is not Kind.TARGET:
            return reading.kind, Status.ESTIMATE if reading.kind is Kind.ESTIMATE else None
        firmer = column.kind is Kind.ACTUAL and row.kind is Kind.ESTIMATE
        over = row.band
        if row.kind is None and column.kind is None and over is not None and over.kind is not None:
            return over.kind, over.status if over.kind is not Kind.TARGET else None
        if row.kind is not None and (column.kind is None or firmer):
            return row.kind, Status.ESTIMATE if row.kind is Kind.ESTIMATE else None
        kind = column.kind or self.reading.context.kind or self._unspoken_kind(column)
        return kind, column.words.status if kind is not Kind.TARGET else None

    def _unspoken_kind(self, column: Column) -> Kind:
        """A plan's sheet gives targets for the years it plans, where its columns say nothing."""
        context = self.reading.context
        if context.estimates and column.period in (None, context.report):
            return Kind.ESTIMATE
        if not context.plans or context.report is None:
            return Kind.ACTUAL
        planned = column.period is None or column.period.end >= context.report.start
        # "Mục tiêu đến năm 2030" over the columns "Đến năm 2025", "Đến năm 2030": both are planned.
        planned = planned or bool(_UNTIL_YEAR.match(fold(column.header)))
        return Kind.TARGET if planned else Kind.ACTUAL

    def _period(self, row: Row, column: Column, kind: Kind) -> str | None:
        if row.period is not None and (column.period is None or column.words.period.is_empty):
            return row.period.code
        if row.band is not None and not row.band.period.is_empty and column.words.period.is_empty:
            spoken = row.band.period.resolve(self.reading.context.report)
            if spoken is not None:
                return spoken.code
        if column.period is not None:
            return column.period.code
        above = next((item.period for item in reversed(row.parents) if item.period), None)
        report = above or self.reading.context.report
        if report is None:
            return None
        if kind is Kind.TARGET and self.reading.context.kind is None and row.period is None:
            return Year(self.reading.context.target_year or report.year).code
        return report.code


@lru_cache(maxsize=4096)
def _place_text(place: WrittenPlace | None) -> str:
    """The place as printed; a bare name that stands for a typed place gets its type."""
    if place is None:
        return ""
    if place.place is None:
        return place.text
    return place.text if has_type_word(place.text) else place.place.full_name
