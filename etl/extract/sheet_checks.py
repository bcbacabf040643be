"""Findings about names and units: unknown indicators and places, units that contradict a name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from statistics import median

from etl.extract.folding import fold
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_keys import name_key
from etl.extract.sheet_model import Role, RowRole, SheetFigure
from etl.extract.sheet_names import IndicatorNames
from etl.extract.sheet_places import PlaceNames
from etl.extract.sheet_reading import TableReading, finding
from etl.extract.sheet_roles import Column
from etl.extract.sheet_units import as_unit
from etl.read.cells import Cell, Sheet, address, column_number
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Measure
from yardstick.domain.place import Level
from yardstick.domain.vietnamese import nfc

# What a name measures by its first words; a unit of another family contradicts it.
_MONEY = {"đồng", "USD", "EUR"}
_RATE_NAME = re.compile(r"^(?:ty le|ti le|ty trong|co cau|toc do|ty suat)\b")
_COUNT_NAME = re.compile(
    r"^(?:tong )?so (?!thu\b|chi\b|von\b|tien\b|no\b|du\b|lieu\b|nop\b|kinh phi\b)"
)
_AREA_NAME = re.compile(r"^(?:tong )?dien tich\b")
_AREAS = {"ha"}
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
# So many names of a workbook are asked about; the rest are noted.
_MOST_UNKNOWN = 3
_MOST_COMPARED = 200


def check_names(
    reading: TableReading, figures: list[SheetFigure], names: IndicatorNames
) -> Iterator[Finding]:
    """unknown_indicator: a name outside the catalogue in a table that is otherwise of it."""
    known: set[str] = set()
    unknown: dict[str, tuple[str, Cell | None, bool]] = {}
    if reading.columns.rows_are is Role.INDICATOR:
        for row in reading.rows:
            if (
                not row.own_indicator
                or not row.has_values
                or row.number in reading.sheet.hidden_rows
            ):
                continue
            key = name_key(row.text)
            if row.named.indicator is not None:
                known.add(key)
            elif fold(row.text).startswith("co cau"):
                # The 100 % over the shares below it.
                continue
            elif row.role is not RowRole.TOTAL or not reading.context.subject:
                part = row.in_which or any(parent.has_values for parent in row.parents)
                unknown.setdefault(key, (row.text, row.label_cell, part))
    else:
        named = {figure.column for figure in figures if figure.indicator is not None}
        for column in reading.columns.values:
            if not column.name or not column.cells or column.words.share:
                continue
            found = names.find(column.name, column.words.unit).indicator
            if found is not None or column.index in named:
                known.add(column.name)
            else:
                unknown.setdefault(
                    column.name, (column.name, _heading_cell(reading, column), False)
                )
    roles = {column.role for column in reading.columns.all}
    is_form = bool({Role.INDICATOR, Role.PERIOD} <= roles or Role.CODE in roles)
    yield from _unknown(reading.sheet, names, known, unknown, is_form=is_form)


def _unknown(
    sheet: Sheet,
    names: IndicatorNames,
    known: set[str],
    unknown: dict[str, tuple[str, Cell | None, bool]],
    *,
    is_form: bool,
) -> Iterator[Finding]:
    """A form or list is about the catalogue; a statistical table when most of its names are."""
    whole = {key for key, (_, _, part) in unknown.items() if not part}
    of_catalogue = is_form or len(known) >= len(whole)
    # A sheet with hundreds of names of its own is not about the catalogue, whatever the share.
    of_catalogue = of_catalogue and len(whole) <= _MOST_COMPARED
    for key, (text, cell, _) in unknown.items():
        asked = of_catalogue and key in whole
        yield finding(
            "unknown_indicator",
            sheet,
            _where(cell),
            f"{text!r} is no indicator of the catalogue; choose the indicator or leave the row out",
            found=text,
            expected="an indicator of the catalogue",
            severity=Severity.WARNING if asked else Severity.NOTE,
        )


def most_foreign(findings: list[Finding], names: IndicatorNames) -> list[Finding]:
    """The findings of a workbook with few questions about unknown names: the strangest ask.

    A form sent in by ten districts asks once; the other rows are noted.
    """
    asking = {
        name_key(item.found): item.found
        for item in findings
        if item.rule == "unknown_indicator" and item.severity is Severity.WARNING
    }
    strangest = set(sorted(asking, key=names.likeness)[:_MOST_UNKNOWN])
    told: set[str] = set()
    settled = []
    for item in findings:
        if item.rule == "unknown_indicator" and item.severity is Severity.WARNING:
            key = name_key(item.found)
            if key in told or key not in strangest:
                item = replace(item, severity=Severity.NOTE)
            told.add(key)
        settled.append(item)
    return settled


# Unknown places in a row that are asked about one by one.
_A_FEW = 5


def check_places(reading: TableReading, places: PlaceNames, before: set[str]) -> Iterator[Finding]:
    """unknown_place: a name that stands where a place should and that nobody knows."""
    sheet = reading.sheet
    place = reading.context.place
    wanted: list[tuple[str, str | None]] = []
    if place is not None and place.place is None:
        wanted.append((place.text, reading.context.place_cell))
    listed = [row for row in reading.rows if row.place is not None and row.has_values]
    unknown = [
        (row.place.text, _where(row.place_cell))
        for row in listed
        if row.place is not None and row.place.place is None
    ]
    # A list of which nobody knows a single place is one question, not one a row.
    wanted += unknown[:1] if len(unknown) == len(listed) > _A_FEW else unknown
    for column in reading.columns.values:
        if column.place is not None and column.place.place is None:
            wanted.append((column.place.text, _where(_heading_cell(reading, column))))
    for text, cell in wanted:
        if text in before or places.is_whole(text):
            continue
        before.add(text)
        yield finding(
            "unknown_place",
            sheet,
            cell,
            f"{text!r} is no place known at that time; choose the place or correct the name",
            found=text,
            expected="a place known at that time",
        )


def check_units(
    reading: TableReading, figures: list[SheetFigure], names: IndicatorNames
) -> Iterator[Finding]:
    """unit_conflict: the sheet's unit measures something else than the name does."""
    by_row: dict[int, list[SheetFigure]] = {}
    by_column: dict[int, list[SheetFigure]] = {}
    for figure in figures:
        if figure.measure is Measure.LEVEL:
            by_row.setdefault(figure.row, []).append(figure)
            by_column.setdefault(figure.column, []).append(figure)
    seen: set[tuple[str, str | None]] = set()
    if reading.columns.rows_are is Role.INDICATOR:
        for row in reading.rows:
            unit = row.unit or reading.context.unit
            key = (name_key(row.text), unit)
            if unit is None or not row.own_indicator or key in seen or not by_row.get(row.number):
                continue
            expected = _expected_unit(row, unit, by_row[row.number])
            if expected is not None:
                seen.add(key)
                yield _conflict(
                    reading.sheet, _where(row.unit_cell or row.label_cell), row.text, unit, expected
                )
    else:
        for column in reading.columns.values:
            unit = column.words.unit or reading.context.unit
            if unit is None or not column.name or column.measure is not None:
                continue
            named = names.find(column.name, unit)
            expected = _contradiction(
                column.name, unit, named.indicator, named.fits, by_column.get(column.index, [])
            )
            if expected is not None:
                cell = _heading_cell(reading, column)
                yield _conflict(reading.sheet, _where(cell), column.name, unit, expected)
    yield from _bare_ratios(reading, by_row, by_column)


