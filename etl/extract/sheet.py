"""A workbook -> its figures with their cells, findings, and the layout of every table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.extract.clock import limited
from etl.extract.sheet_cells import is_number
from etl.extract.sheet_checks import (
    check_names,
    check_places,
    check_units,
    doubted,
    hidden_notes,
    most_foreign,
)
from etl.extract.sheet_columns import ColumnReader, side_by_side
from etl.extract.sheet_context import Context, Contexts
from etl.extract.sheet_edits import Edits
from etl.extract.sheet_figures import FigureReader
from etl.extract.sheet_file import (
    home_of,
    period_of_name,
    period_of_titles,
    place_of_cover,
    place_of_name,
    province_of_titles,
    with_short_texts,
)
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_layout import Fit, describe, fitting_layout
from etl.extract.sheet_model import Layout, SheetExtraction, SheetFigure
from etl.extract.sheet_names import IndicatorNames
from etl.extract.sheet_periods import period_of_date
from etl.extract.sheet_places import PlaceNames, WrittenPlace
from etl.extract.sheet_plausible import check_plausible
from etl.extract.sheet_reading import TableReading
from etl.extract.sheet_roles import Columns
from etl.extract.sheet_rows import RowReader
from etl.extract.sheet_sums import check_duplicates, check_sums
from etl.extract.sheet_tables import Table, tables
from etl.extract.sheet_unmarked import with_marks
from etl.read.cells import Sheet, Workbook, address
from etl.read.workbook import read_workbook
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.place import Gazetteer, Level, Place
from yardstick.errors import WorkbookRefused
from yardstick.store.places import read_places

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class _Readers:
    names: IndicatorNames
    places: PlaceNames
    columns: ColumnReader
    rows: RowReader


def extract_workbook(
    workbook: Workbook,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    *,
    place: Place | None = None,
    date: date | None = None,
    layout: tuple[Layout, ...] | Fit = (),
) -> SheetExtraction:
    """Every figure of the visible sheets, with findings and layouts.

    Args:
        workbook: The sheets.
        catalogue: The indicators names are looked up in.
        gazetteer: The places.
        place: Where sheets name no place: the reporting unit.
        date: Where sheets name no period: a day in it.
        layout: Layouts edited by a person, or remembered; they win for the tables they fit. Or a
            function that is asked for each table.

    Raises:
        WorkbookRefused: empty, when no visible sheet has a figure or a cell meant as one;
            too_slow, when it takes longer than any honest workbook.
    """
    with limited(workbook.name):
        workbook = with_marks(with_short_texts(workbook), catalogue, gazetteer)
        return _extracted(workbook, catalogue, gazetteer, place, date, layout)


def _extracted(
    workbook: Workbook,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    place: Place | None,
    date: date | None,
    layout: tuple[Layout, ...] | Fit,
) -> SheetExtraction:
    names, places = IndicatorNames(catalogue), PlaceNames(gazetteer)
    readers = _Readers(names, places, ColumnReader(places, names), RowReader(places, names))
    fallback = WrittenPlace(place.full_name, place) if place is not None else None
    report = period_of_date(date) if date is not None else None
    report = period_of_titles(workbook) or report or period_of_name(workbook.name)
    fallback = (
        fallback
        or place_of_cover(workbook, places)
        or province_of_titles(workbook, places)
        or place_of_name(workbook.name, gazetteer)
    )
    home = None if fallback is not None else home_of(workbook, gazetteer)
    figures: list[SheetFigure] = []
    findings: list[Finding] = []
    layouts: list[Layout] = []
    for sheet in workbook:
        if sheet.hidden:
            findings.extend(hidden_notes(sheet))
            continue
        read = _read_sheet(sheet, readers, Contexts(places, fallback, report, home), layout)
        figures.extend(read.figures)
        findings.extend(read.findings)
        layouts.extend(read.layouts)
    # Formulas whose numbers lie on a hidden sheet have something to show once they are worked out.
    calculates = any(
        sheet.hidden and any(map(is_number, sheet.cells.values())) for sheet in workbook
    )
    telling = {"not_a_number", "formula_without_value"} if calculates else {"not_a_number"}
    if not figures and not any(
        found.rule in telling and found.severity is not Severity.NOTE for found in findings
    ):
        raise WorkbookRefused("empty", workbook.name, "no visible sheet has a figure")
    findings = most_foreign(findings, names)
    return SheetExtraction(tuple(figures), tuple(findings), tuple(layouts))


def _read_sheet(
    sheet: Sheet, readers: _Readers, contexts: Contexts, edited: tuple[Layout, ...] | Fit
) -> SheetExtraction:
    figures: list[SheetFigure] = []
    findings: list[Finding] = []
    layouts: list[Layout] = []
    before: Context | None = None
    unknown: set[str] = set()
    headers: dict[str, str] = {}
    for table in tables(sheet):
        for reading in _readings(sheet, table, readers, contexts, before, edited):
            reader = FigureReader(reading, readers.names)
            found = reader.read()
            findings.extend(reader.findings)
            told = list(_table_findings(reading, found, readers, unknown))
            findings.extend(told)
            figures.extend(doubted(found, told, reading))
            for column in reading.columns.values:
                headers.update(
                    (address(row.number, column.index), column.header) for row in reading.rows
                )
            layouts.append(describe(reading, reader.forms))
            before = reading.context
    findings.extend(check_duplicates(sheet, figures, headers))
    if figures:
        findings.extend(hidden_notes(sheet))
    return SheetExtraction(tuple(figures), tuple(findings), tuple(layouts))


def _readings(
    sheet: Sheet,
    table: Table,
    readers: _Readers,
    contexts: Contexts,
    before: Context | None,
    layouts: tuple[Layout, ...] | Fit,
) -> Iterator[TableReading]:
    """One reading a table; several where tables stand side by side, each with its own lines."""
    context = contexts.of(sheet, table, before)
    reading = _read_table(sheet, table, readers, context, contexts.home, layouts)
    split = side_by_side(reading.columns)
    if split is None:
        yield reading
        return
    left, right = table.halves(split)
    context = contexts.of(sheet, left, before)
    yield _read_table(sheet, left, readers, context, contexts.home, layouts)
    yield from _readings(sheet, right, readers, contexts, before, layouts)


def _read_table(
    sheet: Sheet,
    table: Table,
    readers: _Readers,
    context: Context,
    home: Place | None,
    layouts: tuple[Layout, ...] | Fit = (),
) -> TableReading:
    """Columns and rows; where nothing names the place, that around all the places listed.

    A layout with edits that fits the table is read by: same sheet and header, or same form.
    """
    reading = _unedited(sheet, table, readers, context, home)
    layout = fitting_layout(reading, layouts)
    if layout is None:
        return reading
    edits = Edits(layout, readers.names.catalogue, readers.places.gazetteer)
    table = edits.table_of(sheet, table)
    context = edits.context_of(reading.context)
    columns = readers.columns.read(sheet, table, context, edits)
    rows = readers.rows.read(sheet, table, columns, context)
    edits.set_rows(rows)
    return TableReading(sheet, table, context, columns, rows)


def _unedited(
    sheet: Sheet, table: Table, readers: _Readers, context: Context, home: Place | None
) -> TableReading:
    columns = readers.columns.read(sheet, table, context)
    rows = readers.rows.read(sheet, table, columns, context)
    if context.place is None:
        around = _place_around(columns, rows, readers.places.gazetteer) or home
        if around is not None:
            context = replace(context, place=WrittenPlace(around.full_name, around), within=around)
            if all(row.place and row.place.place for row in rows if row.has_values):
                # Every row has a place of its own already; a second look would find the same.
                return TableReading(sheet, table, context, columns, rows)
            before, columns = columns, readers.columns.read(sheet, table, context)
            if columns.names_places_apart and columns.roles == before.roles:
                # Only the places of the rows can differ now.
                readers.rows.place_again(sheet, columns, context, rows)
            else:
                rows = readers.rows.read(sheet, table, columns, context)
    return TableReading(sheet, table, context, columns, rows)


def _place_around(columns: Columns, rows: list[Row], gazetteer: Gazetteer) -> Place | None:
    written = [column.place for column in columns.values] + [row.place for row in rows]
    named = {item.place.key: item.place for item in written if item and item.place}
    parents = {place.parent for place in named.values()}
    parent = next(iter(parents), None)
    if len(named) < 2 or len(parents) != 1 or parent is None or parent not in gazetteer:
        return None
    found = gazetteer[parent]
    return found if found.level is not Level.COUNTRY else None


def _table_findings(
    reading: TableReading, figures: list[SheetFigure], readers: _Readers, unknown: set[str]
) -> Iterator[Finding]:
    catalogue = readers.names.catalogue
    yield from check_places(reading, readers.places, unknown)
    yield from check_names(reading, figures, readers.names)
    conflicts = list(check_units(reading, figures, readers.names))
    yield from conflicts
    yield from check_sums(reading, figures, catalogue, readers.places.gazetteer)
    doubtful = {int(re.sub(r"\D", "", found.cell)) for found in conflicts if found.cell}
    yield from check_plausible(reading.sheet, figures, catalogue, doubtful)


def lines(
    extraction: SheetExtraction, catalogue: Catalogue, *, notes: bool = False
) -> Iterator[dict[str, Any]]:
    """The extraction as plain objects, one a line, figures first; notes only where asked for."""
    for figure in extraction.figures:
        value = (
            _plain(figure.value)
            if figure.value is not None
            else [_plain(figure.low), _plain(figure.high)]
        )
        yield {
            "type": "figure",
            "sheet": figure.sheet,
            "cell": figure.cell,
            "indicator_text": figure.indicator_text,
            "indicator": catalogue.reported(figure.indicator),
            "place_text": figure.place_text,
            "place": figure.place.key if figure.place is not None else None,
            "period": figure.period,
            "kind": figure.kind.value,
            "measure": figure.measure.value,
            "value": value,
            "unit": figure.unit,
            "comparator": figure.comparator,
            "base": figure.base,
            "total": _plain(figure.total),
            "confidence": round(figure.confidence, 2),
        }
    for found in extraction.findings:
        if found.severity is Severity.NOTE and not notes:
            continue
        yield {
            "type": "note" if found.severity is Severity.NOTE else "finding",
            "kind": found.rule,
            "sheet": found.sheet,
            "cell": found.cell,
            "message": found.evidence,
            "found": found.found,
            "expected": found.expected,
        }


def _plain(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    whole = value == value.to_integral_value()
    return int(value) if whole and abs(value) < 10**15 else float(value)


def extract_file_lines(
    path: Path, place: str | None = None, date: date | None = None, *, notes: bool = False
) -> Iterator[dict[str, Any]]:
    """A workbook file's figures and findings as plain objects, for the command line.

    Raises:
        WorkbookRefused: The file is not read; nothing of it is kept.
    """
    catalogue = read_catalogue((_ROOT / "indicators.yaml").read_text("utf-8"))
    gazetteer = read_places(_ROOT / "data" / "places")
    workbook = read_workbook(path.read_bytes(), path.name)
    about = gazetteer.find(place, on=date) if place else None
    extraction = extract_workbook(workbook, catalogue, gazetteer, place=about, date=date)
    yield from lines(extraction, catalogue, notes=notes)