def _conflict(sheet: Sheet, cell: str | None, name: str, unit: str, expected: str) -> Finding:
    return finding(
        "unit_conflict",
        sheet,
        cell,
        f"{name!r} is given in {unit!r}, expected {expected!r}; correct the unit or the name",
        found=unit,
        expected=expected,
    )


def _expected_unit(row: Row, unit: str, figures: list[SheetFigure]) -> str | None:
    return _contradiction(row.text, unit, row.named.indicator, row.named.fits, figures)


def _contradiction(
    name: str, unit: str, indicator: Indicator | None, fits: bool, figures: list[SheetFigure]
) -> str | None:
    """The unit expected, when the one given cannot be right; else None."""
    if indicator is not None and not fits:
        return indicator.unit
    if indicator is not None:
        return indicator.unit if _wrong_scale(indicator, figures) else None
    written = as_unit(unit)
    folded = fold(name)
    if written is None or "lần" in unit:
        return None
    root = written.dimension.split("/")[0]
    if _RATE_NAME.match(folded) and (root in _MONEY or root in _AREAS or root == "tấn"):
        return "%"
    counts = _COUNT_NAME.match(folded) and not nfc(name).lower().startswith("sở ")
    if counts and (root in _MONEY or root in ("%", "ha", "tấn")):
        return "a count"
    if _AREA_NAME.match(folded) and (root in _MONEY or root in ("%", "tấn")):
        return "ha"
    return None


def _wrong_scale(indicator: Indicator, figures: list[SheetFigure]) -> bool:
    """True when the numbers are plausible in the catalogue's unit and far off in the sheet's."""
    band = indicator.plausible.level
    if band is None or not figures:
        return False
    if any(figure.place is None or figure.place.level is Level.COUNTRY for figure in figures):
        return False
    low, high = Decimal(str(band[0])), Decimal(str(band[1]))
    off = inside = 0
    for figure in figures:
        written = as_unit(figure.unit)
        if written is None:
            continue
        canonical = indicator.measured_in
        if written.factor == canonical.factor:
            continue
        converted = figure.number * written.factor / canonical.factor
        far = converted > high * 5 or converted < low / 5
        off += far
        inside += far and low <= figure.number <= high
    return off * 2 > len(figures) and inside * 2 > off


def _alike(groups: Iterable[list[SheetFigure]]) -> Iterator[list[SheetFigure]]:
    """The percentages of one name and measure in each group: neighbours that compare."""
    for group in groups:
        named: dict[tuple[str, Measure], list[SheetFigure]] = {}
        for figure in group:
            if figure.unit == "%":
                named.setdefault((figure.indicator_text, figure.measure), []).append(figure)
        yield from named.values()


def _bare_ratios(
    reading: TableReading,
    by_row: dict[int, list[SheetFigure]],
    by_column: dict[int, list[SheetFigure]],
) -> Iterator[Finding]:
    """A bare 0,74 where the neighbours say 71,2 (%): forgotten percent format."""
    groups = list(by_row.values())
    if reading.columns.rows_are is not Role.INDICATOR:
        groups = list(by_column.values())
    for rates in _alike(groups):
        if len(rates) < 2:
            continue
        for figure in rates:
            others = [abs(other.number) for other in rates if other is not figure]
            middle = median(others)
            if 0 < abs(figure.number) <= Decimal("1.5") and middle >= 10:
                share = abs(figure.number) * 100 / middle
                if Decimal("0.4") <= share <= Decimal("2.5"):
                    yield finding(
                        "unit_conflict",
                        reading.sheet,
                        figure.cell,
                        f"{figure.quote!r} looks like a share of one among percentages; "
                        f"expected about {figure.number * 100}",
                        found=figure.quote,
                        expected=f"{figure.number * 100} %",
                    )


def _heading_cell(reading: TableReading, column: Column) -> Cell | None:
    """The lowest header cell over a column that holds its name or its place."""
    texts = [text for text, _ in column.path]
    wanted = column.place.text if column.place is not None and column.place.place is None else None
    for row in reversed(reading.table.header):
        for index in range(column.index, 0, -1):
            cell = reading.sheet.at(row, index)
            if cell is None:
                continue
            if cell.text in texts and (wanted is None or wanted in cell.text):
                return cell
            if index == column.index:
                break
    return None


def _where(cell: Cell | None) -> str | None:
    return address(cell.row, cell.column) if cell is not None else None


def hidden_notes(sheet: Sheet) -> Iterator[Finding]:
    """What is on a sheet and hidden from its reader is not imported; say so."""
    if sheet.hidden:
        if sheet.cells:
            yield finding(
                "hidden", sheet, None, f"sheet {sheet.name!r} is hidden and was not read",
                found="a hidden sheet", expected="a visible sheet", severity=Severity.NOTE,
            )  # fmt: skip
        return
    rows = sorted(row for row in sheet.hidden_rows if row in sheet.rows)
    columns = sorted({cell.column for cell in sheet.cells.values()} & sheet.hidden_columns)
    for number in rows[:50]:
        yield _hidden_part(sheet, address(number, 1), "row", number)
    for number in columns[:50]:
        yield _hidden_part(sheet, address(1, number), "column", number)


def _hidden_part(sheet: Sheet, cell: str, part: str, number: int) -> Finding:
    return finding(
        "hidden",
        sheet,
        cell,
        f"{part} {number} is hidden; its figures were not read",
        found=f"a hidden {part}",
        expected=f"a visible {part}",
        severity=Severity.NOTE,
    )


def doubted(
    figures: list[SheetFigure], told: list[Finding], reading: TableReading
) -> Iterator[SheetFigure]:
    """The figures; those whose unit is in doubt are unsure, so that they wait for a person."""
    rows: set[int] = set()
    columns: set[int] = set()
    for item in told:
        found = _ADDRESS.fullmatch(item.cell or "") if item.rule == "unit_conflict" else None
        if found is None:
            continue
        if int(found[2]) in reading.table.header:
            columns.add(column_number(found[1]))
        else:
            rows.add(int(found[2]))
    for figure in figures:
        if figure.row in rows or figure.column in columns:
            reasons = (*figure.reasons, "the unit is in doubt")
            yield replace(figure, confidence=min(figure.confidence, 0.3), reasons=reasons)
        else:
            yield figure
